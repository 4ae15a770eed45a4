import { describe, expect, test } from 'vitest';
import type { Order } from '../shipstation/shapes.ts';
import { ask, noon, someOrder, testAccount } from '../shipstation/fixtures.ts';
import { emptyWorld, labels, orderIdOf, packs, releases } from '../referee/fixtures.ts';
import { splitOrder } from '../shipstation/screen/split.ts';
import { settle } from '../world.ts';
import { lookAtList, newDesk } from './desk.ts';
import { chooseLabel } from './rule.ts';

const order = (change: Readonly<Record<string, unknown>> = {}): Order =>
  ask(testAccount(), 'POST /orders/createorder', { body: someOrder(change) }).body;

describe('the desk', () => {
  test('labels an order some time after it first saw it, and says when to look again', () => {
    const first = lookAtList(newDesk(true, 2_000), [order()], noon);
    expect(first).toMatchObject({ ripe: [], lookAgainAt: noon + 2_000 });
    const early = lookAtList(first.desk, [order()], noon + 1_999);
    expect(early.ripe).toEqual([]);
    const ripe = lookAtList(early.desk, [order()], noon + 2_000);
    expect(ripe.ripe.map((row) => row.orderNumber)).toEqual(['SO-1001']);
    expect(ripe.lookAgainAt).toBeNull();
  });

  test('starts anew for an order that left the list and came back', () => {
    const first = lookAtList(newDesk(true, 2_000), [order()], noon);
    const gone = lookAtList(first.desk, [], noon + 1_000);
    const back = lookAtList(gone.desk, [order()], noon + 5_000);
    expect(back).toMatchObject({ ripe: [], lookAgainAt: noon + 7_000 });
  });

  test('labels nothing while it is off', () => {
    const look = lookAtList(newDesk(false, 0), [order()], noon);
    expect(look).toMatchObject({ ripe: [], lookAgainAt: null });
  });
});

describe('the choice of a label', () => {
  test('follows the order where it names a service', () => {
    const named = order({ carrierCode: 'dpd', serviceCode: 'dpd_by_12', packageCode: 'package' });
    expect(chooseLabel(named, noon)).toMatchObject({
      carrierCode: 'dpd',
      serviceCode: 'dpd_by_12',
      shipDate: '2026-11-20',
    });
  });

  test.each([
    ['light', { weight: { value: 450, units: 'grams' } }, 'royal_mail_tracked_48'],
    ['heavy', { weight: { value: 5, units: 'pounds' } }, 'dpd_next_day'],
    [
      'abroad',
      { shipTo: { ...someOrder().shipTo, country: 'FR' } },
      'royal_mail_international_tracked',
    ],
  ])('is made by weight and country where the order is silent: %s', (_case, change, service) => {
    expect(chooseLabel(order(change), noon).serviceCode).toBe(service);
  });

  test('weighs the parcel when the order has no weight or none to speak of', () => {
    for (const weight of [null, { value: 0, units: 'grams' }]) {
      expect(chooseLabel(order({ weight }), noon).weight).toMatchObject({ value: 560 });
    }
  });
});

test('the part of a split that has its label is left alone until the others have theirs', () => {
  const packed = releases(packs(emptyWorld(), 'SO-1', noon), 'SO-1', noon);
  const [item] = packed.shipstation.orders.get(orderIdOf(packed, 'SO-1'))?.wire.items ?? [];
  if (item === undefined) throw new Error('The order has no item');
  const orderId = orderIdOf(packed, 'SO-1');
  const lines = [{ orderItemId: item.orderItemId, quantity: 1 }];
  const split = splitOrder(packed.shipstation, { orderId, lines }, noon);
  if (split.is === 'refused') throw new Error(split.why);
  const one = labels({ ...packed, shipstation: split.account }, 'SO-1', noon);
  expect(one.shipstation.orders.get(orderId)?.wire.orderStatus).toBe('awaiting_shipment');
  const busy = { ...one, desk: newDesk(true, 0) };
  const done = settle(settle(busy, noon + 1).world, noon + 2).world;
  expect(done.shipstation.shipments.size).toBe(2);
  expect(done.shipstation.orders.get(orderId)?.wire.orderStatus).toBe('shipped');
});
