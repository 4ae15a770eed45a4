/**
 * One call of the Admin API, and what its answer means. Refusals come with 200: as members of a
 * union, which whoever asked reads, and in `errors`, any of which makes the answer none.
 */
import type { Unanswered } from '../../contract/connector.ts';
import { envelopeOf, type Complaint } from '../../contract/graphql.ts';
import { retryAfter } from '../../contract/retry-after.ts';
import { quote, readJson } from '../../contract/their-words.ts';
import type { Wire, WireAnswer } from '../../contract/wire.ts';
import type { Instant } from '../../core/model/instant.ts';
import { closed, wrongServer, type Access } from './access.ts';

export type Heard =
  | { readonly is: 'data'; readonly data: unknown }
  /** It was not let in and changed nothing; another session is open for whatever comes next. */
  | { readonly is: 'renewed' }
  /** What was named in the call is not there, or may not be done with it: in their words. */
  | { readonly is: 'no'; readonly text: string }
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

export type Asked = {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly timeoutMilliseconds: number;
  readonly purpose: string;
  /** Not to be asked again by itself, even where nothing can have come of it. */
  readonly isWriting?: boolean;
};

export type Graph = {
  readonly call: (asked: Asked) => Promise<Heard>;
  /** Their words, fit to be stored and shown. */
  readonly quoted: (text: string) => string;
};

export const openGraph = (
  { url, access, wire }: { readonly url: string; readonly access: Access; readonly wire: Wire },
  now: Instant,
): Graph => {
  let mayRenew = true;
  const call = async (asked: Asked): Promise<Heard> => {
    const { document, variables, isWriting = false, ...rest } = asked;
    const entry = await access.enter(now, rest.timeoutMilliseconds);
    if ('is' in entry) return { is: 'unanswered', unanswered: entry };
    if (entry.isNew) mayRenew = false;
    const answer = await wire.request({
      ...rest, method: 'POST', url,
      headers: {
        ...entry.headers, 'accept': 'application/json', 'content-type': 'application/json',
      },
      body: JSON.stringify({ query: document, variables }),
    });
    const heard = readAnswer(answer, access);
    if (heard.is !== 'forbidden') return heard;
    // An ended session and a missing permission are answered alike: only a new session tells.
    const isForgotten = access.forget();
    if (!isForgotten || !mayRenew) return { is: 'unanswered', unanswered: heard.unanswered };
    mayRenew = false;
    return isWriting ? { is: 'renewed' } : call(asked);
  };
  return { call, quoted: (text) => quote(text, access.secrets()) };
};

type Read = Heard | { readonly is: 'forbidden'; readonly unanswered: Unanswered };

const unanswered = (...of: Parameters<typeof closed>): Heard =>
  ({ is: 'unanswered', unanswered: closed(...of) });

const readAnswer = (answer: WireAnswer, access: Access): Read => {
  const secrets = access.secrets();
  if (answer.is !== 'answer') return unanswered('silence', quote(answer.reason, secrets));
  const { status, headers } = answer;
  const { data, errors } = envelopeOf(readJson(answer.body)?.value);
  const words = quote(errors.map(({ message }) => message).join('; '), secrets);
  const said = `The shop answered ${String(status)}${words === '' ? '' : `: ${words}`}`;
  if (status === 429) return unanswered('throttled', said, retryAfter(headers));
  if (status === 401) {
    const denied = `${said.replace(/\.$/, '')}; ${access.doubts}`;
    return { is: 'forbidden', unanswered: closed('unauthorised', denied) };
  }
  if ([402, 403].includes(status)) return unanswered('unauthorised', said);
  if (status === 408 || status >= 500) return unanswered('silence', said);
  if (status === 404) return unanswered('refused', `${said}; ${wrongServer}`);
  if (status >= 300 && status < 400) {
    return unanswered('refused', `${said}: the call was sent elsewhere; ${wrongServer}`);
  }
  if (status >= 400) return unanswered('refused', said);
  if (errors.length > 0) return refusalOf(errors, words, access.doubts);
  return typeof data === 'object' && data !== null
    ? { is: 'data', data } : unanswered('unreadable', `${said}, without readable content`);
};

const refusalOf = (errors: readonly Complaint[], words: string, doubts: string): Read => {
  const has = (...codes: readonly string[]): boolean =>
    errors.some(({ code }) => codes.includes(code));
  const said = `The shop said: ${words === '' ? 'no' : words}`;
  if (has('FORBIDDEN', 'UNAUTHORIZED')) {
    return { is: 'forbidden', unanswered: closed('unauthorised', `${said}; ${doubts}`) };
  }
  if (has('CHANNEL_NOT_FOUND')) return unanswered('refused', `${said}; channelToken may be wrong`);
  if (has('ENTITY_NOT_FOUND', 'USER_INPUT_ERROR', 'ILLEGAL_OPERATION')) {
    return { is: 'no', text: said };
  }
  if (has('GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT')) return unanswered('refused', said);
  // Whatever went wrong inside, such as a statement that the database would not take.
  return unanswered('silence', said);
};
