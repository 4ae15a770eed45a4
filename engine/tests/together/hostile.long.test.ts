/** A hundred thousand odd inputs; the seed of each one that is not taken well is named. */
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { testDatabases } from '../databases.ts';
import { keepResult } from './reliability/result.ts';
import { attack } from '../hostile/attack.ts';

const seed = 2_000_000;
const inputs = 100_000;

test('a hundred thousand odd inputs are answered in words and harm nothing', {
  timeout: 3_600_000,
}, async () => {
  const begun = performance.now();
  // What bears on the other size of the store is tried there by the short form.
  const [size] = testDatabases();
  const database = await size?.open();
  if (size === undefined || database === undefined) throw new Error('there is no store to try');
  try {
    await migrate(database);
    const { faults, ...done } = await attack(database, { seed, inputs });
    expect(faults).toEqual([]);
    expect(done.inputs).toBe(inputs);
    expect(done.heapMegabytes).toBeLessThan(96);
    keepResult({
      part: 'inputs', title: 'Odd requests', seconds: (performance.now() - begun) / 1_000,
      seeds: [seed],
      sentences: [
        `${String(inputs)} inputs went to ${String(done.operations)} operations: ` +
          `${String(done.taken)} were taken and ${String(done.refused)} refused.`,
        `${String(done.orders)} orders were left behind, and all were decided on.`,
        `The heap grew by ${String(Math.max(0, done.heapMegabytes))} MB from the first tenth on.`,
      ],
      table: {
        head: ['answer', 'times'],
        rows: Object.entries(done.statuses).map(([status, times]) => [status, times]),
      },
    });
  } finally {
    await size.drop();
  }
});
