/** As crash.together.test.ts, but a hundred kills on each size, at other moments on every run. */
import { expect, inject, test } from 'vitest';
import { asIfNothingHadHappened, liveThrough } from './crash.ts';

const postgresUrl = inject('postgresUrl');
const seed = Date.now() % 1_000_000;

test.for([1, 2, 3, 4, 5])('embedded, twenty kills, series %i', async (series) => {
  const day = { rounds: 20, ordersPerRound: 12, postgresUrl: null, seed: seed + series };
  expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
});

test.skipIf(postgresUrl === null).for([1, 2, 3, 4, 5])(
  'outside (needs PostgreSQL), twenty kills, series %i', async (series) => {
    const day = { rounds: 20, ordersPerRound: 12, postgresUrl, seed: seed + 100 + series };
    expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
  });
