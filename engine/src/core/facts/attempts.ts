import type { Attempt, ConsignmentFacts, Operation } from '../model/dossier.ts';
import { later, type Instant, type Milliseconds } from '../model/instant.ts';

/** How our last try of one thing stands once its time-out is taken into account. */
export type Standing =
  | { readonly is: 'untried' }
  | { readonly is: 'under-way'; readonly attempt: Attempt; readonly until: Instant }
  | { readonly is: 'done'; readonly attempt: Attempt; readonly at: Instant }
  | {
      readonly is: 'refused';
      readonly attempt: Attempt;
      readonly at: Instant;
      readonly text: string;
    }
  | {
      readonly is: 'unknown';
      readonly attempt: Attempt;
      /** From here on the call can no longer take effect unseen. */
      readonly settledAt: Instant;
      readonly text: string;
    };

/** No answer is waited for longer than this; the connectors' own time-outs are shorter. */
export const callTimeout: Milliseconds = 30_000;

/** How long a call that went unanswered may still take effect on the other side, unseen. */
export const settling: Milliseconds = 10_000;

export const attemptsOf = (
  facts: ConsignmentFacts,
  operation: Operation,
  about: string,
): readonly Attempt[] =>
  Object.values(facts.attempts)
    .filter((one) => one.operation === operation && one.about === about)
    .toSorted((one, other) => one.begunAt - other.begunAt);

/** The newest attempt decides: an earlier refusal is history once something was tried again. */
export const standingOf = (attempts: readonly Attempt[], now: Instant): Standing => {
  const attempt = attempts.at(-1);
  if (attempt === undefined) return { is: 'untried' };
  const givenUpAt = later(attempt.begunAt, callTimeout);
  const { outcome } = attempt;
  if (outcome === null) {
    return now < givenUpAt
      ? { is: 'under-way', attempt, until: givenUpAt }
      : { is: 'unknown', attempt, settledAt: later(givenUpAt, settling), text: 'no answer' };
  }
  switch (outcome.is) {
    case 'done':
      return { is: 'done', attempt, at: outcome.at };
    case 'refused':
      return { is: 'refused', attempt, at: outcome.at, text: outcome.text };
    case 'unknown':
      return {
        is: 'unknown', attempt, settledAt: later(outcome.at, settling), text: outcome.text,
      };
    default:
      return outcome satisfies never;
  }
};

/** How often the newest run of tries went without an answer. */
export const unansweredInARow = (attempts: readonly Attempt[]): number => {
  const lastAnswered = attempts.findLastIndex(
    ({ outcome }) => outcome !== null && outcome.is !== 'unknown',
  );
  return attempts.length - 1 - lastAnswered;
};

/** 5 s, 10 s, 20 s … at most 10 minutes: a system that is down is not hammered. */
export const backOff = (tries: number): Milliseconds =>
  Math.min(5_000 * 2 ** Math.max(0, tries - 1), 600_000);
