/**
 * One PostgreSQL for a whole run of the tests: the one that DATABASE_URL_TEST names, or one made in
 * a temporary folder from the newest binaries on this machine, without syncs, ended with the run.
 * Name this file as `globalSetup` of the test project.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where databases for tests can be created; null when this machine has no PostgreSQL. */
    postgresUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env['DATABASE_URL_TEST'];
  if (named !== undefined && named !== '') {
    project.provide('postgresUrl', named);
    return async () => {};
  }
  const binaries = findBinaries();
  if (binaries === null) {
    project.provide('postgresUrl', null);
    return async () => {};
  }
  const cluster = await startCluster(binaries);
  project.provide('postgresUrl', cluster.url);
  return cluster.stop;
}

/** Debian keeps the server's binaries off the path; elsewhere they are on it. */
const findBinaries = (): string | null => {
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

type Cluster = { readonly url: string; stop(): Promise<void> };

const startCluster = async (binaries: string): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-postgres-'));
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
  const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
  const place = ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port)];
  const server = spawn(
    join(binaries, 'postgres'),
    [...place, ...[...settings, 'max_connections=200'].flatMap((setting) => ['-c', setting])],
    { ...user, cwd: folder, stdio: 'ignore' },
  );
  const url = `postgres://gatepass@127.0.0.1:${port}/postgres`;
  const stop = async (): Promise<void> => {
    await ended(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(url, server);
  } catch (problem) {
    await stop();
    throw problem;
  }
  return { url, stop };
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

const answers = async (url: string, server: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error('the PostgreSQL of the tests ended at its start');
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      // Not yet: it is still starting.
      await pause(50);
    }
  }
  throw new Error('the PostgreSQL of the tests did not answer within 10 s');
};

/** Ends the server at once (SIGINT is PostgreSQL's "fast" shutdown). */
const ended = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });
