import type { Later, Moment } from '../machine.ts';
import type { Job, PackAsked, Stage, Truth, Warehouse } from './floor.ts';
import { withJob } from './floor.ts';
import { withAnswered, withSaying } from './saying.ts';
import { foundUnits, snapshotOf } from './snapshot.ts';

/** How a consignment moves over the pretend floor: one snapshot with a higher revision a step. */
type Moved = { readonly warehouse: Warehouse; readonly later: readonly Later[] };

const steps: readonly Stage[] = ['received', 'allocated', 'picking', 'picked', 'packed'];
export const referenceOf = (asked: PackAsked): string =>
  asked.reference ?? `LE-${asked.orderNumber}`;

/** Starts a consignment, or goes on with one that stopped at an earlier step. */
export function startJob(warehouse: Warehouse, asked: PackAsked, now: Moment): Moved {
  const reference = referenceOf(asked);
  const before = warehouse.jobs.get(reference);
  const first = before === undefined ? 0 : steps.indexOf(before.stage) + 1;
  const job: Job = {
    reference,
    asked,
    stage: before?.stage ?? 'received',
    revision: before?.revision ?? 0,
    stagesLeft: steps.slice(first, steps.indexOf(asked.until) + 1),
    label: before?.label ?? null,
    dispatchedAt: before?.dispatchedAt ?? null,
    isRecalled: before?.isRecalled ?? false,
    answer: before?.answer ?? 'not sent yet',
    said: before?.said ?? [],
  };
  const later: Later[] = [{ at: now, errand: { is: 'warehouse.advance', reference } }];
  return { warehouse: withJob(warehouse, job), later };
}

/** The next step of the work: the floor does it first, then the system says so. */
export function advanceJob(warehouse: Warehouse, reference: string, now: Moment): Moved {
  const job = warehouse.jobs.get(reference);
  const [stage, ...stagesLeft] = job?.stagesLeft ?? [];
  if (job === undefined || stage === undefined || job.isRecalled) return { warehouse, later: [] };
  const moved = withSaying({ ...job, stage, stagesLeft, revision: job.revision + 1 }, now);
  const truth =
    stage === 'packed' ? [...warehouse.truth, ...packedTruth(job.asked, now)] : warehouse.truth;
  return {
    warehouse: { ...withJob(warehouse, moved), truth },
    // The next step is planned when this snapshot has been answered, so none overtakes another.
    later: [putSnapshot(moved, now)],
  };
}

/** The parcel is driven away, provided its label is still the one that was announced. */
export function departJob(
  warehouse: Warehouse,
  reference: string,
  messageId: string,
  now: Moment,
): Moved {
  const job = warehouse.jobs.get(reference);
  const isReady = job?.stage === 'packed' || job?.stage === 'dispatched';
  if (job === undefined || !isReady || job.isRecalled || job.label?.messageId !== messageId) {
    return { warehouse, later: [] };
  }
  const gone = withSaying(
    {
      ...job,
      stage: 'dispatched',
      revision: job.revision + 1,
      dispatchedAt: job.dispatchedAt ?? job.leftAt ?? now,
    },
    now,
  );
  return { warehouse: withJob(warehouse, gone), later: [putSnapshot(gone, now)] };
}

/**
 * A van took the goods. The system can say so once it knows the tracking number: at once if it
 * was told before, else when the message comes.
 */
export function leaveJob(warehouse: Warehouse, reference: string, at: Moment): Moved {
  const job = warehouse.jobs.get(reference);
  if (job === undefined || job.stage === 'cancelled') return { warehouse, later: [] };
  const left = withJob(warehouse, { ...job, leftAt: job.leftAt ?? at });
  if (job.label === null) return { warehouse: left, later: [] };
  const { messageId } = job.label;
  const errand = { is: 'warehouse.depart', reference, messageId } as const;
  return { warehouse: left, later: [{ at, errand }] };
}

/** Gatepass answered a snapshot, with a yes or a no: note it, and plan the next step. */
export function noteAnswer(
  warehouse: Warehouse,
  reference: string,
  answer: string,
  now: Moment,
  revision: number | null = null,
): Moved {
  const before = warehouse.jobs.get(reference);
  if (before === undefined) return { warehouse, later: [] };
  const isTaken = answer.startsWith('2');
  const job = withAnswered({ ...before, answer }, revision ?? before.revision, isTaken, now);
  const noted = withJob(warehouse, job);
  if (job.stagesLeft.length === 0) return { warehouse: noted, later: [] };
  const at = now + job.asked.stepMs;
  return { warehouse: noted, later: [{ at, errand: { is: 'warehouse.advance', reference } }] };
}

const putSnapshot = (job: Job, now: Moment): Later => ({
  at: now,
  errand: {
    is: 'warehouse.put',
    ...(job.asked.warehouse !== undefined && { warehouse: job.asked.warehouse }),
    reference: job.reference,
    revision: job.revision,
    body: JSON.stringify(snapshotOf(job, now)),
    tries: 0,
  },
});

const packedTruth = (asked: PackAsked, now: Moment): readonly Truth[] =>
  asked.lines.map((line) => ({
    orderNumber: asked.orderNumber,
    reference: referenceOf(asked),
    sku: line.sku,
    packed: foundUnits(line),
    at: now,
  }));
