/** When no call could leave on a connection, since its budget was spent or closed. Pure. */
import { lengthOf } from '../core/explain/call-delay.ts';

export type Closed = { readonly from: number; readonly to: number };

/** A wish that waits through more of them is in graver trouble than its bar can show. */
const spansKept = 100;

/** A rest that follows one without anything between goes on with it. */
export const withClosed = (
  spans: readonly Closed[],
  rest: Closed,
  goesOn: boolean,
): readonly Closed[] => {
  const last = spans.at(-1);
  return goesOn && last !== undefined
    ? [...spans.slice(0, -1), { from: last.from, to: rest.to }]
    : [...spans.slice(1 - spansKept), rest];
};

/** How much of a stretch of world time they take up, in milliseconds. */
export const closedWithin = (spans: readonly Closed[], from: number, to: number): number =>
  lengthOf(spans.map((span) => [Math.max(span.from, from), Math.min(span.to, to)]));
