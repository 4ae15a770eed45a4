import { expect, it } from 'vitest';
import { markedAtMost, toggled } from './marked.ts';
import { windowsOf } from './windows.ts';

it('a mark goes on and off, and the oldest give way to what one plan can hold', () => {
  expect(toggled(['one'], 'two')).toEqual(['one', 'two']);
  expect(toggled(['one', 'two'], 'one')).toEqual(['two']);
  const full = Array.from({ length: markedAtMost }, (_, at) => `o${at}`);
  expect(toggled(full, 'new')).toHaveLength(markedAtMost);
  expect(toggled(full, 'new').at(-1)).toBe('new');
});

it('rows lie in windows of a hundred', () => {
  expect(windowsOf(0, 25)).toEqual([0]);
  expect(windowsOf(95, 125)).toEqual([0, 1]);
  expect(windowsOf(99_990, 99_999)).toEqual([999]);
});
