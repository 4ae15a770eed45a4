import { z } from 'zod';
import { aimed, fault, upTo } from './fault.ts';

const everyList = { path: '/', method: 'GET' } as const;

/** Faults of orders and of lists. */
export const orderFaults = {
  poisonOrders: fault({
    shape: z.array(z.string()).readonly(),
    none: [],
    meaning: 'order numbers that break a list page (500) unless they stand on it alone (O 3.4)',
  }),
  refuseOrders: fault({
    shape: z.array(z.string()).readonly(),
    none: [],
    meaning: 'order numbers that createorder and createorders turn down',
  }),
  nullRows: fault({
    shape: z.array(aimed({})).readonly(),
    none: [],
    meaning: 'a null among the rows of a list, or among the items of its first row (O 3.2)',
    storm: (level) => [{ ...everyList, share: upTo(0.02, level) }],
  }),
  strangeValues: fault({
    shape: z.array(aimed({})).readonly(),
    none: [],
    meaning: 'one row of a list shows a value that no list of values names (O 3.8)',
    storm: (level) => [{ ...everyList, share: upTo(0.02, level) }],
  }),
  doubledRows: fault({
    shape: z.array(aimed({})).readonly(),
    none: [],
    meaning: 'one row of a list stands in it twice, as when rows move between pages (I 3.2)',
    storm: (level) => [{ ...everyList, share: upTo(0.02, level) }],
  }),
} as const;
