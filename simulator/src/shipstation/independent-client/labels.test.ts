import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAccount, type Client } from './client.ts';

type Written = Parameters<Client['orders']['createOrUpdate']>[0];
type Asked = Parameters<Client['orders']['createLabel']>[0];

const address = {
  name: '渡辺 真', street1: '1-2-3 Ginza', city: 'Tokyo', state: '', postalCode: '104-0061',
  country: 'JP',
};
const order: Written = {
  orderNumber: 'SO-8', orderKey: 'node:8', orderDate: '2026-11-20 10:00:00',
  orderStatus: 'awaiting_shipment', customerEmail: 'shin@shop.example', billTo: address,
  shipTo: address, weight: { value: 450, units: 'grams' }, packageCode: 'package',
  dimensions: { length: 30, width: 20, height: 10, units: 'centimeters' },
  items: [{
    lineItemKey: 'node:8:1', sku: 'MUG', name: '湯呑み', quantity: 2, unitPrice: 19.99,
    adjustment: false,
  }],
};

let account: Awaited<ReturnType<typeof openAccount>>;
let client: Client;
let orderId: number;
let asked: Asked;
beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.close());
beforeEach(async () => {
  await account.control('/reset', {});
  await account.control('/clock', { set: '2026-11-20T20:00:00Z', speed: 0 });
  client = account.client();
  ({ orderId } = await client.orders.createOrUpdate(order));
  asked = {
    orderId, carrierCode: 'royal_mail', serviceCode: 'royal_mail_international_tracked',
    confirmation: 'none', shipDate: '2026-11-20', testLabel: false,
    weight: { value: 17.5, units: 'ounces' },
  };
});

test('shipstation-node buys a label and finds it in the list as it was bought', async () => {
  const label = await client.orders.createLabel(asked);
  expect(Buffer.from(label.labelData, 'base64').toString()).toMatch(/^%PDF/);
  const { shipments: rows } = await client.shipments.list({
    orderId, includeShipmentItems: true,
  });
  expect(rows).toMatchObject([{
    shipmentId: label.shipmentId, trackingNumber: label.trackingNumber,
    shipmentCost: label.shipmentCost, insuranceCost: label.insuranceCost,
    orderId, orderKey: 'node:8', orderNumber: 'SO-8', customerEmail: 'shin@shop.example',
    carrierCode: asked.carrierCode, serviceCode: asked.serviceCode, shipDate: asked.shipDate,
    createDate: '2026-11-20T12:00:00.0000000', weight: asked.weight, voided: false,
    shipTo: { name: '渡辺 真' }, labelData: null,
    shipmentItems: [{ lineItemKey: 'node:8:1', name: '湯呑み', quantity: 2, unitPrice: 19.99 }],
  }]);
  expect((await client.orders.get(orderId)).orderStatus).toBe('shipped');
});

test('shipstation-node finds labels by number and window, with items where it asks', async () => {
  const { trackingNumber } = await client.orders.createLabel(asked);
  const found = await client.shipments.list({ trackingNumber });
  expect(found).toMatchObject({ total: 1, page: 1, shipments: [{ shipmentItems: null }] });
  const at = async (start: string, end: string) =>
    (await client.shipments.list({ createDateStart: start, createDateEnd: end })).total;
  expect(await at('2026-11-20 12:00:00', '2026-11-20 12:00:00')).toBe(1);
  expect(await at('2026-11-20 12:00:01', '2026-11-20 13:00:00')).toBe(0);
});

test('shipstation-node voids a label, and is told no at the second time', async () => {
  const { shipmentId } = await client.orders.createLabel(asked);
  await account.control('/clock', { advanceMs: 60_000 });
  expect(await client.shipments.voidLabel(shipmentId)).toMatchObject({ approved: true });
  const { shipments: rows } = await client.shipments.list({
    voidDateStart: '2026-11-20 12:01:00', voidDateEnd: '2026-11-20 12:01:00',
  });
  expect(rows).toMatchObject([
    { shipmentId, voided: true, voidDate: '2026-11-20T12:01:00.0000000' },
  ]);
  expect((await client.orders.get(orderId)).orderStatus).toBe('awaiting_shipment');
  expect(await client.shipments.voidLabel(shipmentId)).toMatchObject({ approved: false });
});

test('shipstation-node reads as a fulfillment what was marked as shipped', async () => {
  // By hand on the documented path, since the client's own method has a wrong one.
  await client.request({
    url: 'orders/markasshipped', method: 'POST',
    data: { orderId, carrierCode: 'dpd', trackingNumber: 'T-1', shipDate: '2026-11-19' },
  });
  const { fulfillments: rows } = await client.fulfillments.list({ orderId });
  expect(rows).toMatchObject([{
    orderId, orderNumber: 'SO-8', trackingNumber: 'T-1', carrierCode: 'DPD', voided: false,
    createDate: '2026-11-20T12:00:00.0000000', shipDate: '2026-11-19T00:00:00.0000000',
    shipTo: { name: '渡辺 真' },
  }]);
  expect((await client.shipments.list({ orderId })).shipments).toEqual([]);
});

test('shipstation-node buys a label without an order, and finds it in the list', async () => {
  const shipFrom = { name: 'Leicester', street1: '14 Freight Road', city: 'Leicester',
    state: '', postalCode: 'LE4 9XX', country: 'GB' };
  // The client takes its type of an address from a module of Node by mistake.
  const asked = {
    carrierCode: 'dpd', serviceCode: 'dpd_next_day', packageCode: 'package',
    confirmation: 'none', shipDate: '2026-11-20', weight: { value: 1.25, units: 'pounds' },
    dimensions: { length: 30, width: 20, height: 10, units: 'centimeters' }, testLabel: false,
    shipFrom, shipTo: { ...shipFrom, name: 'Ørjan Dahl', city: 'Leeds', postalCode: 'LS1 4BT' },
  } as unknown as Parameters<typeof client.shipments.createLabel>[0];
  const made = await client.shipments.createLabel(asked);
  expect(Buffer.from(made.labelData ?? '', 'base64').toString()).toMatch(/^%PDF/);
  const { shipments: rows } = await client.shipments.list({
    trackingNumber: made.trackingNumber, includeShipmentItems: true,
  });
  expect(rows).toMatchObject([{
    shipmentId: made.shipmentId, orderId: null, orderNumber: null, carrierCode: 'dpd',
    serviceCode: 'dpd_next_day', weight: { value: 1.25, units: 'pounds' },
    shipmentCost: made.shipmentCost, shipTo: { city: expect.stringMatching(/leeds/i) },
  }]);
});
