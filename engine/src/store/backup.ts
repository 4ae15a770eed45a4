import { setImmediate as letOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import { bindingsOf, filledOf, sequencesOf, tablesOf, type StoredTable } from './backup-catalog.ts';
import {
  headerLine,
  inspectBackup,
  openBackup,
  renderLine,
  writeLines,
  type BackupLine,
  type Header,
} from './backup-file.ts';
import type { Database, Tx } from './database.ts';
import { applied, migrate, migrationsFolder, readMigrations, type Applied } from './migrate.ts';
import { StoreRefusal } from './refusal.ts';
import { markRestored } from './restored.ts';

/** Rows in one fetch, and rows or characters in one insert: what one slice keeps in memory. */
const rowsAtOnce = 500;
const charactersAtOnce = 1_000_000;

/** All of it is one transaction, so that it is one moment. Embedded, everybody waits meanwhile. */
const longPatience = { tellAfterMilliseconds: 600_000, failAfterMilliseconds: 6 * 3_600_000 };

const leftOut: readonly string[] = ['call_text'];

type Options = { readonly migrationsFolder?: string };

/**
 * Writes everything that the store holds, as of one moment, into a new file that either size can
 * restore. Answers how many rows. The file appears when it is whole; it holds what the store
 * holds, so it is as secret. Not in it is what was said in calls, word for word: it is forgotten
 * after a week, and a file is not. Nor is any schema but the one that we work in.
 */
export const backup = (database: Database, file: string): Promise<{ rows: number }> =>
  database.transaction(async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx);
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    const written = { rows: 0 };
    await writeLines(file, linesOf(tx, written));
    return written;
  }, longPatience);

async function* linesOf(tx: Tx, written: { rows: number }): AsyncGenerator<string> {
  yield headerLine({ migrations: await applied(tx) });
  for (const table of await tablesOf(tx)) {
    if (leftOut.includes(table.name)) continue;
    const columns = table.columns.map((column) => column.name);
    yield renderLine({ is: 'table', table: table.name, columns });
    for await (const text of rowsOf(tx, table)) {
      written.rows += 1;
      yield renderLine({ is: 'row', text });
    }
  }
  // Sequences stand outside the snapshot. Read last, they are never behind the rows.
  for (const sequence of await sequencesOf(tx)) yield renderLine({ is: 'sequence', ...sequence });
  yield renderLine({ is: 'end', rows: written.rows });
}

async function* rowsOf(tx: Tx, table: StoredTable): AsyncGenerator<string> {
  const values = table.columns.map((column) => sql`${sql.ref(column.name)}::text`);
  await sql`
    declare backup_rows no scroll cursor for
     select to_json(array[${sql.join(values)}]::text[])::text as text from ${sql.table(table.name)}
  `.execute(tx);
  for (;;) {
    const { rows } = await sql<{ text: string }>`
      fetch ${sql.lit(rowsAtOnce)} from backup_rows`.execute(tx);
    for (const row of rows) yield row.text;
    if (rows.length < rowsAtOnce) break;
    await letOthers();
  }
  await sql`close backup_rows`.execute(tx);
}

/**
 * Fills an empty store from a backup of either size, then brings it to this program's schema.
 * Answers how many rows. All or nothing: a file that is cut off, foreign or newer, or a store that
 * already holds something, is refused as a StoreRefusal before anything is changed.
 */
export const restore = async (
  database: Database,
  file: string,
  options: Options = {},
): Promise<{ rows: number }> => {
  const folder = options.migrationsFolder ?? migrationsFolder;
  const header = await inspectBackup(file);
  refuseUnknown(header, folder);
  const isFresh = await database.transaction((tx) => refuseFilled(tx, header));
  const last = header.migrations.at(-1);
  if (last !== undefined) await migrate(database, { folder, upTo: last.name });
  await database.transaction((tx) => load(tx, file, isFresh), longPatience);
  await migrate(database, { folder });
  return { rows: header.rows };
};

/** The backup's schema must be one that this program can build. */
const refuseUnknown = (header: Header, folder: string): void => {
  const files = readMigrations(folder);
  const strange = header.migrations.find((one, at) => !isSame(one, files[at]));
  if (strange === undefined) return;
  throw new StoreRefusal(
    `The backup was made with ${strange.name}, which this Gatepass does not have in that form: ` +
      'it was made by a newer one. Restore it with that version. Nothing was changed.',
  );
};

const isSame = (one: Applied, other: Applied | undefined): boolean =>
  one.name === other?.name && one.sha256 === other.sha256;

/** Answers whether the store has no tables at all yet. */
const refuseFilled = async (tx: Tx, header: Header): Promise<boolean> => {
  const tables = await tablesOf(tx);
  const had = await applied(tx);
  const filled = await filledOf(tx, tables);
  if (filled.length > 0 || had.some((one, at) => !isSame(one, header.migrations[at]))) {
    const what = filled.length > 0 ? `rows in ${filled.join(', ')}` : 'a newer schema';
    throw new StoreRefusal(
      `The store that is to be filled is not empty: it has ${what}. Nothing was changed. ` +
        'Restore into an empty one: another data folder, or a database newly created.',
    );
  }
  return tables.length === 0;
};

const load = async (tx: Tx, file: string, isFresh: boolean): Promise<void> => {
  await sql`set local statement_timeout = 0`.execute(tx);
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
  const tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
  if (tables.size > 0) await takeEmpty(tx, [...tables.values()], isFresh);
  const { loosen, fasten } = await bindingsOf(tx);
  for (const statement of loosen) await sql.raw(statement).execute(tx);

  let into: Insert | null = null;
  const { lines } = await openBackup(file);
  for await (const line of lines) {
    if (line.is === 'row') {
      if (into === null) throw new Error('a row before its table');
      await addRow(tx, into, line.text);
      continue;
    }
    if (into !== null) await flush(tx, into);
    into = line.is === 'table' ? insertInto(line, tables.get(line.table)) : null;
    if (line.is === 'sequence') {
      const name = sql`${`"${line.name.replaceAll('"', '""')}"`}::regclass`;
      await sql`select setval(${name}, ${line.at}::bigint, ${line.isCalled})`.execute(tx);
    }
  }
  for (const statement of fasten) await sql.raw(statement).execute(tx);
  await markRestored(tx);
};

/** Nobody else writes from here on; what our own migrations put there goes, the backup has it. */
const takeEmpty = async (
  tx: Tx,
  tables: readonly StoredTable[],
  isFresh: boolean,
): Promise<void> => {
  const names = sql.join(tables.map((table) => sql.table(table.name)));
  await sql`lock table ${names} in access exclusive mode`.execute(tx);
  if (isFresh) {
    await sql`truncate ${names}`.execute(tx);
    return;
  }
  const filled = await filledOf(tx, tables);
  if (filled.length === 0) return;
  throw new StoreRefusal(
    `Somebody wrote into ${filled.join(', ')} meanwhile. Stop every Gatepass on it, then again.`,
  );
};

type Insert = {
  readonly table: StoredTable;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  waiting: string[];
  characters: number;
};

const insertInto = (
  line: Extract<BackupLine, { is: 'table' }>,
  table: StoredTable | undefined,
): Insert => {
  const columns = line.columns.map((name) => table?.columns.find((one) => one.name === name));
  const known = columns.filter((column) => column !== undefined);
  if (table !== undefined && known.length === columns.length) {
    return { table, columns: known, waiting: [], characters: 0 };
  }
  throw new StoreRefusal(`The backup's table ${line.table} does not fit this store's schema.`);
};

const addRow = async (tx: Tx, into: Insert, text: string): Promise<void> => {
  into.waiting.push(text);
  into.characters += text.length;
  if (into.waiting.length < rowsAtOnce && into.characters < charactersAtOnce) return;
  await flush(tx, into);
  await letOthers();
};

const flush = async (tx: Tx, into: Insert): Promise<void> => {
  if (into.waiting.length === 0) return;
  const rows = `[${into.waiting.join(',')}]`;
  into.waiting = [];
  into.characters = 0;
  const names = into.columns.map((column) => sql.ref(column.name));
  const values = into.columns.map(
    // The types are PostgreSQL's own names for them, from its catalogue.
    (column, at) => sql`(given.list ->> ${sql.lit(at)})::${sql.raw(column.type)}`,
  );
  await sql`
    insert into ${sql.table(into.table.name)} (${sql.join(names)})
    overriding system value
    select ${sql.join(values)} from json_array_elements(${rows}::json) as given (list)
  `.execute(tx);
};
