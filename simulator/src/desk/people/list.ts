import { chance } from '../../chance.ts';
import type { Order } from '../../shipstation/shapes.ts';
import type { Packer } from './crew.ts';

/** The list of orders awaiting shipment in the order in which this person takes them. */
export function sorted(
  orders: readonly Order[],
  sorts: Packer['sorts'],
): readonly Order[] {
  const byAge = (a: Order, b: Order) => a.orderId - b.orderId;
  switch (sorts) {
    case 'age':
      return orders.toSorted(byAge);
    case 'ship-by':
      return orders.toSorted((a, b) => shipBy(a).localeCompare(shipBy(b)) || byAge(a, b));
    case 'carrier':
      return orders.toSorted(
        (a, b) => (a.carrierCode ?? '').localeCompare(b.carrierCode ?? '') || byAge(a, b),
      );
    default:
      return sorts satisfies never;
  }
}

/** What has no date comes last. */
const shipBy = (order: Order): string => order.shipByDate ?? '9';

/** Usually the first; now and then one from further down, because it lies nearer at hand. */
export function taken(
  orders: readonly Order[],
  skips: { readonly rate: number; readonly seed: number; readonly turn: number },
): Order | undefined {
  const { rate, seed, turn } = skips;
  if (orders.length < 2 || chance(seed, 'desk/skip', turn) >= rate) return orders[0];
  const place = 1 + Math.floor(chance(seed, 'desk/skip to', turn) * Math.min(5, orders.length - 1));
  return orders[place];
}

/** A few more of the same carrier, for one batch. */
export const batchOf = (first: Order, orders: readonly Order[], most: number): readonly Order[] =>
  [first, ...orders.filter((order) => order !== first && order.carrierCode === first.carrierCode)]
    .slice(0, most);
