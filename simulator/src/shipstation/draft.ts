import type { Account, OrderRow } from './account.ts';
import type { Customer } from './customers.ts';
import type { OrderWork } from './order-work.ts';
import type { Product } from './products.ts';
import type { Order } from './shapes.ts';

/**
 * An account being written by one call. Each index is copied at most once, at the end, and only
 * if the call wrote to it: with many thousand orders a copy a row would be felt.
 */
export type Draft = {
  readonly account: Account;
  readonly orders: Layer<number, OrderRow>;
  readonly orderIdByKey: Layer<string, number>;
  readonly products: Layer<number, Product>;
  readonly productIdBySku: Layer<string, number>;
  readonly customers: Layer<number, Customer>;
  readonly customerIdByUsername: Layer<string, number>;
  readonly work: OrderWork[];
  lastId: Account['lastId'];
};

/** What was written, over what was there before. */
export type Layer<Key, Value> = {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
  /** Old keys in their places, then the new ones. */
  readonly keys: () => ReadonlySet<Key>;
  /** The new index, or the old one itself when nothing was written. */
  readonly merged: () => ReadonlyMap<Key, Value>;
};

function over<Key, Value>(before: ReadonlyMap<Key, Value>): Layer<Key, Value> {
  const written = new Map<Key, Value>();
  return {
    get: (key) => written.get(key) ?? before.get(key),
    set: (key, value) => {
      written.set(key, value);
    },
    keys: () => new Set([...before.keys(), ...written.keys()]),
    merged: () => {
      if (written.size === 0) return before;
      const whole = new Map(before);
      for (const [key, value] of written) whole.set(key, value);
      return whole;
    },
  };
}

export const openDraft = (account: Account): Draft => ({
  account,
  orders: over(account.orders),
  orderIdByKey: over(account.orderIdByKey),
  products: over(account.products),
  productIdBySku: over(account.productIdBySku),
  customers: over(account.customers),
  customerIdByUsername: over(account.customerIdByUsername),
  work: [],
  lastId: account.lastId,
});

export const closeDraft = (draft: Draft): Account => ({
  ...draft.account,
  orders: draft.orders.merged(),
  orderIdByKey: draft.orderIdByKey.merged(),
  products: draft.products.merged(),
  productIdBySku: draft.productIdBySku.merged(),
  customers: draft.customers.merged(),
  customerIdByUsername: draft.customerIdByUsername.merged(),
  orderWork: [...draft.account.orderWork, ...draft.work],
  lastId: draft.lastId,
});

/** The order as it is now; whatever else is known of its row stays. */
export function putOrder(draft: Draft, wire: Order): void {
  const row = draft.orders.get(wire.orderId);
  draft.orders.set(wire.orderId, { ...row, wire, isDeleted: false });
}

/** A number that no order, item and so on has had. */
export function takeId(draft: Draft, kind: 'order' | 'item' | 'product' | 'customer'): number {
  const next = draft.lastId[kind] + 1;
  draft.lastId = { ...draft.lastId, [kind]: next };
  return next;
}
