/** A hundred thousand odd inputs; the seed of each one that is not taken well is named. */
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { testDatabases } from '../databases.ts';
import { beginResult, keepResult } from './reliability/result.ts';
import { attack, type Attacked } from '../hostile/attack.ts';

const seed = 2_000_000;
const inputs = 100_000;
/** Each over a store of its own: while one waits for its store, another works. */
const lanes = 2;

test('a hundred thousand odd inputs are answered in words and harm nothing', {
  timeout: 3_600_000,
}, async () => {
  const begun = performance.now();
  const about = { part: 'inputs', title: 'Odd requests' } as const;
  beginResult(about);
  // The larger size, where it can run here; what bears on both is tried by the short form.
  const size = testDatabases().at(-1);
  if (size === undefined) throw new Error('there is no store to try');
  try {
    const done = await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
      const database = await size.open();
      await migrate(database);
      return attack(database, { seed: seed + lane * inputs, inputs: inputs / lanes });
    }));
    const sum = (of: (one: Attacked) => number): number =>
      done.reduce((total, one) => total + of(one), 0);
    const statuses: Record<string, number> = {};
    for (const [status, times] of done.flatMap((one) => Object.entries(one.statuses))) {
      statuses[status] = (statuses[status] ?? 0) + times;
    }
    expect(done.flatMap((one) => one.faults)).toEqual([]);
    expect(sum((one) => one.inputs)).toBe(inputs);
    const heap = Math.max(0, ...done.map((one) => one.heapMegabytes));
    expect(heap).toBeLessThan(96);
    keepResult({
      ...about, seconds: (performance.now() - begun) / 1_000,
      seeds: Array.from({ length: lanes }, (_, lane) => seed + lane * inputs),
      sentences: [
        `${String(inputs)} inputs went to ${String(Math.max(...done.map((one) => one.operations)))}`
          + ` operations over a store in the size ${size.name}: `
          + `${String(sum((one) => one.taken))} were taken and `
          + `${String(sum((one) => one.refused))} refused.`,
        `${String(sum((one) => one.orders))} orders were left behind, and all were decided on.`,
        `The heap grew by ${String(heap)} MB from the first tenth on.`,
      ],
      table: {
        head: ['answer', 'times'],
        rows: Object.entries(statuses).map(([status, times]) => [status, times]),
      },
    });
  } finally {
    await size.drop();
  }
});
