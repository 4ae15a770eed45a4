import type { Database } from '../src/store/database.ts';
import { rowsOf } from './databases.ts';

/**
 * The store refuses one kind of write, as it would over a bug of ours in what is written. Answers
 * how to mend it.
 */
export const tripOn = async (
  database: Database,
  table: string,
  /** A condition on the new row, such as `new.order_id = 'ord_1'`. */
  when: string,
): Promise<() => Promise<void>> => {
  await rowsOf(database, `create function trip() returns trigger language plpgsql as $$
    begin raise exception 'tripped over it'; end $$`);
  await rowsOf(database, `create trigger trip before insert or update on ${table} for each row
    when (${when}) execute function trip()`);
  return async () => { await rowsOf(database, 'drop function if exists trip cascade'); };
};
