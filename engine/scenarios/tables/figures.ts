/** How much was walked, for reports. */
import { wholeOf } from './outcome.ts';
import { linesOf, type Walked } from './page.ts';
import { obligationKinds } from '../../src/core/model/decision.ts';

export type Figures = {
  readonly rows: number;
  readonly cannot: number;
  /** Different decisions, all obligations, wishes and exceptions together. */
  readonly decisions: number;
  /** Lines of the page. */
  readonly outcomes: number;
};

export const figuresOf = (walked: readonly Walked[]): Figures => {
  const stands = walked.flatMap((one) => one.walk.stands);
  return {
    rows: stands.length,
    cannot: walked.flatMap((one) => [...one.walk.cannot.values()]).reduce((a, b) => a + b, 0),
    decisions: new Set(stands.map(wholeOf)).size,
    outcomes: obligationKinds.reduce((sum, kind) => sum + linesOf(walked, kind).length, 0),
  };
};
