import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { demoSecrets, type SimulatorOptions } from './start.ts';
import { someOrder } from './shipstation/fixtures.ts';
import { startHeldSimulator } from './shipstation/held-simulator.ts';

/** Waits for a state; the limit only ends a test that would otherwise hang. */
const until = <Value>(state: () => Value) => vi.waitUntil(state, { timeout: 100_000 });

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function start(options: SimulatorOptions = {}, broken: readonly string[] = []) {
  const simulator = await startHeldSimulator({ isDeskOn: false, ...options }, broken);
  closers.push(simulator.close);
  return simulator;
}

const authorization = `Basic ${Buffer.from('demo-key:demo-secret').toString('base64')}`;
const json = { 'content-type': 'application/json' };
const callShipStation = (url: string, path: string, body?: unknown) =>
  fetch(`${url}/shipstation${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization, ...json },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
/** What the control API answers is looked into by tests of many shapes. */
// oxlint-disable-next-line typescript/no-explicit-any
async function control(url: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(`${url}/control${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: json,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.json();
}

describe('the pretend ShipStation over HTTP', () => {
  test('takes an order, labels it at the desk and shows it', async () => {
    const { url } = await start({ isDeskOn: true, labelAfterMs: 1 });
    const created = await callShipStation(url, '/Orders/CreateOrders', [someOrder()]);
    expect(created.headers.get('x-rate-limit-limit')).toBe('40');
    expect(await created.json()).toMatchObject({ hasErrors: false });
    const labels = await until(async () => {
      const { items } = await control(url, '/shipstation/labels');
      return items.length > 0 && items;
    });
    expect(labels[0].orderKey).toBe('con-1:1');
    const open = await callShipStation(url, '/orders?orderStatus=awaiting_shipment');
    expect(await open.json()).toMatchObject({ orders: [], total: 0 });
  });

  test('asks for credentials', async () => {
    const { url } = await start({}, ["must have required property 'authorization'"]);
    const response = await fetch(`${url}/shipstation/orders`);
    expect([response.status, await response.text()]).toEqual([401, '']);
  });

  test('cuts the socket after it performed, when told to', async () => {
    const { url } = await start();
    await control(url, '/faults', { dropAnswer: [{ path: '/orders/createorder', count: 1 }] });
    await expect(callShipStation(url, '/orders/createorder', someOrder())).rejects.toThrow();
    expect((await control(url, '/shipstation/orders')).items).toHaveLength(1);
  });

  test('sends its unsigned webhook to whoever subscribed', async () => {
    const heard = await listen();
    const { url } = await start({ switches: { webhookDelayMs: 0 } });
    await callShipStation(url, '/webhooks/subscribe', {
      target_url: `${heard.url}/hooks/ss/token`,
      event: 'SHIP_NOTIFY',
    });
    await callShipStation(url, '/orders/createorder', someOrder());
    await control(url, '/desk/label', { orderNumber: 'SO-1001' });
    const [message] = await until(() => heard.requests.length > 0 && heard.requests);
    expect(message).toMatchObject({ method: 'POST', path: '/hooks/ss/token' });
    // Another name of the same place, as older accounts are told.
    const shard = url.replace('127.0.0.1', 'localhost');
    const { resource_url: resource } = JSON.parse(message?.body ?? '');
    expect(resource).toMatch(new RegExp(`^${shard}/shipstation/shipments\\?batchId=\\d+`));
  });
});

describe('the receivers of signed pushes', () => {
  const body = JSON.stringify({
    id: 'msg_1',
    kind: 'notice',
    orderNumber: 'SO-412345',
    parcels: [{ trackingNumber: 'T1', carrier: 'DPD UK' }],
  });
  const push = (url: string, secret: string) => {
    const at = new Date();
    return fetch(`${url}/channel/hooks`, {
      method: 'POST',
      headers: {
        ...json,
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
      },
      body,
    });
  };

  test('take a good signature and show what it told', async () => {
    const { url } = await start();
    const response = await push(url, demoSecrets.channel);
    expect([response.status, await response.json()]).toEqual([200, { acknowledged: true }]);
    const { shown } = await control(url, '/channel/messages');
    expect(shown['SO-412345']).toMatchObject({ isDispatched: true });
  });

  test('turn a bad signature away and remember it', async () => {
    const { url } = await start();
    expect((await push(url, demoSecrets.warehouse)).status).toBe(401);
    expect((await control(url, '/channel/messages')).items).toEqual([]);
    expect(await control(url, '/referee')).toMatchObject({ isClean: false, badSignatures: 1 });
  });
});

describe('the control API', () => {
  test('advances the clock, and a hold ends by its date', async () => {
    const { url } = await start();
    await control(url, '/clock', { set: '2026-11-20T20:00:00Z', speed: 0 });
    await callShipStation(url, '/orders/createorder', someOrder());
    const [order] = (await control(url, '/shipstation/orders')).items;
    await callShipStation(url, '/orders/holduntil', {
      orderId: order.orderId,
      holdUntilDate: '2026-11-22',
    });
    const status = async () => (await control(url, '/shipstation/orders')).items[0].orderStatus;
    expect(await status()).toBe('on_hold');
    await control(url, '/clock', { advanceMs: 48 * 3_600_000 });
    expect(await status()).toBe('awaiting_shipment');
  });

  test('refuses what it does not know, in words', async () => {
    const { url } = await start();
    const answer = await control(url, '/faults', { dropAnswers: [] });
    expect(answer).toMatchObject({ statusCode: 400 });
    expect(answer.message).toContain('dropAnswers');
  });

  test('resets to an empty world and shows no secret', async () => {
    const { url } = await start();
    await callShipStation(url, '/orders/createorder', someOrder());
    await control(url, '/reset', {});
    const state = await control(url, '/state');
    expect(state.shipstation.orders).toEqual({});
    expect(JSON.stringify(state)).not.toContain('demo-secret');
  });
});

test('a stopped simulator goes on from its state file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  closers.push(async () => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, 'state.json');
  const first = await startHeldSimulator({ isDeskOn: false, stateFile });
  await callShipStation(first.url, '/orders/createorder', someOrder());
  await first.close();
  const second = await start({ stateFile });
  expect(await (await callShipStation(second.url, '/orders')).json()).toMatchObject({ total: 1 });
});

test('the demo stands until its clock is set, then sells and packs at two warehouses', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  closers.push(async () => rmSync(folder, { recursive: true }));
  const gatepass = await listen();
  const options: SimulatorOptions = {
    isDemo: true, isDeskOn: true, stateFile: join(folder, 'state.json'),
    gatepass: { url: gatepass.url, key: 'gp_test' },
  };
  const first = await startHeldSimulator(options);
  const { now, speed } = await control(first.url, '/clock');
  expect({ now, speed }).toEqual({ now: '2026-11-24T07:00:00.000Z', speed: 0 });
  await control(first.url, '/clock', { speed: 20_000 });
  const heardAt = (path: RegExp) => until(() => {
    const heard = gatepass.requests.filter((request) => path.test(request.path));
    return heard.length > 0 && heard;
  });
  await heardAt(/^\/v1\/channels\/shopify-uk\/orders\/SO-6/);
  await heardAt(/^\/v1\/channels\/marketplace-uk\/orders\/SO-6/);
  await heardAt(/^\/v1\/warehouses\/leeds\/consignments$/);
  const [batch] = await heardAt(/^\/v1\/warehouses\/leicester\/consignments$/);
  expect(batch).toMatchObject({ method: 'POST', authorization: 'Bearer gp_test' });
  const { consignments } = JSON.parse(batch?.body ?? '{}');
  expect(consignments[0]).toMatchObject({ revision: 1, status: 'received' });
  // Nothing happens while it is off.
  await control(first.url, '/clock', { speed: 0 });
  const stood = await control(first.url, '/clock');
  await first.close();
  const second = await start(options);
  expect((await control(second.url, '/clock')).now).toBe(stood.now);
});

type Heard = { method: string; path: string; authorization: string; body: string };

/** A listener that answers everything with 200 and keeps what it was told. */
async function listen(): Promise<{ url: string; requests: Heard[] }> {
  const requests: Heard[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body,
      });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  // Holds because the server listens on a port and not on a pipe.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}
