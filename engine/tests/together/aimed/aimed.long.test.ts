/** As aimed.together.test.ts, but ten deaths at each point, at other passings on every run. */
import { describe, expect, inject, test } from 'vitest';
import { keepResult } from '../reliability/result.ts';
import { dieEverywhere, dieInMigrations, unharmed, type AimedAftermath } from './days.ts';

const postgresUrl = inject('postgresUrl');
const timeout = 2_400_000;
const seed = Date.now() % 1_000_000;

const keep = (size: string, aftermath: AimedAftermath, from: number): void => {
  keepResult({
    part: 'crashes',
    title: `Dying at named points, ${size}`,
    sentences: [
      'The engine ended itself by SIGKILL when it passed the point for the first, second or ' +
        'third time in its life (lease renewed: the fourth to ninth), and was started again, ' +
        'while orders kept coming in.',
      `${String(aftermath.acknowledged)} orders were acknowledged; none was lost, none was ` +
        'created twice, every label was told to warehouse and channel in one message each.',
    ],
    seeds: [aftermath.seed],
    table: {
      head: ['point', 'deaths'],
      rows: Object.entries(aftermath.hits).toSorted(([one], [other]) => one < other ? -1 : 1),
    },
    seconds: (performance.now() - from) / 1000,
  });
};

describe.concurrent('after ten deaths at every point nothing is lost, nothing is doubled', () => {
  test('embedded', { timeout }, async () => {
    const from = performance.now();
    const day = { postgresUrl: null, hitsOfEach: 10, seed };
    const aftermath = await dieEverywhere(day);
    expect(aftermath).toMatchObject(unharmed(day));
    keep('embedded', aftermath, from);
  });

  test.skipIf(postgresUrl === null)('outside (needs PostgreSQL)', { timeout }, async () => {
    const from = performance.now();
    const day = { postgresUrl, hitsOfEach: 10, seed: seed + 1 };
    const aftermath = await dieEverywhere(day);
    expect(aftermath).toMatchObject(unharmed(day));
    keep('PostgreSQL', aftermath, from);
  });
});

test('a migration that was half done is done whole by the next start', { timeout }, async () => {
  const from = performance.now();
  const rows: [string, number][] = [];
  for (const url of postgresUrl === null ? [null] : [null, postgresUrl]) {
    const hits = await dieInMigrations({ postgresUrl: url, hitsOfEach: 10, seed: 0 });
    expect(hits).toEqual({ 'migration half done': 10, 'migration committed': 10 });
    for (const [point, count] of Object.entries(hits)) {
      rows.push([`${point}, ${url === null ? 'embedded' : 'PostgreSQL'}`, count]);
    }
  }
  keepResult({
    part: 'crashes', title: 'Dying in a migration',
    sentences: ['The start after it applied what was missing, and ran.'],
    seeds: [], table: { head: ['point', 'deaths'], rows },
    seconds: (performance.now() - from) / 1000,
  });
});
