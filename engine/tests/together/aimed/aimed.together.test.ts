/** The engine dies once at every named point; aimed.long.test.ts does it ten times at each. */
import { describe, expect, inject, test } from 'vitest';
import { dieEverywhere, unharmed, type AimedDay } from './days.ts';
import { dieInMigrations } from './lives.ts';

const postgresUrl = inject('postgresUrl');
const timeout = 600_000;

/** Side by side: what takes long is waiting. */
const days: readonly Omit<AimedDay, 'postgresUrl'>[] = [
  {
    labels: 'desk', seed: 20_261_127, deaths: {
      'snapshot taken in': 1, 'message written': 1, 'lease renewed': 1, 'begun committed': 1,
      'create sent': 1, 'look answered': 1, 'page half taken in': 1, 'page committed': 1,
    },
  },
  {
    labels: 'gatepass', seed: 20_261_128, deaths: {
      'decided': 1, 'purchase sent': 2, 'push sent': 1, 'answer half read': 1, 'answer read': 1,
      'before commit of the outcome': 1, 'outcome committed': 1,
    },
  },
];

describe.concurrent('after a death at every point nothing is lost, nothing is doubled', () => {
  test.for(days)('embedded, labels: $labels', { timeout }, async (one) => {
    const day = { ...one, postgresUrl: null };
    expect(await dieEverywhere(day)).toMatchObject(unharmed(day));
  });

  test.skipIf(postgresUrl === null).for(days)(
    'outside (needs PostgreSQL), labels: $labels', { timeout }, async (one) => {
      const day = { ...one, postgresUrl };
      expect(await dieEverywhere(day)).toMatchObject(unharmed(day));
    });

  test('a migration that was half done is done whole by the next start', { timeout }, async () => {
    for (const url of [null, postgresUrl]) {
      expect(await dieInMigrations({ postgresUrl: url, rounds: 1 }))
        .toEqual({ 'migration half done': 1, 'migration committed': 1 });
    }
  });
});
