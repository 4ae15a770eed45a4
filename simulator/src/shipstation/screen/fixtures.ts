import type { Account } from '../account.ts';
import type { Order } from '../shapes.ts';
import type { Acted } from './acted.ts';

/** The account after the act; a refusal fails the test with its reason. */
export function done(acted: Acted): Account {
  if (acted.is === 'refused') throw new Error(acted.why);
  return acted.account;
}

/** The order with this id as it stands, also one that nobody is shown any more. */
export function orderOf(account: Account, orderId: number | undefined): Order {
  const row = orderId === undefined ? undefined : account.orders.get(orderId);
  if (row === undefined) throw new Error(`The account has no order ${orderId}`);
  return row.wire;
}

/** Ids in the order of creation. */
export const idsOf = (account: Account): readonly number[] => [...account.orders.keys()];
