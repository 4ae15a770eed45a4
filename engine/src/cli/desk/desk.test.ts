import { expect, it } from 'vitest';
import { order as found } from '../pretend-order.ts';
import { pretend, problem, type Routes } from '../pretend-gatepass.ts';
import { runCommand } from '../run.ts';

const about = { kind: 'retry', ruling: null, why: 'open again' };
const plan = {
  ...about, id: 'pln_1', state: 'drafted', until: null, madeBy: 'nina',
  sentence: '29 would be tried again. 2 are left out.', madeAt: '2026-11-22T14:00:00Z',
  expiresAt: '2026-11-22T14:15:00Z', fingerprint: 'f1', needsSecondPerson: false,
  confirm: {
    right: 'fix-many', roles: ['admin', 'operator'], isAllowed: true, needsWhy: false,
  },
  exceptions: { group: 'grp_1' }, orders: null, orderIds: null, mapping: null,
  oldestSince: '2026-11-22T13:02:00Z', calls: [],
  counts: { unread: 0, planned: 29, leftOut: 2, done: 0 }, touches: [], sample: [], job: null,
  leftOut: [{ words: 'Nothing is wrong here any more.', count: 2 }],
};
const whole = { ...plan, leftOut: [], counts: { unread: 0, planned: 29, leftOut: 0, done: 0 } };
const done = {
  ...about, id: 'job_1', plan: 'pln_1', state: 'done', sentence: 'Done: 29 were tried again.',
  confirmedBy: 'nina', confirmedAt: '2026-11-22T14:01:00Z', stopped: null, leftOut: [],
  counts: { all: 29, toDo: 0, done: 29, leftOut: 0 },
};
const routes = (planned: object): Routes => ({
  'POST /v1/plans': () => ({ document: planned }),
  'POST /v1/plans/pln_1/confirm': () => ({ document: done }),
  'GET /v1/exceptions/groups': () => ({ document: { items: [], next: null } }),
  'GET /v1/exceptions/exc_none': () => problem(404, 'There is no exception exc_none.'),
});
const retry = ['bulk', 'retry', '--cause', 'grp_1', '--why', 'open again'];

it('bulk says what would happen, and does nothing without a yes', async () => {
  const { surroundings, asked, printed } = pretend(routes(plan));
  expect(await runCommand(retry, surroundings)).toBe(0);
  expect(asked.map((one) => one.path)).toEqual(['/v1/plans']);
  expect(asked[0]?.body).toEqual({ kind: 'retry', why: 'open again',
    exceptions: { group: 'grp_1' } });
  expect(printed()).toContain('Nothing was done.');
});

it('bulk with --confirm does just the plan that it saw, and watches the job', async () => {
  const { surroundings, asked, printed } = pretend(routes(whole));
  expect(await runCommand([...retry, '--confirm'], surroundings)).toBe(0);
  expect(asked[1]?.body).toEqual({ fingerprint: 'f1' });
  expect(printed()).toContain('Done: 29 were tried again.');
});

it('bulk with --confirm that would leave some out does nothing, unless told to', async () => {
  const first = pretend(routes(plan));
  expect(await runCommand([...retry, '--confirm'], first.surroundings)).toBe(1);
  expect(first.asked).toHaveLength(1);
  expect(first.complained()).toContain('--anyway');
  const second = pretend(routes(plan));
  expect(await runCommand([...retry, '--confirm', '--anyway'], second.surroundings)).toBe(0);
  expect(second.asked).toHaveLength(2);
});

it('what needs a reason asks nothing of the server without one', async () => {
  const { surroundings, asked, complained } = pretend(routes(plan));
  expect(await runCommand(['bulk', 'hold', '--code', 'pick.short'], surroundings)).toBe(2);
  expect(await runCommand(['exceptions', 'wait', 'exc_1'], surroundings)).toBe(2);
  expect(await runCommand(['exceptions', 'burn', 'exc_1'], surroundings)).toBe(2);
  expect(asked).toEqual([]);
  expect(complained()).toContain('--why and --until');
});

it('exceptions says when nothing waits, and when there is no such one', async () => {
  const { surroundings, printed, complained } = pretend(routes(plan));
  expect(await runCommand(['exceptions'], surroundings)).toBe(0);
  expect(printed()).toContain('Nothing waits for a person.');
  expect(await runCommand(['exceptions', 'show', 'exc_none'], surroundings)).toBe(1);
  expect(complained()).toContain('There is no exception exc_none.');
});

it('exceptions stand under heads: how many orders, how severe, which cause', async () => {
  const cause = {
    id: 'grp_1', code: 'pick.short', title: 'Short pick', fault: 'SO-7', severity: 1,
    owner: 'lead', assignedTo: null, count: 3, orders: 2, stages: [], collection: null,
    firstSeenAt: '2026-11-22T12:00:00Z', since: '2026-11-22T12:00:00Z',
    sentence: 'Short pick: “SO-7”. 3 consignments wait for it.', handbook: 'short-pick',
    state: 'new', limitAt: null, isOverLimit: true, escalatesTo: 'admin', acknowledgedBy: null,
    waiting: null, returnedAt: null, connection: null, lastClosedAt: null, actions: [],
  };
  const { surroundings, printed } = pretend({
    'GET /v1/exceptions/groups': () => ({ document: { items: [cause], next: null } }),
  });
  expect(await runCommand(['exceptions'], surroundings)).toBe(0);
  expect(printed()).toBe([
    'Orders  Severity  Cause',
    '     2         1  Short pick: “SO-7”. 3 consignments wait for it.',
    '                  grp_1  lead, new, past its limit', '',
  ].join('\n'));
});

const left = (consignment: string) => ({
  action: 'sent-otherwise', words: 'It left by other means', means: 'It counts as gone.',
  method: 'POST', path: '/v1/orders/ord_1/rulings', asks: ['carrier', 'why'],
  optional: ['trackingNumber'], needs: 'say-it-left', roles: ['admin'], isAllowed: true,
  body: { ruling: 'sent-otherwise', consignment, about: 'f1' },
});
const leaving = (...consignments: readonly string[]): Routes => ({
  'GET /v1/orders/ord_1': () => ({
    document: { ...found, actions: consignments.map(left) },
  }),
  'POST /v1/orders/ord_1/rulings': () => ({
    document: { isNew: true, sentence: 'So ruled.', rulings: [] },
  }),
});
const say = ['order', 'ord_1', 'sent-otherwise', '--why', 'own driver'];

it('order says how goods left, and by whom', async () => {
  const { surroundings, asked, printed } = pretend(leaving('con_1'));
  expect(await runCommand([...say, '--carrier', 'Own van', '--tracking', 'V-77'], surroundings))
    .toBe(0);
  expect(asked.at(-1)?.body).toEqual({
    ruling: 'sent-otherwise', consignment: 'con_1', about: 'f1', why: 'own driver',
    carrier: 'Own van', trackingNumber: 'V-77',
  });
  expect(printed()).toContain('So ruled.');
});

it('order asks for the carrier, and which of several consignments left', async () => {
  const bare = pretend(leaving('con_1'));
  expect(await runCommand(say, bare.surroundings)).toBe(2);
  expect(bare.complained()).toContain('--carrier');
  const two = pretend(leaving('con_1', 'con_2'));
  expect(await runCommand([...say, '--carrier', 'dpd'], two.surroundings)).toBe(2);
  expect(two.complained()).toContain('--consignment');
  const meant = [...say, '--carrier', 'dpd', '--consignment', 'con_2'];
  expect(await runCommand(meant, two.surroundings)).toBe(0);
  expect(two.asked.at(-1)?.body).toMatchObject({ consignment: 'con_2', carrier: 'dpd' });
});

it('a word that bulk does not know is said to be that, and not asked why', async () => {
  const { surroundings, asked, complained } = pretend(routes(plan));
  expect(await runCommand(['bulk', 'frob'], surroundings)).toBe(2);
  expect(complained()).toContain('bulk does not know “frob”: retry, hold,');
  expect(asked).toEqual([]);
});
