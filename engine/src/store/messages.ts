import { sql } from 'kysely';
import type { MessageContent } from '../core/model/decision.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type StoredMessage = {
  readonly position: number;
  readonly order: string;
  readonly consignment: string;
  readonly content: MessageContent;
  readonly acknowledgedAt: number | null;
};

export type NewMessage = {
  readonly party: 'warehouse' | 'channel';
  readonly partyName: string;
  readonly order: string;
  readonly consignment: string;
  readonly content: MessageContent;
};

/**
 * Puts messages into the mailboxes of warehouses and channels, each once. Writers wait for each
 * other until they commit: a position that appeared behind one already fetched would never be
 * heard of.
 */
export const saveMessages = async (tx: Tx, messages: readonly NewMessage[]): Promise<void> => {
  if (messages.length === 0) return;
  await sql`select pg_advisory_xact_lock(${mailboxLock})`.execute(tx);
  await tx
    .insertInto('message')
    .values(messages.map(({ party, partyName, order, consignment, content }) => ({
      message_id: content.id, party, party_name: partyName, order_id: order,
      consignment_id: consignment, kind: content.kind, content: json(content),
      written_at: content.at, acknowledged_at: null,
    })))
    .onConflict((clash) => clash.doNothing())
    .execute();
};

/** Messages to one party behind a position, in the order in which they were written. */
export const readMailbox = async (
  tx: Tx,
  party: 'warehouse' | 'channel',
  partyName: string,
  after: number,
  limit: number,
): Promise<readonly StoredMessage[]> => {
  const rows = await tx
    .selectFrom('message')
    .selectAll()
    .where('party', '=', party)
    .where('party_name', '=', partyName)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(asStored);
};

/** Any number will do that no other lock of this program has. */
const mailboxLock = 4_600_001;

/** What was written under these ids, which is what is sent, however often. */
export const readContents = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MessageContent>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('message').select(['message_id', 'content'])
    .where('message_id', 'in', [...ids]).execute();
  // Written by saveMessages from this type.
  return new Map(rows.map((row) => [row.message_id, row.content as MessageContent]));
};

export const findMessage = async (
  tx: Tx,
  party: 'warehouse' | 'channel',
  partyName: string,
  id: string,
): Promise<StoredMessage | null> => {
  const row = await tx
    .selectFrom('message')
    .selectAll()
    .where('message_id', '=', id)
    .where('party', '=', party)
    .where('party_name', '=', partyName)
    .executeTakeFirst();
  return row === undefined ? null : asStored(row);
};

/**
 * Orders that still owe these parties a word, and their parcels, in messages that they have not
 * taken in. Only the few messages that are not acknowledged are read, however many there ever were.
 */
export const countUntoldParcels = async (
  tx: Tx,
  party: 'warehouse' | 'channel',
  names: readonly string[],
): Promise<{ readonly orders: number; readonly parcels: number }> => {
  const owed = party === 'warehouse' ? 'warehouse_owed_since' : 'channel_owed_since';
  const { rows: [row] } = await sql<{ orders: number; parcels: number }>`
    select count(distinct order_id)::int as orders,
           count(distinct parcel ->> 'label')::int as parcels
      from message join dossier using (order_id)
     cross join lateral jsonb_array_elements(message.content -> 'parcels') as parcel
     where acknowledged_at is null and party = ${party}
       and party_name in (${sql.join(names.map((name) => sql`${name}`))})
       and ${sql.ref(`dossier.${owed}`)} is not null
       and dossier.waits_on is not null`.execute(tx);
  return row ?? { orders: 0, parcels: 0 };
};

export const saveAcknowledged = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx.updateTable('message').set({ acknowledged_at: at })
    .where('message_id', '=', id).where('acknowledged_at', 'is', null).execute();
};

const asStored = (row: {
  position: number; order_id: string; consignment_id: string; content: unknown;
  acknowledged_at: number | null;
}): StoredMessage => ({
  position: row.position,
  order: row.order_id,
  consignment: row.consignment_id,
  // Written by saveMessages from this type.
  content: row.content as MessageContent,
  acknowledgedAt: row.acknowledged_at,
});
