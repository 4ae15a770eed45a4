import { expect, test } from 'vitest';
import { instant, later, type Instant } from '../model/instant.ts';
import { judgeView, type ToldView } from './view-above.ts';

const noon = instant(Date.UTC(2026, 10, 22, 12, 0));
const at = (minutes: number): Instant => later(noon, minutes * 60_000);
const above = 10;

/** What is told of a view that is counted every minute, as minute and number. */
const heardOf = (counts: readonly number[], every = 1): (readonly [number, number])[] => {
  const heard: (readonly [number, number])[] = [];
  let told: ToldView | null = null;
  for (const [turn, count] of counts.entries()) {
    const minute = turn * every;
    const finding = judgeView({ above, told }, count, at(minute));
    if (finding === 'tell') {
      told = { at: at(minute), count, isOver: false };
      heard.push([minute, count]);
    }
    if (finding === 'over' && told !== null) told = { ...told, isOver: true };
  }
  return heard;
};

test('a view is told when it shows more than its number, and as many are not more', () => {
  expect(judgeView({ above, told: null }, 10, noon)).toBe('as-before');
  expect(judgeView({ above, told: null }, 11, noon)).toBe('tell');
  expect(judgeView({ above: 0, told: null }, 1, noon)).toBe('tell');
});

test('however many more there are, it is told once until it has shown no more than that', () => {
  expect(heardOf([9, 10, 11, 12, 400, 11, 11], 60)).toEqual([[120, 11]]);
  expect(heardOf([11, 10, 12], 60)).toEqual([[0, 11], [120, 12]]);
});

test('what goes up and down all day is told once an hour', () => {
  const counts = Array.from({ length: 150 }, (_, minute) => minute % 2 === 0 ? 11 : 10);
  expect(heardOf(counts)).toEqual([[0, 11], [60, 11], [120, 11]]);
});

test('that it has fallen back is found once', () => {
  const told: ToldView = { at: noon, count: 12, isOver: false };
  expect(judgeView({ above, told }, 10, at(1))).toBe('over');
  expect(judgeView({ above, told: { ...told, isOver: true } }, 3, at(2))).toBe('as-before');
  expect(judgeView({ above, told }, 12, at(600))).toBe('as-before');
});
