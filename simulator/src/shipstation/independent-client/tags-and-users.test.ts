import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAccount, refusedWith, type Client } from './client.ts';

let account: Awaited<ReturnType<typeof openAccount>>;
let client: Client;
beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.close());
beforeEach(async () => {
  await account.control('/reset', {});
  client = account.client();
});

const address = {
  name: '안유진', street1: '12 Canal Street', city: 'Leeds', state: '', postalCode: 'LS1 4BT',
  country: 'GB',
};
const create = (orderKey: string) =>
  client.orders.createOrUpdate({
    orderNumber: `SO-${orderKey}`, orderKey, orderDate: '2026-11-20 10:00:00',
    orderStatus: 'awaiting_shipment', billTo: address, shipTo: address,
  });

test('shipstation-node puts a tag on, finds by it, and takes it off', async () => {
  const [tag] = await client.accounts.listTags();
  const tagId = tag?.tagId ?? 0;
  const [first] = [await create('a'), await create('b')];
  expect(await client.orders.addTag(first.orderId, tagId)).toMatchObject({ success: true });
  expect((await client.orders.get(first.orderId)).tagIds).toEqual([tagId]);
  const found = async () =>
    (await client.orders.listByTag({ orderStatus: 'awaiting_shipment', tagId, pageSize: 10 }))
      .orders.map(({ orderId }) => orderId);
  expect(await found()).toEqual([first.orderId]);
  expect(await client.orders.removeTag(first.orderId, tagId)).toMatchObject({ success: true });
  expect(await found()).toEqual([]);
});

test('shipstation-node gives orders to a user, and none where one is unknown', async () => {
  const users = await client.users.list({});
  const all = await client.users.list({ showInactive: true });
  expect(all.length).toBeGreaterThan(users.length);
  const userId = users[1]?.userId ?? '';
  const ids = [(await create('a')).orderId, (await create('b')).orderId];
  const holders = async () =>
    Promise.all(ids.map(async (id) => (await client.orders.get(id)).userId));

  await expect(client.orders.assignUser([...ids, 999], userId))
    .rejects.toMatchObject(refusedWith(404));
  expect(await holders()).toEqual([null, null]);
  expect(await client.orders.assignUser(ids, userId)).toMatchObject({ success: true });
  expect(await holders()).toEqual([userId, userId]);
  expect(await client.orders.unassignUser(ids)).toMatchObject({ success: true });
  expect(await holders()).toEqual([null, null]);
});
