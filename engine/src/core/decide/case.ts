import type {
  Circumstances, ConsignmentFacts, Contact, Dossier, GuardWord, MarkSighting, StockLevel,
  WarehouseSays,
} from '../model/dossier.ts';
import type { GoingLive } from '../model/going-live.ts';
import { channelName } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { ConsignmentSnapshot } from '../model/warehouse.ts';
import type { Limits } from '../policy/limits.ts';
import {
  channelPolicy, limitsFor, warehousePolicy, type ChannelPolicy, type Policy,
  type WarehousePolicy,
} from '../policy/policy.ts';
import { outboundLabels, type OutboundLabel } from '../facts/labels.ts';
import { markOn } from '../facts/marks.ts';
import {
  openOrders, releasesOf, shippedUnseen, unlabelled, type Release, type StandingOrder,
} from '../facts/releases.ts';
import { sentParcels, type SentParcel } from '../facts/sent-otherwise.ts';
import { linesOf, unitsOf, without, type Units } from '../facts/units.ts';

/** One consignment on the desk: its facts, the policy that bears on it, and the time. */
export type Case = {
  readonly dossier: Dossier;
  readonly facts: ConsignmentFacts;
  readonly says: WarehouseSays;
  readonly snapshot: ConsignmentSnapshot;
  /** Its limits are read beside it: a warehouse may have its own. */
  readonly policy: Omit<Policy, 'limits'>;
  /** How long each step may take in this warehouse. */
  readonly limits: Limits;
  readonly warehouse: WarehousePolicy | null;
  readonly channel: ChannelPolicy | null;
  /** How fresh our picture of the ShipStation account is. */
  readonly contact: Contact;
  /** The same of every connection: warehouse and channel are told over their own. */
  readonly contacts: Circumstances['contacts'];
  /** Labels that were made for this consignment and still stand, oldest first. */
  readonly labels: readonly OutboundLabel[];
  /** Units per line in the parcels that those labels are on. */
  readonly labelled: Units;
  /** Parcels that left without a label, by a person's word. */
  readonly sent: readonly SentParcel[];
  /** Labelled parcels and those: all that warehouse and channel have to hear of. */
  readonly outbound: readonly OutboundLabel[];
  /** ShipStation orders that carry our lines and can still be labelled. */
  readonly open: readonly StandingOrder[];
  /** Orders shipped by ShipStation's word, whose label we have not seen yet. */
  readonly shipped: readonly StandingOrder[];
  /** How those of them were marked as shipped of which ShipStation says so. */
  readonly marks: readonly MarkSighting[];
  /**
   * Units per line that are labelled, shipped by ShipStation's word or gone by a person's: not to
   * be sent again.
   */
  readonly spokenFor: Units;
  readonly releases: readonly Release[];
  /** What the warehouse has on its shelves, by sku. */
  readonly stock: Readonly<Record<string, StockLevel>>;
  /** What people have said of wishes that the guard had stopped. */
  readonly guardWords: readonly GuardWord[];
  /** How far its warehouse and channel have gone live by a plan; null where there is none. */
  readonly goingLive: GoingLive | null;
  readonly now: Instant;
};

const neverLooked: Contact = {
  ordersThrough: null, labelsThrough: null, labelsTwiceThrough: null,
  lately: { withdrawals: 0, voids: 0 }, openOrders: 0, paused: [],
  silence: null, standstills: [],
};

/** Lays the case out; null while the warehouse has not spoken of the consignment. */
export const layOut = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  policy: Policy,
  { contacts, stock, goingLive = [], guardWords = [] }: Circumstances,
  now: Instant,
): Case | null => {
  if (facts.says === null) return null;
  const warehouse = warehousePolicy(policy, facts.warehouse);
  const labels = outboundLabels(facts);
  const labelled = labels.flatMap((one) => one.contents);
  const shipped = shippedUnseen(facts);
  const sent = sentParcels(facts);
  const gone = sent.flatMap((one) => one.contents);
  // What a person says of an order that was only marked as shipped is said of the same goods.
  const unseen = linesOf(without(
    unitsOf(shipped.flatMap((one) => linesOf(unlabelled(facts, one)))), unitsOf(gone)));
  return {
    dossier,
    facts,
    says: facts.says,
    snapshot: facts.says.snapshot,
    policy,
    limits: limitsFor(policy, facts.warehouse),
    warehouse,
    channel: channelPolicy(policy, channelName(facts.says.snapshot.channel)),
    contact: (warehouse && contacts[warehouse.shipstation]) ?? neverLooked,
    contacts,
    labels,
    labelled: unitsOf(labelled),
    sent,
    outbound: sent.length === 0 ? labels : [...labels, ...sent],
    shipped,
    marks: shipped.flatMap((one) => markOn(facts, one) ?? []),
    spokenFor: unitsOf([...labelled, ...gone, ...unseen]),
    open: openOrders(facts),
    releases: releasesOf(facts, now),
    stock: stock[facts.warehouse] ?? {},
    guardWords,
    goingLive: goingLive.find((one) =>
      one.warehouse === facts.warehouse && one.channel === dossier.channel) ?? null,
    now,
  };
};
