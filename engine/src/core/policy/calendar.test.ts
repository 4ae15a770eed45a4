import { expect, test } from 'vitest';
import { parseInstant, renderInstant, type Instant } from '../model/instant.ts';
import { nextCollection, parseCollection, parseTimeZone } from './calendar.ts';
import type { Problem } from './reading.ts';
import type { Collection } from './policy.ts';

const at = (text: string): Instant => {
  const found = parseInstant(text);
  if (found === null) throw new Error(text);
  return found;
};
const van = (time: string, days: string, carrier = 'dpd'): Collection => {
  const problems: Problem[] = [];
  const found = parseCollection({ value: { carrier, at: time, days }, path: 'c', problems });
  if (found === null) throw new Error(JSON.stringify(problems));
  return found;
};
const next = (vans: readonly Collection[], from: string, zone = 'Europe/London'): string | null => {
  const found = nextCollection(vans, 'dpd', zone, at(from));
  return found === null ? null : renderInstant(found);
};

test('the van of today counts until its minute has passed', () => {
  const vans = [van('16:30', 'mon-fri')];
  expect(next(vans, '2026-11-23T16:30:00Z')).toBe('2026-11-23T16:30:00Z');
  expect(next(vans, '2026-11-23T16:30:00.001Z')).toBe('2026-11-24T16:30:00Z');
});

test('a weekend is waited out, and the earliest of several vans is the one', () => {
  expect(next([van('16:30', 'mon-fri')], '2026-11-20T17:00:00Z')).toBe('2026-11-23T16:30:00Z');
  expect(next([van('16:30', 'daily'), van('11:00', 'daily')], '2026-11-23T09:00:00Z'))
    .toBe('2026-11-23T11:00:00Z');
});

test('a weekly van is found a week ahead; another carrier’s van is none of ours', () => {
  expect(next([van('09:00', 'mon')], '2026-11-23T09:01:00Z')).toBe('2026-11-30T09:00:00Z');
  expect(next([van('09:00', 'daily', 'ups')], '2026-11-23T08:00:00Z')).toBeNull();
});

test('days may span the end of the week', () => {
  expect(van('09:00', 'sat-mon').days).toEqual(['sat', 'sun', 'mon']);
});

test('the wall clock of the warehouse counts on both sides of the change of clocks', () => {
  const vans = [van('16:30', 'daily')];
  expect(next(vans, '2026-03-28T17:00:00Z')).toBe('2026-03-29T15:30:00Z');
  expect(next(vans, '2026-10-24T16:00:00Z')).toBe('2026-10-25T16:30:00Z');
});

test('a time that does not exist in the night of spring is read as the later one', () => {
  expect(next([van('01:30', 'daily')], '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:30:00Z');
});

test('a time that comes twice in the night of autumn is the first of the two', () => {
  expect(next([van('01:30', 'daily')], '2026-10-25T00:00:00Z')).toBe('2026-10-25T00:30:00Z');
});

test('the day of the week is the warehouse’s, not that of universal time', () => {
  // Monday 03:00 in Tokyo is still Sunday in London.
  expect(next([van('09:00', 'mon')], '2026-11-22T18:00:00Z', 'Asia/Tokyo'))
    .toBe('2026-11-23T00:00:00Z');
});

test('times, days and zones that nobody can mean are refused in words', () => {
  const problems: Problem[] = [];
  parseCollection({ value: { carrier: 'dpd', at: '24:00', days: 'mon-fry' }, path: 'c', problems });
  parseTimeZone({ value: 'Europe/Leicester', path: 'z', problems });
  expect(problems).toEqual([
    { path: 'c.at', problem: 'must be a time of day such as "16:30", in quotation marks' },
    { path: 'c.days', problem: 'must be days such as mon-fri, or mon, wed, or daily' },
    { path: 'z', problem: 'must be a time zone such as Europe/London' },
  ]);
});
