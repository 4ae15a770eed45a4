import type { Moment } from '../machine.ts';
import type { LineCounts, PackAsked, Stage } from '../warehouse/floor.ts';
import type { RealUnits } from './day.ts';

/** A step of the work before it is known how it will be told. */
export type Beat = {
  readonly at: Moment;
  readonly asked: PackAsked;
  readonly stage: Stage;
  readonly counts: readonly LineCounts[];
  readonly really: readonly RealUnits[] | null;
};

/** Units that are not there, by line. */
export type Missing = Readonly<Record<string, number>>;

const stages: readonly Stage[] = ['received', 'allocated', 'picking', 'picked', 'packed'];
const isFrom = (stage: Stage, mark: Stage) => stages.indexOf(stage) >= stages.indexOf(mark);

/** What an honest system says at this stage when so many units are missing. */
export function honestBeat(
  at: Moment,
  asked: PackAsked,
  stage: Stage,
  missing: Missing = {},
): Beat {
  const counts = asked.lines.map(({ line, ordered, shortReason }) => {
    const short = Math.min(missing[line] ?? 0, ordered);
    const isPicked = isFrom(stage, 'picked');
    // Half-way through the walk half of the units lie on the trolley.
    const picked = isPicked ? ordered - short : stage === 'picking' ? ordered >> 1 : 0;
    return {
      line,
      allocated: isFrom(stage, 'allocated') ? ordered : 0,
      picked,
      packed: isFrom(stage, 'packed') ? ordered - short : 0,
      short: isPicked ? short : 0,
      shortReason: isPicked && short > 0 ? (shortReason ?? 'not in bin') : null,
    };
  });
  const really = isFrom(stage, 'picking') ? told(asked, counts) : null;
  return { at, asked, stage, counts, really };
}

/** The goods as the counts say, for a system that tells the truth. */
const told = (asked: PackAsked, counts: readonly LineCounts[]): readonly RealUnits[] =>
  asked.lines.map(({ line, sku }) => {
    const row = counts.find((count) => count.line === line);
    return { sku, picked: row?.picked ?? 0, packed: row?.packed ?? 0 };
  });

/** Calls itself packed with a unit fewer picked than ordered, and says of none that it is short. */
export function contradictoryBeat(at: Moment, asked: PackAsked, missing: Missing): Beat {
  const honest = honestBeat(at, asked, 'packed', missing);
  const counts = honest.counts.map((row) => ({ ...row, short: 0, shortReason: null }));
  return { ...honest, counts };
}

/** The goods go back to their bins. */
export const cancelledBeat = (at: Moment, asked: PackAsked): Beat => ({
  at,
  asked,
  stage: 'cancelled',
  counts: asked.lines.map(({ line }) => ({
    line, allocated: 0, picked: 0, packed: 0, short: 0, shortReason: null,
  })),
  really: asked.lines.map(({ sku }) => ({ sku, picked: 0, packed: 0 })),
});

/** The customer no longer wants what is missing: the rest is the whole. */
export const withoutMissing = (asked: PackAsked, missing: Missing): PackAsked => ({
  ...asked,
  lines: asked.lines.map((line) => ({
    ...line,
    ordered: line.ordered - Math.min(missing[line.line] ?? 0, line.ordered),
  })),
});
