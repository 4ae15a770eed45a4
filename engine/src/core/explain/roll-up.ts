/**
 * Where an order stands, in the few words that lists, counts and first pages look for: what
 * `Headline` says in one sentence, taken apart. Nothing decides by it.
 */
import { outboundLabels } from '../facts/labels.ts';
import { consignmentsOf } from '../facts/one-identity.ts';
import { sentParcels } from '../facts/sent-otherwise.ts';
import type { Decision, Stage } from '../model/decision.ts';
import type { Dossier } from '../model/dossier.ts';
import type { WarehouseName } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import { serviceFor } from '../policy/mapping.ts';
import type { Policy } from '../policy/policy.ts';
import { heldOf, type Held } from './held.ts';
import { disagreementOf } from './three-systems.ts';
import { isCancelledLate, isRelabelled } from './undone.ts';
import { waitsOf, type Waits } from './waits.ts';

export type RollUp = {
  /** Of the first consignment; null while no warehouse has taken the order up. */
  readonly warehouse: WarehouseName | null;
  /** One system knows of goods, labels or cancellations that another does not. */
  readonly disagrees: boolean;
  /** ShipStation's code: the newest label's, else what the policy makes of the service. */
  readonly carrier: string | null;
  /** Of the newest label, else in the warehouse's own words as it asked. */
  readonly service: string | null;
  /** How long the order waits, and until when it may. */
  readonly waits: Waits['order'];
  /** A person keeps it back. */
  readonly held: Held | null;
  /** Voided and labelled again; cancelled after it stood in ShipStation. */
  readonly isRelabelled: boolean;
  readonly isCancelledLate: boolean;
  /** The obligations that may be open at once after a label, each with its earliest wait. */
  readonly owed: Waits['owed'];
};

export const rollUp = (
  dossier: Dossier,
  decision: Decision,
  { policy, now }: { readonly policy: Policy; readonly now: Instant },
): RollUp => {
  const [first] = Object.values(dossier.consignments);
  const { order, owed } = waitsOf(dossier, decision, policy);
  return {
    warehouse: first?.warehouse ?? null,
    disagrees: disagreementOf(dossier, decision) !== null,
    carrier: carrierOf(dossier, policy),
    service: serviceOf(dossier),
    waits: order,
    held: heldOf(dossier, decision, now),
    isRelabelled: isRelabelled(dossier),
    isCancelledLate: isCancelledLate(dossier),
    owed,
  };
};

const carrierOf = (dossier: Dossier, policy: Policy): string | null => {
  const consignments = consignmentsOf(dossier);
  const newest = newestLabel(dossier);
  if (newest !== null) return newest.carrier;
  const mapped = consignments
    .map((one) => serviceFor(policy, one.says?.snapshot.service ?? null))
    .find((one) => one?.is === 'mapped');
  return mapped?.is === 'mapped' ? mapped.carrier : null;
};

export const serviceOf = (dossier: Dossier): string | null =>
  newestLabel(dossier)?.service ?? consignmentsOf(dossier)[0]?.says?.snapshot.service ?? null;

const newestLabel = (dossier: Dossier) =>
  consignmentsOf(dossier)
    .flatMap((one) => [...outboundLabels(one), ...sentParcels(one)])
    .map(({ label }) => label)
    .toSorted((one, other) => other.madeAt - one.madeAt)[0] ?? null;

/** A step of an order: into its next stage, or `confirmed`, when the warehouse has been told. */
export type Step = { readonly from: Stage | null; readonly to: Stage | 'confirmed' };

/** What changed between two decisions on one order; null for the first. */
export const stepsBetween = (before: Decision | null, after: Decision): readonly Step[] => {
  const from = before?.headline.stage ?? null;
  const to = after.headline.stage;
  return [
    ...(from === to ? [] : [{ from, to }]),
    ...(isConfirmed(after) && !(before !== null && isConfirmed(before))
      ? [{ from, to: 'confirmed' } as const] : []),
  ];
};

/** Labelled and the warehouse told, of every consignment that owes it. */
const isConfirmed = ({ consignments }: Decision): boolean => {
  const owed = consignments.flatMap((one) => one.obligations)
    .filter((one) => one.kind === 'tell-warehouse' && one.state.is !== 'not-owed');
  return owed.length > 0 && owed.every((one) => one.state.is === 'met');
};
