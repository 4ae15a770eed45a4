import { describe, expect, test } from 'vitest';
import { ask, noon, someOrder, switched, testAccount, withOrders } from '../fixtures.ts';
import { done, idsOf, orderOf } from './fixtures.ts';
import { splitOrder } from './split.ts';

const later = noon + 60_000;
const create = 'POST /orders/createorder';

const items = [
  { lineItemKey: 'line-1', sku: 'TEE-BLK-M', name: 'T-shirt', quantity: 3, unitPrice: 20 },
  { lineItemKey: 'line-2', sku: 'MUG', name: 'Mug', quantity: 1, unitPrice: 8 },
];
const whole = withOrders(testAccount(), { items, amountPaid: 68, shippingAmount: 5 });
const [wholeId = 0] = idsOf(whole);
const [shirts, mug] = orderOf(whole, wholeId).items;
const split = (account = whole, orderId = wholeId, line = shirts, quantity = 2) =>
  splitOrder(
    account,
    { orderId, lines: [{ orderItemId: line?.orderItemId ?? 0, quantity }] },
    later,
  );

const twoParts = done(split());
const partId = idsOf(twoParts).at(-1) ?? 0;

describe('a split by a person', () => {
  test('moves units into a part with a parent, the same orderKey and lineItemKey', () => {
    const part = orderOf(twoParts, partId);
    expect(part).toMatchObject({ orderKey: 'con-1:1', orderStatus: 'awaiting_shipment' });
    expect(part.advancedOptions).toMatchObject({ parentId: wholeId, mergedOrSplit: true });
    expect(part.items.map((item) => [item.lineItemKey, item.quantity])).toEqual([['line-1', 2]]);
    const rest = orderOf(twoParts, wholeId);
    expect(rest.advancedOptions).toMatchObject({ parentId: null, mergedOrSplit: true });
    expect(rest.items.map((item) => item.quantity)).toEqual([1, 1]);
    expect([rest.modifyDate, part.modifyDate]).toEqual(
      Array.from({ length: 2 }, () => '2026-11-20T12:01:00.0000000'));
  });

  test('shows amounts of 0 on the part, or by its switch the worth of its items', () => {
    const amounts = { orderTotal: 0, amountPaid: 0, taxAmount: 0, shippingAmount: 0 };
    expect(orderOf(twoParts, partId)).toMatchObject(amounts);
    const own = done(split(switched(whole, { splitAmounts: 'own' })));
    expect(orderOf(own, partId)).toMatchObject({ ...amounts, orderTotal: 40 });
  });

  test('gives the part the same number, or by its switch -1 and then -2', () => {
    expect(orderOf(twoParts, partId).orderNumber).toBe('SO-1001');
    const suffixed = switched(whole, { splitNumber: 'suffix' });
    const first = done(split(suffixed, wholeId, shirts, 1));
    const second = done(split(first, wholeId, mug, 1));
    expect([...second.orders.values()].map((row) => row.wire.orderNumber)).toEqual(
      ['SO-1001', 'SO-1001-1', 'SO-1001-2']);
  });

  test('of a part names the whole as the parent, not the part', () => {
    const part = orderOf(twoParts, partId);
    const again = done(split(twoParts, partId, part.items[0], 1));
    const last = idsOf(again).at(-1);
    expect(orderOf(again, last).advancedOptions.parentId).toBe(wholeId);
  });

  test('is not done to what is shipped, to units that are not there, or to everything', () => {
    const shipped = withOrders(testAccount(), { orderStatus: 'shipped' });
    const [shippedId] = idsOf(shipped);
    expect(split(shipped, shippedId)).toEqual({ is: 'refused', why: 'The order is shipped.' });
    expect(split(whole, wholeId, shirts, 4).is).toBe('refused');
    expect(split(whole, 1).is).toBe('refused');
    const lines = [shirts, mug].flatMap((item) =>
      item === undefined ? [] : [{ orderItemId: item.orderItemId, quantity: item.quantity }]);
    expect(splitOrder(whole, { orderId: wholeId, lines }, later)).toEqual({
      is: 'refused',
      why: 'Nothing would stay in the order.',
    });
  });

  test('is seen by the list of orders only: two rows under one number', () => {
    const told = ask(twoParts, 'GET /orders', { query: { orderNumber: 'SO-1001' }, now: later });
    expect(told.body.orders.map((order: { orderId: number }) => order.orderId)).toEqual(
      [wholeId, partId]);
  });
});

describe('an update of a split order', () => {
  const update = (change: Record<string, unknown>, account = twoParts) =>
    ask(account, create, { body: someOrder({ items, ...change }), now: later + 60_000 });
  const units = (account: typeof twoParts, orderId: number) =>
    orderOf(account, orderId).items.reduce((sum, item) => sum + item.quantity, 0);

  test('by its key alone overwrites the newest part, which then doubles the goods', () => {
    const told = update({});
    expect(told.body.orderId).toBe(partId);
    expect(units(told.account, wholeId) + units(told.account, partId)).toBe(6);
  });

  test('by its key alone may also hit the oldest part, make a new order, or be refused', () => {
    const by = (splitByKeyAlone: 'oldest-part' | 'new-order' | 'refused') =>
      update({}, switched(twoParts, { splitByKeyAlone }));
    expect(by('oldest-part').body.orderId).toBe(wholeId);
    expect(by('new-order').body.orderId).toBeGreaterThan(partId);
    expect(by('refused').status).toBe(400);
  });

  test('by its id alone is refused, or by its switch done', () => {
    const byId = { orderId: wholeId, orderKey: null };
    expect(update(byId).status).toBe(400);
    const kind = switched(twoParts, { splitByIdAlone: 'updated' });
    expect(update(byId, kind).body.orderId).toBe(wholeId);
  });

  test('by both hits that part and leaves it a part', () => {
    const told = update({ orderId: partId, items: [items[1]] });
    expect(told.body.advancedOptions).toMatchObject({ parentId: wholeId, mergedOrSplit: true });
    expect(units(told.account, wholeId)).toBe(2);
    expect(units(told.account, partId)).toBe(1);
  });

  test('by its key finds the one part that is left after the others were deleted', () => {
    const rest = ask(twoParts, `DELETE /orders/${wholeId}`).account;
    expect(update({}, rest).body.orderId).toBe(partId);
  });
});
