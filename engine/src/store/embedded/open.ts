import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as letOthers } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { checkAnswers } from '../answering.ts';
import type { Database } from '../database.ts';
import { StoreRefusal } from '../refusal.ts';
import type { Tables } from '../tables.ts';
import { transactionsOver, type Log } from '../transact.ts';
import { embeddedDialect } from './dialect.ts';
import { startEngine } from './engine.ts';
import {
  databaseFolder,
  prepareDatabaseFolder,
  readyDataFolder,
  refuseForeignFolder,
} from './folder.ts';
import { takeOwnership, type Ownership } from './owner.ts';
import { usualCacheFolder } from './prepared.ts';
import { SyncingFiles, type SyncCounts } from './syncing-files.ts';
import { startUpkeep, usualUpkeep, type Upkeep, type UpkeepPlan } from './upkeep.ts';

export type EmbeddedSettings = {
  readonly dataFolder: string;
  readonly log: Log;
  /** Where the prepared folder is kept between first starts; null keeps none. */
  readonly cacheFolder?: string | null;
  /** False only in tests that measure something else: nothing is synced. */
  readonly durable?: boolean;
  readonly upkeep?: UpkeepPlan;
  /** Tests put a failing disk here. */
  readonly syncFile?: (descriptor: number) => void;
};

/** The embedded size, with what only its own tests look at. */
export type EmbeddedDatabase = Database & {
  readonly kind: 'embedded';
  readonly syncs: Readonly<SyncCounts>;
  readonly upkeep: Pick<Upkeep, 'round'>;
};

/**
 * Opens PostgreSQL inside this process, on a folder that this process then owns. In this order:
 * the folder can be used, it is ours alone, it is one that we may open, then the engine.
 */
export const openEmbedded = async (settings: EmbeddedSettings): Promise<EmbeddedDatabase> => {
  const { dataFolder, log, durable = true } = settings;
  const cacheFolder =
    settings.cacheFolder === undefined ? usualCacheFolder() : settings.cacheFolder;
  readyDataFolder(dataFolder);
  const ownership = await takeOwnership(dataFolder);
  try {
    refuseForeignFolder(dataFolder);
    await prepareDatabaseFolder(dataFolder, { cacheFolder, durable });
    makePrivate(databaseFolder(dataFolder));
    const disk: Disk = { broken: null };
    const files = new SyncingFiles(
      databaseFolder(dataFolder),
      (problem) => {
        disk.broken ??= problem;
        log('the embedded store stopped', { problem: problem.message });
      },
      settings.syncFile,
    );
    const pglite = await startEngine({ files, durable, log });
    const upkeep = startUpkeep(pglite, log, settings.upkeep ?? usualUpkeep);
    return databaseOver({ pglite, upkeep, ownership, disk, log, syncs: files.counts });
  } catch (problem) {
    ownership.release();
    throw problem;
  }
};

type Disk = { broken: Error | null };

const databaseOver = (parts: {
  pglite: PGlite;
  upkeep: Upkeep;
  ownership: Ownership;
  disk: Disk;
  log: Log;
  syncs: SyncCounts;
}): EmbeddedDatabase => {
  const { pglite, upkeep, ownership, disk, log, syncs } = parts;
  const kysely = new Kysely<Tables>({ dialect: embeddedDialect(pglite) });
  const transactions = transactionsOver(kysely, log);
  let closing: Promise<void> | null = null;

  const refuseUnusable = (): void => {
    if (closing !== null) throw new StoreRefusal('The store is closed.');
    if (disk.broken === null) return;
    throw new StoreRefusal(
      'The store stopped because its disk did not keep what was written ' +
        `(${disk.broken.message}). ` +
        'Nothing more is accepted, because nothing more could be promised. Look at the disk, ' +
        'then ' +
        'start again: everything that was acknowledged is found again.',
    );
  };

  const transaction: Database['transaction'] = async (work, patience) => {
    refuseUnusable();
    // PGlite answers without ever leaving the process, so a row of transactions would keep timers
    // and requests waiting until its end. Here everybody else gets a turn between two.
    await letOthers();
    refuseUnusable();
    try {
      const result = await transactions.run(work, patience);
      // A commit whose sync failed must not be acknowledged, whatever the engine says.
      if (disk.broken !== null) refuseUnusable();
      upkeep.committed();
      return result;
    } catch (problem) {
      if (disk.broken !== null) refuseUnusable();
      throw problem;
    }
  };

  const close = async (): Promise<void> => {
    await upkeep.stop();
    try {
      // A panicked engine cannot be shut down in order; recovery at the next start is its way.
      if (disk.broken === null) {
        await pglite.exec('checkpoint');
        await pglite.close();
      }
    } finally {
      ownership.release();
    }
  };

  return {
    kind: 'embedded',
    syncs,
    upkeep: { round: upkeep.round },
    transaction,
    listen: async (channel, heard) => {
      refuseUnusable();
      transactions.refuseInside('Listening');
      // PGlite calls back from within whatever transaction was running; what hears must not
      // count as a part of it.
      const stop = await pglite.listen(quoted(channel), (payload) => {
        transactions.outside(() => heard(payload));
      });
      return () => {
        transactions.refuseInside('To stop listening');
        return closing === null ? stop() : Promise.resolve();
      };
    },
    readClock: () => Promise.resolve(null),
    check: async () => {
      refuseUnusable();
      transactions.refuseInside('A check of the store');
      await checkAnswers(transactions);
    },
    close: () => {
      transactions.refuseInside('Closing');
      closing ??= close();
      return closing;
    },
  };
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Folders 0700, files 0600: the database holds names and addresses of people. PostgreSQL makes its
 * own files that way; this is for folders that were copied back by hand.
 */
const makePrivate = (folder: string): void => {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makePrivate(path);
    else if (entry.isFile()) chmodSync(path, 0o600);
  }
};
