import type { ConsignmentFacts, LabelSighting } from '../model/dossier.ts';
import type { LineQuantity } from '../model/warehouse.ts';
import { ourUnits } from './units.ts';

export type OutboundLabel = LabelSighting & {
  /** The consignment's own lines in the parcel, by the warehouse's line names. */
  readonly contents: readonly LineQuantity[];
};

/** Labels that stand: not voided, and not for goods coming back. Oldest first. */
export const outboundLabels = (facts: ConsignmentFacts): readonly OutboundLabel[] =>
  Object.values(facts.labels)
    .filter(({ label }) => label.voidedAt === null && !label.isReturn)
    .map((sighting) => ({ ...sighting, contents: contentsOf(facts, sighting) }))
    .toSorted((one, other) => one.label.madeAt - other.label.madeAt);

/**
 * What is in the parcel: the label's own lines when ShipStation gave them, else those of its
 * order. Attributed by our line key, never by order number.
 */
const contentsOf = (
  facts: ConsignmentFacts,
  { label }: LabelSighting,
): readonly LineQuantity[] => {
  const order = label.order === null ? undefined : facts.orders[label.order];
  return ourUnits(facts, label.lines.length > 0 ? label.lines : (order?.order.lines ?? []));
};

/** Labels that were made and then voided, and were not for goods coming back. */
export const voidedLabels = (facts: ConsignmentFacts): readonly LabelSighting[] =>
  Object.values(facts.labels)
    .filter(({ label }) => label.voidedAt !== null && !label.isReturn)
    .toSorted((one, other) => one.label.madeAt - other.label.madeAt);
