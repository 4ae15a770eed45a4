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
  await account.control('/clock', { set: '2026-11-20T20:00:00Z', speed: 0 });
  client = account.client();
});

const connected = 98_766;
const idsOf = (stores: readonly { storeId: number }[]) => stores.map(({ storeId }) => storeId);

test('shipstation-node changes a store and reads back all of it', async () => {
  const store = await client.stores.get(connected);
  expect(store.statusMappings.length).toBeGreaterThan(0);
  const changed = {
    ...store, storeName: '가게 & Söhne', companyName: 'Søn & Fils', phone: '+82 2 555 0100',
    statusMappings: store.statusMappings.slice(0, 2),
  };
  await client.stores.update(connected, changed);
  const read = await client.stores.get(connected);
  expect(read).toEqual({ ...changed, modifyDate: '2026-11-20T12:00:00.0000000' });
  const listed = (await client.stores.list()).find(({ storeId }) => storeId === connected);
  expect(listed).toMatchObject({ storeName: '가게 & Söhne' });
  expect(listed).not.toHaveProperty('statusMappings');
});

test('shipstation-node switches a store off and on, and lists by state and by market', async () => {
  expect(await client.stores.deactivate(connected)).toHaveProperty('success');
  expect(idsOf(await client.stores.list())).not.toContain(connected);
  expect(idsOf(await client.stores.list({ showInactive: true }))).toContain(connected);
  expect(await client.stores.reactivate(connected)).toHaveProperty('success');
  expect(idsOf(await client.stores.list({ marketplaceId: 36 }))).toEqual([connected]);
  expect((await client.stores.listMarketplaces()).map((one) => one.marketplaceId)).toContain(36);
});

test('shipstation-node sees a refresh that was begun on the documented path', async () => {
  // By hand, since the client's own method has a wrong path.
  const begun = await client.request({
    url: 'stores/refreshstore', method: 'POST', params: { storeId: connected },
  });
  expect(begun).toMatchObject({ success: true });
  expect(await client.stores.getRefreshRate(connected)).toMatchObject({
    storeId: connected, refreshStatusId: 2, refreshStatus: 'Updating orders',
  });
});

test('shipstation-node writes a place to ship from, changes it and takes it away', async () => {
  const originAddress = {
    name: '대구 창고', company: 'Søn & Fils', street1: '동성로 4', street2: '', city: 'Daegu',
    state: '', postalCode: '41911', country: 'KR', phone: '+82 53 555 0100',
  };
  const made = await client.warehouses.create({ warehouseName: 'Daegu', originAddress });
  expect(await client.warehouses.get(made.warehouseId)).toMatchObject({
    warehouseName: 'Daegu', originAddress, returnAddress: originAddress, isDefault: false,
    createDate: '2026-11-20T12:00:00.0000000',
  });
  const { warehouseId } = made;
  const returnAddress = { ...originAddress, name: '반품', postalCode: '41912' };
  await client.warehouses.update(warehouseId, {
    warehouseName: 'Daegu 2', originAddress, returnAddress,
  });
  const all = await client.warehouses.list();
  expect(all.find((one) => one.warehouseId === warehouseId)).toMatchObject({
    warehouseName: 'Daegu 2', originAddress, returnAddress,
  });
  expect(await client.warehouses.delete(warehouseId)).toMatchObject({ success: true });
  await expect(client.warehouses.get(warehouseId)).rejects.toMatchObject(refusedWith(404));
});

test('shipstation-node asks what a parcel would cost', async () => {
  const rates = await client.shipments.getRates({
    carrierCode: 'dpd', fromPostalCode: 'LE4 9XX', toCountry: 'GB', toPostalCode: 'LS1 4BT',
    weight: { value: 450, units: 'grams' }, residential: false,
  });
  expect(rates.map(({ serviceCode }) => serviceCode)).toContain('dpd_by_12');
  for (const { shipmentCost, otherCost } of rates) {
    expect([shipmentCost, otherCost].map((sum) => Math.round(sum * 100) / 100))
      .toEqual([shipmentCost, otherCost]);
  }
});
