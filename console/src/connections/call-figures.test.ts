/** A chart and its sentence say what the list of the same calls says. */
import { expect, it } from 'vitest';
import type { Call } from '../api/client.ts';
import { figuresOf, planeOf } from './call-figures.ts';

const call = (second: number, tookMilliseconds: number | null, isFailed = false): Call => ({
  id: second, at: new Date(Date.UTC(2026, 10, 22, 14, 0, second)).toISOString(), purpose: 'feed x',
  tookMilliseconds, isFailed, sentence: '', result: null, orders: [],
});

it('says how long half took, how long the slowest 5 % took, and how many failed', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => call(index, 1_000 - index, index < 3));
  expect(figuresOf(hundred)).toEqual({ count: 100, failed: 3, untimed: 0, half: 950, slow: 995 });
  expect(figuresOf([call(1, 40), call(2, 30_000, true), call(3, null, true)]))
    .toEqual({ count: 3, failed: 2, untimed: 1, half: 40, slow: 30_000 });
  expect(figuresOf([call(1, null)]))
    .toEqual({ count: 1, failed: 0, untimed: 0, half: null, slow: null });
});

it('places each call by its time, between whole powers of ten', () => {
  const { placed, decades } = planeOf([call(9, 240), call(5, 30_000, true), call(2, null, true)]);
  expect(decades).toEqual([100, 1_000, 10_000, 100_000]);
  expect(placed.map(({ call: { id }, height }) => [id, height]))
    .toEqual([[2, 100], [5, 30_000], [9, 240]]);
  expect((placed[1]?.at ?? 0) - (placed[0]?.at ?? 0)).toBe(3);
});

it('leaves out what is awaited, and has room for the fastest', () => {
  const { placed, decades } = planeOf([call(1, null), call(2, 0)]);
  expect(placed.map(({ call: { id }, height }) => [id, height])).toEqual([[2, 10]]);
  expect(decades).toEqual([10, 100]);
  expect(planeOf([]).decades).toEqual([1_000, 10_000]);
});
