import type { Moment } from '../machine.ts';
import { storeIds, stores as furniture } from './catalogue.ts';
import type { Account } from './account.ts';
import { pacificText } from './pacific.ts';
import type { CustomStore } from './custom-store/store.ts';
import type { OrderStatus } from './shapes.ts';
import type { Sold } from './sold.ts';

/** The stores of the account (3.5): what the API shows of them, and what they do by themselves. */
export type Store = Omit<(typeof furniture)[number],
  'accountName' | 'email' | 'integrationUrl' | 'refreshDate' | 'lastRefreshAttempt'> & {
  readonly accountName: string | null;
  readonly email: string | null;
  readonly integrationUrl: string | null;
  readonly refreshDate: string | null;
  readonly lastRefreshAttempt: string | null;
};

export type StatusMapping = {
  readonly orderStatus: OrderStatus;
  /** The channel's own word; compared with its capitals. */
  readonly statusKey: string;
};

export type StoreRow = {
  readonly wire: Store;
  readonly statusMappings: readonly StatusMapping[];
  readonly refresh: Refresh;
  /** Exact time of the last refresh that ended: the next one asks for what changed since. */
  readonly refreshedAt: Moment | null;
  /** Where autoRefresh is on: how long after the beginning of one refresh the next begins. */
  readonly autoEveryMs: number;
  /** When autoRefresh begins one next; null while it is off. */
  readonly nextAutoAt: Moment | null;
  /** What the channel holds, by its own reference. */
  readonly sold: ReadonlyMap<string, Sold>;
  /** What was imported, by the same reference, and in which state of the channel. */
  readonly imported: ReadonlyMap<string, Imported>;
  /** Whether the orders of the pretend shop are sold here as well. */
  readonly isFedByShop: boolean;
  /** What its orders are asked of, where the merchant's side answers itself; absent: it is not. */
  readonly customStore?: CustomStore | null;
};

export type Imported = { readonly orderId: number; readonly changedAt: Moment };

export type Refresh =
  | { readonly is: 'resting' }
  | {
      readonly is: 'updating';
      readonly startedAt: Moment;
      readonly endsAt: Moment;
      /** Orders changed from then on are asked of the channel. */
      readonly since: Moment;
      /** A refresh with a date reads again what has not changed. */
      readonly reads: 'all' | 'changed';
      /** Of a Custom Store: how far asking for its pages has come; absent: not begun. */
      readonly fetch?: 'under-way' | 'done';
    };

/** WooCommerce's words, with the capitals of the official example. */
const mappingsAtFirst: readonly StatusMapping[] = [
  { orderStatus: 'awaiting_payment', statusKey: 'Pending' },
  { orderStatus: 'awaiting_shipment', statusKey: 'Processing' },
  { orderStatus: 'shipped', statusKey: 'Completed' },
  { orderStatus: 'cancelled', statusKey: 'Cancelled' },
  { orderStatus: 'on_hold', statusKey: 'On-hold' },
];

/** Accounts are refreshed every few hours or more often, by plan (I). */
const autoEveryMsAtFirst = 3_600_000;

export const storesAtFirst = (): ReadonlyMap<number, StoreRow> =>
  new Map(furniture.map((wire) => [wire.storeId, {
    wire,
    statusMappings: wire.storeId === storeIds.manual ? [] : mappingsAtFirst,
    refresh: { is: 'resting' },
    refreshedAt: null,
    autoEveryMs: autoEveryMsAtFirst,
    nextAutoAt: null,
    sold: new Map(),
    imported: new Map(),
    isFedByShop: false,
  }]));

/** A manual store has no channel that orders could be asked of. */
export const canRefresh = ({ wire }: StoreRow): boolean =>
  wire.marketplaceId !== 0 && wire.active;

export const withStore = (account: Account, row: StoreRow): Account => ({
  ...account,
  stores: new Map(account.stores).set(row.wire.storeId, row),
});

/** How long one refresh takes, where nobody says otherwise. */
const refreshTakesMs = 8_000;
/** Without a date, orders of the last days are asked for. */
const firstLookBackMs = 7 * 24 * 3_600_000;
/** Channels stamp orders late, so each refresh looks a little further back than the last. */
const overlapMs = 10 * 60_000;

/** A refresh under way is not begun again. */
export function beginRefresh(
  account: Account,
  row: StoreRow,
  asked: { readonly since: Moment | null; readonly now: Moment; readonly takesMs?: number },
): Account {
  if (row.refresh.is === 'updating') return account;
  const { now } = asked;
  const usual = row.refreshedAt === null ? now - firstLookBackMs : row.refreshedAt - overlapMs;
  const refresh = {
    is: 'updating',
    startedAt: now,
    endsAt: now + (asked.takesMs ?? refreshTakesMs),
    since: asked.since ?? usual,
    reads: asked.since === null ? 'changed' : 'all',
  } as const;
  const wire = { ...row.wire, lastRefreshAttempt: pacificText(now) };
  return withStore(account, { ...row, wire, refresh });
}

/** Two official examples of connected stores show refreshDate in UTC beside Pacific times. */
export const refreshDateText = (account: Account, at: Moment): string =>
  account.switches.refreshDateZone === 'utc'
    ? new Date(at).toISOString().replace('Z', '')
    : pacificText(at);

/** The store with its next refresh planned, or none where autoRefresh is off. */
export const scheduled = (row: StoreRow, now: Moment): StoreRow => ({
  ...row,
  nextAutoAt: row.wire.autoRefresh && canRefresh(row) ? now + row.autoEveryMs : null,
});
