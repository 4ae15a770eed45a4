/** Work on a connection over which Gatepass itself trips; a row stands for as long as it does. */
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { storable } from './storable.ts';

export type Trip = {
  /** What is being done: `look labels`, `do create-order`, `sweep`. */
  readonly what: string;
  readonly since: Instant;
  /** When it was tripped over last. */
  readonly at: Instant;
  /** How often since it last went well. */
  readonly inARow: number;
  /** It is not tried again before. */
  readonly restsUntil: Instant;
  readonly words: string;
};

export const readTrips = async (tx: Tx, connection: string): Promise<readonly Trip[]> => {
  const rows = await tx.selectFrom('trip').selectAll()
    .where('connection', '=', connection).orderBy('since_at').orderBy('what').execute();
  return rows.map((row) => ({
    what: row.what, since: instant(row.since_at), at: instant(row.at), inARow: row.in_a_row,
    restsUntil: instant(row.rests_until), words: row.words,
  }));
};

export const saveTrip = async (tx: Tx, connection: string, trip: Trip): Promise<void> => {
  const values = {
    since_at: trip.since, at: trip.at, in_a_row: trip.inARow, rests_until: trip.restsUntil,
    words: storable(trip.words).slice(0, 500),
  };
  await tx.insertInto('trip').values({ connection, what: trip.what, ...values })
    .onConflict((clash) => clash.columns(['connection', 'what']).doUpdateSet(values)).execute();
};

export const endTrip = async (tx: Tx, connection: string, what: string): Promise<void> => {
  await tx.deleteFrom('trip')
    .where('connection', '=', connection).where('what', '=', what).execute();
};
