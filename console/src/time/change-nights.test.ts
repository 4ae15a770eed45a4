/** The nights on which clocks change: an hour that there is not, and one that there is twice. */
import { describe, expect, it } from 'vitest';
import { clockTime, fullTime } from './clock.ts';

const london = 'Europe/London';
const newYork = 'America/New_York';

const told = (zone: string, instants: readonly string[], now: string) =>
  instants.map((one) => clockTime(one, zone, Date.parse(now)));

describe('in March, when an hour is left out', () => {
  it('London goes from 00:59 to 02:00, and no hour needs its zone named', () => {
    expect(told(london, ['2027-03-28T00:59:00Z', '2027-03-28T01:00:00Z', '2027-03-28T01:30:00Z'],
      '2027-03-28T12:00:00Z')).toEqual(['00:59', '02:00', '02:30']);
    expect(fullTime('2027-03-28T00:59:59Z', london)).toMatch(/00:59:59 GMT \(Europe\/London\)$/);
    expect(fullTime('2027-03-28T01:00:00Z', london)).toMatch(/02:00:00 BST \(Europe\/London\)$/);
  });

  it('New York goes from 01:59 to 03:00, two weeks earlier', () => {
    expect(told(newYork, ['2027-03-14T06:59:00Z', '2027-03-14T07:00:00Z'],
      '2027-03-14T12:00:00Z')).toEqual(['01:59', '03:00']);
  });
});

describe('the same instants in every zone that can be chosen', () => {
  const instants = [
    '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z',
  ];
  it('are told apart, in the order in which they came', () => {
    for (const zone of [london, newYork, 'UTC']) {
      const times = instants.map((one) => fullTime(one, zone));
      expect(new Set(times).size).toBe(instants.length);
    }
    expect(told('UTC', instants, '2026-10-25T12:00:00Z'))
      .toEqual(['00:30', '01:30', '28 Mar 00:30', '28 Mar 01:30']);
    expect(told(london, instants, '2027-03-28T12:00:00Z'))
      .toEqual(['25 Oct 01:30 BST', '25 Oct 01:30 GMT', '00:30', '02:30']);
    expect(told(newYork, instants, '2027-03-28T12:00:00Z'))
      .toEqual(['24 Oct 20:30', '24 Oct 21:30', '27 Mar 20:30', '27 Mar 21:30']);
  });
});
