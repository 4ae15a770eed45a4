import type { FloorStep } from '../day/day.ts';
import type { Later, Moment } from '../machine.ts';
import type { Job, Truth, Warehouse } from './floor.ts';
import { withJob } from './floor.ts';
import { withSaying } from './saying.ts';
import { snapshotOf } from './snapshot.ts';

/**
 * Does one step of a day on the floor and plans how it is told. The floor does not wait for
 * Gatepass between two steps, so snapshots may overtake one another.
 */
export function doStep(
  warehouse: Warehouse,
  step: FloorStep,
  now: Moment,
): { readonly warehouse: Warehouse; readonly later: readonly Later[] } {
  const before = warehouse.jobs.get(step.reference);
  // What has left the building can neither be counted again nor be put back.
  const hasLeft = before?.dispatchedAt != null || before?.leftAt != null;
  if (hasLeft) return { warehouse, later: [] };
  const isPackedAgain = step.stage === 'packed' && step.really !== null;
  const job: Job = {
    reference: step.reference,
    asked: step.asked,
    stage: step.stage,
    revision: (before?.revision ?? 0) + (step.keepsRevision && before !== undefined ? 0 : 1),
    stagesLeft: [],
    label: before?.label ?? null,
    dispatchedAt: null,
    // Goods that are packed again after a recall stand on the dock again.
    isRecalled: (before?.isRecalled ?? false) && !isPackedAgain,
    answer: before?.answer ?? 'not sent yet',
    counts: step.counts,
    said: before?.said ?? [],
  };
  const said = withSaying(job, now);
  const later = step.tellings.map(({ afterMs, skewMs }): Later => ({
    at: now + afterMs,
    errand: {
      is: 'warehouse.put',
      ...(job.asked.warehouse !== undefined && { warehouse: job.asked.warehouse }),
      reference: job.reference,
      revision: job.revision,
      body: JSON.stringify(snapshotOf(job, now + skewMs)),
      tries: 0,
    },
  }));
  const truth = [...warehouse.truth, ...truthOf(step, now)];
  const cancelledAt =
    step.stage === 'cancelled' && !warehouse.cancelledAt.has(step.reference)
      ? new Map(warehouse.cancelledAt).set(step.reference, now)
      : warehouse.cancelledAt;
  return { warehouse: { ...withJob(warehouse, said), truth, cancelledAt }, later };
}

const truthOf = (step: FloorStep, now: Moment): readonly Truth[] =>
  (step.really ?? []).map(({ sku, picked, packed }) => ({
    orderNumber: step.asked.orderNumber,
    reference: step.reference,
    sku,
    picked,
    packed,
    at: now,
  }));
