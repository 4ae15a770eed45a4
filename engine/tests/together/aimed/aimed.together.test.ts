/** The engine dies once at every named point; aimed.long.test.ts does it ten times at each. */
import { describe, expect, inject, test } from 'vitest';
import { dieEverywhere, dieInMigrations, unharmed } from './days.ts';

const postgresUrl = inject('postgresUrl');
const timeout = 600_000;

describe.concurrent('after a death at every point nothing is lost, nothing is doubled', () => {
  test('embedded', { timeout }, async () => {
    const day = { postgresUrl: null, hitsOfEach: 1, seed: 20_261_127 };
    expect(await dieEverywhere(day)).toMatchObject(unharmed(day));
  });

  test.skipIf(postgresUrl === null)('outside (needs PostgreSQL)', { timeout }, async () => {
    const day = { postgresUrl, hitsOfEach: 1, seed: 20_261_128 };
    expect(await dieEverywhere(day)).toMatchObject(unharmed(day));
  });
});

test('a migration that was half done is done whole by the next start', { timeout }, async () => {
  for (const url of [null, postgresUrl]) {
    expect(await dieInMigrations({ postgresUrl: url, hitsOfEach: 1, seed: 0 }))
      .toEqual({ 'migration half done': 1, 'migration committed': 1 });
  }
});
