/**
 * A shop goes live in the middle of a day: sixty open orders that another program made are adopted
 * and told, new ones go in steps, and the program is killed in the middle of each.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { judge } from '../../../simulator/src/referee/judge.ts';
import { packShape } from '../../../simulator/src/warehouse/floor.ts';
import { startJob } from '../../../simulator/src/warehouse/pack.ts';
import { callShipStation, planned } from '../../../simulator/src/world.ts';
import { planShape } from '../../src/api/shapes.ts';
import { emptyRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';

const policy = pretendedPolicy(
  readFileSync(new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8'));

const inShadow = {
  ...z.record(z.string(), z.unknown()).parse(policy),
  connections: Object.fromEntries(Object.entries(
    z.object({ connections: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(policy).connections,
  ).map(([name, one]) => [name, { ...one, mode: 'shadow' }])),
};

const afternoon = Date.UTC(2026, 10, 20, 13, 0);
const minute = 60_000;

/** The integration that was there before: it knows neither our keys nor our line keys. */
const anotherProgramCreates = (run: JoinedRun, numbers: readonly string[]): void => {
  run.act((world, now) => callShipStation(world, {
    method: 'POST', path: '/orders/createorders', query: {},
    headers: {
      'authorization': `Basic ${Buffer.from('demo-key:demo-secret').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(numbers.map((number) => ({
      orderNumber: number, orderKey: `theirs-${number}`, orderDate: '2026-11-20T05:00:00.0000000',
      orderStatus: 'awaiting_shipment', billTo: { name: 'Iris Bell' },
      shipTo: {
        name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
        country: 'GB',
      },
      items: [{ sku: 'TEE', name: 'T-shirt', quantity: 2, unitPrice: 19.99 }],
    }))),
  }, now).world);
};

const pack = (run: JoinedRun, numbers: readonly string[]): void => {
  for (const orderNumber of numbers) {
    run.act((world, now) => {
      const moved = startJob(world.warehouse, packShape.parse({
        orderNumber, channel: 'shopify-uk', service: 'DPD-12',
        shipTo: {
          name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
          country: 'GB',
        },
        lines: [{
          line: '1', sku: 'TEE', name: 'T-shirt', ordered: 2, weightGrams: 180,
          unitPrice: { amount: 1999, currency: 'GBP' },
        }],
      }), now);
      return planned({ ...world, warehouse: moved.warehouse }, moved.later);
    });
  }
};

const deskOn = (run: JoinedRun): void =>
  run.act((world) => ({ ...world, desk: { ...world.desk, isOn: true } }));

const numbersFrom = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `SO-${String(from + index)}`);

test('sixty open orders are adopted and told, none is created twice, kills included', async () => {
  const run = await emptyRun({
    seed: 5, from: afternoon, world: { isDeskOn: false, labelAfterMs: 2_000 },
  });
  try {
    let left = Number.POSITIVE_INFINITY;
    /** The program is killed at a commit of its own, and the next one takes over. */
    const startDying = () => run.start({
      endsAt: (point) => point === 'before commit' && (left -= 1) < 0,
    });
    let worker = await startDying();
    const survive = async (commits: number): Promise<void> => {
      left = commits;
      await run.pass(20_000);
      expect(worker.isDead()).toBe(true);
      left = Number.POSITIVE_INFINITY;
      worker = await startDying();
    };
    await run.ask('PUT', '/v1/policy', { document: inShadow });
    pack(run, numbersFrom(1000, 60));
    await run.pass(2 * minute);
    anotherProgramCreates(run, numbersFrom(1000, 60));
    await run.pass(3 * minute);
    expect(run.world().warehouse.postbox.messages.size).toBe(0);

    const made = planShape.parse(await run.ask('POST', '/v1/plans', {
      kind: 'going-live', warehouse: 'leicester',
    }));
    expect(made.counts).toMatchObject({ adopted: 60, inDoubt: 0 });
    const path = `/v1/plans/${made.id}`;
    await run.ask('POST', `${path}/approve`, { why: 'alone in the office' });
    await survive(20);
    await run.pass(30_000);
    pack(run, numbersFrom(2000, 30));
    deskOn(run);
    await survive(15);
    await run.pass(2 * minute);
    const plans = z.object({ items: z.array(planShape) });
    const [first] = plans.parse(await run.ask('GET', '/v1/plans')).items;
    expect(first).toMatchObject({ state: 'running', step: { number: 1, released: 10 } });
    for (const _ of ['a hundred', 'all']) {
      await run.ask('POST', `${path}/next-step`, { why: null });
      await survive(10);
      await run.pass(2 * minute);
    }
    await run.pass(4 * minute);

    const { shipstation, warehouse, shop } = run.world();
    const numbers = [...shipstation.orders.values()].map((row) => row.wire.orderNumber);
    expect(numbers.toSorted()).toEqual(
      [...numbersFrom(1000, 60), ...numbersFrom(2000, 30)].toSorted());
    expect(shipstation.shipments.size).toBe(90);
    expect(warehouse.postbox.messages.size).toBe(90);
    expect(shop.postbox.messages.size).toBe(90);
    expect(judge(run.world())).toMatchObject({ isClean: true });
  } finally {
    await run.end();
  }
}, 600_000);
