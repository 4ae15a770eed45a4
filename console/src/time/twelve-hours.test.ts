/** For American readers: the same clocks in twelve hours. */
import { expect, it, vi } from 'vitest';

vi.mock('../words/language.ts', () => ({ numberLanguage: 'en-US' }));
const { clockTime, clockTimeToTheSecond, fullTime, instantOf } = await import('./clock.ts');

const zone = 'America/New_York';
const now = Date.parse('2026-11-22T20:00:00Z');
const flat = (text: string) => text.replaceAll(/\s/g, ' ');

it.each([
  ['2026-11-22T05:00:00Z', '12:00 AM'], ['2026-11-22T17:05:00Z', '12:05 PM'],
  ['2026-11-22T18:51:40Z', '1:51 PM'], ['2026-11-21T14:00:00Z', 'Nov 21 9:00 AM'],
  // The hour that comes twice says which of the two it is.
  ['2026-11-01T05:30:00Z', 'Nov 1 1:30 AM EDT'], ['2026-11-01T06:30:00Z', 'Nov 1 1:30 AM EST'],
])('%s is %s', (instant, told) => {
  expect(flat(clockTime(instant, zone, now))).toBe(told);
});

it('seconds and the whole time say the half of the day too', () => {
  expect(flat(clockTimeToTheSecond('2026-11-22T18:51:40Z', zone, now))).toBe('1:51:40 PM');
  expect(flat(fullTime('2026-11-22T18:51:40Z', zone)))
    .toBe('Sunday, November 22, 2026 at 1:51:40 PM EST (America/New_York)');
});

it('what is typed is read by the clock and not by its words', () => {
  expect(new Date(instantOf('2026-11-22T13:51', zone)).toISOString())
    .toBe('2026-11-22T18:51:00.000Z');
});
