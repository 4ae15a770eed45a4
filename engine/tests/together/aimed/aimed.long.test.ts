/** As aimed.together.test.ts, but ten deaths at each point, at other passings on every run. */
import { describe, expect, inject, test } from 'vitest';
import { keepResult } from '../reliability/result.ts';
import { dieEverywhere, dieInMigrations, unharmed, type AimedAftermath } from './days.ts';

const postgresUrl = inject('postgresUrl');
const timeout = 2_400_000;
const seed = Date.now() % 1_000_000;

/** Two days side by side for each size, of five deaths each: what takes long is waiting. */
const days = [0, 1].map((index) => ({ hitsOfEach: 5, seed: seed + index, postgresUrl }));

const keep = (size: string, all: readonly AimedAftermath[], from: number): void => {
  const acknowledged = all.reduce((sum, one) => sum + one.acknowledged, 0);
  const points = Object.keys(all[0]?.hits ?? {}).toSorted();
  keepResult({
    part: 'crashes',
    title: `Dying at named points, ${size}`,
    sentences: [
      'The engine ended itself by SIGKILL when it passed the point for the first, second or ' +
        'third time in its life (lease renewed: the fourth to ninth), and was started again, ' +
        'while orders kept coming in.',
      `${String(acknowledged)} orders were acknowledged; none was lost, none was ` +
        'created twice, every label was told to warehouse and channel in one message each.',
    ],
    seeds: all.map((one) => one.seed),
    table: {
      head: ['point', 'deaths'],
      rows: points.map((point) => [
        point, all.reduce((sum, one) => sum + (one.hits[point] ?? 0), 0),
      ]),
    },
    seconds: (performance.now() - from) / 1000,
  });
};

describe.concurrent('after ten deaths at every point nothing is lost, nothing is doubled', () => {
  test('embedded', { timeout }, async () => {
    const from = performance.now();
    const all = await dieIn(null);
    expect(all).toMatchObject(days.map(unharmed));
    keep('embedded', all, from);
  });

  test.skipIf(postgresUrl === null)('outside (needs PostgreSQL)', { timeout }, async () => {
    const from = performance.now();
    const all = await dieIn(postgresUrl);
    expect(all).toMatchObject(days.map(unharmed));
    keep('PostgreSQL', all, from);
  });
});

const dieIn = (url: string | null): Promise<readonly AimedAftermath[]> =>
  Promise.all(days.map((one) => dieEverywhere({ ...one, postgresUrl: url })));

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
