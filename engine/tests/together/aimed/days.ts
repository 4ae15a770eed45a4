/** Days in which the program dies at one named point after another, while orders come in. */
import { setTimeout as pause } from 'node:timers/promises';
import { startHeldSimulator } from '../../../../simulator/src/shipstation/held-simulator.ts';
import { allWell, takeStock, type Aftermath } from '../aftermath.ts';
import { chanceFrom } from '../chance.ts';
import { allTold, applyPolicy, ask, callsHeard, measuredBox, tellAll } from '../hands.ts';
import { freePort, freshPlace, startEngine, until, type Launched } from '../processes.ts';
import { pathOf, pointNames, type PointName } from './ground.ts';
import { dieInUpgrade, mortal, type Hits } from './lives.ts';

export type AimedDay = {
  readonly postgresUrl: string | null;
  /** Who makes the labels: people at their desk, or Gatepass, which buys them at the gate. */
  readonly labels: 'desk' | 'gatepass';
  /** How often it dies at each point. */
  readonly deaths: Readonly<Partial<Record<PointName, number>>>;
  /** Decides the order of the points and which passing is the last; printed with a failure. */
  readonly seed: number;
};

export type AimedAftermath = Aftermath & { readonly hits: Hits };

/** Looks keep to a budget that the lives before have spent: a third page was seen after 55 s. */
const byFeed: readonly PointName[] = ['look answered', 'page half taken in', 'page committed'];

/** Which passings are worth dying at: the first leases are taken, only later ones renewed. */
const passingsOf = (point: PointName): { readonly least: number; readonly most: number } => {
  if (point === 'lease renewed') return { least: 4, most: 9 };
  return { least: 1, most: byFeed.includes(point) ? 2 : 3 };
};

const longestLife = 150_000;

/** So many orders come in at once after each start, the others one by one: calls are few. */
const atOnce = 3;

export const dieEverywhere = async (day: AimedDay): Promise<AimedAftermath> => {
  const chance = chanceFrom(day.seed);
  const place = await freshPlace(day.postgresUrl);
  const simulator = await startHeldSimulator({
    labelAfterMs: 100, isDeskOn: day.labels === 'desk',
  });
  const port = await freePort();
  const first = await startEngine({ ...place, port });
  await applyPolicy(first.url, simulator.url, day.labels);
  await first.stop();
  const acknowledged: string[] = [];
  const hits: Record<string, number> = {};
  let unanswered: readonly string[] = [];
  let named = 0;
  /** One more order, or that of which nobody knows whether it was taken in; whether it was. */
  const tell = async (): Promise<boolean> => {
    if (unanswered.length === 0) named += 1;
    const told = await tellAll(
      first.url, simulator.url, [`SO-${String(10_000 + named)}`], measuredBox()).all;
    acknowledged.push(...told.acknowledged);
    ({ unanswered } = told);
    return unanswered.length === 0;
  };
  const liveUntil = async (life: Launched, point: PointName, passing: number): Promise<void> => {
    const from = performance.now();
    for (let told = 0; life.isAlive();) {
      if (performance.now() - from > longestLife) {
        const connections = await ask(`${first.url}/v1/connections`).catch(String);
        await life.kill();
        throw new Error(
          `Seed ${String(day.seed)}: never passed "${point}" ${String(passing)} times, after `
            + `${JSON.stringify(hits)}\n${JSON.stringify(connections)}\n${life.printed()}`);
      }
      if (await tell()) told += 1;
      await Promise.race([life.ended, pause(told < atOnce ? 300 : 3_000)]);
    }
    if (!life.printed().includes(`dies at: ${point}\n`)) {
      throw new Error(`ended otherwise than at "${point}":\n${life.printed()}`);
    }
  };
  try {
    for (const point of shuffled(day.deaths, chance)) {
      const { least, most } = passingsOf(point);
      const passing = least + Math.floor(chance() * (most - least + 1));
      const path = pathOf(point);
      const before = path === null ? 0 : await callsHeard(simulator.url, path);
      await liveUntil(await mortal(place, port, point, passing), point, passing);
      // It fell between the call and its answer only if the other side has the call.
      if (path !== null) {
        await until(`the call of "${point}" has arrived`, async () =>
          (await callsHeard(simulator.url, path) >= before + passing ? true : null));
      }
      hits[point] = (hits[point] ?? 0) + 1;
    }
    const upgrade = await dieInUpgrade(place, port);
    try {
      const engine = await startEngine({ ...place, port, ...upgrade.program });
      try {
        await tell();
        await allTold(simulator.url, acknowledged, engine.url);
        const stock = await takeStock({
          seed: day.seed, engine, place, simulatorUrl: simulator.url, acknowledged,
        });
        return { ...stock, hits: { ...hits, ...upgrade.hits } };
      } finally {
        await engine.stop();
      }
    } finally {
      upgrade.remove();
    }
  } finally {
    await simulator.close();
    await place.remove();
  }
};

const shuffled = (
  deaths: AimedDay['deaths'],
  chance: () => number,
): readonly PointName[] =>
  pointNames.flatMap((point) => Array.from({ length: deaths[point] ?? 0 }, () => point))
    .map((point) => ({ point, at: chance() }))
    .toSorted((one, other) => one.at - other.at)
    .map((one) => one.point);

/** Dead in the upgrade as well, which every day ends with, over the orders of the day. */
export const unharmed = (day: AimedDay) => ({
  ...allWell, seed: day.seed,
  hits: { ...day.deaths, 'migration half done': 1, 'migration committed': 1 },
});
