import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeTeller } from './teller.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const told = () => {
  const tell = vi.fn<(text: string) => void>();
  return { ...makeTeller(10_000, tell), texts: () => tell.mock.calls.map(([text]) => text) };
};

it('tells at once, and then once in ten seconds the last that was said', () => {
  const { say, texts } = told();
  for (let second = 0; second < 20; second += 1) {
    say('orders', `${String(second)} orders`);
    vi.advanceTimersByTime(1_000);
  }
  expect(texts()).toEqual(['0 orders', '9 orders', '19 orders']);
});

it('tells several in one go, and none that is told already or went away', () => {
  const { say, texts } = told();
  say('orders', '5 orders');
  say('causes', '2 causes');
  say('runs', '1 run');
  say('runs', null);
  say('orders', '6 orders');
  say('orders', '5 orders');
  vi.advanceTimersByTime(10_000);
  say('plans', '1 plan');
  say('causes', '3 causes');
  vi.advanceTimersByTime(30_000);
  expect(texts()).toEqual(['5 orders', '2 causes', '3 causes. 1 plan']);
});
