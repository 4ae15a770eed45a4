/**
 * shipstation-node is written by people who know nothing of this simulator: what it sends and
 * reads judges us where our own client would only agree with us. Its base address can be set at
 * run time only (shipstation.md section 9).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as shipStationNode from 'shipstation-node';
import { startSimulator, type Simulator } from '../start.ts';
import { someOrder } from './fixtures.ts';

// The package is ES module code that calls itself CommonJS: the compiler finds the class one
// default deeper than the test runner, which resolves its imports without file endings.
type ShipStationNode = typeof shipStationNode.default.default;
const ShipStation = shipStationNode.default as unknown as ShipStationNode;

let simulator: Simulator;
let client: InstanceType<ShipStationNode>['v1'];

beforeAll(async () => {
  simulator = await startSimulator({ isDeskOn: false });
  client = new ShipStation({
    credentials: { v1: { apiKey: 'demo-key', apiSecret: 'demo-secret' } },
  }).v1;
  // Declared private, yet the one way in: the constructor's option is not kept.
  Object.assign(client, { baseURL: `${simulator.url}/shipstation/` });
});
afterAll(async () => {
  await simulator.close();
});

test('creates, reads, holds, labels and voids an order', async () => {
  const body = someOrder({
    orderNumber: 'SO-7',
    orderKey: 'node:7',
    billTo: someOrder().shipTo,
    packageCode: 'package',
  });
  // Holds because the body carries every field that the client's type calls required on the wire.
  const asked = body as unknown as Parameters<typeof client.orders.createOrUpdate>[0];
  const made = await client.orders.createOrUpdate(asked);
  expect(made).toMatchObject({ orderKey: 'node:7', orderStatus: 'awaiting_shipment' });

  const batch = await client.orders.createOrUpdateMultiple([asked, asked]);
  expect(batch.hasErrors).toBe(false);
  const listed = await client.orders.list({ orderNumber: 'SO-7', pageSize: 500 });
  expect(listed.orders.map((order) => order.orderId)).toEqual([made.orderId]);

  const { orderId } = made;
  await client.orders.hold(orderId, '2030-01-01');
  expect((await client.orders.get(orderId)).orderStatus).toBe('on_hold');
  await client.orders.restoreFromHold(orderId);

  const label = await client.orders.createLabel({
    orderId,
    carrierCode: 'royal_mail',
    serviceCode: 'royal_mail_tracked_48',
    confirmation: 'none',
    shipDate: '2026-11-20',
    testLabel: false,
  });
  const shipments = await client.shipments.list({ orderId, includeShipmentItems: true });
  expect(shipments.shipments[0]).toMatchObject({
    trackingNumber: label.trackingNumber,
    shipmentItems: [{ lineItemKey: 'con-1:1:1' }],
  });
  const voided = await client.shipments.voidLabel(label.shipmentId);
  expect(voided.approved).toBe(true);
  await client.orders.delete(orderId);
  await expect(client.orders.get(orderId)).rejects.toMatchObject({ response: { status: 404 } });
});

test('reads the account: carriers, services, packages, warehouses, stores, tags', async () => {
  const carriers = await client.carriers.list();
  expect(carriers.map((carrier) => carrier.code)).toContain('dpd');
  const services = await client.carriers.listServices('dpd');
  expect(services.map((service) => service.code)).toContain('dpd_by_12');
  expect((await client.carriers.listPackages('dpd')).length).toBeGreaterThan(0);
  expect((await client.warehouses.list())[0]?.warehouseId).toBe(12_345);
  expect((await client.stores.list())[0]?.storeId).toBe(98_765);
  expect((await client.accounts.listTags())[0]?.name).toBe('Gatepass');
});

test('subscribes to webhooks and unsubscribes', async () => {
  const made = await client.webhooks.subscribe({
    target_url: 'http://127.0.0.1:9/hook',
    event: 'SHIP_NOTIFY',
    friendly_name: 'labels',
  });
  expect(made.id).toBeGreaterThan(0);
  await client.webhooks.unsubscribe(made.id);
  expect(await client.webhooks.list()).toEqual({ webhooks: [] });
});

test('reaches no path that the documents lack: its markShipped is refused', async () => {
  const asked = { orderId: 1, carrierCode: 'dpd' } as Parameters<
    typeof client.orders.markShipped
  >[0];
  await expect(client.orders.markShipped(asked)).rejects.toMatchObject({
    response: { status: 404 },
  });
});
