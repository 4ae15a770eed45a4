import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import type { Database } from './database.ts';
import { migrate, migrationsFolder, readMigrations } from './migrate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepass-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string, firstLine = '-- side-by-side: yes') =>
  writeFileSync(join(folder, name), `${firstLine}\n${text}\n`);
const writeTwo = () => {
  write('0001-first.sql', 'create table first (id int); insert into first values (1);');
  write('0002-second.sql', "create table second (id int); -- a ';' in a comment");
};
const rows = async (database: Database, statement: string) =>
  (await database.transaction((tx) => sql.raw(statement).execute(tx))).rows;

onEveryDatabase('migrating', (size) => {
  afterEach(size.drop);

  test('applies every missing file once, in order', async () => {
    const database = await size.open();
    writeTwo();
    const first = await migrate(database, { folder });
    expect(first.map((one) => one.name)).toEqual(['0001-first.sql', '0002-second.sql']);
    expect(await migrate(database, { folder })).toEqual([]);
    write('0003-third.sql', 'alter table first add words text;', '-- side-by-side: no');
    expect(await migrate(database, { folder })).toMatchObject([
      { name: '0003-third.sql', sideBySide: false },
    ]);
    expect(await rows(database, 'select * from first')).toEqual([{ id: 1, words: null }]);
  });

  test('a file that fails leaves nothing of itself, and what came before it stays', async () => {
    const database = await size.open();
    writeTwo();
    write('0003-third.sql', 'create table third (id int); select 1 / 0;');
    await expect(migrate(database, { folder })).rejects.toThrow('division by zero');
    const made = "select tablename from pg_tables where tablename in ('second', 'third')";
    expect(await rows(database, made)).toEqual([{ tablename: 'second' }]);
    write('0003-third.sql', 'create table third (id int);');
    expect(await migrate(database, { folder })).toHaveLength(1);
  });

  test('processes that start together take turns', async () => {
    const database = await size.open();
    writeTwo();
    const all = await Promise.all([1, 2, 3].map(() => migrate(database, { folder })));
    expect(all.flat().map((one) => one.name).toSorted()).toEqual([
      '0001-first.sql',
      '0002-second.sql',
    ]);
    expect(await rows(database, 'select * from first')).toHaveLength(1);
  });

  test('an applied file that was edited is refused', async () => {
    const database = await size.open();
    writeTwo();
    await migrate(database, { folder });
    write('0001-first.sql', 'create table first (id bigint);');
    await expect(migrate(database, { folder })).rejects.toThrow(/0001-first.sql .* was edited/);
  });

  test('other line ends are no edit', async () => {
    const database = await size.open();
    write('0001-first.sql', 'create table first (\nid int);');
    await migrate(database, { folder });
    write('0001-first.sql', 'create table first (\r\nid int);');
    expect(await migrate(database, { folder })).toEqual([]);
  });

  test('a database newer than the program is refused', async () => {
    const database = await size.open();
    writeTwo();
    await migrate(database, { folder });
    rmSync(join(folder, '0002-second.sql'));
    await expect(migrate(database, { folder })).rejects.toThrow(/0002-second.sql.* newer/);
  });

  test('the files of this program apply to an empty database', async () => {
    const database = await size.open();
    const names = readMigrations(migrationsFolder).map((one) => one.name);
    expect((await migrate(database)).map((one) => one.name)).toEqual(names);
    expect(await migrate(database)).toEqual([]);
  });
});

describe('the files', () => {
  test('say first whether old and new can run side by side', () => {
    write('0001-first.sql', 'create table first (id int);', '-- a table');
    expect(() => readMigrations(folder)).toThrow('its first line must be');
  });

  test('are numbered without a gap', () => {
    write('0001-first.sql', '');
    write('0003-third.sql', '');
    expect(() => readMigrations(folder)).toThrow('must be named 0002-words.sql');
  });
});
