import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedded, type EmbeddedDatabase } from './open.ts';
import { usualUpkeep, type UpkeepPlan } from './upkeep.ts';

let dataFolder: string;
let database: EmbeddedDatabase;

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-upkeep-'));
});
afterEach(async () => {
  await database.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const open = async (plan: Partial<UpkeepPlan> = {}, said: string[] = []) => {
  database = await openEmbedded({
    dataFolder,
    log: (message) => said.push(message),
    durable: false,
    upkeep: { ...usualUpkeep, ...plan },
  });
};
const rows = async (statement: string): Promise<unknown[]> =>
  (await database.transaction((tx) => sql.raw(statement).execute(tx))).rows;

const checkpointAt = async () => rows('select redo_lsn::text from pg_control_checkpoint()');

test('a round makes the log short: a start after a crash has little to do', async () => {
  await open();
  await rows('create table busy as select generate_series(1, 20000) as id');
  const before = await checkpointAt();
  await database.upkeep.round();
  expect(await checkpointAt()).not.toEqual(before);
});

test('a table that changes all day does not grow without end', async () => {
  await open();
  await rows("create table busy as select g as id, repeat('x', 200) as words " +
    'from generate_series(1, 2000) as g');
  const size = async () => rows("select pg_relation_size('busy') as bytes");
  const changeAll = () => rows("update busy set words = repeat('y', 200)");
  await changeAll();
  await database.upkeep.round();
  const settled = await size();
  for (let round = 0; round < 5; round += 1) {
    await changeAll();
    await database.upkeep.round();
  }
  expect(await size()).toEqual(settled);
});

test('a round comes after so many transactions', async () => {
  await open({ everyTransactions: 20 });
  await rows('create table busy (id int)');
  const before = await checkpointAt();
  for (let id = 0; id < 20; id += 1) await rows(`insert into busy values (${id})`);
  await expect.poll(checkpointAt).not.toEqual(before);
});

test('a round comes after so long', async () => {
  await open({ everyMilliseconds: 20 });
  const before = await checkpointAt();
  await rows('create table busy (id int)');
  await expect.poll(checkpointAt).not.toEqual(before);
});

test('closing stops it, even in the middle of a round', async () => {
  const said: string[] = [];
  await open({ everyMilliseconds: 1, everyTransactions: 1 }, said);
  await rows('create table busy as select generate_series(1, 20000) as id');
  await database.close();
  expect(said).not.toContain('upkeep of the embedded store failed');
});
