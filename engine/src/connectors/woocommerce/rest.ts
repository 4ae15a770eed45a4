/** One call of the shop's REST API, and what its answer means for the call as a whole. */
import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { Unanswered } from '../../contract/connector.ts';
import { retryAfter } from '../../contract/retry-after.ts';
import { quote, readJson } from '../../contract/their-words.ts';
import type { Wire, WireAnswer, WireRequest } from '../../contract/wire.ts';
import type { WooSettings } from './settings.ts';

const wrongShop = 'the address of the shop (url) may be wrong';

export type Heard =
  | { readonly is: 'json'; readonly value: unknown }
  /** They read the call and said no to it: repeating the same brings the same. */
  | { readonly is: 'turned-down'; readonly code: string; readonly text: string }
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

export type Asked = Pick<WireRequest, 'method' | 'timeoutMilliseconds' | 'purpose'> & {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type Rest = { readonly call: (asked: Asked) => Promise<Heard> };

export const openRest = (settings: WooSettings, wire: Wire): Rest => {
  const { url, consumerKey, consumerSecret } = settings;
  const pair = Buffer.from(`${consumerKey}:${consumerSecret}`, 'utf8').toString('base64');
  return {
    call: async ({ path, query = {}, body, ...rest }) => {
      const search = new URLSearchParams(query).toString();
      const answer = await wire.request({
        ...rest,
        url: `${url}/wp-json/${path}${search === '' ? '' : `?${search}`}`,
        headers: {
          'authorization': `Basic ${pair}`,
          'accept': 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return readAnswer(answer, [consumerKey, consumerSecret, pair]);
    },
  };
};

export const closed = (
  why: Unanswered['why'],
  text: string,
  closedForMilliseconds: number | null = null,
): Unanswered => ({ is: 'unanswered', why, text, closedForMilliseconds });

const readAnswer = (answer: WireAnswer, secrets: readonly string[]): Heard => {
  const unanswered = (...of: Parameters<typeof closed>): Heard =>
    ({ is: 'unanswered', unanswered: closed(...of) });
  if (answer.is !== 'answer') return unanswered('silence', quote(answer.reason, secrets));
  const { status } = answer;
  const json = readJson(answer.body);
  const theirs = json === null ? null : theirWords.safeParse(json.value).data ?? null;
  const words = quote(theirs?.message ?? '', secrets);
  const said = `The shop answered ${String(status)}${words === '' ? '' : `: ${words}`}`;
  if (status === 429) return unanswered('throttled', said, retryAfter(answer.headers));
  if (status === 401 || status === 403) {
    return unanswered('unauthorised', `${said.replace(/\.$/, '')}; consumer key or secret may ` +
      'be wrong, or may not read and write');
  }
  if (status >= 200 && status < 300) {
    return json === null
      ? unanswered('unreadable', `${said}, without readable content`) : { is: 'json', ...json };
  }
  if (status >= 300 && status < 400) {
    return unanswered('refused', `${said}: the call was sent elsewhere; ${wrongShop}`);
  }
  if (status === 408 || status >= 500) return unanswered('silence', said);
  // Without their error's shape it is a page of the host, or a shop without this route.
  if (theirs === null || theirs.code === 'rest_no_route') {
    return unanswered('refused', `${said}; ${wrongShop}, or where tracking goes (tracking)`);
  }
  return { is: 'turned-down', code: quote(theirs.code, secrets), text: words };
};

const theirWords = z.object({ code: z.string(), message: z.string() });
