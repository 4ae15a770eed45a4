import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * Work inside a transaction of which nothing stays when it throws, while what the transaction did
 * before stays and it goes on. Locks that the work took are let go of with it.
 */
export const apart = async <Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> => {
  await sql`savepoint apart`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint apart`.execute(tx);
    return result;
  } catch (fault) {
    // Of a connection that broke there is nothing to take back; the first fault tells more.
    await sql`rollback to savepoint apart`.execute(tx).catch(() => { throw fault; });
    await sql`release savepoint apart`.execute(tx).catch(() => { throw fault; });
    throw fault;
  }
};
