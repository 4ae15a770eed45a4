/**
 * A view that carries an alert is told when it shows more orders than its number: once, and again
 * only when it has shown no more than that in between, an hour later at the earliest.
 */
import { later, type Instant } from '../model/instant.ts';
import { betweenReturns } from './worth-an-alert.ts';

/** As it was last told. */
export type ToldView = {
  readonly at: Instant;
  readonly count: number;
  /** It has shown no more than its number since. */
  readonly isOver: boolean;
};

/** `over`: it shows no more than its number for the first time since it was told. */
export type ViewFinding = 'tell' | 'over' | 'as-before';

export const judgeView = (
  { above, told }: { readonly above: number; readonly told: ToldView | null },
  count: number,
  now: Instant,
): ViewFinding => {
  if (count <= above) return told === null || told.isOver ? 'as-before' : 'over';
  if (told === null) return 'tell';
  return told.isOver && later(told.at, betweenReturns) <= now ? 'tell' : 'as-before';
};
