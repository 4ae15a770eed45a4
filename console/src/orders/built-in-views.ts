/** The lists that people open every day: what each filters by stands in its address. */
import type { OrderFilter, OrderSort } from '../api/client.ts';
import { words } from '../words/words.ts';

type View = {
  readonly name: string;
  readonly filter: OrderFilter;
  readonly sort?: OrderSort;
};

const named = words.orders.views;

export const builtInViews: readonly View[] = [
  { name: named.all, filter: {} },
  { name: named.open, filter: { open: 'yes' } },
  { name: named.late, filter: { age: 'late,very-late', open: 'yes' } },
  {
    name: named.ready,
    filter: { stage: 'ready-to-ship,in-shipstation', open: 'yes', held: 'no' },
  },
  { name: named.warehouse, filter: { owes: 'tell-warehouse', open: 'yes' } },
  { name: named.channel, filter: { owes: 'tell-channel', open: 'yes' } },
  { name: named.differ, filter: { disagrees: 'yes', open: 'yes' } },
  { name: named.held, filter: { blocked: 'yes', open: 'yes' } },
  // What nobody let go for longest is what was most likely forgotten.
  { name: named.onHold, filter: { held: 'yes' }, sort: 'waiting' },
  { name: named.short, filter: { causeCode: 'pick.short' } },
  { name: named.relabelled, filter: { relabelled: 'yes' } },
  { name: named.cancelledLate, filter: { cancelledLate: 'yes' } },
  { name: named.onCancelled, filter: { causeCode: 'label.on-cancelled' } },
  { name: named.asked, filter: { asked: 'yes' } },
  { name: named.leave, filter: { owes: 'leave', open: 'yes' } },
  { name: named.cancelled, filter: { stage: 'cancelled' } },
];
