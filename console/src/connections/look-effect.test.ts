/** What the page says while somebody slides, and what it would write into the policy. */
import { expect, it } from 'vitest';
import {
  boundsNow, effectOf, heardAfter, moved, shortestOf, stopsBetween, withBounds, type BoundedList,
  type Bounds, type Looks,
} from './look-effect.ts';

const looksOf = (atMost: number, every: number, atLeast: number): Looks => ({
  atMostEveryMilliseconds: atMost, atLeastEveryMilliseconds: atLeast, costInCalls: 1,
  usual: { atMostEveryMilliseconds: atMost, atLeastEveryMilliseconds: atLeast },
  shortestMilliseconds: 2_000, longestMilliseconds: { atMostEvery: every, atLeastEvery: atLeast },
});
const labels = looksOf(4_000, 30_000, 60_000);
const orders = looksOf(10_000, 60_000, 120_000);
const listsWith = (bounds: Partial<Bounds>): BoundedList[] => [
  { feed: 'labels', looks: labels, bounds: { ...boundsNow(labels), ...bounds } },
  { feed: 'orders', looks: orders, bounds: boundsNow(orders) },
];
const polling = { callsPerMinute: 40, keptFree: 5, atMost: 26 };

it('hears of news after half of the time between two looks, and the answer', () => {
  expect(heardAfter(4_000, 240)).toBe(2_240);
});

it('counts the calls of all lists, and says when they would leave too few', () => {
  expect(effectOf(listsWith({}), polling))
    .toEqual({ callsQuiet: 2, callsBrisk: 21, isAllowed: true });
  expect(effectOf(listsWith({ atMost: 2_000 }), polling))
    .toEqual({ callsQuiet: 2, callsBrisk: 36, isAllowed: false });
  expect(effectOf(listsWith({}), { ...polling, atMost: 9 })).toMatchObject({ isAllowed: true });
  expect(effectOf(listsWith({ atMost: 2_000 }), { ...polling, atMost: null }))
    .toMatchObject({ isAllowed: true });
});

it('stops at round lengths within the limits, and where it stands now', () => {
  expect(stopsBetween(2_000, 12_000, [8_000]))
    .toEqual([2_000, 3_000, 4_000, 5_000, 7_000, 8_000, 10_000, 12_000]);
});

it('keeps the two bounds in their order', () => {
  const list = { looks: orders, bounds: { atMost: 10_000, atLeast: 20_000 } };
  expect(moved(list, 'atMost', 30_000)).toEqual({ atMost: 30_000, atLeast: 30_000 });
  expect(moved(list, 'atLeast', 5_000)).toEqual({ atMost: 5_000, atLeast: 5_000 });
  expect(moved(list, 'atLeast', 15_000)).toEqual({ atMost: 10_000, atLeast: 15_000 });
});

it('promises no look sooner than the connector makes it', () => {
  const bounds = { atMost: 4_000, atLeast: 60_000 };
  expect(shortestOf('atMost', { looks: labels, bounds })).toBe(4_000);
  const often = moved({ looks: labels, bounds }, 'atLeast', shortestOf('atLeast', {
    looks: labels, bounds,
  }));
  expect(often).toEqual({ atMost: 2_000, atLeast: 2_000 });
  expect(shortestOf('atMost', { looks: labels, bounds: often })).toBe(2_000);
  expect(moved({ looks: labels, bounds: often }, 'atLeast', 60_000)).toEqual(bounds);
});

it('writes only what differs from the usual of the lists named, and nothing else', () => {
  const voids = { atMostEvery: '9s' };
  const account = { connector: 'shipstation', looks: { voids, labels: { atMostEvery: '9s' } } };
  const policy = { version: 7, document: { connections: { ss: account }, limits: {} } };
  const looksAfter = (lists: readonly BoundedList[]) => withBounds(policy, 'ss', lists);
  expect(looksAfter(listsWith({ atLeast: 20_000 }))).toEqual({
    basedOn: 7, secrets: {}, document: { limits: {}, connections: {
      ss: { connector: 'shipstation', looks: { voids, labels: { atLeastEvery: '20s' } } },
    } },
  });
  expect(looksAfter([]).document).toEqual(policy.document);
  expect(looksAfter(listsWith({})).document)
    .toEqual({ limits: {}, connections: { ss: { connector: 'shipstation', looks: { voids } } } });
});
