/** Two whole Gatepasses on one PostgreSQL: one hand on each connection, and a second in reserve. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { allTold, applyPolicy, ask, ordersIn, tellPacked, verdict } from './hands.ts';
import { freshPlace, startEngine, until, type Engine, type Place } from './processes.ts';

const postgresUrl = inject('postgresUrl');

let place: Place;
let otherFolder: string;
let simulator: Simulator;
const running: Engine[] = [];

const start = async (dataFolder: string): Promise<Engine> => {
  const engine = await startEngine({ ...place, dataFolder });
  running.push(engine);
  return engine;
};

const leaseShape = z.object({ items: z.array(z.object({
  name: z.string(),
  lease: z.object({ holder: z.string(), epoch: z.number(), renewedAt: z.string() }).nullable(),
})) });

/** The process ids in the leases; null while a connection has no holder. */
const holders = async (url: string): Promise<readonly string[] | null> => {
  const { items } = leaseShape.parse(await ask(`${url}/v1/connections`));
  const found = items.map((one) => one.lease?.holder.split('/')[1] ?? null);
  return found.length > 0 && found.every((one) => one !== null) ? [...new Set(found)] : null;
};

beforeAll(async () => {
  place = await freshPlace(postgresUrl);
  otherFolder = mkdtempSync(join(tmpdir(), 'gatepass-second-'));
  simulator = await startHeldSimulator({ labelAfterMs: 100 });
});
afterAll(async () => {
  for (const engine of running) await engine.stop('SIGKILL');
  await simulator.close();
  await place.remove();
  rmSync(otherFolder, { recursive: true, force: true });
});

test.skipIf(postgresUrl === null)(
  'the second takes over when the first is killed, nothing twice (needs PostgreSQL)',
  { timeout: 600_000 },
  async () => {
    const first = await start(place.dataFolder);
    await applyPolicy(first.url, simulator.url);
    await until('the first holds every connection', async () =>
      (await holders(first.url))?.join() === String(first.pid) ? true : null);
    const second = await start(otherFolder);
    // Neither has shut the commands of the other's machine out.
    for (const [engine, folder] of [[first, place.dataFolder], [second, otherFolder]] as const) {
      const key = readFileSync(join(folder, 'local.key'), 'utf8').trim();
      const { status } = await fetch(`${engine.url}/v1/orders`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(status).toBe(200);
    }
    const numbers = Array.from({ length: 12 }, (_, index) => `SO-${String(100 + index)}`);
    // Said to either of them: both take in and decide.
    await Promise.all(numbers.slice(0, 8).map((number, index) =>
      tellPacked(index % 2 === 0 ? first.url : second.url, simulator.url, number)));
    expect(await holders(second.url)).toEqual([String(first.pid)]);

    await first.stop('SIGKILL');
    await Promise.all(numbers.slice(8).map((number) =>
      tellPacked(second.url, simulator.url, number)));
    await until('the second holds every connection', async () =>
      (await holders(second.url))?.join() === String(second.pid) ? true : null, 30_000);
    await allTold(simulator.url, numbers);

    const orders = await ordersIn(simulator.url);
    expect(orders.map((one) => one.orderNumber).toSorted()).toEqual(numbers.toSorted());
    expect(await verdict(simulator.url)).toBe('');
  });
