import type {
  Circumstances, ConsignmentFacts, Contact, Dossier, StockLevel, WarehouseSays,
} from '../model/dossier.ts';
import { channelName } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { ConsignmentSnapshot } from '../model/warehouse.ts';
import {
  channelPolicy, warehousePolicy, type ChannelPolicy, type Policy, type WarehousePolicy,
} from '../policy/policy.ts';
import { outboundLabels, type OutboundLabel } from '../facts/labels.ts';
import {
  openOrders, releasesOf, shippedUnseen, unlabelled, type Release, type StandingOrder,
} from '../facts/releases.ts';
import { linesOf, unitsOf, type Units } from '../facts/units.ts';

/** One consignment on the desk: its facts, the policy that bears on it, and the time. */
export type Case = {
  readonly dossier: Dossier;
  readonly facts: ConsignmentFacts;
  readonly says: WarehouseSays;
  readonly snapshot: ConsignmentSnapshot;
  readonly policy: Policy;
  readonly warehouse: WarehousePolicy | null;
  readonly channel: ChannelPolicy | null;
  /** How fresh our picture of the ShipStation account is. */
  readonly contact: Contact;
  /** Labels that were made for this consignment and still stand, oldest first. */
  readonly labels: readonly OutboundLabel[];
  /** Units per line in the parcels that those labels are on. */
  readonly labelled: Units;
  /** ShipStation orders that carry our lines and can still be labelled. */
  readonly open: readonly StandingOrder[];
  /** Orders shipped by ShipStation's word, whose label we have not seen yet. */
  readonly shipped: readonly StandingOrder[];
  /** Units per line that are labelled, or shipped by ShipStation's word: not to be sent again. */
  readonly spokenFor: Units;
  readonly releases: readonly Release[];
  /** What the warehouse has on its shelves, by sku. */
  readonly stock: Readonly<Record<string, StockLevel>>;
  readonly now: Instant;
};

const neverLooked: Contact = {
  ordersThrough: null, labelsThrough: null, lately: { withdrawals: 0, voids: 0 }, openOrders: 0,
  paused: [],
};

/** Lays the case out; null while the warehouse has not spoken of the consignment. */
export const layOut = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  policy: Policy,
  { contacts, stock }: Circumstances,
  now: Instant,
): Case | null => {
  if (facts.says === null) return null;
  const warehouse = warehousePolicy(policy, facts.warehouse);
  const labels = outboundLabels(facts);
  const labelled = labels.flatMap((one) => one.contents);
  const shipped = shippedUnseen(facts);
  const unseen = shipped.flatMap((one) => linesOf(unlabelled(facts, one)));
  return {
    dossier,
    facts,
    says: facts.says,
    snapshot: facts.says.snapshot,
    policy,
    warehouse,
    channel: channelPolicy(policy, channelName(facts.says.snapshot.channel)),
    contact: (warehouse && contacts[warehouse.shipstation]) ?? neverLooked,
    labels,
    labelled: unitsOf(labelled),
    shipped,
    spokenFor: unitsOf([...labelled, ...unseen]),
    open: openOrders(facts),
    releases: releasesOf(facts, now),
    stock: stock[facts.warehouse] ?? {},
    now,
  };
};
