/** The demo's folder: begun with the morning that lies ready, begun anew, or gone on with. */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMoment, writeMoment } from './demo-clock.ts';
import type { Log } from './loop/surroundings.ts';
import { restore } from './store/backup.ts';
import type { Database } from './store/database.ts';
import { takeOwnership } from './store/embedded/owner.ts';
import { forgetKeys } from './store/keys.ts';
import { StoreInUse, StoreRefusal } from './store/refusal.ts';

/** A morning that Gatepass has lived: its store as a backup, the pretended world, the moment. */
const morning = fileURLToPath(new URL('../../examples/demo-morning/', import.meta.url));

/** When the demo begins to live where no morning lies ready: seven o'clock on a Tuesday. */
const firstMoment = Date.UTC(2026, 10, 24, 7);

export const clockFile = (folder: string): string => join(folder, 'clock.json');
/** The world that the simulator begins with, where it has none of its own yet. */
export const firstWorld = (folder: string): string => join(folder, 'first-world.json.gz');

const begunFile = (folder: string): string => join(folder, 'begun');

/** False also for the folder of an older demo, which this one cannot go on with. */
export const hasBegun = (folder: string): boolean => existsSync(begunFile(folder));

export const markBegun = (folder: string): void => {
  writeFileSync(begunFile(folder), '', { mode: 0o600 });
};

/**
 * Fills a store that has nothing in it yet. Without a morning that fits it, the demo begins at
 * seven o'clock with nothing. Dying half way, it is begun anew at the next start.
 */
export const beginDemo = async (
  database: Database,
  folder: string,
  log: Log,
  from: string = morning,
): Promise<void> => {
  try {
    if (!existsSync(join(from, 'store.backup'))) {
      throw new StoreRefusal('No morning of the demo lies ready.');
    }
    copyFileSync(join(from, 'world.json.gz'), firstWorld(folder));
    copyFileSync(join(from, 'clock.json'), clockFile(folder));
    await restore(database, join(from, 'store.backup'));
    // Whoever lived the morning had keys; nobody has them here.
    await database.transaction(forgetKeys);
  } catch (refusal) {
    if (!(refusal instanceof StoreRefusal)) throw refusal;
    log('the demo begins at seven in the morning', { why: refusal.message });
    rmSync(firstWorld(folder), { force: true });
    writeMoment(clockFile(folder), firstMoment);
  }
};

export const demoMoment = (folder: string): number => readMoment(clockFile(folder)) ?? firstMoment;

/** As `open` does; beside a demo that runs it says so, and what ends that one. */
export const besideNoDemo = async <Opened>(
  isAnew: boolean,
  open: () => Promise<Opened>,
): Promise<Opened> => {
  try {
    return await open();
  } catch (refusal) {
    if (!(refusal instanceof StoreInUse)) throw refusal;
    throw new StoreRefusal(`A demo runs already on this machine's data: ${refusal.owner}. ` +
      `End that one first, with Ctrl+C where it was started; ${isAnew
        ? 'then the same command begins it anew. Nothing was forgotten.'
        : 'or give this one a data folder of its own (GATEPASS_DATA) and another PORT.'}`);
  }
};

/** Takes the demo away, so that the next start begins anew. Refuses while one runs on it. */
export const forgetDemo = async (folder: string): Promise<void> => {
  const store = join(folder, 'store');
  if (existsSync(store)) {
    const ownership = await takeOwnership(store);
    ownership.release();
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
};
