import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import {
  ask, buyCall, firstOrderId, noon, shipmentsOf, someLabel, statusOf as statusOfOrder, testAccount,
  withOrders,
} from './fixtures.ts';

const one = withOrders(testAccount(), {});
const orderId = firstOrderId(one);
const buy = buyCall;
const labelFor = (change: Readonly<Record<string, unknown>> = {}) => someLabel(orderId, change);
const shipments = shipmentsOf;
const statusOf = (account: Account) => statusOfOrder(account, orderId);

describe('a label', () => {
  const bought = ask(one, buy, { body: labelFor() });

  test('is answered with its number, cost and PDF, and ships the order', () => {
    expect(Object.keys(bought.body)).toEqual([
      'shipmentId',
      'shipmentCost',
      'insuranceCost',
      'trackingNumber',
      'labelData',
      'formData',
    ]);
    expect(bought.body.trackingNumber).toMatch(/^1550\d{10}$/);
    expect(Buffer.from(bought.body.labelData, 'base64').toString()).toMatch(/^%PDF/);
    expect(statusOf(bought.account)).toBe('shipped');
  });

  test('is listed with every documented field, never with its PDF', () => {
    const [row] = shipments(bought.account);
    expect(Object.keys(row)).toEqual(documentedShipmentFields);
    expect(row).toMatchObject({
      orderKey: 'con-1:1',
      shipDate: '2026-11-20',
      createDate: '2026-11-20T12:00:00.0000000',
      shipmentItems: null,
      labelData: null,
      marketplaceNotified: false,
    });
    expect(row.shipmentId).toBeGreaterThan(2 ** 31);
  });

  test('shows its items when asked in any case', () => {
    const [row] = shipments(bought.account, { includeShipmentItems: 'True' });
    expect(row.shipmentItems).toEqual([
      expect.objectContaining({ lineItemKey: 'con-1:1:1', sku: 'TEE-BLK-M', quantity: 2 }),
    ]);
    expect(row.shipmentItems[0]).not.toHaveProperty('adjustment');
  });

  test('without a weight answers 500 with a null reference, and buys nothing', () => {
    const weightless = withOrders(testAccount(), { weight: null });
    const told = ask(weightless, buy, { body: labelFor({ orderId: firstOrderId(weightless) }) });
    expect(told.status).toBe(500);
    expect(told.body.ExceptionMessage).toMatch(/^Object reference not set/);
    expect(shipments(told.account)).toEqual([]);
  });

  test('bought again costs again and lists no items', () => {
    const again = ask(bought.account, buy, { body: labelFor() });
    const rows = shipments(again.account, { includeShipmentItems: 'true' });
    expect(rows.map((row: { shipmentItems: unknown[] }) => row.shipmentItems.length)).toEqual([
      1, 0,
    ]);
  });
});

describe('a void', () => {
  const bought = ask(one, buy, { body: labelFor() });
  const { shipmentId } = bought.body;
  const later = noon + 3_600_000;
  const voided = ask(bought.account, 'POST /shipments/voidlabel', {
    body: { shipmentId },
    now: later,
  });

  test('keeps the row, puts the order back, and is found by voidDate only', () => {
    expect(voided.body.approved).toBe(true);
    expect(statusOf(voided.account)).toBe('awaiting_shipment');
    const [row] = shipments(voided.account, { voidDateStart: '2026-11-20 12:30:00' });
    expect(row).toMatchObject({
      shipmentId,
      voided: true,
      voidDate: '2026-11-20T13:00:00.0000000',
    });
    expect(shipments(voided.account, { createDateStart: '2026-11-20 12:30:00' })).toEqual([]);
    expect(shipments(bought.account, { voidDateStart: '2020-01-01' })).toEqual([]);
  });

  test('a second time is a 200 that does not approve', () => {
    const again = ask(voided.account, 'POST /shipments/voidlabel', { body: { shipmentId } });
    expect([again.status, again.body.approved]).toEqual([200, false]);
  });

  test('of one of two labels leaves the order shipped', () => {
    const twice = ask(bought.account, buy, { body: labelFor() });
    const first = ask(twice.account, 'POST /shipments/voidlabel', { body: { shipmentId } });
    expect(statusOf(first.account)).toBe('shipped');
  });

  test('may be turned down by the carrier', () => {
    const faults = { ...bought.account.faults, refuseVoids: 1 };
    const told = ask({ ...bought.account, faults }, 'POST /shipments/voidlabel', {
      body: { shipmentId },
    });
    expect(told.body.approved).toBe(false);
    expect(statusOf(told.account)).toBe('shipped');
  });
});

describe('webhooks', () => {
  const hook = {
    target_url: 'http://127.0.0.1:9/hooks/x',
    event: 'SHIP_NOTIFY',
    friendly_name: 'labels',
  };
  const subscribed = ask(one, 'POST /webhooks/subscribe', { body: hook });

  test('say only where to look, after a delay, and once a batch', () => {
    const { later } = ask(subscribed.account, buy, { body: labelFor() });
    expect(later).toHaveLength(1);
    const [message] = later;
    if (message?.errand.is !== 'shipstation.webhook') throw new Error('no webhook was planned');
    expect(message.at).toBe(noon + 5_000);
    const body = JSON.parse(message.errand.body);
    expect(body.resource_type).toBe('SHIP_NOTIFY');
    const query = Object.fromEntries(new URL(body.resource_url).searchParams);
    expect(query['includeShipmentItems']).toBe('False');
    const labelled = ask(subscribed.account, buy, { body: labelFor() }).account;
    expect(shipments(labelled, query)).toHaveLength(1);
  });

  test('can be lost and can come twice', () => {
    const withFault = (faults: Partial<Account['faults']>) => ({
      ...subscribed.account,
      faults: { ...subscribed.account.faults, ...faults },
    });
    expect(ask(withFault({ webhooksLost: 1 }), buy, { body: labelFor() }).later).toEqual([]);
    expect(ask(withFault({ webhooksDoubled: 1 }), buy, { body: labelFor() }).later).toHaveLength(2);
  });

  test('are listed and removed, the removal with an empty body', () => {
    const listed = ask(subscribed.account, 'GET /webhooks').body.webhooks;
    expect(listed).toEqual([expect.objectContaining({ HookType: 'SHIP_NOTIFY', Active: true })]);
    const removed = ask(subscribed.account, `DELETE /webhooks/${subscribed.body.id}`);
    expect([removed.status, removed.answer.content.is]).toEqual([200, 'empty']);
    expect(ask(removed.account, buy, { body: labelFor() }).later).toEqual([]);
  });
});

describe('marking as shipped', () => {
  test('writes a fulfillment with the carrier by name, and no label and no webhook', () => {
    const told = ask(one, 'POST /orders/markasshipped', {
      body: { orderId, carrierCode: 'dpd', trackingNumber: 'T1' },
    });
    expect(told.body).toEqual({ orderId, orderNumber: 'SO-1001' });
    expect(told.later).toEqual([]);
    expect(statusOf(told.account)).toBe('shipped');
    expect(shipments(told.account)).toEqual([]);
    const { fulfillments } = ask(told.account, 'GET /fulfillments').body;
    expect(fulfillments).toHaveLength(1);
    expect(fulfillments[0]).toMatchObject({
      carrierCode: 'DPD',
      trackingNumber: 'T1',
      shipDate: '2026-11-20T00:00:00.0000000',
      marketplaceNotified: false,
    });
  });
});

describe('a hold', () => {
  const held = ask(one, 'POST /orders/holduntil', {
    body: { orderId, holdUntilDate: '2026-11-22' },
  }).account;

  test('ends by itself when its date begins in Pacific time', () => {
    expect(statusOf(held)).toBe('on_hold');
    const at = (text: string) =>
      ask(held, `GET /orders/${orderId}`, { now: Date.parse(text) }).body.orderStatus;
    expect(at('2026-11-22T07:59:59Z')).toBe('on_hold');
    expect(at('2026-11-22T08:00:00Z')).toBe('awaiting_shipment');
  });

  test('is lifted on request, once', () => {
    const lifted = ask(held, 'POST /orders/restorefromhold', { body: { orderId } });
    expect(statusOf(lifted.account)).toBe('awaiting_shipment');
    expect(ask(lifted.account, 'POST /orders/restorefromhold', { body: { orderId } }).status).toBe(
      400,
    );
  });
});

const documentedShipmentFields = (
  'shipmentId orderId orderKey userId customerEmail orderNumber createDate shipDate ' +
  'shipmentCost insuranceCost trackingNumber isReturnLabel batchNumber carrierCode ' +
  'serviceCode packageCode confirmation warehouseId voided voidDate marketplaceNotified ' +
  'notifyErrorMessage shipTo weight dimensions insuranceOptions advancedOptions ' +
  'shipmentItems labelData formData'
).split(' ');
