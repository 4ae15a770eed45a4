/** A PostgreSQL server that tests start, kill and start again. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Debian keeps the server's binaries off the path; elsewhere they are on it. */
export const findBinaries = (): string | null => {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).toSorted((one, other) => Number(other) - Number(one))
    : [];
  const places = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return places.find((place) => ['initdb', 'postgres'].every((one) => existsSync(join(place, one))))
    ?? null;
};

export type Cluster = {
  readonly url: string;
  /** Ends the server and answers when it is gone; SIGQUIT is PostgreSQL's "immediate". */
  kill(signal: 'SIGKILL' | 'SIGQUIT' | 'SIGINT'): Promise<void>;
  /** Starts it again on the same port, and answers when it does. */
  start(): Promise<void>;
  /** Whether its first process lives; one that cannot write its log ends by itself. */
  isUp(): boolean;
  /** Ends it at once (SIGINT is PostgreSQL's "fast" shutdown) and removes its folder. */
  stop(): Promise<void>;
};

/** A PostgreSQL of its own in a temporary folder, or in one that is given. */
export const makeCluster = async (
  binaries: string,
  options: { readonly settings: readonly string[]; readonly top?: string },
): Promise<Cluster> => {
  const folder = mkdtempSync(join(options.top ?? tmpdir(), 'gatepass-postgres-'));
  const user = unprivilegedUser();
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'gatepass', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb did not make a cluster: ${made.stderr || made.error?.message}`);
  }
  const port = await freePort();
  const url = `postgres://gatepass@127.0.0.1:${port}/postgres`;
  const words = [
    '-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port),
    ...[...options.settings, 'max_connections=200'].flatMap((setting) => ['-c', setting]),
  ];
  let server: ChildProcess | null = null;
  const kill: Cluster['kill'] = async (signal) => {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    running.kill(signal);
    await ended;
  };
  const stop = async (): Promise<void> => {
    await kill('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      const running = spawn(
        join(binaries, 'postgres'), words, { ...user, cwd: folder, stdio: 'ignore' });
      server = running;
      if (await answers(url, running)) return;
      // The sessions of one that was killed hold its memory until they notice, and it ends.
      if (tries === mostTries) throw new Error('the PostgreSQL of the tests ended at its start');
      await pause(100);
    }
  };
  try {
    await start();
  } catch (problem) {
    await stop();
    throw problem;
  }
  const isUp = (): boolean =>
    server !== null && server.exitCode === null && server.signalCode === null;
  return { url, kill, start, stop, isUp };
};

/** PostgreSQL refuses to run as root, so root lends it another user. Null: run as we are. */
const unprivilegedUser = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres']).stdout.toString());
  return { uid: id('-u') || 65_534, gid: id('-g') || 65_534 };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const mostTries = 50;

/** Waits until it takes calls; false when it ended before. */
const answers = async (url: string, server: ChildProcess): Promise<boolean> => {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (server.exitCode !== null) return false;
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      // Not yet: it is still starting.
      await pause(50);
    }
  }
  throw new Error('the PostgreSQL of the tests did not answer within a minute');
};
