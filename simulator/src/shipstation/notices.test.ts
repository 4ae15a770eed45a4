import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { storeIds } from './catalogue.ts';
import {
  ask, buyCall, firstOrderId, fulfillmentsOf, noon, shipmentsOf, someLabel, testAccount, withFaults,
  withOrders, switched,
} from './fixtures.ts';
import { resendNotice } from './notices.ts';
import { nextPassingAt, passTime } from './passing-time.ts';

const hourMs = 3_600_000;
const ofStore = (storeId: number) =>
  withOrders(testAccount(), { advancedOptions: { storeId } });
const shop = ofStore(storeIds.connected);
const amazon = ofStore(storeIds.amazon);
const manual = ofStore(storeIds.manual);
const orderId = firstOrderId(shop);

const label = (account: Account, now = noon) =>
  ask(account, buyCall, { body: someLabel(orderId), now });
const voidIt = (account: Account, shipmentId: number, now = noon) =>
  ask(account, 'POST /shipments/voidlabel', { body: { shipmentId }, now }).account;
const mark = (account: Account, change: Readonly<Record<string, unknown>> = {}, now = noon) =>
  ask(account, 'POST /orders/markasshipped', {
    body: { orderId, carrierCode: 'dpd', trackingNumber: 'T1', ...change }, now,
  }).account;
/** What the rows show once so many hours have passed. */
const later = (account: Account, hours: number) =>
  passTime(account, noon + hours * hourMs, 7).account;
const flags = (account: Account) =>
  [...account.shipments.values()].map(({ wire }) =>
    [wire.marketplaceNotified, wire.notifyErrorMessage !== null]);

describe('the channel of a connected store', () => {
  const bought = label(shop).account;

  test('is told some time after the label, and the flag turns then', () => {
    expect(flags(bought)).toEqual([[false, false]]);
    const at = nextPassingAt(bought) ?? 0;
    expect(at).toBeGreaterThan(noon + 60_000);
    expect(at).toBeLessThan(noon + 180_000);
    expect(flags(passTime(bought, at - 1, 7).account)).toEqual([[false, false]]);
    expect(flags(passTime(bought, at, 7).account)).toEqual([[true, false]]);
    expect(nextPassingAt(later(bought, 1))).toBeNull();
  });

  test('has heard the number, the carrier and the order, at the moment it was due', () => {
    const [wire] = shipmentsOf(bought);
    expect(later(bought, 9).told).toEqual([{
      storeId: storeIds.connected, orderId, orderNumber: 'SO-1001', carrierCode: 'dpd',
      trackingNumber: wire.trackingNumber, by: 'label', at: nextPassingAt(bought),
    }]);
  });

  test('is told at the same moment from the same seed', () => {
    expect(label(shop).account.notices).toEqual(bought.notices);
  });

  test('may refuse, with a text; nobody tries again but a person at the screen', () => {
    const refused = later(withFaults(bought, { noticesRefused: 1 }), 24);
    expect(flags(refused)).toEqual([[false, true]]);
    expect(refused.told).toEqual([]);
    const { id } = { id: shipmentsOf(refused)[0].shipmentId };
    const resent = resendNotice(refused, { is: 'shipment', id }, noon + 25 * hourMs);
    const heard = later(resent ?? refused, 25);
    expect(flags(heard)).toEqual([[true, false]]);
    expect(heard.told.map(({ by }) => by)).toEqual(['resend']);
  });

  test('may never hear, and no text says so', () => {
    const silent = later(withFaults(bought, { noticesSwallowed: 1 }), 24);
    expect(flags(silent)).toEqual([[false, false]]);
    expect([silent.told, nextPassingAt(silent)]).toEqual([[], null]);
  });

  test('may hear hours late', () => {
    const late = label(withFaults(shop, { noticesLate: 1 })).account;
    expect(flags(later(late, 1))).toEqual([[false, false]]);
    expect(flags(later(late, 6))).toEqual([[true, false]]);
  });
});

test('a store of the kind of Amazon is tried again by itself after an hour', () => {
  const bought = label(withFaults(amazon, { noticesRefused: 2 })).account;
  const due = nextPassingAt(bought) ?? 0;
  const refused = later(bought, 1);
  expect(flags(refused)).toEqual([[false, true]]);
  expect(nextPassingAt(refused)).toBe(due + hourMs);
  expect(flags(later(bought, 2))).toEqual([[false, true]]);
  const heard = later(bought, 3);
  expect(flags(heard)).toEqual([[true, false]]);
  expect(heard.told).toMatchObject([{ by: 'retry', at: due + 2 * hourMs }]);
});

describe('a new label after a void', () => {
  test('is not told again, and the flag claims otherwise or admits it, by the switch', () => {
    const told = later(label(shop).account, 1);
    const first = shipmentsOf(told)[0].shipmentId;
    const again = (account: Account) =>
      later(label(voidIt(account, first, noon + hourMs), noon + hourMs).account, 9);
    expect(again(told).told).toHaveLength(1);
    expect(flags(again(told))).toEqual([[true, false], [true, false]]);
    const honest = again(switched(told, { relabelNotified: 'admitted' }));
    expect(honest.told).toHaveLength(1);
    expect(flags(honest)).toEqual([[true, false], [false, false]]);
  });

  test('is told if the first notice had been delayed until then', () => {
    const bought = label(shop);
    const voided = voidIt(bought.account, bought.body.shipmentId, noon + 1_000);
    expect(later(voided, 9).told).toEqual([]);
    const relabelled = label(voided, noon + 2_000);
    const heard = later(relabelled.account, 9);
    expect(heard.told.map((row) => row.trackingNumber)).toEqual([
      relabelled.body.trackingNumber,
    ]);
    expect(flags(heard)).toEqual([[false, false], [true, false]]);
  });

  test('a second label beside the first is not told either', () => {
    const twice = later(label(label(shop).account).account, 9);
    expect(twice.told).toHaveLength(1);
  });
});

describe('a manual store', () => {
  test('has nobody to tell: the flag stays false, or is true at once, by the switch', () => {
    const bought = label(manual).account;
    expect([flags(later(bought, 9)), bought.notices]).toEqual([[[false, false]], []]);
    const claimed = label(switched(manual, { manualStoreNotified: 'at-once' })).account;
    expect([flags(claimed), later(claimed, 9).told]).toEqual([[[true, false]], []]);
  });

  test('has nothing to send again', () => {
    const bought = label(manual);
    const id: number = bought.body.shipmentId;
    expect(resendNotice(bought.account, { is: 'shipment', id }, noon)).toBeNull();
    expect(resendNotice(bought.account, { is: 'shipment', id: 1 }, noon)).toBeNull();
  });
});

describe('a mark as shipped', () => {
  test('tells the channel only when notifySalesChannel was asked for', () => {
    const quiet = later(mark(shop), 9);
    expect([quiet.told, fulfillmentsOf(quiet)[0].marketplaceNotified]).toEqual([[], false]);
    const asked = mark(shop, { notifySalesChannel: true });
    expect(fulfillmentsOf(asked)[0].marketplaceNotified).toBe(false);
    const loud = later(asked, 9);
    expect(fulfillmentsOf(loud)[0].marketplaceNotified).toBe(true);
    expect(loud.told).toMatchObject([{ by: 'mark', trackingNumber: 'T1', carrierCode: 'DPD' }]);
    expect(later(mark(manual, { notifySalesChannel: true }), 9).told).toEqual([]);
  });

  test('tells it also of an order whose label was told before', () => {
    const told = later(label(shop).account, 1);
    const both = later(mark(told, { notifySalesChannel: true }, noon + hourMs), 9);
    expect(both.told.map(({ by }) => by)).toEqual(['label', 'mark']);
  });

  test('may be refused, and sent again from the screen', () => {
    const refused = later(
      withFaults(mark(shop, { notifySalesChannel: true }), { noticesRefused: 1 }), 1);
    const [row] = fulfillmentsOf(refused);
    expect(row.notifyErrorMessage).toMatch(/\.$/);
    const of = { is: 'fulfillment', id: row.fulfillmentId } as const;
    const heard = later(resendNotice(refused, of, noon + hourMs) ?? refused, 1);
    expect(fulfillmentsOf(heard)[0]).toMatchObject({
      marketplaceNotified: true, notifyErrorMessage: null,
    });
  });
});
