/**
 * One shared budget per connection: the starts of its calls, counted in a window that is two
 * seconds longer than theirs. No refilling bucket: it would burst across two of their windows.
 */
import type { Manifest, Unanswered } from '../contract/connector.ts';
import { callsSince, readConnectionState, saveConnectionState } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';

const windowSlack = 2_000;

/** Calls left unspent for people and for what we cannot foresee. */
const reserve = 2;

export type Budget = {
  readonly limit: number;
  readonly used: number;
  readonly windowMilliseconds: number;
  /** Wire time from which the calls wanted may start; in the past or now when they may at once. */
  readonly openAt: number;
  readonly binds: 'budget' | 'nothing';
};

/** How the budget stands; null for connections whose other side names no ceiling. */
export const readBudget = async (
  tx: Tx,
  connection: string,
  { rate }: Manifest,
  wireNow: number,
  /** How many calls are to be made one after the other. */
  callsWanted = 1,
): Promise<Budget | null> => {
  const state = await readConnectionState(tx, connection);
  if (rate === null) {
    return state.closedUntil === null || state.closedUntil <= wireNow ? null : {
      limit: 0, used: 0, windowMilliseconds: 0, openAt: state.closedUntil, binds: 'budget',
    };
  }
  const windowMilliseconds = rate.perMilliseconds + windowSlack;
  const limit = Math.max(1, Math.min(rate.calls, state.rateLimit ?? rate.calls) - reserve);
  const calls = await callsSince(tx, connection, wireNow - windowMilliseconds);
  const lastInTheWay = lastToExpire(calls, limit, callsWanted);
  const openAt = Math.max(
    lastInTheWay === null ? wireNow : lastInTheWay + windowMilliseconds, state.closedUntil ?? 0);
  return {
    limit, used: calls.length, windowMilliseconds, openAt,
    binds: openAt > wireNow ? 'budget' : 'nothing',
  };
};

/**
 * The start of the last call that must fall out of the window before so many more may start; null
 * when they may at once. More than a whole window holds are never free: then an empty one will do.
 */
export const lastToExpire = (
  starts: readonly number[],
  limit: number,
  callsWanted: number,
): number | null => {
  const tooMany = starts.length + Math.min(callsWanted, limit) - limit;
  return tooMany <= 0 ? null : (starts[tooMany - 1] ?? null);
};

/** After an answer that closed the door: nothing leaves until their window opens again. */
export const closeBudget = async (
  tx: Tx,
  connection: string,
  unanswered: Unanswered,
  times: { readonly world: number; readonly wire: number },
): Promise<void> => {
  const state = await readConnectionState(tx, connection);
  const pause = unanswered.closedForMilliseconds ?? pauseAfter(unanswered.why);
  await saveConnectionState(tx, connection, {
    ...state,
    trouble: unanswered.text,
    troubleSince: state.troubleSince ?? times.world,
    closedUntil: Math.max(state.closedUntil ?? 0, times.wire + pause),
  });
};

/** A key that is refused will be refused again; a silent system may come back any second. */
const pauseAfter = (why: Unanswered['why']): number => {
  switch (why) {
    case 'unauthorised':
      return 60_000;
    case 'throttled':
      return 60_000;
    case 'refused':
    case 'unreadable':
      return 10_000;
    case 'silence':
      return 3_000;
    default:
      return why satisfies never;
  }
};

/** What their headers say of their window, if it is tighter than what we believed. */
export const heedHeaders = async (
  tx: Tx,
  connection: string,
  said: { limit: number | null; remaining: number | null; resetMilliseconds: number | null },
  wireNow: number,
): Promise<void> => {
  const state = await readConnectionState(tx, connection);
  // Others may use the same key: what they leave us counts, and the reserve is kept of it too.
  const isUsedUp = said.remaining !== null && said.remaining <= reserve;
  const closedUntil = isUsedUp
    ? Math.max(state.closedUntil ?? 0, wireNow + (said.resetMilliseconds ?? 60_000) + 500)
    : state.closedUntil;
  const rateLimit = said.limit ?? state.rateLimit;
  if (closedUntil === state.closedUntil && rateLimit === state.rateLimit) return;
  await saveConnectionState(tx, connection, { ...state, closedUntil, rateLimit });
};

/** A good answer ends the trouble. */
export const allWell = async (tx: Tx, connection: string, now: number): Promise<void> => {
  const state = await readConnectionState(tx, connection);
  await saveConnectionState(tx, connection, {
    ...state, lastGoodAt: now, trouble: null, troubleSince: null,
  });
};
