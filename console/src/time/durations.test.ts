import { describe, expect, it } from 'vitest';
import { ageOf, callTimeInWords, durationInWords } from './durations.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('how long something waits', () => {
  it.each([
    [-5 * minute, 'under 1 min'],
    [0, 'under 1 min'],
    [59 * second, 'under 1 min'],
    [minute, '1 min'],
    [23 * minute + 59 * second, '23 min'],
    [59 * minute + 59 * second, '59 min'],
    [hour, '1 h 00'],
    [2 * hour + 5 * minute, '2 h 05'],
    [23 * hour + 59 * minute, '23 h 59'],
    [24 * hour, '1 day 0 h'],
    [76 * hour, '3 days 4 h'],
  ])('%i ms is "%s"', (length, text) => {
    expect(durationInWords(length)).toBe(text);
  });
});

describe('how long a call took', () => {
  it.each([
    [3, 'under 0.1 s'],
    [600, '0.6 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [30_000, '30 s'],
    [59_700, '1 min 00 s'],
    [125_000, '2 min 05 s'],
  ])('%i ms is "%s"', (length, text) => {
    expect(callTimeInWords(length)).toBe(text);
  });
});

describe('a wait against its limit of 10 minutes', () => {
  const since = '2026-11-22T13:00:00Z';
  const wait = { since, limitAt: '2026-11-22T13:10:00Z', isLate: false };
  const after = (minutes: number) => Date.parse(since) + minutes * minute;
  it.each([
    [0, 'in-time'], [5, 'in-time'], [6, 'due-soon'], [10, 'due-soon'],
    [11, 'late'], [20, 'late'], [21, 'very-late'],
  ])('after %i min is %s', (minutes, age) => {
    expect(ageOf(wait, after(minutes))).toBe(age);
  });

  it('is late when the server says so, whatever this clock says', () => {
    expect(ageOf({ ...wait, isLate: true }, after(1))).toBe('late');
    expect(ageOf({ since, limitAt: null, isLate: true }, after(1))).toBe('late');
  });

  it('has no class without a limit', () => {
    expect(ageOf({ since, limitAt: null, isLate: false }, after(500))).toBeNull();
  });
});
