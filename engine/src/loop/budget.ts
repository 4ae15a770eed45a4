/**
 * One shared budget per connection: the starts of its calls, counted in a window that is two
 * seconds longer than theirs. No refilling bucket: it would burst across two of their windows.
 */
import type { Manifest, Unanswered } from '../contract/connector.ts';
import { instant, type Milliseconds } from '../core/model/instant.ts';
import { callsBetween, readConnectionState, saveConnectionState } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { wakeWaitingFor } from '../store/dossiers.ts';
import { noteLimitReached } from '../store/limits-reached.ts';
import { beginSilence, endSilence } from '../store/silences.ts';
import { readTrait } from '../store/traits.ts';
import { isOutOfHarm } from './lanes.ts';
import { othersAfter, othersNow, resetSlack, withOthers } from './others-on-key.ts';
import { labelLooksDue, roomFrom, windowSlack } from './window.ts';

/**
 * Calls left unspent for people and for what we cannot foresee. Where they tell what others took,
 * that is foreseen, and what takes goods out of harm's way may use the last one.
 */
export const reserve = 2;

/** Calls kept free at the least for what takes goods out of harm's way: void and withdraw. */
const keptForHarmAtLeast = 2;

/**
 * One whole change of the dearest kind: a withdrawal that is read, written and read back is three
 * calls, and two kept free would let it wait for the window like everything else.
 */
export const keptForHarm = ({ operations }: Manifest): number =>
  Math.max(keptForHarmAtLeast, ...Object.entries(operations)
    .filter(([operation]) => isOutOfHarm(operation))
    .map(([, { costInCalls }]) => costInCalls));

/** Calls that neither looks nor releases may use. */
export const keptFree = (manifest: Manifest): number => reserve + keptForHarm(manifest);

export type Budget = {
  readonly limit: number;
  /** How many calls count now: ours, and what others are known to have taken. */
  readonly used: number;
  /** How many of these others made on the same key. */
  readonly others: number;
  readonly windowMilliseconds: number;
  /** Wire time from which the calls wanted may start; in the past or now when they may at once. */
  readonly openAt: number;
  readonly binds: 'budget' | 'nothing';
};

export type CallsFor = {
  /** How many calls are to be made one after the other. */
  readonly calls: number;
  /** They take goods out of harm's way, and may use what is kept for that. */
  readonly isForHarm: boolean;
  /**
   * How long labels have gone without a look: what the next looks at them need is left free. Null
   * for what need not leave it.
   */
  readonly labelsUnlooked: Milliseconds | null;
};

const oneCall: CallsFor = { calls: 1, isForHarm: false, labelsUnlooked: null };

/** How the budget stands; null for connections whose other side names no ceiling. */
export const readBudget = async (
  tx: Tx,
  connection: string,
  manifest: Manifest,
  wireNow: number,
  { calls: callsWanted, isForHarm, labelsUnlooked }: CallsFor = oneCall,
): Promise<Budget | null> => {
  const state = await readConnectionState(tx, connection);
  const { rate } = manifest;
  if (rate === null) {
    return state.closedUntil === null || state.closedUntil <= wireNow ? null : {
      limit: 0, used: 0, others: 0, windowMilliseconds: 0, openAt: state.closedUntil,
      binds: 'budget',
    };
  }
  const windowMilliseconds = rate.perMilliseconds + windowSlack;
  const others = othersNow(state.others, wireNow);
  const theirs = Math.min(rate.calls, state.rateLimit ?? rate.calls);
  const limit = Math.max(1, isForHarm
    ? theirs - (others === null ? reserve : 0) : theirs - keptFree(manifest));
  const ours = await callsBetween(
    tx, connection, wireNow - windowMilliseconds, wireNow + windowMilliseconds,
    await refusedOnes(tx, connection, rate));
  const calls = withOthers(ours, others, windowMilliseconds);
  const window = { starts: calls, limit, milliseconds: windowMilliseconds };
  const leaving = labelsUnlooked === null ? [] : labelLooksDue(window, labelsUnlooked, wireNow);
  const openAt = Math.max(
    roomFrom(window, { calls: callsWanted, leaving }, wireNow), state.closedUntil ?? 0);
  return {
    limit, used: calls.length, others: others?.calls ?? 0, windowMilliseconds, openAt,
    binds: openAt > wireNow ? 'budget' : 'nothing',
  };
};

/** Whether calls that the other side refused as too many count on its window. */
export const refusedOnes = async (
  tx: Tx,
  connection: string,
  { refusedAreFreeIf: free }: NonNullable<Manifest['rate']>,
): Promise<'counted' | 'left-out'> =>
  free !== undefined && (await readTrait(tx, connection, free.trait)) === free.is
    ? 'left-out' : 'counted';

/** How much of the window is spent, from 0 to 1. */
export const spentOf = (budget: Budget | null): number =>
  budget === null || budget.limit === 0 ? 0 : budget.used / budget.limit;

/** After an answer that closed the door: nothing leaves until their window opens again. */
export const closeBudget = async (
  tx: Tx,
  connection: string,
  unanswered: Unanswered,
  times: { readonly world: number; readonly wire: number },
): Promise<void> => {
  const state = await readConnectionState(tx, connection);
  const { why } = unanswered;
  const refusals = why === 'unauthorised' ? state.refusals + 1 : 0;
  const silences = isSilent(why) ? state.silences + 1 : 0;
  const pause = unanswered.closedForMilliseconds ?? pauseAfter(why, refusals, silences);
  const since = state.troubleSince ?? times.world;
  const isClosing = refusals > 0 || silences >= silencesBelieved;
  const isNews = isClosing && await beginSilence(tx, {
    connection, since, words: unanswered.text, why: refusals > 0 ? 'not-let-in' : 'silent',
  });
  if (isNews) await wakeWaitingFor(tx, connection, instant(times.world));
  const closedUntil = Math.max(state.closedUntil ?? 0, times.wire + pause);
  if (why === 'throttled') {
    await noteLimitReached(tx, connection, {
      at: times.world, until: times.world + closedUntil - times.wire,
    });
  }
  await saveConnectionState(tx, connection, {
    ...state,
    refusals,
    silences,
    wellSince: null,
    troubleWhy: why,
    trouble: unanswered.text,
    troubleSince: since,
    closedUntil,
  });
};

const firstPauseWhenShut = 30_000;
const longestPauseWhenShut = 8 * 60_000;

/** One call may be lost on the way; so many in a row are no accident, and the door is closed. */
export const silencesBelieved = 3;
const firstPauseWhenSilent = 5_000;
const longestPauseWhenSilent = 60_000;

/** An answer that says nothing usable is as good as none. */
const isSilent = (why: Unanswered['why']): boolean => why === 'silence' || why === 'unreadable';

/**
 * A key that is refused will be refused until people have seen to it, so that the tries grow
 * rarer; a silent system may come back any second.
 */
const pauseAfter = (
  why: Unanswered['why'],
  refusalsInARow: number,
  silencesInARow: number,
): number => {
  switch (why) {
    case 'unauthorised':
      return Math.min(longestPauseWhenShut, firstPauseWhenShut * 2 ** (refusalsInARow - 1));
    case 'throttled':
      return 60_000;
    case 'refused':
      return 10_000;
    case 'unreadable':
    case 'silence':
      return silencesInARow < silencesBelieved ? 3_000 : Math.min(longestPauseWhenSilent,
        firstPauseWhenSilent * 2 ** (silencesInARow - silencesBelieved));
    default:
      return why satisfies never;
  }
};

/**
 * What their headers say of their window: how many calls it takes, and how many others made of
 * these. None left, and the door is closed until it ends.
 */
export const heedHeaders = async (
  tx: Tx,
  connection: string,
  rate: Manifest['rate'],
  said: { limit: number | null; remaining: number | null; resetMilliseconds: number | null },
  wireNow: number,
): Promise<void> => {
  const state = await readConnectionState(tx, connection);
  const { remaining, resetMilliseconds } = said;
  const closedUntil = remaining === 0
    ? Math.max(state.closedUntil ?? 0, wireNow + (resetMilliseconds ?? 60_000) + resetSlack)
    : state.closedUntil;
  const rateLimit = said.limit ?? state.rateLimit;
  const others = rate === null || remaining === null ? state.others : othersAfter({
    allowed: Math.min(rate.calls, rateLimit ?? rate.calls), remaining, resetMilliseconds,
    perMilliseconds: rate.perMilliseconds, before: state.others,
    ours: await callsBetween(
      tx, connection, wireNow - rate.perMilliseconds - windowSlack, wireNow + windowSlack),
  }, wireNow);
  const isNews = closedUntil !== state.closedUntil || rateLimit !== state.rateLimit ||
    others !== state.others;
  if (isNews) {
    await saveConnectionState(tx, connection, { ...state, closedUntil, rateLimit, others });
  }
};

/** A good answer ends the trouble. */
export const allWell = async (tx: Tx, connection: string, now: number): Promise<void> => {
  const state = await readConnectionState(tx, connection);
  await saveConnectionState(tx, connection, {
    ...state, lastGoodAt: now, wellSince: state.wellSince ?? now, trouble: null,
    troubleSince: null, troubleWhy: null, refusals: 0, silences: 0,
  });
  if (state.trouble === null || !(await endSilence(tx, connection, now))) return;
  await wakeWaitingFor(tx, connection, instant(now));
};

/**
 * We were not let in, or were not answered time and again: one look now and then is all that goes,
 * until one is answered.
 */
export const isShut = async (tx: Tx, connection: string): Promise<boolean> => {
  const { troubleWhy, silences } = await readConnectionState(tx, connection);
  return troubleWhy === 'unauthorised' || silences >= silencesBelieved;
};

/** Somebody may have seen to it: the next try goes at once, and the pauses grow from anew. */
export const tryAnew = async (tx: Tx, connection: string): Promise<void> => {
  const state = await readConnectionState(tx, connection);
  if (state.troubleWhy !== 'unauthorised') return;
  await saveConnectionState(tx, connection, { ...state, closedUntil: null, refusals: 0 });
};
