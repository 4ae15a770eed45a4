/** Nothing is measured in the time of a machine that others keep busy. */
import { expect, test } from 'vitest';
import { comesToRest } from './rest.ts';

const asked = async (loads: readonly number[]) => {
  let count = 0;
  const isAtRest = await comesToRest(
    () => loads[Math.min(count, loads.length - 1)] ?? 0, () => Promise.resolve(count += 1));
  return { isAtRest, waits: count };
};

test('a machine at rest is measured at once, one that comes to rest a little later', async () => {
  expect(await asked([1.5])).toEqual({ isAtRest: true, waits: 0 });
  expect(await asked([4, 3, 1.6, 1.4])).toEqual({ isAtRest: true, waits: 3 });
});

test('one that stays busy for five minutes is not measured', async () => {
  expect(await asked([1.6])).toEqual({ isAtRest: false, waits: 61 });
});
