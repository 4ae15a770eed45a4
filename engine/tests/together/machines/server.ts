/** A PostgreSQL that listens where the workers of a day reach it; the run's own one does not. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { until } from '../processes.ts';

/** Debian keeps the server's binaries off the path; elsewhere they are on it. Null: nowhere. */
export const serverBinaries = (): string | null => {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).toSorted((one, other) => Number(other) - Number(one)) : [];
  const places = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return places.find((place) => ['initdb', 'postgres'].every((one) => existsSync(join(place, one))))
    ?? null;
};

export type Server = { readonly url: string; readonly stop: () => Promise<void> };

export const startServer = async (binaries: string, address: string): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-machines-'));
  // PostgreSQL refuses to run as root, and only root gets here.
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout) || 65_534;
  const user = { uid: id('-u'), gid: id('-g') };
  chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'gatepass', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb did not make a cluster: ${made.stderr}`);
  writeFileSync(join(data, 'pg_hba.conf'), 
    'host all all 10.77.0.0/16 trust\nhost all all 127.0.0.1/32 trust\n');
  const child = spawn(join(binaries, 'postgres'), [
    '-D', data, '-k', folder, '-p', '5432', '-c', `listen_addresses=127.0.0.1,${address}`,
    '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'max_connections=200',
  ], { ...user, cwd: folder, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => { resolve(); }));
  const url = 'postgres://gatepass@127.0.0.1:5432/postgres';
  await until('PostgreSQL answers', async () => {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      // Not yet: it is still starting.
      return null;
    }
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
