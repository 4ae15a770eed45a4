/** What stands on our shelf as facts, and when it may be handed to whoever fetches it. */
import type { Action, Decision, ReleaseContent } from '../model/decision.ts';
import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import { shelfId, type ConsignmentId } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { ShipStationOrder } from '../model/shipstation.ts';
import { fingerprint } from './fingerprint.ts';

export type StandingOnShelf = {
  readonly key: string;
  readonly status: 'awaiting' | 'cancelled' | 'shipped';
  readonly release: ReleaseContent;
  readonly changedAt: Instant;
  readonly fetchedAt: Instant | null;
};

/** As ShipStation would show it, had it taken in what it fetched: of which it says nothing. */
export const orderOnShelf = (
  { key, status, release, changedAt, fetchedAt }: StandingOnShelf,
): ShipStationOrder => ({
  id: shelfId(key),
  number: release.number,
  key,
  status: { is: status },
  modifiedAt: null,
  carrier: release.carrier,
  service: release.service,
  package: release.package,
  shipTo: release.shipTo,
  lines: release.lines.map((line) =>
    ({ key: line.key, sku: line.sku, name: line.name, quantity: line.quantity })),
  splitFrom: null,
  combines: [],
  shelf: { changedAt, fetchedAt },
});

/** The facts as they would be, had this release never been put on the shelf. */
export const asIfUnreleased = (
  dossier: Dossier,
  consignment: ConsignmentId,
  key: string,
): Dossier => {
  const facts = dossier.consignments[consignment];
  if (facts === undefined) return dossier;
  const without: ConsignmentFacts = {
    ...facts,
    orders: Object.fromEntries(
      Object.entries(facts.orders).filter(([, { order }]) => order.id !== shelfId(key))),
    attempts: Object.fromEntries(Object.entries(facts.attempts).filter(([, one]) =>
      one.operation !== 'create-order' || one.about !== key)),
  };
  return { ...dossier, consignments: { ...dossier.consignments, [consignment]: without } };
};

/** Whether the decision releases exactly this, now: nothing pauses, holds, changes or stops it. */
export const isReleasedBy = (
  decision: Decision,
  consignment: ConsignmentId,
  { key, release }: Pick<StandingOnShelf, 'key' | 'release'>,
): boolean => actionsOn(decision, consignment).some((one) =>
  one.do === 'create-order' && one.about === key &&
  fingerprint(one.release) === fingerprint(release));

/** Whether the decision wishes it out, or otherwise; also where something stops that for now. */
export const isToChange = (
  decision: Decision,
  consignment: ConsignmentId,
  key: string,
): boolean => {
  const withheld = decision.consignments.filter((one) => one.consignment === consignment)
    .flatMap((one) => (one.withheld ?? []).map(({ action }) => action));
  return [...actionsOn(decision, consignment), ...withheld].some((one) => isAbout(one, key));
};

const actionsOn = (decision: Decision, consignment: ConsignmentId): readonly Action[] =>
  decision.consignments.filter((one) => one.consignment === consignment)
    .flatMap((one) => one.actions);

const isAbout = (action: Action, key: string): boolean => {
  switch (action.do) {
    case 'withdraw-order':
    case 'mark-as-shipped':
      return action.shelf === key || action.order === shelfId(key);
    case 'amend-order':
      return action.release.key === key;
    case 'create-order':
    case 'park-order':
    case 'unpark-order':
    case 'buy-label':
    case 'void-label':
    case 'tell-warehouse':
    case 'tell-channel':
      return false;
    default:
      return action satisfies never;
  }
};
