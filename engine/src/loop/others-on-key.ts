/**
 * What other programs took of a key's calls, by the other side's own count: what it says remains,
 * less what we made ourselves. Pure. It holds until their window ends; of the next one nothing is
 * known before the next answer.
 */
import { windowSlack } from './window.ts';

export type OthersOnKey = {
  readonly calls: number;
  /** Wire time from which their count begins anew. */
  readonly until: number;
};

/** What still counts of it: nothing of a window that has ended. */
export const othersNow = (others: OthersOnKey | null, wireNow: number): OthersOnKey | null =>
  others !== null && others.until > wireNow ? others : null;

export type Told = {
  /** How many they allow, and how many of these they say remain. */
  readonly allowed: number;
  readonly remaining: number;
  readonly resetMilliseconds: number | null;
  readonly perMilliseconds: number;
  /** When our own calls began. */
  readonly ours: readonly number[];
  readonly before: OthersOnKey | null;
};

/** They count whole seconds, and begin anew a little later than they say. */
export const resetSlack = 500;

/** Null where nobody else called. */
export const othersAfter = (
  { allowed, remaining, resetMilliseconds, perMilliseconds, ours, before }: Told,
  wireNow: number,
): OthersOnKey | null => {
  const resetIn = resetMilliseconds ?? perMilliseconds;
  // A call from about the turn of their window counts as ours in both: nobody is suspected of it.
  const began = wireNow + resetIn - perMilliseconds - windowSlack;
  const calls = allowed - remaining - ours.filter((at) => at > began).length;
  const until = wireNow + resetIn + resetSlack;
  const isSameWindow = before !== null && before.until > wireNow &&
    Math.abs(before.until - until) <= windowSlack;
  // Within one window of theirs nobody gives calls back; an answer may be older than another.
  if (isSameWindow && before.calls >= calls) return before;
  return calls > 0 ? { calls, until } : null;
};

/** As if they had all been made so that they count until then. */
export const withOthers = (
  ours: readonly number[],
  others: OthersOnKey | null,
  windowMilliseconds: number,
): readonly number[] => others === null ? ours : [
  ...ours,
  ...Array.from({ length: others.calls }, () => others.until - windowMilliseconds),
].toSorted((a, b) => a - b);
