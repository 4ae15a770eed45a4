import type { Answer, Moment, Request } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { impossible } from '../never.ts';
import type { Account } from './account.ts';
import { unauthorised } from './answers.ts';
import type { KeyPair } from './keys.ts';
import { isLive } from './keys.ts';
import type { Switches } from './switches/all.ts';

/**
 * Who may call, and how often: Basic auth, and a fixed window of one minute per key pair
 * (shipstation.md 3.1, 3.3). Every call that names a good pair counts, also one that is turned
 * away.
 */
const windowMs = 60_000;

export type Admitted = {
  readonly is: 'admitted';
  readonly account: Account;
  readonly key: string;
  readonly windowEndsAt: Moment;
  readonly headers: RateHeaders;
};

export type Admission =
  | Admitted
  | { readonly is: 'refused'; readonly account: Account; readonly answer: Answer };

type RateHeaders = Readonly<Record<string, string>>;

export function admit(account: Account, request: Request, now: Moment): Admission {
  const key = goodKey(account, request.headers['authorization']);
  const pair = key === null ? undefined : account.keys.get(key);
  if (key === null || pair === undefined || !isLive(pair, now)) {
    return { is: 'refused', account, answer: unauthorised(account.switches.unauthorisedBody) };
  }
  const problem = accountProblem(account);
  if (problem !== null) return { is: 'refused', account, answer: problem };
  return count(account, { key, pair }, now);
}

/** What is wrong with the account as a whole, however good the key. */
function accountProblem({ hasApi, isEmailVerified, switches }: Account): Answer | null {
  if (!hasApi) return planAnswer(switches.planAnswer);
  if (!isEmailVerified && switches.unverifiedEmail === 'refused') {
    return unauthorised(switches.unauthorisedBody);
  }
  return null;
}

function planAnswer(choice: Switches['planAnswer']): Answer {
  const body = { Message: 'Your current plan does not include access to the API.' };
  switch (choice) {
    case 'unauthorised':
      return answerJson(401, body);
    case 'payment-required':
      return answerJson(402, body);
    case 'forbidden':
      return answerJson(403, body);
    default:
      return impossible(choice);
  }
}

function count(
  account: Account,
  { key, pair }: { readonly key: string; readonly pair: KeyPair },
  now: Moment,
): Admission {
  const limit = limitOf(account, pair, now);
  const { startsAt, spent, refused } = windowOf(account.switches, pair, { limit, now });
  const isOver = spent >= limit;
  const counted: KeyPair = {
    ...pair,
    windowStartsAt: startsAt,
    callsInWindow: spent + 1,
    refusedInWindow: refused + (isOver ? 1 : 0),
    calls: pair.calls + 1,
    refusedForRate: pair.refusedForRate + (isOver ? 1 : 0),
  };
  const changed = { ...account, keys: new Map(account.keys).set(key, counted) };
  const windowEndsAt = startsAt + windowMs;
  const secondsLeft = String(Math.ceil((windowEndsAt - now) / 1_000));
  const headers = {
    'X-Rate-Limit-Limit': String(limit),
    'X-Rate-Limit-Remaining': String(Math.max(0, limit - spent - 1)),
    'X-Rate-Limit-Reset': secondsLeft,
  };
  if (!isOver) return { is: 'admitted', account: changed, key, windowEndsAt, headers };
  const hint = account.switches.retryAfter === 'seconds' ? { 'Retry-After': secondsLeft } : {};
  const tooMany = answerJson(429, { message: 'Too Many Requests' });
  const answer = { ...tooMany, headers: { ...headers, ...hint } };
  return { is: 'refused', account: changed, answer };
}

/** The window that this call falls into, with what is spent of it before the call. */
function windowOf(
  switches: Switches,
  pair: KeyPair,
  at: { readonly limit: number; readonly now: Moment },
): { readonly startsAt: Moment; readonly spent: number; readonly refused: number } {
  const { now, limit } = at;
  const isOpen = now < pair.windowStartsAt + windowMs && now >= pair.windowStartsAt;
  if (isOpen) {
    const { windowStartsAt: startsAt, callsInWindow: spent, refusedInWindow: refused } = pair;
    return { startsAt, spent, refused };
  }
  const isNext = now < pair.windowStartsAt + 2 * windowMs && now >= pair.windowStartsAt;
  const isCarried = isNext && switches.refusedCalls === 'next-window';
  // One call is always left: nobody who waits for a window is locked out for ever.
  const spent = isCarried ? Math.min(pair.refusedInWindow, limit - 1) : 0;
  const startsAt =
    switches.rateWindow === 'clock-minute' ? Math.floor(now / windowMs) * windowMs : now;
  return { startsAt, spent, refused: 0 };
}

/** The account's ceiling, or the smaller one of a window that was throttled early. */
function limitOf(account: Account, pair: KeyPair, now: Moment): number {
  const { callsPerMinute } = account.switches;
  const { early } = pair;
  const isEarly = early !== null && now < early.until;
  return isEarly ? Math.min(early.limit, callsPerMinute) : callsPerMinute;
}

/**
 * A 429 before the ceiling, with a smaller Limit header that holds until the window ends: the
 * documents show 60 and 40 beside each other, so nobody may rely on a number (3.3). This first
 * refusal is nobody's fault; calls that come all the same are counted as refused.
 */
export function throttleEarly(
  account: Account,
  { key, windowEndsAt, headers }: Admitted,
  fault: { readonly limit: number; readonly answer: Answer },
): { readonly account: Account; readonly answer: Answer } {
  const pair = account.keys.get(key);
  if (pair === undefined) throw new Error(`The key ${key} was admitted and is gone`);
  const limit = Math.min(fault.limit, account.switches.callsPerMinute);
  const early = { limit, until: windowEndsAt };
  const throttled = { ...pair, early, callsInWindow: Math.max(pair.callsInWindow, limit) };
  const shown = {
    ...headers,
    'X-Rate-Limit-Limit': String(limit),
    'X-Rate-Limit-Remaining': '0',
    ...fault.answer.headers,
  };
  return {
    account: { ...account, keys: new Map(account.keys).set(key, throttled) },
    answer: { ...fault.answer, headers: shown },
  };
}

function goodKey(account: Account, header: string | undefined): string | null {
  const found = /^basic\s+([a-z0-9+/=]+)$/i.exec(header ?? '');
  if (found?.[1] === undefined) return null;
  const [key = '', ...secret] = Buffer.from(found[1], 'base64').toString('utf8').split(':');
  return account.keys.get(key)?.secret === secret.join(':') ? key : null;
}
