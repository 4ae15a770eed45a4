import type { OrderSummary } from '../api/client.ts';

/** How many rows would look different: new ones, changed ones, and ones that went. */
export function countChanged(
  shown: readonly OrderSummary[], fresh: readonly OrderSummary[],
): number {
  const before = new Map(shown.map((order) => [order.id, order.updatedAt]));
  const touched = fresh.filter((order) => before.get(order.id) !== order.updatedAt).length;
  const still = new Set(fresh.map((order) => order.id));
  return touched + shown.filter((order) => !still.has(order.id)).length;
}
