import type { Errand, Later, Moment } from '../../machine.ts';
import type { Account } from '../account.ts';
import type { Refresh, StoreRow } from '../stores.ts';
import { withStore } from '../stores.ts';
import type { LastImport } from './store.ts';
import type { ReadPage } from './page.ts';

/** Asking the merchant's side, page by page; what came is imported when the refresh ends. */
export type Fetch = Extract<Errand, { readonly is: 'custom-store.fetch' }>;

type Updating = Extract<Refresh, { readonly is: 'updating' }>;
type Passed = { readonly account: Account; readonly later: readonly Later[] };

/** The refresh has begun: the first page is asked for, up to the minute that is now. */
export function beginFetching(account: Account, row: StoreRow, refresh: Updating): Passed {
  const begun = { ...refresh, fetch: 'under-way' as const };
  return {
    account: withStore(account, { ...row, sold: new Map(), refresh: begun }),
    later: asked(row, refresh, 1, refresh.startedAt),
  };
}

function asked(row: StoreRow, refresh: Updating, page: number, at: Moment): readonly Later[] {
  if (row.customStore == null) return [];
  const { url, username, password } = row.customStore;
  return [{ at, errand: {
    is: 'custom-store.fetch', storeId: row.wire.storeId, url, username, password, page,
    from: refresh.since, to: refresh.startedAt,
  } }];
}

/** More pages than this are a mistake of the other side. */
const mostPages = 1_000;

export function afterFetch(
  account: Account,
  errand: Fetch,
  read: ReadPage | { readonly is: 'unreachable'; readonly why: string },
  now: Moment,
): Passed {
  const row = account.stores.get(errand.storeId);
  if (row === undefined || row.refresh.is !== 'updating') return { account, later: [] };
  const { refresh } = row;
  if (read.is !== 'page') return { account: failed(account, row, read, now), later: [] };
  const sold = new Map(row.sold);
  for (const order of read.orders) sold.set(order.reference, order);
  const fetched = { ...row, sold };
  if (errand.page < read.pages && errand.page < mostPages) {
    const later = asked(row, refresh, errand.page + 1, now);
    return { account: withStore(account, fetched), later };
  }
  const ended = { ...refresh, fetch: 'done' as const, endsAt: Math.max(refresh.endsAt, now) };
  return {
    account: withStore(account, withImport({ ...fetched, refresh: ended },
      { at: now, is: 'imported', orders: sold.size, why: null })),
    later: [],
  };
}

/**
 * Nothing of it is taken, and nobody but the screen says so. Whether the next refresh asks for
 * that time again is not known (I); the worse is that it does not.
 */
function failed(
  account: Account,
  row: StoreRow,
  read: Exclude<Parameters<typeof afterFetch>[2], { is: 'page' }>,
  now: Moment,
): Account {
  const isOver = read.is === 'rejected' && account.switches.rejectedPage === 'passed-over';
  return withStore(account, withImport({
    ...row, sold: new Map(), refresh: { is: 'resting' },
    refreshedAt: isOver ? now : row.refreshedAt,
  }, { at: now, is: read.is, orders: 0, why: read.why }));
}

const withImport = (row: StoreRow, lastImport: LastImport): StoreRow =>
  row.customStore == null ? row : { ...row, customStore: { ...row.customStore, lastImport } };
