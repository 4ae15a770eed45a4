/**
 * The morning of the demo, lived by Gatepass and the pretended world in one process without
 * waiting, through the same public faces and the same loop as always. A visitor comes in at its
 * end, and finds it as the demo's history.
 */
import { readFileSync } from 'node:fs';
import { demoCrew, livesFrom, opensAt } from '../../../../simulator/src/demo/demo-day.ts';
import { parse } from 'yaml';
import { joinedRun, type JoinedRun } from './run.ts';

const policyFile = new URL('../../../../examples/demo-day.yaml', import.meta.url);

export type Morning = {
  readonly from: number;
  readonly until: number;
  /** Hears of each stretch that is over. */
  readonly note?: (words: string, run: JoinedRun) => Promise<void> | void;
};

export const wholeMorning: Morning = { from: livesFrom, until: opensAt };

const stretch = 5 * 60_000;

export const liveMorning = async (
  { from, until, note = () => undefined }: Morning,
): Promise<JoinedRun> => {
  const run = await joinedRun({
    seed: 7, from,
    world: { isDemo: true, crew: demoCrew(), areCarriersOn: true },
  });
  await run.ask('PUT', '/v1/policy', {
    // As it stands: at the end of the wire only the path of an address is looked at.
    document: parse(readFileSync(policyFile, 'utf8')),
  });
  // The world begins to live with the first thing that is done to it.
  run.act((world) => world);
  while (run.clock.now() < until) {
    const begun = performance.now();
    await run.pass(Math.min(stretch, until - run.clock.now()));
    const { shop, shipstation } = run.world();
    await note(`${new Date(run.clock.now()).toISOString().slice(11, 16)} in the demo: ` +
      `${String(shop.orders.size)} orders, ${String(shipstation.shipments.size)} labels, ` +
      `${String(Math.round(performance.now() - begun))} ms`, run);
  }
  return run;
};
