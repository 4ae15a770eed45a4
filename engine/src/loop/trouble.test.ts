import { expect, test } from 'vitest';
import { patience } from './trouble.ts';

const openPatience = () => {
  const clock = { now: 0 };
  const logged: string[] = [];
  const tryIt = patience({
    wireNow: () => clock.now,
    after: (_milliseconds, go) => { go(); return () => {}; },
    log: (message) => { logged.push(message); },
  }, 'a test');
  return { clock, logged, tryIt };
};
const trip = () => Promise.reject(new Error('tripped'));

test('work that trips rests, twice as long each time, until it goes well', async () => {
  const { clock, logged, tryIt } = openPatience();
  let tries = 0;
  const tripsAt: number[] = [];
  for (clock.now = 0; clock.now < 16_000; clock.now += 500) {
    await tryIt(() => {
      tries += 1;
      tripsAt.push(clock.now);
      return trip();
    });
  }
  expect(tripsAt).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
  expect(logged).toHaveLength(tries);
  clock.now = 31_000;
  expect(await tryIt(() => Promise.resolve('done'))).toBe('done');
  expect(await tryIt(() => Promise.resolve('again'))).toBe('again');
});

test('a database that is away is no trip: the same is done at once when it is back', async () => {
  const { tryIt } = openPatience();
  const away = Object.assign(new Error('closed by an operator'), { code: '57P01' });
  expect(await tryIt(() => Promise.reject(away))).toBeNull();
  expect(await tryIt(() => Promise.resolve('done'))).toBe('done');
});
