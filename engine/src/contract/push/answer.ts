import { z } from 'zod';
import type { ItemOutcome, Unanswered } from '../connector.ts';
import { retryAfter } from '../retry-after.ts';
import { quote, readJson } from '../their-words.ts';
import type { WireAnswer } from '../wire.ts';

export type PushVerdict = {
  readonly outcome: ItemOutcome;
  /** Set when the door as a whole is closed; then the message itself was not judged. */
  readonly unanswered: Unanswered | null;
};

/** `who` opens the sentences and reads like "The warehouse". */
export const readPushAnswer = (
  answer: WireAnswer,
  who: string,
  secrets: readonly string[],
): PushVerdict => {
  if (answer.is !== 'answer') return notJudged('silence', quote(answer.reason, secrets));
  const { status } = answer;
  const words = quote(wordsOf(answer.body), secrets);
  const said = `${who} answered ${String(status)}${words === '' ? '' : `: ${words}`}`;
  if (status >= 200 && status < 300) {
    const outcome = { is: 'done', seen: [], acknowledged: isAcknowledged(answer.body) } as const;
    return { outcome, unanswered: null };
  }
  if (status === 429) return notJudged('throttled', said, retryAfter(answer.headers));
  // A wrong secret or an unpaid plan is the connection's trouble, not the message's: it goes out
  // once that is put right, without anybody telling again.
  if (status === 401 || status === 402 || status === 403) return notJudged('unauthorised', said);
  if (status === 408 || status === 425) return notJudged('silence', said);
  if (status >= 400 && status < 500) {
    const text = words === '' ? said : words;
    return { outcome: { is: 'refused', code: `http.${String(status)}`, text }, unanswered: null };
  }
  // A redirect is not followed: the signed message was meant for the address that was set.
  return notJudged(status < 400 ? 'refused' : 'silence', said);
};

const notJudged = (
  why: Unanswered['why'],
  text: string,
  closedForMilliseconds: number | null = null,
): PushVerdict => ({
  outcome: { is: 'unknown', text },
  unanswered: { is: 'unanswered', why, text, closedForMilliseconds },
});

const acknowledgement = z.object({ acknowledged: z.literal(true) });

/** An empty or another 2xx body says that the message arrived, not that it was taken in. */
const isAcknowledged = (body: string): boolean =>
  acknowledgement.safeParse(readJson(body)?.value).success;

const problemBody = z.object({
  detail: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  problem: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
});

/** The sentence in a JSON problem of any of the usual shapes, else the text as it came. */
const wordsOf = (body: string): string => {
  const read = problemBody.safeParse(readJson(body)?.value).data;
  return read?.detail ?? read?.message ?? read?.problem ?? read?.error ?? read?.title ?? body;
};
