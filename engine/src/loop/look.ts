/**
 * Reads one page of one feed, if the connection is still ours. The cursor moves only in the
 * transaction that commits the page; the window's end is fixed when it opens, so that rows changed
 * meanwhile come in the next window.
 */
import type { FeedManifest, Session, Unanswered } from '../contract/connector.ts';
import { instant, later, type Instant } from '../core/model/instant.ts';
import { saveUnreadable } from '../store/calls.ts';
import { readFeed, saveFeed, type FeedPosition } from '../store/feeds.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import { hearSeen } from './hear.ts';
import type { Surroundings } from './surroundings.ts';

/** How far back the very first look of a connection goes. */
const firstLookBack = 24 * 3_600_000;

export type LookResult =
  | { readonly is: 'looked'; readonly isComplete: boolean; readonly rows: number }
  | { readonly is: 'not-held' }
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

export const look = async (
  { database, now, holder, log }: Surroundings,
  lease: Lease,
  session: Session,
  feed: FeedManifest,
): Promise<LookResult> => {
  const { connection } = lease;
  const position = await database.transaction(async (tx) =>
    (await stillHeld(tx, lease, holder)) ? readFeed(tx, connection, feed.feed) : null);
  if (position === null) return { is: 'not-held' };
  const begunAt = now();
  const window = windowOf(position, feed, begunAt);
  const answer = await session.look({ feed: feed.feed, ...window }, begunAt);
  if (answer.is === 'unanswered') return { is: 'unanswered', unanswered: answer };
  return database.transaction(async (tx): Promise<LookResult> => {
    if (!(await stillHeld(tx, lease, holder))) return { is: 'not-held' };
    await hearSeen(tx, answer.seen, begunAt, now());
    await saveUnreadable(tx, connection, now(), answer.unreadable);
    for (const words of answer.unreadable) log('row could not be read', { connection, words });
    await saveFeed(tx, connection, feed.feed, {
      through: answer.next === null ? window.to : position.through,
      window: answer.next === null
        ? null : { from: window.from, to: window.to, page: answer.next },
      lookedAt: begunAt,
    });
    return { is: 'looked', isComplete: answer.next === null, rows: answer.seen.length };
  });
};

const windowOf = (
  position: FeedPosition,
  feed: FeedManifest,
  now: Instant,
): { from: Instant; to: Instant; page: string | null } => {
  if (position.window !== null) return position.window;
  const from = position.through === null
    ? later(now, -firstLookBack) : later(position.through, -feed.overlapMilliseconds);
  return { from: instant(Math.min(from, now)), to: now, page: null };
};
