import { expect, test } from 'vitest';
import { exitCode } from '../ending.ts';
import { pretend, problem, type Routes } from '../pretend-gatepass.ts';
import { runCommand } from '../run.ts';

const secret = `gp_${'k'.repeat(40)}`;

const view = (over: object = {}) => ({
  id: 'key_1', name: 'Leicester WMS', role: 'warehouse', warehouses: ['leicester'], channels: [],
  startsWith: 'gp_kkkkkk', kind: 'made', state: 'in-force', createdAt: '2026-11-22T12:00:00Z',
  createdBy: 'Ada', lastUsedAt: null, expiresAt: null, revokedAt: null, revokedBy: null,
  replacedBy: null, sentence: 'Leicester WMS may do what the role warehouse may.', ...over,
});

const keys = [
  view(), view({ id: 'key_2', name: 'Old', state: 'revoked', sentence: 'Old was revoked.' }),
];
const routes = (more: Routes = {}): Routes => ({
  'GET /v1/keys': () => ({ document: { items: keys, next: null } }),
  'POST /v1/keys': () => ({ document: { ...view(), key: secret } }),
  ...more,
});

test('list shows what is in force with its first signs, and with --all the rest', async () => {
  const few = pretend(routes());
  expect(await runCommand(['key', 'list'], few.surroundings)).toBe(exitCode.done);
  expect(few.printed()).toContain('begins with gp_kkkkkk…');
  expect(few.printed()).toContain('never used');
  expect(few.printed()).toContain('1 more that are over');
  expect(few.printed()).not.toContain('Old was revoked.');
  const all = pretend(routes());
  await runCommand(['key', 'list', '--all'], all.surroundings);
  expect(all.printed()).toContain('Old was revoked.');
});

test('make prints the key once, and sends what was said', async () => {
  const { surroundings, asked, printed } = pretend(routes());
  expect(await runCommand(['key', 'make', '--name', 'Leicester WMS', '--role', 'warehouse',
    '--warehouse', 'leicester', '--expires', '2027-01-01T00:00:00Z'], surroundings))
    .toBe(exitCode.done);
  expect(asked.at(-1)?.body).toEqual({
    name: 'Leicester WMS', role: 'warehouse', warehouses: ['leicester'], channels: [],
    expiresAt: '2027-01-01T00:00:00Z',
  });
  expect(printed().split(secret)).toHaveLength(2);
});

test('make asks a person for what is missing, and refuses where nobody sits', async () => {
  const answers = ['Shop', 'channel'];
  const person = pretend(routes(), { askPerson: async () => answers.shift() ?? '' });
  expect(await runCommand(['key', 'make'], person.surroundings)).toBe(exitCode.done);
  expect(person.asked.at(-1)?.body).toMatchObject({ name: 'Shop', role: 'channel' });
  const nobody = pretend(routes());
  expect(await runCommand(['key', 'make', '--name', 'Shop'], nobody.surroundings))
    .toBe(exitCode.notUnderstood);
  expect(nobody.complained()).toContain('--role is missing');
  expect(nobody.asked).toEqual([]);
});

test('over plain HTTP to another machine the key is called read on the way', async () => {
  const { surroundings, printed } = pretend(routes());
  await runCommand(['key', 'make', '--name', 'a', '--role', 'reader', '--url',
    'http://gatepass.example'], surroundings);
  expect(printed()).toContain('plain HTTP');
});

test('rotate goes by name, and says how long the old one goes on', async () => {
  const { surroundings, asked, printed } = pretend(routes({
    'GET /v1/keys': () => ({ document: {
      items: [view({ expiresAt: '2026-11-23T12:00:00Z' })], next: null,
    } }),
    'POST /v1/keys/key_1/rotate': () => ({ document: { ...view({ id: 'key_3' }), key: secret } }),
  }));
  expect(await runCommand(['key', 'rotate', 'Leicester WMS'], surroundings)).toBe(exitCode.done);
  expect(asked[1]?.body).toEqual({ oldUntil: null });
  expect(printed()).toContain('The old one (key_1) goes on until 2026-11-23T12:00:00Z');
});

test('revoke asks first; no is no, and without a person --yes is needed', async () => {
  const gone = { 'DELETE /v1/keys/key_1': () => ({ document: view({
    state: 'revoked', sentence: 'Leicester WMS was revoked by Ada.',
  }) }) };
  const answering = (answer: string) => pretend(routes(gone), { askPerson: async () => answer });
  const no = answering('n');
  expect(await runCommand(['key', 'revoke', 'key_1'], no.surroundings)).toBe(exitCode.no);
  expect(no.asked.map((one) => one.method)).toEqual(['GET']);
  const yes = answering('y');
  expect(await runCommand(['key', 'revoke', 'key_1'], yes.surroundings)).toBe(exitCode.done);
  expect(yes.printed()).toContain('was revoked by Ada');
  const nobody = pretend(routes(gone));
  expect(await runCommand(['key', 'revoke', 'key_1'], nobody.surroundings))
    .toBe(exitCode.notUnderstood);
  expect(nobody.complained()).toContain('--yes');
  const script = pretend(routes(gone));
  expect(await runCommand(['key', 'revoke', 'key_1', '--yes', '--json'], script.surroundings))
    .toBe(exitCode.done);
  expect(JSON.parse(script.printed())).toMatchObject({ state: 'revoked' });
});

test('a name that nobody has, and one that several have, are said in words', async () => {
  const none = pretend(routes());
  expect(await runCommand(['key', 'rotate', 'Nobody'], none.surroundings)).toBe(exitCode.no);
  const several = pretend(routes({
    'GET /v1/keys': () => ({ document: { items: [view(), view({ id: 'key_9' })], next: null } }),
  }));
  expect(await runCommand(['key', 'rotate', 'Leicester WMS'], several.surroundings))
    .toBe(exitCode.notUnderstood);
  expect(several.complained()).toContain('key_9');
});

test("the server's refusal is told in its words", async () => {
  const { surroundings, complained } = pretend(routes({
    'DELETE /v1/keys/key_1': () => problem(409, 'It is the last key of an admin.'),
  }));
  expect(await runCommand(['key', 'revoke', 'key_1', '--yes'], surroundings))
    .toBe(exitCode.refused);
  expect(complained()).toContain('last key of an admin');
});

test('a slip under key is refused with the way out', async () => {
  const { surroundings, complained } = pretend(routes());
  expect(await runCommand(['key', 'mkae'], surroundings)).toBe(exitCode.notUnderstood);
  expect(complained()).toContain('mkae');
  expect(await runCommand(['key', 'make', '--role', 'king'], surroundings))
    .toBe(exitCode.notUnderstood);
  expect(complained()).toContain('warehouse, channel, reader, operator, admin');
});

test('audit tells who changed what, and passes on what is looked for', async () => {
  const entry = {
    at: '2026-11-22T12:00:00Z', who: 'Ada', role: 'admin', key: null,
    operation: 'PUT /v1/policy', target: '/v1/policy', summary: 'Applied policy version 4',
    from: '10.0.0.1',
  };
  const { surroundings, asked, printed } = pretend({
    'GET /v1/audit': () => ({ document: { items: [entry], next: 'more' } }),
  });
  expect(await runCommand(['audit', '--who', 'Ada', '--with-key', 'key_1', '--limit', '1'],
    surroundings)).toBe(exitCode.done);
  expect(asked[0]?.path).toBe('/v1/audit?who=Ada&key=key_1&limit=1');
  expect(printed()).toContain('Ada (admin, a session without a key)');
  expect(printed()).toContain('Applied policy version 4.');
  expect(printed()).toContain('There is more');
});
