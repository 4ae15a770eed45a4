import type { Later, Moment } from '../machine.ts';
import type { Account } from './account.ts';
import { nextImportAt, passImports } from './imports.ts';
import { nextNoticeAt, sendNotices } from './notices.ts';
import { liftDueHolds } from './order-changes.ts';
import { doOrderWork, nextOrderWorkAt } from './order-work.ts';
import { nextStrangerAt, passStranger } from './stranger.ts';

/** What time alone does to the account, one piece a cause. Each is pure, like every call. */
export type Passing = (
  account: Account,
  now: Moment,
  seed: number,
) => { readonly account: Account; readonly later: readonly Later[] };

type Piece = {
  readonly pass: Passing;
  /** When it will do something next by itself; null when nothing is waiting. */
  readonly nextAt: (account: Account) => Moment | null;
};

const pieces: readonly Piece[] = [
  // A hold ends at a midnight, and whoever looks lifts it first: no timer of its own.
  { pass: (account, now) => ({ account: liftDueHolds(account, now), later: [] }),
    nextAt: () => null },
  { pass: doOrderWork, nextAt: nextOrderWorkAt },
  { pass: sendNotices, nextAt: nextNoticeAt },
  { pass: passImports, nextAt: nextImportAt },
  { pass: passStranger, nextAt: nextStrangerAt },
];

/** Brings the account to the present: before every call, and whenever the world settles. */
export const passTime: Passing = (before, now, seed) => {
  let account = before;
  const later: Later[] = [];
  for (const piece of pieces) {
    const passed = piece.pass(account, now, seed);
    account = passed.account;
    later.push(...passed.later);
  }
  return { account, later };
};

export const nextPassingAt = (account: Account): Moment | null => {
  const moments = pieces.flatMap(({ nextAt }) => nextAt(account) ?? []);
  return moments.length === 0 ? null : moments.reduce((a, b) => Math.min(a, b));
};
