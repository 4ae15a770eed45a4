/**
 * A real Tryton as a process, on a database of its own. Making one takes half a minute, so that it
 * is made once for what these files say and this version, kept, and copied for whoever starts one.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, until } from '../../together/processes.ts';
import { signIn, type Call } from './rpc.ts';
import { seed } from './seed.ts';

export const database = 'wms';
const adminPassword = 'Vx9-harbour-fig';

const moduleWanted = 'stock_package_shipping';

/** What a test that starts one needs and has not got, for its name; null where it is here. */
export const noTryton = (): string | null => {
  // Debian's packages are seen by Debian's own Python, and another may come first on the path.
  const hasModule = ['/usr/bin/python3', 'python3'].some((python) =>
    spawnSync(python, ['-c', `import trytond.modules.${moduleWanted}`]).status === 0);
  return hasModule && spawnSync('trytond', ['--version']).status === 0 ? null
    : 'Tryton; Debian: tryton-server tryton-modules-stock-package-shipping';
};

export type Tryton = {
  /** Without the database. */
  readonly url: string;
  /** As the administrator, from whom nothing is kept. */
  readonly admin: Call;
  readonly stop: () => Promise<void>;
  /** Again on the same port, with the same database. */
  readonly start: () => Promise<void>;
  /** Stops it and leaves nothing behind. */
  readonly remove: () => Promise<void>;
};

/** Where nothing is synced to a disk, if there is such a place. */
const fast = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const startTryton = async (): Promise<Tryton> => {
  const prepared = await prepare();
  const folder = mkdtempSync(join(fast, 'gatepass-tryton-'));
  copyFileSync(prepared, join(folder, `${database}.sqlite`));
  const server = await serve(folder);
  return {
    url: server.url, stop: server.stop, start: server.start,
    admin: await signIn(`${server.url}/${database}`, 'admin', adminPassword),
    remove: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const serve = async (folder: string) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const config = configure(folder, port);
  let child: ChildProcess | null = null;
  let said = '';
  const start = async (): Promise<void> => {
    const running = spawn('trytond', ['-c', config, '-d', database], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [running.stdout, running.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said = `${said}${chunk}`.slice(-20_000);
      });
    }
    child = running;
    await until('Tryton answers', async () => {
      if (running.exitCode !== null) throw new Error(`Tryton ended:\n${said}`);
      // Any answer will do: it is the connection that is waited for.
      return fetch(url).then(() => true, () => null);
    });
  };
  const stop = async (): Promise<void> => {
    const running = child;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
  };
  await start();
  return { url, start, stop };
};

const configure = (folder: string, port: number): string => {
  const file = join(folder, 'trytond.conf');
  writeFileSync(file, [
    '[database]', 'uri = sqlite://', `path = ${folder}`,
    '[web]', `listen = 127.0.0.1:${String(port)}`,
    '[session]', 'timeout = 300', '',
  ].join('\n'));
  return file;
};

/** The file of a database with everything in it that the tests begin with. */
const prepare = async (): Promise<string> => {
  const version = spawnSync('trytond', ['--version'], { encoding: 'utf8' }).stdout;
  const texts = ['server.ts', 'seed.ts', 'rpc.ts'].map((name) =>
    readFileSync(new URL(name, import.meta.url), 'utf8'));
  const hash = createHash('sha256').update([version, ...texts].join('\0')).digest('hex');
  const kept = join(tmpdir(), 'gatepass-tryton-prepared');
  const file = join(kept, `${hash.slice(0, 24)}.sqlite`);
  if (existsSync(file)) return file;
  mkdirSync(kept, { recursive: true });
  const folder = mkdtempSync(join(fast, 'gatepass-tryton-'));
  try {
    // The program that makes it fills a file, and does not create one.
    writeFileSync(join(folder, `${database}.sqlite`), '');
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, `${adminPassword}\n`);
    const made = spawnSync('trytond-admin', [
      '-c', configure(folder, 1), '-d', database, '-u', moduleWanted, '--activate-dependencies',
      '--email', 'a@example.com',
    ], {
      env: { ...process.env, TRYTONPASSFILE: passwordFile }, stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(`No database was made:\n${made.stderr}`);
    const server = await serve(folder);
    await seed(await signIn(`${server.url}/${database}`, 'admin', adminPassword));
    await server.stop();
    // Whole or not at all, also where two begin at once.
    const fresh = join(kept, `${hash.slice(0, 24)}.${String(process.pid)}`);
    copyFileSync(join(folder, `${database}.sqlite`), fresh);
    renameSync(fresh, file);
    return file;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
