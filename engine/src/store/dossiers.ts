import { sql } from 'kysely';
import { emptyDossier } from '../core/facts/absorb.ts';
import type { Decision } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import {
  channelName, orderId, type ChannelName, type ConsignmentId, type OrderId,
} from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { consignmentIdOf, orderIdOf } from './ids.ts';
import { json } from './json.ts';

export type StoredDossier = {
  readonly dossier: Dossier;
  readonly decision: Decision | null;
};

/**
 * The order's dossier, locked until the transaction ends; made when there is none yet. Whoever
 * holds it is the only one who changes this order.
 */
export const lockOrder = async (
  tx: Tx,
  channel: ChannelName,
  orderNumber: string,
  now: Instant,
): Promise<StoredDossier> => {
  const id = orderIdOf(channel, orderNumber);
  const fresh = emptyDossier(id, orderNumber, channel);
  await tx
    .insertInto('dossier')
    .values({
      order_id: id, order_number: orderNumber, channel, facts: json(fresh),
      look_again_at: null, decision: null, policy_version: null, decided_at: null,
      stage: 'received', waits_on: null, since_at: null, limit_at: null, exception: null,
      created_at: now, changed_at: now,
    })
    .onConflict((clash) => clash.doNothing())
    .execute();
  const stored = await lockDossier(tx, id);
  if (stored === null) throw new Error(`dossier ${id} vanished inside its own transaction`);
  return stored;
};

/** A known dossier, locked; null when there is none. */
export const lockDossier = async (tx: Tx, id: OrderId): Promise<StoredDossier | null> => {
  const row = await tx
    .selectFrom('dossier')
    .select(['facts', 'decision'])
    .where('order_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : asStored(row);
};

/**
 * Orders whose decision is due, locked, longest due first. Another worker's orders are skipped,
 * so that several decide side by side.
 */
export const claimDue = async (
  tx: Tx,
  now: Instant,
  limit: number,
): Promise<readonly StoredDossier[]> => {
  const rows = await tx
    .selectFrom('dossier')
    .select(['facts', 'decision'])
    .where('look_again_at', '<=', now)
    .orderBy('look_again_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(asStored);
};

export const saveFacts = async (tx: Tx, dossier: Dossier, now: Instant): Promise<void> => {
  await tx
    .updateTable('dossier')
    .set({ facts: json(dossier), changed_at: now })
    .where('order_id', '=', dossier.order)
    .execute();
};

/** Asks for a decision now; an order that is due earlier stays so. */
export const wake = async (tx: Tx, ids: readonly OrderId[], now: Instant): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .updateTable('dossier')
    .set({ look_again_at: sql<number>`least(coalesce(look_again_at, ${now}), ${now})` })
    .where('order_id', 'in', [...ids])
    .execute();
};

/** After a change of policy every order that is not finished is decided anew. */
export const wakeEverything = async (tx: Tx, now: Instant): Promise<void> => {
  await tx
    .updateTable('dossier')
    .set({ look_again_at: sql<number>`least(coalesce(look_again_at, ${now}), ${now})` })
    .execute();
};

export const earliestDue = async (tx: Tx): Promise<number | null> => {
  const row = await tx
    .selectFrom('dossier')
    .select((eb) => eb.fn.min('look_again_at').as('due'))
    .executeTakeFirst();
  return row?.due ?? null;
};

/** Orders that stand in ShipStation without a label. */
export const countInShipStation = async (tx: Tx): Promise<number> => {
  const row = await tx.selectFrom('dossier').select((eb) => eb.fn.countAll<number>().as('count'))
    .where('stage', '=', 'in-shipstation').executeTakeFirst();
  return row?.count ?? 0;
};

/** Which dossiers these consignments belong to. */
export const dossiersOf = async (
  tx: Tx,
  consignments: readonly ConsignmentId[],
): Promise<ReadonlyMap<ConsignmentId, OrderId>> => {
  if (consignments.length === 0) return new Map();
  const rows = await tx
    .selectFrom('consignment')
    .select(['consignment_id', 'order_id'])
    .where('consignment_id', 'in', [...consignments])
    .execute();
  const wanted = new Map(consignments.map((id): [string, ConsignmentId] => [id, id]));
  return new Map(
    rows.flatMap((row) => {
      const id = wanted.get(row.consignment_id);
      return id === undefined ? [] : [[id, orderId(row.order_id)] as const];
    }),
  );
};

/** Where a consignment has its dossier, whatever order number a later snapshot names. */
export const findConsignment = async (
  tx: Tx,
  warehouse: string,
  reference: string,
): Promise<{ order: OrderId; channel: ChannelName; orderNumber: string } | null> => {
  const row = await tx
    .selectFrom('consignment')
    .innerJoin('dossier', 'dossier.order_id', 'consignment.order_id')
    .select(['dossier.order_id', 'dossier.channel', 'dossier.order_number'])
    .where('consignment_id', '=', consignmentIdOf(warehouse, reference))
    .executeTakeFirst();
  return row === undefined ? null : {
    order: orderId(row.order_id),
    channel: channelName(row.channel),
    orderNumber: row.order_number,
  };
};

export const recordConsignment = async (
  tx: Tx,
  consignment: { id: ConsignmentId; order: OrderId; warehouse: string; reference: string },
): Promise<void> => {
  await tx
    .insertInto('consignment')
    .values({
      consignment_id: consignment.id,
      order_id: consignment.order,
      warehouse: consignment.warehouse,
      reference: consignment.reference,
    })
    .onConflict((clash) => clash.doNothing())
    .execute();
};

// We wrote these documents ourselves, from these types; a migration goes with every change.
const asStored = (row: { facts: unknown; decision: unknown }): StoredDossier => ({
  dossier: row.facts as Dossier,
  decision: row.decision as Decision | null,
});
