import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import {
  ask, firstOrderId, fulfillmentsOf, noon, shipmentsOf, statusOf, testAccount, withOrders,
  switched,
} from './fixtures.ts';
import {
  deliverFulfillment, providerRejects, providerShips, sendToProvider, voidFulfillment,
} from './fulfillments.ts';
import type { Acted } from './fulfillments.ts';

const one = withOrders(testAccount(), {});
const orderId = firstOrderId(one);
const mark = (account: Account, change: Readonly<Record<string, unknown>> = {}) =>
  ask(account, 'POST /orders/markasshipped', {
    body: { orderId, carrierCode: 'dpd', trackingNumber: 'T1', ...change },
  });
const done = (acted: Acted): Account => {
  if (acted === null) throw new Error('nothing was done');
  return acted.account;
};

describe('marking as shipped', () => {
  test('takes any text as carrier, and names a known code', () => {
    const free = mark(one, { carrierCode: 'Fleet of the baker' });
    expect(fulfillmentsOf(free.account)[0].carrierCode).toBe('Fleet of the baker');
    expect(fulfillmentsOf(mark(one).account)[0].carrierCode).toBe('DPD');
    const body = { orderId, carrierCode: '' };
    const nameless = ask(one, 'POST /orders/markasshipped', { body, breaks: 'request' });
    expect(nameless.status).toBe(400);
    expect(mark(one, { orderId: 5 }).status).toBe(404);
  });

  test('a second time writes a second row, or is refused, by the switch', () => {
    const { account } = mark(one);
    const again = mark(account, { trackingNumber: 'T2' });
    expect(again.status).toBe(200);
    expect(fulfillmentsOf(again.account)).toHaveLength(2);
    expect(mark(switched(account, { secondMark: 'refused' })).status).toBe(400);
  });

  test('a cancelled order ships it, or is refused, by the switch', () => {
    const cancelled = withOrders(testAccount(), { orderStatus: 'cancelled' });
    expect(statusOf(mark(cancelled).account, orderId)).toBe('shipped');
    expect(mark(switched(cancelled, { markOnCancelled: 'refused' })).status).toBe(400);
  });

  test('keeps the ship date that was asked for', () => {
    const { account } = mark(one, { shipDate: '2026-11-18' });
    expect(fulfillmentsOf(account)[0].shipDate).toBe('2026-11-18T00:00:00.0000000');
  });
});

describe('a mark is taken back', () => {
  const { account } = mark(one);
  const [{ fulfillmentId }] = fulfillmentsOf(account);
  const voided = done(voidFulfillment(account, fulfillmentId, noon + 1_000));

  test('on the screen, at once, and the order waits for shipment again', () => {
    expect(fulfillmentsOf(voided)[0]).toMatchObject({
      voidRequested: true, voided: true, voidDate: '2026-11-20T12:00:01.0000000',
    });
    expect(statusOf(voided, orderId)).toBe('awaiting_shipment');
  });

  test('once; and what is not there cannot be taken back', () => {
    expect(voidFulfillment(voided, fulfillmentId, noon)).toBeNull();
    expect(voidFulfillment(one, 3, noon)).toBeNull();
    expect(deliverFulfillment(voided, fulfillmentId, noon)).toBeNull();
  });

  test('but leaves the order shipped where another mark holds', () => {
    const twice = mark(account).account;
    expect(statusOf(done(voidFulfillment(twice, fulfillmentId, noon)), orderId)).toBe('shipped');
  });
});

describe('an outside provider', () => {
  const waiting = done(sendToProvider(one, orderId, noon));
  const sent = { carrier: 'Evri (Hermes)', trackingNumber: 'H00ABC' };
  const shipped = done(providerShips(waiting, orderId, sent, noon, 7));

  test('is waited for in pending_fulfillment, and ships with a row of its own', () => {
    expect(statusOf(waiting, orderId)).toBe('pending_fulfillment');
    expect(statusOf(shipped, orderId)).toBe('shipped');
    expect(fulfillmentsOf(shipped)[0]).toMatchObject({
      carrierCode: 'Evri (Hermes)', trackingNumber: 'H00ABC', userId: null,
      sellerFillProviderName: 'Harbour Fulfilment', fulfillmentFee: 3.25,
      fulfillmentProviderCode: 'harbour_fulfilment', deliveryDate: null,
    });
    expect(shipmentsOf(shipped)).toEqual([]);
  });

  test('may reject: a status outside the documented list', () => {
    const rejected = done(providerRejects(waiting, orderId, noon, 7));
    expect(statusOf(rejected, orderId)).toBe('rejected_fulfillment');
    expect(fulfillmentsOf(rejected)).toEqual([]);
  });

  test('is asked for a void first, and voids later', () => {
    const [{ fulfillmentId }] = fulfillmentsOf(shipped);
    const asked = done(voidFulfillment(shipped, fulfillmentId, noon));
    expect(fulfillmentsOf(asked)[0]).toMatchObject({ voidRequested: true, voided: false });
    expect(statusOf(asked, orderId)).toBe('shipped');
    const voided = done(voidFulfillment(asked, fulfillmentId, noon));
    expect(fulfillmentsOf(voided)[0].voided).toBe(true);
    expect(statusOf(voided, orderId)).toBe('awaiting_shipment');
  });

  test('shows when the carrier delivered', () => {
    const [{ fulfillmentId }] = fulfillmentsOf(shipped);
    const delivered = done(deliverFulfillment(shipped, fulfillmentId, noon));
    expect(fulfillmentsOf(delivered)[0].deliveryDate).toBe('2026-11-20T12:00:00.0000000');
  });

  test('takes, ships and rejects only what it was sent', () => {
    expect(sendToProvider(shipped, orderId, noon)).toBeNull();
    expect(providerShips(one, orderId, sent, noon, 7)).toBeNull();
    expect(providerRejects(one, orderId, noon, 7)).toBeNull();
  });
});
