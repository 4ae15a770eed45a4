import { describe, expect, test } from 'vitest';
import { ask, firstOrderId, noon, someOrder, testAccount, withOrders } from './fixtures.ts';

const create = 'POST /orders/createorder';
const createMany = 'POST /orders/createorders';

const byKey = (a: { orderKey: string }, b: { orderKey: string }) =>
  a.orderKey.localeCompare(b.orderKey);

describe('a new order', () => {
  test('comes back whole, with every documented field and an id above 2^31', () => {
    const made = ask(testAccount(), create, { body: someOrder() });
    expect(made.status).toBe(200);
    expect(Object.keys(made.body)).toEqual(documentedOrderFields);
    expect(Object.keys(made.body.items[0])).toEqual(documentedItemFields);
    expect(made.body.orderId).toBeGreaterThan(2 ** 31);
    expect(made.body.createDate).toBe('2026-11-20T12:00:00.0000000');
    expect(made.body.items[0].createDate).toBe('2026-11-20T12:00:00');
    expect(made.body.orderDate).toBe('2026-11-20T10:00:00.0000000');
  });

  test('has its total computed and its address rewritten', () => {
    const { body } = ask(testAccount(), create, { body: someOrder({ shippingAmount: 4.5 }) });
    expect(body.orderTotal).toBe(44.48);
    expect(body.shipTo).toMatchObject({
      name: 'IMOGEN HARTLEY',
      postalCode: 'BS1 5TT',
      addressVerified: 'Address validated successfully',
    });
    expect(body.billTo.name).toBe('Imogen Hartley');
  });

  test('keeps an address that cannot be checked and says so', () => {
    const shipTo = { name: 'Imogen Hartley', country: 'GB' };
    const { body } = ask(testAccount(), create, { body: someOrder({ shipTo }) });
    expect(body.shipTo).toMatchObject({
      name: 'Imogen Hartley',
      addressVerified: 'Address validation failed',
    });
  });

  test('goes to the first manual store unless told otherwise', () => {
    const made = ask(testAccount(), create, { body: someOrder() });
    expect(made.body.advancedOptions.storeId).toBe(98_765);
  });

  test('without a key is new each time it is sent', () => {
    const body = someOrder({ orderKey: null });
    const first = ask(testAccount(), create, { body });
    const second = ask(first.account, create, { body });
    expect(second.body.orderId).not.toBe(first.body.orderId);
    expect(second.body.orderKey).not.toBe(first.body.orderKey);
    expect(second.account.orders.size).toBe(2);
  });
});

describe('an order that exists and is open', () => {
  test('is replaced whole by its key: what is left out is gone', () => {
    const before = withOrders(testAccount(), { internalNotes: 'fragile', tagIds: [31_041] });
    const items = [{ lineItemKey: 'con-1:1:2', sku: 'MUG', name: 'Mug', quantity: 1 }];
    const after = ask(before, create, { body: someOrder({ items }), now: noon + 60_000 });
    expect(after.account.orders.size).toBe(1);
    expect(after.body).toMatchObject({ internalNotes: null, tagIds: null });
    expect(after.body.items).toHaveLength(1);
    expect(after.body.items[0].lineItemKey).toBe('con-1:1:2');
    expect(after.body.createDate).toBe('2026-11-20T12:00:00.0000000');
    expect(after.body.modifyDate).toBe('2026-11-20T12:01:00.0000000');
  });

  test('is found by orderId before its key, and keeps its key and store', () => {
    const before = withOrders(testAccount(), {}, { orderNumber: 'SO-1002', orderKey: 'con-2:1' });
    const orderId = firstOrderId(before);
    const body = someOrder({
      orderId,
      orderKey: 'con-2:1',
      orderNumber: 'SO-1001-A',
      advancedOptions: { storeId: 98_766 },
    });
    const after = ask(before, create, { body });
    expect(after.body).toMatchObject({ orderId, orderKey: 'con-1:1', orderNumber: 'SO-1001-A' });
    expect(after.body.advancedOptions.storeId).toBe(98_765);
    expect(after.account.orders.size).toBe(2);
  });

  test('on hold counts as open, and the body may lift the hold', () => {
    const before = withOrders(testAccount(), { orderStatus: 'on_hold' });
    expect(ask(before, create, { body: someOrder() }).body.orderStatus).toBe('awaiting_shipment');
  });
});

describe('an order that is shipped, cancelled or deleted', () => {
  const cancelled = withOrders(testAccount(), { orderStatus: 'cancelled' });
  const changed = someOrder({ orderNumber: 'SO-9' });

  test('is locked: by default the answer is 200 with the unchanged order', () => {
    const told = ask(cancelled, create, { body: changed });
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({ orderNumber: 'SO-1001', orderStatus: 'cancelled' });
  });

  test('is locked: the other reading answers 400', () => {
    const strict = {
      ...cancelled,
      switches: { ...cancelled.switches, lockedAnswer: 'refused' },
    } as const;
    expect(ask(strict, create, { body: changed }).status).toBe(400);
  });

  test('fails its own row in a batch', () => {
    const told = ask(cancelled, createMany, { body: [changed] });
    expect(told.body.results[0]).toMatchObject({
      success: false,
      errorMessage: 'The order is cancelled and cannot be updated.',
    });
  });

  test('answers 404 by id and by key once it is deleted', () => {
    const before = withOrders(testAccount(), {});
    const orderId = firstOrderId(before);
    const gone = ask(before, `DELETE /orders/${orderId}`);
    expect(gone.body.success).toBe(true);
    expect(ask(gone.account, `GET /orders/${orderId}`).status).toBe(404);
    expect(ask(gone.account, create, { body: someOrder() }).status).toBe(404);
    expect(ask(gone.account, 'GET /orders').body.total).toBe(0);
  });
});

describe('a batch', () => {
  test('answers row by row, and one bad row spoils no other', () => {
    const told = ask(testAccount(), createMany, {
      body: [
        someOrder(),
        someOrder({ orderKey: 'con-2:1', carrierCode: 'dpd', serviceCode: 'nope' }),
        someOrder({ orderKey: 'con-3:1' }),
      ],
    });
    expect(told.status).toBe(200);
    expect(told.body.hasErrors).toBe(true);
    expect(told.body.results.toSorted(byKey)).toEqual([
      expect.objectContaining({ orderKey: 'con-1:1', success: true, errorMessage: null }),
      {
        orderId: null,
        orderNumber: 'SO-1001',
        orderKey: 'con-2:1',
        success: false,
        errorMessage: 'Invalid serviceCode',
      },
      expect.objectContaining({ orderKey: 'con-3:1', success: true }),
    ]);
    expect(told.account.orders.size).toBe(2);
  });

  test('with the same key twice makes one order', () => {
    const told = ask(testAccount(), createMany, { body: [someOrder(), someOrder()] });
    expect(told.body.results[0].orderId).toBe(told.body.results[1].orderId);
    expect(told.account.orders.size).toBe(1);
  });

  test('takes 100 orders and refuses 101', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => someOrder({ orderKey: `con-${index}:1` }));
    const full = ask(testAccount(), createMany, { body: rows(100) });
    expect(full.body.hasErrors).toBe(false);
    expect(full.account.orders.size).toBe(100);
    const over = ask(testAccount(), createMany, { body: rows(101), breaks: 'request' });
    expect(over.status).toBe(500);
  });
});

describe('a body that the model binder refuses', () => {
  test.each([
    ['an array for one order', create, [someOrder()], 'apiOrder'],
    ['an object for many', createMany, someOrder(), 'apiOrders.orderNumber'],
    ['no order date', create, someOrder({ orderDate: undefined }), 'apiOrder.orderDate'],
    ['a date that is none', create, someOrder({ orderDate: '2026-13-01' }), 'apiOrder.orderDate'],
    ['an unknown status', create, someOrder({ orderStatus: 'done' }), 'apiOrder.orderStatus'],
    ['a boolean as 1', create, someOrder({ gift: 1 }), 'apiOrder.gift'],
    ['text that is no JSON', create, '{"orderNumber":', 'apiOrder'],
    [
      'an item without a name',
      createMany,
      [someOrder({ items: [{ quantity: 1 }] })],
      'apiOrders[0].items[0].name',
    ],
  ])('%s', (_case, name, body, key) => {
    const told = ask(testAccount(), name, { body, breaks: 'request' });
    expect(told.status).toBe(400);
    expect(told.body.Message).toBe('The request is invalid.');
    expect(Object.keys(told.body.ModelState)).toContain(key);
    expect(told.account.orders.size).toBe(0);
  });

  test('but a boolean and a number as text pass', () => {
    const told = ask(testAccount(), create, {
      body: someOrder({ gift: 'True', amountPaid: '4.5' }),
      breaks: 'request',
    });
    expect(told.body).toMatchObject({ gift: true, amountPaid: 4.5 });
  });

  test.each([
    [{ carrierCode: 'dpd' }, 'Invalid serviceCode'],
    [{ carrierCode: 'dpd', serviceCode: 'dpd_by_12', packageCode: 'crate' }, 'Invalid packageCode'],
  ])('a choice of carrier that does not fit: %j', (change, message) => {
    const told = ask(testAccount(), create, { body: someOrder(change) });
    expect([told.status, told.body]).toEqual([400, { Message: message }]);
  });
});

const documentedOrderFields = (
  'orderId orderNumber orderKey orderDate createDate modifyDate paymentDate shipByDate ' +
  'orderStatus customerId customerUsername customerEmail billTo shipTo items orderTotal ' +
  'amountPaid taxAmount shippingAmount customerNotes internalNotes gift giftMessage ' +
  'paymentMethod requestedShippingService carrierCode serviceCode packageCode confirmation ' +
  'shipDate holdUntilDate weight dimensions insuranceOptions internationalOptions ' +
  'advancedOptions tagIds userId externallyFulfilled externallyFulfilledBy ' +
  'externallyFulfilledById externallyFulfilledByName labelMessages'
).split(' ');

const documentedItemFields = (
  'orderItemId lineItemKey sku name imageUrl weight quantity unitPrice taxAmount ' +
  'shippingAmount warehouseLocation options productId fulfillmentSku adjustment upc ' +
  'createDate modifyDate'
).split(' ');
