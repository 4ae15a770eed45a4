/** Takes down which tables anything is written to: one small statement tells what was done. */
import { z } from 'zod';
import type { Database } from '../../src/store/database.ts';
import { rowsOf } from '../databases.ts';

/** Notes about refusals, and when a key was last seen, are no effect of what was refused. */
const notebooks = ['refused_input', 'answered_request', 'api_key', 'gatepass_migration'];

const itself = 'hostile_write';
const namesShape = z.array(z.object({ name: z.string() }));

/** From here on; putting it up again changes nothing. */
export const watchWrites = async (database: Database): Promise<void> => {
  const tables = namesShape.parse(await rowsOf(database,
    'select tablename as name from pg_tables where schemaname = current_schema()'))
    .map(({ name }) => name).filter((name) => name !== itself && !notebooks.includes(name));
  await rowsOf(database, `create table if not exists ${itself} (name text not null)`);
  await rowsOf(database, `create or replace function note_${itself}() returns trigger
    language plpgsql as 'begin insert into ${itself} values (tg_table_name); return null; end'`);
  for (const name of tables) {
    await rowsOf(database, `create or replace trigger ${itself}
      after insert or update or delete on ${JSON.stringify(name)}
      for each row execute function note_${itself}()`);
  }
};

/** The tables written to since it was asked last; what was undone is not among them. */
export const writtenSince = async (database: Database): Promise<readonly string[]> => {
  const rows = namesShape.parse(await rowsOf(database, `delete from ${itself} returning name`));
  return [...new Set(rows.map(({ name }) => name))].toSorted();
};
