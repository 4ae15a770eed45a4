import { expect, test } from 'vitest';
import { shareTime } from './shared-time.ts';

/** Real time, and timers that fire when a test says so. */
const stage = (options: { skew: number; answers?: readonly (number | null | Error)[] }) => {
  const answers = [...(options.answers ?? [])];
  const timers: (() => void)[] = [];
  const logged: object[] = [];
  const clock = { now: 1_000_000 };
  return {
    clock, timers, logged,
    about: {
      database: {
        async readClock() {
          const next = answers.shift();
          if (next instanceof Error) throw next;
          // How long the answer took to come; it was given half way.
          const took = next ?? 0;
          if (next === null) return null;
          const given = clock.now + took / 2;
          clock.now += took;
          return given;
        },
      },
      own: () => clock.now + options.skew,
      after: (_milliseconds: number, go: () => void) => {
        timers.push(go);
        return () => { timers.splice(timers.indexOf(go), 1); };
      },
      log: (_message: string, values: object) => { logged.push(values); },
    },
  };
};

test.each([9_000, -7_000, 3, 0])('a clock that is %i ms ahead is set right', async (skew) => {
  const { about, clock } = stage({ skew, answers: [40] });
  const time = await shareTime(about);
  expect(about.own() + time.ahead()).toBe(clock.now);
});

test('people are told of a clock that is off by more than a moment, once', async () => {
  const { about, timers, logged } = stage({ skew: 9_000 });
  await shareTime(about);
  timers.shift()?.();
  await expect.poll(() => timers.length).toBe(1);
  expect(logged).toEqual([{ milliseconds: 9_000 }]);
});

test('a slow answer changes nothing, nor does a store that is away', async () => {
  const { about, timers, clock } = stage({
    skew: 5_000, answers: [0, 30_000, new Error('away'), 0],
  });
  const time = await shareTime(about);
  for (let round = 0; round < 3; round += 1) {
    timers.shift()?.();
    await expect.poll(() => timers.length).toBe(1);
    expect(about.own() + time.ahead()).toBe(clock.now);
  }
});

test('one process on one store has one clock, and asks no more', async () => {
  const { about, timers } = stage({ skew: 5_000, answers: [null] });
  const time = await shareTime(about);
  expect([time.ahead(), timers.length]).toEqual([0, 0]);
});
