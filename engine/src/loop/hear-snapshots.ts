/**
 * What a warehouse says of its consignments, one or many in one transaction. Every order is locked
 * before anything of it is read, in the order of their ids, so that two batches that name the same
 * orders in opposite order never wait for each other.
 */
import { isOlderRevision } from '../core/facts/hear-warehouse.ts';
import { saysTheSame } from '../core/facts/same-content.ts';
import type { Dossier } from '../core/model/dossier.ts';
import {
  channelName, warehouseName, type ConsignmentId, type OrderId,
} from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { ConsignmentSnapshot } from '../core/model/warehouse.ts';
import type { Tx } from '../store/database.ts';
import {
  findConsignments, homeOf, lockOrders, recordConsignments, saveFacts, type Home,
  type StoredDossier,
} from '../store/dossiers.ts';
import { consignmentIdOf } from '../store/ids.ts';
import { saveSightings } from '../store/sightings.ts';
import { fold, type Acceptance, type Heard } from './hear.ts';

export type Said = {
  readonly warehouse: string;
  readonly reference: string;
  readonly snapshot: ConsignmentSnapshot;
};

/** Something said, and the order that it belongs to. */
export type Placed = {
  readonly said: Said;
  readonly consignment: ConsignmentId;
  readonly order: OrderId;
};

export type Locked = {
  /** As they were said. */
  readonly placed: readonly Placed[];
  readonly orders: ReadonlyMap<OrderId, StoredDossier>;
};

/** Finds the orders, makes those that are not known yet, and locks them until the end. */
export const lockSaid = async (
  tx: Tx,
  said: readonly Said[],
  now: Instant,
): Promise<Locked> => {
  const named = said.map((one) =>
    ({ said: one, consignment: consignmentIdOf(one.warehouse, one.reference) }));
  const known = await findConsignments(tx, named.map((one) => one.consignment));
  const homes = new Map<string, Home>(known);
  const fresh = new Map<string, { readonly said: Said; readonly consignment: ConsignmentId }>();
  for (const one of named) {
    // Of two words on a new consignment, the first gives it its home.
    if (homes.has(one.consignment)) continue;
    const { channel, orderNumber } = one.said.snapshot;
    homes.set(one.consignment, homeOf(channelName(channel), orderNumber));
    fresh.set(one.consignment, one);
  }
  const placed = named.flatMap((one): readonly Placed[] => {
    const home = homes.get(one.consignment);
    return home === undefined ? [] : [{ ...one, order: home.order }];
  });
  const orders = await lockOrders(tx, [...homes.values()], now);
  await recordConsignments(tx, placed
    .filter((one) => fresh.get(one.consignment)?.said === one.said)
    .map(({ said: { warehouse, reference }, consignment: id, order }) =>
      ({ id, order, warehouse, reference })));
  await refuseTwoHomes(tx, placed.filter((one) => fresh.has(one.consignment)));
  return { placed, orders };
};

/**
 * Two first words on one consignment, at the same time and under different order numbers: whoever
 * commits first gives it its home. The other begins anew and finds it (40001 repeats the work).
 */
const refuseTwoHomes = async (tx: Tx, fresh: readonly Placed[]): Promise<void> => {
  const homes = await findConsignments(tx, fresh.map((one) => one.consignment));
  const moved = fresh.find((one) => homes.get(one.consignment)?.order !== one.order);
  if (moved === undefined) return;
  const { reference, warehouse } = moved.said;
  throw Object.assign(
    new Error(`${reference} of ${warehouse} found its home meanwhile`), { code: '40001' });
};

/** What one snapshot makes of the dossier it belongs to. */
export const foldSnapshot = (
  dossier: Dossier,
  { said: { warehouse, reference, snapshot }, consignment }: Placed,
  now: Instant,
): ReturnType<typeof fold> & { readonly accepted: Acceptance } => {
  const before = dossier.consignments[consignment]?.says ?? null;
  const folded = fold(dossier, [{
    kind: 'warehouse-says', consignment, warehouse: warehouseName(warehouse), reference, snapshot,
    arrivedAt: now,
  }], now);
  const after = folded.dossier.consignments[consignment]?.says ?? null;
  const accepted = isOlderRevision(before, snapshot.revision) ? 'older-revision'
    : after?.rival !== null ? 'conflicting'
    : before !== null && saysTheSame(before.snapshot, snapshot) ? 'unchanged' : 'new';
  return { ...folded, accepted };
};

/** One snapshot, written and not yet decided on. */
export const hearSnapshot = async (tx: Tx, said: Said, now: Instant): Promise<Heard> => {
  const { placed: [placed], orders } = await lockSaid(tx, [said], now);
  const stored = placed === undefined ? undefined : orders.get(placed.order);
  if (placed === undefined || stored === undefined) throw new Error('what was said got lost');
  const { dossier, news, accepted } = foldSnapshot(stored.dossier, placed, now);
  if (dossier !== stored.dossier) await saveFacts(tx, [dossier], now);
  await saveSightings(tx, news);
  return { stored: { ...stored, dossier }, heard: dossier, accepted };
};
