/** A small disk in memory, mounted for a test: it can be filled, and made read-only. */
import { spawnSync } from 'node:child_process';
import {
  existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync, truncateSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ask, consignmentUrl, packed } from './hands.ts';
import { adminKey } from './processes.ts';

export type SmallDisk = {
  readonly folder: string;
  /** Takes all room but so many kilobytes. */
  readonly fill: (leavingKilobytes: number) => void;
  readonly makeRoom: () => void;
  /** False when somebody still has a file open for writing. */
  readonly remount: (how: 'ro' | 'rw') => boolean;
  readonly remove: () => void;
};

const mount = (...words: readonly string[]): boolean => spawnSync('mount', [...words]).status === 0;

/** Null where this process may not mount anything. */
export const smallDisk = (megabytes: number): SmallDisk | null => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-disk-'));
  const options = `size=${String(megabytes)}m,mode=0700`;
  if (process.getuid?.() !== 0 || !mount('-t', 'tmpfs', '-o', options, 'tmpfs', folder)) {
    rmdirSync(folder);
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(leavingKilobytes) {
      const { bavail, bsize } = statfsSync(folder);
      const bytes = Math.max(0, bavail * bsize - leavingKilobytes * 1024);
      writeFileSync(`${ballast}-${String(Math.random())}`, Buffer.alloc(bytes));
    },
    makeRoom() {
      spawnSync('find', [folder, '-maxdepth', '1', '-name', 'ballast*', '-delete']);
    },
    remount: (how) => mount('-o', `remount,${how}`, folder),
    remove() {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A disk that goes read-only under whoever writes, as Linux does when it finds an error on it. */
export type FailingDisk = {
  readonly folder: string;
  readonly fail: () => void;
  /** Once nobody uses it any more: checked, and mounted anew. */
  readonly repair: () => void;
  readonly remove: () => void;
};

/** Null where this process may not make one: it needs root, ext4 and a loop device. */
export const failingDisk = (megabytes: number): FailingDisk | null => {
  const top = mkdtempSync(join(tmpdir(), 'gatepass-failing-disk-'));
  const [image, folder] = [join(top, 'image'), join(top, 'mounted')];
  mkdirSync(folder);
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 * 1024);
  const run = (word: string, ...words: string[]) => spawnSync(word, words, { encoding: 'utf8' });
  const trigger = (): string => {
    const device = run('findmnt', '-no', 'SOURCE', folder).stdout?.trim() ?? '';
    return `/sys/fs/ext4/${basename(device)}/trigger_fs_error`;
  };
  const mountIt = (): boolean => mount('-o', 'loop,errors=remount-ro', image, folder);
  const remove = (): void => {
    run('umount', '-l', folder);
    rmSync(top, { recursive: true, force: true });
  };
  const isMade = process.getuid?.() === 0 && run('mkfs.ext4', '-q', '-F', image).status === 0 &&
    mountIt();
  if (!isMade || !existsSync(trigger())) {
    remove();
    return null;
  }
  return {
    folder, remove,
    fail() { writeFileSync(trigger(), '1'); },
    repair() {
      const gone = run('umount', folder);
      run('e2fsck', '-fy', image);
      if (!mountIt()) throw new Error(`it cannot be mounted again: ${gone.stderr}`);
    },
  };
};

/** What the warehouse is answered: taken in, refused in words, or nothing at all. */
export const sayPacked = async (
  url: string,
  simulatorUrl: string,
  number: string,
): Promise<'taken' | 'refused' | 'silence'> => {
  await ask(`${simulatorUrl}/control/warehouse/truth`, 'POST', {
    orderNumber: number, lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
  });
  try {
    const answer = await fetch(consignmentUrl(url, number), {
      method: 'PUT', body: JSON.stringify(packed(number)),
      headers: { 'authorization': `Bearer ${adminKey}`, 'content-type': 'application/json' },
    });
    const words = await answer.text();
    if (answer.status === 200) return 'taken';
    if (answer.status === 503 && words.includes('Nothing was taken in; send it again.')) {
      return 'refused';
    }
    throw new Error(`answered neither yes nor no: ${String(answer.status)} ${words}`);
  } catch (silence) {
    if (silence instanceof TypeError) return 'silence';
    throw silence;
  }
};

/** Says one order after the other until one is not taken in; answers those that were. */
export const sayUntilNotTaken = async (
  url: string,
  simulatorUrl: string,
): Promise<readonly string[]> => {
  const taken: string[] = [];
  for (;;) {
    const number = `SO-${String(1_000 + taken.length)}`;
    if ((await sayPacked(url, simulatorUrl, number)) !== 'taken') return taken;
    taken.push(number);
  }
};

export const canMount = (): boolean => {
  const disk = smallDisk(1);
  disk?.remove();
  return disk !== null;
};
