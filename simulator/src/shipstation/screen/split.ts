import type { Moment } from '../../machine.ts';
import type { Account } from '../account.ts';
import { shownOrder, withOrders } from '../account.ts';
import { pacificText, shortFraction } from '../pacific.ts';
import { totalOf } from '../render-order.ts';
import type { Order, OrderItem } from '../shapes.ts';
import type { Acted } from './acted.ts';
import { refusedBecause } from './acted.ts';

export type SplitLine = { readonly orderItemId: number; readonly quantity: number };

/**
 * Moves units of an order into a new one (shipstation.md 3.12). Both are marked mergedOrSplit
 * and share the orderKey; the part names the whole as its parent, and shows no amounts.
 */
export function splitOrder(
  account: Account,
  asked: { readonly orderId: number; readonly lines: readonly SplitLine[] },
  now: Moment,
): Acted {
  const order = shownOrder(account, asked.orderId);
  if (order === null) return refusedBecause('ShipStation shows no such order.');
  if (order.orderStatus !== 'awaiting_shipment' && order.orderStatus !== 'on_hold') {
    return refusedBecause(`The order is ${order.orderStatus}.`);
  }
  const moved = unitsMoved(order, asked.lines);
  if (moved === null) return refusedBecause('The order has no such units.');
  const stays = unitsLeft(order, moved);
  if (stays.length === 0) return refusedBecause('Nothing would stay in the order.');
  const modifyDate = pacificText(now);
  const part = partOf(account, order, moved, modifyDate);
  const rest: Order = {
    ...order,
    items: stays,
    advancedOptions: { ...order.advancedOptions, mergedOrSplit: true },
    modifyDate,
  };
  const { lastId } = account;
  const item = lastId.item + part.items.length;
  return {
    is: 'done',
    account: withOrders({ ...account, lastId: { ...lastId, order: part.orderId, item } },
      [rest, part]),
    orderIds: [part.orderId],
  };
}

function partOf(
  account: Account,
  order: Order,
  moved: readonly OrderItem[],
  now: string,
): Order {
  const { splitNumber, splitAmounts } = account.switches;
  const parentId = order.advancedOptions.parentId ?? order.orderId;
  const items = moved.map((item, index) => ({
    ...item,
    orderItemId: account.lastId.item + index + 1,
    modifyDate: shortFraction(now),
  }));
  const none = { amountPaid: 0, taxAmount: 0, shippingAmount: 0 };
  return {
    ...order,
    ...none,
    orderId: account.lastId.order + 1,
    orderNumber: splitNumber === 'suffix' ? suffixed(account, parentId) : order.orderNumber,
    items,
    orderTotal: splitAmounts === 'zero' ? 0 : totalOf(items, none),
    createDate: now,
    modifyDate: now,
    advancedOptions: { ...order.advancedOptions, mergedOrSplit: true, mergedIds: [], parentId },
  };
}

/** `-1` for the first part, and so on; the parts of a part are counted with the whole. */
function suffixed(account: Account, parentId: number): string {
  const whole = account.orders.get(parentId)?.wire.orderNumber ?? String(parentId);
  const parts = [...account.orders.values()].filter(
    ({ wire }) => wire.advancedOptions.parentId === parentId,
  );
  return `${whole}-${parts.length + 1}`;
}

function unitsMoved(order: Order, lines: readonly SplitLine[]): readonly OrderItem[] | null {
  const moved: OrderItem[] = [];
  for (const { orderItemId, quantity } of lines) {
    const item = order.items.find((one) => one.orderItemId === orderItemId);
    if (item === undefined || quantity < 1 || quantity > item.quantity) return null;
    moved.push({ ...item, quantity });
  }
  return moved.length === 0 ? null : moved;
}

const unitsLeft = (order: Order, moved: readonly OrderItem[]): readonly OrderItem[] =>
  order.items.flatMap((item) => {
    const gone = moved
      .filter((one) => one.orderItemId === item.orderItemId)
      .reduce((sum, one) => sum + one.quantity, 0);
    return gone >= item.quantity ? [] : [{ ...item, quantity: item.quantity - gone }];
  });
