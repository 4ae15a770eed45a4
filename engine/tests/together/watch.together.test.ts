/** Who watches the drawn worlds sees what must not be: each invariant is broken here by hand. */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../src/store/database.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';
import { newCeiling } from './joined/worlds/ceiling.ts';
import { newWatch } from './joined/worlds/watch.ts';

const policy = pretendedPolicy(
  readFileSync(new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8'));
const from = Date.UTC(2026, 10, 20, 13, 0);
const staffing = { staffedSince: from, skew: 0 };

let run: JoinedRun;

beforeAll(async () => {
  run = await joinedRun({ seed: 21, from });
  await run.ask('PUT', '/v1/policy', { document: policy });
  packAll(run, 1);
  await run.pass(90_000);
}, 600_000);
afterAll(() => run.end(), 120_000);

/** What the watch says after this was done to the store behind everybody's back. */
const rulesBroken = async (spoil: (tx: Tx) => Promise<unknown>): Promise<readonly string[]> => {
  const watch = newWatch(run.database);
  await watch.look(run.clock.now(), staffing);
  const before = watch.broken.length;
  await run.database.transaction(spoil);
  await watch.look(run.clock.now(), staffing);
  return watch.broken.slice(before).map((one) => one.rule);
};

test('a call that nobody had begun', async () => {
  const watch = newWatch(run.database);
  watch.heard({
    process: 1, at: from + 1,
    request: {
      method: 'POST', url: 'http://pretended', headers: {},
      body: '[{"orderKey":"SO-1-of-nobody"}]', timeoutMilliseconds: 1, purpose: 'create-order',
    },
  });
  await watch.look(run.clock.now(), staffing);
  expect(watch.broken.map((one) => one.rule)).toEqual(['begun before the call']);
});

test('a message that changes under its id', async () => {
  expect(await rulesBroken((tx) => sql`
    update message set content = content || '{"orderNumber": "SO-0"}'`.execute(tx)))
    .toContain('one id, one message');
});

test('an order that is due and not decided on', async () => {
  expect(await rulesBroken((tx) => sql`
    update dossier set look_again_at = ${run.clock.now() - 61_000}`.execute(tx)))
    .toEqual(['stalled']);
});

test('a cursor that is ahead of the clock', async () => {
  expect(await rulesBroken((tx) => sql`
    update feed set through_at = ${run.clock.now() + 1} where feed = 'labels'`.execute(tx)))
    .toEqual(['cursor']);
});

test('one call more than the account allows, in any window', () => {
  const ceiling = newCeiling(20);
  const call = (path: string) => ({
    process: 1, at: from,
    request: {
      method: 'GET' as const, url: `http://pretended/${path}`, headers: {}, body: '',
      timeoutMilliseconds: 1, purpose: 'look',
    },
  });
  for (let second = 0; second < 60; second += 3) {
    ceiling.heard(from + second * 1_000, call('shipstation/orders'));
    ceiling.heard(from + second * 1_000, call('warehouse/messages'));
  }
  ceiling.heard(from + 60_000, call('shipstation/orders'));
  expect(ceiling.broken).toEqual([]);
  ceiling.heard(from + 60_001, call('shipstation/orders'));
  expect(ceiling.broken.map((one) => one.rule)).toEqual(['budget']);
});
