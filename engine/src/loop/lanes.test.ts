import { expect, test } from 'vitest';
import { laneOf, laneOfFeed, lanes, nextTurn } from './lanes.ts';

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
