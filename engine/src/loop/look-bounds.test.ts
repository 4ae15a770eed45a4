/** Bounds that people set narrow how often a feed is looked at, and never break its floors. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manifestOf } from '../../tests/stage.ts';
import type { Manifest } from '../contract/connector.ts';
import { instant, later } from '../core/model/instant.ts';
import type { Looks } from '../core/policy/looks.ts';
import { noTraffic } from '../store/traffic.ts';
import { nextLook, type Outlook } from './interval.ts';
import { lookProblems, pollingOf, quietOf, withLooks } from './look-bounds.ts';

const second = 1_000;
const now = instant(Date.UTC(2026, 10, 20, 13, 0));
const [labels, orders] = [
  { everyMilliseconds: 30 * second, quietMilliseconds: 60 * second, briskMilliseconds: 4 * second },
  { everyMilliseconds: 60 * second, briskMilliseconds: 10 * second },
];
const account = manifestOf('account');
const manifest: Manifest = {
  ...account,
  feeds: account.feeds.map((feed) => ({ ...feed, ...(feed.feed === 'labels' ? labels : orders) })),
};
const outlook: Outlook = {
  lookedAt: later(now, -second), through: later(now, -second), isMidWindow: false,
  expects: { is: 'nothing' }, settledAt: null, traffic: noTraffic, hooks: null, spent: 0.1,
};
const intervalOf = (looks: Looks | undefined, expects: Outlook['expects']): number => {
  const [feed] = withLooks(manifest, looks).feeds;
  if (feed === undefined) throw new Error('no feed');
  return nextLook(feed, { ...outlook, expects }, now).interval / second;
};
const fresh = { is: 'news', since: now } as const;

test('a bound changes when a list is looked at, and nothing does where none is set', () => {
  expect(intervalOf(undefined, fresh)).toBe(4);
  expect(intervalOf({ labels: { atMostEvery: 15 * second } }, fresh)).toBe(15);
  expect(intervalOf(undefined, { is: 'nothing' })).toBe(60);
  expect(intervalOf({ labels: { atLeastEvery: 20 * second } }, { is: 'nothing' })).toBe(20);
  expect(intervalOf({ labels: { atLeastEvery: 20 * second } }, { is: 'changes' })).toBe(20);
  expect(intervalOf({ orders: { atLeastEvery: 20 * second } }, { is: 'nothing' })).toBe(60);
  expect(withLooks(manifest, undefined)).toBe(manifest);
});

const problems = (looks: Looks) =>
  lookProblems(manifest, looks, 'looks').map(({ path, problem }) => `${path} ${problem}`);

test('what cannot be kept to is refused by its path, with what may be said', () => {
  expect(problems({
    parcels: {}, labels: { atMostEvery: 31 * second, atLeastEvery: 61 * second },
  })).toEqual([
    'looks.parcels is not read here; there are labels, orders',
    'looks.labels.atMostEvery must be 30s or less: while something is expected of it, it is never '
      + 'looked at less often',
    'looks.labels.atLeastEvery must be 1m or less: so often it is looked at anyway',
  ]);
  expect(lookProblems({ ...manifest, feeds: [] }, { labels: {} }, 'looks')).toMatchObject([
    { path: 'looks.labels', problem: 'is not read: nothing is looked at over this connection' },
  ]);
});

test('looks leave the calls that releases and write-back need', () => {
  expect(pollingOf(manifest)).toEqual({ callsPerMinute: 40, keptFree: 4, atMost: 27 });
  expect(problems({ labels: { atMostEvery: 4 * second, atLeastEvery: 4 * second } })).toEqual([]);
  expect(problems({ labels: { atLeastEvery: 2 * second } })).toEqual([
    'looks would take up to 36 calls a minute, and looks may take 27: the rest is for releases, '
      + 'and 4 are kept free for people, voids and withdrawals',
  ]);
  expect(lookProblems({ ...manifest, rate: null }, { labels: { atLeastEvery: 2 * second } }, 'a'))
    .toEqual([]);
});

test('no bound that is taken lets a list wait longer than it does without', () => {
  const bound = fc.option(fc.integer({ min: 2, max: 90 }), { nil: undefined });
  fc.assert(fc.property(bound, bound, (most, least) => {
    const looks: Looks = { labels: {
      ...(most === undefined ? {} : { atMostEvery: most * second }),
      ...(least === undefined ? {} : { atLeastEvery: least * second }),
    } };
    fc.pre(most === undefined || least === undefined || most <= least);
    fc.pre(lookProblems(manifest, looks, '').length === 0);
    withLooks(manifest, looks).feeds.forEach((feed, index) => {
      const usual = manifest.feeds[index] ?? feed;
      expect(feed.everyMilliseconds).toBeLessThanOrEqual(usual.everyMilliseconds);
      expect(quietOf(feed)).toBeLessThanOrEqual(quietOf(usual));
      expect(feed.briskMilliseconds).toBeLessThanOrEqual(feed.everyMilliseconds);
      expect(feed.everyMilliseconds).toBeLessThanOrEqual(quietOf(feed));
    });
  }));
});
