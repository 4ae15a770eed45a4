/** Told to stop, a process begins nothing new and lets its call under way come home. */
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { allTold, applyPolicy, ordersIn, tellPacked, verdict } from './hands.ts';
import { standBefore, type Witness } from './machines/witness.ts';
import { freshPlace, startEngine, until, type Engine, type Place } from './processes.ts';

const readinessShape = z.object({ isReady: z.boolean(), notReady: z.array(z.string()) });

const readiness = async (url: string) => {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, ...readinessShape.parse(await answer.json()) };
};

const postgresUrl = inject('postgresUrl');

describe('told to stop', () => {
  let place: Place;
  let simulator: Simulator;
  let door: Witness;
  let letGo: () => void;
  const running: Engine[] = [];
  const started = async (engine: Promise<Engine>): Promise<Engine> => {
    running.push(await engine);
    return engine;
  };

  const begin = async (on: string | null): Promise<void> => {
    place = await freshPlace(on);
  };
  beforeEach(async () => {
    simulator = await startHeldSimulator({ labelAfterMs: 100 });
    const held = Promise.withResolvers<void>();
    letGo = held.resolve;
    door = await standBefore(simulator.url, '127.0.0.1', (path) =>
      path.includes('createorder') ? held.promise : Promise.resolve());
  });
  afterEach(async () => {
    for (const engine of running.splice(0)) await engine.stop('SIGKILL');
    door.close();
    await simulator.close();
    await place.remove();
  });

  const creations = () => door.calls.filter((one) => one.path.includes('createorder'));
  const callIsUnderWay = () =>
    until('a call that creates orders is under way', () => creations().length > 0 ? true : null);

  const takesNothingIn = (engine: Engine) =>
    until('it takes nothing in any more', () =>
      fetch(`${engine.url}/healthz`).then(() => null, () => true));

  test('the whole product ends with 0 when its call has come home', { timeout: 600_000 },
    async () => {
      await begin(null);
      const engine = await started(startEngine({ ...place }));
      await applyPolicy(engine.url, door.url);
      await tellPacked(engine.url, simulator.url, 'SO-1');
      await callIsUnderWay();
      const ended = engine.stop('SIGTERM');
      await takesNothingIn(engine);
      expect(await ordersIn(simulator.url)).toEqual([]);
      const before = door.calls.length;
      letGo();
      expect(await ended).toBe(0);
      expect(engine.printed()).toContain('Everything it acknowledged is stored.');
      expect((await ordersIn(simulator.url)).map((one) => one.orderNumber)).toEqual(['SO-1']);
      // The answer was read: the next start neither asks what came of it nor does it again.
      const next = await started(startEngine({ ...place }));
      await allTold(simulator.url, ['SO-1']);
      expect(creations()).toHaveLength(1);
      expect(door.calls.length).toBeGreaterThan(before);
      expect(await verdict(simulator.url)).toBe('');
      expect(await next.stop()).toBe(0);
    });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'a second signal, %s, ends it at once',
    { timeout: 600_000 },
    async (second) => {
      await begin(null);
      const engine = await started(startEngine({ ...place }));
      await applyPolicy(engine.url, door.url);
      await tellPacked(engine.url, simulator.url, 'SO-1');
      await callIsUnderWay();
      const ended = engine.stop('SIGTERM');
      await takesNothingIn(engine);
      await engine.stop(second);
      expect(await ended).toBe(1);
      expect(engine.printed()).toContain('ends at once, because it was told to stop twice');
      // What comes of a process that dies like this is shown by the crash tests.
      letGo();
    });

  test.skipIf(postgresUrl === null)(
    'a worker says at its health port that it is ending (needs PostgreSQL)',
    { timeout: 600_000 },
    async () => {
      await begin(postgresUrl);
      const api = await started(startEngine({ ...place, command: 'api' }));
      await applyPolicy(api.url, door.url);
      // Nobody works yet: what is sent is kept, and the process says that nothing goes out.
      expect(await readiness(api.url)).toMatchObject({
        status: 503, notReady: [expect.stringContaining('No connection is held')],
      });
      const worker = await started(startEngine({ ...place, command: 'worker' }));
      await tellPacked(api.url, simulator.url, 'SO-1');
      await callIsUnderWay();
      expect(await readiness(worker.url)).toEqual({ status: 200, isReady: true, notReady: [] });
      expect((await readiness(api.url)).isReady).toBe(true);
      const ended = worker.stop('SIGTERM');
      await until('it says that it is ending', async () => {
        const { status, notReady } = await readiness(worker.url);
        return status === 503 && notReady[0]?.startsWith('This process was told to stop') === true
          ? true : null;
      });
      letGo();
      expect(await ended).toBe(0);
      expect(await ordersIn(simulator.url)).toHaveLength(1);
      expect(await api.stop()).toBe(0);
    });
});
