/** A disk that fails while Gatepass runs, or is full under PostgreSQL: nothing taken in is lost. */
import { chmodSync, rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import { findBinaries, makeCluster } from '../cluster.ts';
import { allWell, takeStock } from './aftermath.ts';
import {
  canMount, failingDisk, sayPacked, sayUntilNotTaken, smallDisk,
} from './disk.ts';
import { allTold, applyPolicy, tellPacked } from './hands.ts';
import { freshPlace, isAlive, startEngine, until, type Place } from './processes.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

const begin = async (place: Place) => {
  const simulator = await startHeldSimulator({ labelAfterMs: 100 });
  undo.push(() => simulator.close());
  const engine = await startEngine(place);
  undo.push(() => engine.stop('SIGKILL'));
  await applyPolicy(engine.url, simulator.url);
  return { simulator, engine };
};

const embeddedIn = (dataFolder: string): Place =>
  ({ name: 'embedded', dataFolder, databaseUrl: null, remove: () => Promise.resolve() });

const tried = failingDisk(8);
tried?.remove();

test.skipIf(tried === null)(
  'read-only in the middle of a run: nothing more is taken in, and all is found after the repair ' +
  '(needs root, ext4 and a loop device)',
  async () => {
    const disk = failingDisk(200);
    if (disk === null) throw new Error('it could be made a moment ago');
    undo.push(() => disk.remove());
    const place = embeddedIn(disk.folder);
    const { simulator, engine } = await begin(place);
    const before = ['SO-1', 'SO-2', 'SO-3'];
    for (const number of before) await tellPacked(engine.url, simulator.url, number);
    disk.fail();
    for (const number of ['SO-4', 'SO-5', 'SO-6']) {
      expect(await sayPacked(engine.url, simulator.url, number)).not.toBe('taken');
    }
    await engine.stop('SIGKILL');
    disk.repair();
    const after = await startEngine(place);
    undo.push(() => after.stop('SIGKILL'));
    const numbers = [...before, 'SO-4', 'SO-5', 'SO-6'];
    for (const number of numbers.slice(3)) await tellPacked(after.url, simulator.url, number);
    await allTold(simulator.url, numbers);
    expect(await takeStock({
      seed: 0, engine: after, place, simulatorUrl: simulator.url, acknowledged: numbers,
    })).toMatchObject(allWell);
  });

const binaries = findBinaries();

test.skipIf(binaries === null || !canMount())(
  'full under PostgreSQL: refused in words, and all goes on once there is room ' +
  '(needs PostgreSQL and to mount a tmpfs)',
  async () => {
    const disk = smallDisk(200);
    if (disk === null) throw new Error('it could be mounted a moment ago');
    undo.push(() => disk.remove());
    // The server has a user of its own.
    chmodSync(disk.folder, 0o755);
    const cluster = await makeCluster(binaries ?? '', {
      settings: ['max_wal_size=64MB', 'min_wal_size=32MB'], top: disk.folder,
    });
    undo.push(() => cluster.stop());
    const place = await freshPlace(cluster.url);
    undo.push(() => { rmSync(place.dataFolder, { recursive: true, force: true }); });
    const { simulator, engine } = await begin(place);
    disk.fill(300);
    const taken = await sayUntilNotTaken(engine.url, simulator.url);
    disk.makeRoom();
    // The server ends itself when it cannot write its log; then somebody starts it again.
    const again = await until('it takes orders again', async () => {
      const said = await sayPacked(engine.url, simulator.url, 'SO-1');
      if (said === 'refused' && !cluster.isUp()) await cluster.start();
      return said === 'taken' ? said : null;
    });
    expect({ again, isAlive: isAlive(engine.pid) }).toEqual({ again: 'taken', isAlive: true });
    const numbers = [...taken, 'SO-1', 'SO-2'];
    for (const number of numbers) await tellPacked(engine.url, simulator.url, number);
    await allTold(simulator.url, numbers);
    expect(await takeStock({
      seed: 300, engine, place, simulatorUrl: simulator.url, acknowledged: numbers,
    })).toMatchObject(allWell);
  });
