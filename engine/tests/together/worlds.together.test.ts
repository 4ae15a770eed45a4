/**
 * Worlds drawn from a seed, with every fault on: processes that die anywhere, clocks that differ,
 * a storm at ShipStation, people at the desk. What must hold is asked at every step and at the end.
 * Interleavings inside the database are not to be had here, where the store is one process: they
 * are held by the crash and machine tests on PostgreSQL.
 */
import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { live, type Account } from './joined/worlds/live.ts';
import { drawPlan, type WorldPlan } from './joined/worlds/plan.ts';

const minute = 60_000;

/** What a reader of a failure needs, and nothing that differs between two runs of one seed. */
const outcome = ({ plan, broken }: Account) => ({ seed: plan.seed, broken });

/** The same troubles in less of the world's time. */
const short = (plan: WorldPlan): WorldPlan => ({
  ...plan,
  orders: Math.min(plan.orders, 6),
  salesMilliseconds: 2 * minute, lullMilliseconds: 4 * minute, aftermathMilliseconds: 4 * minute,
  // Clocks that are further off, and pauses of minutes, need a whole day: see worlds.long.test.ts.
  standstills: [],
  processes: plan.processes.map((one) => ({
    ...one, skewMilliseconds: Math.max(-4_000, Math.min(4_000, one.skewMilliseconds)),
  })),
});

describe('drawn worlds', { timeout: 600_000 }, () => {
  test('one seed repeats a whole world, with deaths, storm and people, to the letter', async () => {
    const plan = short(drawPlan(3));
    const [first, second] = [await live(plan), await live(plan)];
    expect(first.deaths).toBeGreaterThan(1);
    expect(second.history).toEqual(first.history);
    expect(second.hash).toBe(first.hash);
  });

  test('nothing breaks in a world that nobody has seen before', async () => {
    const seed = randomInt(1_000, 2 ** 31);
    const account = await live(short(drawPlan(seed)));
    expect(outcome(account)).toEqual({ seed, broken: [] });
  });
});
