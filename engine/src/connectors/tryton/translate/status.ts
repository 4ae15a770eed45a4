import type { WarehouseStatus } from '../../../core/model/warehouse.ts';

/**
 * Their states, by all the names that they have had: `cancel` before 5.8, `shipped` from 7.4 on
 * [try-cl]. Null for one that nobody here has heard of.
 */
export const statusOf = (state: string): WarehouseStatus | null => {
  switch (state) {
    case 'draft': case 'waiting':
      return 'received';
    case 'assigned':
      return 'allocated';
    case 'picked':
      return 'picked';
    case 'packed':
      return 'packed';
    case 'shipped': case 'done':
      return 'dispatched';
    case 'cancelled': case 'cancel':
      return 'cancelled';
    default:
      return null;
  }
};
