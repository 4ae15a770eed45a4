import { describe, expect, test } from 'vitest';
import { ask, noon, someOrder, switched, testAccount, withOrders } from '../fixtures.ts';
import {
  cancelOrder, editOrder, moveOrder, parkOrder, removeOrder, unparkOrder,
} from './edit.ts';
import { done, idsOf, orderOf } from './fixtures.ts';

const later = noon + 60_000;
const account = withOrders(testAccount(), {});
const [orderId = 0] = idsOf(account);
const create = 'POST /orders/createorder';

describe('an order edited on the screen', () => {
  test('changes what is named, moves modifyDate, and keeps the rest', () => {
    const before = orderOf(account, orderId);
    const change = {
      carrierCode: 'dpd',
      serviceCode: 'dpd_by_12',
      weight: { value: 1, units: 'pounds' },
      shipTo: { street1: '2 MILL LANE' },
      advancedOptions: { customField1: 'rush' },
      quantities: { [String(before.items[0]?.orderItemId)]: 1 },
    } as const;
    const after = orderOf(done(editOrder(account, orderId, change, later)), orderId);
    expect(after).toMatchObject({
      carrierCode: 'dpd',
      weight: { value: 1, units: 'pounds' },
      modifyDate: '2026-11-20T12:01:00.0000000',
      customerUsername: before.customerUsername,
    });
    expect(after.shipTo).toMatchObject({ street1: '2 MILL LANE', city: 'BRISTOL' });
    expect(after.advancedOptions).toMatchObject({ customField1: 'rush', storeId: 98_765 });
    expect(after.items[0]?.quantity).toBe(1);
  });

  test('can show a status that no list names, and is then locked for the API', () => {
    for (const [orderStatus, rest] of [
      ['rejected_fulfillment', {}],
      ['processing', {}],
      // Seen nowhere, so not in the contract either.
      ['waiting_for_the_moon', { breaks: 'answer' }],
    ] as const) {
      const odd = done(editOrder(account, orderId, { orderStatus }, later));
      const told = ask(odd, `GET /orders/${orderId}`, rest);
      expect(told.body.orderStatus).toBe(orderStatus);
      const update = ask(odd, create, { body: someOrder(), ...rest });
      expect(update.body.orderStatus).toBe(orderStatus);
    }
  });

  test('can be shipped by somebody else, with that party named', () => {
    const change = {
      externallyFulfilled: true,
      externallyFulfilledBy: 'Amazon FBA',
      externallyFulfilledById: 88,
      externallyFulfilledByName: 'FBA UK',
    };
    const odd = done(editOrder(account, orderId, change, later));
    expect(ask(odd, `GET /orders/${orderId}`).body).toMatchObject(change);
    const update = ask(odd, create, { body: someOrder() });
    expect(update.body).toMatchObject(change);
  });

  test('that is not there is refused', () => {
    const acts = [
      editOrder(account, 1, {}, later),
      cancelOrder(account, 1, later),
      removeOrder(account, 1, later),
      moveOrder(account, { orderId: 1, storeId: 98_766 }, later),
      parkOrder(account, { orderId: 1, until: null }, later),
      unparkOrder(account, orderId, later),
    ];
    expect(acts.map((act) => act.is)).toEqual(acts.map(() => 'refused'));
  });
});

describe('an order that a person takes out of the way', () => {
  test('cancelled is locked and stays in the lists', () => {
    const cancelled = done(cancelOrder(account, orderId, later));
    const listed = ask(cancelled, 'GET /orders', { query: { orderStatus: 'cancelled' } });
    expect(listed.body.total).toBe(1);
    const update = ask(cancelled, create, { body: someOrder() });
    expect(update.body.orderStatus).toBe('cancelled');
  });

  test('deleted is gone from the lists, and its key leads to a 404', () => {
    const gone = done(removeOrder(account, orderId, later));
    expect(ask(gone, 'GET /orders').body.total).toBe(0);
    expect(ask(gone, create, { body: someOrder() }).status).toBe(404);
  });

  test('moved to another store is found by id, and no longer by its key', () => {
    const moved = done(moveOrder(account, { orderId, storeId: 98_766 }, later));
    const listed = ask(moved, 'GET /orders', { query: { storeId: '98766' } });
    expect(listed.body.orders[0].orderId).toBe(orderId);
    expect(ask(moved, create, { body: someOrder() }).status).toBe(404);
    const byId = ask(moved, create, { body: someOrder({ orderId }) });
    expect(byId.body).toMatchObject({ orderId, advancedOptions: { storeId: 98_766 } });
  });

  test('parked without a date stays on hold until a person lifts it', () => {
    const parked = done(parkOrder(account, { orderId, until: null }, later));
    const nextYear = noon + 366 * 86_400_000;
    const status = (now: number) =>
      ask(parked, `GET /orders/${orderId}`, { now }).body.orderStatus;
    expect([status(later), status(nextYear)]).toEqual(['on_hold', 'on_hold']);
    const lifted = done(unparkOrder(parked, orderId, later));
    expect(orderOf(lifted, orderId).orderStatus).toBe('awaiting_shipment');
  });

  test('parked with a date is lifted by itself on that day', () => {
    const parked = done(parkOrder(account, { orderId, until: '2026-11-22' }, later));
    const status = (now: string) =>
      ask(parked, `GET /orders/${orderId}`, { now: Date.parse(now) }).body.orderStatus;
    expect(status('2026-11-22T07:59:00Z')).toBe('on_hold');
    expect(status('2026-11-22T08:01:00Z')).toBe('awaiting_shipment');
  });
});

test('a hold leaves modifyDate still, or by its switch moves it', () => {
  const parked = (from: typeof account) =>
    orderOf(done(parkOrder(from, { orderId, until: null }, later)), orderId).modifyDate;
  expect(parked(account)).toBe('2026-11-20T12:00:00.0000000');
  expect(parked(switched(account, { modifyOnHold: 'moves' }))).toBe('2026-11-20T12:01:00.0000000');
});
