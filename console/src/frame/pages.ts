import { words } from '../words/words.ts';

/** The pages in the order of a day: what needs somebody, the lists behind it, the other systems. */
export const pages = [
  { to: '/', name: words.frame.flow, isExact: true, isOfWarehouse: true },
  { to: '/exceptions', name: words.frame.exceptions, isExact: false, isOfWarehouse: true },
  { to: '/orders', name: words.frame.orders, isExact: false, isOfWarehouse: true },
  { to: '/find', name: words.frame.findPage, isExact: false, isOfWarehouse: false },
  { to: '/plans', name: words.frame.plans, isExact: false, isOfWarehouse: false },
  { to: '/connections', name: words.frame.connections, isExact: false, isOfWarehouse: false },
] as const;
