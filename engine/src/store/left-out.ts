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
};

export const saveLeftOut = async (
  tx: Tx,
  orders: readonly OrderId[],
  { connection, record, fault }: LeftOut,
  at: Instant,
): Promise<void> => {
  if (orders.length === 0) return;
  await tx.insertInto('left_out')
    .values(orders.toSorted().map((order) => ({
      order_id: order, connection, record: storable(record), fault: storable(fault), at,
    })))
    .onConflict((clash) => clash.doNothing()).execute();
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
    .where('order_id', 'in', [...orders]).orderBy('at', 'desc').orderBy('record').execute();
  return new Map(rows.map((row) =>
    [orderId(row.order_id), { fault: row.fault, since: instant(row.at) }]));
};
