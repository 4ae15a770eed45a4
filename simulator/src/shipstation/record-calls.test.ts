import { describe, expect, test } from 'vitest';
import { ask, noon, testAccount, withOrders } from './fixtures.ts';

const breaks = 'request' as const;
const goods = (sku: string) => [{ sku, name: `The ${sku}`, quantity: 1, unitPrice: 4 }];
const account = withOrders(
  testAccount(),
  { items: goods('MUG') },
  { orderKey: 'b', customerUsername: 'second@example.com', items: goods('MUG-BLUE') },
);
const skus = (query: Readonly<Record<string, string>> = {}, of = account) =>
  ask(of, 'GET /products', { query }).body.products.map((row: { sku: string }) => row.sku);

describe('products', () => {
  test('are listed in pages, found by what their SKU or name begins with', () => {
    expect(skus()).toEqual(['MUG', 'MUG-BLUE']);
    expect(skus({ sku: 'mug-' })).toEqual(['MUG-BLUE']);
    expect(skus({ name: 'The MUG-B' })).toEqual(['MUG-BLUE']);
    expect(skus({ pageSize: '1', page: '2' })).toEqual(['MUG-BLUE']);
    expect(skus({ startDate: '2026-11-21' })).toEqual([]);
    const odd = ask(account, 'GET /products', { query: { startDate: 'soon' }, breaks });
    expect([odd.status, Object.keys(odd.body.ModelState)]).toEqual([400, ['startDate']]);
  });

  test('are written whole, and hidden from the list when inactive', () => {
    const [id = 0] = account.products.keys();
    const before = ask(account, `GET /products/${id}`).body;
    const body = { productId: id, sku: 'MUG', name: 'Mug', active: false };
    const told = ask(account, `PUT /products/${id}`, { body, now: noon + 60_000 });
    expect(told.body.success).toBe(true);
    expect(ask(told.account, `GET /products/${id}`).body).toMatchObject({
      name: 'Mug', price: null, active: false, createDate: before.createDate,
      modifyDate: '2026-11-20T12:01:00.0000000',
    });
    expect(skus({}, told.account)).toEqual(['MUG-BLUE']);
    expect(skus({ showInactive: 'true' }, told.account)).toEqual(['MUG', 'MUG-BLUE']);
  });

  test('that nobody knows are not found', () => {
    expect(ask(account, 'GET /products/7').status).toBe(404);
    expect(ask(account, 'PUT /products/7', { body: { productId: 7 } }).status).toBe(404);
  });
});

describe('customers', () => {
  const ids = (query: Readonly<Record<string, string>>) =>
    ask(account, 'GET /customers', { query }).body.customers
      .map((row: { customerId: number }) => row.customerId);
  const [first = 0, second = 0] = account.customers.keys();

  test('are listed by country and marketplace, sorted and paged', () => {
    expect(ids({ countryCode: 'GB' })).toEqual([first, second]);
    expect(ids({ countryCode: 'FR' })).toEqual([]);
    expect(ids({ marketplaceId: '2' })).toEqual([]);
    expect(ids({ sortBy: 'CreateDate', sortDir: 'DESC', pageSize: '1' })).toEqual([second]);
  });

  test('are shown by id', () => {
    expect(ask(account, `GET /customers/${first}`).body).toMatchObject({
      customerId: first, addressVerified: 'Verified',
      marketplaceUsernames: [{ username: 'imogen@example.com' }],
    });
    expect(ask(account, 'GET /customers/7').status).toBe(404);
  });
});

test('two accounts of one carrier share its code, and its services are listed once', () => {
  const rows = ask(account, 'GET /carriers').body
    .filter((row: { code: string }) => row.code === 'royal_mail');
  expect(rows.map((row: { primary: boolean }) => row.primary)).toEqual([true, false]);
  expect(rows[0].shippingProviderId).not.toBe(rows[1].shippingProviderId);
  for (const path of ['/carriers/listservices', '/carriers/listpackages']) {
    const { body } = ask(account, `GET ${path}`, { query: { carrierCode: 'royal_mail' } });
    const codes = body.map((row: { code: string }) => row.code);
    expect(new Set(codes).size).toBe(codes.length);
  }
});
