import { describe, expect, test } from 'vitest';
import { instant, parseInstant, renderInstant } from '../../../core/model/instant.ts';
import {
  orderingInstant, pacificInstant, renderPacific, renderWindowEnd, renderWindowStart,
} from './pacific.ts';

const at = (text: string) => parseInstant(text) ?? instant(Number.NaN);
const iso = (text: string) => {
  const read = pacificInstant(text);
  return read === null ? null : renderInstant(read);
};

describe('reading the wall clock', () => {
  test.each([
    ['2026-03-03T07:41:09.3170000', '2026-03-03T15:41:09.317Z'],
    ['2026-07-03 07:41:09', '2026-07-03T14:41:09Z'],
    ['2026-03-02T16:04:11.58', '2026-03-03T00:04:11.580Z'],
    ['2026-03-03', '2026-03-03T08:00:00Z'],
    // With an offset the text means what it says [skv].
    ['2026-03-03T07:41:09-00:00', '2026-03-03T07:41:09Z'],
    ['2026-03-03T07:41:09Z', '2026-03-03T07:41:09Z'],
    // The second before the clocks go back, the repeated hour (earlier reading), and after it.
    ['2026-11-01T00:59:59', '2026-11-01T07:59:59Z'],
    ['2026-11-01T01:30:00', '2026-11-01T08:30:00Z'],
    ['2026-11-01T02:00:00', '2026-11-01T10:00:00Z'],
    // The missing hour, as by a clock that was not put forward.
    ['2026-03-08T01:59:59', '2026-03-08T09:59:59Z'],
    ['2026-03-08T02:30:00', '2026-03-08T10:30:00Z'],
    ['2026-03-08T03:00:00', '2026-03-08T10:00:00Z'],
    ['0001-01-01T00:00:00', null],
    ['soon', null],
    ['', null],
    ['2026-02-30T00:00:00', null],
  ])('%s is %s', (theirs, ours) => {
    expect(iso(theirs)).toBe(ours);
  });

  test('a time in the repeated hour does not decide which sighting is newer', () => {
    expect(orderingInstant('2026-11-01T01:00:00')).toBeNull();
    expect(orderingInstant('2026-11-01T01:59:59.9999999')).toBeNull();
    expect(orderingInstant('2026-11-01T00:59:59')).toBe(at('2026-11-01T07:59:59Z'));
    expect(orderingInstant('2026-11-01T02:00:00')).toBe(at('2026-11-01T10:00:00Z'));
    expect(orderingInstant('2026-03-08T02:30:00')).toBe(at('2026-03-08T10:30:00Z'));
  });
});

describe('writing the wall clock', () => {
  test.each([
    ['2026-01-15T12:00:00.900Z', '2026-01-15 04:00:00'],
    ['2026-07-15T12:00:00Z', '2026-07-15 05:00:00'],
    ['2026-11-01T09:30:00Z', '2026-11-01 01:30:00'],
  ])('%s is %s', (ours, theirs) => {
    expect(renderPacific(at(ours))).toBe(theirs);
  });

  test('outside of a repeated hour a window is as wide as asked, to the whole second', () => {
    expect(renderWindowStart(at('2026-07-15T12:00:00.900Z'))).toBe('2026-07-15 05:00:00');
    expect(renderWindowEnd(at('2026-07-15T12:00:00.100Z'))).toBe('2026-07-15 05:00:01');
  });

  // Every minute around both change nights: whatever happened inside the window has a wall-clock
  // text inside the rendered one, as a server sees it that stores and compares wall-clock texts.
  test.each(['2026-11-01T06:30:00Z', '2026-03-08T08:00:00Z'])(
    'no window around the change night of %s loses a row',
    (night) => {
      const start = at(night);
      const minutes = Array.from({ length: 300 }, (_, i) => instant(start + i * 60_000));
      const lost: string[] = [];
      for (const from of minutes.filter((_, i) => i % 7 === 0)) {
        for (const width of [1, 10, 45, 70]) {
          const to = instant(from + width * 60_000);
          const [low, high] = [renderWindowStart(from), renderWindowEnd(to)];
          const inside = minutes.filter((minute) => minute >= from && minute <= to);
          for (const minute of inside) {
            const text = renderPacific(minute);
            if (text < low || text > high) lost.push(`${text} not in ${low} to ${high}`);
          }
        }
      }
      expect(lost).toEqual([]);
    },
  );
});
