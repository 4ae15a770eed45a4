import type { Moment } from '../machine.ts';
import type { Account } from './account.ts';
import { pacificText } from './pacific.ts';
import type { Order } from './shapes.ts';

/**
 * modifyDate after a change that may leave it still: whoever polls by it then learns nothing.
 * Which changes move it is an open question (shipstation.md 11, question 7), hence the switches.
 */
export const modifiedAt = (
  account: Account,
  order: Order,
  by: 'modifyOnTag' | 'modifyOnHold' | 'modifyOnUser' | 'modifyOnLabel',
  now: Moment,
): string => (account.switches[by] === 'moves' ? pacificText(now) : order.modifyDate);
