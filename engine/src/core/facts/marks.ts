import type { ConsignmentFacts, MarkSighting } from '../model/dossier.ts';
import type { StandingOrder } from './releases.ts';

/**
 * The mark by which an order counts as shipped: the newest that is not voided and was made after
 * every label of that order. One from before a label is about a parcel that was taken back since.
 */
export const markOn = (facts: ConsignmentFacts, { order }: StandingOrder): MarkSighting | null => {
  const labelled = Object.values(facts.labels)
    .filter(({ label }) => label.order === order.id && !label.isReturn)
    .map(({ label }) => label.madeAt);
  const newestLabel = Math.max(0, ...labelled);
  return Object.values(facts.marks ?? {})
    .filter(({ mark }) =>
      mark.order === order.id && mark.voidedAt === null && mark.madeAt > newestLabel)
    .toSorted((one, other) =>
      one.mark.madeAt - other.mark.madeAt || (one.mark.id < other.mark.id ? -1 : 1))
    .at(-1) ?? null;
};
