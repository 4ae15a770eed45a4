/**
 * Builds the console once for all browser tests, and again only when its sources changed. Test
 * files run side by side, so the first to come holds a lock and the others wait for its result.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';

const room = join(import.meta.dirname, '..');
const kept = join(room, 'node_modules/.gatepass-console');
const stampFile = join(kept, 'built-from');
const lockFolder = join(kept, 'building');

/** A lock older than this was left by a run that was ended in the middle. */
const staleAfterMilliseconds = 120_000;

export async function buildConsole(): Promise<void> {
  await mkdir(kept, { recursive: true });
  const wanted = await digestOfSources();
  while (!(await isBuiltFrom(wanted))) {
    if (await takeLock()) {
      try {
        await build({ configFile: join(room, 'vite.config.ts'), logLevel: 'error' });
        await writeFile(stampFile, wanted);
      } finally {
        await rm(lockFolder, { recursive: true });
      }
    } else {
      await pause(100);
    }
  }
}

async function isBuiltFrom(wanted: string): Promise<boolean> {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '');
  const page = await stat(join(room, 'dist/index.html')).catch(() => null);
  return stamp === wanted && page !== null;
}

async function takeLock(): Promise<boolean> {
  try {
    await mkdir(lockFolder);
    return true;
  } catch {
    // Somebody else builds, unless that somebody is long gone.
    const lock = await stat(lockFolder).catch(() => null);
    if (lock !== null && Date.now() - lock.mtimeMs > staleAfterMilliseconds) {
      await rm(lockFolder, { recursive: true, force: true });
    }
    return false;
  }
}

async function digestOfSources(): Promise<string> {
  const digest = createHash('sha256');
  const files = ['index.html', 'package.json', 'vite.config.ts', '../package-lock.json'];
  for (const folder of ['src', 'public']) {
    const names = await readdir(join(room, folder), { recursive: true, withFileTypes: true });
    const found = names.filter((name) => name.isFile() && !/\.test\.tsx?$/.test(name.name));
    files.push(...found.map((name) => join(name.parentPath, name.name).slice(room.length + 1)));
  }
  for (const file of files.toSorted()) {
    digest.update(file).update(await readFile(join(room, file)));
  }
  return digest.digest('hex');
}
