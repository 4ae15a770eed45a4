/** A check that cannot fail would be no check. */
import { expect, test } from 'vitest';
import { authorization, someOrder } from './fixtures.ts';
import { startHeldSimulator } from './held-simulator.ts';

const headers = {
  authorization: authorization('demo-key', 'demo-secret'), 'content-type': 'application/json',
};
const create = (url: string, order: object) =>
  fetch(`${url}/shipstation/orders/createorder`, {
    method: 'POST', headers, body: JSON.stringify(order),
  });

test('a field that V1 does not know fails whoever sent it, answered 200 or not', async () => {
  const simulator = await startHeldSimulator({ isDeskOn: false });
  expect((await create(simulator.url, someOrder({ orderkey: 'x' }))).status).toBe(200);
  await expect(simulator.close()).rejects.toThrow('has the unknown field orderkey');
});

test('what a test breaks on purpose it names, and then it must be broken', async () => {
  const named = await startHeldSimulator({ isDeskOn: false }, ['the unknown field orderkey']);
  await create(named.url, someOrder({ orderkey: 'x' }));
  await named.close();
  const kept = await startHeldSimulator({ isDeskOn: false }, ['the unknown field orderkey']);
  await create(kept.url, someOrder());
  await expect(kept.close()).rejects.toThrow('Said to be broken and kept');
});

test('an answer that a fault has spoilt is not held against anybody', async () => {
  const simulator = await startHeldSimulator({ isDeskOn: false });
  await fetch(`${simulator.url}/control/faults`, {
    method: 'POST', body: JSON.stringify({ truncatedAnswer: [{ path: '/orders', count: 1 }] }),
  });
  await create(simulator.url, someOrder());
  await expect(simulator.close()).resolves.toBeUndefined();
});
