/**
 * One call by JSON-RPC, and what its answer means for the call as a whole. With exactly the members
 * id, method and params a complaint comes under a 200, in `error` [try-src].
 */
import { z } from 'zod';
import type { Unanswered } from '../../contract/connector.ts';
import { retryAfter } from '../../contract/retry-after.ts';
import { quote, readJson } from '../../contract/their-words.ts';
import type { WireAnswer } from '../../contract/wire.ts';

const wrongServer = 'the address of the server (baseUrl) may be wrong';

export type Complaint =
  /** They read the call and said no to it, in words for people. */
  | { readonly kind: 'error'; readonly text: string }
  /** They ask whether it is meant; the name is what a yes goes by. */
  | { readonly kind: 'warning'; readonly name: string; readonly text: string }
  /** Somebody else changed the record meanwhile. */
  | { readonly kind: 'concurrency'; readonly text: string }
  /** The bare text of a fault of theirs, such as a field that there is not. */
  | { readonly kind: 'fault'; readonly text: string };

export type Heard =
  | { readonly is: 'result'; readonly value: unknown }
  | { readonly is: 'complaint'; readonly complaint: Complaint }
  /** Not let in, or not any more: the session may have run out. */
  | { readonly is: 'signed-out'; readonly text: string }
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

export const closed = (
  why: Unanswered['why'],
  text: string,
  closedForMilliseconds: number | null = null,
): Unanswered => ({ is: 'unanswered', why, text, closedForMilliseconds });

/** Always under the same id, so that the same question is the same call. */
export const bodyOf = (method: string, params: readonly unknown[]): string =>
  JSON.stringify({ id: 0, method, params });

const unanswered = (...of: Parameters<typeof closed>): Heard =>
  ({ is: 'unanswered', unanswered: closed(...of) });

export const readAnswer = (answer: WireAnswer, secrets: readonly string[]): Heard => {
  if (answer.is !== 'answer') return unanswered('silence', quote(answer.reason, secrets));
  const { status, headers, body } = answer;
  const said = `Tryton answered ${String(status)}`;
  if (status === 401) return { is: 'signed-out', text: said };
  if (status === 402 || status === 403) {
    return unanswered('unauthorised', `${said}: the user may not call this`);
  }
  if (status === 429) return unanswered('throttled', said, retryAfter(headers));
  if (status === 408 || status >= 500) return unanswered('silence', said);
  if (status === 404) return unanswered('refused', `${said}; the database or ${wrongServer}`);
  if (status >= 300) {
    return unanswered('refused', status < 400
      ? `${said}: the call was sent elsewhere; ${wrongServer}` : said);
  }
  const read = documentShape.safeParse(readJson(body)?.value);
  if (!read.success) {
    return unanswered(
      'unreadable', `${said} with something else than Tryton’s answers; ${wrongServer}`);
  }
  const { error, result } = read.data;
  if (error !== undefined && error !== null) {
    return { is: 'complaint', complaint: complaintIn(error, secrets) };
  }
  return result === undefined
    ? unanswered('unreadable', `${said} without a result`) : { is: 'result', value: result };
};

const documentShape = z.object({
  // Theirs bear our id; any other document with a result is none of theirs.
  id: z.union([z.literal(0), z.literal('0')]),
  result: z.unknown().optional(),
  error: z.array(z.unknown()).nullish(),
});

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

const complaintIn = (error: readonly unknown[], secrets: readonly string[]): Complaint => {
  const [kind, about] = error.filter((one) => one !== null);
  const parts: readonly unknown[] = Array.isArray(about)
    ? about.filter((one) => one !== null) : [about];
  const words = (...of: readonly unknown[]): string =>
    quote(of.map(textIn).filter((one) => one !== '').join(' '), secrets);
  switch (kind) {
    case 'UserError':
      return { kind: 'error', text: words(parts[0], parts[1]) };
    case 'UserWarning':
      return { kind: 'warning', name: textIn(parts[0]), text: words(parts[1], parts[2]) };
    case 'ConcurrencyException':
      return { kind: 'concurrency', text: words(parts[0]) };
    default:
      // What follows is a trace of their program, which nobody here reads.
      return { kind: 'fault', text: words(kind) };
  }
};
