import { words } from '../words/words.ts';

/** The pages in the order of a day: what needs somebody, the lists behind it, the other systems. */
export const pages = [
  { to: '/', name: words.frame.flow, isExact: true },
  { to: '/exceptions', name: words.frame.exceptions, isExact: false },
  { to: '/orders', name: words.frame.orders, isExact: false },
  { to: '/find', name: words.frame.findPage, isExact: false },
  { to: '/plans', name: words.frame.plans, isExact: false },
  { to: '/connections', name: words.frame.connections, isExact: false },
] as const;
