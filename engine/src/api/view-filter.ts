/** What a view kept by its address shows: the filter that the list would be asked with. */
import type { OrderFilter } from '../store/order-filter.ts';
import { filterFrom, orderQueryShape } from './order-query.ts';

/** How it is sorted and which columns it has is left aside. Null where the list would refuse it. */
export const filterOfView = (search: string): OrderFilter | null => {
  const read = orderQueryShape.safeParse(Object.fromEntries(new URLSearchParams(search)));
  return read.success ? filterFrom(read.data) : null;
};
