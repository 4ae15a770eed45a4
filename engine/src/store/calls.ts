import type { Tx } from './database.ts';
import { storable } from './storable.ts';

/**
 * Calls on a connection between two instants of wire time. Those far in the future were made
 * before a clock was put right, and would close the door until then.
 */
const startedBetween = (
  tx: Tx,
  connection: string,
  since: number,
  until: number,
  /** Calls that the other side refused as too many. */
  refused: 'counted' | 'left-out' = 'counted',
) => tx
  .selectFrom('call_log')
  .where('connection', '=', connection)
  .where('started_at', '>', since)
  .where('started_at', '<=', until)
  .$if(refused === 'left-out', (query) => query.where((row) =>
    row.or([row('result', 'is', null), row('result', '<>', '429')])));

type Between = Parameters<typeof startedBetween>;

/** When they started, oldest first. */
export const callsBetween = async (...between: Between): Promise<readonly number[]> => {
  const rows = await startedBetween(...between)
    .select('started_at').orderBy('started_at').execute();
  return rows.map((row) => row.started_at);
};

export type CallsOfPurpose = {
  readonly purpose: string;
  readonly calls: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** The same calls, added up by what they were for. */
export const purposesBetween = (...between: Between): Promise<readonly CallsOfPurpose[]> =>
  startedBetween(...between)
    .select((eb) => [
      'purpose', eb.fn.countAll<number>().as('calls'),
      eb.fn.min('started_at').as('firstAt'), eb.fn.max('started_at').as('lastAt'),
    ])
    .groupBy('purpose')
    .execute();

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
  await tx.updateTable('call_log').set({ took_milliseconds: took, result: storable(result) })
    .where('call_id', '=', call).execute();
};

/** No call is waited for longer; one without an answer that is older died with its process. */
export const longestCall = 60_000;

/** Whether the answer of a call is being waited for. */
export const isCallUnderWay = async (
  tx: Tx,
  connection: string,
  wireNow: number,
): Promise<boolean> => {
  const row = await tx.selectFrom('call_log').select('call_id')
    .where('connection', '=', connection)
    .where('started_at', '>', wireNow - longestCall)
    .where('took_milliseconds', 'is', null)
    .limit(1).executeTakeFirst();
  return row !== undefined;
};

/** The log is a budget, not an archive: older rows go. */
export const forgetCalls = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('call_log').where('started_at', '<', before).execute();
};

/** What the other side said of its window, and whether it is well. */
export type ConnectionState = {
  readonly lastGoodAt: number | null;
  /** Since when it answers as it should; null while it does not. */
  readonly wellSince: number | null;
  readonly trouble: string | null;
  readonly troubleSince: number | null;
  readonly closedUntil: number | null;
  readonly rateLimit: number | null;
  /** What kind of trouble it is; null with `trouble`. */
  readonly troubleWhy: string | null;
  /** How often in a row we were not let in. */
  readonly refusals: number;
  /** How many calls in a row were not answered. */
  readonly silences: number;
  /** How many calls others are known to have made on the same key, and until when they count. */
  readonly others: { readonly calls: number; readonly until: number } | null;
};

const unknownState: ConnectionState = {
  lastGoodAt: null, wellSince: null, trouble: null, troubleSince: null, closedUntil: null,
  rateLimit: null, troubleWhy: null, refusals: 0, silences: 0, others: null,
};

export const readConnectionState = async (
  tx: Tx,
  connection: string,
): Promise<ConnectionState> => {
  const row = await tx.selectFrom('connection_state').selectAll()
    .where('connection', '=', connection).executeTakeFirst();
  return row === undefined ? unknownState : {
    lastGoodAt: row.last_good_at,
    wellSince: row.well_since,
    trouble: row.trouble,
    troubleSince: row.trouble_since,
    closedUntil: row.closed_until,
    rateLimit: row.rate_limit,
    troubleWhy: row.trouble_why,
    refusals: row.refusals,
    silences: row.silences,
    others: row.others_until === null ? null
      : { calls: row.others_calls, until: row.others_until },
  };
};

export const saveConnectionState = async (
  tx: Tx,
  connection: string,
  state: ConnectionState,
): Promise<void> => {
  const values = {
    last_good_at: state.lastGoodAt,
    well_since: state.wellSince,
    trouble: state.trouble === null ? null : storable(state.trouble),
    trouble_since: state.troubleSince,
    closed_until: state.closedUntil, rate_limit: state.rateLimit,
    trouble_why: state.troubleWhy, refusals: state.refusals,
    silences: state.silences,
    others_calls: state.others?.calls ?? 0, others_until: state.others?.until ?? null,
  };
  await tx
    .insertInto('connection_state')
    .values({ connection, ...values })
    .onConflict((clash) => clash.column('connection').doUpdateSet(values))
    .execute();
};

/** So many are enough to see what another system shows wrong; older ones are forgotten. */
const unreadableKept = 200;

/** A look reads again behind its cursor: what was named before is only named anew. */
export const saveUnreadable = async (
  tx: Tx,
  connection: string,
  at: number,
  words: readonly string[],
): Promise<void> => {
  if (words.length === 0) return;
  const kept = [...new Set(words.map((one) => storable(one.slice(0, 500))))];
  await tx.deleteFrom('unreadable')
    .where('connection', '=', connection).where('words', 'in', kept).execute();
  await tx.insertInto('unreadable')
    .values(kept.map((one) => ({ connection, at, words: one }))).execute();
  const oldest = await tx.selectFrom('unreadable').select('unreadable_id')
    .where('connection', '=', connection)
    .orderBy('unreadable_id', 'desc').offset(unreadableKept).limit(1).executeTakeFirst();
  if (oldest === undefined) return;
  await tx.deleteFrom('unreadable')
    .where('connection', '=', connection)
    .where('unreadable_id', '<=', oldest.unreadable_id).execute();
};

export type Unreadable = {
  /** How many different rows were named since then. */
  readonly count: number;
  readonly newest: string;
  readonly at: number;
};

/** What could not be read of what a connection has shown since then; null where there is none. */
export const readUnreadable = async (
  tx: Tx,
  connection: string,
  since: number,
): Promise<Unreadable | null> => {
  const rows = await tx.selectFrom('unreadable').select(['words', 'at'])
    .where('connection', '=', connection).where('at', '>=', since)
    .orderBy('unreadable_id', 'desc').limit(unreadableKept).execute();
  const [newest] = rows;
  return newest === undefined
    ? null : { count: rows.length, newest: newest.words, at: newest.at };
};
