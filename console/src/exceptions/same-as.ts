import type { BulkPlan, PlanWish } from '../api/causes.ts';

/** What was asked for, asked again: a cause, a list of orders as it is now, or the very orders. */
export const sameAs = (
  { kind, ruling, why, until, exceptions, orders, orderIds, mapping }: Asked,
): PlanWish => ({
  kind, why, ruling, until, mapping: mapping?.row ?? null,
  exceptions, orders: orders === null ? null : textsIn(orders), orderIds,
});

type Asked = Pick<
  BulkPlan,
  'kind' | 'ruling' | 'why' | 'until' | 'exceptions' | 'orders' | 'orderIds' | 'mapping'
>;

/** A filter of orders is asked in texts, as it stands in an address. */
const textsIn = (filter: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).flatMap(([part, value]) =>
    typeof value === 'string' ? [[part, value]] : []));
