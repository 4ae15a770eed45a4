import { describe, expect, it } from 'vitest';
import { clockTime, clockTimeToTheSecond, dayOf, fullTime, instantOf, knownZone } from './clock.ts';

const london = 'Europe/London';
const newYork = 'America/New_York';
const at = (text: string) => Date.parse(text);

describe('a time is told in the zone of the warehouse', () => {
  it('shows the clock alone on the same day', () => {
    expect(clockTime('2026-11-22T13:51:40Z', london, at('2026-11-22T20:00:00Z'))).toBe('13:51');
  });

  it('adds the day when it was another one', () => {
    expect(clockTime('2026-11-21T18:04:00Z', london, at('2026-11-22T09:00:00Z')))
      .toBe('21 Nov 18:04');
  });

  it('adds the day for the same day of another year', () => {
    expect(clockTime('2025-11-22T13:51:00Z', london, at('2026-11-22T20:00:00Z')))
      .toBe('22 Nov 13:51');
  });

  it('takes the day from the zone, not from UTC', () => {
    const instant = '2026-07-01T23:30:00Z';
    expect(clockTime(instant, london, at('2026-07-02T08:00:00Z'))).toBe('00:30');
    expect(clockTime(instant, newYork, at('2026-07-02T03:00:00Z'))).toBe('19:30');
    expect(dayOf(instant, london)).toBe('2 Jul');
    expect(dayOf(instant, newYork)).toBe('1 Jul');
  });

  it('shows midnight as 00, never 24', () => {
    expect(clockTimeToTheSecond('2026-11-22T00:00:05Z', 'UTC', at('2026-11-22T01:00:00Z')))
      .toBe('00:00:05');
  });
});

describe('the night in October when London has one hour twice', () => {
  const now = at('2026-10-25T12:00:00Z');
  it('names the zone in that hour, and only there', () => {
    expect(clockTime('2026-10-24T23:59:00Z', london, now)).toBe('00:59');
    expect(clockTime('2026-10-25T00:30:00Z', london, now)).toBe('01:30 BST');
    expect(clockTime('2026-10-25T01:30:00Z', london, now)).toBe('01:30 GMT');
    expect(clockTime('2026-10-25T02:00:00Z', london, now)).toBe('02:00');
  });

  it('tells the two apart in full', () => {
    expect(fullTime('2026-10-25T00:30:00Z', london))
      .toMatch(/^Sunday,? 25 October 2026 at 01:30:00 BST \(Europe\/London\)$/);
    expect(fullTime('2026-10-25T01:30:00Z', london))
      .toMatch(/^Sunday,? 25 October 2026 at 01:30:00 GMT \(Europe\/London\)$/);
  });

  it('shows the same instants in New York, where the clocks change a week later', () => {
    expect(clockTime('2026-10-25T00:30:00Z', newYork, now)).toBe('24 Oct 20:30');
    expect(clockTime('2026-11-01T05:30:00Z', newYork, at('2026-11-01T12:00:00Z')))
      .toBe('01:30 GMT-4');
    expect(clockTime('2026-11-01T06:30:00Z', newYork, at('2026-11-01T12:00:00Z')))
      .toBe('01:30 GMT-5');
  });

  it('has nothing to add in UTC', () => {
    expect(clockTime('2026-10-25T00:30:00Z', 'UTC', now)).toBe('00:30');
  });
});

describe('a zone that no browser knows', () => {
  it('is shown in UTC and says so in the full time', () => {
    expect(knownZone('Leicester/Shed-3')).toBe('UTC');
    expect(knownZone(london)).toBe(london);
    expect(fullTime('2026-11-22T13:51:40Z', knownZone('Leicester/Shed-3'))).toContain('(UTC)');
  });
});

describe('a wall clock that somebody types is one instant', () => {
  it.each([
    ['2026-11-23T09:00', 'Europe/London', '2026-11-23T09:00:00Z'],
    ['2026-07-01T09:00', 'Europe/London', '2026-07-01T08:00:00Z'],
    ['2026-11-23T09:00', 'America/New_York', '2026-11-23T14:00:00Z'],
    ['2026-11-23T09:00', 'Pacific/Kiritimati', '2026-11-22T19:00:00Z'],
    ['2026-11-23T09:00', 'UTC', '2026-11-23T09:00:00Z'],
    // Told twice: the first of the two. Never told: as if the clocks had not been put forward yet.
    ['2026-10-25T01:30', 'Europe/London', '2026-10-25T00:30:00Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2026-03-29T01:30', 'Europe/London', '2026-03-29T01:30:00Z'],
    ['2026-03-29T02:30', 'Europe/London', '2026-03-29T01:30:00Z'],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(new Date(instantOf(wall, zone)).toISOString().replace('.000', '')).toBe(instant);
  });
});
