import type { Obligation, ObligationKind, Stage } from '../model/decision.ts';
import type { ConsignmentSnapshot } from '../model/warehouse.ts';
import type { Case } from './case.ts';
import { cancelledBy } from './rules/cancellation.ts';

type Standing = Readonly<Partial<Record<ObligationKind, Obligation['state']['is']>>>;

/** How far the consignment has come, for people: derived from obligations, never stored. */
export const stageOf = (at: Case, obligations: readonly Obligation[]): Stage => {
  if (cancelledBy(at) !== null) return 'cancelled';
  const standing = Object.fromEntries(obligations.map(({ kind, state }) => [kind, state.is]));
  return stepOf(standing, { status: at.snapshot.status, stands: at.open.length > 0 });
};

/**
 * It stands in front of the first thing that is still owed about its label: the label itself,
 * unless the goods have left, then the warehouse's news of it, whoever else has heard of it
 * before. Behind that it has come as far as the furthest that was done.
 */
export const stepOf = (
  standing: Standing,
  there: { readonly status: ConsignmentSnapshot['status']; readonly stands: boolean },
): Stage => {
  const isLabelled = standing.label === 'met';
  const hasLeft = standing.leave === 'met';
  if (isLabelled || hasLeft) {
    if (standing['tell-warehouse'] === 'open') {
      // What left, not all of it under a label of ours, is not called labelled.
      return isLabelled ? 'labelled' : 'left-the-building';
    }
    if (standing['tell-channel'] === 'met') return 'channel-told';
    if (hasLeft) return 'left-the-building';
    return standing['tell-warehouse'] === 'met' ? 'warehouse-told' : 'labelled';
  }
  if (standing.release === 'met') return 'in-shipstation';
  // Also while something is still to be changed about it there.
  if (standing.confirm === 'met') return there.stands ? 'in-shipstation' : 'ready-to-ship';
  return bench(there.status);
};

const bench = (status: ConsignmentSnapshot['status']): Stage => {
  switch (status) {
    case 'received':
    case 'cancelled':
      return 'received';
    case 'allocated':
      return 'allocated';
    case 'picking':
    case 'picked':
    case 'packed':
    case 'dispatched':
      return 'picking';
    default:
      return status satisfies never;
  }
};
