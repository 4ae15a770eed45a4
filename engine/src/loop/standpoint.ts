import type { Circumstances, Contact } from '../core/model/dossier.ts';
import type { Policy, Safeguards } from '../core/policy/policy.ts';
import { connectionName, type ConnectionName } from '../core/model/ids.ts';
import { later, latest, type Instant } from '../core/model/instant.ts';
import { countLately } from '../store/attempts.ts';
import type { Tx } from '../store/database.ts';
import { countInShipStation } from '../store/dossiers.ts';
import { readThrough } from '../store/feeds.ts';
import { readStops } from '../store/guard-plans.ts';
import { readPolicy } from '../store/policies.ts';
import { readStandstills } from './standstills.ts';
import { readGoingLive } from './going-live/stance.ts';
import type { Standpoint } from './decide-and-record.ts';

/** The guard looks back this far, in milliseconds. */
const lately = 600_000;

/** The policy in force, how fresh our picture of each connection is, and what was done lately. */
export const readStandpoint = async (tx: Tx, now: Instant): Promise<Standpoint> => {
  const policy = await readPolicy(tx);
  return { policy, circumstances: await readCircumstances(tx, policy, now), now };
};

/** From so many open orders on, the guard's share is no less than its fixed bound. */
const openThatMatter = ({ withdrawals, withdrawalsPercent }: Safeguards): number =>
  withdrawalsPercent === 0 ? 0 : Math.ceil((withdrawals * 100) / withdrawalsPercent);

const readCircumstances = async (
  tx: Tx,
  policy: Policy,
  now: Instant,
): Promise<Circumstances> => {
  const contacts: Record<ConnectionName, Contact> = {};
  const unseen: Contact = {
    ordersThrough: null, labelsThrough: null, labelsTwiceThrough: null,
    lately: { withdrawals: 0, voids: 0 }, openOrders: 0, paused: [], silence: null, standstills: [],
  };
  for (const { connection, feed, through, twiceThrough } of await readThrough(tx)) {
    const name = connectionName(connection);
    const known = contacts[name] ?? unseen;
    contacts[name] = { ...known, ...shownBy(feed, { through, twiceThrough }, known) };
  }
  for (const { connection, withdrawals, voids } of await countLately(tx, later(now, -lately))) {
    const name = connectionName(connection);
    contacts[name] = { ...(contacts[name] ?? unseen), lately: { withdrawals, voids } };
  }
  for (const [name, still] of Object.entries(await readStandstills(tx, now))) {
    const connection = connectionName(name);
    contacts[connection] = { ...(contacts[connection] ?? unseen), ...still };
  }
  for (const { connection, count } of await countOpen(tx, policy)) {
    const name = connectionName(connection);
    contacts[name] = { ...(contacts[name] ?? unseen), openOrders: count };
  }
  for (const { connection, effect, count } of await readStops(tx)) {
    const name = connectionName(connection);
    const known = contacts[name] ?? unseen;
    contacts[name] = { ...known, stopped: [...(known.stopped ?? []), { effect, count }] };
  }
  return { contacts, stock: {}, goingLive: await readGoingLive(tx) };
};

/** By account where there are several: with one it is all that stand. */
const countOpen = async (
  tx: Tx,
  { warehouses, safeguards }: Policy,
): Promise<readonly { readonly connection: string; readonly count: number }[]> => {
  const accounts = [...new Set(Object.values(warehouses).map((one) => one.shipstation))];
  const counts = [];
  for (const connection of accounts) {
    const count = await countInShipStation(
      tx, openThatMatter(safeguards), accounts.length > 1 ? connection : null);
    counts.push({ connection, count });
  }
  return counts;
};

/** Other feeds, such as that of voids, are no look at orders or at labels as they were made. */
const shownBy = (
  feed: string,
  { through, twiceThrough }: { readonly through: Instant; readonly twiceThrough: Instant | null },
  known: Contact,
): Partial<Contact> => {
  switch (feed) {
    case 'orders':
      return { ordersThrough: latest(through, known.ordersThrough) };
    case 'labels':
      return {
        labelsThrough: latest(through, known.labelsThrough), labelsTwiceThrough: twiceThrough,
      };
    default:
      return {};
  }
};
