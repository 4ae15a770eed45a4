import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncPath } from '../disk.ts';
import { StoreRefusal } from '../refusal.ts';
import { pgliteVersion, postgresMajor } from './engine.ts';
import { preparedFolder, unpackFolder } from './prepared.ts';

/** What the folder says about itself, so that it is known before anything opens it. */
type Marker = { pglite: string; postgres: number };

/**
 * PGlite versions whose folders this one opens. Another version is added only together with a test
 * that opens a folder made by it: PGlite promises nothing about its folders between versions.
 */
const opensFoldersOf: readonly string[] = [pgliteVersion];

const leastFreeBytes = 64 * 1024 * 1024;

export const databaseFolder = (dataFolder: string) => join(dataFolder, 'database');
const markerFile = (dataFolder: string) => join(databaseFolder(dataFolder), 'gatepass.json');

/** Makes the data folder, or sees that it can be used. Throws a StoreRefusal in plain words. */
export const readyDataFolder = (
  dataFolder: string,
  freeBytes: (folder: string) => number = freeBytesOf,
): void => {
  const probe = join(dataFolder, `.writable-${process.pid}`);
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, 'x', { mode: 0o600 });
    rmSync(probe);
    chmodSync(dataFolder, 0o700);
  } catch (problem) {
    throw new StoreRefusal(unusable(dataFolder, problem), { cause: problem });
  }
  const free = freeBytes(dataFolder);
  if (free < leastFreeBytes) {
    throw new StoreRefusal(
      `The disk of the data folder ${dataFolder} has only ${Math.floor(free / 1048576)} MB left; ` +
        'Gatepass needs at least 64 MB to start. Make room, then start again. Nothing was changed.',
    );
  }
};

const freeBytesOf = (folder: string): number => {
  const disk = statfsSync(folder);
  return disk.bavail * disk.bsize;
};

const unusable = (dataFolder: string, problem: unknown): string => {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
  const reasons: { readonly [code: string]: string } = {
    EACCES: 'this user may not write there',
    EPERM: 'it belongs to another user',
    EROFS: 'it is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota of this user is used up',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
  };
  return (
    `The data folder ${dataFolder} cannot be used: ${reasons[code] ?? String(problem)}. ` +
    'Change that, or name another folder with GATEPASS_DATA.'
  );
};

/** Refuses a folder that this PGlite must not open; to be asked before it is opened. */
export const refuseForeignFolder = (dataFolder: string): void => {
  const folder = databaseFolder(dataFolder);
  if (!existsSync(folder)) return;
  const version = readText(join(folder, 'PG_VERSION'))?.trim() ?? null;
  const marker = readMarker(dataFolder);
  if (version === null || marker === null) {
    throw new StoreRefusal(
      `${folder} is not a database that Gatepass made` +
        `${version === null ? '' : ` (it is one of PostgreSQL ${version})`}. ` +
        'It was left as it is. Move it away, or name another folder with GATEPASS_DATA.',
    );
  }
  if (version === String(postgresMajor) && opensFoldersOf.includes(marker.pglite)) return;
  throw new StoreRefusal(
    `The database in ${folder} was made by PGlite ${marker.pglite} (PostgreSQL ${version}); ` +
      `this Gatepass brings PGlite ${pgliteVersion} (PostgreSQL ${postgresMajor}) and cannot ` +
      'open it. It was left as it is. With the Gatepass that made it, run "gatepass backup ' +
      'FILE"; then ' +
      `move ${folder} away, and with this one run "gatepass restore FILE".`,
  );
};

const readText = (file: string): string | null =>
  existsSync(file) ? readFileSync(file, 'utf8') : null;

const readMarker = (dataFolder: string): Marker | null => {
  const text = readText(markerFile(dataFolder));
  if (text === null) return null;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || !('pglite' in read)) return null;
    return { pglite: String(read.pglite), postgres: postgresMajor };
  } catch (problem) {
    if (problem instanceof SyntaxError) return null;
    throw problem;
  }
};

/**
 * Makes the database folder if there is none: built aside and renamed when it is whole and on
 * disk, so that a start that is cut off leaves either no database or a good one.
 */
export const prepareDatabaseFolder = async (
  dataFolder: string,
  options: { cacheFolder: string | null; durable: boolean },
): Promise<void> => {
  // We own the data folder here, so whatever was being made by others is left over from the dead.
  for (const name of readdirSync(dataFolder)) {
    if (name.startsWith(asidePrefix)) {
      rmSync(join(dataFolder, name), { recursive: true, force: true });
    }
  }
  if (existsSync(databaseFolder(dataFolder))) return;
  const aside = join(dataFolder, `${asidePrefix}${process.pid}`);
  mkdirSync(aside, { mode: 0o700 });
  unpackFolder(await preparedFolder(options.cacheFolder), aside, options.durable);
  const marker: Marker = { pglite: pgliteVersion, postgres: postgresMajor };
  const note = join(aside, 'gatepass.json');
  writeFileSync(note, JSON.stringify(marker), { mode: 0o600, flush: options.durable });
  if (options.durable) syncPath(aside);
  renameSync(aside, databaseFolder(dataFolder));
  if (options.durable) syncPath(dataFolder);
};

const asidePrefix = 'database.new-';
