/** What a V1 answer means for the call as a whole (errors by origin: reference [v1d, lar, par]). */
import { z } from 'zod';
import type { Unanswered } from '../../../contract/connector.ts';
import { quote, readJson } from '../../../contract/their-words.ts';
import type { WireAnswer } from '../../../contract/wire.ts';

export const wrongAddress = 'the address of the API may be wrong';

export type Heard =
  | { readonly is: 'json'; readonly value: unknown }
  /** They read the call and said no to it: repeating the same brings the same. */
  | {
      readonly is: 'turned-down';
      readonly status: number;
      readonly text: string;
      readonly isTheirException: boolean;
    }
  /** A closed door, or nothing that tells whether the call was carried out. */
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

export const readAnswer = (answer: WireAnswer, secrets: readonly string[]): Heard => {
  if (answer.is !== 'answer') return unanswered('silence', quote(answer.reason, secrets));
  const { status } = answer;
  const json = readJson(answer.body);
  const theirs = json === null ? '' : wordsOf(json.value);
  const words = quote(theirs, secrets);
  const said = words === '' ? `ShipStation answered ${String(status)}` : words;
  // Seen under other status codes too [skv], but a good answer is never mistaken for it.
  if (status === 429 || (status >= 300 && /^too many requests/i.test(theirs))) {
    return throttled(answer.headers);
  }
  const notLetIn = notLetInBy(status);
  if (notLetIn !== null) return unanswered('unauthorised', `${notLetIn} (${said})`);
  if (status >= 200 && status < 300) {
    return json === null
      ? unanswered('unreadable', `ShipStation answered ${String(status)} without readable content`)
      : { is: 'json', value: json.value };
  }
  if (status >= 300 && status < 400) {
    return unanswered(
      'refused',
      `ShipStation sent the call elsewhere (${String(status)}); ${wrongAddress}`,
    );
  }
  if (status === 408) return unanswered('silence', said);
  if (status < 500) {
    // Without JSON it is not V1 that speaks but something before it, or a wrong address: that
    // must not be held against the order. Nor must the words of .NET for an unknown path.
    return json === null || status === 405 || /^no http resource was found/i.test(theirs)
      ? unanswered('refused', `${said} (${String(status)}); ${wrongAddress}`)
      : { is: 'turned-down', status, text: said, isTheirException: false };
  }
  // Their own exceptions are mostly caused by the data of the call, so they are an answer.
  if (json !== null && exceptionOf(json.value) !== '') {
    return { is: 'turned-down', status, text: said, isTheirException: true };
  }
  return unanswered('silence', said);
};

/** Nothing of the call was carried out, and nothing else will be until people see to it. */
const notLetInBy = (status: number): string | null => {
  switch (status) {
    case 401:
      return 'ShipStation refuses the API key';
    // Not documented for V1; V2 answers so on paths that the plan does not cover [cst].
    case 402:
      return 'The plan of this ShipStation account does not include the API, or is not paid';
    case 403:
      return 'ShipStation knows the API key and does not let it do this: the plan of the account ' +
        'does not include the API, or its user lacks the right';
    default:
      return null;
  }
};

/** Whether the key pair itself was turned down: then the call was not carried out. */
export const isKeyRefused = (answer: WireAnswer): boolean =>
  answer.is === 'answer' && answer.status === 401;

export const closed = (why: Unanswered['why'], text: string): Unanswered =>
  ({ is: 'unanswered', why, text, closedForMilliseconds: null });

const unanswered = (why: Unanswered['why'], text: string): Heard =>
  ({ is: 'unanswered', unanswered: closed(why, text) });

const throttled = (headers: Readonly<Record<string, string>>): Heard => ({
  is: 'unanswered',
  unanswered: {
    is: 'unanswered',
    why: 'throttled',
    text: 'ShipStation says: too many requests',
    closedForMilliseconds: 1000 * secondsUntilReset(headers),
  },
});

/** V1's window is a minute, so that is how long we stay away when nothing sensible is said. */
const windowSeconds = 60;
const longestBelievedSeconds = 3600;

const secondsUntilReset = (headers: Readonly<Record<string, string>>): number => {
  // Retry-After is not documented for V1; one integrator meets it [flu].
  const stated = headers['x-rate-limit-reset'] ?? headers['retry-after'] ?? '';
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(stated) ? Math.ceil(Number(stated)) : windowSeconds;
  return seconds > longestBelievedSeconds ? windowSeconds : Math.max(seconds, 1);
};

/** Error bodies come with capital and small letters, by the age of the code that made them. */
const problemBody = z.object({
  Message: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  ExceptionMessage: z.string().optional().catch(undefined),
  ModelState: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
});

const exceptionOf = (value: unknown): string =>
  problemBody.safeParse(value).data?.ExceptionMessage ?? '';

const wordsOf = (value: unknown): string => {
  const body = problemBody.safeParse(value).data;
  if (body === undefined) return '';
  const fields = Object.entries(body.ModelState ?? {}).map(
    ([field, texts]) => `${field}: ${texts.join(', ')}`,
  );
  const most = body.ExceptionMessage ?? body.Message ?? body.message ?? '';
  return [most, ...fields].filter((part) => part !== '').join(' ');
};
