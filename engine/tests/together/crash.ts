/** Days with sudden ends: what was acknowledged must survive, and nothing may happen twice. */
import { setTimeout as pause } from 'node:timers/promises';
import { startSimulator } from '../../../simulator/src/start.ts';
import {
  allTold, applyPolicy, ask, findOrder, heardBy, labelsIn, ordersIn, tellPacked, verdict,
} from './hands.ts';
import { freshPlace, freePort, startEngine, type Engine } from './processes.ts';

export type RoughDay = {
  readonly postgresUrl: string | null;
  /** How often the engine is killed. */
  readonly rounds: number;
  readonly ordersPerRound: number;
  /** Decides when each kill falls; printed with every failure. */
  readonly seed: number;
};

export type Aftermath = {
  readonly seed: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly createdTwice: readonly string[];
  readonly labelsOfNobody: readonly string[];
  readonly conflictingMessages: number;
  readonly badSignatures: number;
  /** The referee's words; empty when all is well. */
  readonly verdict: string;
  readonly orderNumbers: readonly string[];
};

/** Runs a day with as many kills as asked, waits until all is told, and says what it came to. */
export const liveThrough = async (day: RoughDay): Promise<Aftermath> => {
  const chance = chanceFrom(day.seed);
  const place = await freshPlace(day.postgresUrl);
  const simulator = await startSimulator({ labelAfterMs: 100 });
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
    return await takeStock(day.seed, engine.url, simulator.url, acknowledged);
  } finally {
    await engine.stop();
    await simulator.close();
    await place.remove();
  }
};

/** Says all at once; which were acknowledged and which met a dead line is known at the end. */
const tellAll = (engineUrl: string, simulatorUrl: string, orderNumbers: readonly string[]) => {
  const first = Promise.withResolvers<void>();
  const acknowledged: string[] = [];
  const unanswered: string[] = [];
  const all = Promise.all(orderNumbers.map(async (number) => {
    try {
      await tellPacked(engineUrl, simulatorUrl, number);
      acknowledged.push(number);
      first.resolve();
    } catch (refusal) {
      // What fetch throws when the line is dead; a refusal in words would be a fault.
      if (!(refusal instanceof TypeError)) throw refusal;
      unanswered.push(number);
    }
  })).then(() => ({ acknowledged, unanswered }));
  return { first: Promise.race([first.promise, all]), all };
};

const takeStock = async (
  seed: number,
  engineUrl: string,
  simulatorUrl: string,
  acknowledged: readonly string[],
): Promise<Aftermath> => {
  const found = await Promise.all(acknowledged.map((number) => findOrder(engineUrl, number)));
  const orders = (await ordersIn(simulatorUrl)).filter((one) => !one.isDeleted);
  const keys = orders.map((one) => one.orderKey);
  const boxes = [await heardBy(simulatorUrl, 'warehouse'), await heardBy(simulatorUrl, 'channel')];
  const toldOf = boxes.map((box) => new Set(box.items
    .flatMap((one) => one.body.parcels.map((parcel) => parcel.trackingNumber))));
  return {
    seed,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((_, index) => found[index] === null),
    createdTwice: keys.filter((key, index) => keys.indexOf(key) < index),
    labelsOfNobody: (await labelsIn(simulatorUrl))
      .map((one) => one.trackingNumber)
      .filter((number) => !toldOf.every((heard) => heard.has(number))),
    conflictingMessages: boxes.reduce((sum, box) => sum + box.conflicts.length, 0),
    badSignatures: boxes.reduce((sum, box) => sum + box.badSignatures.length, 0),
    verdict: await verdict(simulatorUrl),
    orderNumbers: orders.map((one) => one.orderNumber).toSorted(),
  };
};

/** Park and Miller's generator: the same seed, the same day. */
const chanceFrom = (seed: number): (() => number) => {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** What a day must have come to, whatever happened in it. */
export const asIfNothingHadHappened = (day: RoughDay) => ({
  seed: day.seed,
  acknowledged: day.rounds * day.ordersPerRound,
  lost: [], createdTwice: [], labelsOfNobody: [], conflictingMessages: 0, badSignatures: 0,
  verdict: '',
});
