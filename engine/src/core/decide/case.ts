import type {
  ConsignmentFacts, Contact, Contacts, Dossier, WarehouseSays,
} from '../model/dossier.ts';
import { channelName } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { ConsignmentSnapshot } from '../model/warehouse.ts';
import {
  channelPolicy, warehousePolicy, type ChannelPolicy, type Policy, type WarehousePolicy,
} from '../policy/policy.ts';
import { outboundLabels, type OutboundLabel } from '../facts/labels.ts';

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
  readonly now: Instant;
};

const neverLooked: Contact = { ordersThrough: null, labelsThrough: null };

/** Lays the case out; null while the warehouse has not spoken of the consignment. */
export const layOut = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  policy: Policy,
  contacts: Contacts,
  now: Instant,
): Case | null => {
  if (facts.says === null) return null;
  const warehouse = warehousePolicy(policy, facts.warehouse);
  return {
    dossier,
    facts,
    says: facts.says,
    snapshot: facts.says.snapshot,
    policy,
    warehouse,
    channel: channelPolicy(policy, channelName(facts.says.snapshot.channel)),
    contact: (warehouse && contacts[warehouse.shipstation]) ?? neverLooked,
    labels: outboundLabels(facts),
    now,
  };
};
