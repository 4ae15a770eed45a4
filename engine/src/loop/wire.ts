/**
 * The one way out of the engine. It makes a call once: no redirects, no retries, no cookies. It
 * never throws; what came of a call is a value, and the one thing it must not get wrong is to say
 * `not-sent` of a call of which a byte may have left.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request as send, type Dispatcher } from 'undici';
import type { Wire, WireAnswer, WireRequest } from '../contract/wire.ts';
import { isPrivateAddress } from './wire-addresses.ts';

export type WireLimits = {
  /** A longer answer body is not read to its end and counts as no answer. */
  readonly answerBytes: number;
  /** How long to try for a connection; the request's own time-out covers the whole call. */
  readonly connectMilliseconds: number;
};

/** 500 orders of 40 lines are about 6 MiB of V1 JSON. */
export const defaultWireLimits: WireLimits = {
  answerBytes: 8 * 1024 * 1024,
  connectMilliseconds: 10_000,
};

/** One finished call, for metrics and logs. Without query, headers sent or body: no secrets. */
export type WireCall = {
  readonly purpose: string;
  readonly method: WireRequest['method'];
  readonly host: string;
  readonly path: string;
  readonly status: number | null;
  /** Why there was no answer; null when there was one. */
  readonly reason: string | null;
  readonly tookMilliseconds: number;
};

export type WireOptions = {
  /** Lets calls go to loopback and private addresses (`GATEPASS_ALLOW_PRIVATE_URLS`). */
  readonly allowPrivate: boolean;
  readonly limits?: Partial<WireLimits>;
  readonly observe?: (call: WireCall) => void;
  /** Resolves every address of a name; the system's resolver unless a test hands in another. */
  readonly resolve?: Resolve;
};

export type Resolve = (
  name: string,
  answer: (problem: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export type OpenWire = Wire & { readonly close: () => Promise<void> };

export const openWire = (options: WireOptions): OpenWire => {
  const limits = { ...defaultWireLimits, ...options.limits };
  const lookup = checkedLookup(options.allowPrivate, options.resolve ?? resolveBySystem);
  const agent = new Agent({
    connect: { timeout: limits.connectMilliseconds, lookup },
    // The request's own time-out is the only clock, over connection, headers and body together.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    close: () => agent.destroy(),
    async obstacleTo(address) {
      const url = URL.parse(address);
      const refusal = refusalOf({ headers: {} }, url, options.allowPrivate);
      if (refusal !== null || url === null) return refusal;
      const host = hostOf(url);
      if (isIP(host) !== 0) return null;
      return new Promise((tell) => {
        lookup(host, { all: true }, (problem) => {
          tell(problem === null ? null : wordsOf(problem));
        });
      });
    },
    async request(request) {
      const started = performance.now();
      const url = URL.parse(request.url);
      const refusal = refusalOf(request, url, options.allowPrivate);
      const answer: WireAnswer = refusal === null && url !== null
        ? await make(agent, request, limits)
        : { is: 'not-sent', reason: refusal ?? 'the address cannot be read' };
      options.observe?.({
        purpose: request.purpose,
        method: request.method,
        host: url?.host ?? '',
        path: url?.pathname ?? '',
        status: answer.is === 'answer' ? answer.status : null,
        reason: answer.is === 'answer' ? null : `${answer.is}: ${answer.reason}`,
        tookMilliseconds: performance.now() - started,
      });
      return answer;
    },
  };
};

/** Why a call must not be tried at all, in words; null when it may. */
const refusalOf = (
  request: Pick<WireRequest, 'headers'>,
  url: URL | null,
  allowPrivate: boolean,
): string | null => {
  if (url === null) return 'the address cannot be read';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `calls go out by http or https, not ${url.protocol.replace(':', '')}`;
  }
  if (url.username !== '' || url.password !== '') {
    return 'the address holds a user name or password';
  }
  const host = hostOf(url);
  // A number needs no resolver, so the check in the look-up would never see it.
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) return privateRefusal(host);
  for (const [name, value] of Object.entries(request.headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return 'a header has an impossible name';
    // Line breaks would let a value write headers of its own.
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      return `the header ${name} holds a line break or another character that no header may hold`;
    }
  }
  return null;
};

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const privateRefusal = (host: string): string =>
  `${host} is on this machine or in a private network, which GATEPASS_ALLOW_PRIVATE_URLS ` +
  'would have to allow';

const make = async (
  agent: Agent,
  request: WireRequest,
  limits: WireLimits,
): Promise<WireAnswer> => {
  const signal = AbortSignal.timeout(request.timeoutMilliseconds);
  try {
    const answer = await send(request.url, {
      dispatcher: agent,
      method: request.method,
      headers: { 'user-agent': 'gatepass', ...request.headers },
      body: request.body,
      signal,
    });
    const body = await readBody(answer.body, limits.answerBytes);
    return body === null
      ? { is: 'silence', reason: `the answer was too large (${String(limits.answerBytes)} bytes)` }
      : { is: 'answer', status: answer.statusCode, headers: flat(answer.headers), body };
  } catch (problem) {
    if (signal.aborted) {
      const seconds = String(request.timeoutMilliseconds / 1000);
      return { is: 'silence', reason: `no whole answer within ${seconds} seconds` };
    }
    return { is: hasNotLeft(problem) ? 'not-sent' : 'silence', reason: wordsOf(problem) };
  }
};

/** Null when it is longer than allowed; the rest is then left unread and the socket closed. */
const readBody = async (
  body: Dispatcher.ResponseData['body'],
  limit: number,
): Promise<string | null> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    // Undici's bodies are byte streams; nobody sets an encoding on them here.
    const bytes = chunk as Uint8Array;
    length += bytes.length;
    if (length > limit) return null;
    chunks.push(bytes);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
};

const flat = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

class PrivateAddress extends Error {}

/**
 * Resolves a name once and hands exactly the checked addresses to the connection, so that a name
 * cannot resolve to one address for the check and to another for the call. One private address
 * among many refuses the name: a mixed answer is how such a check is led around.
 */
const checkedLookup = (allowPrivate: boolean, resolve: Resolve): LookupFunction =>
  (name, wanted, done) => {
    resolve(name, (problem, addresses) => {
      const [first] = addresses;
      if (problem !== null || first === undefined) {
        done(problem ?? new UnknownHost(`${name} has no address`), []);
      } else if (!allowPrivate && addresses.some((one) => isPrivateAddress(one.address))) {
        done(new PrivateAddress(privateRefusal(name)), []);
      } else if (wanted.all === true) {
        done(null, [...addresses]);
      } else {
        done(null, first.address, first.family);
      }
    });
  };

class UnknownHost extends Error {}

const resolveBySystem: Resolve = (name, answer) => {
  systemLookup(name, { all: true }, (problem, addresses) => {
    answer(problem, problem === null ? addresses : []);
  });
};

/** System calls that come before any byte of the request. */
const beforeSending = new Set(['connect', 'getaddrinfo']);

/** What TLS says when it does not trust the other side; the request was not sent then. */
const distrust = /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_)/;

const hasNotLeft = (problem: unknown): boolean => {
  if (problem instanceof PrivateAddress || problem instanceof UnknownHost) return true;
  // Several addresses were tried, and each failed by itself.
  if (problem instanceof AggregateError) {
    return problem.errors.length > 0 && problem.errors.every(hasNotLeft);
  }
  const { code, syscall } = detailsOf(problem);
  return (
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    code === 'UND_ERR_INVALID_ARG' ||
    beforeSending.has(syscall) ||
    distrust.test(code)
  );
};

const detailsOf = (problem: unknown): { code: string; syscall: string } => {
  const read = (name: string): string => {
    const value: unknown =
      typeof problem === 'object' && problem !== null ? Reflect.get(problem, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { code: read('code'), syscall: read('syscall') };
};

const plainWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be resolved just now',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_OVERFLOW: 'the answer\'s headers were too large',
};

const wordsOf = (problem: unknown): string => {
  const inner: unknown = problem instanceof AggregateError ? problem.errors[0] : problem;
  const words = plainWords[detailsOf(inner).code];
  if (words !== undefined) return words;
  return inner instanceof Error ? inner.message : 'the call broke off';
};
