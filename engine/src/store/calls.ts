import type { Tx } from './database.ts';

/** Starts of calls on a connection since an instant of wire time, oldest first. */
export const callsSince = async (
  tx: Tx,
  connection: string,
  since: number,
): Promise<readonly number[]> => {
  const rows = await tx
    .selectFrom('call_log')
    .select('started_at')
    .where('connection', '=', connection)
    .where('started_at', '>', since)
    .orderBy('started_at')
    .execute();
  return rows.map((row) => row.started_at);
};

/** Logs a call before it leaves: a call that was not logged is not made. */
export const logCall = async (
  tx: Tx,
  call: { connection: string; purpose: string; startedAt: number },
): Promise<number> => {
  const row = await tx
    .insertInto('call_log')
    .values({
      connection: call.connection, purpose: call.purpose, started_at: call.startedAt,
      took_milliseconds: null, result: null,
    })
    .returning('call_id')
    .executeTakeFirstOrThrow();
  return row.call_id;
};

export const logAnswer = async (
  tx: Tx,
  call: number,
  took: number,
  result: string,
): Promise<void> => {
  await tx.updateTable('call_log').set({ took_milliseconds: took, result })
    .where('call_id', '=', call).execute();
};

/** The log is a budget, not an archive: older rows go. */
export const forgetCalls = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('call_log').where('started_at', '<', before).execute();
};

/** What the other side said of its window, and whether it is well. */
export type ConnectionState = {
  readonly lastGoodAt: number | null;
  readonly trouble: string | null;
  readonly troubleSince: number | null;
  readonly closedUntil: number | null;
  readonly rateLimit: number | null;
};

const unknownState: ConnectionState = {
  lastGoodAt: null, trouble: null, troubleSince: null, closedUntil: null, rateLimit: null,
};

export const readConnectionState = async (
  tx: Tx,
  connection: string,
): Promise<ConnectionState> => {
  const row = await tx.selectFrom('connection_state').selectAll()
    .where('connection', '=', connection).executeTakeFirst();
  return row === undefined ? unknownState : {
    lastGoodAt: row.last_good_at,
    trouble: row.trouble,
    troubleSince: row.trouble_since,
    closedUntil: row.closed_until,
    rateLimit: row.rate_limit,
  };
};

export const saveConnectionState = async (
  tx: Tx,
  connection: string,
  state: ConnectionState,
): Promise<void> => {
  const values = {
    last_good_at: state.lastGoodAt, trouble: state.trouble, trouble_since: state.troubleSince,
    closed_until: state.closedUntil, rate_limit: state.rateLimit,
  };
  await tx
    .insertInto('connection_state')
    .values({ connection, ...values })
    .onConflict((clash) => clash.column('connection').doUpdateSet(values))
    .execute();
};

export const saveUnreadable = async (
  tx: Tx,
  connection: string,
  at: number,
  words: readonly string[],
): Promise<void> => {
  if (words.length === 0) return;
  await tx.insertInto('unreadable')
    .values(words.map((one) => ({ connection, at, words: one.slice(0, 500) }))).execute();
};
