/** How many calls the window still takes, for turns that make several. */
import { expect, test } from 'vitest';
import { lastToExpire } from './budget.ts';

test.each([
  // Starts in the window, the limit, the calls wanted; which start must expire first.
  { starts: [], limit: 38, wanted: 1, last: null },
  { starts: [10, 20], limit: 3, wanted: 1, last: null },
  { starts: [10, 20, 30], limit: 3, wanted: 1, last: 10 },
  { starts: [10, 20, 30, 40], limit: 3, wanted: 1, last: 20 },
  { starts: [10, 20], limit: 5, wanted: 3, last: null },
  { starts: [10, 20, 30], limit: 5, wanted: 3, last: 10 },
  { starts: [10, 20, 30, 40], limit: 5, wanted: 3, last: 20 },
  { starts: [10, 20, 30, 40, 50], limit: 5, wanted: 3, last: 30 },
  // More than ever fit: an empty window will do, and nothing waits for ever.
  { starts: [], limit: 1, wanted: 3, last: null },
  { starts: [10], limit: 1, wanted: 3, last: 10 },
])(
  '$wanted of $limit with $starts.length made: waits for $last',
  ({ starts, limit, wanted, last }) => {
    expect(lastToExpire(starts, limit, wanted)).toBe(last);
  },
);

test('every window that follows holds no more than the limit', () => {
  const [window, limit] = [60, 10];
  const starts: number[] = [];
  const costs = [1, 3, 1, 1, 3, 3, 1, 3, 1, 1, 3, 3, 3, 1, 1];
  let now = 0;
  for (const cost of costs) {
    const inWindow = starts.filter((one) => one > now - window);
    const last = lastToExpire(inWindow, limit, cost);
    now = Math.max(now, last === null ? now : last + window);
    for (let call = 0; call < cost; call += 1) starts.push((now += 1));
  }
  for (const start of starts) {
    const inOne = starts.filter((one) => one >= start && one < start + window);
    expect(inOne.length).toBeLessThanOrEqual(limit);
  }
});
