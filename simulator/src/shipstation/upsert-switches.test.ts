import { describe, expect, test } from 'vitest';
import type { Account, Switches } from './account.ts';
import { ask, noon, someOrder, switched, testAccount, withOrders } from './fixtures.ts';

const create = 'POST /orders/createorder';
const createMany = 'POST /orders/createorders';

describe('what an update leaves out', () => {
  const full = {
    internalNotes: 'fragile',
    customerEmail: 'imogen@example.com',
    amountPaid: 44,
    carrierCode: 'dpd',
    serviceCode: 'dpd_by_12',
    packageCode: 'package',
    dimensions: { length: 10, width: 10, height: 5, units: 'centimeters' },
    tagIds: [31_041],
    advancedOptions: { customField1: 'W-118', source: 'shop' },
  };
  const before = withOrders(testAccount(), full);
  const bare = {
    orderNumber: 'SO-1001', orderKey: 'con-1:1', orderDate: '2026-11-20', billTo: { name: 'I' },
    orderStatus: 'awaiting_shipment', shipTo: someOrder().shipTo,
  };
  const after = (switches: Partial<Switches> = {}) =>
    ask(switched(before, switches), create, { body: bare }).body;

  test('is cleared by default, items, tags and custom fields too', () => {
    expect(after()).toMatchObject({
      internalNotes: null, customerEmail: null, amountPaid: null, carrierCode: null,
      serviceCode: null, packageCode: null, dimensions: null, weight: null, tagIds: null,
      items: [], orderTotal: 0, customerUsername: null,
      advancedOptions: { customField1: null, source: null },
    });
  });

  test('is kept group by group, as the switches say', () => {
    expect(after({ leftOutDetails: 'kept' })).toMatchObject({
      internalNotes: 'fragile', customerEmail: 'imogen@example.com', amountPaid: 44,
      serviceCode: null,
    });
    expect(after({ leftOutShipping: 'kept' })).toMatchObject({
      serviceCode: 'dpd_by_12', packageCode: 'package', weight: { value: 450 }, tagIds: null,
    });
    expect(after({ leftOutTags: 'kept' })).toMatchObject({ tagIds: [31_041], items: [] });
    expect(after({ leftOutAdvanced: 'kept' }).advancedOptions).toMatchObject({
      customField1: 'W-118', source: 'shop', mergedOrSplit: false,
    });
    expect(after({ leftOutItems: 'kept' })).toMatchObject({
      items: [{ sku: 'TEE-BLK-M' }], orderTotal: 39.98,
    });
  });

  test('never is what ShipStation alone writes: user, creation, the date of a hold', () => {
    const { orderId } = ask(before, 'GET /orders').body.orders[0];
    const userId = '2c9d41aa-8b0e-4f15-9a77-5e0c7d1b4410';
    const given = ask(before, 'POST /orders/assignuser', { body: { orderIds: [orderId], userId } });
    const held = ask(given.account, 'POST /orders/holduntil', {
      body: { orderId, holdUntilDate: '2026-12-01' },
    });
    const update = ask(held.account, create, {
      body: someOrder({ orderStatus: 'on_hold' }), now: noon + 60_000,
    });
    expect(update.body).toMatchObject({
      userId, holdUntilDate: '2026-12-01', createDate: '2026-11-20T12:00:00.0000000',
    });
    expect(ask(held.account, create, { body: someOrder() }).body.holdUntilDate).toBeNull();
  });
});

describe('the items of an update', () => {
  const before = withOrders(testAccount(), {});
  const old = ask(before, 'GET /orders').body.orders[0].items[0];
  const updated = (account: Account) =>
    ask(account, create, { body: someOrder(), now: noon + 60_000 }).body.items[0];

  test('are new rows with new ids', () => {
    expect(updated(before).orderItemId).toBeGreaterThan(old.orderItemId);
  });

  test('keep the id of the same lineItemKey, by their switch', () => {
    expect(updated(switched(before, { itemIdsOnUpdate: 'kept' }))).toMatchObject({
      orderItemId: old.orderItemId,
      createDate: '2026-11-20T12:00:00',
      modifyDate: '2026-11-20T12:01:00',
    });
  });
});

describe('the store of an order', () => {
  const before = withOrders(testAccount(), {});
  const inStore = (storeId: number) => someOrder({ advancedOptions: { storeId } });

  test('in an update is ignored in silence, or by its switch refused', () => {
    const told = ask(before, create, { body: inStore(98_766) });
    expect(told.body.advancedOptions.storeId).toBe(98_765);
    const strict = switched(before, { storeOnUpdate: 'refused' });
    expect(ask(strict, create, { body: inStore(98_766) }).status).toBe(400);
    expect(ask(strict, create, { body: inStore(98_765) }).status).toBe(200);
  });

  test('may be that of a connected channel, unless the switch refuses it', () => {
    const told = ask(testAccount(), create, { body: inStore(98_766) });
    expect(told.body.advancedOptions.storeId).toBe(98_766);
    const strict = testAccount({ connectedStore: 'refused' });
    expect(ask(strict, create, { body: inStore(98_766) }).status).toBe(400);
  });

  test('unknown is refused, as is an unknown ship-from location, or both are replaced', () => {
    const nowhere = someOrder({ advancedOptions: { storeId: 1, warehouseId: 2 } });
    expect(ask(testAccount(), create, { body: nowhere }).body.Message).toBe('Invalid storeId');
    const kind = testAccount({ unknownPlace: 'replaced' });
    expect(ask(kind, create, { body: nowhere }).body.advancedOptions).toMatchObject({
      storeId: 98_765, warehouseId: 12_345,
    });
  });
});

describe('the status of an order', () => {
  test.each(['awaiting_payment', 'awaiting_shipment', 'on_hold', 'shipped', 'cancelled'])(
    'can be %s at creation, and makes no shipment record', (orderStatus) => {
      const told = ask(testAccount(), create, { body: someOrder({ orderStatus }) });
      expect(told.body.orderStatus).toBe(orderStatus);
      expect(told.account.shipments.size + told.account.fulfillments.size).toBe(0);
    });

  test('awaiting_payment becomes awaiting_shipment by an update', () => {
    const before = withOrders(testAccount(), { orderStatus: 'awaiting_payment' });
    expect(ask(before, create, { body: someOrder() }).body.orderStatus).toBe('awaiting_shipment');
  });

  test('pending_fulfillment locks the order, or by its switch leaves it open', () => {
    const before = withOrders(testAccount(), { orderStatus: 'pending_fulfillment' });
    const row = (account: Account) => ask(account, createMany, { body: [someOrder()] });
    expect(row(before).body.results[0].success).toBe(false);
    const open = switched(before, { pendingFulfillment: 'open' });
    expect(row(open).body.results[0].success).toBe(true);
  });
});

describe('the answer to a batch', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => someOrder({ orderKey: `con-${index}:1` }));
  const keys = (account: Account) =>
    ask(account, createMany, { body: rows(20) }).body.results.map(
      (row: { orderKey: string }) => row.orderKey);

  test('comes in another order than the request, or by its switch in the same', () => {
    const sent = rows(20).map((row) => row.orderKey);
    expect(keys(testAccount())).not.toEqual(sent);
    expect(keys(testAccount()).toSorted()).toEqual(sent.toSorted());
    expect(keys(testAccount({ resultOrder: 'same' }))).toEqual(sent);
  });

  test('above 100 orders is an exception, or a refusal in one of two shapes', () => {
    const over = (switches: Partial<Switches>) =>
      ask(testAccount(switches), createMany, { body: rows(101), breaks: 'request' });
    expect(over({})).toMatchObject({
      status: 500,
      body: { ExceptionMessage: 'Between 1 and 100 orders are allowed.' },
    });
    expect(over({ overLimit: 'message' })).toMatchObject({
      status: 400,
      body: { Message: 'Between 1 and 100 orders are allowed.' },
    });
    expect(over({ overLimit: 'model-state' }).body.ModelState).toHaveProperty('apiOrders');
    expect(over({}).account.orders.size).toBe(0);
  });

  test('refuses all rows for one that cannot be bound, or by its switch that row alone', () => {
    const body = [someOrder(), someOrder({ orderKey: 'con-2:1', orderDate: 'soon' })];
    const all = ask(testAccount(), createMany, { body, breaks: 'request' });
    expect(all.status).toBe(400);
    expect(all.body.ModelState).toHaveProperty(['apiOrders[1].orderDate']);
    expect(all.account.orders.size).toBe(0);
    const kind = testAccount({ unboundRow: 'fails-alone', resultOrder: 'same' });
    const alone = ask(kind, createMany, { body, breaks: 'request' });
    expect(alone.body).toMatchObject({
      hasErrors: true,
      results: [{ success: true }, { orderKey: 'con-2:1', orderId: null, success: false }],
    });
    expect(alone.account.orders.size).toBe(1);
  });
});

describe('records that follow from orders', () => {
  test('an unknown SKU becomes a product, which then fills what later items leave out', () => {
    const first = { sku: 'MUG', name: 'Mug', quantity: 1, unitPrice: 8,
      weight: { value: 10, units: 'ounces' }, warehouseLocation: 'A-03-2' };
    const made = ask(testAccount(), create, { body: someOrder({ items: [first] }) });
    const { productId } = made.body.items[0];
    expect(made.account.products.get(productId)).toMatchObject({
      sku: 'MUG', name: 'Mug', price: 8, weightOz: 10, warehouseLocation: 'A-03-2',
    });
    const second = someOrder({
      orderKey: 'con-2:1', weight: null, items: [{ sku: 'MUG', name: 'Mug', quantity: 3 }],
    });
    const filled = ask(made.account, create, { body: second });
    expect(filled.account.products.size).toBe(1);
    expect(filled.body.items[0]).toMatchObject({
      productId, weight: { value: 10, units: 'ounces' }, warehouseLocation: 'A-03-2',
    });
    expect(filled.body.weight).toMatchObject({ value: 30, units: 'ounces' });
    const plain = ask(switched(made.account, { productDefaults: 'none' }), create, {
      body: second,
    });
    expect(plain.body).toMatchObject({ weight: null, items: [{ productId, weight: null }] });
  });

  test('carrier and service of a product fill an order that names none', () => {
    const made = ask(testAccount(), create, { body: someOrder() });
    const [productId = 0, product] = [...made.account.products][0] ?? [];
    if (product === undefined) throw new Error('The order made no product');
    const defaults = { defaultCarrierCode: 'dpd', defaultServiceCode: 'dpd_next_day' };
    const set = {
      ...made.account,
      products: new Map(made.account.products).set(productId, { ...product, ...defaults }),
    };
    const next = ask(set, create, { body: someOrder({ orderKey: 'con-2:1' }) });
    expect(next.body).toMatchObject({ carrierCode: 'dpd', serviceCode: 'dpd_next_day' });
  });

  test('a customer is one record for each username, and without one there is none', () => {
    const account = withOrders(testAccount(), { orderKey: 'a' }, { orderKey: 'b' });
    const [one, two] = ask(account, 'GET /orders').body.orders;
    expect(one.customerId).toBe(two.customerId);
    expect(account.customers.get(one.customerId)).toMatchObject({
      name: 'IMOGEN HARTLEY',
      addressVerified: 'Verified',
      marketplaceUsernames: [{ username: 'imogen@example.com' }],
    });
    const nameless = ask(account, create, {
      body: someOrder({ orderKey: 'c', customerUsername: null }),
    });
    expect(nameless.body.customerId).toBeNull();
    expect(nameless.account.customers.size).toBe(1);
  });

  test('an order number may stand on many orders', () => {
    const account = withOrders(testAccount(), { orderKey: 'a' }, { orderKey: 'b' });
    expect(ask(account, 'GET /orders', { query: { orderNumber: 'SO-1001' } }).body.total).toBe(2);
  });
});
