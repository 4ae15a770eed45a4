/** One cause, many orders: what nobody mapped stops them all, and one line of policy frees them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judge } from '../../../simulator/src/referee/judge.ts';
import {
  bulkPlanShape, exceptionGroupDetailShape, exceptionGroupShape, jobShape, listOf,
} from '../../src/api/shapes.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';

const text = readFileSync(
  new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8');
const policy = pretendedPolicy(text);
const unmapped = pretendedPolicy(text.replace('says: DPD-12', 'says: DPD-10'));
const afternoon = Date.UTC(2026, 10, 20, 13, 0);
const minute = 60_000;

const causesIn = async (run: JoinedRun) => {
  const { items } = listOf(exceptionGroupShape).parse(
    await run.ask('GET', '/v1/exceptions/groups'));
  return items.map(({ id, code, fault, count }) => ({ id, code, fault, count }));
};

const releasedIn = (run: JoinedRun): readonly string[] =>
  [...run.world().shipstation.orders.values()].map((one) => one.wire.orderNumber).toSorted();

const numbersOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `SO-${String(1000 + index)}`);

test('31 orders of an unmapped service are one cause; a mapping releases each once', async () => {
  const run = await joinedRun({ seed: 11, from: afternoon });
  try {
    await run.ask('PUT', '/v1/policy', { document: unmapped });
    packAll(run, 31);
    await run.pass(minute);
    const [cause, ...others] = await causesIn(run);
    expect([cause, others]).toEqual([
      { id: expect.any(String), code: 'service.unmapped', fault: 'DPD-12', count: 31 }, [],
    ]);
    const { evidence } = exceptionGroupDetailShape.parse(
      await run.ask('GET', `/v1/exceptions/groups/${cause?.id ?? ''}`));
    // It bears on whole consignments, so that no single line is named.
    expect(evidence.length).toBeGreaterThan(0);
    for (const one of evidence) {
      expect(numbersOf(31)).toContain(one.orderNumber);
      expect(one).toMatchObject({ lines: [], sentence: expect.stringContaining('DPD-12') });
    }
    expect(releasedIn(run)).toEqual([]);
    await run.ask('PUT', '/v1/policy', { document: policy });
    await run.pass(3 * minute);
    expect(await causesIn(run)).toEqual([]);
    expect(releasedIn(run)).toEqual(numbersOf(31));
    expect(run.world().shipstation.shipments.size).toBe(31);
    expect(judge(run.world())).toMatchObject({ isClean: true, findings: [] });
  } finally {
    await run.end();
  }
}, 600_000);

test('a retry of all that was turned down, confirmed twice at once, is done once', async () => {
  const run = await joinedRun({ seed: 12, from: afternoon });
  const refuse = (refuseOrders: readonly string[]): void => {
    run.act((world) => ({ ...world, shipstation: {
      ...world.shipstation, faults: { ...world.shipstation.faults, refuseOrders },
    } }));
  };
  try {
    await run.ask('PUT', '/v1/policy', { document: policy });
    refuse(numbersOf(5));
    packAll(run, 5);
    await run.pass(minute);
    expect(releasedIn(run)).toEqual([]);
    const [cause, ...others] = await causesIn(run);
    expect([cause, others]).toMatchObject([{ code: 'order.refused', count: 5 }, []]);
    refuse([]);
    const { id } = bulkPlanShape.parse(await run.ask('POST', '/v1/plans', {
      kind: 'retry', why: 'it takes them again', exceptions: { group: cause?.id },
    }));
    await run.pass(5_000);
    const plan = bulkPlanShape.parse(await run.ask('GET', `/v1/plans/${id}`));
    expect(plan).toMatchObject({ state: 'drafted', counts: { planned: 5, leftOut: 0 } });
    const confirm = async () => jobShape.parse(await run.ask(
      'POST', `/v1/plans/${id}/confirm`, { fingerprint: plan.fingerprint }));
    const [first, second] = await Promise.all([confirm(), confirm()]);
    expect(second.id).toBe(first.id);
    await run.pass(3 * minute);
    expect((await confirm()).id).toBe(first.id);
    await run.pass(minute);
    expect(jobShape.parse(await run.ask('GET', `/v1/jobs/${first.id}`)))
      .toMatchObject({ state: 'done', counts: { all: 5, done: 5, leftOut: 0 } });
    expect(await causesIn(run)).toEqual([]);
    expect(releasedIn(run)).toEqual(numbersOf(5));
    expect(run.world().shipstation.shipments.size).toBe(5);
    expect(judge(run.world())).toMatchObject({ isClean: true });
  } finally {
    await run.end();
  }
}, 600_000);
