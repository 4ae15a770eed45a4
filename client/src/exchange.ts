/** One call and its bare reply: where addresses, keys and headers are put together. */
import { NoAnswer } from './trouble.ts';

export type Connection = {
  /** Such as `https://gatepass.example`; empty in a page that Gatepass itself served. */
  readonly url: string;
  /** Without one the call is a stranger's, or, in a page, that of whoever is signed in. */
  readonly key?: string | undefined;
  /** The fetch to call with; without it the platform's own. */
  readonly fetch?: typeof fetch;
  /** How long a call may take. Thirty seconds and what a long poll waits, if not said. */
  readonly patienceMilliseconds?: number;
};

export type Question = {
  readonly method: string;
  /** From the root of the API, such as `/v1/orders`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What is wanted back; JSON, if not said. */
  readonly accept?: string;
};

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** An answer of any kind is a value, a "no" included. @throws NoAnswer when nothing answers. */
export const exchange = async (
  connection: Connection, question: Question, signal?: AbortSignal,
): Promise<Reply> => {
  try {
    const response = await begin(connection, question, signal);
    return {
      status: response.status, headers: response.headers, text: await response.text(),
    };
  } catch (cause) {
    // Whoever called it off knows why.
    if (signal?.aborted === true) throw cause;
    throw new NoAnswer(`${question.method} ${question.path}`, cause);
  }
};

/** The response itself, for a file that is too long to be kept in memory. */
export const begin = (
  { url, key, fetch: doFetch = fetch, patienceMilliseconds }: Connection,
  { method, path, query = {}, body, accept = 'application/json' }: Question,
  signal?: AbortSignal,
): Promise<Response> => {
  const search = new URLSearchParams(query).toString();
  const patience = AbortSignal.timeout(patienceMilliseconds ?? patienceFor(query));
  return doFetch(`${url.replace(/\/$/, '')}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers: {
      accept,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    // A redirect would carry the key to an address that nobody named.
    redirect: 'manual',
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};

const patienceFor = ({ wait }: Readonly<Record<string, string>>): number =>
  30_000 + 1_000 * (Number(wait) || 0);

export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return undefined;
    throw refusal;
  }
};
