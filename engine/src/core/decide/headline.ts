import {
  obligationKinds, stages, type ConsignmentDecision, type Headline, type Stage,
} from '../model/decision.ts';
import type { Dossier } from '../model/dossier.ts';
import { severityOf } from '../model/exceptions.ts';

/**
 * The one sentence an order is known by: its gravest exception, else the earliest obligation of
 * the work that is still open, else what it is waiting for, else that all is done.
 */
export const headlineOf = (
  dossier: Dossier,
  consignments: readonly ConsignmentDecision[],
): Headline => {
  const says = dossier.channelSays;
  const stage = leastStage(consignments, says?.order.status === 'cancelled');
  const [gravest] = consignments
    .flatMap((one) => one.exceptions)
    .toSorted((one, other) =>
      severityOf(one.code) - severityOf(other.code) || one.since - other.since);
  const open = obligationKinds
    .flatMap((kind) => consignments.flatMap((one) =>
      one.obligations.filter((obligation) => obligation.kind === kind)))
    .flatMap(({ state }) => (state.is === 'open' ? [state] : []))[0];
  // A nuisance is listed, but what the order is waiting for says more of it.
  const isNuisance = gravest !== undefined && severityOf(gravest.code) === 5;
  if (gravest !== undefined && !(isNuisance && open !== undefined)) {
    return {
      stage, waitsOn: open?.waitsOn ?? 'person', since: gravest.since,
      limitAt: open?.limitAt ?? null, exception: gravest.code, because: gravest.because,
    };
  }
  if (open !== undefined) {
    const { waitsOn, since, limitAt, because } = open;
    return { stage, waitsOn, since, limitAt, exception: null, because };
  }
  if (consignments.length === 0 && says !== null) {
    return {
      stage, waitsOn: says.order.status === 'cancelled' ? null : 'warehouse',
      since: says.arrivedAt, limitAt: null, exception: null,
      because: says.order.status === 'cancelled'
        ? { is: 'cancelled', by: 'channel' }
        : { is: 'not-at-warehouse' },
    };
  }
  const cancelled = consignments.find((one) => one.stage === 'cancelled')?.because[0];
  const history = consignments[0]?.because.find((one) => one.is === 'before-start-line');
  return {
    stage, waitsOn: null, since: null, limitAt: null, exception: null,
    because: stage === 'cancelled' && cancelled !== undefined
      ? cancelled : (history ?? { is: 'all-done' }),
  };
};

/**
 * An order has come as far as its slowest consignment that is not cancelled. Before a warehouse
 * has spoken of it, the channel alone can say that nothing will come of it.
 */
const leastStage = (
  consignments: readonly ConsignmentDecision[],
  isCalledOff: boolean,
): Stage => {
  const standing = consignments.map((one) => one.stage).filter((one) => one !== 'cancelled');
  if (standing.length === 0) {
    return consignments.length === 0 && !isCalledOff ? 'received' : 'cancelled';
  }
  return standing.toSorted((one, other) => stages.indexOf(one) - stages.indexOf(other))[0]
    ?? 'received';
};
