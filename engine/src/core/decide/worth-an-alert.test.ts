import { expect, test } from 'vitest';
import { instant, later, type Instant } from '../model/instant.ts';
import { worthAnAlert, type CauseNow, type ToldCause, type WhyTold } from './worth-an-alert.ts';

const noon = instant(Date.UTC(2026, 10, 22, 12, 0));
const minute = 60_000;
const at = (minutes: number): Instant => later(noon, minutes * minute);
const cause = (over: Partial<CauseNow> = {}): CauseNow =>
  ({ count: 31, severity: 2, oldestAt: noon, backAt: null, isPutOff: false, ...over });
const told: ToldCause = { at: at(1), count: 31, severity: 2 };

test('a cause is told when it has stood for a minute, and the gravest at once', () => {
  expect(worthAnAlert(null, cause(), later(at(1), -1))).toBeNull();
  expect(worthAnAlert(null, cause(), at(1))).toBe('new');
  expect(worthAnAlert(null, cause({ severity: 1 }), noon)).toBe('new');
  expect(worthAnAlert(null, cause({ count: 0 }), at(9))).toBeNull();
});

test('one that runs up from 1 to 500 in a day is told once for each doubling', () => {
  const heard: [number, WhyTold][] = [];
  let last: ToldCause | null = null;
  for (let count = 1; count <= 500; count += 1) {
    const now = at(count * 3);
    const why = worthAnAlert(last, cause({ count }), now);
    if (why === null) continue;
    heard.push([count, why]);
    last = { at: now, count, severity: 2 };
  }
  expect(heard).toEqual([
    [1, 'new'], [3, 'doubled'], [6, 'doubled'], [12, 'doubled'], [24, 'doubled'], [48, 'doubled'],
    [96, 'doubled'], [192, 'doubled'], [384, 'doubled'],
  ]);
});

test('as many, a few more, or fewer are told to nobody', () => {
  for (const count of [1, 30, 31, 61]) {
    expect(worthAnAlert(told, cause({ count }), at(600))).toBeNull();
  }
  expect(worthAnAlert(told, cause({ count: 62 }), at(6))).toBe('doubled');
  expect(worthAnAlert(told, cause({ count: 62 }), at(5))).toBeNull();
});

test('a graver one is told at once, and a milder one not at all', () => {
  expect(worthAnAlert({ ...told, severity: 3 }, cause(), at(2))).toBe('graver');
  expect(worthAnAlert({ ...told, severity: 1 }, cause(), at(600))).toBeNull();
});

test('one that came back is told when an hour has passed since it was last told, and once', () => {
  const back = cause({ count: 2, oldestAt: at(20), backAt: at(20) });
  expect(worthAnAlert(told, back, at(60))).toBeNull();
  expect(worthAnAlert(told, back, at(61))).toBe('returned');
  expect(worthAnAlert({ ...told, at: at(61) }, back, at(600))).toBeNull();
});

test('nobody hears of what somebody waits with', () => {
  expect(worthAnAlert(null, cause({ isPutOff: true }), at(600))).toBeNull();
  expect(worthAnAlert(told, cause({ count: 99, isPutOff: true }), at(600))).toBeNull();
});
