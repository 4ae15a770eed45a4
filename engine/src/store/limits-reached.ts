/** Times in which a connection had no calls left, gathered into few for whoever looks back. */
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';

export type LimitReached = {
  readonly connection: string;
  readonly since: Instant;
  /** When calls were free again; in the future while it lasts. */
  readonly until: Instant;
  /** How often in this stretch the limit was reached. */
  readonly times: number;
};

/** Within so long of the last one it is the same stretch: four an hour at the most. */
export const gatheredWithin = 15 * 60_000;

/** An end that moves by less than this is the same one, read off another clock. */
const sameEnd = 1_000;

/** Writes only what is news: a rest that is told again while it lasts changes nothing. */
export const noteLimitReached = async (
  tx: Tx,
  connection: string,
  { at, until }: { readonly at: number; readonly until: number },
): Promise<void> => {
  // What began after now was written before a clock was put right.
  const last = await tx.selectFrom('limit_reached').select(['since_at', 'until_at', 'times'])
    .where('connection', '=', connection).where('since_at', '<=', at)
    .orderBy('since_at', 'desc').limit(1).executeTakeFirst();
  if (last === undefined || at > last.until_at + gatheredWithin) {
    await tx.insertInto('limit_reached')
      .values({ connection, since_at: at, until_at: until, times: 1 })
      .onConflict((clash) => clash.doNothing()).execute();
    return;
  }
  const isAnew = at > last.until_at;
  if (!isAnew && until < last.until_at + sameEnd) return;
  await tx.updateTable('limit_reached')
    .set({ until_at: Math.max(until, last.until_at), times: last.times + (isAnew ? 1 : 0) })
    .where('connection', '=', connection).where('since_at', '=', last.since_at).execute();
};

/** Those that ended after an instant, the oldest first. */
export const limitsReachedSince = async (
  tx: Tx,
  since: Instant,
): Promise<readonly LimitReached[]> => {
  const rows = await tx.selectFrom('limit_reached').selectAll()
    .where('until_at', '>', since).orderBy('since_at').orderBy('connection').execute();
  return rows.map((row) => ({
    connection: row.connection, since: instant(row.since_at), until: instant(row.until_at),
    times: row.times,
  }));
};

export const forgetLimitsReached = async (tx: Tx, before: Instant): Promise<void> => {
  await tx.deleteFrom('limit_reached').where('until_at', '<', before).execute();
};
