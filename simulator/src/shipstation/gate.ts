import type { Answer, Moment, Request } from '../machine.ts';
import { answerEmpty, answerJson } from '../machine.ts';
import type { Account } from './account.ts';

/**
 * Who may call, and how often: Basic auth, and a fixed window of one minute per key pair that
 * begins with the clock's minute (shipstation.md 3.1, 3.3). Every call that names a good pair
 * counts, also one that is turned away.
 */
const windowMs = 60_000;

export type Admission =
  | { readonly is: 'admitted'; readonly account: Account; readonly headers: RateHeaders }
  | { readonly is: 'refused'; readonly account: Account; readonly answer: Answer };

type RateHeaders = Readonly<Record<string, string>>;

export function admit(account: Account, request: Request, now: Moment): Admission {
  const key = goodKey(account, request.headers['authorization']);
  const pair = key === null ? undefined : account.keys.get(key);
  // The body of a 401 is not documented; an empty one is what a careless parser trips over.
  if (key === null || pair === undefined)
    return { is: 'refused', account, answer: answerEmpty(401) };
  const limit = account.switches.callsPerMinute;
  const windowStartsAt = Math.floor(now / windowMs) * windowMs;
  const spent = pair.windowStartsAt === windowStartsAt ? pair.callsInWindow : 0;
  const isOver = spent >= limit;
  const counted = {
    ...pair,
    windowStartsAt,
    callsInWindow: spent + 1,
    calls: pair.calls + 1,
    refusedForRate: pair.refusedForRate + (isOver ? 1 : 0),
  };
  const changed = { ...account, keys: new Map(account.keys).set(key, counted) };
  const headers = {
    'X-Rate-Limit-Limit': String(limit),
    'X-Rate-Limit-Remaining': String(Math.max(0, limit - spent - 1)),
    'X-Rate-Limit-Reset': String(Math.ceil((windowStartsAt + windowMs - now) / 1_000)),
  };
  if (isOver) {
    const answer = { ...answerJson(429, { message: 'Too Many Requests' }), headers };
    return { is: 'refused', account: changed, answer };
  }
  return {
    is: 'admitted',
    account: changed,
    headers: account.faults.rateHeadersMissing ? {} : headers,
  };
}

function goodKey(account: Account, header: string | undefined): string | null {
  const found = /^basic\s+([a-z0-9+/=]+)$/i.exec(header ?? '');
  if (found?.[1] === undefined) return null;
  const [key = '', ...secret] = Buffer.from(found[1], 'base64').toString('utf8').split(':');
  return account.keys.get(key)?.secret === secret.join(':') ? key : null;
}
