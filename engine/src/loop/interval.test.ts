/** How soon a feed is looked at again, in every situation that bears on it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedManifest } from '../contract/connector.ts';
import { instant, later } from '../core/model/instant.ts';
import { noTraffic } from '../store/traffic.ts';
import { isTrusted, nextLook, withLookAt, type Outlook } from './interval.ts';

const second = 1_000;
const minute = 60 * second;
const now = instant(Date.UTC(2026, 10, 20, 13, 0));
const ago = (milliseconds: number) => later(now, -milliseconds);

const labels: FeedManifest = {
  feed: 'labels', shows: ['label'], costInCalls: 1, overlapMilliseconds: 5 * minute,
  everyMilliseconds: 30 * second, quietMilliseconds: minute, briskMilliseconds: 4 * second,
  isAnnounced: true,
};
const orders: FeedManifest = {
  feed: 'orders', shows: ['shipstation-order'], costInCalls: 1, overlapMilliseconds: 5 * minute,
  everyMilliseconds: minute, quietMilliseconds: 2 * minute, briskMilliseconds: 10 * second,
};

const usual: Outlook = {
  lookedAt: ago(second), through: ago(second), isMidWindow: false, expects: { is: 'nothing' },
  settledAt: null, traffic: noTraffic, hooks: null, spent: 0.1,
};
const waiting = (milliseconds: number): Outlook['expects'] =>
  ({ is: 'news', since: ago(milliseconds) });
const trusted = { ...noTraffic, announced: 3, judged: 3 };

const table: readonly (readonly [string, FeedManifest, Partial<Outlook>, string, number])[] = [
  ['nothing is expected', labels, {}, 'quiet', 60],
  ['nothing is expected of orders', orders, {}, 'quiet', 120],
  ['people may change what stands there', orders, { expects: { is: 'changes' } }, 'changes', 60],
  ['a window is half read', labels, { isMidWindow: true }, 'reading', 0],
  ['another machine stamped the release, a second ahead of our clock', labels,
    { expects: waiting(-second) }, 'awaited', 4],
  ['our clock was put back by an hour since the last news', labels,
    { expects: waiting(-60 * minute), traffic: { ...noTraffic, newsAt: ago(-60 * minute),
      newsGap: -60 * minute } }, 'awaited', 4],
  ['an order was released a moment ago', labels, { expects: waiting(2 * second) }, 'awaited', 4],
  ['the youngest has waited half a minute', labels, { expects: waiting(30 * second) },
    'awaited', 7.746],
  ['it has waited two minutes', labels, { expects: waiting(2 * minute) }, 'awaited', 15.492],
  ['it has lain for an hour', labels, { expects: waiting(60 * minute) }, 'awaited', 30],
  ['orders lie, but the desk makes a label every eight seconds', labels,
    { expects: waiting(60 * minute),
      traffic: { ...noTraffic, newsAt: ago(8 * second), newsGap: 8_000 } }, 'awaited', 4],
  ['orders lie, and the desk made its last label ten minutes ago', labels,
    { expects: waiting(60 * minute),
      traffic: { ...noTraffic, newsAt: ago(10 * minute), newsGap: 8_000 } }, 'awaited', 30],
  ['hooks have told of the last three labels', labels,
    { expects: waiting(second), traffic: trusted, hooks: { count: 0, newestAt: ago(90_000) } },
    'hooks-tell', 30],
  ['they have told of the last two only', labels,
    { expects: waiting(second), traffic: { ...noTraffic, announced: 2, judged: 2 } }, 'awaited', 4],
  ['one of the last four came too late', labels,
    { expects: waiting(second), traffic: { ...trusted, judged: 4 } }, 'hooks-tell', 30],
  ['two of the last five did', labels,
    { expects: waiting(second), traffic: { ...trusted, judged: 5 } }, 'awaited', 4],
  ['one has been owed for more than a minute', labels,
    { expects: waiting(second), traffic: { ...trusted, owedAt: ago(61 * second) } },
    'awaited', 4],
  ['a trusted hook came and nothing was to be seen yet', labels,
    { expects: waiting(second), traffic: { ...trusted, newsAt: ago(minute), heeded: 5 },
      hooks: { count: 5, newestAt: ago(6 * second) } }, 'awaited', 4],
  ['hooks are trusted, but this feed shows more than they tell', orders,
    { expects: waiting(second), traffic: trusted }, 'awaited', 10],
  ['a hook calls', labels, { hooks: { count: 1, newestAt: ago(0) } }, 'hook', 4],
  ['ninety hooks call', labels, { hooks: { count: 90, newestAt: ago(0) } }, 'hook', 4],
  ['a hook comes that is owed for what a look has shown, and looks wait for no hook', labels,
    { expects: waiting(30 * second), traffic: { ...noTraffic, newsAt: ago(9 * second), owed: 1 },
      hooks: { count: 1, newestAt: ago(0) } }, 'awaited', 4.243],
  ['the same, and no order waits any more', labels,
    { expects: { is: 'changes' }, traffic: { ...noTraffic, newsAt: ago(9 * second), owed: 1 },
      hooks: { count: 1, newestAt: ago(0) } }, 'changes', 30],
  ['the same of a feed that shows more than hooks tell', orders,
    { expects: { is: 'changes' }, traffic: { ...noTraffic, newsAt: ago(9 * second), owed: 1 },
      hooks: { count: 1, newestAt: ago(0) } }, 'hook', 10],
  ['two come where one is owed', labels,
    { expects: { is: 'changes' }, traffic: { ...noTraffic, newsAt: ago(9 * second), owed: 1 },
      hooks: { count: 2, newestAt: ago(0) } }, 'hook', 4],
  ['it comes long after what it is owed for', labels,
    { expects: { is: 'changes' }, traffic: { ...noTraffic, newsAt: ago(11 * second), owed: 1 },
      hooks: { count: 1, newestAt: ago(0) } }, 'hook', 4],
  ['it comes where looks are rare because hooks tell, and others may follow', labels,
    { expects: waiting(30 * second), traffic: { ...trusted, newsAt: ago(second), owed: 1 },
      hooks: { count: 1, newestAt: ago(0) } }, 'hook', 10],
  ['the hook was heeded', labels,
    { hooks: { count: 9, newestAt: ago(0) }, traffic: { ...noTraffic, heeded: 9 } }, 'quiet', 60],
  ['a call went unanswered and has settled since the last look', orders,
    { settledAt: ago(0), expects: { is: 'changes' } }, 'unanswered', 10],
  ['it had settled before the last look began', orders,
    { settledAt: ago(2 * second), expects: { is: 'changes' } }, 'changes', 60],
  ['a label is fresh, and nine tenths of the calls are spent', labels,
    { expects: waiting(second), spent: 0.9 }, 'budget', 13],
  ['a label is fresh, and all calls are spent', labels,
    { expects: waiting(second), spent: 1 }, 'budget', 16],
  ['all calls are spent on an old order: the floor holds', labels,
    { expects: waiting(60 * minute), spent: 1 }, 'awaited', 30],
];

test.each(table)('%s', (_, feed, over, pace, seconds) => {
  const outlook = { ...usual, ...over };
  const next = nextLook(feed, outlook, now);
  expect(next).toMatchObject({ pace });
  expect(next.interval / second).toBeCloseTo(seconds, 2);
  expect(next.dueAt).toBe(later(outlook.lookedAt ?? now, next.interval));
});

test('a feed that was never looked at is due at once', () => {
  expect(nextLook(labels, { ...usual, lookedAt: null, through: null }, now).dueAt).toBe(0);
});

test('whatever is known, a feed is due within its floor and not sooner than its brisk pace', () => {
  const past = fc.nat(2 * 3_600_000).map(ago);
  const maybe = fc.option(past);
  fc.assert(fc.property(fc.record({
    lookedAt: past, through: maybe, isMidWindow: fc.constant(false),
    expects: fc.oneof(
      fc.constant({ is: 'nothing' } as const), fc.constant({ is: 'changes' } as const),
      // What another machine stamped may lie ahead of our clock.
      fc.integer({ min: -3_600_000, max: 7_200_000 }).map((age) =>
        ({ is: 'news', since: ago(age) }) as const)),
    settledAt: maybe,
    traffic: fc.record({
      newsAt: maybe, newsGap: fc.option(fc.nat(3_600_000)), owedAt: maybe, owed: fc.nat(3),
      announced: fc.nat(5), judged: fc.nat(5), unannouncedAt: maybe, heeded: fc.nat(5),
    }),
    hooks: fc.option(fc.record({ count: fc.nat(9), newestAt: past })),
    spent: fc.double({ min: 0, max: 1.2, noNaN: true }),
  }), fc.constantFrom(labels, orders), (outlook, feed) => {
    const { dueAt } = nextLook(feed, outlook, now);
    const longest = outlook.expects.is === 'nothing'
      ? (feed.quietMilliseconds ?? 0) : feed.everyMilliseconds;
    expect(dueAt - outlook.lookedAt).toBeLessThanOrEqual(longest);
    expect(dueAt - outlook.lookedAt).toBeGreaterThanOrEqual(feed.briskMilliseconds);
  }));
});

describe('what looks tell of the hooks', () => {
  const look = (
    before: Parameters<typeof withLookAt>[0], at: number, news: number,
    hooks: { readonly count: number; readonly at: number } | null,
  ) => withLookAt(before, {
    begunAt: later(now, at), news,
    hooks: hooks === null ? null : { count: hooks.count, newestAt: later(now, hooks.at) },
  });

  test('three looks in a row that found what a hook had announced make hooks trusted', () => {
    let so = noTraffic;
    for (const count of [1, 2, 3]) {
      so = look(so, count * minute, 1, { count, at: count * minute - 500 });
    }
    expect(so).toMatchObject({ announced: 3, owedAt: null, newsGap: minute, heeded: 3 });
    expect(isTrusted(so, later(now, 3 * minute))).toBe(true);
  });

  test('a hook some seconds behind the look counts; one that is a minute late does not', () => {
    const found = look(trusted, 0, 1, null);
    expect(found).toMatchObject({ owedAt: now, announced: 3, owed: 1 });
    expect(look(found, 6 * second, 0, { count: 1, at: 5 * second }))
      .toMatchObject({ owedAt: null, announced: 4, judged: 4, owed: 0 });
    const later1 = look(found, 30 * second, 0, null);
    expect(later1).toMatchObject({ owedAt: now, announced: 3, judged: 3, unannouncedAt: null });
    expect(look(later1, 61 * second, 0, { count: 1, at: minute }))
      .toMatchObject({ owedAt: null, announced: 3, judged: 4, unannouncedAt: null });
  });

  test('one that stays away for ten minutes is named as missing, and owed no longer', () => {
    const found = look(noTraffic, 0, 1, null);
    expect(look(found, 601 * second, 0, null)).toMatchObject({
      announced: 0, judged: 1, owedAt: null, unannouncedAt: later(now, 601 * second),
    });
  });

  test('a hook that announces nothing neither earns trust nor costs it', () => {
    expect(look({ ...noTraffic, announced: 2, judged: 2 }, 0, 0, { count: 40, at: -second }))
      .toMatchObject({ announced: 2, judged: 2, owedAt: null, heeded: 40 });
  });

  test('of many the newer half counts on, so that what once was promptness wears off', () => {
    let so = noTraffic;
    for (let count = 1; count <= 200; count += 1) {
      so = look(so, count * minute, 1, { count, at: count * minute - 500 });
      expect(so.judged).toBeLessThan(20);
    }
    let at = 200 * minute;
    for (let count = 201; isTrusted(so, later(now, at)); count += 1) {
      at += minute;
      so = look(look(so, at, 1, null), at + 30 * second, 0, { count, at: at + 30 * second });
    }
    expect(at).toBeLessThan(210 * minute);
  });

  test('what a program of before counted, without saying of how many, is no trust', () => {
    expect(isTrusted({ ...noTraffic, announced: 200 }, now)).toBe(false);
    expect(look({ ...noTraffic, announced: 200 }, 0, 1, { count: 1, at: -second }))
      .toMatchObject({ announced: 1, judged: 1 });
  });
});

/**
 * An hour at a bench: some orders are released in the first seconds of each minute, the desk makes
 * each label some seconds later, and its hook comes five seconds after that; of a hundred hooks
 * some are lost, some minutes late and some come twice. Answers how many looks were made.
 */
const hour = (about: {
  readonly perMinute: number; readonly hooks: 'none' | 'prompt' | 'faulty';
}): number => {
  const labelled = Array.from({ length: 60 * about.perMinute }, (_, index) => {
    const releasedAt = Math.floor(index / about.perMinute) * minute + (index % 4) * 4 * second;
    return { index, releasedAt, madeAt: releasedAt + 2 * second + (index % 7) * 600 };
  });
  const arrives = about.hooks === 'none' ? [] : labelled.flatMap(({ index, madeAt }) => {
    const at = madeAt + 5 * second;
    const fault = about.hooks === 'faulty' ? index % 100 : 50;
    if (fault % 33 === 0) return [];
    if (fault % 16 === 1) return [at + (1 + (index % 9)) * minute];
    return fault % 33 === 2 ? [at, at + 500] : [at];
  }).toSorted((a, b) => a - b);
  let traffic = noTraffic;
  let lookedAt = -minute;
  let looks = 0;
  for (let time = 0; time < 60 * minute; time += 500) {
    const heard = arrives.filter((at) => at <= time);
    const hooks = heard.length === 0 ? null
      : { count: heard.length, newestAt: later(now, heard.at(-1) ?? 0) };
    const open = labelled.filter((one) => one.releasedAt <= time && one.madeAt > lookedAt);
    const youngest = open.at(-1);
    const due = nextLook(labels, {
      ...usual, traffic, hooks, lookedAt: later(now, lookedAt), through: later(now, lookedAt),
      expects: youngest === undefined
        ? { is: 'changes' } : { is: 'news', since: later(now, youngest.releasedAt) },
    }, later(now, time)).dueAt;
    if (due > later(now, time)) continue;
    const news = open.filter((one) => one.madeAt <= time).length;
    traffic = withLookAt(traffic, { begunAt: later(now, time), news, hooks });
    lookedAt = time;
    looks += 1;
  }
  return looks;
};

test.each([1, 5, 20])('%i orders a minute are no dearer with hooks than without', (perMinute) => {
  const without = hour({ perMinute, hooks: 'none' });
  expect(hour({ perMinute, hooks: 'prompt' })).toBeLessThanOrEqual(without);
  expect(hour({ perMinute, hooks: 'faulty' })).toBeLessThanOrEqual(without);
});
