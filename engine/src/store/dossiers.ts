import { sql } from 'kysely';
import { emptyDossier } from '../core/facts/absorb.ts';
import type { Decision } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import {
  channelName, consignmentId, orderId, warehouseName, type ChannelName, type ConsignmentId,
  type OrderId, type WarehouseName,
} from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import { saveStanding } from './bearers.ts';
import type { Tx } from './database.ts';
import { consignmentIdOf, orderIdOf } from './ids.ts';
import { json } from './json.ts';
import { placedIn } from './placed.ts';

export type StoredDossier = {
  readonly dossier: Dossier;
  readonly decision: Decision | null;
};

/** By its row, whatever its facts say. */
export type DueOrder = StoredDossier & { readonly order: OrderId; readonly dueAt: Instant };

/** Where an order's dossier is found: by its channel and its number there. */
export type Home = {
  readonly order: OrderId;
  readonly channel: ChannelName;
  readonly orderNumber: string;
};

export const homeOf = (channel: ChannelName, orderNumber: string): Home =>
  ({ order: orderIdOf(channel, orderNumber), channel, orderNumber });

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
  const home = homeOf(channel, orderNumber);
  const stored = (await lockOrders(tx, [home], now)).get(home.order);
  if (stored === undefined) throw vanished(home.order);
  return stored;
};

/** The same for several at once: made and locked in the order of their ids. */
export const lockOrders = async (
  tx: Tx,
  homes: readonly Home[],
  now: Instant,
): Promise<ReadonlyMap<OrderId, StoredDossier>> => {
  const byId = new Map(homes.map((one) => [one.order, one] as const));
  if (byId.size === 0) return new Map();
  const sorted = [...byId.values()].toSorted((a, b) => (a.order < b.order ? -1 : 1));
  await tx
    .insertInto('dossier')
    .values(sorted.map(({ order, orderNumber, channel }) => ({
      order_id: order, order_number: orderNumber, channel,
      facts: json(emptyDossier(order, orderNumber, channel)),
      look_again_at: null, decision: null, policy_version: null, decided_at: null,
      stage: 'received', waits_on: null, since_at: null, limit_at: null, exception: null,
      created_at: now, changed_at: now, is_placing_noted: true,
    })))
    .onConflict((clash) => clash.doNothing())
    .execute();
  const stored = await lockDossiers(tx, sorted.map((one) => one.order));
  const missing = sorted.find((one) => !stored.has(one.order));
  if (missing !== undefined) throw vanished(missing.order);
  return stored;
};

const vanished = (id: OrderId): Error =>
  new Error(`dossier ${id} vanished inside its own transaction`);

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

/** Several at once, locked in the order of their ids; unknown ones are left out. */
export const lockDossiers = async (
  tx: Tx,
  ids: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, StoredDossier>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('dossier')
    .select(['order_id', 'facts', 'decision'])
    .where('order_id', 'in', [...ids])
    .orderBy('order_id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [orderId(row.order_id), asStored(row)]));
};

/** The facts of several orders as they stand, without a lock: to see whether there is news. */
export const readFacts = async (
  tx: Tx,
  ids: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, Dossier>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('dossier').select(['order_id', 'facts'])
    .where('order_id', 'in', [...ids]).execute();
  return new Map(rows.map((row) => [orderId(row.order_id), factsOf(row)]));
};

/**
 * Orders whose decision is due, locked, longest due first. Another worker's orders are skipped,
 * so that several decide side by side.
 */
export const claimDue = async (
  tx: Tx,
  now: Instant,
  limit: number,
): Promise<readonly DueOrder[]> => {
  const rows = await tx
    .selectFrom('dossier')
    .select(['order_id', 'facts', 'decision', 'look_again_at'])
    .where('look_again_at', '<=', now)
    .orderBy('look_again_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => ({
    order: orderId(row.order_id), dueAt: instant(row.look_again_at ?? now), ...asStored(row),
  }));
};

/** Puts a decision off that cannot be made now. */
export const lookAgain = async (tx: Tx, id: OrderId, at: Instant): Promise<void> => {
  await tx.updateTable('dossier').set({ look_again_at: at }).where('order_id', '=', id).execute();
};

/** What is known of an order without its facts, for when these are what is wrong. */
export type AtHome = {
  readonly channel: ChannelName;
  readonly consignments: readonly {
    readonly id: ConsignmentId; readonly warehouse: WarehouseName; readonly reference: string;
  }[];
  /** The fault over which it is set aside; null where it is not. */
  readonly asideOver: string | null;
};

export const readAtHome = async (tx: Tx, id: OrderId): Promise<AtHome> => {
  const row = await tx.selectFrom('dossier')
    .select(['channel', sql<string | null>`case when exception = 'gatepass.bug'
      then decision #>> '{headline,because,text}' end`.as('fault')])
    .where('order_id', '=', id).executeTakeFirstOrThrow();
  const consignments = await tx.selectFrom('consignment')
    .select(['consignment_id', 'warehouse', 'reference'])
    .where('order_id', '=', id).orderBy('consignment_id').execute();
  return {
    channel: channelName(row.channel),
    consignments: consignments.map(({ consignment_id: consignment, warehouse, reference }) =>
      ({ id: consignmentId(consignment), warehouse: warehouseName(warehouse), reference })),
    asideOver: row.fault,
  };
};

/** The facts of several orders in one statement. */
export const saveFacts = async (
  tx: Tx,
  dossiers: readonly Dossier[],
  now: Instant,
): Promise<void> => {
  if (dossiers.length === 0) return;
  const rows = dossiers.map((one) => ({ order_id: one.order, facts: one }));
  await sql`
    update dossier set facts = said.facts, placed_at = ${placedIn('said.facts')},
           changed_at = ${now}
      from jsonb_to_recordset(${json(rows)}) as said (order_id text, facts jsonb)
     where dossier.order_id = said.order_id`.execute(tx);
  await saveStanding(tx, dossiers);
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

/**
 * After a change of policy every order that is not finished is decided anew. A finished one waits
 * on nobody, shows no exception and is not due: of these there may be a million.
 */
export const wakeEverything = async (tx: Tx, now: Instant): Promise<void> => {
  await tx
    .updateTable('dossier')
    .set({ look_again_at: sql<number>`least(coalesce(look_again_at, ${now}), ${now})` })
    .where((eb) => eb.or([
      eb('waits_on', 'is not', null), eb('exception', 'is not', null),
      eb('look_again_at', 'is not', null), eb('decision', 'is', null),
    ]))
    .execute();
};

/**
 * Orders that something is wished for on a connection, and those that may wait for its answer: a
 * pause or a silence that begins or ends changes what they say. Locked in their order.
 */
export const wakeWaitingFor = async (
  tx: Tx,
  connection: string,
  now: Instant,
): Promise<void> => {
  await sql`
    update dossier set look_again_at = least(coalesce(look_again_at, ${now}), ${now})
     where order_id in (
       select order_id from dossier
        where stage = 'ready-to-ship'
           or order_id in (select order_id from intent where connection = ${connection})
        order by order_id for update)`.execute(tx);
};

/** Orders of which a safeguard withholds a wish. A scan, for what people do a few times a day. */
export const wakeWithheld = async (tx: Tx, now: Instant): Promise<void> => {
  await sql`
    update dossier set look_again_at = least(coalesce(look_again_at, ${now}), ${now})
     where order_id in (
       select order_id from dossier
        where jsonb_path_exists(decision, '$.consignments[*].withheld[*]')
        order by order_id for update)`.execute(tx);
};

export const earliestDue = async (tx: Tx): Promise<number | null> => {
  const row = await tx
    .selectFrom('dossier')
    .select((eb) => eb.fn.min('look_again_at').as('due'))
    .executeTakeFirst();
  return row?.due ?? null;
};

/**
 * Orders that stand in ShipStation without a label, counted no further than it matters: this is
 * asked at every turn.
 */
export const countInShipStation = async (
  tx: Tx,
  atMost: number,
  /** Only those that stand in this account; null for all. */
  connection: string | null = null,
): Promise<number> => {
  const row = await tx
    .selectFrom((from) => from.selectFrom('dossier').select(sql<number>`1`.as('one'))
      .where('stage', '=', 'in-shipstation')
      .$if(connection !== null, (query) => query.where((eb) => eb.exists(
        eb.selectFrom('consignment')
          .innerJoin('bearer', 'bearer.consignment_id', 'consignment.consignment_id')
          .select('bearer.consignment_id')
          .whereRef('consignment.order_id', '=', 'dossier.order_id')
          .where('bearer.connection', '=', connection ?? ''))))
      .limit(atMost).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirst();
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

/** Those of these orders that there are. */
export const knownOrders = async (
  tx: Tx,
  ids: readonly OrderId[],
): Promise<readonly OrderId[]> => {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('dossier').select('order_id')
    .where('order_id', 'in', [...ids]).execute();
  return rows.map((row) => orderId(row.order_id));
};

/** Where consignments have their dossiers, whatever order number a later snapshot names. */
export const findConsignments = async (
  tx: Tx,
  ids: readonly ConsignmentId[],
): Promise<ReadonlyMap<string, Home>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('consignment')
    .innerJoin('dossier', 'dossier.order_id', 'consignment.order_id')
    .select(['consignment_id', 'dossier.order_id', 'dossier.channel', 'dossier.order_number'])
    .where('consignment_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.consignment_id, {
    order: orderId(row.order_id),
    channel: channelName(row.channel),
    orderNumber: row.order_number,
  }]));
};

export const findConsignment = async (
  tx: Tx,
  warehouse: string,
  reference: string,
): Promise<Home | null> => {
  const id = consignmentIdOf(warehouse, reference);
  return (await findConsignments(tx, [id])).get(id) ?? null;
};

/** Those that are known already keep their home; always in the same order. */
export const recordConsignments = async (
  tx: Tx,
  consignments: readonly {
    id: ConsignmentId; order: OrderId; warehouse: string; reference: string;
  }[],
): Promise<void> => {
  if (consignments.length === 0) return;
  await tx
    .insertInto('consignment')
    .values(consignments.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((one) => ({
      consignment_id: one.id,
      order_id: one.order,
      warehouse: one.warehouse,
      reference: one.reference,
    })))
    .onConflict((clash) => clash.doNothing())
    .execute();
};

// We wrote these documents ourselves, from these types; a migration goes with every change.
const factsOf = (row: { facts: unknown }): Dossier => row.facts as Dossier;

const asStored = (row: { facts: unknown; decision: unknown }): StoredDossier => ({
  dossier: factsOf(row),
  decision: row.decision as Decision | null,
});
