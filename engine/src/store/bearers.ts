/**
 * Which consignments a ShipStation order bears. Orders and labels name them by key; a mark as
 * shipped names only the order, so that what was once seen in an order is kept here.
 */
import { sql } from 'kysely';
import type { Dossier } from '../core/model/dossier.ts';
import {
  consignmentId, shipStationOrderId, type ConsignmentId, type ShipStationOrderId,
} from '../core/model/ids.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type Bearing = {
  readonly order: ShipStationOrderId;
  readonly consignment: ConsignmentId;
};

/** Adds what is not known yet; always in the same order, so that two writers never cross. */
export const saveBearers = async (
  tx: Tx,
  connection: string,
  borne: readonly Bearing[],
): Promise<void> => {
  const rows = new Map(borne.map(({ order, consignment }) =>
    [`${order} ${consignment}`, {
      connection, shipstation_order_id: order, consignment_id: consignment,
    }] as const));
  if (rows.size === 0) return;
  const sorted = [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1));
  await tx.insertInto('bearer').values(sorted.map(([, row]) => row))
    .onConflict((clash) => clash.doNothing()).execute();
};

export const bearersOf = async (
  tx: Tx,
  connection: string,
  orders: readonly ShipStationOrderId[],
): Promise<ReadonlyMap<ShipStationOrderId, readonly ConsignmentId[]>> => {
  if (orders.length === 0) return new Map();
  const rows = await tx.selectFrom('bearer').select(['shipstation_order_id', 'consignment_id'])
    .where('connection', '=', connection)
    .where('shipstation_order_id', 'in', [...new Set(orders)])
    .orderBy('consignment_id').execute();
  return Map.groupBy(rows, (row) => shipStationOrderId(row.shipstation_order_id))
    .entries()
    .reduce((so, [order, found]) =>
      so.set(order, found.map((row) => consignmentId(row.consignment_id))),
    new Map<ShipStationOrderId, readonly ConsignmentId[]>());
};

/** Whether each order in these facts still stands in ShipStation; only what changed is written. */
export const saveStanding = async (tx: Tx, dossiers: readonly Dossier[]): Promise<void> => {
  const rows = dossiers.flatMap(({ consignments }) =>
    Object.entries(consignments).flatMap(([consignment, { orders }]) =>
      Object.values(orders).map(({ order: { id, status }, goneAt }) => ({
        consignment_id: consignment, shipstation_order_id: id,
        stands: status.is !== 'shipped' && status.is !== 'cancelled' && goneAt === null,
      }))));
  if (rows.length === 0) return;
  await sql`
    update bearer set stands = said.stands
      from jsonb_to_recordset(${json(rows)}) as said (
        consignment_id text, shipstation_order_id text, stands boolean)
     where bearer.consignment_id = said.consignment_id
       and bearer.shipstation_order_id = said.shipstation_order_id
       and bearer.stands is distinct from said.stands`.execute(tx);
};

/**
 * Finds out from the facts what nobody has said yet, of so many orders at a time; answers of how
 * many. An older program, or a claim, leaves it unsaid.
 */
export const learnStanding = async (
  tx: Tx,
  connection: string,
  limit: number,
): Promise<number> => {
  const { rows } = await sql`
    with unsaid as (
      select connection, shipstation_order_id, consignment_id from bearer
       where connection = ${connection} and stands is null
       order by shipstation_order_id, consignment_id limit ${limit} for update
    ), known as (
      select unsaid.*, dossier.facts -> 'consignments' -> consignment_id -> 'orders'
          -> shipstation_order_id as sighting
        from unsaid join consignment using (consignment_id) join dossier using (order_id)
    )
    update bearer set stands = coalesce(
        known.sighting -> 'order' -> 'status' ->> 'is' not in ('shipped', 'cancelled')
          and known.sighting ->> 'goneAt' is null, false)
      from known
     where bearer.connection = known.connection
       and bearer.shipstation_order_id = known.shipstation_order_id
       and bearer.consignment_id = known.consignment_id
    returning 1`.execute(tx);
  return rows.length;
};
