/** As aimed.together.test.ts, but ten deaths at each point, at other passings on every run. */
import { describe, expect, inject, test } from 'vitest';
import { beginResult, keepResult } from '../reliability/result.ts';
import { dieEverywhere, unharmed, type AimedAftermath, type AimedDay } from './days.ts';
import { dieInMigrations } from './lives.ts';

const postgresUrl = inject('postgresUrl');
const timeout = 2_400_000;
const seed = Date.now() % 1_000_000;

const inEach = {
  'snapshot taken in': 5, 'decided': 5, 'message written': 5, 'lease renewed': 5,
  'create sent': 5, 'push sent': 5, 'answer half read': 5, 'answer read': 5,
  'before commit of the outcome': 5, 'outcome committed': 5, 'look answered': 5,
  'page half taken in': 5, 'page committed': 5,
} as const;

/** Side by side for each size: what takes long is waiting. */
const daysOn = (url: string | null): readonly AimedDay[] => [
  {
    postgresUrl: url, labels: 'desk', seed, deaths: { ...inEach, 'begun committed': 10 },
  },
  {
    postgresUrl: url, labels: 'gatepass', seed: seed + 1,
    deaths: { ...inEach, 'purchase sent': 10 },
  },
];

const size = (url: string | null): string => (url === null ? 'embedded' : 'PostgreSQL');

const atPoints = (url: string | null) =>
  ({ part: 'crashes', title: `Dying at named points, ${size(url)}` }) as const;

const keep = (url: string | null, all: readonly AimedAftermath[], seconds: number): void => {
  const acknowledged = all.reduce((sum, one) => sum + one.acknowledged, 0);
  const points = [...new Set(all.flatMap(({ hits }) => Object.keys(hits)))].toSorted();
  keepResult({
    ...atPoints(url), seconds,
    sentences: [
      'The engine ended itself by SIGKILL when it passed the point for the first, second or ' +
        'third time in its life (lease renewed: the fourth to ninth), and was started again, ' +
        'while orders kept coming in. On one of the days people made the labels, on the other ' +
        'Gatepass bought them. A call counts as sent once the other side was seen to have it ' +
        'and its answer was not read.',
      `${String(acknowledged)} orders were acknowledged; none was lost, none was created ` +
        'twice, no label was bought twice, and every label was told to warehouse and channel ' +
        'in one message each. The last deaths of each day were in a migration over its orders.',
    ],
    seeds: all.map((one) => one.seed),
    table: {
      head: ['point', 'deaths'],
      rows: points.map((point) => [
        point, all.reduce((sum, one) => sum + (one.hits[point] ?? 0), 0),
      ]),
    },
  });
};

const dieOn = async (url: string | null) => {
  const from = performance.now();
  beginResult(atPoints(url));
  const days = daysOn(url);
  const all = await Promise.all(days.map(dieEverywhere));
  return { days, all, seconds: (performance.now() - from) / 1000 };
};

describe.concurrent('after ten deaths at every point nothing is lost, nothing is doubled', () => {
  test('embedded', { timeout }, async () => {
    const { days, all, seconds } = await dieOn(null);
    expect(all).toMatchObject(days.map(unharmed));
    keep(null, all, seconds);
  });

  test.skipIf(postgresUrl === null)('outside (needs PostgreSQL)', { timeout }, async () => {
    const { days, all, seconds } = await dieOn(postgresUrl);
    expect(all).toMatchObject(days.map(unharmed));
    keep(postgresUrl, all, seconds);
  });

  test('a migration that was half done is done whole by the next start', { timeout }, async () => {
    const from = performance.now();
    const about = { part: 'crashes', title: 'Dying in a migration' } as const;
    beginResult(about);
    const rows: [string, number][] = [];
    for (const url of postgresUrl === null ? [null] : [null, postgresUrl]) {
      const hits = await dieInMigrations({ postgresUrl: url, rounds: 10 });
      expect(hits).toEqual({ 'migration half done': 10, 'migration committed': 10 });
      rows.push(...Object.entries(hits).map(([point, count]): [string, number] =>
        [`${point}, ${size(url)}`, count]));
    }
    keepResult({
      ...about, seconds: (performance.now() - from) / 1000,
      sentences: [
        'On an empty store, in migrations from the first to the last but one. The start after ' +
          'it applied what was missing, and ran.',
      ],
      seeds: [], table: { head: ['point', 'deaths'], rows },
    });
  });
});
