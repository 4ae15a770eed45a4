/** When orders were placed at their channels, as lists ask for it. */
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.ts';

/** Out of a dossier's facts; null where its channel has not said it. */
export const placedIn = (facts: 'said.facts' | 'dossier.facts'): RawBuilder<number | null> =>
  sql<number | null>`jsonb_path_query_first(${sql.ref(facts)},
    '$.channelSays.order.placedAt ? (@.type() == "number")')::bigint`;

/**
 * Notes it for orders of an older program, so many at a time; answers of how many. Those that
 * another process works on are left to it.
 */
export const fillPlaced = async (tx: Tx, limit: number): Promise<number> => {
  const { rows } = await sql`
    with unnoted as (
      select order_id from dossier where not is_placing_noted
       order by order_id limit ${limit} for update skip locked
    )
    update dossier set placed_at = ${placedIn('dossier.facts')}, is_placing_noted = true
      from unnoted where dossier.order_id = unnoted.order_id
    returning dossier.order_id`.execute(tx);
  return rows.length;
};
