/** Answers to requests that named a key of their own, so that the same request is answered once. */
import type { Tx } from './database.ts';

export type Asked =
  | { readonly is: 'new' }
  | { readonly is: 'under-way' }
  | { readonly is: 'another' }
  | { readonly is: 'answered'; readonly status: number; readonly answer: string };

/** Whoever began it and did not answer for so long has died over it, in milliseconds. */
const abandonedAfter = 60_000;

export const beginRequest = async (
  tx: Tx,
  { id, asked }: { readonly id: string; readonly asked: string },
  now: number,
): Promise<Asked> => {
  const begun = await tx.insertInto('answered_request')
    .values({ request_id: id, asked, begun_at: now, status: null, answer: null })
    .onConflict((clash) => clash.doNothing()).returning('request_id').executeTakeFirst();
  if (begun !== undefined) return { is: 'new' };
  const known = await tx.selectFrom('answered_request').selectAll()
    .where('request_id', '=', id).forUpdate().executeTakeFirst();
  // Taken away just now: it was given up, and may be begun again at the next try.
  if (known === undefined) return { is: 'under-way' };
  if (known.asked !== asked) return { is: 'another' };
  if (known.status !== null && known.answer !== null) {
    return { is: 'answered', status: known.status, answer: known.answer };
  }
  if (now - known.begun_at < abandonedAfter) return { is: 'under-way' };
  await tx.updateTable('answered_request').set({ begun_at: now })
    .where('request_id', '=', id).execute();
  return { is: 'new' };
};

/** One beginning of a request: whoever took it up after it has another. */
export type Beginning = { readonly id: string; readonly begunAt: number };

/** Answers whether it was still this beginning's to answer: nobody has taken it up since. */
export const saveAnswer = async (
  tx: Tx,
  { id, begunAt }: Beginning,
  { status, answer }: { readonly status: number; readonly answer: string },
): Promise<boolean> => {
  const saved = await tx.updateTable('answered_request').set({ status, answer })
    .where('request_id', '=', id).where('begun_at', '=', begunAt)
    .returning('request_id').executeTakeFirst();
  return saved !== undefined;
};

/** What ended without a lasting answer may be asked again under its key; what has one stays. */
export const forgetRequest = async (tx: Tx, { id, begunAt }: Beginning): Promise<void> => {
  await tx.deleteFrom('answered_request').where('request_id', '=', id)
    .where('begun_at', '=', begunAt).where('status', 'is', null).execute();
};

export const forgetAnswered = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('answered_request').where('begun_at', '<', before).execute();
};
