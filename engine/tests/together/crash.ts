/** Days with sudden ends: what was acknowledged must survive, and nothing may happen twice. */
import { setTimeout as pause } from 'node:timers/promises';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import { allWell, takeStock, type Aftermath } from './aftermath.ts';
import { chanceFrom } from './chance.ts';
import { allTold, applyPolicy, ask, tellAll } from './hands.ts';
import { freshPlace, freePort, startEngine, type Engine } from './processes.ts';

export type RoughDay = {
  readonly postgresUrl: string | null;
  /** How often the engine is killed. */
  readonly rounds: number;
  readonly ordersPerRound: number;
  /** Decides when each kill falls; printed with every failure. */
  readonly seed: number;
};

/** Runs a day with as many kills as asked, waits until all is told, and says what it came to. */
export const liveThrough = async (day: RoughDay): Promise<Aftermath> => {
  const chance = chanceFrom(day.seed);
  const place = await freshPlace(day.postgresUrl);
  const simulator = await startHeldSimulator({ labelAfterMs: 100 });
  const port = await freePort();
  let engine: Engine = await startEngine({ ...place, port });
  try {
    await applyPolicy(engine.url, simulator.url);
    const acknowledged: string[] = [];
    // What got no answer is said again, as a warehouse would.
    let unanswered: readonly string[] = [];
    for (let round = 0; round < day.rounds; round += 1) {
      // Answers of ShipStation that nobody hears, besides the killing.
      await ask(`${simulator.url}/control/faults`, 'POST', {
        dropAnswer: round % 3 === 0 ? [{ path: '/orders/createorders', count: 1 }] : [],
      });
      const numbers = Array.from(
        { length: day.ordersPerRound }, (_, index) => `SO-${String(1000 + round * 100 + index)}`);
      // Every other time right behind an acknowledgement, with others on their way; else later.
      const isAtOnce = round % 2 === 0;
      const told = tellAll(engine.url, simulator.url, [...unanswered, ...numbers]);
      await told.first;
      const killed = engine;
      const kill = async () => {
        if (!isAtOnce) await pause(Math.floor(chance() * 2_500));
        await killed.stop('SIGKILL');
      };
      const [answers] = await Promise.all([told.all, kill()]);
      acknowledged.push(...answers.acknowledged);
      unanswered = answers.unanswered;
      engine = await startEngine({ ...place, port });
    }
    acknowledged.push(
      ...(await tellAll(engine.url, simulator.url, unanswered).all).acknowledged);
    await allTold(simulator.url, acknowledged);
    return await takeStock({
      seed: day.seed, engine, place, simulatorUrl: simulator.url, acknowledged,
    });
  } finally {
    await engine.stop();
    await simulator.close();
    await place.remove();
  }
};

/** What a day must have come to, whatever happened in it. */
export const asIfNothingHadHappened = (day: RoughDay) => ({
  ...allWell, seed: day.seed, acknowledged: day.rounds * day.ordersPerRound,
});
