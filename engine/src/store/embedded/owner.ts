import { hostname } from 'node:os';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreInUse } from '../refusal.ts';

/**
 * One process owns a data folder. Two PGlites on one folder silently lose rows, so this is taken
 * before anything else is opened.
 *
 * The lock is the kernel's, on the file `database.lock`. Node has no call for it, but the SQLite
 * that is built into Node takes one: BEGIN EXCLUSIVE on that file, which otherwise stays empty.
 * Why not a file holding a process number: it outlives a `kill -9`, numbers are used again, and in
 * a container every process is number 1 and cannot see the others, so a second container on the
 * same volume would take a living owner for dead. The kernel's lock ends with its process, however
 * that ends, and holds across containers. (A network file system without locks is the limit of it;
 * PostgreSQL itself is not safe there either.)
 *
 * `database.owner.json` beside it is only for the words of the refusal.
 */
export type Ownership = { release(): void };

type Note = { pid: number; startedAt: string | null; host: string };

const noteFile = (folder: string) => join(folder, 'database.owner.json');

export const takeOwnership = async (folder: string): Promise<Ownership> => {
  const file = join(folder, 'database.lock');
  const lock = new DatabaseSync(file);
  chmodSync(file, 0o600);
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
  } catch (problem) {
    lock.close();
    if (!isBusy(problem)) throw problem;
    throw new StoreInUse(folder, await nameOwner(folder));
  }
  const note: Note = {
    pid: process.pid,
    startedAt: startOf(process.pid),
    host: hostname(),
  };
  writeFileSync(noteFile(folder), JSON.stringify(note), { mode: 0o600 });
  return {
    release: () => {
      rmSync(noteFile(folder), { force: true });
      lock.close();
    },
  };
};

// SQLITE_BUSY; see sqlite.org/rescode.html.
const isBusy = (problem: unknown): boolean =>
  problem instanceof Error && 'errcode' in problem && problem.errcode === 5;

/** The owner may hold the lock and not have left its note yet: look a few times. */
const nameOwner = async (folder: string): Promise<string> => {
  for (let look = 0; look < 5; look += 1) {
    const note = readNote(folder);
    if (note !== null && note.host !== hostname()) {
      return `process ${note.pid} on ${note.host}`;
    }
    // The same number with another start is a stranger that came later; the note is a dead one's.
    if (note !== null && startOf(note.pid) === note.startedAt) return `process ${note.pid}`;
    await pause(50);
  }
  return 'another process, which has not said its number';
};

const readNote = (folder: string): Note | null => {
  try {
    // We wrote it ourselves; anything unreadable counts as no note.
    return JSON.parse(readFileSync(noteFile(folder), 'utf8')) as Note;
  } catch {
    return null;
  }
};

/**
 * When a process started, as the kernel counts (proc(5): field 22 of `stat`, in clock ticks since
 * boot, after a name that may itself hold spaces and brackets). Null where there is no /proc.
 */
const startOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
};
