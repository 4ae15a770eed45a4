import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { syncPath } from '../disk.ts';
import { initialSettings, pgliteVersion } from './engine.ts';
import { packTar, unpackTar } from './tar.ts';

/**
 * A fresh database folder takes PGlite seconds to make (it runs initdb), and is always the same.
 * So it is made once per version, kept as one packed file, and unpacked for every first start and
 * every test.
 */
export const preparedFile = (cacheFolder: string): string => {
  const recipe = createHash('sha256').update(initialSettings.join(' ')).digest('hex').slice(0, 8);
  return join(cacheFolder, `pglite-${pgliteVersion}-${recipe}.tar.gz`);
};

/** Beside the other caches of the installation; an installation without it has none. */
export const usualCacheFolder = (): string | null => {
  const modules = join(import.meta.dirname, '../../../../node_modules');
  return existsSync(modules) ? join(modules, '.cache/gatepass') : null;
};

/** A fresh database folder as a tar: from the cache, or made now and left there if it can be. */
export const preparedFolder = async (cacheFolder: string | null): Promise<Buffer> => {
  const kept = cacheFolder === null ? null : readKept(preparedFile(cacheFolder));
  if (kept !== null) return kept;
  const packed = await makePackedFolder();
  if (cacheFolder !== null) keep(packed, preparedFile(cacheFolder));
  return gunzipSync(packed);
};

// A damaged one counts as none: gzip's own sum tells, and it is made again.
const readKept = (file: string): Buffer | null => {
  if (!existsSync(file)) return null;
  try {
    return gunzipSync(readFileSync(file));
  } catch {
    return null;
  }
};

const makePackedFolder = async (): Promise<Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-prepared-'));
  try {
    const pglite = await PGlite.create(folder, { initDbStartParams: initialSettings });
    // Shut down in order, or every first start would begin with a recovery.
    await pglite.close();
    return gzipSync(packTar(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// Written aside and renamed, so that nobody ever reads half of it. A cache that cannot be written
// (an image that is read-only) costs time at the next first start and nothing else.
const keep = (packed: Buffer, file: string): void => {
  const aside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(aside, packed);
    renameSync(aside, file);
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem)) throw problem;
  }
};

/** Unpacks into an empty folder; all of it private, and on disk when this returns if `durable`. */
export const unpackFolder = (tar: Buffer, folder: string, durable: boolean): void => {
  const folders = new Set([folder]);
  for (const entry of unpackTar(tar)) {
    const target = join(folder, entry.name);
    if (entry.content === null) {
      folders.add(target);
      mkdirSync(target, { recursive: true, mode: 0o700 });
    } else {
      writeOut(target, entry.content, durable);
    }
  }
  if (durable) for (const one of folders) syncPath(one);
};

const writeOut = (file: string, content: Uint8Array, durable: boolean): void => {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    if (durable) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
