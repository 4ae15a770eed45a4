import type { ConsignmentFacts, OrderSighting } from '../model/dossier.ts';
import { releaseKey } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { ShipStationOrder } from '../model/shipstation.ts';

export type StandingRelease = {
  readonly order: ShipStationOrder;
  /** The earliest time at which we know it stood there. */
  readonly since: Instant;
  readonly sightings: readonly OrderSighting[];
};

/**
 * The ShipStation order that a release of ours became, if it stands there. A split shares our
 * key; the part that nobody split off is the release itself.
 */
export const standingRelease = (
  facts: ConsignmentFacts,
  release: number,
): StandingRelease | null => {
  const key = releaseKey(facts.id, release);
  const sightings = Object.values(facts.orders).filter(
    (one) => one.order.key === key && one.goneAt === null,
  );
  const whole = sightings.find((one) => one.order.splitFrom === null) ?? sightings[0];
  if (whole === undefined) return null;
  return { order: whole.order, since: whole.firstSeenAt, sightings };
};
