import { expect, test } from 'vitest';
import { laneOf, laneOfFeed, lanes, nextTurn, passing, type DueLook } from './lanes.ts';
import { labelLooksDue, roomFrom } from './window.ts';

test('the feeds and what they stand between, first to last', () => {
  const inOrder = [
    laneOf('void-label'),
    laneOfFeed('labels', 30_000),
    laneOf('buy-label'),
    laneOfFeed('labels', 29_999),
    laneOf('amend-order'),
    laneOfFeed('marks', 0),
    laneOfFeed('orders', 0),
    lanes.sweep,
  ];
  expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
  expect(new Set(inOrder).size).toBe(inOrder.length);
  expect(laneOfFeed('voids', 0)).toBe(laneOfFeed('marks', 0));
});

test.each(['labels', 'voids', 'orders'])(
  '%s, not looked at for two minutes, go before any release',
  (feed) => {
    expect(laneOfFeed(feed, 120_000)).toBeLessThan(laneOf('create-order'));
    expect(laneOfFeed(feed, 120_000)).toBeGreaterThan(laneOf('withdraw-order'));
  },
);

test('an errand that waits for room lets every overdue feed by, a release only labels', () => {
  const overdue = lanes.overdueFeed;
  const errand = { feed: null, lane: overdue, dueAt: 0 };
  const labels = { feed: 'labels', lane: overdue, dueAt: 90 };
  const orders = { feed: 'orders', lane: overdue, dueAt: 60 };
  const due: readonly DueLook[] = [
    errand, labels, orders, { feed: 'voids', lane: lanes.voidFeed, dueAt: 10 },
  ];
  expect(nextTurn(null, due, 0)).toEqual({ is: 'look', look: errand });
  expect(passing({ is: 'look', look: errand }, due)).toEqual([orders, labels]);
  expect(passing({ is: 'carry-out' }, due)).toEqual([labels]);
  expect(passing({ is: 'look', look: orders }, due)).toEqual([labels]);
});

/**
 * A long day on a turned clock: every call takes so long, wishes of these lanes never run out, and
 * every feed is due again at once.
 */
const day = (about: {
  readonly turns: number;
  readonly callTakes: number;
  readonly interval: Readonly<Record<string, number>>;
  readonly wishes: (turn: number) => number | null;
}) => {
  const looked: Record<string, number> = {};
  const longestUnlooked: Record<string, number> = {};
  const lanesTaken: (number | string)[] = [];
  let now = 0;
  let looksInARow = 0;
  let longestUnreleased = 0;
  let releasedAt = 0;
  for (let turn = 0; turn < about.turns; turn += 1) {
    const lane = about.wishes(turn);
    const due = Object.entries(about.interval)
      .map(([feed, interval]) => ({
        feed, dueAt: (looked[feed] ?? 0) + interval,
        lane: laneOfFeed(feed, now - (looked[feed] ?? 0)),
      }))
      .filter((one) => one.dueAt <= now);
    const next = nextTurn(lane === null ? null : { lane }, due, looksInARow);
    now += about.callTakes;
    if (next === null) continue;
    looksInARow = next.is === 'look' ? looksInARow + 1 : 0;
    if (next.is === 'look') {
      const { feed } = next.look;
      const unlooked = now - (looked[feed] ?? 0);
      longestUnlooked[feed] = Math.max(longestUnlooked[feed] ?? 0, unlooked);
      looked[feed] = now;
      lanesTaken.push(feed);
    } else {
      lanesTaken.push(lane ?? -1);
      longestUnreleased = Math.max(longestUnreleased, now - releasedAt);
      releasedAt = now;
    }
  }
  return { longestUnlooked, longestUnreleased, lanesTaken };
};

const everything = { labels: 4_000, orders: 60_000, voids: 60_000, marks: 120_000 };

test('over thousands of turns with releases without end, no feed misses its floor', () => {
  const { longestUnlooked } = day({
    turns: 20_000, callTakes: 1_700, interval: everything, wishes: () => lanes.release,
  });
  expect(longestUnlooked['labels']).toBeLessThan(40_000);
  for (const feed of ['orders', 'voids', 'marks']) {
    expect(longestUnlooked[feed]).toBeLessThan(140_000);
  }
});

test('nor do labels on demand, that come before the label feed, keep it from its floor', () => {
  const { longestUnlooked } = day({
    turns: 20_000, callTakes: 1_700, interval: everything, wishes: () => lanes.labelOnDemand,
  });
  expect(longestUnlooked['labels']).toBeLessThan(40_000);
});

test('feeds that are due without end, with pages of half a minute, do not starve releases', () => {
  const { longestUnreleased, longestUnlooked } = day({
    turns: 20_000, callTakes: 30_000, wishes: () => lanes.release,
    interval: { labels: 0, orders: 0, voids: 0, marks: 0 },
  });
  expect(longestUnreleased).toBeLessThanOrEqual(4 * 30_000);
  expect(Math.max(...Object.values(longestUnlooked))).toBeLessThanOrEqual(8 * 30_000);
});

test('what takes goods out of harm\'s way goes before all else, whatever waits', () => {
  const { lanesTaken } = day({
    turns: 5_000, callTakes: 2_000, interval: everything,
    wishes: (turn) => (turn % 3 === 0 ? lanes.outOfHarm : lanes.release),
  });
  expect(lanesTaken.filter((_, turn) => turn % 3 === 0)
    .every((one) => one === lanes.outOfHarm)).toBe(true);
});

/**
 * The rush of 4,000 orders on one key of 40 calls a minute, of which 5 are kept: a call takes half
 * a second, the desk labels at once, so that labels are looked for as often as they may be.
 */
const rush = (creates: number) => {
  const window = { limit: 35, milliseconds: 62_000 };
  const every: Readonly<Record<string, number>> =
    { labels: 4_000, orders: 60_000, voids: 60_000, marks: 120_000 };
  const looked: Record<string, number> = { labels: 0, orders: 0, voids: 0, marks: 0 };
  const calls: { readonly at: number; readonly what: string }[] = [];
  let created = 0;
  for (let now = 1_000; created < creates && now < 600_000; now += 500) {
    const starts = calls.filter(({ at }) => at > now - window.milliseconds).map(({ at }) => at);
    const due = Object.entries(looked)
      .map(([feed, at]) => ({ feed, dueAt: at + (every[feed] ?? 0), unlooked: now - at }))
      .filter(({ dueAt }) => dueAt <= now)
      .map((one) => ({ ...one, lane: laneOfFeed(one.feed, one.unlooked) }));
    const next = nextTurn({ lane: lanes.release }, due, 0);
    const what = next?.is === 'look' ? next.look.feed : 'create';
    const isOverdue = next?.is === 'look' && next.look.lane === lanes.overdueFeed;
    const unlooked = what === 'labels' ? 0 : now - (looked['labels'] ?? 0);
    const leaving = what === 'labels' && isOverdue ? [] : labelLooksDue(window, unlooked, now);
    if (roomFrom({ ...window, starts }, { calls: 1, leaving }, now) > now) continue;
    calls.push({ at: now, what });
    if (what === 'create') created += 1;
    else looked[what] = now;
  }
  const at = (what: string) => calls.filter((one) => one.what === what).map((one) => one.at);
  return { creates: at('create'), labels: at('labels'), all: calls.map((one) => one.at) };
};

test('4,000 orders that are ready at once leave the label feed its floor, in two windows', () => {
  const { creates, labels, all } = rush(41);
  expect(creates).toHaveLength(41);
  const last = creates.at(-1) ?? 0;
  expect(last - (creates[0] ?? 0)).toBeLessThan(2 * 62_000);
  // The window was full: releases waited for it.
  expect(last - (creates[0] ?? 0)).toBeGreaterThan(62_000);
  const looks = [1_000, ...labels, last];
  const gaps = looks.map((one, index) => one - (looks[index - 1] ?? one));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(31_000);
  const most = Math.max(...all.map((from) =>
    all.filter((one) => one >= from && one < from + 62_000).length));
  expect(most).toBe(35);
});
