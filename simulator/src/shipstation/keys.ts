import type { Moment } from '../machine.ts';
import type { Account } from './account.ts';

/** Key pairs: up to two that live, each with counters of its own (3.1, section 6). */
export type KeyPair = {
  readonly secret: string;
  /** All calls are 401 from then on; null for a pair made before keys expired. */
  readonly expiresAt: Moment | null;
  readonly isRevoked: boolean;
  readonly windowStartsAt: Moment;
  readonly callsInWindow: number;
  /** Calls turned away in this window: they may count against the next. */
  readonly refusedInWindow: number;
  readonly calls: number;
  readonly refusedForRate: number;
  /** A smaller limit that a throttled window keeps until it ends. */
  readonly early: { readonly limit: number; readonly until: Moment } | null;
};

export const newPair = (secret: string, expiresAt: Moment | null = null): KeyPair => ({
  secret,
  expiresAt,
  isRevoked: false,
  windowStartsAt: 0,
  callsInWindow: 0,
  refusedInWindow: 0,
  calls: 0,
  refusedForRate: 0,
  early: null,
});

export const isLive = (pair: KeyPair, now: Moment): boolean =>
  !pair.isRevoked && (pair.expiresAt === null || now < pair.expiresAt);

const livePairs = 2;

export type KeyChange =
  | { readonly is: 'changed'; readonly account: Account }
  | { readonly is: 'refused'; readonly why: string };

/** A person makes a pair on the account's page: the e-mail must be verified, two at most live. */
export function addPair(
  account: Account,
  asked: { readonly key: string; readonly secret: string; readonly expiresAt: Moment | null },
  now: Moment,
): KeyChange {
  if (!account.isEmailVerified) return { is: 'refused', why: 'The e-mail is not verified.' };
  if (account.keys.has(asked.key)) return { is: 'refused', why: 'There is such a key.' };
  const living = [...account.keys.values()].filter((pair) => isLive(pair, now));
  if (living.length >= livePairs) return { is: 'refused', why: 'Two pairs live already.' };
  const keys = new Map(account.keys).set(asked.key, newPair(asked.secret, asked.expiresAt));
  return { is: 'changed', account: { ...account, keys } };
}

export function changePair(
  account: Account,
  key: string,
  change: Partial<Pick<KeyPair, 'expiresAt' | 'isRevoked'>>,
): KeyChange {
  const pair = account.keys.get(key);
  if (pair === undefined) return { is: 'refused', why: 'There is no such key.' };
  const keys = new Map(account.keys).set(key, { ...pair, ...change });
  return { is: 'changed', account: { ...account, keys } };
}
