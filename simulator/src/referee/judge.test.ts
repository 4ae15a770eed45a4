import { describe, expect, test } from 'vitest';
import { noon, someOrder } from '../shipstation/fixtures.ts';
import { callHeld } from '../shipstation/held-to-contract.ts';
import { voidLabel } from '../shipstation/voids.ts';
import { noteBadSignature } from '../postbox.ts';
import { labelAtDesk, newWorld, type World } from '../world.ts';
import { authorization } from '../shipstation/fixtures.ts';
import { judge } from './judge.ts';

const empty = newWorld({
  seed: 7,
  keys: { 'key-1': 'secret-1' },
  switches: { callsPerMinute: 2 },
  isDeskOn: false,
  labelAfterMs: 0,
});

const create = (world: World, change: Readonly<Record<string, unknown>> = {}): World =>
  callHeld(
    world,
    {
      method: 'POST',
      path: '/orders/createorder',
      query: {},
      headers: { authorization: authorization(), 'content-type': 'application/json' },
      body: JSON.stringify(someOrder(change)),
    },
    noon,
  );
const pack = (world: World, packed: number, at: number): World => {
  const row = { orderNumber: 'SO-1001', sku: 'TEE-BLK-M', packed, at };
  const truth = [...world.warehouse.truth, row];
  return { ...world, warehouse: { ...world.warehouse, truth } };
};
const labelAll = (world: World, now = noon): World =>
  labelAtDesk(world, [...world.shipstation.orders.keys()], now);

describe('the referee', () => {
  test('finds nothing wrong with a label on packed units', () => {
    expect(judge(labelAll(pack(create(empty), 2, noon)))).toMatchObject({
      isClean: true,
      labelsOnUnpackedUnits: [],
      duplicateLabels: [],
      duplicateOrders: [],
      badSignatures: 0,
      refusedForRate: 0,
      conflictingMessages: [],
      unreadableMessages: 0,
    });
  });

  test('finds units that nobody packed', () => {
    const verdict = judge(labelAll(pack(create(empty), 1, noon)));
    expect(verdict.isClean).toBe(false);
    expect(verdict.labelsOnUnpackedUnits).toEqual([
      expect.objectContaining({ orderNumber: 'SO-1001', sku: 'TEE-BLK-M', labelled: 2, packed: 1 }),
    ]);
  });

  test('does not forgive a label because of packing that came later', () => {
    const late = pack(labelAll(create(empty)), 2, noon + 1);
    expect(judge(late).labelsOnUnpackedUnits).toHaveLength(1);
  });

  test('counts a second release against the same floor order', () => {
    const second = { orderNumber: 'SO-1001-2', orderKey: 'con-1:2' };
    const both = labelAll(pack(create(create(empty), second), 2, noon));
    expect(judge(both).labelsOnUnpackedUnits).toEqual([
      expect.objectContaining({ orderNumber: 'SO-1001', labelled: 4, packed: 2 }),
    ]);
  });

  test('finds two labels on one order, and their units, though the second lists no items', () => {
    const twice = labelAll(labelAll(pack(create(empty), 2, noon)));
    const verdict = judge(twice);
    expect(verdict.duplicateLabels).toHaveLength(1);
    expect(verdict.duplicateLabels[0]?.shipmentIds).toHaveLength(2);
    expect(verdict.labelsOnUnpackedUnits).toHaveLength(1);
  });

  test('lets a voided label go', () => {
    const labelled = labelAll(create(empty));
    const [shipmentId = 0] = labelled.shipstation.shipments.keys();
    const { account } = voidLabel(labelled.shipstation, shipmentId, noon, 7);
    expect(judge({ ...labelled, shipstation: account }).isClean).toBe(true);
  });

  test('finds two open orders under one key', () => {
    const world = create(empty);
    const [row] = world.shipstation.orders.values();
    if (row === undefined) throw new Error('The order was not made');
    const copy = { ...row, wire: { ...row.wire, orderId: 1 } };
    const orders = new Map(world.shipstation.orders).set(1, copy);
    const verdict = judge({ ...world, shipstation: { ...world.shipstation, orders } });
    expect(verdict.duplicateOrders).toEqual([
      { orderKey: 'con-1:1', orderIds: [row.wire.orderId, 1] },
    ]);
  });

  test('counts calls over the limit and pushes with a bad signature', () => {
    const over = create(create(create(empty)));
    const postbox = noteBadSignature(over.shop.postbox, { at: noon, why: 'no match', body: '{}' });
    const verdict = judge({ ...over, shop: { ...over.shop, postbox } });
    expect(verdict).toMatchObject({ isClean: false, refusedForRate: 1, badSignatures: 1 });
  });
});
