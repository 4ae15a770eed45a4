/**
 * A cause is told once it has stood for a minute; then when there are twice as many, when it is
 * graver, and when it has come back after an hour. Never for each order.
 */
import type { Severity } from '../model/exceptions.ts';
import { later, type Instant, type Milliseconds } from '../model/instant.ts';

/** As it was last told, to whom the question is about. */
export type ToldCause = {
  readonly at: Instant;
  readonly count: number;
  readonly severity: Severity;
};

export type CauseNow = {
  readonly count: number;
  readonly severity: Severity;
  /** Since when the oldest of those that are open has been open. */
  readonly oldestAt: Instant;
  /** When it came back: after it had closed, or from a wait that ended; null where it never did. */
  readonly backAt: Instant | null;
  /** Somebody waits with it: it is in nobody's way until then. */
  readonly isPutOff: boolean;
};

export const whysTold = ['new', 'doubled', 'graver', 'returned'] as const;
export type WhyTold = (typeof whysTold)[number];

/** What comes and goes within it is told to nobody, and what arrives within it is told at once. */
const settling: Milliseconds = 60_000;
/** A count that runs up is told in steps that a person can follow. */
const betweenDoublings: Milliseconds = 5 * 60_000;
/** What comes and goes all day is one nuisance, and not a new one every few minutes. */
export const betweenReturns: Milliseconds = 60 * 60_000;

/** Why the cause is to be told now; null: it is not. */
export const worthAnAlert = (
  told: ToldCause | null,
  cause: CauseNow,
  now: Instant,
): WhyTold | null => {
  if (cause.count === 0 || cause.isPutOff) return null;
  // A parcel that would go out wrong waits for nothing.
  if (cause.severity !== 1 && later(cause.oldestAt, settling) > now) return null;
  if (told === null) return 'new';
  if (cause.severity < told.severity) return 'graver';
  const isBack = cause.backAt !== null && cause.backAt > told.at;
  if (isBack && later(told.at, betweenReturns) <= now) return 'returned';
  const hasDoubled = cause.count >= 2 * told.count;
  return hasDoubled && later(told.at, betweenDoublings) <= now ? 'doubled' : null;
};
