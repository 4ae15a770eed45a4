import { sql } from 'kysely';
import type { Tx } from './database.ts';

export type StoredTable = {
  readonly name: string;
  /** Those that are stored, not computed, with their types as PostgreSQL names them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
};

/** Every table of the schema that we work in, except the one that records migrations. */
export const tablesOf = async (tx: Tx): Promise<StoredTable[]> => {
  const { rows } = await sql<{ name: string; columns: StoredTable['columns'] }>`
    select c.relname as name,
           jsonb_agg(jsonb_build_object('name', a.attname,
                                        'type', format_type(a.atttypid, a.atttypmod))
                     order by a.attnum) as columns
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                         and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = current_schema()::regnamespace
       and c.relkind = 'r'
       and c.relname <> 'gatepass_migration'
     group by c.relname
     order by c.relname collate "C"`.execute(tx);
  return rows;
};

export const sequencesOf = async (
  tx: Tx,
): Promise<{ name: string; at: string; isCalled: boolean }[]> => {
  const { rows: names } = await sql<{ name: string }>`
    select relname as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'S'
     order by relname collate "C"`.execute(tx);
  const found = [];
  for (const { name } of names) {
    const { rows } = await sql<{ at: string; is_called: boolean }>`
      select last_value::text as at, is_called from ${sql.table(name)}`.execute(tx);
    for (const row of rows) found.push({ name, at: row.at, isCalled: row.is_called });
  }
  return found;
};

/** The names of tables that hold any row. */
export const filledOf = async (tx: Tx, tables: readonly StoredTable[]): Promise<string[]> => {
  const filled: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx);
    if (rows.length > 0) filled.push(name);
  }
  return filled;
};

/** Statements that take away every foreign key and our triggers, and that bring them back. */
export const bindingsOf = async (tx: Tx): Promise<{ loosen: string[]; fasten: string[] }> => {
  const { rows: keys } = await sql<{ owner: string; name: string; definition: string }>`
    select conrelid::regclass::text as owner, quote_ident(conname) as name,
           pg_get_constraintdef(oid) as definition
      from pg_constraint
     where connamespace = current_schema()::regnamespace and contype = 'f' and conparentid = 0
     order by oid`.execute(tx);
  const { rows: triggered } = await sql<{ owner: string }>`
    select distinct tgrelid::regclass::text as owner
      from pg_trigger join pg_class on pg_class.oid = tgrelid
     where not tgisinternal and relnamespace = current_schema()::regnamespace`.execute(tx);
  return {
    loosen: [
      ...keys.map((key) => `alter table ${key.owner} drop constraint ${key.name}`),
      ...triggered.map(({ owner }) => `alter table ${owner} disable trigger user`),
    ],
    fasten: [
      ...keys.map((key) => `alter table ${key.owner} add constraint ${key.name} ${key.definition}`),
      ...triggered.map(({ owner }) => `alter table ${owner} enable trigger user`),
    ],
  };
};
