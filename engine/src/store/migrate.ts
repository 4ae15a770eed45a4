import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database, Tx } from './database.ts';
import { StoreRefusal } from './refusal.ts';
import { presenceLock } from './presence.ts';

/** One numbered file of plain SQL. Once released it is never edited; a new one corrects it. */
export type Migration = {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
  /** Whether processes of the version before may go on beside this one. */
  readonly sideBySide: boolean;
};

/** What a database says of itself: the names and contents of what it was built from, in order. */
export type Applied = { readonly name: string; readonly sha256: string };

export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** A migration may rewrite a table; an hour is for one that never ends. */
const migrationPatience = {
  tellAfterMilliseconds: 60_000,
  failAfterMilliseconds: 3_600_000,
};

/**
 * Brings the database to this program's schema: every file that is missing, in order, each in a
 * transaction of its own. Processes that start together take turns. Answers what was applied now.
 * Throws a StoreRefusal when an applied file was edited, or the database is newer than the program.
 */
export const migrate = async (
  database: Database,
  options: { readonly folder?: string; readonly upTo?: string } = {},
): Promise<readonly Migration[]> => {
  const files = readMigrations(options.folder ?? migrationsFolder);
  const appliedNow: Migration[] = [];
  for (;;) {
    const next = await database.transaction(async (tx) => {
      await takeTurn(tx);
      const missing = files.slice(countKnown(files, await applied(tx)));
      const one = missing.find((file) => options.upTo === undefined || file.name <= options.upTo);
      if (one?.sideBySide === false && database.kind === 'outside') await refuseCompany(tx, one);
      if (one !== undefined) await apply(tx, one);
      return one;
    }, migrationPatience);
    if (next === undefined) return appliedNow;
    appliedNow.push(next);
  }
};

/** What has been applied to this database; nothing when it is empty. */
export const applied = async (tx: Tx): Promise<readonly Applied[]> => {
  const { rows: found } = await sql`
    select 1 from pg_tables
     where schemaname = current_schema() and tablename = 'gatepass_migration'`.execute(tx);
  if (found.length === 0) return [];
  const { rows } = await sql<Applied>`
    select name, sha256 from gatepass_migration order by name collate "C"`.execute(tx);
  return rows;
};

/** Those of this program's files that the database has not had, by name. */
export const waitingMigrations = async (
  tx: Tx,
  folder: string = migrationsFolder,
): Promise<readonly string[]> => {
  const known = new Set((await applied(tx)).map((one) => one.name));
  return readMigrations(folder).map((one) => one.name).filter((name) => !known.has(name));
};

/** Reads and checks the files; a file that breaks a rule is a bug of ours, found at every start. */
export const readMigrations = (folder: string): readonly Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name, index) => {
      const expected = String(index + 1).padStart(4, '0');
      if (!new RegExp(`^${expected}-[a-z0-9-]+\\.sql$`).test(name)) {
        throw new Error(`migration ${name}: the next one must be named ${expected}-words.sql`);
      }
      // A checkout on Windows may turn the line ends; that is not an edit.
      const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      const sideBySide = /^-- side-by-side: (yes|no)\b/.exec(text)?.[1];
      if (sideBySide === undefined) {
        throw new Error(`migration ${name}: its first line must be "-- side-by-side: yes" or no`);
      }
      const sha256 = createHash('sha256').update(text).digest('hex');
      return { name, text, sha256, sideBySide: sideBySide === 'yes' };
    });

// Held until the transaction ends. The number is "gatepass" on a telephone, and nothing more.
const takeTurn = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(42837277)`.execute(tx);
  await sql`
    create table if not exists gatepass_migration (
      name text primary key,
      sha256 text not null
    )`.execute(tx);
};

/** How many of the files the database has; refuses what does not fit. */
const countKnown = (files: readonly Migration[], known: readonly Applied[]): number => {
  for (const [index, one] of known.entries()) {
    const file = files[index];
    if (file === undefined || file.name !== one.name) {
      throw new StoreRefusal(
        `The database has had ${one.name}, which this Gatepass does not know: it was last used ` +
          'by a newer one. Start that version again, or restore a backup made by this one. ' +
          'Nothing was changed.',
      );
    }
    if (file.sha256 !== one.sha256) {
      throw new StoreRefusal(
        `The file ${one.name} is not the one that this database was built with; it was edited ` +
          'after its release. Put the released file back. Nothing was changed.',
      );
    }
  }
  return known.length;
};

/** What older programs would stumble over is not put under their feet. */
const refuseCompany = async (tx: Tx, { name }: Migration): Promise<void> => {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(${presenceLock}) as alone`.execute(tx);
  if (rows[0]?.alone === true) return;
  throw new StoreRefusal(
    `The migration ${name} cannot be applied while a Gatepass of the version before runs on this ` +
      'database. Stop every up, worker and api on it, then start this one again. ' +
      'Nothing was changed.');
};

const apply = async (tx: Tx, file: Migration): Promise<void> => {
  await sql`set local statement_timeout = 0`.execute(tx);
  await sql.raw(file.text).execute(tx);
  await sql`
    insert into gatepass_migration (name, sha256) values (${file.name}, ${file.sha256})
  `.execute(tx);
};
