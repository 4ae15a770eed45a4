/**
 * Four workers whose clocks differ, each on a machine of its own, against one PostgreSQL. One is
 * cut off in the middle of a batch and let back, one is frozen for longer than its lease and
 * woken, one is killed.
 */
import { expect, test } from 'vitest';
import { namespacesAllowed } from './machines/network.ts';
import { asOnOneMachine, playDay } from './machines/play.ts';
import type { DayPlan } from './machines/plan.ts';
import { serverBinaries } from './machines/server.ts';

const can = serverBinaries() !== null && namespacesAllowed();

test.skipIf(!can)(
  'one cut off, one frozen, one killed: nothing twice, nothing lost, one hand on the key, and ' +
    'the budget holds over all (needs network namespaces and PostgreSQL)',
  { timeout: 600_000 },
  async () => {
    const plan: DayPlan = {
      seed: 20_261_122, blows: ['cut', 'freeze', 'kill'], ordersPerBlow: 8,
      callsPerMinute: 40, skews: [0, 9_000, -7_000, 4_000],
    };
    const day = await playDay(plan);
    expect(day).toMatchObject(asOnOneMachine(plan));
    expect(day.mostInAMinute).toBeLessThanOrEqual(plan.callsPerMinute);
    expect(day.mostLoggedInAWindow).toBeLessThanOrEqual(plan.callsPerMinute - 2);
  });
