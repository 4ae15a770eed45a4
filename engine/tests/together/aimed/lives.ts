/** Single lives of the program, each with one point at which it dies. */
import { sql } from 'kysely';
import { join } from 'node:path';
import { openDatabase } from '../../../src/store/database.ts';
import { readMigrations, migrationsFolder } from '../../../src/store/migrate.ts';
import { nextVersion, somethingMore } from '../../next-version.ts';
import {
  freePort, freshPlace, launch, startEngine, type EngineOptions, type Launched, type Place,
} from '../processes.ts';
import type { PointName } from './ground.ts';

export type Hits = Readonly<Record<string, number>>;

/** Longer than a lease is held for somebody who does not renew it, in milliseconds. */
const leaseOver = 20_000;

/** Starts the program, which ends itself when it passes the point for the so-many-th time. */
export const mortal = async (
  place: Place,
  port: number,
  point: PointName,
  passing: number,
  ...more: readonly string[]
): Promise<Launched> => {
  if (place.databaseUrl !== null) await ageLeases(place);
  return launchMortal(place, port, [point, String(passing), ...more]);
};

const launchMortal = (place: Place, port: number, words: readonly string[]): Launched =>
  launch({ ...place, port, program: new URL('program.ts', import.meta.url), words });

/**
 * As if the hold of the dead had lapsed: until then nothing at all would happen on a server. That
 * wait, and who may take over after it, are shown by the tests of several machines.
 */
const ageLeases = async ({ databaseUrl, dataFolder }: Place): Promise<void> => {
  const database = await openDatabase({
    databaseUrl, dataFolder: join(dataFolder, 'store'), log: () => undefined,
  });
  try {
    await database.transaction((tx) => sql`
      update lease set renewed_at = renewed_at - ${leaseOver}::bigint`.execute(tx));
  } finally {
    await database.close();
  }
};

const dieAt = async (life: Launched, point: PointName): Promise<void> => {
  await life.ended;
  if (life.printed().includes(`dies at: ${point}\n`)) return;
  throw new Error(`ended otherwise than at "${point}":\n${life.printed()}`);
};

const inMigrations = ['migration half done', 'migration committed'] as const;

const grown = ['dossier', 'intent', 'attempt', 'lease', 'call_log', 'feed', 'message'];

/** Dies in the migration of the next version, and behind it, over whatever the store holds. */
export const dieInUpgrade = async (
  place: Place,
  port: number,
): Promise<{
  readonly hits: Hits;
  /** How the next version is started. */
  readonly program: Pick<EngineOptions, 'program' | 'words'>;
  readonly remove: () => void;
}> => {
  const next = nextVersion(somethingMore(grown));
  try {
    for (const point of inMigrations) {
      await dieAt(await mortal(place, port, point, 1, next.folder), point);
    }
  } catch (fault) {
    next.remove();
    throw fault;
  }
  return {
    hits: Object.fromEntries(inMigrations.map((point) => [point, 1])),
    program: { program: new URL('../later-version.ts', import.meta.url), words: [next.folder] },
    remove: next.remove,
  };
};

/** Starts on an empty store and dies in a migration and behind the next; round by round later. */
export const dieInMigrations = async (
  { postgresUrl, rounds }: { readonly postgresUrl: string | null; readonly rounds: number },
): Promise<Hits> => {
  const hits: Record<string, number> = {};
  const all = readMigrations(migrationsFolder).length;
  for (let round = 0; round < rounds; round += 1) {
    const place = await freshPlace(postgresUrl);
    const port = await freePort();
    try {
      for (const point of inMigrations) {
        const isFirst = point === 'migration half done';
        const passing = isFirst ? 1 + Math.floor((round + 0.5) / rounds * (all - 1)) : 1;
        await dieAt(launchMortal(place, port, [point, String(passing)]), point);
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
