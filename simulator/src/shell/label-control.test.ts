/** What people, providers and channels do where the API has no call, and webhooks on the wire. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorization, someLabel, someOrder } from '../shipstation/fixtures.ts';
import type { Simulator } from '../start.ts';
import { startSimulator } from '../start.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ isDeskOn: false });
});
afterAll(() => simulator.close());

const send = async (path: string, body?: unknown) => {
  const answer = await fetch(`${simulator.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: authorization('demo-key', 'demo-secret'),
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
};
const order = async (storeId: number): Promise<number> => {
  const made = await send('/shipstation/orders/createorder', someOrder({
    advancedOptions: { storeId },
  }));
  return made.body.orderId;
};
const label = async (orderId: number): Promise<number> => {
  const bought = await send('/shipstation/orders/createlabelfororder', someLabel(orderId));
  return bought.body.shipmentId;
};

beforeEach(async () => {
  await send('/control/reset', {});
  await send('/control/clock', { set: '2026-11-20T20:00:00Z', speed: 0 });
});

test('what channels heard is listed, and a refused notice is sent again by hand', async () => {
  await send('/control/faults', { noticesRefused: 1 });
  const shipmentId = await label(await order(98_766));
  const before = (await send('/control/shipstation/told')).body;
  expect([before.items, before.waiting.length]).toEqual([[], 1]);
  await send('/control/clock', { advanceMs: 3_600_000 });
  const [refused] = (await send('/shipstation/shipments')).body.shipments;
  expect(refused).toMatchObject({
    marketplaceNotified: false, notifyErrorMessage: expect.any(String),
  });
  const resent = await send('/control/shipstation/notices/resend', { shipmentId });
  expect(resent.body).toEqual({ isDone: true });
  const [heard] = (await send('/shipstation/shipments')).body.shipments;
  expect(heard).toMatchObject({ marketplaceNotified: true, notifyErrorMessage: null });
  expect((await send('/control/shipstation/told')).body.items).toMatchObject([
    { storeId: 98_766, by: 'resend', trackingNumber: heard.trackingNumber },
  ]);
});

test('a provider takes, ships and is asked for a void; the carrier delivers', async () => {
  const orderId = await order(98_765);
  const does = (what: object) => send('/control/shipstation/provider', { orderId, ...what });
  await does({ does: 'take' });
  await does({ does: 'ship', carrier: 'Evri', trackingNumber: 'H1' });
  const row = async () => (await send('/shipstation/fulfillments')).body.fulfillments[0];
  const { fulfillmentId } = await row();
  await send('/control/shipstation/fulfillments/deliver', { fulfillmentId });
  expect((await row()).deliveryDate).toBe('2026-11-20T12:00:00.0000000');
  await send('/control/shipstation/fulfillments/void', { fulfillmentId });
  expect(await row()).toMatchObject({ voidRequested: true, voided: false });
  await send('/control/shipstation/fulfillments/void', { fulfillmentId });
  expect(await row()).toMatchObject({ voided: true });
  await does({ does: 'take' });
  await does({ does: 'reject' });
  expect((await send(`/shipstation/orders/${orderId}`)).body.orderStatus).toBe(
    'rejected_fulfillment');
});

test('a return label is made; what is not there answers 404, a strange wish 400', async () => {
  const shipmentId = await label(await order(98_765));
  await send('/control/shipstation/labels/return', { shipmentId });
  expect((await send('/shipstation/shipments')).body.total).toBe(2);
  expect((await send('/control/shipstation/labels/return', { shipmentId: 1 })).status).toBe(404);
  const manual = await send('/control/shipstation/notices/resend', { shipmentId });
  expect(manual.status).toBe(404);
  expect((await send('/control/shipstation/provider', { does: 'sing' })).status).toBe(400);
});

test('a webhook that is answered with 500 is sent again where the switch says so', async () => {
  let heard = 0;
  const server = createServer((_request, response) => {
    heard += 1;
    response.writeHead(heard === 1 ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Holds because it listens on a port and not on a pipe.
  const { port } = server.address() as AddressInfo;
  await send('/control/switches', { webhookRetry: 'some', webhookDelayMs: 0 });
  await send('/shipstation/webhooks/subscribe', {
    target_url: `http://127.0.0.1:${port}/hook`, event: 'SHIP_NOTIFY',
  });
  await label(await order(98_765));
  const failures = async () =>
    (await send('/control/state')).body.shipstation.webhooks[0].failures;
  await expect.poll(failures, { timeout: 10_000 }).toBe(1);
  await send('/control/clock', { advanceMs: 300_000 });
  await expect.poll(failures, { timeout: 10_000 }).toBe(0);
  expect(heard).toBe(2);
  await new Promise((resolve) => { server.close(resolve); });
});
