/** Whose a ShipStation order is that bears no key of ours: by store, order number and lines. */
import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import type { ChannelName, ConsignmentId, WarehouseName } from '../model/ids.ts';
import type { ShipStationLine } from '../model/shipstation.ts';
import { ourUnits, totalOf, unitsOf } from './units.ts';

/** Who may own what stands in an account without a key of ours. */
export type Claimant = {
  readonly channel: ChannelName;
  readonly warehouse: WarehouseName;
  /** Only orders of this store are the channel's; null where any may be. */
  readonly store: number | null;
};

export type StrayOrder = {
  readonly number: string;
  /** Null where it is not said: a label names none. */
  readonly store: number | null;
  readonly lines: readonly ShipStationLine[];
};

/**
 * The consignments that it bears lines of; none where no line can be told to be theirs, or where
 * orders of two channels with the same number might be meant.
 */
export const whoseOrder = (
  { number, store, lines }: StrayOrder,
  dossiers: readonly Dossier[],
  claimants: readonly Claimant[],
): readonly ConsignmentId[] => {
  const owners = dossiers
    .filter((one) => one.orderNumber === number)
    .map((dossier) => Object.values(dossier.consignments).filter((facts) =>
      claimants.some((one) => one.channel === dossier.channel &&
        one.warehouse === facts.warehouse &&
        (one.store === null || store === null || one.store === store)) &&
      bearsLinesOf(facts, lines)))
    .filter((consignments) => consignments.length > 0);
  const [owner] = owners;
  return owner === undefined || owners.length > 1 ? [] : owner.map((one) => one.id);
};

const bearsLinesOf = (facts: ConsignmentFacts, lines: readonly ShipStationLine[]): boolean =>
  totalOf(unitsOf(ourUnits(facts, lines))) > 0;
