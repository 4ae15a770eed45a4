import type { Order } from '../shipstation/shapes.ts';
import type { Warehouse } from './floor.ts';
import { floorNumberOf } from './numbers.ts';

/**
 * Whether the goods of an order lie packed on the bench, for people who stand there. Of orders
 * that the floor never heard of it is believed.
 */
export function benchOf(warehouse: Warehouse): (order: Order) => boolean {
  const jobs = Map.groupBy(warehouse.jobs.values(), (job) => job.asked.orderNumber);
  const numberOf = floorNumberOf(new Set(jobs.keys()));
  return (order) => {
    const own = jobs.get(numberOf(order.orderNumber));
    return own === undefined || own.some(
      (job) => job.stage === 'packed' && !job.isRecalled && (job.leftAt ?? null) === null);
  };
}
