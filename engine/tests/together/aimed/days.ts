/** Days in which the program dies at one named point after another, while orders come in. */
import { setTimeout as pause } from 'node:timers/promises';
import { startHeldSimulator } from '../../../../simulator/src/shipstation/held-simulator.ts';
import { allWell, takeStock, type Aftermath } from '../aftermath.ts';
import { chanceFrom } from '../chance.ts';
import { allTold, applyPolicy, ask, tellAll } from '../hands.ts';
import { freshPlace, freePort, launch, startEngine, type Place } from '../processes.ts';
import { pointNames, type PointName } from './ground.ts';

export type AimedDay = {
  readonly postgresUrl: string | null;
  readonly hitsOfEach: number;
  /** Decides the order of the points and which passing is the last; printed with a failure. */
  readonly seed: number;
};

export type AimedAftermath = Aftermath & { readonly hits: Readonly<Record<string, number>> };

/** Those that a start passes before there is anything to work on are hit in a day of their own. */
const atWork = pointNames.filter((one) => !one.startsWith('migration'));

/** Looks keep to a budget that the lives before have spent: a third page was seen after 55 s. */
const byFeed: readonly PointName[] = ['look answered', 'page half taken in', 'page committed'];

/** Which passings are worth dying at: the first leases are taken, only later ones renewed. */
const passingsOf = (point: PointName): { readonly least: number; readonly most: number } => {
  if (point === 'lease renewed') return { least: 4, most: 9 };
  return { least: 1, most: byFeed.includes(point) ? 2 : 3 };
};

const longestLife = 150_000;

export const dieEverywhere = async (day: AimedDay): Promise<AimedAftermath> => {
  const chance = chanceFrom(day.seed);
  const place = await freshPlace(day.postgresUrl);
  const simulator = await startHeldSimulator({ labelAfterMs: 100 });
  const port = await freePort();
  const first = await startEngine({ ...place, port });
  await applyPolicy(first.url, simulator.url);
  await first.stop();
  const acknowledged: string[] = [];
  const hits: Record<string, number> = {};
  let unanswered: readonly string[] = [];
  let named = 0;
  /** One more order, with those of which nobody knows whether they were taken in. */
  const tell = async (): Promise<void> => {
    named += 1;
    const numbers = [...unanswered, `SO-${String(10_000 + named)}`];
    unanswered = [];
    const told = await tellAll(first.url, simulator.url, numbers).all;
    acknowledged.push(...told.acknowledged);
    unanswered = told.unanswered;
  };
  try {
    for (const point of shuffled(atWork, day.hitsOfEach, chance)) {
      const { least, most } = passingsOf(point);
      const passing = least + Math.floor(chance() * (most - least + 1));
      const life = mortal(place, port, point, passing);
      const from = performance.now();
      while (life.isAlive()) {
        if (performance.now() - from > longestLife) {
          const connections = await ask(`${first.url}/v1/connections`).catch(String);
          await life.kill();
          throw new Error(
            `Seed ${String(day.seed)}: never passed "${point}" ${String(passing)} times, after `
              + `${JSON.stringify(hits)}\n${JSON.stringify(connections)}\n${life.printed()}`);
        }
        await tell();
        await Promise.race([life.ended, pause(700)]);
      }
      if (!life.printed().includes(`dies at: ${point}\n`)) {
        throw new Error(`ended otherwise than at "${point}":\n${life.printed()}`);
      }
      hits[point] = (hits[point] ?? 0) + 1;
    }
    const engine = await startEngine({ ...place, port });
    try {
      await tell();
      await allTold(simulator.url, acknowledged);
      const stock = await takeStock({
        seed: day.seed, engine, place, simulatorUrl: simulator.url, acknowledged,
      });
      return { ...stock, hits };
    } finally {
      await engine.stop();
    }
  } finally {
    await simulator.close();
    await place.remove();
  }
};

/** Starts on an empty store and dies in each migration and behind each, so many times. */
export const dieInMigrations = async (
  { postgresUrl, hitsOfEach }: AimedDay,
): Promise<Readonly<Record<string, number>>> => {
  const hits: Record<string, number> = {};
  for (let round = 0; round < hitsOfEach; round += 1) {
    const place = await freshPlace(postgresUrl);
    const port = await freePort();
    try {
      for (const point of ['migration half done', 'migration committed'] as const) {
        const life = mortal(place, port, point, 1 + (round % 3));
        await life.ended;
        if (!life.printed().includes(`dies at: ${point}\n`)) {
          throw new Error(`ended otherwise than at "${point}":\n${life.printed()}`);
        }
        hits[point] = (hits[point] ?? 0) + 1;
      }
      const engine = await startEngine({ ...place, port });
      await engine.stop();
    } finally {
      await place.remove();
    }
  }
  return hits;
};

const mortal = (place: Place, port: number, point: PointName, passing: number) =>
  launch({
    ...place, port,
    program: new URL('program.ts', import.meta.url), words: [point, String(passing)],
  });

const shuffled = (
  points: readonly PointName[],
  times: number,
  chance: () => number,
): readonly PointName[] =>
  Array.from({ length: times }, () => points).flat()
    .map((point) => ({ point, at: chance() }))
    .toSorted((one, other) => one.at - other.at)
    .map((one) => one.point);

export const unharmed = (day: AimedDay) => ({
  ...allWell, seed: day.seed,
  hits: Object.fromEntries(atWork.map((point) => [point, day.hitsOfEach])),
});
