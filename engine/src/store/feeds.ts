import type { Instant } from '../core/model/instant.ts';
import { instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';

export type FeedPosition = {
  /** Everything before has been seen and committed; null before the first look. */
  readonly through: Instant | null;
  /** The window that is being read and the page that comes next; null between windows. */
  readonly window: { readonly from: Instant; readonly to: Instant; readonly page: string } | null;
  readonly lookedAt: Instant | null;
};

const orNull = (at: number | null): Instant | null => (at === null ? null : instant(at));

export const readFeed = async (
  tx: Tx,
  connection: string,
  feed: string,
): Promise<FeedPosition> => {
  const row = await tx.selectFrom('feed').selectAll()
    .where('connection', '=', connection).where('feed', '=', feed).executeTakeFirst();
  if (row === undefined) return { through: null, window: null, lookedAt: null };
  const from = orNull(row.window_from);
  const to = orNull(row.window_to);
  return {
    through: orNull(row.through_at),
    window: from === null || to === null || row.page === null
      ? null : { from, to, page: row.page },
    lookedAt: orNull(row.looked_at),
  };
};

/** Moves the cursor: in the transaction that commits the page, or not at all. */
export const saveFeed = async (
  tx: Tx,
  connection: string,
  feed: string,
  position: FeedPosition,
): Promise<void> => {
  const values = {
    through_at: position.through,
    window_from: position.window?.from ?? null,
    window_to: position.window?.to ?? null,
    page: position.window?.page ?? null,
    looked_at: position.lookedAt,
  };
  await tx
    .insertInto('feed')
    .values({ connection, feed, ...values })
    .onConflict((clash) => clash.columns(['connection', 'feed']).doUpdateSet(values))
    .execute();
};

/** Until when each feed of each connection has been read whole. */
export const readThrough = async (
  tx: Tx,
): Promise<readonly { connection: string; feed: string; through: Instant }[]> => {
  const rows = await tx.selectFrom('feed').select(['connection', 'feed', 'through_at']).execute();
  return rows.flatMap((row) =>
    row.through_at === null
      ? [] : [{ connection: row.connection, feed: row.feed, through: instant(row.through_at) }]);
};

/**
 * Whether an order waits for what this feed will show: its label, or proof that a release whose
 * answer was lost has arrived.
 */
export const somebodyWaitsFor = async (tx: Tx, feed: string): Promise<boolean> => {
  const row = await tx.selectFrom('dossier').select('order_id')
    .where('stage', '=', feed === 'labels' ? 'in-shipstation' : 'ready-to-ship')
    .limit(1).executeTakeFirst();
  return row !== undefined;
};
