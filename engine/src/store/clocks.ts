/** How far the clocks of other sides are from ours, by the newest of their answers. */
import type { Tx } from './database.ts';

export type SeenClock = {
  readonly connection: string;
  /** Theirs less ours, in milliseconds; 0 where the time an answer took explains it. */
  readonly ahead: number;
  readonly offInARow: number;
  /** Wire time of the newest comparison. */
  readonly seenAt: number;
};

export const readClock = async (tx: Tx, connection: string): Promise<SeenClock | null> => {
  const row = await tx.selectFrom('connection_clock').selectAll()
    .where('connection', '=', connection).executeTakeFirst();
  return row === undefined ? null : asSeen(row);
};

export const readClocks = async (tx: Tx): Promise<readonly SeenClock[]> =>
  (await tx.selectFrom('connection_clock').selectAll().orderBy('connection').execute())
    .map(asSeen);

export const saveClock = async (tx: Tx, seen: SeenClock): Promise<void> => {
  const values = {
    ahead_milliseconds: seen.ahead, off_in_a_row: seen.offInARow, seen_at: seen.seenAt,
  };
  await tx.insertInto('connection_clock').values({ connection: seen.connection, ...values })
    .onConflict((clash) => clash.column('connection').doUpdateSet(values)).execute();
};

const asSeen = (row: {
  connection: string; ahead_milliseconds: number; off_in_a_row: number; seen_at: number;
}): SeenClock => ({
  connection: row.connection, ahead: row.ahead_milliseconds, offInARow: row.off_in_a_row,
  seenAt: row.seen_at,
});
