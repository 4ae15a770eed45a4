/** As crash.together.test.ts, but twenty kills on each size, at other moments on every run. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { asIfNothingHadHappened, liveThrough, type RoughDay } from './crash.ts';
import { beginResult, keepResult } from './reliability/result.ts';

const postgresUrl = inject('postgresUrl');
const seed = Date.now() % 1_000_000;
const from = performance.now();
const timeout = 1_800_000;
const about = { part: 'crashes', title: 'Killed at random moments' } as const;
const passed: { readonly size: string; readonly day: RoughDay }[] = [];

beforeAll(() => { beginResult(about); });

test('embedded, twenty kills', { timeout }, async () => {
  const day = { rounds: 20, ordersPerRound: 12, postgresUrl: null, seed };
  expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
  passed.push({ size: 'embedded', day });
});

test.skipIf(postgresUrl === null)(
  'outside (needs PostgreSQL), twenty kills', { timeout }, async () => {
    const day = { rounds: 20, ordersPerRound: 12, postgresUrl, seed: seed + 100 };
    expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
    passed.push({ size: 'PostgreSQL', day });
  });

afterAll(() => {
  if (passed.length < (postgresUrl === null ? 1 : 2)) return;
  keepResult({
    ...about,
    sentences: [
      'By `kill -9` from outside, at once behind an acknowledgement or up to 2.5 seconds later, ' +
        'with answers of ShipStation lost besides.',
      'Nothing acknowledged was lost, nothing was doubled.',
    ],
    seeds: passed.map(({ day }) => day.seed),
    table: {
      head: ['store', 'kills', 'orders'],
      rows: passed.map(({ size, day }) => [size, day.rounds, day.rounds * day.ordersPerRound]),
    },
    seconds: (performance.now() - from) / 1000,
  });
});
