/** What a person does on the account's page, and the log of what was said. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorization } from '../shipstation/fixtures.ts';
import type { Simulator } from '../start.ts';
import { startSimulator } from '../start.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ isDeskOn: false });
});
afterAll(() => simulator.close());

const control = async (path: string, body?: unknown) => {
  const method = body === undefined ? 'GET' : 'POST';
  const answer = await fetch(`${simulator.url}/control${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: answer.status, body: (await answer.json()) as any };
};
const call = (path: string, [key, secret]: readonly [string, string], body?: unknown) =>
  fetch(`${simulator.url}/shipstation${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: authorization(key, secret), 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const first = ['demo-key', 'demo-secret'] as const;
const second = ['second', 'word'] as const;

test('a second pair is made at run time, the first is revoked, and then expires', async () => {
  expect((await call('/carriers', second)).status).toBe(401);
  await control('/shipstation/keys', { do: 'add', key: 'second', secret: 'word' });
  expect((await call('/carriers', second)).status).toBe(200);
  const third = await control('/shipstation/keys', { do: 'add', key: 'third', secret: 'x' });
  expect([third.status, third.body.message]).toEqual([409, 'Two pairs live already.']);
  await control('/shipstation/keys', { do: 'revoke', key: 'second' });
  expect((await call('/carriers', second)).status).toBe(401);
  const { now } = (await control('/clock')).body;
  await control('/shipstation/keys', { do: 'expire', key: 'demo-key', at: now });
  expect((await call('/carriers', first)).status).toBe(401);
  const { items } = (await control('/shipstation/calls')).body;
  expect(items).toEqual([
    { key: 'demo-key', calls: 0, refusedForRate: 0, expiresAt: now, isRevoked: false },
    { key: 'second', calls: 1, refusedForRate: 0, expiresAt: null, isRevoked: true },
  ]);
  await control('/shipstation/keys', { do: 'expire', key: 'demo-key', at: null });
});

test('the plan can lose the API and get it back', async () => {
  await control('/shipstation/access', { hasApi: false });
  expect((await call('/carriers', first)).status).toBe(401);
  await control('/shipstation/access', { hasApi: true });
  expect((await call('/carriers', first)).status).toBe(200);
});

test('exchanges are logged whole on request, with the fault that struck, no secret', async () => {
  await call('/carriers', first);
  expect((await control('/exchanges')).body).toEqual({ kept: 0, dropped: 0, items: [] });
  await control('/exchanges', { keep: 2 });
  await control('/faults', { emptyAnswer: [{ path: '/orders/holduntil', count: 1 }] });
  await call('/carriers', first);
  await call('/orders?orderStatus=shipped&pageSize=7', first);
  const holding = { orderId: 7, holdUntilDate: '2030-01-01' };
  await call('/orders/holduntil', first, holding);
  const { body, body: { items } } = await control('/exchanges');
  expect([body.kept, body.dropped, items.length]).toEqual([2, 1, 2]);
  expect(items[0]).toMatchObject({
    number: 2, method: 'GET', path: '/orders', status: 200, struck: [],
    query: { orderStatus: 'shipped', pageSize: '7' },
    requestHeaders: { authorization: 'Basic demo-key:…' },
    headers: { 'X-Rate-Limit-Limit': '40' },
    answer: { is: 'json', value: { orders: [], total: 0 } },
  });
  expect(items[1]).toMatchObject({
    number: 3, method: 'POST', body: JSON.stringify(holding), struck: ['emptyAnswer'],
    answer: { is: 'empty' },
  });
  expect(JSON.stringify(items)).not.toContain('demo-secret');
});

test('every switch says what it means, how it is known and what it is set to', async () => {
  const { items } = (await control('/switches')).body;
  for (const row of items) {
    expect(row.values).toContain(row.value);
    expect(row.meaning.length).toBeGreaterThan(20);
    expect(row.evidence).toMatch(/^[DOI] \d/);
  }
  expect(items.length).toBeGreaterThan(9);
});

test('a channel sells in its store, which imports by itself; a stranger can move in', async () => {
  const storeId = 98_766;
  const order = {
    reference: 'woo-7', orderNumber: '7007', shipTo: { name: 'Ruth Ames' },
    lines: [{ line: 'a', sku: 'MUG', name: 'Mug', quantity: 1 }],
  };
  await control('/shipstation/stores/sell', { storeId, order });
  await control('/shipstation/stores/settings', {
    storeId, autoRefresh: true, autoEveryMs: 60_000,
  });
  await control('/shipstation/stranger', { isOn: true, everyMs: 30_000 });
  await control('/clock', { advanceMs: 100_000 });
  const found = await call('/orders', first);
  // oxlint-disable-next-line typescript/no-explicit-any
  const { orders } = (await found.json()) as any;
  const numbers = orders.map((row: { orderNumber: string }) => row.orderNumber).toSorted();
  expect(numbers).toEqual(['7007', 'OWS-5001', 'OWS-5002', 'OWS-5003']);
  const { items, stranger } = (await control('/shipstation/stores')).body;
  const row = items.find((one: { wire: { storeId: number } }) => one.wire.storeId === storeId);
  expect(row.sold[0]).toMatchObject({ reference: 'woo-7', status: 'Processing' });
  expect(stranger.turns).toBe(3);
});

test('unknown settings are drawn by their seed, and are told to whoever judges', async () => {
  const settingsOf = async (unknownSettings: number) => {
    const unknown = await startSimulator({ isDeskOn: false, unknownSettings });
    // oxlint-disable-next-line typescript/no-explicit-any
    const { now } = (await (await fetch(`${unknown.url}/control/switches`)).json()) as any;
    await unknown.close();
    return { ...now, publicUrl: '' };
  };
  const [once, again, other] = [await settingsOf(3), await settingsOf(3), await settingsOf(4)];
  expect(again).toEqual(once);
  expect(other).not.toEqual(once);
  const { now: usual } = (await control('/switches')).body;
  expect(once).not.toEqual({ ...usual, publicUrl: '' });
});
