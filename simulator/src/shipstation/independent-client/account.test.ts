import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAccount, refusedWith, type Client } from './client.ts';

let account: Awaited<ReturnType<typeof openAccount>>;
let client: Client;
beforeAll(async () => {
  account = await openAccount([
    'POST /stores/refresh: request is no operation',
    'list-carriers: request query has the unknown field carrierCode',
  ]);
});
afterAll(() => account.close());
beforeEach(async () => {
  await account.control('/reset', {});
  client = account.client();
});

test('shipstation-node reads the account: carriers, services, packages, places, tags', async () => {
  const carriers = await client.carriers.list();
  expect(carriers.map((carrier) => carrier.code)).toContain('dpd');
  const services = await client.carriers.listServices('dpd');
  expect(services.map((service) => service.code)).toContain('dpd_by_12');
  expect((await client.carriers.listPackages('dpd')).length).toBeGreaterThan(0);
  expect((await client.warehouses.list())[0]?.warehouseId).toBe(12_345);
  expect((await client.stores.list())[0]?.storeId).toBe(98_765);
  expect((await client.accounts.listTags())[0]?.name).toBe('Gatepass');
});

test('shipstation-node subscribes to webhooks, reads them and unsubscribes', async () => {
  const asked = {
    target_url: 'http://127.0.0.1:9/hook', event: 'SHIP_NOTIFY', friendly_name: 'ラベル',
  } as const;
  const { id } = await client.webhooks.subscribe(asked);
  // The client calls it a list; the service answers an object that holds one.
  const listed: unknown = await client.webhooks.list();
  expect(listed).toEqual({
    webhooks: [expect.objectContaining({
      WebHookID: id, Url: asked.target_url, HookType: asked.event, Name: asked.friendly_name,
    })],
  });
  await client.webhooks.unsubscribe(id);
  expect(await client.webhooks.list()).toEqual({ webhooks: [] });
});

test('shipstation-node is refused on the path that its refresh of a store uses', async () => {
  await expect(client.stores.refresh({ storeId: 98_765 }))
    .rejects.toMatchObject(refusedWith(404));
});

test('shipstation-node asks for one carrier where the list is, and gets the list', async () => {
  const listed: unknown = await client.carriers.get('dpd');
  expect(listed).toEqual(await client.carriers.list());
});
