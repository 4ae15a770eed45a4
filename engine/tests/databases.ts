/**
 * A database of each size, for tests that must hold on both. Every `open` is a fresh, empty one:
 *
 *     onEveryDatabase('an attempt is kept', (size) => {
 *       let database: Database;
 *       beforeAll(async () => { database = await size.open(); await migrate(database); });
 *       afterAll(size.drop);
 *       test(…)
 *     });
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, inject } from 'vitest';
import type { Database } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/open.ts';
import { openOutside } from '../src/store/outside/open.ts';

export type TestDatabase = {
  readonly name: 'embedded' | 'outside';
  /** A fresh, empty database, not migrated. */
  open(): Promise<Database>;
  /** Closes and removes everything that `open` made. */
  drop(): Promise<void>;
};

/** The sizes that this machine can run. */
export const testDatabases = (): TestDatabase[] => {
  const postgresUrl = inject('postgresUrl');
  return [
    dropping('embedded', openFreshEmbedded),
    ...(postgresUrl === null ? [] : [dropping('outside', () => openFreshOutside(postgresUrl))]),
  ];
};

/** Describes once for each size; a size that this machine cannot run is skipped by name. */
export const onEveryDatabase = (title: string, tests: (size: TestDatabase) => void): void => {
  for (const size of testDatabases()) describe(`${title} (${size.name})`, () => tests(size));
  if (inject('postgresUrl') !== null) return;
  describe.skip(`${title} (outside) (no PostgreSQL binaries on this machine)`, () => {
    tests(dropping('outside', () => Promise.reject(new Error('no PostgreSQL on this machine'))));
  });
};

/**
 * Takes all rows out of a migrated database and lets its numbers begin anew: far quicker than
 * another database for each test, and, with the few rows of a test, than `truncate`, which makes
 * new files for every table and index. Without triggers and foreign keys, hence as a superuser.
 */
export const emptyTables = async (database: Database): Promise<void> => {
  await database.transaction(async (tx) => {
    const { rows } = await sql<{ statement: string }>`
      select 'delete from ' || quote_ident(tablename) as statement from pg_tables
      where schemaname = current_schema() and tablename <> 'gatepass_migration'
      union all
      select 'alter sequence ' || quote_ident(sequencename) || ' restart' from pg_sequences
      where schemaname = current_schema() and last_value is not null`.execute(tx);
    const statements = rows.map(({ statement }) => `${statement};`).join(' ');
    await sql.raw(`set local session_replication_role = replica;
      do $$ begin ${statements} end $$`).execute(tx);
  });
};

/** The rows of one statement, for a test to look behind the program's back. */
export const rowsOf = async (database: Database, statement: string): Promise<unknown[]> =>
  (await database.transaction((tx) => sql.raw(statement).execute(tx))).rows;

type Fresh = { readonly database: Database; remove(): Promise<void> };

const dropping = (name: TestDatabase['name'], openFresh: () => Promise<Fresh>): TestDatabase => {
  const opened: Fresh[] = [];
  return {
    name,
    open: async () => {
      const fresh = await openFresh();
      opened.push(fresh);
      return fresh.database;
    },
    drop: async () => {
      for (const fresh of opened.splice(0)) {
        await fresh.database.close();
        await fresh.remove();
      }
    },
  };
};

const silent = () => {};

const openFreshEmbedded = async (): Promise<Fresh> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-store-'));
  return {
    database: await openEmbedded({ dataFolder, log: silent, durable: false }),
    remove: async () => rmSync(dataFolder, { recursive: true, force: true }),
  };
};

const openFreshOutside = async (postgresUrl: string): Promise<Fresh> => {
  const name = `gatepass_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(postgresUrl, `create database ${name} template template0`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return {
    database: await openOutside({ databaseUrl: url.href, log: silent }),
    remove: () => onServer(postgresUrl, `drop database if exists ${name} with (force)`),
  };
};

const onServer = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
