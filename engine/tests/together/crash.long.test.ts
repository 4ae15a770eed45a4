/** As crash.together.test.ts, but forty kills on each size, at other moments on every run. */
import { afterAll, expect, inject, test } from 'vitest';
import { asIfNothingHadHappened, liveThrough, type RoughDay } from './crash.ts';
import { keepResult } from './reliability/result.ts';

const postgresUrl = inject('postgresUrl');
const seed = Date.now() % 1_000_000;
const from = performance.now();
const series = [1, 2];
const timeout = 1_800_000;
const passed: { readonly size: string; readonly day: RoughDay }[] = [];

test.for(series)('embedded, twenty kills, series %i', { timeout }, async (number) => {
  const day = { rounds: 20, ordersPerRound: 12, postgresUrl: null, seed: seed + number };
  expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
  passed.push({ size: 'embedded', day });
});

test.skipIf(postgresUrl === null).for(series)(
  'outside (needs PostgreSQL), twenty kills, series %i', { timeout }, async (number) => {
    const day = { rounds: 20, ordersPerRound: 12, postgresUrl, seed: seed + 100 + number };
    expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
    passed.push({ size: 'PostgreSQL', day });
  });

afterAll(() => {
  if (passed.length < series.length * (postgresUrl === null ? 1 : 2)) return;
  keepResult({
    part: 'crashes', title: 'Killed at random moments',
    sentences: [
      'By `kill -9` from outside, at once behind an acknowledgement or up to 2.5 seconds later, ' +
        'with answers of ShipStation lost besides.',
      'Nothing acknowledged was lost, nothing was doubled.',
    ],
    seeds: passed.map(({ day }) => day.seed),
    table: {
      head: ['store', 'kills', 'orders'],
      rows: [...new Set(passed.map((one) => one.size))].map((size) => {
        const days = passed.filter((one) => one.size === size).map((one) => one.day);
        const sum = (of: (day: RoughDay) => number): number =>
          days.reduce((total, day) => total + of(day), 0);
        return [size, sum((day) => day.rounds), sum((day) => day.rounds * day.ordersPerRound)];
      }),
    },
    seconds: (performance.now() - from) / 1000,
  });
});
