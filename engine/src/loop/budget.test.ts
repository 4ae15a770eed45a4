/** How many calls the window still takes, for turns that make several. */
import { describe, expect, test } from 'vitest';
import { labelFloor, labelLooksDue, roomFrom } from './window.ts';

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
  // By a clock that is a little ahead: they count already.
  { starts: [110, 120], limit: 2, wanted: 1, last: 110 },
  // More than ever fit: an empty window will do, and nothing waits for ever.
  { starts: [], limit: 1, wanted: 3, last: null },
  { starts: [10], limit: 1, wanted: 3, last: 10 },
])(
  '$wanted of $limit with $starts.length made: waits for $last',
  ({ starts, limit, wanted, last }) => {
    const window = { starts, limit, milliseconds: 1_000 };
    expect(roomFrom(window, { calls: wanted, leaving: [] }, 100))
      .toBe(last === null ? 100 : last + 1_000);
  },
);

test('every window that follows holds no more than the limit', () => {
  const [window, limit] = [60, 10];
  const starts: number[] = [];
  const costs = [1, 3, 1, 1, 3, 3, 1, 3, 1, 1, 3, 3, 3, 1, 1];
  let now = 0;
  for (const cost of costs) {
    const inWindow = starts.filter((one) => one > now - window);
    now = roomFrom({ starts: inWindow, limit, milliseconds: window }, {
      calls: cost, leaving: [],
    }, now);
    for (let call = 0; call < cost; call += 1) starts.push((now += 1));
  }
  for (const start of starts) {
    const inOne = starts.filter((one) => one >= start && one < start + window);
    expect(inOne.length).toBeLessThanOrEqual(limit);
  }
});

describe('what is left for the looks at labels', () => {
  const second = 1_000;
  const window = { limit: 35, milliseconds: 62 * second };
  const calls = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) => from + index * 10);
  const opens = (starts: readonly number[], unlooked: number, now: number) => roomFrom(
    { ...window, starts }, { calls: 1, leaving: labelLooksDue(window, unlooked, now) }, now);

  test.each([
    // Calls made just now, how long labels were not looked at, and whether one more may start.
    [0, 0, true], [32, 0, true], [33, 0, false],
    // Due at once, after half a minute and after a whole one: all while that call counts.
    [31, 30 * second, true], [32, 30 * second, false],
    // The third comes when what is spent now counts no longer.
    [32, 20 * second, true], [33, 20 * second, false],
  ])('%i calls made, labels last looked at %i ms ago', (made, unlooked, isOpen) => {
    const now = 100 * second;
    expect(opens(calls(made, now - 10 * made), unlooked, now) === now).toBe(isOpen);
  });

  test('a call waits until it leaves the next looks their room, and for no longer', () => {
    const starts = calls(34, 0);
    expect(opens(starts, 0, 10 * second)).toBe(window.milliseconds);
    // Those that count no longer when the look is due keep nothing from it.
    expect(opens(starts, 0, 40 * second)).toBe(40 * second);
  });

  test.each([
    // More calls than a small key ever has beside its looks at labels: they go between two looks.
    { limit: 15, wanted: 14, alsoMade: 0, waits: 0 },
    { limit: 15, wanted: 14, alsoMade: 1, waits: 61 * second },
    { limit: 35, wanted: 14, alsoMade: 18, waits: 0 },
    { limit: 35, wanted: 14, alsoMade: 19, waits: 61 * second },
  ])('$wanted of $limit beside the looks, with $alsoMade other calls made', (one) => {
    const { limit, wanted, alsoMade, waits } = one;
    const now = 100 * second;
    const looked = [now - 60 * second, now - 30 * second, now - second];
    const small = { limit, milliseconds: window.milliseconds };
    const starts = [...looked, ...Array.from({ length: alsoMade }, () => now)];
    const opens = roomFrom({ ...small, starts: starts.toSorted((a, b) => a - b) }, {
      calls: wanted, leaving: labelLooksDue(small, second, now),
    }, now);
    expect(opens).toBe(now + waits);
  });

  test('a key of very few calls has only the order of turns', () => {
    expect(labelLooksDue({ limit: 7, milliseconds: 62 * second }, 0, 0)).toEqual([]);
    expect(labelLooksDue({ limit: 8, milliseconds: 62 * second }, 0, 0)[0]).toBe(labelFloor);
  });

  test('a clock that was put back moves no look further away than its floor', () => {
    expect(labelLooksDue(window, -3_600_000, 5)[0]).toBe(5 + labelFloor);
  });
});
