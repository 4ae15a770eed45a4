import { Buffer } from 'node:buffer';
import type { Wire, WireAnswer, WireRequest } from '../../contract/wire.ts';
import type { V1Settings } from './settings.ts';
import { isKeyRefused, readAnswer, type Heard } from './translate/heard.ts';

export type V1Request = Pick<WireRequest, 'method' | 'body' | 'timeoutMilliseconds' | 'purpose'>;

type Call = (
  request: V1Request,
  path: string,
  query?: Readonly<Record<string, string>>,
) => Promise<Heard>;

/** One account's V1 face: one call, and what its answer means for the call as a whole. */
export type V1 = {
  /** Under the key pair that works: one call, or two in the one moment in which pairs change. */
  readonly call: Call;
  /** Under one pair on purpose, to see whether it is taken: always one call. */
  readonly callUnder: (pair: KeyPair, ...call: Parameters<Call>) => Promise<Heard>;
  /**
   * The answer as it came, under the pair that works or, on purpose, with something wrong about the
   * call: always one call.
   */
  readonly callPlainly: (
    request: V1Request, path: string, query: Readonly<Record<string, string>>,
    wrong: 'secret' | 'content-type' | null,
  ) => Promise<WireAnswer>;
  readonly pairs: readonly KeyPair[];
  /** In each spelling in which an error page could echo them. */
  readonly secrets: readonly string[];
  readonly currency: string;
};

export type KeyPair = {
  readonly name: 'first' | 'next';
  readonly token: string;
  /** The day on which it stops working, as people wrote it into the settings. */
  readonly expires: string | null;
};

/**
 * A call that may have been carried out counts as unanswered for good 40 seconds after it was
 * begun; operations leave 25 of them to the first pair.
 */
const secondTryMilliseconds = 13_000;

export const openV1 = (
  v1: V1Settings,
  wire: Wire,
  /** Of another face of the account: no answer may show them either. */
  othersSecrets: readonly string[] = [],
): V1 => {
  const pairs = pairsOf(v1);
  const secrets = [
    ...pairs.map((one) => one.token),
    ...othersSecrets, v1.apiSecret, v1.apiKey, v1.nextSecret ?? '', v1.nextKey ?? '',
  ];
  // Once the first pair was refused and the next one taken, it stays so: keys do not come back.
  let inUse = 0;

  const send = (
    { token }: Pick<KeyPair, 'token'>,
    [request, path, query = {}]: Parameters<Call>,
    contentType = 'application/json',
  ): Promise<WireAnswer> => {
    const asked = new URLSearchParams(query).toString();
    return wire.request({
      ...request,
      url: `${v1.baseUrl}${path}${asked === '' ? '' : `?${asked}`}`,
      headers: {
        authorization: `Basic ${token}`,
        accept: 'application/json',
        ...(request.body === null ? {} : { 'content-type': contentType }),
      },
    });
  };
  const wrongToken = Buffer.from(`${v1.apiKey}:a-wrong-secret-on-purpose`, 'utf8')
    .toString('base64');

  return {
    pairs,
    secrets,
    currency: v1.currency,
    async callUnder(pair, ...call) {
      return readAnswer(await send(pair, call), secrets);
    },
    async callPlainly(request, path, query, wrong) {
      const pair = wrong === 'secret' ? { token: wrongToken } : pairs[inUse];
      if (pair === undefined) throw new Error('there is always a pair in use');
      return send(pair, [request, path, query],
        wrong === 'content-type' ? 'text/plain' : 'application/json');
    },
    async call(request, path, query = {}) {
      const pair = pairs[inUse];
      const next = pairs[inUse + 1];
      if (pair === undefined) throw new Error('there is always a first pair');
      const answer = await send(pair, [request, path, query]);
      if (next === undefined || !isKeyRefused(answer)) return readAnswer(answer, secrets);
      // A refused key means that nothing was carried out, so that the same call may go again.
      const timeoutMilliseconds = Math.min(request.timeoutMilliseconds, secondTryMilliseconds);
      const again = await send(next, [{ ...request, timeoutMilliseconds }, path, query]);
      if (again.is === 'answer' && !isKeyRefused(again)) inUse += 1;
      return readAnswer(again, secrets);
    },
  };
};

const pairsOf = (v1: V1Settings): readonly KeyPair[] => {
  const token = (key: string, secret: string): string =>
    Buffer.from(`${key}:${secret}`, 'utf8').toString('base64');
  const first: KeyPair = {
    name: 'first', token: token(v1.apiKey, v1.apiSecret), expires: v1.keyExpires ?? null,
  };
  return v1.nextKey === undefined || v1.nextSecret === undefined ? [first] : [first, {
    name: 'next', token: token(v1.nextKey, v1.nextSecret), expires: v1.nextKeyExpires ?? null,
  }];
};
