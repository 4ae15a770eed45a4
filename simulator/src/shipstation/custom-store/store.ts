import { z } from 'zod';
import type { Moment } from '../../machine.ts';
import type { Account } from '../account.ts';
import type { OrderStatus } from '../shapes.ts';
import type { StoreRow } from '../stores.ts';
import { scheduled, withStore } from '../stores.ts';

/**
 * A Custom Store (shipstation.md 5): the account calls an address of the merchant's for orders and
 * tells it of labels. What people type on its set-up page.
 */
export type CustomStore = {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** What became of the newest import: people see it on the screen, the merchant's side not. */
  readonly lastImport: LastImport | null;
};

export type LastImport = {
  readonly at: Moment;
  readonly is: 'imported' | 'rejected' | 'unreachable';
  readonly orders: number;
  readonly why: string | null;
};

/** The five text boxes: comma lists, upper and lower case count (5.4). */
export const customStoreShape = z.strictObject({
  storeName: z.string().min(1).default('Custom Store'),
  url: z.url(),
  username: z.string(),
  password: z.string(),
  unpaid: z.string().default('unpaid'),
  paid: z.string().default('paid'),
  shipped: z.string().default('shipped'),
  cancelled: z.string().default('cancelled'),
  onHold: z.string().default('on_hold'),
  autoRefresh: z.boolean().default(true),
  autoEveryMs: z.int().min(1_000).default(900_000),
});

export const customStoreId = 412_077;

/** No id of it was seen (I); 0 would be a manual store. */
const marketplace = { marketplaceId: 8, marketplaceName: 'Custom Store' };

const boxes = [
  ['unpaid', 'awaiting_payment'], ['paid', 'awaiting_shipment'], ['shipped', 'shipped'],
  ['cancelled', 'cancelled'], ['onHold', 'on_hold'],
] as const satisfies readonly (readonly [string, OrderStatus])[];

/** Somebody sets the store up, or types it anew; its orders stay. */
export function setUpCustomStore(
  account: Account,
  asked: z.output<typeof customStoreShape>,
  now: Moment,
): Account {
  const [pattern] = account.stores.values();
  if (pattern === undefined) throw new Error('an account has stores');
  const known = account.stores.get(customStoreId);
  const row: StoreRow = {
    ...(known ?? {
      refresh: { is: 'resting' }, refreshedAt: null, nextAutoAt: null, sold: new Map(),
      imported: new Map(), isFedByShop: false,
    }),
    wire: {
      ...pattern.wire, ...marketplace, storeId: customStoreId, storeName: asked.storeName,
      refreshDate: null, lastRefreshAttempt: null, autoRefresh: asked.autoRefresh,
    },
    statusMappings: boxes.flatMap(([box, orderStatus]) => asked[box].split(',')
      .map((word) => word.trim()).filter((word) => word !== '')
      .map((statusKey) => ({ orderStatus, statusKey }))),
    autoEveryMs: asked.autoEveryMs,
    customStore: {
      url: asked.url, username: asked.username, password: asked.password, lastImport: null,
    },
  };
  return withStore(account, scheduled(row, now));
}
