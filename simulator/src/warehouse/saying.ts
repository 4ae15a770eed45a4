import type { Moment } from '../machine.ts';
import type { Job, Said } from './floor.ts';
import { linesOf } from './snapshot.ts';

/** The referee's notes on what the warehouse said of a consignment, and when it was heard. */
export const withSaying = (job: Job, now: Moment): Job => ({
  ...job,
  said: [
    ...(job.said ?? []),
    { revision: job.revision, at: now, stage: job.stage, isWhole: isWhole(job), takenAt: null },
  ],
});

/** Gatepass answered a revision: the first yes counts as the moment from which it could know. */
export const withAnswered = (job: Job, revision: number, isTaken: boolean, now: Moment): Job =>
  isTaken && job.said !== undefined
    ? { ...job, said: job.said.map((row) => taken(row, revision, now)) }
    : job;

const taken = (row: Said, revision: number, now: Moment): Said =>
  row.revision === revision && row.takenAt === null ? { ...row, takenAt: now } : row;

/** All units of each line are allocated, picked and packed; each stands once, none is missing. */
function isWhole(job: Job): Said['isWhole'] {
  const lines = linesOf(job);
  const isOnce = new Set(lines.map((row) => row.line)).size === lines.length;
  const areUnits = lines.some((row) => row.ordered > 0);
  const isAll = (units: (row: (typeof lines)[number]) => number) =>
    isOnce && areUnits && lines.every((row) => units(row) === row.ordered && row.short === 0);
  const isPicked = isAll((row) => row.picked);
  return {
    allocated: isAll((row) => row.allocated), picked: isPicked,
    packed: isPicked && isAll((row) => row.packed),
  };
}
