import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAccount, refusedWith, type Client } from './client.ts';

type Written = Parameters<Client['orders']['createOrUpdate']>[0];

const address = {
  name: '안유진', company: 'Søn & Fils', street1: '삼일대로 12', street2: '', city: 'Zürich',
  state: 'ZH', postalCode: '8001', country: 'CH', phone: '+41 44 000 00 00', residential: false,
};

const order = (change: Partial<Written> = {}): Written => ({
  orderNumber: 'SO-7', orderKey: 'node:7', orderDate: '2026-11-20 10:00:00',
  paymentDate: '2026-11-20 10:00:31', shipByDate: '2026-11-24 00:00:00',
  orderStatus: 'awaiting_shipment', customerUsername: 'yujin@shop.example',
  customerEmail: 'yujin@shop.example', billTo: address, shipTo: address,
  items: [
    {
      lineItemKey: 'node:7:1', sku: 'MUG-BLÅ', name: '머그컵 ☕', quantity: 3, unitPrice: 19.99,
      taxAmount: 0.1, shippingAmount: 0.2, weight: { value: 12.5, units: 'ounces' },
      warehouseLocation: 'Å-03-2', options: [{ name: 'Größe', value: 'XL' }], adjustment: false,
      upc: '0123456789012',
    },
    { lineItemKey: 'node:7:2', sku: 'OFF', name: 'Rabatt', quantity: 1, unitPrice: -0.07,
      adjustment: true },
  ],
  amountPaid: 64.05, taxAmount: 0.3, shippingAmount: 3.85, customerNotes: 'Bitte klingeln 🔔',
  internalNotes: 'первый заказ', gift: true, giftMessage: 'お誕生日おめでとう',
  paymentMethod: 'card', requestedShippingService: 'Express', carrierCode: 'dpd',
  serviceCode: 'dpd_by_12', packageCode: 'package', confirmation: 'signature',
  shipDate: '2026-11-22', weight: { value: 450.25, units: 'grams' },
  dimensions: { length: 30, width: 22.5, height: 4, units: 'centimeters' },
  insuranceOptions: { provider: 'carrier', insureShipment: true, insuredValue: 59.9 },
  advancedOptions: {
    warehouseId: 12_345, storeId: 98_765, customField1: 'W-118', source: 'node',
  },
  ...change,
});

let account: Awaited<ReturnType<typeof openAccount>>;
let client: Client;
beforeAll(async () => {
  account = await openAccount(['POST /orders/markshipped: request is no operation']);
});
afterAll(() => account.close());
beforeEach(async () => {
  await account.control('/reset', {});
  await account.control('/clock', { set: '2026-11-20T20:00:00Z', speed: 0 });
  client = account.client();
});

describe('shipstation-node reads back what it wrote', () => {
  test('of an order: sums, weights, names in any script, and Pacific times as text', async () => {
    const made = await client.orders.createOrUpdate(order());
    const read = await client.orders.get(made.orderId);
    expect(read).toEqual(made);
    const { orderDate, paymentDate, shipByDate, shipTo, items, ...same } = order();
    const { sku, ...item } = items?.[0] ?? {};
    expect(read).toMatchObject(same);
    expect(read.items).toMatchObject([{ ...item, sku }, items?.[1] ?? {}]);
    expect([orderDate, paymentDate, shipByDate]).toEqual(
      [read.orderDate, read.paymentDate, read.shipByDate]
        .map((text) => text.replace('T', ' ').replace('.0000000', '')),
    );
    expect(read.createDate).toBe('2026-11-20T12:00:00.0000000');
    // 3 × 19.99 − 0.07 + 0.30 + 3.85, to the cent.
    expect(read.orderTotal).toBe(64.05);
    // An address that could be checked comes back in capitals, other scripts as they were.
    expect(read.shipTo).toMatchObject({
      name: shipTo.name, company: 'SØN & FILS', street1: shipTo.street1, city: 'ZÜRICH',
      addressVerified: 'Address validated successfully',
    });
  });

  test.each([
    ['the hour that comes twice', '2026-11-01 01:30:00'],
    ['the hour that is left out', '2026-03-08 02:30:00'],
    ['midnight', '2026-12-31 00:00:00'],
  ])('of a time in %s', async (_hour, orderDate) => {
    const { orderId } = await client.orders.createOrUpdate(order({ orderDate }));
    const read = await client.orders.get(orderId);
    expect(read.orderDate).toBe(`${orderDate.replace(' ', 'T')}.0000000`);
  });

  test('of a second writing under the same key, with nothing left of the first', async () => {
    const first = await client.orders.createOrUpdate(order());
    const { giftMessage: _, ...rest } = order({ items: [], amountPaid: 1.1 });
    const second = await client.orders.createOrUpdate(rest);
    expect(second.orderId).toBe(first.orderId);
    expect(await client.orders.get(first.orderId)).toMatchObject({
      items: [], amountPaid: 1.1, giftMessage: null, orderTotal: 4.15,
    });
  });

  test('of a hold, its end, and a removal', async () => {
    const { orderId } = await client.orders.createOrUpdate(order());
    expect(await client.orders.hold(orderId, '2030-01-01')).toMatchObject({ success: true });
    expect(await client.orders.get(orderId)).toMatchObject({
      orderStatus: 'on_hold', holdUntilDate: '2030-01-01',
    });
    expect(await client.orders.restoreFromHold(orderId)).toMatchObject({ success: true });
    expect(await client.orders.get(orderId)).toMatchObject({
      orderStatus: 'awaiting_shipment', holdUntilDate: null,
    });
    expect(await client.orders.delete(orderId)).toMatchObject({ success: true });
    await expect(client.orders.get(orderId)).rejects.toMatchObject(refusedWith(404));
    expect((await client.orders.list()).orders).toEqual([]);
  });
});

describe('shipstation-node writes many orders', () => {
  test('and hears of each by itself, whatever became of the others', async () => {
    const said = await client.orders.createOrUpdateMultiple([
      order({ orderKey: 'a', orderNumber: 'SO-1' }),
      order({ orderKey: 'b', orderNumber: 'SO-2', serviceCode: 'no_such_service' }),
      order({ orderKey: 'c', orderNumber: 'SO-3' }),
    ]);
    const byKey = new Map(said.results.map((row) => [row.orderKey, row]));
    expect(said.hasErrors).toBe(true);
    expect(byKey.get('b')).toMatchObject({
      success: false, errorMessage: expect.stringContaining('serviceCode'),
    });
    for (const key of ['a', 'c']) {
      const row = byKey.get(key);
      expect(row).toMatchObject({ success: true, errorMessage: null });
      expect(await client.orders.get(row?.orderId ?? 0)).toMatchObject({ orderKey: key });
    }
  });

  test('and reads them in pages, in the order and the window it asks for', async () => {
    for (const number of [1, 2, 3]) {
      await account.control('/clock', { advanceMs: 60_000 });
      await client.orders.createOrUpdate(
        order({ orderKey: `k${number}`, orderNumber: `SO-${number}0` }),
      );
    }
    const numbers = (page: { orders: { orderNumber: string }[] }) =>
      page.orders.map((one) => one.orderNumber);
    const newest = { sortBy: 'ModifyDate', sortDir: 'DESC', pageSize: 2 } as const;
    const first = await client.orders.list({ ...newest, page: 1 });
    const second = await client.orders.list({ ...newest, page: 2 });
    expect([numbers(first), numbers(second)]).toEqual([['SO-30', 'SO-20'], ['SO-10']]);
    expect(first).toMatchObject({ total: 3, page: 1, pages: 2 });
    const inWindow = await client.orders.list({
      modifyDateStart: '2026-11-20 12:01:59', modifyDateEnd: '2026-11-20 12:02:59',
    });
    expect(numbers(inWindow)).toEqual(['SO-20']);
    expect(numbers(await client.orders.list({ orderNumber: 'SO-3' }))).toEqual(['SO-30']);
    expect(numbers(await client.orders.list({ orderStatus: 'on_hold' }))).toEqual([]);
  });
});

test('reaches no path that the documents lack: its markShipped is refused', async () => {
  const { orderId } = await client.orders.createOrUpdate(order());
  await expect(client.orders.markShipped({ orderId, carrierCode: 'dpd' }))
    .rejects.toMatchObject(refusedWith(404));
  expect((await client.orders.get(orderId)).orderStatus).toBe('awaiting_shipment');
});
