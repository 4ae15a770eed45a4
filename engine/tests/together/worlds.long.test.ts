/**
 * Drawn worlds, one after the other: those that found something once, and some that nobody has
 * seen before. How many is fixed, so that no clock decides.
 */
import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { live } from './joined/worlds/live.ts';
import { drawPlan } from './joined/worlds/plan.ts';
import { fixedSeeds } from './joined/worlds/seeds.ts';
import { meetable } from './joined/worlds/struck.ts';
import { beginResult, keepResult } from './reliability/result.ts';

const freshWorlds = 2;
const firstFresh = randomInt(1_000, 2 ** 31 - freshWorlds);

const seeds = [
  ...fixedSeeds.map(({ seed }) => seed),
  ...Array.from({ length: freshWorlds }, (_, index) => firstFresh + index),
];

test(`nothing breaks in ${String(seeds.length)} whole worlds`, { timeout: 3_600_000 }, async () => {
  const begun = performance.now();
  const about = { part: 'worlds', title: 'Drawn worlds' } as const;
  beginResult(about);
  const hashes = new Set<string>();
  const broken: object[] = [];
  const struck = new Map<string, number>();
  let [steps, looks, deaths, orders] = [0, 0, 0, 0];
  for (const seed of seeds) {
    const account = await live(drawPlan(seed));
    hashes.add(account.hash);
    steps += account.steps;
    looks += account.looks;
    deaths += account.deaths;
    orders += account.plan.orders;
    for (const [name, times] of account.struck) struck.set(name, (struck.get(name) ?? 0) + times);
    broken.push(...account.broken.map((one) => ({ seed, ...one })));
  }
  expect({ seeds, broken }).toEqual({ seeds, broken: [] });
  // A fault that never strikes proves nothing; the fixed worlds alone must meet each of them.
  expect(meetable.filter((name) => !struck.has(name))).toEqual([]);
  keepResult({
    ...about, seconds: (performance.now() - begun) / 1_000, seeds,
    sentences: [
      `${String(seeds.length)} worlds with ${String(orders)} orders were lived through in `
        + `${String(steps)} steps, with ${String(deaths)} deaths of a process; `
        + `${String(hashes.size)} histories differ.`,
      `${String(fixedSeeds.length)} of the seeds are fixed, the others were drawn for this run.`,
      `The invariants were read from the store ${String(looks)} times, and the referee found `
        + 'nothing at the end.',
      `Each of the ${String(meetable.length)} faults that these worlds are sure to meet struck, `
        + `and ${String(struck.size - meetable.length)} of those that they meet by chance:`,
    ],
    table: {
      head: ['fault', 'times'],
      rows: [...struck].toSorted(([one], [other]) => one.localeCompare(other)),
    },
  });
});
