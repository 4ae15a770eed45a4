/**
 * A bench asks for the label of a parcel. Its word is kept as a fact only if nothing is in the way
 * and the account has calls to spare; asked again, it is the same word.
 */
import { absorb } from '../core/facts/absorb.ts';
import { askedFor } from '../core/facts/parcels.ts';
import { benchView, type BenchView } from '../core/decide/bench.ts';
import type { Dossier } from '../core/model/dossier.ts';
import { warehouseName, type ConsignmentId } from '../core/model/ids.ts';
import type { Sighting } from '../core/model/sighting.ts';
import { ownMember, warehousePolicy, type Policy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { lockDossier, findConsignment } from '../store/dossiers.ts';
import { consignmentIdOf } from '../store/ids.ts';
import { countInLane } from '../store/intents.ts';
import { readPolicy } from '../store/policies.ts';
import { readOrder } from '../store/reading.ts';
import { readBudget } from './budget.ts';
import { decideAndRecord, type Standpoint } from './decide-and-record.ts';
import { decideSafely } from './decide-safely.ts';
import { take } from './hear.ts';
import { lanes } from './lanes.ts';
import { readStandpoint } from './standpoint.ts';
import type { Surroundings } from './surroundings.ts';

export type Bench = { readonly warehouse: string; readonly reference: string };

/** How many labels an account can make in a minute at most, and how long the next one takes. */
export type LabelCapacity = { readonly perMinute: number; readonly waitSeconds: number };

export type BenchState = {
  readonly dossier: Dossier;
  readonly consignment: ConsignmentId;
  readonly policy: Policy;
  readonly view: BenchView | { readonly is: 'full' };
  readonly capacity: LabelCapacity | null;
};

/** No bench waits longer than this, in seconds; asked again, it is told how it stands. */
export const benchWaitsAtMost = 25;

/** Null while nobody has spoken of the consignment. */
export const askForLabel = async (
  tx: Tx,
  surroundings: Surroundings,
  { warehouse, reference }: Bench,
  parcel: string,
): Promise<BenchState | null> => {
  const now = surroundings.now();
  const known = await findConsignment(tx, warehouse, reference);
  const stored = known === null ? null : await lockDossier(tx, known.order);
  const id = consignmentIdOf(warehouse, reference);
  const facts = stored?.dossier.consignments[id];
  if (stored === null || facts === undefined || facts.says === null) return null;
  const standpoint = await readStandpoint(tx, now);
  const capacity = await labelCapacity(tx, surroundings, standpoint.policy, warehouse);
  const state = { dossier: stored.dossier, consignment: id, policy: standpoint.policy, capacity };
  const asked: Sighting = { kind: 'label-asked', consignment: id, parcel, at: now };
  const view = viewWith(absorb(stored.dossier, asked), id, parcel, standpoint);
  const isKnown = askedFor({ facts, snapshot: facts.says.snapshot }, parcel) !== null;
  if (view.is !== 'going' || isKnown) return { ...state, view };
  if (capacity !== null && capacity.waitSeconds > benchWaitsAtMost) {
    return { ...state, view: { is: 'full' } };
  }
  const dossier = await take(tx, stored.dossier, [asked], now);
  await decideAndRecord(tx, { ...stored, dossier }, standpoint);
  return { ...state, dossier, view };
};

/** How it stands now, without asking anew. */
export const seeForBench = async (
  tx: Tx,
  surroundings: Surroundings,
  { warehouse, reference }: Bench,
  parcel: string,
): Promise<BenchState | null> => {
  const known = await findConsignment(tx, warehouse, reference);
  const stored = known === null ? null : await readOrder(tx, known.order);
  if (stored === null) return null;
  const standpoint = await readStandpoint(tx, surroundings.now());
  const id = consignmentIdOf(warehouse, reference);
  return {
    dossier: stored.dossier, consignment: id, policy: standpoint.policy,
    view: viewWith(stored.dossier, id, parcel, standpoint),
    capacity: await labelCapacity(tx, surroundings, standpoint.policy, warehouse),
  };
};

const viewWith = (
  dossier: Dossier,
  id: ConsignmentId,
  parcel: string,
  { policy, circumstances, now }: Standpoint,
): BenchView => benchView(
  {
    dossier, policy, circumstances, now,
    decision: decideSafely(dossier, policy, circumstances, now),
  }, { id }, parcel);

/** By the budget of the account that the warehouse ships with, and what waits before. */
const labelCapacity = async (
  tx: Tx,
  surroundings: Surroundings,
  policy: Policy,
  warehouse: string,
): Promise<LabelCapacity | null> => {
  const its = warehousePolicy(policy, warehouseName(warehouse));
  return its === null
    ? null : capacityOf(tx, surroundings, its.shipstation, its.parcels ?? 'together');
};

export const capacityOf = async (
  tx: Tx,
  { connectors, wireNow }: Surroundings,
  connection: string,
  parcels: 'together' | 'each',
): Promise<LabelCapacity | null> => {
  const policy = await readPolicy(tx);
  const connector = ownMember(policy.connections, connection)?.connector ?? '';
  const manifest = ownMember(connectors, connector)?.manifest;
  const purchase = manifest?.operations['buy-label'];
  if (manifest === undefined || purchase === undefined) return null;
  const calls = purchase.costInCalls +
    (parcels === 'each' ? (manifest.operations['create-order']?.costInCalls ?? 1) : 0);
  const budget = await readBudget(tx, connection, manifest, wireNow(), {
    calls, isForHarm: false, labelsUnlooked: null,
  });
  if (budget === null || budget.windowMilliseconds === 0) return null;
  const perMinute = Math.floor(budget.limit * 60_000 / budget.windowMilliseconds / calls);
  const ahead = await countInLane(tx, connection, lanes.labelOnDemand);
  const closedSeconds = Math.max(0, budget.openAt - wireNow()) / 1_000;
  const queueSeconds = perMinute === 0 ? 60 : ahead * 60 / perMinute;
  // Calls that are free just now need no waiting; beyond them the queue does.
  const isRoom = (ahead + 1) * calls <= budget.limit - budget.used;
  return {
    perMinute,
    waitSeconds: Math.ceil(isRoom ? closedSeconds : Math.max(closedSeconds, queueSeconds)),
  };
};
