/** The engine and the pretended world in one process, on a clock that is turned. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judge } from '../../../simulator/src/referee/judge.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy } from './joined/run.ts';

const policy = pretendedPolicy(
  readFileSync(new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8'));

const afternoon = Date.UTC(2026, 10, 20, 13, 0);

const passed = async (seed: number, minutes: number) => {
  const run = await joinedRun({ seed, from: afternoon });
  try {
    await run.ask('PUT', '/v1/policy', { document: policy });
    packAll(run, 30);
    await run.pass(minutes * 60_000);
    const { world } = run;
    return {
      verdict: judge(world()),
      labels: world().shipstation.shipments.size,
      told: world().warehouse.postbox.messages.size,
      history: JSON.stringify([
        [...world().shipstation.orders], [...world().shipstation.shipments],
        [...world().warehouse.postbox.messages], [...world().shop.postbox.messages],
        [...world().shipstation.keys],
      ]),
    };
  } finally {
    await run.end();
  }
};

test('half an hour of thirty orders passes without waiting, and ends well', async () => {
  const end = await passed(7, 30);
  expect(end.verdict).toMatchObject({ isClean: true });
  expect(end).toMatchObject({ labels: 30, told: 30 });
}, 600_000);

test('one seed repeats a run to the letter', async () => {
  const [first, second] = [await passed(11, 6), await passed(11, 6)];
  expect(second.history).toBe(first.history);
}, 600_000);
