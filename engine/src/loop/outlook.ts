/** What is known of each feed of a connection, and when it is to be looked at next. */
import type { FeedManifest, Manifest } from '../contract/connector.ts';
import type { Operation } from '../core/model/dossier.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { readFeed, type FeedPosition } from '../store/feeds.ts';
import {
  newestSettled, readHookCalls, readTraffic, youngestAt, type FeedTraffic,
} from '../store/traffic.ts';
import { nextLook, type Expectation, type NextLook, type Outlook } from './interval.ts';

export type FeedAhead = NextLook & {
  readonly feed: FeedManifest;
  readonly position: FeedPosition;
  readonly traffic: FeedTraffic;
  readonly hooks: Outlook['hooks'];
};

export const readAhead = async (
  tx: Tx,
  connection: string,
  { feeds }: Manifest,
  { now, spent }: { readonly now: Instant; readonly spent: number },
): Promise<readonly FeedAhead[]> => {
  if (feeds.length === 0) return [];
  const expectations = await readExpectations(tx, connection);
  const ahead: FeedAhead[] = [];
  for (const feed of feeds) {
    const position = await readFeed(tx, connection, feed.feed);
    const traffic = await readTraffic(tx, connection, feed.feed);
    const hooks = await readHookCalls(tx, connection, feed.feed);
    const settledAt = await newestSettled(tx, connection, shownByFeed(feed.feed), now);
    const next = nextLook(feed, {
      // A look in the future was made by a clock that was wrong; it must not hold up the next.
      lookedAt: notAfter(position.lookedAt, now), through: position.through,
      isMidWindow: position.window !== null, expects: expectations(feed.feed), settledAt, traffic,
      hooks, spent,
    }, now);
    ahead.push({ ...next, feed, position, traffic, hooks });
  }
  return ahead;
};

const notAfter = (at: Instant | null, now: Instant): Instant | null =>
  at === null || at > now ? null : at;

/** Which of our calls a feed shows the outcome of, when their answer was lost. */
const shownByFeed = (feed: string): readonly Operation[] => {
  switch (feed) {
    case 'labels':
      return ['buy-label'];
    case 'orders':
      return [
        'create-order', 'amend-order', 'withdraw-order', 'park-order', 'unpark-order',
        'mark-as-shipped',
      ];
    default:
      return [];
  }
};

const beforeRelease = ['received', 'allocated', 'picking', 'ready-to-ship'] as const;
const withLabel = ['labelled', 'warehouse-told'] as const;

const readExpectations = async (
  tx: Tx,
  connection: string,
): Promise<(feed: string) => Expectation> => {
  const standsSince = await youngestAt(tx, connection, ['in-shipstation']);
  // Orders that a store is to bring into ShipStation by itself.
  const storeSince = await youngestAt(tx, connection, beforeRelease, 'channel');
  const hasOpen = standsSince !== null || storeSince !== null ||
    (await youngestAt(tx, connection, withLabel)) !== null;
  const nothing: Expectation = hasOpen ? { is: 'changes' } : { is: 'nothing' };
  const since = (at: Instant | null): Expectation =>
    at === null ? nothing : { is: 'news', since: at };
  return (feed) => {
    switch (feed) {
      case 'labels':
        return since(standsSince);
      case 'orders':
        return since(storeSince);
      default:
        return nothing;
    }
  };
};
