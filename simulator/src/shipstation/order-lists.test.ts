import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { ask, noon, someOrder, switched, testAccount, withOrders } from './fixtures.ts';

const list = (account: Account, query: Record<string, string>, breaks?: 'request') =>
  ask(account, 'GET /orders', { query, ...(breaks !== undefined && { breaks }) });
const numbers = (told: { body: { orders: { orderNumber: string }[] } }) =>
  told.body.orders.map((order) => order.orderNumber);

const shop = withOrders(
  testAccount(),
  { orderNumber: 'A', orderKey: 'a', orderDate: '2026-11-01', paymentDate: '2026-11-02' },
  {
    orderNumber: 'B', orderKey: 'b', orderDate: '2026-11-03',
    shipTo: { ...someOrder().shipTo, name: 'Ólafur Þórsson' },
    items: [{
      sku: 'MUG-9', name: 'Enamel mug', quantity: 1, options: [{ name: 'Glaze', value: 'Moss' }],
    }],
  },
  {
    orderNumber: 'C', orderKey: 'c', orderDate: '2026-11-02',
    advancedOptions: { storeId: 98_766 },
  },
);

describe('the filters of the list of orders', () => {
  test.each([
    ['part of a recipient in any case', { customerName: 'ÓLAFUR' }, ['B']],
    ['the billed name too', { customerName: 'hartley' }, ['A', 'B', 'C']],
    ['a SKU', { itemKeyword: 'mug-9' }, ['B']],
    ['a word of the description', { itemKeyword: 'enamel' }, ['B']],
    ['an option', { itemKeyword: 'moss' }, ['B']],
    ['the store', { storeId: '98766' }, ['C']],
    ['the order date', { orderDateStart: '2026-11-01 12:00:00' }, ['B', 'C']],
    ['the payment date', { paymentDateStart: '2026-11-01', paymentDateEnd: '2026-11-03' }, ['A']],
    ['several at once', { storeId: '98765', itemKeyword: 'tee' }, ['A']],
    ['an empty filter as none', { orderNumber: '', customerName: '' }, ['A', 'B', 'C']],
  ])('find by %s', (_what, query, found) => {
    expect(numbers(list(shop, query))).toEqual(found);
  });

  test('find the orders of one import, by the batch that a webhook names', () => {
    const row = [...shop.orders.values()][1];
    if (row === undefined) throw new Error('The account has too few orders');
    const importBatch = '5e8d4e1c-0d3f-4c43-93c7-40ab9a6d0e21';
    const orders = new Map(shop.orders).set(row.wire.orderId, { ...row, importBatch });
    expect(numbers(list({ ...shop, orders }, { importBatch }))).toEqual(['B']);
    expect(list(shop, { importBatch }).body.total).toBe(0);
  });

  test('sort by order date, creation or change, in both directions', () => {
    expect(numbers(list(shop, { sortBy: 'OrderDate', sortDir: 'ASC' }))).toEqual(['A', 'C', 'B']);
    expect(numbers(list(shop, { sortBy: 'OrderDate', sortDir: 'DESC' }))).toEqual(['B', 'C', 'A']);
    expect(numbers(list(shop, { sortBy: 'CreateDate', sortDir: 'DESC' }))).toEqual(['C', 'B', 'A']);
    expect(numbers(list(shop, { sortDir: 'DESC' }))).toEqual(['C', 'B', 'A']);
  });
});

describe('pages of orders', () => {
  const many = Array.from({ length: 6 }, (_, index) => index).reduce<Account>(
    (account, batch) =>
      ask(account, 'POST /orders/createorders', {
        body: Array.from({ length: 100 }, (_, row) =>
          someOrder({ orderKey: `k${batch * 100 + row}`, orderNumber: `N${batch * 100 + row}` })),
        now: noon + batch * 1_000,
      }).account,
    testAccount(),
  );

  test('have 100 rows unless asked otherwise, by their switch 50 or 500', () => {
    expect(list(many, {}).body.orders).toHaveLength(100);
    const set = (defaultPageSize: '50' | '500') =>
      list(switched(many, { defaultPageSize }), {}).body.orders;
    expect([set('50').length, set('500').length]).toEqual([50, 500]);
  });

  test('are cut to 500 rows, or by their switch a larger pageSize is refused', () => {
    expect(list(many, { pageSize: '501' }, 'request').body.orders).toHaveLength(500);
    const strict = switched(many, { pageSizeAbove500: 'refused' });
    expect(list(strict, { pageSize: '501' }, 'request').body.ModelState).toHaveProperty('pageSize');
    expect(list(strict, { pageSize: '500' }).status).toBe(200);
  });

  test('drift under ModifyDate: a change between two pages hides a row from the reader', () => {
    const page = (account: Account, number: string) =>
      list(account, { sortBy: 'ModifyDate', sortDir: 'ASC', page: number, pageSize: '300' });
    const first = numbers(page(many, '1'));
    const touched = ask(many, 'POST /orders/createorder', {
      body: someOrder({ orderKey: 'k5', orderNumber: 'N5' }), now: noon + 60_000,
    }).account;
    const second = numbers(page(touched, '2'));
    const seen = new Set([...first, ...second]);
    expect(seen.size).toBe(599);
    expect(seen.has('N300')).toBe(false);
    expect(second.at(-1)).toBe('N5');
  });
});

describe('an order as it is shown', () => {
  test('has null where nothing is known, or by its switch lacks the field', () => {
    const [full] = list(shop, {}).body.orders;
    expect(full).toMatchObject({ userId: null, shipDate: null });
    const [bare] = list(switched(shop, { unknownFields: 'absent' }), {}).body.orders;
    expect(Object.keys(bare)).not.toContain('userId');
    expect(Object.keys(bare.items[0])).not.toContain('upc');
    expect(bare).toMatchObject({ orderNumber: 'A', advancedOptions: { storeId: 98_765 } });
  });
});
