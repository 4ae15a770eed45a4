import type { Account, Switches } from './account.ts';
import { carrierProblem, storeIds } from './catalogue.ts';
import type { Draft } from './draft.ts';
import type { OrderBody } from './order-body.ts';
import type { Order } from './shapes.ts';

/** Which order a body means, and whether it may be written (shipstation.md 3.7, 3.12). */
export type Target =
  | { readonly is: 'new' }
  | { readonly is: 'open'; readonly order: Order }
  | { readonly is: 'locked'; readonly order: Order }
  | { readonly is: 'gone' }
  | { readonly is: 'refused'; readonly message: string };

const refused = (message: string) => ({ is: 'refused', message }) as const;

export function targetOf(draft: Draft, body: OrderBody): Target {
  const { switches, faults } = draft.account;
  if (faults.refuseOrders.includes(body.orderNumber)) {
    return refused('The order could not be saved.');
  }
  const problem = carrierProblem(body) ?? placeProblem(body, draft.account);
  if (problem !== null) return refused(problem);
  const meant = meantBy(draft, body);
  if (meant.is !== 'open') {
    const isOfChannel = meant.is === 'new' && body.advancedOptions?.storeId === storeIds.connected;
    return isOfChannel && switches.connectedStore === 'refused'
      ? refused('Orders of this store are imported.')
      : meant;
  }
  if (!isOpen(meant.order, switches)) return { is: 'locked', order: meant.order };
  const storeId = body.advancedOptions?.storeId ?? null;
  const isMove = storeId !== null && storeId !== meant.order.advancedOptions.storeId;
  return isMove && switches.storeOnUpdate === 'refused'
    ? refused('The store of an order cannot be changed.')
    : meant;
}

function isOpen({ orderStatus }: Order, switches: Switches): boolean {
  if (orderStatus === 'pending_fulfillment') return switches.pendingFulfillment === 'open';
  return ['awaiting_payment', 'awaiting_shipment', 'on_hold'].includes(orderStatus);
}

function meantBy(draft: Draft, body: OrderBody): Exclude<Target, { is: 'locked' }> {
  if (body.orderId !== null) {
    const order = shown(draft, body.orderId);
    if (order === null) return { is: 'gone' };
    const lacksKey = body.orderKey === null && partsOf(draft, order).length > 1;
    return lacksKey && draft.account.switches.splitByIdAlone === 'refused'
      ? refused('A split order needs orderId and orderKey.')
      : { is: 'open', order };
  }
  const holder = body.orderKey ? draft.orderIdByKey.get(body.orderKey) : undefined;
  if (holder === undefined) return { is: 'new' };
  const wire = draft.orders.get(holder)?.wire;
  // The key of a deleted, combined or moved order stays taken, and leads nowhere.
  if (wire === undefined) return { is: 'gone' };
  const parts = partsOf(draft, wire);
  return parts.length > 1 ? partMeant(parts, draft.account.switches) : openOrGone(parts[0]);
}

const openOrGone = (order: Order | undefined) =>
  order === undefined ? ({ is: 'gone' } as const) : ({ is: 'open', order } as const);

/** The key alone no longer names one order (section 1, fact 4). */
function partMeant(parts: readonly Order[], switches: Switches) {
  const choice = switches.splitByKeyAlone;
  if (choice === 'refused') return refused('A split order needs orderId and orderKey.');
  if (choice === 'new-order') return { is: 'new' } as const;
  return openOrGone(choice === 'newest-part' ? parts.at(-1) : parts[0]);
}

const shown = (draft: Draft, orderId: number): Order | null => {
  const row = draft.orders.get(orderId);
  return row === undefined || row.isDeleted ? null : row.wire;
};

/** The shown orders that share the key, the oldest first; without a split the order alone. */
function partsOf(draft: Draft, order: Order): readonly Order[] {
  const { mergedOrSplit } = order.advancedOptions;
  const isAlone = shown(draft, order.orderId);
  if (!mergedOrSplit) return isAlone === null ? [] : [isAlone];
  return [...draft.orders.keys()].flatMap((orderId) => {
    const wire = shown(draft, orderId);
    return wire?.orderKey === order.orderKey ? [wire] : [];
  });
}

function placeProblem(body: OrderBody, account: Account): string | null {
  if (account.switches.unknownPlace === 'replaced') return null;
  const storeId = body.advancedOptions?.storeId ?? null;
  const warehouseId = body.advancedOptions?.warehouseId ?? null;
  if (storeId !== null && !isStore(account, storeId)) return 'Invalid storeId';
  return warehouseId !== null && !isWarehouse(account, warehouseId) ? 'Invalid warehouseId' : null;
}

export const isStore = ({ stores }: Account, id: number): boolean => stores.has(id);
export const isWarehouse = ({ warehouses }: Account, id: number): boolean =>
  warehouses.get(id)?.isDeleted === false;
