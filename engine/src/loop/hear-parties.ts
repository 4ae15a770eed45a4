/**
 * Takes in what a look at a warehouse or a channel showed, as if they had said it themselves. Their
 * orders are woken and decided on afterwards, since a page may show hundreds.
 */
import type { SeenOfParty } from '../contract/connector.ts';
import { saysTheSame } from '../core/facts/same-content.ts';
import type { ChannelOrder } from '../core/model/channel.ts';
import type { Dossier } from '../core/model/dossier.ts';
import { channelName, type OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import { saveUnreadable } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { homeOf, lockOrders, saveFacts, wake } from '../store/dossiers.ts';
import { readPolicy } from '../store/policies.ts';
import { saveSightings, type NewSighting } from '../store/sightings.ts';
import { hearAcknowledged } from './hear-acknowledged.ts';
import { hearChannelOrder } from './hear.ts';
import { foldSnapshot, lockSaid, type Placed, type Said } from './hear-snapshots.ts';

/** Answers the orders that learned something. What has no place by the policy is listed. */
export const hearParties = async (
  tx: Tx,
  connection: string,
  seen: readonly SeenOfParty[],
  now: Instant,
): Promise<readonly OrderId[]> => {
  const policy = await readPolicy(tx);
  const said: Said[] = [];
  const ordered: { readonly channel: string; readonly order: ChannelOrder }[] = [];
  const nowhere = new Set<string>();
  const acknowledged: string[] = [];
  for (const one of seen) {
    if (one.kind === 'acknowledgement') {
      acknowledged.push(one.message);
      continue;
    }
    const name = placeOf(policy, connection, one);
    if (name === null) nowhere.add(noPlace(one, connection));
    else if (one.kind === 'channel-order') ordered.push({ channel: name, order: one.order });
    else said.push({ warehouse: name, reference: one.reference, snapshot: one.snapshot });
  }
  const changed = [
    ...await hearAll(tx, said, now), ...await hearOrders(tx, ordered, now),
    ...await hearAcknowledged(tx, { policy, connection, acknowledged }, now),
  ];
  await saveUnreadable(tx, connection, now, [...nowhere]);
  await wake(tx, changed, now);
  return changed;
};

const hearOrders = async (
  tx: Tx,
  ordered: readonly { readonly channel: string; readonly order: ChannelOrder }[],
  now: Instant,
): Promise<readonly OrderId[]> => {
  // All at once and in the one order of locking, so that two processes never wait for each other.
  await lockOrders(tx, ordered.map(({ channel, order }) =>
    homeOf(channelName(channel), order.orderNumber)), now);
  const changed: OrderId[] = [];
  for (const { channel, order } of ordered) {
    const { stored, accepted } = await hearChannelOrder(tx, channel, order, now);
    if (accepted !== 'unchanged') changed.push(stored.dossier.order);
  }
  return changed;
};

/** Word after word of one order is folded into what the word before made of it. */
const hearAll = async (
  tx: Tx,
  said: readonly Said[],
  now: Instant,
): Promise<readonly OrderId[]> => {
  const { placed, orders } = await lockSaid(tx, said, now);
  const dossiers = new Map([...orders].map(([id, { dossier }]) => [id, dossier]));
  const changed = new Set<OrderId>();
  const told: NewSighting[] = [];
  for (const one of placed) {
    const before = dossiers.get(one.order);
    if (before === undefined || isNoNews(before, one)) continue;
    const { dossier, news } = foldSnapshot(before, one, now);
    if (news.length === 0) continue;
    dossiers.set(one.order, dossier);
    changed.add(one.order);
    told.push(...news);
  }
  await saveFacts(tx, [...changed].flatMap((id) => dossiers.get(id) ?? []), now);
  await saveSightings(tx, told);
  return [...changed];
};

/**
 * Looks come in order, so that one that shows the same under a later revision shows nothing new: a
 * warehouse without revisions of its own is given them by the look.
 */
const isNoNews = (dossier: Dossier, { said, consignment }: Placed): boolean => {
  const known = dossier.consignments[consignment]?.says ?? null;
  if (known === null || known.rival !== null || known.acceptsFrom !== null) return false;
  const { revision } = known.snapshot;
  return said.snapshot.revision > revision && saysTheSame({ ...said.snapshot, revision },
    known.snapshot);
};

/**
 * Our name of their warehouse or shop: the one whose `theirName` it is, or the only one on this
 * connection where the policy gives it none; null where the policy has no place for it.
 */
type Placeable = Exclude<SeenOfParty, { kind: 'acknowledgement' }>;

export const placeOf = (policy: Policy, connection: string, { kind, place }: Placeable) => {
  const all = Object.entries(kind === 'consignment' ? policy.warehouses : policy.channels)
    .filter(([, one]) => one.connection === connection);
  const byName = all.find(([, one]) => place !== null && one.theirName === place);
  const [only, another] = all;
  const isOnly = only !== undefined && another === undefined &&
    (place === null || (only[1].theirName ?? null) === null);
  return (byName ?? (isOnly ? only : undefined))?.[0] ?? null;
};

const noPlace = ({ kind, place }: Placeable, connection: string): string => {
  const what = kind === 'consignment' ? 'warehouse' : 'channel';
  return place === null
    ? `It does not say which ${what} it speaks of, and ${connection} serves none or several.`
    : `It speaks of “${place}”, which is the theirName of no ${what} on ${connection}: set it in ` +
      'the policy, and replay the period.';
};
