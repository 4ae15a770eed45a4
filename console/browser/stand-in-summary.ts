import type { OrderSummary, OrderView } from '../src/api/client.ts';

/** What a list shows of an order. */
export function summaryOf(order: OrderView): OrderSummary {
  const { says: _s, agree: _a, disagreement: _d, timeZone: _t, consignments: _c, ...rest } = order;
  return rest;
}
