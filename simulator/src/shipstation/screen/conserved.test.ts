import { expect, test } from 'vitest';
import { chanceBelow } from '../../chance.ts';
import type { Account } from '../account.ts';
import { ask, noon, testAccount, withOrders } from '../fixtures.ts';
import type { Acted } from './acted.ts';
import { combineOrders, uncombineOrder } from './combine.ts';
import { splitOrder } from './split.ts';

const start = withOrders(
  testAccount(),
  ...['a', 'b', 'c'].map((name) => ({
    orderNumber: name,
    orderKey: name,
    items: [1, 2].map((line) => ({
      lineItemKey: `${name}:${line}`, sku: `${name}${line}`, name: 'Thing', quantity: line * 3,
    })),
  })),
);

/** Units by lineItemKey, over all orders that the API shows. */
function unitsShown(account: Account): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const { wire, isDeleted } of account.orders.values()) {
    if (isDeleted) continue;
    for (const { lineItemKey, quantity } of wire.items) {
      units[lineItemKey ?? ''] = (units[lineItemKey ?? ''] ?? 0) + quantity;
    }
  }
  return units;
}

/** One act drawn from the seed, on orders drawn from those that are shown. */
function someAct(account: Account, seed: number, step: number): Acted {
  const draw = (name: string, limit: number) => chanceBelow(seed, name, step, limit);
  const shown = [...account.orders.values()].filter((row) => !row.isDeleted);
  const first = shown[draw('first', shown.length)]?.wire;
  const second = shown[draw('second', shown.length)]?.wire;
  const item = first?.items[draw('item', first.items.length)];
  if (first === undefined || second === undefined || item === undefined) {
    throw new Error('No order is left');
  }
  const act = draw('act', 4);
  if (act === 0) return combineOrders(account, [first.orderId, second.orderId], noon + step);
  if (act === 1) return uncombineOrder(account, first.orderId, noon + step);
  const quantity = 1 + draw('quantity', item.quantity);
  const lines = [{ orderItemId: item.orderItemId, quantity }];
  return splitOrder(account, { orderId: first.orderId, lines }, noon + step);
}

test('no unit is lost or doubled, however people split, combine and take it back', () => {
  const units = unitsShown(start);
  let done = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    let account = start;
    for (let step = 0; step < 25; step += 1) {
      const acted = someAct(account, seed, step);
      if (acted.is === 'refused') continue;
      done += 1;
      account = acted.account;
      expect(unitsShown(account), `seed ${seed}, step ${step}`).toEqual(units);
    }
    const told = ask(account, 'GET /orders');
    const ids = told.body.orders.flatMap((order: { items: { orderItemId: number }[] }) =>
      order.items.map((item) => item.orderItemId));
    expect(new Set(ids).size, `seed ${seed}`).toBe(ids.length);
  }
  expect(done).toBeGreaterThan(400);
});
