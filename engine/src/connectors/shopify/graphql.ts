/**
 * One call of the GraphQL Admin API, and what its answer means for the call as a whole. Refusals
 * come with 200, in `errors`; any of them makes the answer none, since the rest may be missing
 * because of it.
 */
import { z } from 'zod';
import type { Unanswered } from '../../contract/connector.ts';
import { envelopeOf, type Complaint } from '../../contract/graphql.ts';
import { retryAfter } from '../../contract/retry-after.ts';
import { quote, readJson } from '../../contract/their-words.ts';
import type { Wire, WireAnswer } from '../../contract/wire.ts';
import type { Instant } from '../../core/model/instant.ts';
import { closed, wrongShop, type Access } from './access.ts';

/** A version is served for a year; after that the oldest that is left answers in its place. */
export const apiVersion = '2026-10';

export type Heard =
  | { readonly is: 'data'; readonly data: unknown }
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

export type Asked = {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly timeoutMilliseconds: number;
  readonly purpose: string;
};

export type Graph = {
  readonly call: (asked: Asked) => Promise<Heard>;
  /** Their words, fit to be stored and shown. */
  readonly quoted: (text: string) => string;
};

export const openGraph = (
  { shop, access, wire }: {
    readonly shop: string; readonly access: Access; readonly wire: Wire;
  },
  now: Instant,
): Graph => ({
  call: async ({ document, variables, ...rest }) => {
    const token = await access.token(now, rest.timeoutMilliseconds);
    if (typeof token !== 'string') return { is: 'unanswered', unanswered: token };
    const answer = await wire.request({
      ...rest,
      method: 'POST',
      url: `${shop}/admin/api/${apiVersion}/graphql.json`,
      headers: {
        'x-shopify-access-token': token,
        'accept': 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: document, variables }),
    });
    const heard = readAnswer(answer, access.secrets());
    if (answer.is === 'answer' && answer.status === 401) access.forget();
    return heard;
  },
  quoted: (text) => quote(text, access.secrets()),
});

const unanswered = (...of: Parameters<typeof closed>): Heard =>
  ({ is: 'unanswered', unanswered: closed(...of) });

const readAnswer = (answer: WireAnswer, secrets: readonly string[]): Heard => {
  if (answer.is !== 'answer') return unanswered('silence', quote(answer.reason, secrets));
  const { status, headers } = answer;
  const json = readJson(answer.body);
  const { data, errors, extensions } = envelopeOf(json?.value);
  const words = quote(errors.map((one) => one.message).join('; '), secrets);
  const said = `The shop answered ${String(status)}${words === '' ? '' : `: ${words}`}`;
  if (status === 429) return unanswered('throttled', said, retryAfter(headers));
  if (status === 401) {
    return unanswered('unauthorised', `${said.replace(/\.$/, '')}; the access token may be wrong`);
  }
  if ([402, 403].includes(status)) return unanswered('unauthorised', said);
  if (status === 408 || status >= 500) return unanswered('silence', said);
  if (status === 404) return unanswered('refused', `${said}; ${wrongShop}`);
  if (status >= 300 && status < 400) {
    return unanswered('refused', `${said}: the call was sent elsewhere; ${wrongShop}`);
  }
  if (status >= 400) return unanswered('refused', said);
  if (errors.length > 0) return refusalOf(errors, words, throttledFor(extensions, headers));
  return typeof data === 'object' && data !== null
    ? { is: 'data', data } : unanswered('unreadable', `${said}, without readable content`);
};

const refusalOf = (
  errors: readonly Complaint[],
  words: string,
  closedFor: number,
): Heard => {
  const has = (...codes: readonly string[]): boolean =>
    errors.some(({ code }) => codes.includes(code));
  const said = `The shop said: ${words === '' ? 'no' : words}`;
  if (has('THROTTLED')) return unanswered('throttled', said, closedFor);
  if (has('ACCESS_DENIED')) return unanswered('unauthorised', said);
  if (has('INTERNAL_SERVER_ERROR', 'TIMEOUT')) return unanswered('silence', said);
  return unanswered('refused', said);
};

const costShape = z.object({
  cost: z.object({
    requestedQueryCost: z.coerce.number().nonnegative(),
    throttleStatus: z.object({
      currentlyAvailable: z.coerce.number(), restoreRate: z.coerce.number().positive(),
    }),
  }),
});

/** Until as many points have come back as were asked for; a second at least, an hour at most. */
const throttledFor = (
  extensions: unknown,
  headers: Readonly<Record<string, string>>,
): number => {
  const cost = costShape.safeParse(extensions).data?.cost;
  if (cost === undefined) return retryAfter(headers);
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  const seconds = Math.ceil((cost.requestedQueryCost - currentlyAvailable) / restoreRate);
  return 1_000 * Math.min(Math.max(seconds, 1), 3_600);
};
