import { expect, it } from 'vitest';
import { noBurst, scannedBy, withPress, type Burst } from './scan.ts';

const pressed = (text: string, gap: number, from = 1_000): Burst =>
  Array.from(text).reduce<Burst>(
    (burst, key, at) => withPress(burst, { key, at: from + at * gap }), noBurst);
const ended = (burst: Burst, gap: number, key = 'Enter') =>
  scannedBy(burst, { key, at: burst.to + gap });

it.each([12, 17, 44])('a burst of %i ms from sign to sign is a scan', (gap) => {
  expect(ended(pressed('15501234567890', gap), gap)).toBe('15501234567890');
  expect(ended(pressed('SO-412345', gap), gap, 'Tab')).toBe('SO-412345');
});

it.each([46, 90, 104])('%i ms from sign to sign is a person who types', (gap) => {
  expect(ended(pressed('SO-412345', gap), gap)).toBeNull();
});

it('keys that are no signs, short bursts and other ends are no scan', () => {
  const shifted = withPress(pressed('SO-4', 12), { key: 'Shift', at: 1_040 });
  expect(shifted.text).toBe('SO-4');
  expect(ended(pressed('SO-', 12), 12)).toBeNull();
  expect(ended(pressed('SO-412345', 12), 12, 'a')).toBeNull();
  expect(ended(pressed('SO-412345', 12), 500)).toBeNull();
});

it('what was pressed long before is no part of a scan', () => {
  const late = Array.from('SO-1').reduce<Burst>(
    (burst, key, at) => withPress(burst, { key, at: 9_000 + at * 12 }), pressed('jjk', 90));
  expect(ended(late, 12)).toBe('SO-1');
});

it('what was typed up to an Enter is no part of the scan behind it', () => {
  const typed = withPress(pressed('SO-412300', 90), { key: 'Enter', at: 1_810 });
  const scanned = Array.from('15501234567890').reduce<Burst>(
    (burst, key, at) => withPress(burst, { key, at: 1_850 + at * 12 }), typed);
  expect(ended(scanned, 12)).toBe('15501234567890');
});
