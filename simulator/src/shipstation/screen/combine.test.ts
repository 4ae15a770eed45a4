import { describe, expect, test } from 'vitest';
import { ask, noon, someOrder, testAccount, withOrders } from '../fixtures.ts';
import { combineOrders, uncombineOrder } from './combine.ts';
import { done, idsOf, orderOf } from './fixtures.ts';

const later = noon + 60_000;
const item = (lineItemKey: string, sku: string) => ({
  lineItemKey, sku, name: sku, quantity: 1, unitPrice: 10,
});
const three = withOrders(
  testAccount(),
  { orderNumber: 'SO-1', orderKey: 'a:1', items: [item('a:1:1', 'TEE')], amountPaid: 10 },
  { orderNumber: 'SO-2', orderKey: 'b:1', items: [item('b:1:1', 'MUG')], amountPaid: 12 },
  { orderNumber: 'SO-3', orderKey: 'c:1', items: [item('c:1:1', 'CAP')], amountPaid: 14 },
);
const [first = 0, second = 0, third = 0] = idsOf(three);
const combined = done(combineOrders(three, [first, second], later));

describe('orders that a person combined', () => {
  test('leave one survivor with the items, keys and sums of all', () => {
    const survivor = ask(combined, `GET /orders/${first}`).body;
    expect(survivor).toMatchObject({
      orderNumber: 'SO-1',
      orderKey: 'a:1',
      amountPaid: 22,
      orderTotal: 20,
      weight: { value: 900, units: 'grams' },
      modifyDate: '2026-11-20T12:01:00.0000000',
    });
    expect(survivor.advancedOptions).toMatchObject({
      mergedOrSplit: true,
      mergedIds: [second],
      parentId: null,
    });
    expect(survivor.items.map((row: { lineItemKey: string }) => row.lineItemKey)).toEqual(
      ['a:1:1', 'b:1:1']);
  });

  test('vanish otherwise: 404 by id, absent from every list', () => {
    expect(ask(combined, `GET /orders/${second}`).status).toBe(404);
    const found = (path: string) =>
      ask(combined, `GET ${path}`, { query: { orderNumber: 'SO-2' } }).body.total;
    expect([found('/orders'), found('/shipments')]).toEqual([0, 0]);
    expect(ask(combined, 'GET /orders').body.total).toBe(2);
  });

  test('answer 404 to an update by their id and by their key', () => {
    const update = (change: Record<string, unknown>) =>
      ask(combined, 'POST /orders/createorder', { body: someOrder(change) }).status;
    expect(update({ orderKey: 'b:1' })).toBe(404);
    expect(update({ orderId: second, orderKey: 'b:1' })).toBe(404);
    expect(update({ orderKey: 'a:1' })).toBe(200);
  });

  test('carry the lines of all on the one label that is bought', () => {
    const bought = ask(combined, 'POST /orders/createlabelfororder', {
      body: {
        orderId: first,
        carrierCode: 'dpd',
        serviceCode: 'dpd_next_day',
        packageCode: 'package',
        confirmation: 'none',
        shipDate: '2026-11-20',
        testLabel: false,
      },
    });
    const rows = ask(bought.account, 'GET /shipments', { query: { includeShipmentItems: 'true' } });
    expect(rows.body.shipments).toHaveLength(1);
    expect(rows.body.shipments[0].orderNumber).toBe('SO-1');
    expect(
      rows.body.shipments[0].shipmentItems.map((row: { lineItemKey: string }) => row.lineItemKey),
    ).toEqual(['a:1:1', 'b:1:1']);
  });

  test('can swallow further orders, and then name all that are gone', () => {
    const all = done(combineOrders(combined, [third, first], later));
    expect(orderOf(all, third).advancedOptions.mergedIds).toEqual([first, second]);
    expect(ask(all, 'GET /orders').body.total).toBe(1);
  });

  test('are there again after the combine was taken back', () => {
    const apart = done(uncombineOrder(combined, first, later));
    expect(ask(apart, 'GET /orders').body.total).toBe(3);
    expect(orderOf(apart, first)).toMatchObject({ amountPaid: 10, orderTotal: 10 });
    expect(orderOf(apart, first).items.map((row) => row.lineItemKey)).toEqual(['a:1:1']);
    expect(orderOf(apart, first).advancedOptions.mergedIds).toEqual([]);
    const update = ask(apart, 'POST /orders/createorder', { body: someOrder({ orderKey: 'b:1' }) });
    expect(update.body.orderId).toBe(second);
  });
});

test('only orders that await shipment at one address can be combined', () => {
  const other = withOrders(
    three,
    { orderKey: 'd:1', orderStatus: 'on_hold' },
    { orderKey: 'e:1', shipTo: { ...someOrder().shipTo, street1: '2 Mill Lane' } },
  );
  const [, , , parked = 0, elsewhere = 0] = idsOf(other);
  const why = (orderIds: readonly number[]) => combineOrders(other, orderIds, later);
  expect(why([first, parked])).toEqual({ is: 'refused', why: 'Order SO-1001 is on_hold.' });
  expect(why([first, elsewhere])).toEqual({
    is: 'refused',
    why: 'The orders go to different addresses.',
  });
  expect(why([first, first]).is).toBe('refused');
  expect(uncombineOrder(other, first, later).is).toBe('refused');
});
