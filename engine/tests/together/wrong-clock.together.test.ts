/** One machine, its store beside it: a clock that is hours off, and a second start by mistake. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { allTold, applyPolicy, ask, ordersIn, tellPacked, verdict } from './hands.ts';
import { freshPlace, launch, startEngine, until, type Engine, type Place } from './processes.ts';

const hour = 3_600_000;
const program = new URL('machines/skewed.ts', import.meta.url);

let place: Place;
let simulator: Simulator;
const running: Engine[] = [];

beforeEach(async () => {
  place = await freshPlace(null);
  simulator = await startHeldSimulator({ labelAfterMs: 100 });
});
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop('SIGKILL');
  await simulator.close();
  await place.remove();
});

const started = async (skew: number): Promise<Engine> => {
  const engine = await startEngine({
    dataFolder: place.dataFolder, program, words: [String(skew)],
  });
  running.push(engine);
  return engine;
};

const watchShape = z.object({ items: z.array(z.object({
  name: z.string(), watch: z.array(z.string()),
})) });

/** What is worth watching about the account, once it speaks of a clock, or no longer does. */
const clockOfAccount = async (url: string): Promise<string | null> => {
  const { items } = watchShape.parse(await ask(`${url}/v1/connections`));
  const account = items.find((one) => one.name === 'shipstation-uk');
  return account?.watch.find((one) => one.startsWith('Its clock is')) ?? null;
};

test.for([['ahead', 3 * hour], ['behind', -3 * hour]] as const)(
  'three hours %s, the clock is named; put right, all is told and nothing is there twice',
  { timeout: 600_000 },
  async ([, skew]) => {
    const numbers = ['SO-1', 'SO-2', 'SO-3', 'SO-4'];
    const wrong = await started(skew);
    await applyPolicy(wrong.url, simulator.url);
    for (const number of numbers.slice(0, 2)) await tellPacked(wrong.url, simulator.url, number);
    const sentence = await until('the clock is named', () => clockOfAccount(wrong.url));
    expect(sentence).toContain(`3 hours ${skew > 0 ? 'behind' : 'ahead of'} ours`);
    await until('what is packed stands in ShipStation', async () =>
      (await ordersIn(simulator.url)).length === 2 ? true : null);
    await wrong.stop('SIGKILL');

    const right = await started(0);
    for (const number of numbers.slice(2)) await tellPacked(right.url, simulator.url, number);
    await allTold(simulator.url, numbers);
    await until('nothing is said of a clock any more', async () =>
      (await clockOfAccount(right.url)) === null ? true : null);
    const found = await ordersIn(simulator.url);
    expect(found.map((one) => one.orderNumber).toSorted()).toEqual(numbers);
    expect(await verdict(simulator.url)).toBe('');
  });

test('a second start on the same folder is refused in words, and the first goes on',
  { timeout: 600_000 },
  async () => {
    const first = await started(0);
    await applyPolicy(first.url, simulator.url);
    const second = launch({ dataFolder: place.dataFolder });
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain(place.dataFolder);
    expect(second.printed()).toContain(String(first.pid));
    await tellPacked(first.url, simulator.url, 'SO-1');
    await allTold(simulator.url, ['SO-1']);
    expect(await verdict(simulator.url)).toBe('');
  });
