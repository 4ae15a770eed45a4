import { expect, test } from 'vitest';
import { wireTimeOf } from './pace.ts';

test.each([
  ['as real time runs', 3_000, 1, 3_000],
  ['sixty times as fast', 60_000, 60, 1_000],
  ['standing still, it never comes', 1, 0, Number.POSITIVE_INFINITY],
  ['standing still, what is due is due', 0, 0, 0],
  ['what is overdue is due now', -5, 60, 0],
])('a stretch of world time %s', (_case, world, pace, expected) => {
  expect(wireTimeOf(world, pace)).toBe(expected);
});
