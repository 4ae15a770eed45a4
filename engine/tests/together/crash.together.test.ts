/** The engine is killed ten times in the middle of its work, on both sizes of the store. */
import { describe, expect, inject, test } from 'vitest';
import { asIfNothingHadHappened, liveThrough } from './crash.ts';

const postgresUrl = inject('postgresUrl');
const timeout = 400_000;
const kills = { rounds: 10, ordersPerRound: 6 };

describe.concurrent('after ten kills nothing is lost and nothing happened twice', () => {
  test('embedded', { timeout }, async () => {
    const day = { ...kills, postgresUrl: null, seed: 20_261_122 };
    expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
  });

  test.skipIf(postgresUrl === null)('outside (needs PostgreSQL)', { timeout }, async () => {
    const day = { ...kills, postgresUrl, seed: 20_261_123 };
    expect(await liveThrough(day)).toMatchObject(asIfNothingHadHappened(day));
  });
});
