/**
 * A restored store knows nothing of what was done after its backup: labels bought, orders made.
 * So nothing is carried out on a connection until every feed of it that was ever read has been
 * read whole again; from where the backup stood, that shows all of it.
 */
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** Marks every feed as to be read again and every lease as nobody's. Part of the restoring. */
export const markRestored = async (tx: Tx): Promise<void> => {
  // A backup of an older schema may be from before there were any.
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('feed') is not null and to_regclass('lease') is not null as "isThere"
  `.execute(tx);
  if (rows[0]?.isThere !== true) return;
  await sql`
    update feed set looked_at = null, window_from = null, window_to = null, page = null
  `.execute(tx);
  await sql`update lease set renewed_at = 0`.execute(tx);
};

/** Whether one of these feeds was read before the backup and not yet, or not whole, after it. */
export const isCatchingUp = async (
  tx: Tx,
  connection: string,
  feeds: readonly string[],
): Promise<boolean> => {
  if (feeds.length === 0) return false;
  const row = await tx.selectFrom('feed').select('feed')
    .where('connection', '=', connection).where('feed', 'in', [...feeds])
    .where('looked_at', 'is', null).where('through_at', 'is not', null)
    .limit(1).executeTakeFirst();
  return row !== undefined;
};
