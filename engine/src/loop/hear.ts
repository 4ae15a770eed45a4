/**
 * Takes in what was seen: finds the dossiers it bears on, folds it into their facts and keeps it
 * as history. What says nothing new is not written.
 */
import type { Seen } from '../contract/connector.ts';
import { absorb } from '../core/facts/absorb.ts';
import { isOlderRevision } from '../core/facts/hear-warehouse.ts';
import { sameContent } from '../core/facts/same-content.ts';
import type { ChannelOrder } from '../core/model/channel.ts';
import type { Dossier } from '../core/model/dossier.ts';
import {
  channelName, readKey, warehouseName, type ConsignmentId, type OrderId,
} from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Sighting } from '../core/model/sighting.ts';
import type { ConsignmentSnapshot } from '../core/model/warehouse.ts';
import type { Tx } from '../store/database.ts';
import {
  dossiersOf, findConsignment, lockDossier, lockOrder, recordConsignment, saveFacts, wake,
  type StoredDossier,
} from '../store/dossiers.ts';
import { consignmentIdOf } from '../store/ids.ts';
import { saveSightings } from '../store/sightings.ts';

export type Acceptance = 'new' | 'unchanged' | 'older-revision' | 'conflicting';

export type Heard = { readonly stored: StoredDossier; readonly accepted: Acceptance };

/** A warehouse says how a consignment stands. The order's lock is held from here on. */
export const hearSnapshot = async (
  tx: Tx,
  said: { warehouse: string; reference: string; snapshot: ConsignmentSnapshot },
  now: Instant,
): Promise<Heard> => {
  const { warehouse, reference, snapshot } = said;
  const known = await findConsignment(tx, warehouse, reference);
  const stored = await lockOrder(
    tx, known?.channel ?? channelName(snapshot.channel), known?.orderNumber ?? snapshot.orderNumber,
    now);
  const id = consignmentIdOf(warehouse, reference);
  if (known === null) {
    await recordConsignment(tx, { id, order: stored.dossier.order, warehouse, reference });
    await refuseTwoHomes(tx, said, stored.dossier.order);
  }
  const before = stored.dossier.consignments[id]?.says ?? null;
  const sighting: Sighting = {
    kind: 'warehouse-says', consignment: id, warehouse: warehouseName(warehouse), reference,
    snapshot, arrivedAt: now,
  };
  const dossier = await take(tx, stored.dossier, [sighting], now);
  const after = dossier.consignments[id]?.says ?? null;
  const isOlder = isOlderRevision(before, snapshot.revision);
  const accepted = isOlder ? 'older-revision'
    : after?.rival !== null ? 'conflicting'
    : sameContent(before?.snapshot ?? null, snapshot) ? 'unchanged' : 'new';
  return { stored: { ...stored, dossier }, accepted };
};

/**
 * Two first words on one consignment, at the same time and under different order numbers: whoever
 * commits first gives it its home. The other begins anew and finds it (40001 repeats the work).
 */
const refuseTwoHomes = async (
  tx: Tx,
  { warehouse, reference }: { warehouse: string; reference: string },
  order: OrderId,
): Promise<void> => {
  const home = await findConsignment(tx, warehouse, reference);
  if (home?.order === order) return;
  throw Object.assign(
    new Error(`${reference} of ${warehouse} found its home meanwhile`), { code: '40001' });
};

/** A channel says how an order stands. */
export const hearChannelOrder = async (
  tx: Tx,
  channel: string,
  order: ChannelOrder,
  now: Instant,
): Promise<Heard> => {
  const stored = await lockOrder(tx, channelName(channel), order.orderNumber, now);
  const before = stored.dossier.channelSays;
  const dossier = await take(
    tx, stored.dossier, [{ kind: 'channel-says', order, arrivedAt: now }], now);
  const accepted = before === null || order.revision > before.order.revision ? 'new'
    : order.revision < before.order.revision ? 'older-revision'
    : sameContent(before.order, order) ? 'unchanged' : 'conflicting';
  return { stored: { ...stored, dossier }, accepted };
};

/**
 * A look or a reply showed orders and labels of ShipStation: each goes to every dossier it names.
 */
export const hearSeen = async (
  tx: Tx,
  seen: readonly Seen[],
  seenAt: Instant,
  now: Instant,
): Promise<readonly OrderId[]> => {
  const named = seen.map((one) => ({ one, consignments: consignmentsNamed(one) }));
  const homes = await dossiersOf(tx, [...new Set(named.flatMap((n) => n.consignments))]);
  const byDossier = new Map<OrderId, Sighting[]>();
  for (const { one, consignments } of named) {
    for (const consignment of consignments) {
      const home = homes.get(consignment);
      if (home === undefined) continue;
      const sightings = byDossier.get(home) ?? [];
      const sighting = asSighting(one, consignment, seenAt);
      if (sighting !== null) byDossier.set(home, [...sightings, sighting]);
    }
  }
  const changed: OrderId[] = [];
  // Always in the same order, so that two processes never wait for each other.
  for (const home of [...byDossier.keys()].toSorted()) {
    const stored = await lockDossier(tx, home);
    if (stored === null) continue;
    const after = await take(tx, stored.dossier, byDossier.get(home) ?? [], now);
    if (after !== stored.dossier) changed.push(home);
  }
  await wake(tx, changed, now);
  return changed;
};

/** Folds sightings into a locked dossier and writes those that changed it. */
export const take = async (
  tx: Tx,
  dossier: Dossier,
  sightings: readonly Sighting[],
  now: Instant,
): Promise<Dossier> => {
  let so = dossier;
  const news: { sighting: Sighting; at: number }[] = [];
  for (const sighting of sightings) {
    const after = absorb(so, sighting);
    if (tellsNothingNew(so, after, sighting)) continue;
    so = after;
    news.push({ sighting, at: now });
  }
  if (so === dossier) return dossier;
  await saveFacts(tx, so, now);
  await saveSightings(tx, dossier.order, news);
  return so;
};

/** The same order or label seen again only moves "seen at", which the feed's cursor tells too. */
const tellsNothingNew = (before: Dossier, after: Dossier, sighting: Sighting): boolean => {
  if (before === after) return true;
  switch (sighting.kind) {
    case 'shipstation-order': {
      const of = (one: Dossier) =>
        one.consignments[sighting.consignment]?.orders[sighting.order.id];
      return sameContent(of(before)?.order, of(after)?.order) && of(before)?.goneAt === null;
    }
    case 'label': {
      const of = (one: Dossier) =>
        one.consignments[sighting.consignment]?.labels[sighting.label.id];
      return sameContent(of(before)?.label, of(after)?.label);
    }
    default:
      return sameContent(before, after);
  }
};

const consignmentsNamed = (seen: Seen): readonly ConsignmentId[] => {
  // One that is gone shows no lines any more: only who asked for it knows whose it was.
  if (seen.kind === 'channel-order' || seen.kind === 'shipstation-order-gone') return [];
  const keys = seen.kind === 'shipstation-order'
    ? [seen.order.key, ...seen.order.lines.map((one) => one.key)]
    : [seen.label.orderKey, ...seen.label.lines.map((one) => one.key)];
  const named = keys.flatMap((key) => {
    const ours = key === null ? null : readKey(key);
    return ours === null ? [] : [ours.consignment];
  });
  return [...new Set(named)];
};

export const asSighting = (
  seen: Seen,
  consignment: ConsignmentId,
  seenAt: Instant,
): Sighting | null => {
  switch (seen.kind) {
    case 'shipstation-order':
      return { kind: 'shipstation-order', consignment, order: seen.order, seenAt };
    case 'shipstation-order-gone':
      return { kind: 'shipstation-order-gone', consignment, order: seen.order, at: seenAt };
    case 'label':
      return { kind: 'label', consignment, label: seen.label, seenAt };
    case 'channel-order':
      return null;
    default:
      return seen satisfies never;
  }
};
