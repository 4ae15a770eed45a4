/** Who else uses a key is reckoned from what its owner says remains. */
import { expect, test } from 'vitest';
import { othersAfter, withOthers, type Told } from './others-on-key.ts';

const now = 600_000;
const usual: Told = {
  allowed: 40, remaining: 40, resetMilliseconds: 30_000, perMilliseconds: 60_000, ours: [],
  before: null,
};
const calls = (count: number, at: number) => Array.from({ length: count }, () => at);

const table: readonly (readonly [string, Partial<Told>, number | null])[] = [
  ['nobody called', {}, null],
  ['all that is gone was ours', { remaining: 28, ours: calls(12, now - 10_000) }, null],
  ['we made more, and some never arrived', { remaining: 30, ours: calls(12, now) }, null],
  ['another program made five', { remaining: 23, ours: calls(12, now - 10_000) }, 5],
  ['what we made in their window before does not excuse it',
    { remaining: 35, ours: calls(5, now - 40_000) }, 5],
  ['what we made at its very turn does', { remaining: 35, ours: calls(5, now - 31_000) }, null],
  ['they do not say when it ends', { remaining: 35, resetMilliseconds: null, ours: [now] }, 4],
  ['they allow more than we ever use', { remaining: 4_000 }, null],
  ['an answer from before says less', { remaining: 38,
    before: { calls: 7, until: now + 31_000 } }, 7],
  ['it is another window of theirs', { remaining: 38,
    before: { calls: 7, until: now - 1 } }, 2],
];

test.each(table)('%s', (_, told, expected) => {
  expect(othersAfter({ ...usual, ...told }, now)?.calls ?? null).toBe(expected);
});

test('their calls count until their window ends, whatever else is counted', () => {
  const window = 62_000;
  const until = now + 30_500;
  const all = withOthers([now - 20_000], { calls: 2, until }, window);
  expect(all.filter((at) => at + window <= until)).toHaveLength(2);
  expect(all.filter((at) => at + window <= until - 1)).toHaveLength(0);
  expect(all).toEqual(all.toSorted((a, b) => a - b));
  expect(withOthers([1, 2], null, window)).toEqual([1, 2]);
});
