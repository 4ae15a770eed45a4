/** The same as the short test, against many more accounts. */
import { expect, test } from 'vitest';
import { findOutAll } from './find-out.ts';

const seeds = Array.from({ length: 200 }, (_, index) => 1_000 + index);

test.each(seeds)('the settings drawn from %i are found out', { timeout: 120_000 }, async (seed) => {
  expect(await findOutAll(seed)).toEqual([]);
});
