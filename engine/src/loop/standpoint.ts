import type { Contact, Contacts } from '../core/model/dossier.ts';
import { connectionName, type ConnectionName } from '../core/model/ids.ts';
import { latest, type Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { readThrough } from '../store/feeds.ts';
import { readPolicy } from '../store/policies.ts';
import type { Standpoint } from './decide-and-record.ts';

/** The policy in force and how fresh our picture of each connection is. */
export const readStandpoint = async (tx: Tx, now: Instant): Promise<Standpoint> => ({
  policy: await readPolicy(tx),
  contacts: await readContacts(tx),
  now,
});

const readContacts = async (tx: Tx): Promise<Contacts> => {
  const contacts: Record<ConnectionName, Contact> = {};
  for (const { connection, feed, through } of await readThrough(tx)) {
    const name = connectionName(connection);
    const known = contacts[name] ?? { ordersThrough: null, labelsThrough: null };
    contacts[name] = feed === 'labels'
      ? { ...known, labelsThrough: latest(through, known.labelsThrough) }
      : { ...known, ordersThrough: latest(through, known.ordersThrough) };
  }
  return contacts;
};
