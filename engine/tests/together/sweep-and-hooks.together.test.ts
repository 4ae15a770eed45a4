/** Deletions that no feed shows, and webhooks as bad as the real ones, on a turned clock. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { combineOrders } from '../../../simulator/src/shipstation/screen/combine.ts';
import { removeOrder } from '../../../simulator/src/shipstation/screen/edit.ts';
import { stormOf } from '../../../simulator/src/shipstation/faults/all.ts';
import type { World } from '../../../simulator/src/world.ts';
import { connectionShape, listOf } from '../../src/api/shapes.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';

const policy = pretendedPolicy(
  readFileSync(new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8'));
const afternoon = Date.UTC(2026, 10, 20, 13, 0);
const minute = 60_000;

const orders = z.object({ items: z.array(z.object({
  orderNumber: z.string(), exception: z.string().nullable(),
})) });
const exceptionsIn = async (run: JoinedRun) => {
  const { items } = orders.parse(await run.ask('GET', '/v1/orders?limit=50'));
  return Object.fromEntries(items.map((one) => [one.orderNumber, one.exception]));
};
const shipStation = async (run: JoinedRun) => {
  const { items } = listOf(connectionShape).parse(await run.ask('GET', '/v1/connections'));
  const found = items.find((one) => one.connector === 'shipstation');
  if (found === undefined) throw new Error('there is no ShipStation');
  return found;
};
const idOf = (world: World, orderNumber: string): number => {
  const row = [...world.shipstation.orders.values()].find((one) =>
    one.wire.orderNumber === orderNumber);
  if (row === undefined) throw new Error(`${orderNumber} is not in ShipStation`);
  return row.wire.orderId;
};

test('an order deleted on the screen is named; combined ones are not', async () => {
  const run = await joinedRun({ seed: 5, from: afternoon, world: { isDeskOn: false } });
  try {
    await run.ask('PUT', '/v1/policy', { document: policy });
    packAll(run, 4);
    await run.pass(minute);
    run.act((world, now) => {
      const removed = removeOrder(world.shipstation, idOf(world, 'SO-1000'), now);
      if (removed.is !== 'done') throw new Error('it was not removed');
      const combined = combineOrders(
        removed.account, [idOf(world, 'SO-1001'), idOf(world, 'SO-1002')], now);
      if (combined.is !== 'done') throw new Error('they were not combined');
      return { ...world, shipstation: combined.account };
    });
    await run.ask('POST', '/v1/connections/shipstation-uk/sweep');
    await run.pass(1.5 * minute);
    expect((await shipStation(run)).sweep).toMatchObject({
      state: 'done', found: { here: 4, there: 2, strays: [], asked: 2, gone: 2 },
    });
    const exceptions = await exceptionsIn(run);
    expect(exceptions).toMatchObject({ 'SO-1000': 'order.vanished', 'SO-1003': null });
    expect([exceptions['SO-1001'], exceptions['SO-1002']]).not.toContain('order.vanished');
  } finally {
    await run.end();
  }
}, 600_000);

const withHookTrouble = (faults: readonly (keyof ReturnType<typeof stormOf>)[]) =>
  (world: World): World => {
    const storm = stormOf(1, 3, []);
    const chosen = Object.fromEntries(faults.map((name) => [name, storm[name]]));
    const { shipstation } = world;
    return {
      ...world,
      shipstation: { ...shipstation, faults: { ...shipstation.faults, ...chosen } },
    };
  };

test('hooks that come in time are set up, trusted, and spare calls', async () => {
  const run = await joinedRun({ seed: 5, from: afternoon, publicUrl: 'http://gatepass' });
  try {
    await run.ask('PUT', '/v1/policy', { document: policy });
    packAll(run, 6);
    await run.pass(3 * minute);
    const { hooks, feeds } = await shipStation(run);
    expect(hooks).toMatchObject({ state: 'kept' });
    expect(hooks?.heardAt).not.toBeNull();
    expect(run.world().shipstation.webhooks.map((one) => one.url)).toContainEqual(
      expect.stringMatching(/^http:\/\/gatepass\/hooks\/shipstation-uk\/[\w-]{43}$/));
    expect(feeds.find((one) => one.feed === 'labels')?.hooks?.heardAt).not.toBeNull();
    expect(run.world().shipstation.shipments.size).toBe(6);
    expect(run.world().warehouse.postbox.messages.size).toBe(6);
  } finally {
    await run.end();
  }
}, 600_000);

test('lost, late, doubled and reordered, they cost time and nothing else', async () => {
  const run = await joinedRun({ seed: 6, from: afternoon, publicUrl: 'http://gatepass' });
  try {
    await run.ask('PUT', '/v1/policy', { document: policy });
    run.act(withHookTrouble(
      ['webhooksLost', 'webhooksLate', 'webhooksReordered', 'webhooksDoubled']));
    packAll(run, 6);
    await run.pass(4 * minute);
    expect(run.world().shipstation.shipments.size).toBe(6);
    expect(run.world().warehouse.postbox.messages.size).toBe(6);
    expect(run.world().shop.postbox.messages.size).toBe(6);
  } finally {
    await run.end();
  }
}, 600_000);
