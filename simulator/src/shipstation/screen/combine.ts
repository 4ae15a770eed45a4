import type { Moment } from '../../machine.ts';
import type { Account } from '../account.ts';
import { shownOrder } from '../account.ts';
import { pacificText } from '../pacific.ts';
import type { Order } from '../shapes.ts';
import type { Acted } from './acted.ts';
import { refusedBecause } from './acted.ts';

/**
 * Puts orders of one address into the first of them (shipstation.md 3.12). The others vanish
 * from the API; their items, with their own lineItemKeys, are all that tells of them.
 */
export function combineOrders(
  account: Account,
  orderIds: readonly number[],
  now: Moment,
): Acted {
  const [survivor, ...losers] = [...new Set(orderIds)].flatMap(
    (orderId) => shownOrder(account, orderId) ?? []);
  if (survivor === undefined || losers.length === 0) {
    return refusedBecause('Two orders or more that ShipStation shows are needed.');
  }
  const all = [survivor, ...losers];
  const other = all.find((order) => order.orderStatus !== 'awaiting_shipment');
  if (other !== undefined) {
    return refusedBecause(`Order ${other.orderNumber} is ${other.orderStatus}.`);
  }
  if (losers.some((order) => addressOf(order) !== addressOf(survivor))) {
    return refusedBecause('The orders go to different addresses.');
  }
  const orders = new Map(account.orders);
  const modifyDate = pacificText(now);
  for (const loser of losers) {
    const row = { ...orders.get(loser.orderId), wire: { ...loser, modifyDate } };
    orders.set(loser.orderId, { ...row, isDeleted: true, swallowedBy: survivor.orderId });
  }
  orders.set(survivor.orderId, {
    ...orders.get(survivor.orderId),
    wire: combined(survivor, losers, modifyDate),
    isDeleted: false,
  });
  return { is: 'done', account: { ...account, orders }, orderIds: [survivor.orderId] };
}

/** Takes a combine back, as the screen can [h-comb]: the swallowed orders are there again. */
export function uncombineOrder(account: Account, orderId: number, now: Moment): Acted {
  const survivor = shownOrder(account, orderId);
  const lost = [...account.orders.values()].filter((row) => row.swallowedBy === orderId);
  if (survivor === null || lost.length === 0) {
    return refusedBecause('ShipStation shows no such combined order.');
  }
  if (survivor.orderStatus !== 'awaiting_shipment') {
    return refusedBecause(`The order is ${survivor.orderStatus}.`);
  }
  const isWhole = lost.every((row) => row.wire.items.every((item) =>
    survivor.items.some((one) =>
      one.orderItemId === item.orderItemId && one.quantity === item.quantity)));
  const foreign = lost.reduce((sum, row) => sum + row.wire.items.length, 0);
  if (!isWhole || survivor.items.length <= foreign) {
    return refusedBecause('Items of the combined order were split off or changed.');
  }
  const orders = new Map(account.orders);
  const modifyDate = pacificText(now);
  for (const { swallowedBy: _survivor, ...row } of lost) {
    orders.set(row.wire.orderId, { ...row, wire: { ...row.wire, modifyDate }, isDeleted: false });
  }
  orders.set(orderId, {
    ...orders.get(orderId),
    wire: {
      ...parted(survivor, lost.map((row) => row.wire), hasParts(account, survivor)),
      modifyDate,
    },
    isDeleted: false,
  });
  const orderIds = [orderId, ...lost.map((row) => row.wire.orderId)];
  return { is: 'done', account: { ...account, orders }, orderIds };
}

const addressOf = ({ shipTo }: Order): string =>
  JSON.stringify([
    shipTo.name, shipTo.street1, shipTo.street2, shipTo.city, shipTo.postalCode, shipTo.country,
  ]).toLowerCase();

const amounts = ['orderTotal', 'amountPaid', 'taxAmount', 'shippingAmount'] as const;

function combined(survivor: Order, losers: readonly Order[], modifyDate: string): Order {
  return {
    ...survivor,
    ...summed(survivor, losers, 1),
    items: [survivor, ...losers].flatMap((order) => order.items),
    weight: totalWeight([survivor, ...losers]),
    advancedOptions: {
      ...survivor.advancedOptions,
      mergedOrSplit: true,
      mergedIds: [
        ...survivor.advancedOptions.mergedIds,
        ...losers.flatMap((order) => [order.orderId, ...order.advancedOptions.mergedIds]),
      ],
    },
    modifyDate,
  };
}

/** Whether the order is itself one of the parts of a split. */
const hasParts = (account: Account, { orderId, advancedOptions }: Order): boolean =>
  advancedOptions.parentId !== null ||
  [...account.orders.values()].some(({ wire }) => wire.advancedOptions.parentId === orderId);

function parted(survivor: Order, lost: readonly Order[], isSplit: boolean): Order {
  const foreign = new Set(lost.flatMap((order) => order.items.map((item) => item.orderItemId)));
  return {
    ...survivor,
    ...summed(survivor, lost, -1),
    items: survivor.items.filter((item) => !foreign.has(item.orderItemId)),
    weight: null,
    advancedOptions: { ...survivor.advancedOptions, mergedOrSplit: isSplit, mergedIds: [] },
  };
}

const summed = (order: Order, others: readonly Order[], sign: 1 | -1) =>
  Object.fromEntries(
    amounts.map((name) => [
      name,
      others.reduce(
        (sum, other) => Math.round((sum + sign * (other[name] ?? 0)) * 100) / 100,
        order[name] ?? 0,
      ),
    ]),
  );

/** In the units of the first; null as soon as one order has no weight or other units. */
function totalWeight(orders: readonly Order[]): Order['weight'] {
  const weights = orders.map((order) => order.weight);
  const [first] = weights;
  if (first === undefined || first === null) return null;
  const isKnown = weights.every((weight) => weight?.units === first.units);
  const value = weights.reduce((sum, weight) => sum + (weight?.value ?? 0), 0);
  return isKnown ? { ...first, value: Math.round(value * 100) / 100 } : null;
}
