import { expect, test } from 'vitest';
import { instant, later, type Instant } from '../model/instant.ts';
import { neverSpaced, withLook } from './looks.ts';

const start = instant(Date.UTC(2026, 10, 22, 13));
const after = (...seconds: readonly number[]) =>
  seconds.map((one): Instant => later(start, one * 1_000)).reduce(withLook, neverSpaced);

test('one look, however often it is followed at once, is one look', () => {
  expect(after(0)).toEqual({ newest: start, before: null });
  expect(after(0, 4, 8, 12, 59)).toEqual({ newest: start, before: null });
});

test('a look a minute after it makes two', () => {
  expect(after(0, 4, 60)).toEqual({ newest: later(start, 60_000), before: start });
});

test('looks four seconds apart, for five minutes: what was there three minutes ago is sure', () => {
  const seconds = Array.from({ length: 75 }, (_, index) => index * 4);
  expect(after(...seconds))
    .toEqual({ newest: later(start, 240_000), before: later(start, 180_000) });
});

test('after a long pause one look is not two', () => {
  expect(after(0, 60, 3_600).before).toEqual(later(start, 60_000));
});
