/** What became of each message: the newest try to send it, and whether it was taken in. */
import { sql } from 'kysely';
import type { MessageContent } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import type { Tx } from './database.ts';

export const deliveryStates = [
  'waiting', 'under-way', 'failing', 'delivered', 'dead', 'acknowledged',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type Delivery = {
  readonly position: number;
  readonly party: 'warehouse' | 'channel';
  readonly partyName: string;
  readonly order: string;
  readonly consignment: string;
  readonly content: MessageContent;
  readonly acknowledgedAt: number | null;
  readonly state: DeliveryState;
  readonly facts: Dossier;
};

export type DeliveriesAsked = {
  readonly state: DeliveryState | null;
  readonly party: 'warehouse' | 'channel' | null;
  readonly partyName: string | null;
  readonly after: number;
  readonly limit: number;
  /** One message by its id; null for all. */
  readonly id: string | null;
};

/** What a state says of a message alone, so that an index leaves out the many others. */
const all = sql``;
const unacknowledged = sql`and m.acknowledged_at is null`;
const narrowed: Readonly<Record<DeliveryState, typeof all>> = {
  'waiting': unacknowledged,
  'under-way': unacknowledged,
  'failing': unacknowledged,
  'delivered': unacknowledged,
  'acknowledged': sql`and m.acknowledged_at is not null`,
  'dead': sql`and m.acknowledged_at is null and m.message_id = any(array(
    select about from attempt
     where outcome = 'refused' and operation in ('tell-warehouse', 'tell-channel')))`,
};

/**
 * In the order in which they were written. Dead is what the other side refused: it is not sent
 * again by itself. Without an answer it is, for as long as it takes.
 */
export const listDeliveries = async (
  tx: Tx,
  { state, party, partyName, after, limit, id }: DeliveriesAsked,
): Promise<readonly Delivery[]> => {
  const { rows } = await sql<{
    position: number; party: Delivery['party']; party_name: string; order_id: string;
    consignment_id: string; content: unknown; acknowledged_at: number | null; state: DeliveryState;
    facts: unknown;
  }>`
    select * from (
      select m.position, m.party, m.party_name, m.order_id, m.consignment_id, m.content,
             m.acknowledged_at, d.facts,
             case when m.acknowledged_at is not null then 'acknowledged'
                  when i.intent_id is not null and t.attempt_id is null then 'waiting'
                  when t.attempt_id is null then 'waiting'
                  when t.outcome is null then 'under-way'
                  when t.outcome = 'refused' and i.intent_id is not null then 'waiting'
                  when t.outcome = 'refused' then 'dead'
                  when t.outcome = 'done' then 'delivered'
                  else 'failing' end as state
        from message m
        join dossier d on d.order_id = m.order_id
        left join lateral (
          select attempt_id, outcome from attempt
           where attempt.order_id = m.order_id and attempt.about = m.message_id
           order by begun_at desc limit 1) t on true
        left join intent i on i.order_id = m.order_id and i.about = m.message_id
       where m.position > ${after}
         and (${party}::text is null or m.party = ${party})
         and (${partyName}::text is null or m.party_name = ${partyName})
         and (${id}::text is null or m.message_id = ${id})
         ${state === null ? all : narrowed[state]}
    ) as delivery
    where ${state}::text is null or state = ${state}
    order by position limit ${limit}`.execute(tx);
  return rows.map((row) => ({
    position: row.position, party: row.party, partyName: row.party_name, order: row.order_id,
    consignment: row.consignment_id, acknowledgedAt: row.acknowledged_at, state: row.state,
    // Written by saveMessage and saveFacts from these types.
    content: row.content as MessageContent, facts: row.facts as Dossier,
  }));
};
