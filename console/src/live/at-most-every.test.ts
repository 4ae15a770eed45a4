import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('acts at once, and then once for all that was asked in the meantime', async () => {
  const act = vi.fn(() => Promise.resolve());
  const seldom = atMostEvery(3_000, act);
  seldom.ask();
  expect(act).toHaveBeenCalledTimes(1);
  for (let time = 0; time < 20; time += 1) seldom.ask();
  expect(act).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(act).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it('is not begun again before it is done, unless it is never done', async () => {
  const endings: (() => void)[] = [];
  const act = vi.fn(() => new Promise<void>((end) => endings.push(end)));
  const seldom = atMostEvery(1_000, act);
  seldom.ask();
  seldom.ask();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(act).toHaveBeenCalledTimes(1);
  endings[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(act).toHaveBeenCalledTimes(2);
  seldom.ask();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(act).toHaveBeenCalledTimes(3);
});

it('does nothing any more once it is stopped, and starts anew when asked', () => {
  const act = vi.fn(() => Promise.resolve());
  const seldom = atMostEvery(3_000, act);
  seldom.ask();
  seldom.ask();
  seldom.stop();
  vi.advanceTimersByTime(9_000);
  expect(act).toHaveBeenCalledTimes(1);
  seldom.ask();
  expect(act).toHaveBeenCalledTimes(2);
});
