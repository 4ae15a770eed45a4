import { neverSpaced, type SpacedLooks } from '../core/facts/looks.ts';
import type { Instant } from '../core/model/instant.ts';
import { instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';

export type FeedPosition = {
  /** Everything before has been seen and committed; null before the first look. */
  readonly through: Instant | null;
  /** The window that is being read and the page that comes next; null between windows. */
  readonly window: { readonly from: Instant; readonly to: Instant; readonly page: string } | null;
  readonly lookedAt: Instant | null;
  /** Complete looks at this feed, as far apart as two must be to count for two. */
  readonly spaced: SpacedLooks;
};

const orNull = (at: number | null): Instant | null => (at === null ? null : instant(at));

export const readFeed = async (
  tx: Tx,
  connection: string,
  feed: string,
): Promise<FeedPosition> => {
  const row = await tx.selectFrom('feed').selectAll()
    .where('connection', '=', connection).where('feed', '=', feed).executeTakeFirst();
  if (row === undefined) {
    return { through: null, window: null, lookedAt: null, spaced: neverSpaced };
  }
  const from = orNull(row.window_from);
  const to = orNull(row.window_to);
  return {
    through: orNull(row.through_at),
    window: from === null || to === null || row.page === null
      ? null : { from, to, page: row.page },
    lookedAt: orNull(row.looked_at),
    spaced: { newest: orNull(row.spaced_at), before: orNull(row.spaced_before_at) },
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
    spaced_at: position.spaced.newest,
    spaced_before_at: position.spaced.before,
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
): Promise<readonly {
  connection: string; feed: string; through: Instant; twiceThrough: Instant | null;
}[]> => {
  const rows = await tx.selectFrom('feed')
    .select(['connection', 'feed', 'through_at', 'spaced_before_at']).execute();
  return rows.flatMap((row) =>
    row.through_at === null
      ? [] : [{
          connection: row.connection, feed: row.feed, through: instant(row.through_at),
          twiceThrough: orNull(row.spaced_before_at),
        }]);
};

/**
 * Sets the cursor of every feed that was read back to an instant, so that all behind it is read
 * once more. What comes again says nothing new, and is not taken in twice.
 */
export const readAgainFrom = async (tx: Tx, from: Instant): Promise<void> => {
  await tx.updateTable('feed')
    .set({ through_at: from, window_from: null, window_to: null, page: null })
    .where('through_at', '>', from).execute();
};

/** Whether each of these feeds, where it was ever read, has been read whole up to an instant. */
export const isReadAgain = async (
  tx: Tx,
  feeds: readonly { readonly connection: string; readonly feed: string }[],
  through: Instant,
): Promise<boolean> => {
  const behind = await tx.selectFrom('feed').select(['connection', 'feed'])
    .where('through_at', '<', through).execute();
  return !behind.some((row) =>
    feeds.some((one) => one.connection === row.connection && one.feed === row.feed));
};

/** The same as `readFeed`, and nobody sets the cursor until the transaction ends. */
export const lockFeed = async (
  tx: Tx,
  connection: string,
  feed: string,
): Promise<FeedPosition> => {
  await tx.selectFrom('feed').select('feed')
    .where('connection', '=', connection).where('feed', '=', feed).forUpdate().execute();
  return readFeed(tx, connection, feed);
};
