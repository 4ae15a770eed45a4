/**
 * Reads one page of one feed, if the connection is still ours. The cursor moves only in the
 * transaction that commits the page; the window's end is fixed when it opens, so that rows changed
 * meanwhile come in the next window.
 */
import type { FeedManifest, Session, Unanswered } from '../contract/connector.ts';
import { withLook } from '../core/facts/looks.ts';
import { instant, later, type Instant } from '../core/model/instant.ts';
import { saveUnreadable } from '../store/calls.ts';
import { lockFeed, readFeed, saveFeed, type FeedPosition } from '../store/feeds.ts';
import { saveTaken } from '../store/taken.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import { readHookCalls, readTraffic, saveTraffic } from '../store/traffic.ts';
import { hearSeen } from './hear-seen.ts';
import { withLookAt } from './interval.ts';
import { leaveUnread } from './leave-out.ts';
import { withCare, type Care } from './part.ts';
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
  const before = await database.transaction(async (tx) =>
    (await stillHeld(tx, lease, holder)) ? {
      position: await readFeed(tx, connection, feed.feed),
      hooks: await readHookCalls(tx, connection, feed.feed),
    } : null);
  if (before === null) return { is: 'not-held' };
  const { position, hooks } = before;
  const begunAt = now();
  const window = windowOf(position, feed, begunAt);
  const answer = await session.look({ feed: feed.feed, ...window }, begunAt);
  if (answer.is === 'unanswered') return { is: 'unanswered', unanswered: answer };
  const take = (care: Care) => database.transaction(async (tx): Promise<LookResult> => {
    if (!(await stillHeld(tx, lease, holder))) return { is: 'not-held' };
    const changed = await hearSeen(
      tx, connection, answer.seen, { seenAt: begunAt, now: now(), care });
    await saveTaken(tx, connection, answer.took ?? [], now());
    await saveUnreadable(tx, connection, now(), answer.unreadable);
    await leaveUnread(tx, connection, answer.leavesOut ?? [], {
      feed: feed.feed, window, now: now(),
    });
    if (answer.unreadable.length > 0) {
      // What is in them stands under the connection; a row may hold a whole address.
      log('rows could not be read', { connection, rows: answer.unreadable.length });
    }
    const isUnfinished = answer.next !== null && position.lookedAt === null &&
      position.through !== null;
    // Set back by a person while the page was under way: it was read, and moves nothing.
    const { through } = await lockFeed(tx, connection, feed.feed);
    const isSetBack = through !== null && position.through !== null && through < position.through;
    await saveFeed(tx, connection, feed.feed, {
      through: isSetBack ? through : answer.next === null ? window.to : position.through,
      window: answer.next === null || isSetBack
        ? null : { from: window.from, to: window.to, page: answer.next },
      // After a restore nothing is carried out before every feed has been read whole again.
      lookedAt: isUnfinished ? null : begunAt,
      // A window of several pages counts from when it was opened: nothing later is vouched for.
      spaced: answer.next === null ? withLook(position.spaced, window.to) : position.spaced,
    });
    const traffic = await readTraffic(tx, connection, feed.feed);
    await saveTraffic(tx, connection, feed.feed, withLookAt(
      traffic, { begunAt, news: changed.length, hooks }));
    return { is: 'looked', isComplete: answer.next === null, rows: answer.seen.length };
  });
  return withCare({ log }, `a page of ${feed.feed} of ${connection}`, take);
};

const windowOf = (
  position: FeedPosition,
  feed: FeedManifest,
  now: Instant,
): { from: Instant; to: Instant; page: string | null } => {
  // A cursor far ahead of the clock was set while the clock was wrong, and vouches for nothing.
  const isAhead = position.through !== null &&
    later(position.through, -feed.overlapMilliseconds) > now;
  if (position.window !== null && !isAhead) return position.window;
  const from = position.through === null || isAhead
    ? later(now, -firstLookBack) : later(position.through, -feed.overlapMilliseconds);
  return { from: instant(Math.min(from, now)), to: now, page: null };
};
