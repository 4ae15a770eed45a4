import { describe, expect, it } from 'vitest';
import {
  callTimeInWords, clockInWords, dayInWords, durationInWords, knownZone, secondsInWords,
} from './times.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const london = (now: string) => ({ timeZone: 'Europe/London', now: Date.parse(now) });

describe('how long something waits', () => {
  it.each([
    [-5 * minute, 'under 1 min'],
    [59 * second, 'under 1 min'],
    [minute, '1 min'],
    [23 * minute + 59 * second, '23 min'],
    [hour, '1 h 00'],
    [2 * hour + 5 * minute, '2 h 05'],
    [24 * hour, '1 day 0 h'],
    [76 * hour, '3 days 4 h'],
  ])('%i ms is "%s"', (length, words) => {
    expect(durationInWords(length)).toBe(words);
  });
});

describe('how long an answer took', () => {
  it.each([
    [3, 'under 0.1 s'], [600, '0.6 s'], [9_960, '10 s'], [30_000, '30 s'],
  ])('%i ms is "%s"', (length, words) => {
    expect(callTimeInWords(length)).toBe(words);
  });
});

describe('a time is told by the clock of the warehouse', () => {
  it.each([
    ['2026-07-01T13:51:40Z', '2026-07-01T20:00:00Z', '14:51'],
    ['2026-11-21T18:04:00Z', '2026-11-22T09:00:00Z', '21 Nov 18:04'],
    ['2025-11-22T13:51:00Z', '2026-11-22T20:00:00Z', '22 Nov 2025 13:51'],
    ['2026-07-01T23:30:00Z', '2026-07-02T08:00:00Z', '00:30'],
  ])('%s at %s is %s', (instant, now, words) => {
    expect(clockInWords(instant, london(now))).toBe(words);
  });

  it('tells the two readings of the repeated hour in October apart', () => {
    const zone = 'Europe/London';
    expect(secondsInWords('2026-10-25T00:30:00Z', zone)).toBe('01:30:00 (+01:00)');
    expect(secondsInWords('2026-10-25T01:30:00Z', zone)).toBe('01:30:00 (+00:00)');
    expect(secondsInWords('2026-10-25T02:00:00Z', zone)).toBe('02:00:00');
  });

  it('names the day there, not the day in UTC', () => {
    expect(dayInWords('2026-07-01T23:30:00Z', 'Europe/London')).toBe('Thursday 2 July 2026');
  });

  it('falls back to UTC for a zone that this Node does not know', () => {
    expect(knownZone('Mars/Olympus')).toBe('UTC');
    expect(knownZone('Europe/London')).toBe('Europe/London');
  });
});
