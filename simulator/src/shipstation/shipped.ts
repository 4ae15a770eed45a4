import type { Moment } from '../machine.ts';
import type { Account } from './account.ts';
import { shownOrder, withOrder } from './account.ts';
import { modifiedAt } from './modified.ts';
import { released } from './order-changes.ts';
import type { Order } from './shapes.ts';

/** When an order counts as shipped, and when no longer (shipstation.md 3.8, 3.9). */

const by = 'modifyOnLabel';

/** Whether goods of this order sit under a label that holds. */
export const hasLabel = (account: Account, orderId: number): boolean =>
  [...account.shipments.values()].some(
    ({ wire }) => wire.orderId === orderId && !wire.voided && !wire.isReturnLabel,
  );

const isSent = (account: Account, orderId: number): boolean =>
  hasLabel(account, orderId) ||
  [...account.fulfillments.values()].some((row) => row.orderId === orderId && !row.voided);

/**
 * Makes the order shipped now that a label or a mark stands for it. The parts of a split become
 * shipped together once each of them is sent (D 3.8), or each alone, as the switch says.
 */
export function shipped(account: Account, order: Order, now: Moment): Account {
  const isAlone = account.switches.splitShipped === 'each-part';
  const parts = isAlone ? [order] : partsOf(account, order);
  const isWaiting = (part: Order) =>
    part.orderStatus !== 'shipped' && part.orderStatus !== 'cancelled';
  if (parts.some((part) => isWaiting(part) && !isSent(account, part.orderId))) return account;
  return parts
    .filter((part) => isWaiting(part) || part.orderId === order.orderId)
    .reduce((before, part) => {
      const wire = { ...part, orderStatus: 'shipped', holdUntilDate: null } as const;
      return withOrder(before, { ...wire, modifyDate: modifiedAt(before, part, by, now) });
    }, account);
}

/** The order itself, and what was split off the same one (3.12). */
function partsOf(account: Account, order: Order): readonly Order[] {
  const root = order.advancedOptions.parentId ?? order.orderId;
  return [...account.orders.values()].flatMap(({ wire, isDeleted }) =>
    !isDeleted && (wire.orderId === root || wire.advancedOptions.parentId === root)
      ? [wire]
      : []);
}

/** An order that was shipped only by what was voided waits for shipment again. */
export function reopenIfBare(account: Account, orderId: number | null, now: Moment): Account {
  const order = orderId === null ? null : shownOrder(account, orderId);
  if (order === null || order.orderStatus !== 'shipped') return account;
  if (isSent(account, order.orderId)) return account;
  const modifyDate = modifiedAt(account, order, by, now);
  return withOrder(account, { ...released(order, now), shipDate: null, modifyDate });
}
