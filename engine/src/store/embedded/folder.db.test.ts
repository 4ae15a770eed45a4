import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pgliteVersion, postgresMajor } from './engine.ts';
import { databaseFolder, readyDataFolder } from './folder.ts';
import { openEmbedded, type EmbeddedDatabase, type EmbeddedSettings } from './open.ts';
import { preparedFile, usualCacheFolder } from './prepared.ts';

let top: string;
let dataFolder: string;
const opened: EmbeddedDatabase[] = [];

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'gatepass-folder-'));
  dataFolder = join(top, 'data');
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  rmSync(top, { recursive: true, force: true });
});

const open = async (more: Partial<EmbeddedSettings> = {}): Promise<EmbeddedDatabase> => {
  const database = await openEmbedded({ dataFolder, log: () => {}, durable: false, ...more });
  opened.push(database);
  return database;
};

const closeAll = async () => {
  for (const database of opened.splice(0)) await database.close();
};

const rows = async (database: EmbeddedDatabase, statement: string): Promise<unknown[]> =>
  (await database.transaction((tx) => sql.raw(statement).execute(tx))).rows;

const everything = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

test('everything in the data folder is private, and stays so', async () => {
  mkdirSync(dataFolder, { mode: 0o755 });
  const database = await open();
  await rows(database, 'create table kept as select generate_series(1, 1000) as id');
  await closeAll();
  chmodSync(join(databaseFolder(dataFolder), 'PG_VERSION'), 0o644);
  await rows(await open(), 'create index on kept (id)');
  const readable = [dataFolder, ...everything(dataFolder)].filter(
    (path) => (statSync(path).mode & 0o077) !== 0,
  );
  expect(readable).toEqual([]);
});

test('a folder of another PGlite is recognised before opening, and left as it is', async () => {
  await open();
  await closeAll();
  const marker = join(databaseFolder(dataFolder), 'gatepass.json');
  writeFileSync(marker, JSON.stringify({ pglite: '0.3.4', postgres: postgresMajor }));
  const before = everything(databaseFolder(dataFolder));
  await expect(open()).rejects.toThrow(
    /made by PGlite 0\.3\.4 .*"gatepass backup FILE".*"gatepass restore FILE"/,
  );
  expect(everything(databaseFolder(dataFolder))).toEqual(before);
});

test('a folder of another PostgreSQL is recognised before it is opened', async () => {
  await open();
  await closeAll();
  writeFileSync(join(databaseFolder(dataFolder), 'PG_VERSION'), '17\n');
  await expect(open()).rejects.toThrow(/\(PostgreSQL 17\).*gatepass backup FILE/);
});

test('a folder that Gatepass did not make is left alone', async () => {
  mkdirSync(databaseFolder(dataFolder), { recursive: true });
  writeFileSync(join(databaseFolder(dataFolder), 'PG_VERSION'), '15\n');
  await expect(open()).rejects.toThrow(/not a database that Gatepass made.*PostgreSQL 15/);
  writeFileSync(join(databaseFolder(dataFolder), 'gatepass.json'), 'half a no');
  await expect(open()).rejects.toThrow('not a database that Gatepass made');
});

test('a refused folder can be opened after the reason is gone', async () => {
  mkdirSync(databaseFolder(dataFolder), { recursive: true });
  await expect(open()).rejects.toThrow('not a database that Gatepass made');
  rmSync(databaseFolder(dataFolder), { recursive: true });
  await expect(open()).resolves.toMatchObject({ kind: 'embedded' });
});

test('a first start that was cut off is begun again', async () => {
  const leftOver = join(dataFolder, 'database.new-4711');
  mkdirSync(leftOver, { recursive: true });
  writeFileSync(join(leftOver, 'PG_VERSION'), '18\n');
  await open();
  expect(existsSync(leftOver)).toBe(false);
});

test('a first start takes the prepared folder, and makes it when there is none', async () => {
  const cacheFolder = join(top, 'cache');
  await open({ cacheFolder });
  const packed = preparedFile(cacheFolder);
  const made = statSync(packed);
  expect(made.size).toBeGreaterThan(1_000_000);

  dataFolder = join(top, 'second');
  expect(await rows(await open({ cacheFolder }), 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(packed).ino).toBe(made.ino);

  writeFileSync(packed, readFileSync(packed).subarray(0, made.size / 2));
  dataFolder = join(top, 'third');
  expect(await rows(await open({ cacheFolder }), 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(packed).size).toBeGreaterThan(1_000_000);
});

test('the usual cache is in the installation', () => {
  expect(usualCacheFolder()).toMatch(/node_modules\/\.cache\/gatepass$/);
});

test('a data folder that cannot be written is refused in plain words', async () => {
  writeFileSync(dataFolder, 'a file where the folder should be');
  await expect(open()).rejects.toThrow(/cannot be used: it is a file\. Change that, or name/);
  dataFolder = join(dataFolder, 'deeper');
  await expect(open()).rejects.toThrow('cannot be used: a part of the path is a file');
});

test('a read-only data folder is refused in plain words', () => {
  mkdirSync(dataFolder, { mode: 0o555 });
  chmodSync(top, 0o755);
  // Root may write everywhere, so the question is asked by somebody else.
  const ask = `
    const file = ${JSON.stringify(join(import.meta.dirname, 'folder.ts'))};
    const { readyDataFolder } = await import(file);
    try { readyDataFolder(process.argv[1]); console.log('taken'); }
    catch (refusal) { console.log(refusal.message); }`;
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const asked = spawnSync(process.execPath, ['--input-type=module', '-e', ask, dataFolder], {
    ...nobody,
    encoding: 'utf8',
  });
  expect(asked.stdout).toContain(`${dataFolder} cannot be used: this user may not write there`);
});

test('a full disk is refused in plain words', () => {
  const full = () => readyDataFolder(dataFolder, () => 10 * 1024 * 1024);
  expect(full).toThrow(/has only 10 MB left; Gatepass needs at least 64 MB to start/);
  expect(() => readyDataFolder(dataFolder)).not.toThrow();
});

test('the versions in the program are those of the package', async () => {
  const file = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const description: unknown = JSON.parse(
    readFileSync(join(file, '../../package.json'), 'utf8'),
  );
  expect(description).toMatchObject({ version: pgliteVersion });
  const database = await open();
  const version = "select current_setting('server_version_num')::int / 10000 as major";
  expect(await rows(database, version)).toEqual([{ major: postgresMajor }]);
});

test('PostgreSQL runs with syncs on and small memory', async () => {
  const database = await open({ durable: true });
  const setting = (name: string) => `current_setting('${name}') as ${name}`;
  const names = ['fsync', 'wal_sync_method', 'synchronous_commit', 'full_page_writes'];
  const found = await rows(
    database,
    `select ${[...names, 'shared_buffers', 'maintenance_work_mem'].map(setting).join(', ')}`,
  );
  expect(found).toEqual([
    {
      fsync: 'on',
      wal_sync_method: 'fsync',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      shared_buffers: '32MB',
      maintenance_work_mem: '16MB',
    },
  ]);
});
