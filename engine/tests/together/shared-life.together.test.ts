/** Several processes over one store on a turned clock: the same seed, the same day. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judge } from '../../../simulator/src/referee/judge.ts';
import { packAll } from './joined/packing.ts';
import { emptyRun, pretendedPolicy } from './joined/run.ts';

const policy = pretendedPolicy(
  readFileSync(new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8'));
const afternoon = Date.UTC(2026, 10, 20, 13, 0);
const second = 1_000;

// How far the clocks of the three are ahead, and which of them freezes and which dies.
test.each([
  { seed: 51, skews: [0, 9, -12], freezes: 0, dies: 1 },
  { seed: 52, skews: [-20, 20, 0], freezes: 1, dies: 0 },
])('three processes, clocks apart, one frozen and one killed: seed $seed', async (day) => {
  const run = await emptyRun({ seed: day.seed, from: afternoon, isShared: true });
  try {
    const processes = [];
    for (const skew of day.skews) {
      processes.push(await run.start({ skewMilliseconds: skew * second }));
      if (processes.length === 1) await run.ask('PUT', '/v1/policy', { document: policy });
    }
    await run.pass(5 * second);
    packAll(run, 3);
    await run.pass(10 * second);
    const thaw = processes[day.freezes]?.freeze();
    await run.pass(25 * second);
    processes[day.dies]?.kill();
    await run.pass(40 * second);
    thaw?.();
    await run.pass(120 * second);
    const { shipstation, warehouse, shop } = run.world();
    expect(judge(run.world())).toMatchObject({ isClean: true });
    expect([shipstation.orders.size, shipstation.shipments.size]).toEqual([3, 3]);
    expect([warehouse.postbox.messages.size, shop.postbox.messages.size]).toEqual([3, 3]);
  } finally {
    await run.end();
  }
}, 600_000);
