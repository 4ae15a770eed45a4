/** What an answer of Hayloft means for the call as a whole. */
import { z } from 'zod';
import type { Unanswered } from '../../contract/connector.ts';
import { retryAfter } from '../../contract/retry-after.ts';
import { quote, readJson } from '../../contract/their-words.ts';
import type { WireAnswer } from '../../contract/wire.ts';

export type Heard =
  | { readonly is: 'json'; readonly value: unknown }
  /** They read it and said no: the same again brings the same. */
  | { readonly is: 'no'; readonly code: string; readonly text: string }
  | Unanswered;

export const closed = (
  why: Unanswered['why'], text: string, closedForMilliseconds: number | null = null,
): Unanswered => ({ is: 'unanswered', why, text, closedForMilliseconds });

/** Its own shape of a no; a proxy in between has none. */
const noShape = z.object({ error: z.object({ code: z.string(), text: z.string() }) });

export const readAnswer = (answer: WireAnswer, token: string): Heard => {
  if (answer.is !== 'answer') return closed('silence', quote(answer.reason, [token]));
  const { status, headers, body } = answer;
  const json = readJson(body);
  const no = noShape.safeParse(json?.value).data?.error;
  const words = quote(no?.text ?? '', [token]);
  const said = `Hayloft answered ${String(status)}${words === '' ? '' : `: ${words}`}`;
  if (status === 429) return closed('throttled', said, retryAfter(headers));
  if (status >= 401 && status <= 403) return closed('unauthorised', said);
  if (status === 408 || status >= 500) return closed('silence', said);
  if (status >= 200 && status < 300) {
    return json === null ? closed('unreadable', said) : { is: 'json', ...json };
  }
  if (no === undefined) return closed('refused', `${said}; is url right?`);
  return { is: 'no', code: quote(no.code, [token]), text: words };
};
