import { expect, test } from 'vitest';
import { laneOf, laneOfFeed } from './lanes.ts';

test('the feeds and what they stand between, first to last', () => {
  const inOrder = [
    laneOf('void-label'),
    laneOfFeed('labels', 0),
    laneOf('amend-order'),
    laneOfFeed('voids', 0),
    laneOfFeed('orders', 0),
  ];
  expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
  expect(new Set(inOrder).size).toBe(inOrder.length);
});

test.each(['labels', 'voids', 'orders'])(
  '%s, two minutes overdue, go before any release',
  (feed) => {
    expect(laneOfFeed(feed, 120_001)).toBeLessThan(laneOf('create-order'));
    expect(laneOfFeed(feed, 120_001)).toBeGreaterThan(laneOf('withdraw-order'));
  },
);
