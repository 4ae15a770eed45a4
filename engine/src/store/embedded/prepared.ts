import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { initialSettings, pgliteVersion } from './engine.ts';

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

/** The packed folder: from the cache, or made now and left there if that can be written. */
export const packedFolder = async (cacheFolder: string | null): Promise<Buffer> => {
  if (cacheFolder !== null && existsSync(preparedFile(cacheFolder))) {
    return readFileSync(preparedFile(cacheFolder));
  }
  const made = await makePackedFolder();
  if (cacheFolder !== null) keep(made, preparedFile(cacheFolder));
  return made;
};

const makePackedFolder = async (): Promise<Buffer> => {
  const pglite = await PGlite.create({ initDbStartParams: initialSettings });
  try {
    await pglite.exec('checkpoint');
    return Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
  } finally {
    await pglite.close();
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
export const unpackFolder = (packed: Buffer, folder: string, durable: boolean): void => {
  const tar = gunzipSync(packed);
  const folders = new Set([folder]);
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const entry = readHeader(tar.subarray(at, at + block));
    const target = join(folder, entry.name);
    if (entry.isFolder) {
      folders.add(target);
      mkdirSync(target, { recursive: true, mode: 0o700 });
    } else {
      folders.add(dirname(target));
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      writeOut(target, tar.subarray(at + block, at + block + entry.size), durable);
    }
    at += block + Math.ceil(entry.size / block) * block;
  }
  for (const one of folders) {
    chmodSync(one, 0o700);
    if (durable) syncPath(one);
  }
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

/** Puts a file, or the list of names in a folder, on disk. */
export const syncPath = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** A tar file is a row of these; the header's fields are at fixed places (POSIX ustar). */
const block = 512;

const readHeader = (header: Buffer): { name: string; size: number; isFolder: boolean } => {
  const text = (from: number, length: number) =>
    header.toString('utf8', from, from + length).replace(/\0.*$/s, '').trim();
  const size = Number.parseInt(text(124, 12) || '0', 8);
  const name = text(0, 100).replace(/^\/+/, '');
  if (name.split('/').includes('..') || Number.isNaN(size)) {
    throw new Error(`the prepared database folder is damaged near "${name}"`);
  }
  return { name, size, isFolder: text(156, 1) === '5' };
};
