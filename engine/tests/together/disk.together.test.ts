/** The disk under the embedded store is full, or read-only: nothing acknowledged is lost. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { allWell, takeStock } from './aftermath.ts';
import { canMount, sayPacked, sayUntilNotTaken, smallDisk, type SmallDisk } from './disk.ts';
import { allTold, applyPolicy, tellPacked } from './hands.ts';
import { isAlive, launch, startEngine, until, type Engine } from './processes.ts';

let disk: SmallDisk;
let simulator: Simulator;
let engine: Engine | null = null;

const start = async (): Promise<Engine> => {
  engine = await startEngine({ dataFolder: disk.folder });
  return engine;
};

const place = () => ({
  name: 'embedded' as const, dataFolder: disk.folder, databaseUrl: null,
  remove: () => Promise.resolve(),
});

const isPossible = canMount();

describe.skipIf(!isPossible)('(needs to mount a tmpfs)', { timeout: 600_000 }, () => {
  beforeEach(async () => {
    const mounted = smallDisk(160);
    if (mounted === null) throw new Error('it could be mounted a moment ago');
    disk = mounted;
    simulator = await startHeldSimulator({ labelAfterMs: 100 });
  });
  afterEach(async () => {
    await engine?.stop('SIGKILL');
    await simulator.close();
    disk.remove();
  });

  // With little room a table cannot grow; with a few megabytes the log itself cannot.
  test.for([500, 3_000])(
    'full but for %i kilobytes: refused in words, and all goes on once there is room',
    async (kilobytes) => {
      const running = await start();
      await applyPolicy(running.url, simulator.url);
      // The first order of all gives every table and index its first page.
      await tellPacked(running.url, simulator.url, 'SO-0');
      disk.fill(kilobytes);
      const taken = await sayUntilNotTaken(running.url, simulator.url);
      expect(taken.length).toBeGreaterThan(0);
      disk.makeRoom();
      // It may have stopped, when the log could not be written; then somebody starts it again.
      const after = await until('it takes orders again', async () => {
        if (!isAlive(running.pid)) return start();
        return (await sayPacked(running.url, simulator.url, 'SO-1')) === 'taken' ? running : null;
      });
      const numbers = ['SO-0', ...taken, 'SO-1', 'SO-2'];
      for (const number of numbers) await tellPacked(after.url, simulator.url, number);
      await allTold(simulator.url, numbers);
      expect(await takeStock({
        seed: kilobytes, engine: after, place: place(), simulatorUrl: simulator.url,
        acknowledged: numbers,
      })).toMatchObject(allWell);
    });

  test('read-only at the start: refused in words, and all is found when it can be written',
    async () => {
      const running = await start();
      await applyPolicy(running.url, simulator.url);
      await tellPacked(running.url, simulator.url, 'SO-1');
      await running.stop('SIGKILL');
      expect(disk.remount('ro')).toBe(true);
      const refused = launch({ dataFolder: disk.folder });
      expect(await refused.ended).toBe(1);
      expect(refused.printed()).toMatch(/read-only|cannot be written/);
      expect(refused.printed()).not.toMatch(/^ +at /m);
      expect(disk.remount('rw')).toBe(true);
      const after = await start();
      await allTold(simulator.url, ['SO-1']);
      expect(await takeStock({
        seed: 0, engine: after, place: place(), simulatorUrl: simulator.url,
        acknowledged: ['SO-1'],
      })).toMatchObject(allWell);
    });
});
