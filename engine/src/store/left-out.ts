/**
 * Records that bear on an order and could not be taken in. Until they are, the order is set aside:
 * what it was not told of may be a label, and then it would buy another one, or a cancellation.
 */
import { orderId, type OrderId } from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { storable } from './storable.ts';

export type LeftOut = {
  readonly connection: string;
  /** What the record is called at the connection, the same whenever it is shown. */
  readonly record: string;
  readonly fault: string;
  /** A fingerprint of what it shows: what a person said of it holds until it shows another. */
  readonly content: string;
};

/** Answers the orders for which it is news. */
export const saveLeftOut = async (
  tx: Tx,
  orders: readonly OrderId[],
  { connection, record, fault, content }: LeftOut,
  at: Instant,
): Promise<readonly OrderId[]> => {
  if (orders.length === 0) return [];
  const rows = await tx.insertInto('left_out')
    .values(orders.toSorted().map((order) => ({
      order_id: order, connection, record: storable(record), fault: storable(fault), at, content,
      ended_at: null, ended_by: null, ended_why: null,
    })))
    .onConflict((clash) => clash.columns(['order_id', 'connection', 'record'])
      .doUpdateSet((row) => ({
        fault: row.ref('excluded.fault'), content: row.ref('excluded.content'), at,
        ended_at: null, ended_by: null, ended_why: null,
      }))
      .where('left_out.ended_at', 'is not', null)
      .whereRef('left_out.content', '<>', 'excluded.content'))
    .returning('order_id').execute();
  return rows.map((row) => orderId(row.order_id));
};

/** They have been taken in after all; answers the orders that missed them. */
export const forgetLeftOut = async (
  tx: Tx,
  connection: string,
  records: readonly string[],
): Promise<readonly OrderId[]> => {
  // Next to never is there any; a page holds hundreds of records.
  const kept = await tx.selectFrom('left_out').select('record')
    .where('connection', '=', connection).execute();
  const found = new Set(records.map(storable)).intersection(
    new Set(kept.map((one) => one.record)));
  if (found.size === 0) return [];
  const rows = await tx.deleteFrom('left_out')
    .where('connection', '=', connection).where('record', 'in', [...found])
    .returning('order_id').execute();
  return rows.map((row) => orderId(row.order_id));
};

/** Over what each of these orders is to be set aside, and since when. */
export const readLeftOut = async (
  tx: Tx,
  orders: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, { readonly fault: string; readonly since: Instant }>> => {
  if (orders.length === 0) return new Map();
  const rows = await tx.selectFrom('left_out').select(['order_id', 'fault', 'at'])
    .where('order_id', 'in', [...orders]).where('ended_at', 'is', null)
    .orderBy('at', 'desc').orderBy('record').execute();
  return new Map(rows.map((row) =>
    [orderId(row.order_id), { fault: row.fault, since: instant(row.at) }]));
};

export type StandingLeftOut = LeftOut & {
  readonly order: OrderId;
  readonly orderNumber: string;
  readonly since: Instant;
};

/** Whether anything of a connection was ever left out, gone without since or not. */
export const hasLeftOut = async (tx: Tx, connection: string): Promise<boolean> => {
  const row = await tx.selectFrom('left_out').select('record')
    .where('connection', '=', connection).limit(1).executeTakeFirst();
  return row !== undefined;
};

/** What stands left out of a connection, of all orders or of those of one number; oldest first. */
export const listLeftOut = async (
  tx: Tx,
  connection: string,
  { orderNumber, limit }: { readonly orderNumber: string | null; readonly limit: number },
): Promise<readonly StandingLeftOut[]> => {
  const rows = await tx.selectFrom('left_out')
    .innerJoin('dossier', 'dossier.order_id', 'left_out.order_id')
    .select(['left_out.order_id', 'order_number', 'record', 'fault', 'content', 'at'])
    .where('connection', '=', connection).where('ended_at', 'is', null)
    .$if(orderNumber !== null, (query) => query.where('order_number', '=', orderNumber))
    .orderBy('at').orderBy('order_number').orderBy('record').limit(limit).execute();
  return rows.map((row) => ({
    connection, order: orderId(row.order_id), orderNumber: row.order_number, record: row.record,
    fault: row.fault, content: row.content, since: instant(row.at),
  }));
};

/** Somebody answers for it that the order goes on without the record; null when none stands. */
export const endLeftOut = async (
  tx: Tx,
  one: { readonly connection: string; readonly order: OrderId; readonly record: string },
  ending: { readonly by: string; readonly why: string; readonly at: Instant },
): Promise<{ readonly fault: string } | null> => {
  const row = await tx.updateTable('left_out')
    .set({
      ended_at: ending.at, ended_by: storable(ending.by), ended_why: storable(ending.why),
    })
    .where('connection', '=', one.connection).where('order_id', '=', one.order)
    .where('record', '=', storable(one.record)).where('ended_at', 'is', null)
    .returning('fault').executeTakeFirst();
  return row ?? null;
};
