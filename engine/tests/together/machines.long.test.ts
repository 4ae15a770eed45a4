/** As machines.together.test.ts, but longer: blows drawn by chance, long cuts, a tight budget. */
import { expect, test } from 'vitest';
import { namespacesAllowed } from './machines/network.ts';
import { blowShape, type Blow, type DayPlan, type Outcome } from './machines/plan.ts';
import { asOnOneMachine, playDay } from './machines/play.ts';
import { serverBinaries } from './machines/server.ts';
import { beginResult, keepResult } from './reliability/result.ts';

const can = serverBinaries() !== null && namespacesAllowed();
/** The first of them is a slow day. */
const firstSeed = 3 * (Date.now() % 300_000);

/**
 * Each kind of blow once and others drawn, in an order of the seed's own; clocks up to 20 s off.
 * Every third day is short, and whoever is struck stays so for longer than any patience of ours.
 */
const planOf = (seed: number): DayPlan => {
  const draw = chanceFrom(seed);
  const kinds: readonly Blow[] = blowShape.options;
  const isSlow = seed % 3 === 0;
  const drawn = Array.from(
    { length: isSlow ? 0 : 3 }, () => kinds[Math.floor(draw() * 3)] ?? 'cut');
  const blows = [...kinds, ...drawn].map((blow) => ({ blow, at: draw() }))
    .toSorted((a, b) => a.at - b.at).map((one) => one.blow);
  return {
    seed, blows, ordersPerBlow: 15, callsPerMinute: seed % 2 === 0 ? 40 : 14,
    staysMilliseconds: isSlow ? 150_000 : 5_000,
    skews: Array.from({ length: 4 }, () => Math.floor((draw() - 0.5) * 40_000)),
  };
};

test.skipIf(!can)(
  'four workers, struck again and again (needs network namespaces and PostgreSQL)',
  { timeout: 2_400_000 },
  async () => {
    const from = performance.now();
    const about = { part: 'machines', title: 'Cut off, frozen, killed' } as const;
    beginResult(about);
    const days: Outcome[] = [];
    for (let index = 0; index < 2; index += 1) {
      const plan = planOf(firstSeed + index);
      const day = await playDay(plan);
      expect(day).toMatchObject(asOnOneMachine(plan));
      expect(day.mostInAMinute).toBeLessThanOrEqual(plan.callsPerMinute);
      days.push(day);
    }
    keepResult({
      ...about, seeds: days.map((one) => one.seed),
      seconds: (performance.now() - from) / 1_000,
      sentences: [
        'Four workers in network namespaces, their clocks up to 20 s apart, an API, a PostgreSQL ' +
          'and the pretended ShipStation in a fifth. Each blow fell on whoever had a batch under ' +
          'way; its line came back, or it woke, only after another had taken over.',
        'No order was lost or made twice, no call left beside that of another machine (seen from ' +
          'the other side), none was answered 429, and the referee found nothing.',
      ],
      table: {
        head: ['seed', 'blows', 'slowest takeover, s', 'orders', 'calls', 'most in a minute'],
        rows: days.map((one) => [
          one.seed, one.struck.map(({ blow }) => blow).join(', '),
          Math.max(...one.struck.map(({ seconds }) => seconds)), one.orders, one.calls,
          one.mostInAMinute,
        ]),
      },
    });
  });

/** Park and Miller's generator: the same seed, the same day. */
const chanceFrom = (seed: number): (() => number) => {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};
