import { expect, test } from 'vitest';
import { exitCode } from '../ending.ts';
import { pretend, problem, type Routes } from '../pretend-gatepass.ts';
import { runCommand } from '../run.ts';

const link = 'https://gatepass.example/sign-in#token=abcdefghij';

const view = (over: object = {}) => ({
  id: 'per_1', name: 'Mia', email: 'mia@shop.example', role: 'lead', state: 'active',
  hasPassword: true, isAtProvider: false, sessions: 1, createdAt: '2026-11-22T12:00:00Z',
  lastSignInAt: '2026-11-22T13:00:00Z', sentence: 'Mia has the role Lead.', ...over,
});

const people = [view(), view({ id: 'per_2', email: null, hasPassword: false, lastSignInAt: null })];
const told = (over: object = {}) =>
  ({ document: { person: view(over), link, expiresAt: '2026-11-25T12:00:00Z' } });
const routes = (more: Routes = {}): Routes => ({
  'GET /v1/people': () => ({ document: { items: people, next: null } }),
  'POST /v1/people': () => told({ name: 'Omar', sentence: 'Omar has the role Operator.' }),
  ...more,
});

test('list shows each person, their role and how they get in', async () => {
  const { surroundings, printed } = pretend(routes());
  expect(await runCommand(['person', 'list'], surroundings)).toBe(exitCode.done);
  expect(printed()).toContain('Mia has the role Lead.');
  expect(printed()).toContain('no e-mail address yet, has no password, not signed in');
});

test('list says so where there is nobody', async () => {
  const { surroundings, printed } = pretend(routes({
    'GET /v1/people': () => ({ document: { items: [], next: null } }),
  }));
  expect(await runCommand(['person', 'list'], surroundings)).toBe(exitCode.done);
  expect(printed()).toContain('Nobody was invited yet.');
});

test('add prints the link once, and sends what was said', async () => {
  const { surroundings, asked, printed } = pretend(routes());
  expect(await runCommand(
    ['person', 'add', 'Omar', '--email', 'omar@shop.example', '--role', 'operator'],
    surroundings)).toBe(exitCode.done);
  expect(asked.at(-1)?.body)
    .toEqual({ name: 'Omar', email: 'omar@shop.example', role: 'operator' });
  expect(printed().split(link)).toHaveLength(2);
});

test('link, role, off and on are done to whom an address names', async () => {
  const { surroundings, asked } = pretend(routes({
    'POST /v1/people/per_1/link': () => told(),
    'POST /v1/people/per_1/role': () => ({ document: view({ role: 'auditor' }) }),
    'POST /v1/people/per_1/deactivate': () => ({ document: view({ state: 'deactivated' }) }),
    'POST /v1/people/per_1/reactivate': () => ({ document: view() }),
  }));
  for (const words of [['link'], ['role', 'auditor'], ['off'], ['on']]) {
    const [what = '', ...rest] = words;
    expect(await runCommand(['person', what, 'MIA@shop.example', ...rest], surroundings))
      .toBe(exitCode.done);
  }
  expect(asked.filter((one) => one.method === 'POST').map((one) => one.body))
    .toEqual([null, { role: 'auditor' }, null, null]);
});

test('a name that nobody or several have is refused, and nothing is changed', async () => {
  for (const [name, code] of [['Eve', exitCode.no], ['Mia', exitCode.notUnderstood]] as const) {
    const { surroundings, asked } = pretend(routes());
    expect(await runCommand(['person', 'off', name], surroundings)).toBe(code);
    expect(asked.every((one) => one.method === 'GET')).toBe(true);
  }
});

test('what Gatepass refuses is said in its words', async () => {
  const words = 'Mia is the only one left with the role Admin.';
  const { surroundings, complained } = pretend(routes({
    'POST /v1/people/per_1/deactivate': () => problem(409, words),
  }));
  expect(await runCommand(['person', 'off', 'per_1'], surroundings)).toBe(exitCode.refused);
  expect(complained()).toContain(words);
});
