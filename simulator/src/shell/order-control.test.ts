/** What a person does to orders on ShipStation's screen, over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorization, someOrder } from '../shipstation/fixtures.ts';
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
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: answer.status, body: (await answer.json()) as any };
};
const act = (name: string, body: unknown) => send(`/control/shipstation/${name}`, body);
const create = (change: object) =>
  send('/shipstation/orders/createorder', someOrder({ ...change }));

test('every act of the screen is one control call, by number or by id', async () => {
  const items = [
    { sku: 'TEE', name: 'T-shirt', quantity: 2 },
    { sku: 'MUG', name: 'Mug', quantity: 1 },
  ];
  await create({ orderNumber: 'SO-1', orderKey: 'a', items });
  await create({ orderNumber: 'SO-2', orderKey: 'b' });
  const split = await act('split', {
    orderNumber: 'SO-1', lines: [{ sku: 'TEE', quantity: 1 }],
  });
  const [part] = split.body.orders;
  expect(part).toMatchObject({ orderNumber: 'SO-1', advancedOptions: { mergedOrSplit: true } });
  const combined = await act('combine', {
    orders: [{ orderNumber: 'SO-2' }, { orderId: part.orderId }],
  });
  expect(combined.body.orders[0].advancedOptions.mergedIds).toEqual([part.orderId]);
  expect((await act('uncombine', { orderNumber: 'SO-2' })).body.orders).toHaveLength(2);
  const edited = await act('edit', { orderNumber: 'SO-2', change: { orderStatus: 'processing' } });
  expect(edited.body.orders[0].orderStatus).toBe('processing');
  const parked = await act('park', { orderId: part.orderId, until: '2030-01-01' });
  expect(parked.body.orders[0]).toMatchObject({
    orderStatus: 'on_hold', holdUntilDate: '2030-01-01',
  });
  const free = await act('unpark', { orderId: part.orderId });
  expect(free.body.orders[0].orderStatus).toBe('awaiting_shipment');
  const moved = await act('move', { orderId: part.orderId, storeId: 98_766 });
  expect(moved.body.orders[0].advancedOptions.storeId).toBe(98_766);
  const cancelled = await act('cancel', { orderId: part.orderId });
  expect(cancelled.body.orders[0].orderStatus).toBe('cancelled');
  await act('delete', { orderId: part.orderId });
  expect((await send(`/shipstation/orders/${part.orderId}`)).status).toBe(404);
});

test('an act that makes no sense is refused with its reason', async () => {
  expect(await act('split', { orderNumber: 'nowhere', lines: [{ sku: 'X', quantity: 1 }] }))
    .toMatchObject({ status: 409, body: { message: 'ShipStation shows no such order.' } });
  expect((await act('edit', { orderNumber: 'SO-2', change: { colour: 'red' } })).status).toBe(400);
});

test('automation rules are set and read, and run as time passes', async () => {
  const rule = { name: 'Tag all', then: { addTagId: 31_042 } };
  await act('rules', { rules: [rule] });
  const { items } = (await send('/control/shipstation/rules')).body;
  expect(items).toEqual([{ afterMs: 5_000, when: {}, ...rule }]);
  const made = await create({ orderNumber: 'SO-9', orderKey: 'z' });
  expect(made.body.tagIds).toBeNull();
  await send('/control/clock', { advanceMs: 6_000 });
  const read = await send(`/shipstation/orders/${made.body.orderId}`);
  expect(read.body.tagIds).toEqual([31_042]);
});
