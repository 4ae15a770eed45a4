import type { Circumstances, Contact } from '../core/model/dossier.ts';
import { connectionName, type ConnectionName } from '../core/model/ids.ts';
import { later, latest, type Instant } from '../core/model/instant.ts';
import { countLately } from '../store/attempts.ts';
import type { Tx } from '../store/database.ts';
import { countInShipStation } from '../store/dossiers.ts';
import { readThrough } from '../store/feeds.ts';
import { readPolicy } from '../store/policies.ts';
import type { Standpoint } from './decide-and-record.ts';

/** The guard looks back this far, in milliseconds. */
const lately = 600_000;

/** The policy in force, how fresh our picture of each connection is, and what was done lately. */
export const readStandpoint = async (tx: Tx, now: Instant): Promise<Standpoint> => ({
  policy: await readPolicy(tx),
  circumstances: await readCircumstances(tx, now),
  now,
});

const readCircumstances = async (tx: Tx, now: Instant): Promise<Circumstances> => {
  const contacts: Record<ConnectionName, Contact> = {};
  const openOrders = await countInShipStation(tx);
  const unseen: Contact = {
    ordersThrough: null, labelsThrough: null, lately: { withdrawals: 0, voids: 0 }, openOrders,
    paused: [],
  };
  for (const { connection, feed, through } of await readThrough(tx)) {
    const name = connectionName(connection);
    const known = contacts[name] ?? unseen;
    contacts[name] = { ...known, ...shownBy(feed, through, known) };
  }
  for (const { connection, withdrawals, voids } of await countLately(tx, later(now, -lately))) {
    const name = connectionName(connection);
    contacts[name] = { ...(contacts[name] ?? unseen), lately: { withdrawals, voids } };
  }
  return { contacts, stock: {} };
};

/** Other feeds, such as that of voids, are no look at orders or at labels as they were made. */
const shownBy = (feed: string, through: Instant, known: Contact): Partial<Contact> => {
  switch (feed) {
    case 'orders':
      return { ordersThrough: latest(through, known.ordersThrough) };
    case 'labels':
      return { labelsThrough: latest(through, known.labelsThrough) };
    default:
      return {};
  }
};
