/**
 * What was sent and answered in the calls that were about orders, for those who look into a call
 * that went wrong. Bounded by age and by number; secrets were left out before it came here.
 */
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

/** So many are kept of one connection; a thousand of them take a few megabytes. */
const keptOfEach = 5_000;
/** More often would be a count at every call. */
const tidiedEvery = 100;

export const saveCallText = async (
  tx: Tx,
  connection: string,
  { at, tookMilliseconds, attempts, text }: KeptCall,
): Promise<void> => {
  const { call_text_id: id } = await tx.insertInto('call_text')
    .values({ connection, at, took_milliseconds: tookMilliseconds, attempts: json(attempts),
      content: json(text) })
    .returning('call_text_id').executeTakeFirstOrThrow();
  if (id % tidiedEvery !== 0) return;
  const oldest = await tx.selectFrom('call_text').select('call_text_id')
    .where('connection', '=', connection)
    .orderBy('call_text_id', 'desc').offset(keptOfEach).limit(1).executeTakeFirst();
  if (oldest === undefined) return;
  await tx.deleteFrom('call_text').where('connection', '=', connection)
    .where('call_text_id', '<=', oldest.call_text_id).execute();
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
