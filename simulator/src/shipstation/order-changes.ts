import type { Answer, Moment } from '../machine.ts';
import type { Account, OrderRow } from './account.ts';
import { shownOrder, withOrder } from './account.ts';
import { notFound, outcome, ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import { modifiedAt } from './modified.ts';
import { holdBody, orderIdBody } from './order-body.ts';
import { pacificDate, pacificText } from './pacific.ts';
import { removeOrder } from './screen/edit.ts';
import type { Order } from './shapes.ts';

/** Changes of one order by the API other than createorder. */
type Told = { readonly account: Account; readonly answer: Answer };

const orderNotFound = (account: Account): Told => ({
  account,
  answer: notFound('Order not found'),
});

/** DELETE is soft: the row stays, nobody is shown it again, its key stays taken. */
export function deleteOrder(account: Account, orderId: number, now: Moment): Told {
  const removed = removeOrder(account, orderId, now);
  return removed.is === 'done'
    ? { account: removed.account, answer: outcome('The order has been deleted.') }
    : orderNotFound(account);
}

export function holdUntil(account: Account, body: string, now: Moment): Told {
  const bound = bind(holdBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const order = shownOrder(account, bound.value.orderId);
  if (order === null) return orderNotFound(account);
  if (order.orderStatus !== 'awaiting_shipment' && order.orderStatus !== 'on_hold') {
    return { account, answer: ruleProblem(`The order is ${order.orderStatus}.`) };
  }
  const held: Order = {
    ...order,
    orderStatus: 'on_hold',
    holdUntilDate: bound.value.holdUntilDate.slice(0, 10),
    modifyDate: modifiedAt(account, order, 'modifyOnHold', now),
  };
  return { account: withOrder(account, held), answer: outcome('The order is now on hold.') };
}

export function restoreFromHold(account: Account, body: string, now: Moment): Told {
  const bound = bind(orderIdBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const order = shownOrder(account, bound.value.orderId);
  if (order === null) return orderNotFound(account);
  if (order.orderStatus !== 'on_hold') {
    return { account, answer: ruleProblem('The order is not on hold.') };
  }
  const answer = outcome('The requested order has been restored from hold.');
  return { account: withOrder(account, lifted(account, order, now)), answer };
}

/** Waiting for shipment again; whether that moves modifyDate nobody knows. */
const lifted = (account: Account, order: Order, now: Moment): Order => ({
  ...released(order, now),
  modifyDate: modifiedAt(account, order, 'modifyOnHold', now),
});

/** As it was before the hold, or before it was shipped. */
export const released = (order: Order, now: Moment): Order => ({
  ...order,
  orderStatus: 'awaiting_shipment',
  holdUntilDate: null,
  modifyDate: pacificText(now),
});

/** The service lifts a hold by itself when its date arrives (1, fact 10). */
export function liftDueHolds(account: Account, now: Moment): Account {
  const today = pacificDate(now);
  let orders: Map<number, OrderRow> | null = null;
  for (const [orderId, row] of account.orders) {
    const { holdUntilDate, orderStatus } = row.wire;
    if (row.isDeleted || orderStatus !== 'on_hold' || holdUntilDate === null) continue;
    if (holdUntilDate > today) continue;
    orders ??= new Map(account.orders);
    orders.set(orderId, { ...row, wire: lifted(account, row.wire, now) });
  }
  return orders === null ? account : { ...account, orders };
}
