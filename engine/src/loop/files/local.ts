/** Files in a folder of this machine: never outside the root, and never by way of a link. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  lstat, mkdir, open, readdir, realpath, rename, unlink, type FileHandle,
} from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type {
  FileAnswer, FileDeed, FileEntry, FilesClosed, FileState,
} from '../../contract/files.ts';
import { closed, unfinished } from './names.ts';

type Folder = { readonly path: string };

/** `allowed`: the folders below which places may lie, as whoever runs this machine says. */
export const performLocally = async (
  allowed: readonly string[],
  root: string,
  deed: FileDeed,
): Promise<FileAnswer> => {
  try {
    const base = await rootOf(allowed, root);
    return 'is' in base ? base : await perform(base.path, deed);
  } catch (fault) {
    return wordsOf(fault);
  }
};

const rootOf = async (
  allowed: readonly string[], root: string,
): Promise<Folder | FilesClosed> => {
  if (!isAbsolute(root)) return closed('refused', 'the folder must be a path from the root, /…');
  const real = await realpath(root);
  for (const one of allowed) {
    const permitted = await realpath(one).catch(() => null);
    if (permitted !== null && isWithin(permitted, real)) return { path: real };
  }
  return closed('refused',
    `the folder ${root} is not below one that GATEPASS_FILES names, and so out of reach`);
};

const isWithin = (outer: string, inner: string): boolean => {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
};

const folderIn = async (
  root: string, folder: string, isMade: boolean,
): Promise<Folder | FilesClosed> => {
  const path = join(root, folder);
  if (isMade) {
    // Step by step: below a folder that leads elsewhere nothing is made.
    let at = root;
    for (const part of folder === '' ? [] : folder.split('/')) {
      at = join(at, part);
      await mkdir(at).catch((fault: unknown) => {
        if (codeOf(fault) !== 'EEXIST') throw fault;
      });
      if (!isWithin(root, await realpath(at))) return elsewhere(folder);
    }
  }
  const real = await realpath(path);
  return isWithin(root, real)
    ? { path: real } : elsewhere(folder);
};

const elsewhere = (folder: string): FilesClosed =>
  closed('refused', `the folder ${folder} is or passes a link that leads elsewhere`);

const perform = async (root: string, deed: FileDeed): Promise<FileAnswer> => {
  const isMade = deed.do === 'write';
  const folder = await folderIn(root, deed.do === 'list' ? deed.folder : deed.path.folder, isMade);
  if ('is' in folder) return folder;
  switch (deed.do) {
    case 'list':
      return list(folder.path);
    case 'read':
      return read(join(folder.path, deed.path.name), deed.mostBytes);
    case 'write':
      return write(folder.path, deed.path.name, deed.bytes);
    case 'move': {
      const target = await folderIn(root, deed.to.folder, true);
      if ('is' in target) return target;
      return move(join(folder.path, deed.path.name), join(target.path, deed.to.name), deed.as);
    }
    case 'remove':
      await unlink(join(folder.path, deed.path.name));
      return { is: 'done' };
    default:
      return deed satisfies never;
  }
};

/** So many are looked at; what is more comes when these are gone. */
const mostListed = 20_000;

const list = async (folder: string): Promise<FileAnswer> => {
  const names = (await readdir(folder)).slice(0, mostListed);
  const files: FileEntry[] = [];
  for (const name of names) {
    const state = await stateOf(join(folder, name));
    if (state !== null) files.push({ name, ...state, steadyMilliseconds: 0 });
  }
  return { is: 'listing', files };
};

/** Null for what is no regular file, and for what is gone by now. */
const stateOf = async (path: string): Promise<FileState | null> => {
  try {
    const found = await lstat(path);
    return found.isFile() ? { size: found.size, modifiedAt: Math.floor(found.mtimeMs) } : null;
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return null;
    throw fault;
  }
};

const read = async (path: string, mostBytes: number): Promise<FileAnswer> => {
  // A pipe that somebody put there must not hold us up.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) return { is: 'missing' };
    if (found.size > mostBytes) return { is: 'too-large' };
    const bytes = await readUpTo(file, found.size);
    return { is: 'content', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    await file.close();
  }
};

const readUpTo = async (file: FileHandle, size: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
};

const write = async (folder: string, name: string, bytes: Uint8Array): Promise<FileAnswer> => {
  const half = join(folder, unfinished(name));
  const { O_CREAT, O_WRONLY, O_TRUNC, O_NOFOLLOW } = constants;
  const file = await open(half, O_CREAT | O_WRONLY | O_TRUNC | O_NOFOLLOW);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, join(folder, name));
  const directory = await open(folder);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
  return { is: 'done' };
};

const isSame = (one: FileState, other: FileState): boolean =>
  one.size === other.size && one.modifiedAt === other.modifiedAt;

const move = async (from: string, to: string, as: FileState): Promise<FileAnswer> => {
  const found = await stateOf(from);
  if (found === null) {
    const there = await stateOf(to);
    return there !== null && isSame(there, as) ? { is: 'done' } : { is: 'missing' };
  }
  if (!isSame(found, as)) return { is: 'changed' };
  await rename(from, to);
  const moved = await stateOf(to);
  if (moved !== null && isSame(moved, as)) return { is: 'done' };
  // Written to between the look and the move: back to where it is read again.
  await rename(to, from);
  return { is: 'changed' };
};

const codeOf = (fault: unknown): string =>
  (fault instanceof Error && 'code' in fault ? String(fault.code) : '');

const wordsOf = (fault: unknown): FileAnswer => {
  const path = fault instanceof Error && 'path' in fault ? String(fault.path) : 'it';
  switch (codeOf(fault)) {
    case 'ENOENT': {
      const isFile = fault instanceof Error && 'syscall' in fault &&
        ['open', 'unlink', 'rename'].includes(String(fault.syscall)) && !path.endsWith('.part');
      return isFile ? { is: 'missing' } : closed('refused', `there is no folder ${path}`);
    }
    case 'ENOTDIR': return closed('refused', `${path} is no folder`);
    case 'ELOOP': return { is: 'missing' };
    case 'EACCES': case 'EPERM':
      return closed('refused', `Gatepass has no right to read, write or rename ${path}`);
    case 'EROFS': return closed('refused', `${path} can only be read`);
    case 'ENOSPC': case 'EDQUOT': return closed('refused', `there is no room left for ${path}`);
    default:
      return closed('silence', fault instanceof Error ? fault.message : 'the disk did not answer');
  }
};
