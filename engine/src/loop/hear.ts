/**
 * Takes in what was heard and seen: finds the dossiers it bears on, folds it into their facts and
 * keeps it as history. What says nothing new is not written.
 */
import type { Seen, SeenInAccount } from '../contract/connector.ts';
import { absorb } from '../core/facts/absorb.ts';
import { sameContent, saysTheSame } from '../core/facts/same-content.ts';
import type { ChannelOrder } from '../core/model/channel.ts';
import type { Dossier } from '../core/model/dossier.ts';
import {
  channelName, readKey, type ConsignmentId, type OrderId, type ShipStationOrderId,
} from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Sighting } from '../core/model/sighting.ts';
import { bearersOf, saveBearers, type Bearing } from '../store/bearers.ts';
import type { Tx } from '../store/database.ts';
import {
  dossiersOf, lockDossiers, lockOrder, readFacts, saveFacts, wake,
} from '../store/dossiers.ts';
import { readPolicy } from '../store/policies.ts';
import { keepUnclaimed } from '../store/unclaimed.ts';
import { claimantsOf, strayIn } from './strays.ts';
import type { ToDecide } from './decide-and-record.ts';
import { readGoingLive } from './going-live/stance.ts';
import { saveSightings, type NewSighting } from '../store/sightings.ts';

export type Acceptance = 'new' | 'unchanged' | 'older-revision' | 'conflicting';

/** What is stored and locked, and what it has become by what was heard. */
export type Heard = ToDecide & { readonly accepted: Acceptance };

/** A channel says how an order stands. The order's lock is held from here on. */
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
    : saysTheSame(before.order, order) ? 'unchanged' : 'conflicting';
  return { stored: { ...stored, dossier }, heard: dossier, accepted };
};

export type HeardAt = { readonly seenAt: Instant; readonly now: Instant };

/** Orders and labels of ShipStation: each goes to every dossier it names. */
export const hearAccount = async (
  tx: Tx,
  connection: string,
  seen: readonly SeenInAccount[],
  { seenAt, now }: HeardAt,
): Promise<readonly OrderId[]> => {
  const named = await consignmentsBorne(tx, connection, seen);
  const homes = await dossiersOf(tx, [...new Set(named.flatMap((n) => n.consignments))]);
  const byDossier = new Map<OrderId, Sighting[]>();
  const borne: Bearing[] = [];
  for (const { one, consignments } of named) {
    for (const consignment of consignments) {
      const home = homes.get(consignment);
      if (home === undefined) continue;
      // What stands on our own shelf alone is nothing that could be asked for there.
      if (one.kind === 'shipstation-order' && one.order.shelf === undefined) {
        borne.push({ order: one.order.id, consignment });
      }
      const sightings = byDossier.get(home) ?? [];
      const sighting = asSighting(one, consignment, seenAt);
      if (sighting !== null) byDossier.set(home, [...sightings, sighting]);
    }
  }
  await saveBearers(tx, connection, borne);
  await keepStrays(tx, connection, named, seenAt);
  const withNews = await dossiersWithNews(tx, byDossier);
  // Locked always in the same order, so that two processes never wait for each other.
  const locked = await lockDossiers(tx, withNews);
  const changed = await takeAll(tx, [...locked].map(([home, { dossier }]) =>
    ({ dossier, sightings: byDossier.get(home) ?? [] })), now);
  await wake(tx, changed, now);
  return changed;
};

/** Which consignments each bears on, by our keys in it or by what was seen in its order before. */
export const consignmentsBorne = async (
  tx: Tx,
  connection: string,
  seen: readonly SeenInAccount[],
): Promise<readonly {
  readonly one: SeenInAccount; readonly consignments: readonly ConsignmentId[];
}[]> => {
  const bearers = await bearersOf(tx, connection, seen.flatMap(orderWithoutKey));
  return seen.map((one) => ({
    one,
    consignments: [
      ...consignmentsNamed(one),
      ...orderWithoutKey(one).flatMap((order) => bearers.get(order) ?? []),
    ],
  }));
};

/**
 * A look reads again behind its cursor, so that most of what it shows has been seen before. What
 * facts hold already they still hold after whatever comes in meanwhile: only orders for which
 * there is news are locked.
 */
const dossiersWithNews = async (
  tx: Tx,
  byDossier: ReadonlyMap<OrderId, readonly Sighting[]>,
): Promise<readonly OrderId[]> => {
  const known = await readFacts(tx, [...byDossier.keys()]);
  return [...byDossier].flatMap(([home, sightings]) => {
    const facts = known.get(home);
    const isNews = facts !== undefined && sightings.some((one) =>
      !tellsNothingNew(facts, absorb(facts, one), one));
    return isNews ? [home] : [];
  });
};

/** What sightings make of a dossier, and which of them tell something new. */
export const fold = (
  dossier: Dossier,
  sightings: readonly Sighting[],
  now: Instant,
): { readonly dossier: Dossier; readonly news: readonly NewSighting[] } => {
  let so = dossier;
  const news: NewSighting[] = [];
  for (const sighting of sightings) {
    const after = absorb(so, sighting);
    if (tellsNothingNew(so, after, sighting)) continue;
    so = after;
    news.push({ order: dossier.order, sighting, at: now });
  }
  return { dossier: so, news };
};

/** Folds sightings into a locked dossier and writes those that changed it. */
export const take = async (
  tx: Tx,
  dossier: Dossier,
  sightings: readonly Sighting[],
  now: Instant,
): Promise<Dossier> => {
  const folded = fold(dossier, sightings, now);
  if (folded.dossier === dossier) return dossier;
  await saveFacts(tx, [folded.dossier], now);
  await saveSightings(tx, folded.news);
  return folded.dossier;
};

/** The same for many dossiers; answers which of them changed. */
export const takeAll = async (
  tx: Tx,
  taken: readonly { readonly dossier: Dossier; readonly sightings: readonly Sighting[] }[],
  now: Instant,
): Promise<readonly OrderId[]> => {
  const changed = taken.flatMap(({ dossier, sightings }) => {
    const folded = fold(dossier, sightings, now);
    return folded.dossier === dossier ? [] : [folded];
  });
  await saveFacts(tx, changed.map((one) => one.dossier), now);
  await saveSightings(tx, changed.flatMap((one) => one.news));
  return changed.map((one) => one.dossier.order);
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
    case 'mark': {
      const of = (one: Dossier) =>
        one.consignments[sighting.consignment]?.marks?.[sighting.mark.id];
      return sameContent(of(before)?.mark, of(after)?.mark);
    }
    default:
      return sameContent(before, after);
  }
};

const consignmentsNamed = (seen: SeenInAccount): readonly ConsignmentId[] => {
  // A mark, and an order that is gone, name neither lines nor a key.
  if (seen.kind === 'mark' || seen.kind === 'shipstation-order-gone') return [];
  const keys = seen.kind === 'shipstation-order'
    ? [seen.order.key, ...seen.order.lines.map((one) => one.key)]
    : [seen.label.orderKey, ...seen.label.lines.map((one) => one.key)];
  const named = keys.flatMap((key) => {
    const ours = key === null ? null : readKey(key);
    return ours === null ? [] : [ours.consignment];
  });
  return [...new Set(named)];
};

/** By which order it is known whose it is, where it bears no key of ours. */
const orderWithoutKey = (seen: SeenInAccount): readonly ShipStationOrderId[] => {
  if (consignmentsNamed(seen).length > 0) return [];
  switch (seen.kind) {
    case 'shipstation-order': return [seen.order.id];
    case 'label': return seen.label.order === null ? [] : [seen.label.order];
    // A mark names neither lines nor a key, only the order that it is on.
    case 'mark': return seen.mark.order === null ? [] : [seen.mark.order];
    case 'shipstation-order-gone': return [seen.order];
    default: return seen satisfies never;
  }
};

/** What is nobody's yet may be somebody's as soon as the warehouse speaks of it. */
const keepStrays = async (
  tx: Tx,
  connection: string,
  named: readonly {
    readonly one: SeenInAccount; readonly consignments: readonly ConsignmentId[];
  }[],
  seenAt: Instant,
): Promise<void> => {
  const nobodys = named.flatMap(({ one, consignments }) =>
    (consignments.length > 0 ? [] : strayIn(one, connection, seenAt)));
  if (nobodys.length === 0) return;
  if (claimantsOf(await readPolicy(tx), await readGoingLive(tx), connection).length === 0) return;
  await keepUnclaimed(tx, nobodys);
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
    case 'mark':
      return { kind: 'mark', consignment, mark: seen.mark, seenAt };
    // What a party says of its own belongs to the order it names, whoever was asked about what.
    case 'consignment':
    case 'channel-order':
    case 'acknowledgement':
      return null;
    default:
      return seen satisfies never;
  }
};
