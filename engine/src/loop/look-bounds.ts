/**
 * What people may set of how often feeds are looked at. A bound narrows the connector's own
 * numbers and never leads out of them: nothing is looked at less often than without it while
 * something is expected, and the calls that write-back and releases need are left. Pure.
 */
import type { FeedManifest, Manifest } from '../contract/connector.ts';
import type { Milliseconds } from '../core/model/instant.ts';
import type { LookBounds, Looks } from '../core/policy/looks.ts';
import type { Problem } from '../core/policy/reading.ts';
import { keptFree } from './budget.ts';

/** The same manifest with its feeds as somebody bounded them. */
export const withLooks = (manifest: Manifest, looks: Looks | undefined): Manifest =>
  looks === undefined ? manifest : {
    ...manifest,
    feeds: manifest.feeds.map((feed) => boundFeed(feed, boundsOf(looks, feed.feed))),
  };

export const boundsOf = (looks: Looks | undefined, feed: string): LookBounds =>
  looks !== undefined && Object.hasOwn(looks, feed) ? (looks[feed] ?? {}) : {};

/** The longest that it goes without a look while all is well. */
export const quietOf = ({ quietMilliseconds, everyMilliseconds }: FeedManifest): Milliseconds =>
  quietMilliseconds ?? everyMilliseconds;

const boundFeed = (feed: FeedManifest, { atMostEvery, atLeastEvery }: LookBounds): FeedManifest => {
  const within = (usual: Milliseconds): Milliseconds =>
    Math.max(atMostEvery ?? 0, Math.min(atLeastEvery ?? Infinity, usual));
  return {
    ...feed,
    briskMilliseconds: within(feed.briskMilliseconds),
    everyMilliseconds: within(feed.everyMilliseconds),
    quietMilliseconds: within(quietOf(feed)),
  };
};

export type Polling = {
  /** How many calls a minute this key may make; null where the other side names no limit. */
  readonly callsPerMinute: number | null;
  /** How many of these are kept free for people, voids and withdrawals. */
  readonly keptFree: number;
  /** As many a minute may the looks at all lists take together, at their briskest. */
  readonly atMost: number | null;
};

/** Looks may take so much of the calls that are not kept free; the rest is for releases. */
const sharedAtMost = 0.75;

export const pollingOf = (manifest: Manifest): Polling => {
  if (manifest.rate === null) return { callsPerMinute: null, keptFree: 0, atMost: null };
  const { calls, perMilliseconds } = manifest.rate;
  const aMinute = (count: number): number => Math.floor((count * 60_000) / perMilliseconds);
  const free = keptFree(manifest);
  return {
    callsPerMinute: aMinute(calls), keptFree: aMinute(free),
    atMost: Math.max(1, aMinute(sharedAtMost * (calls - free))),
  };
};

const briskestCalls = ({ feeds }: Manifest): number => feeds.reduce(
  (sum, one) => sum + (one.costInCalls * 60_000) / one.briskMilliseconds, 0);

/** What is wrong with the bounds that a policy sets at this path. */
export const lookProblems = (
  manifest: Manifest, looks: Looks | undefined, path: string,
): readonly Problem[] => {
  if (looks === undefined) return [];
  const wrong = Object.entries(looks).flatMap(([name, bounds]) => {
    const feed = manifest.feeds.find((one) => one.feed === name);
    return feed === undefined ? [unknownFeed(manifest, `${path}.${name}`)]
      : outOfBounds(feed, bounds, `${path}.${name}`);
  });
  if (wrong.length > 0) return wrong;
  const { atMost, keptFree: free } = pollingOf(manifest);
  const calls = Math.ceil(briskestCalls(withLooks(manifest, looks)));
  return atMost === null || calls <= Math.max(atMost, briskestCalls(manifest)) ? [] : [{
    path,
    problem: `would take up to ${String(calls)} calls a minute, and looks may take ` +
      `${String(atMost)}: the rest is for releases, and ${String(free)} are kept free for ` +
      'people, voids and withdrawals',
  }];
};

const unknownFeed = ({ feeds }: Manifest, path: string): Problem => ({
  path, problem: feeds.length === 0 ? 'is not read: nothing is looked at over this connection'
    : `is not read here; there are ${feeds.map((one) => one.feed).join(', ')}`,
});

const outOfBounds = (
  feed: FeedManifest, { atMostEvery, atLeastEvery }: LookBounds, path: string,
): readonly Problem[] => {
  const quiet = quietOf(feed);
  return [
    ...(atMostEvery === undefined || atMostEvery <= feed.everyMilliseconds ? [] : [{
      path: `${path}.atMostEvery`,
      problem: `must be ${inShort(feed.everyMilliseconds)} or less: while something is expected ` +
        'of it, it is never looked at less often',
    }]),
    ...(atLeastEvery === undefined || atLeastEvery <= quiet ? [] : [{
      path: `${path}.atLeastEvery`,
      problem: `must be ${inShort(quiet)} or less: so often it is looked at anyway`,
    }]),
  ];
};

/** As a policy file says it. */
export const inShort = (milliseconds: Milliseconds): string =>
  milliseconds % 60_000 === 0 ? `${String(milliseconds / 60_000)}m`
    : `${String(milliseconds / 1_000)}s`;
