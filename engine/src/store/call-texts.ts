/**
 * What was sent and answered in the calls that were about orders, for those who look into a call
 * that went wrong. Bounded by age, number and bytes; secrets were left out before it came here.
 */
import { sql } from 'kysely';
import type { CallText } from '../core/model/call-text.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type KeptCall = {
  readonly at: number;
  readonly tookMilliseconds: number;
  /** The tries that were under way with it. */
  readonly attempts: readonly string[];
  readonly text: CallText;
};

/** Of one connection, in calls and in bytes as the database keeps them: compressed. */
export type Bound = { readonly calls: number; readonly bytes: number };
const keptOfEach: Bound = { calls: 5_000, bytes: 50_000_000 };
/** More often would be a count at every call. */
const tidiedEvery = 100;
/** In characters: a hundred of these would be more than the bound foresees. */
const longText = 100_000;

export const saveCallText = async (
  tx: Tx,
  connection: string,
  { at, tookMilliseconds, attempts, text }: KeptCall,
): Promise<void> => {
  const { call_text_id: id } = await tx.insertInto('call_text')
    .values({ connection, at, took_milliseconds: tookMilliseconds, attempts: json(attempts),
      content: json(text) })
    .returning('call_text_id').executeTakeFirstOrThrow();
  const length = (text.request?.text.length ?? 0) + (text.answer?.text.length ?? 0);
  if (length > longText || isTurn(id)) await tidyCallTexts(tx, connection, keptOfEach);
};

/**
 * Every hundredth, scattered: connections share the numbers, and one whose calls take turns with
 * another's might never meet a round one.
 */
const isTurn = (id: number): boolean =>
  (Math.imul(id, 0x9e37_79b1) >>> 0) < 2 ** 32 / tidiedEvery;

/** Forgets the oldest of a connection that are beyond the bound. */
export const tidyCallTexts = async (
  tx: Tx,
  connection: string,
  { calls, bytes }: Bound,
): Promise<void> => {
  await sql`
    delete from call_text
     where connection = ${connection} and call_text_id <= (
       select max(call_text_id) from (
         select call_text_id, row_number() over newest as calls,
                sum(pg_column_size(content)) over newest as bytes
           from call_text where connection = ${connection}
         window newest as (order by call_text_id desc)) as counted
        where calls > ${calls} or bytes > ${bytes})`.execute(tx);
};

/** Of one try, oldest first; none where they are forgotten by now. */
export const listCallTexts = async (
  tx: Tx,
  one: {
    readonly id: string; readonly connection: string; readonly from: number; readonly to: number;
  },
): Promise<readonly KeptCall[]> => {
  const rows = await tx.selectFrom('call_text').selectAll()
    .where('connection', '=', one.connection)
    .where('at', '>=', one.from).where('at', '<=', one.to)
    .orderBy('call_text_id').limit(mostCalls).execute();
  return rows
    // Written by saveCallText from these types.
    .map((row) => ({ row, attempts: row.attempts as readonly string[] }))
    .filter(({ attempts }) => attempts.includes(one.id))
    .map(({ row, attempts }) => ({
      at: row.at, tookMilliseconds: row.took_milliseconds, attempts, text: row.content as CallText,
    }));
};

/** One try is a handful of calls; halved again and again, a batch is some more. */
const mostCalls = 200;

export const forgetCallTexts = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('call_text').where('at', '<', before).execute();
};
