/** Many drawn worlds, one after the other: how many is fixed, so that no clock decides. */
import { expect, test } from 'vitest';
import { live } from './joined/worlds/live.ts';
import { drawPlan } from './joined/worlds/plan.ts';
import { beginResult, keepResult } from './reliability/result.ts';

const firstSeed = 1;
const worlds = 6;

test('nothing breaks in six whole worlds', { timeout: 3_600_000 }, async () => {
  const begun = performance.now();
  const about = { part: 'worlds', title: 'Drawn worlds' } as const;
  beginResult(about);
  const seeds = Array.from({ length: worlds }, (_, index) => firstSeed + index);
  const hashes = new Set<string>();
  const broken: object[] = [];
  let [steps, looks, deaths, orders] = [0, 0, 0, 0];
  for (const seed of seeds) {
    const account = await live(drawPlan(seed));
    hashes.add(account.hash);
    steps += account.steps;
    looks += account.looks;
    deaths += account.deaths;
    orders += account.plan.orders;
    broken.push(...account.broken.map((one) => ({ seed, ...one })));
  }
  expect(broken).toEqual([]);
  keepResult({
    ...about, seconds: (performance.now() - begun) / 1_000, seeds,
    sentences: [
      `${String(worlds)} worlds with ${String(orders)} orders were lived through in `
        + `${String(steps)} steps, with ${String(deaths)} deaths of a process; `
        + `${String(hashes.size)} histories differ.`,
      `The invariants were read from the store ${String(looks)} times, and the referee found `
        + 'nothing at the end.',
    ],
    table: null,
  });
});
