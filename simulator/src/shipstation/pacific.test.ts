import { describe, expect, test } from 'vitest';
import { pacificMidnight, pacificText, readPacific, shortFraction } from './pacific.ts';

const at = (text: string) => Date.parse(text);

describe('Pacific text', () => {
  test('follows summer and winter time', () => {
    expect(pacificText(at('2026-07-01T19:00:00.317Z'))).toBe('2026-07-01T12:00:00.3170000');
    expect(pacificText(at('2026-12-01T20:00:00Z'))).toBe('2026-12-01T12:00:00.0000000');
  });

  test('says half past one twice in the autumn night', () => {
    expect(pacificText(at('2026-11-01T08:30:00Z'))).toBe('2026-11-01T01:30:00.0000000');
    expect(pacificText(at('2026-11-01T09:30:00Z'))).toBe('2026-11-01T01:30:00.0000000');
  });

  test('leaves out an hour in the spring night', () => {
    expect(pacificText(at('2026-03-08T09:59:59Z'))).toBe('2026-03-08T01:59:59.0000000');
    expect(pacificText(at('2026-03-08T10:00:00Z'))).toBe('2026-03-08T03:00:00.0000000');
  });

  test('has its midnight after the autumn change at 08:00 UTC', () => {
    expect(pacificMidnight('2026-11-02')).toBe(at('2026-11-02T08:00:00Z'));
  });
});

describe('a date from a caller', () => {
  test.each([
    ['2026-03-02', '2026-03-02T00:00:00.0000000'],
    ['2026-03-02 14:21:00', '2026-03-02T14:21:00.0000000'],
    ['2026-03-02T14:21:00.58', '2026-03-02T14:21:00.5800000'],
    ['2026-03-02T22:21:00Z', '2026-03-02T14:21:00.0000000'],
    ['2026-03-02T22:21:00-00:00', '2026-03-02T14:21:00.0000000'],
    ['2026-03-02T22:21:00+01:00', '2026-03-02T13:21:00.0000000'],
  ])('%s', (given, read) => {
    expect(readPacific(given)).toBe(read);
  });

  test.each(['', 'tomorrow', '2026-02-30', '2026-03-02 25:00:00', '02/03/2026'])(
    'is refused: "%s"',
    (given) => {
      expect(readPacific(given)).toBeNull();
    },
  );
});

test('item times drop the zeros at the end and nothing else', () => {
  expect(shortFraction('2026-03-02T16:04:10.5800000')).toBe('2026-03-02T16:04:10.58');
  expect(shortFraction('2026-03-02T16:04:10.0000000')).toBe('2026-03-02T16:04:10');
});
