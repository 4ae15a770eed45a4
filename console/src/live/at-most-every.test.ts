import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('acts at once, and then once for all that was asked in the meantime', () => {
  const act = vi.fn();
  const seldom = atMostEvery(3_000, act);
  seldom.ask();
  expect(act).toHaveBeenCalledTimes(1);
  for (let time = 0; time < 20; time += 1) seldom.ask();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(3_000);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(9_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it('does nothing any more once it is stopped, and starts anew when asked', () => {
  const act = vi.fn();
  const seldom = atMostEvery(3_000, act);
  seldom.ask();
  seldom.ask();
  seldom.stop();
  vi.advanceTimersByTime(9_000);
  expect(act).toHaveBeenCalledTimes(1);
  seldom.ask();
  expect(act).toHaveBeenCalledTimes(2);
});
