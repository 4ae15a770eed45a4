import { spawn, type ChildProcess } from 'node:child_process';
import { fsyncSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedded, type EmbeddedDatabase, type EmbeddedSettings } from './open.ts';

let dataFolder: string;
const children: ChildProcess[] = [];
const opened: EmbeddedDatabase[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-durable-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of opened.splice(0)) await database.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const open = async (more: Partial<EmbeddedSettings> = {}): Promise<EmbeddedDatabase> => {
  const database = await openEmbedded({ dataFolder, log: () => {}, ...more });
  opened.push(database);
  return database;
};

const rows = async (database: EmbeddedDatabase, statement: string): Promise<unknown[]> =>
  (await database.transaction((tx) => sql.raw(statement).execute(tx))).rows;

/** Starts a process that commits rows; calls back for each one that it acknowledges. */
const startCommitting = (acknowledged: (number: number) => void): ChildProcess => {
  const program = join(import.meta.dirname, 'commit-until-killed.ts');
  const child = spawn(process.execPath, [program, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  createInterface(child.stdout).on('line', (line) => acknowledged(Number(line) || 0));
  return child;
};

const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once('close', resolve));

test('a commit is on disk before it is acknowledged', async () => {
  const database = await open();
  await rows(database, 'create table kept (id int)');
  for (const id of [1, 2, 3]) {
    const before = database.syncs.wal;
    await rows(database, `insert into kept values (${id})`);
    expect(database.syncs.wal).toBeGreaterThan(before);
  }
  const before = database.syncs.wal;
  await rows(database, 'select * from kept');
  expect(database.syncs.wal).toBe(before);
});

test('the data files are on disk before the log that made them goes', async () => {
  const database = await open();
  await rows(database, 'create table kept as select generate_series(1, 1000) as id');
  const before = database.syncs.other;
  await database.upkeep.round();
  expect(database.syncs.other).toBeGreaterThan(before);
});

test('every row acknowledged before kill -9 is there afterwards', async () => {
  const acknowledged: number[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const child = startCommitting((number) => {
    acknowledged.push(number);
    if (number === 150) resolve();
  });
  const end = ended(child);
  await Promise.race([enough, end]);
  child.kill('SIGKILL');
  await end;
  const last = Math.max(...acknowledged);
  expect(last).toBeGreaterThanOrEqual(150);

  const database = await open();
  const found = await rows(database, 'select number from kept order by number');
  const numbers = (upTo: number) => Array.from({ length: upTo }, (_, at) => ({ number: at + 1 }));
  // One more may have been committed and not yet said.
  expect([last, last + 1]).toContain(found.length);
  expect(found).toEqual(numbers(found.length));
});

test('a commit that the disk refused is not acknowledged, and nothing after it', async () => {
  let isFailing = false;
  const said: string[] = [];
  const database = await open({
    log: (message) => said.push(message),
    syncFile: (descriptor) => {
      if (isFailing) throw new Error('EIO: i/o error, fsync');
      fsyncSync(descriptor);
    },
  });
  await rows(database, 'create table kept (id int)');
  await rows(database, 'insert into kept values (1)');
  isFailing = true;
  await expect(rows(database, 'insert into kept values (2)')).rejects.toThrow(
    /its disk did not keep what was written \(EIO/,
  );
  isFailing = false;
  await expect(rows(database, 'insert into kept values (3)')).rejects.toThrow('Nothing more');
  await expect(database.check()).rejects.toThrow('Nothing more');
  expect(said).toContain('the embedded store stopped');
  await database.close();

  const again = await open();
  const found = await rows(again, 'select id from kept where id <> 2');
  expect(found).toEqual([{ id: 1 }]);
});

test('a second process is refused and told which process it is', async () => {
  const { promise: isOpen, resolve } = Promise.withResolvers<void>();
  const child = startCommitting(() => resolve());
  await isOpen;
  await expect(open()).rejects.toThrow(`is in use by process ${child.pid}. Only one process`);
});

test('a second opening in the same process is refused too', async () => {
  await open();
  await expect(open()).rejects.toThrow(`is in use by process ${process.pid}.`);
});

test('a folder whose owner was killed is taken over', async () => {
  const { promise: isOpen, resolve } = Promise.withResolvers<void>();
  const child = startCommitting(() => resolve());
  await isOpen;
  const end = ended(child);
  child.kill('SIGKILL');
  await end;
  const database = await open();
  await expect(database.check()).resolves.toBeUndefined();
});

test('a closed folder can be opened again at once', async () => {
  const first = await open();
  await rows(first, 'create table kept as select 1 as id');
  await first.close();
  expect(await rows(await open(), 'select * from kept')).toEqual([{ id: 1 }]);
});
