/** What is checked when the order arrives, before the pick, so that no bench waits for it. */
import type { ExceptionCode } from '../model/exceptions.ts';
import type { Reason } from '../model/reasons.ts';
import type { Case } from './case.ts';
import { oblige, raise, stop, type Draft } from './draft.ts';

/** Only while a release may still come: what is labelled or over needs no check any more. */
export const isPreFlight = (at: Case, draft: Draft): boolean =>
  draft.obligations.release?.is !== 'not-owed' && draft.obligations.confirm?.is !== 'not-owed' &&
  draft.obligations.leave?.is !== 'met' && at.labels.length === 0;

/** Nothing is released until a person has mended it. */
export const block = (
  at: Case,
  draft: Draft,
  code: ExceptionCode,
  fault: string,
  because: Reason,
  lines: readonly string[] = [],
): Draft => {
  const since = at.says.since.received ?? at.says.arrivedAt;
  const raised = stop(raise(draft, code, { fault, lines, since, because }));
  // While an order stands there, what becomes of it is said by the rules that look at it.
  return at.open.length > 0 ? raised : oblige(raised, 'release', {
    is: 'open', waitsOn: 'person', since, limitAt: null, because,
  });
};
