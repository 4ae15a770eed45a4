import type { Action } from '../core/model/decision.ts';
import type { OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type Intent = {
  readonly id: number;
  readonly order: string;
  readonly consignment: string;
  readonly lane: number;
  readonly fingerprint: string;
  readonly action: Action;
};

export type NewIntent = Omit<Intent, 'id'>;

/** What an order wishes now replaces what it wished before; equal wishes keep their place. */
export const saveIntents = async (
  tx: Tx,
  order: OrderId,
  wanted: readonly NewIntent[],
): Promise<void> => {
  const known = await tx
    .selectFrom('intent')
    .select(['intent_id', 'connection', 'operation', 'about', 'fingerprint'])
    .where('order_id', '=', order)
    .execute();
  const name = (one: { connection: string; operation: string; about: string }): string =>
    `${one.connection} ${one.operation} ${one.about}`;
  const nameOf = ({ action }: NewIntent): string =>
    name({ connection: action.connection, operation: action.do, about: action.about });
  const asWanted = new Map(wanted.map((one) => [nameOf(one), one]));
  const stale = known.filter((row) => asWanted.get(name(row))?.fingerprint !== row.fingerprint);
  if (stale.length > 0) {
    await tx.deleteFrom('intent').where('intent_id', 'in', stale.map((row) => row.intent_id))
      .execute();
  }
  const kept = new Set(known.filter((row) => !stale.includes(row)).map(name));
  const missing = wanted.filter((one) => !kept.has(nameOf(one)));
  if (missing.length === 0) return;
  await tx
    .insertInto('intent')
    .values(missing.map(({ lane, fingerprint, action, consignment }) => ({
      connection: action.connection, operation: action.do, about: action.about, order_id: order,
      consignment_id: consignment, lane, due_at: action.urgency.due,
      cut_off_at: action.urgency.cutOff, wave: action.urgency.wave,
      sequence: action.urgency.sequence, fingerprint, action: json(action),
    })))
    .execute();
};

/**
 * Whose turn it is on a connection: by lane, then carrier cut-off, wave and sequence. All of one
 * operation, so that they can go in one call.
 */
export const nextInTurn = async (
  tx: Tx,
  connection: string,
  now: Instant,
  batchSizeOf: (operation: string) => number,
  /** Only what the connector can do; other wishes wait until it can. */
  operations: readonly string[] | null = null,
): Promise<readonly Intent[]> => {
  const inOrder = tx
    .selectFrom('intent')
    .selectAll()
    .where('connection', '=', connection)
    .where('due_at', '<=', now)
    .$if(operations !== null, (query) => query.where('operation', 'in', [...(operations ?? [])]))
    .orderBy('lane')
    .orderBy('cut_off_at', (by) => by.asc().nullsLast())
    .orderBy('wave', (by) => by.asc().nullsLast())
    .orderBy('sequence', (by) => by.asc().nullsLast())
    .orderBy('intent_id');
  const first = await inOrder.limit(1).executeTakeFirst();
  if (first === undefined) return [];
  const rows = await inOrder
    .where('operation', '=', first.operation)
    .where('lane', '=', first.lane)
    .limit(batchSizeOf(first.operation))
    .execute();
  return rows.map((row) => ({
    id: row.intent_id, order: row.order_id, consignment: row.consignment_id, lane: row.lane,
    fingerprint: row.fingerprint,
    // Written by saveIntents from this type.
    action: row.action as Action,
  }));
};

/** Removes intents that are being begun; answers those that were still there to take. */
export const takeIntents = async (
  tx: Tx,
  ids: readonly number[],
): Promise<ReadonlySet<number>> => {
  if (ids.length === 0) return new Set();
  const rows = await tx.deleteFrom('intent').where('intent_id', 'in', [...ids])
    .returning('intent_id').execute();
  return new Set(rows.map((row) => row.intent_id));
};

/** How much waits on a connection, by operation. */
export const countWaiting = async (
  tx: Tx,
  connection: string,
): Promise<readonly { operation: string; count: number }[]> => {
  const rows = await tx
    .selectFrom('intent')
    .select(['operation', (eb) => eb.fn.countAll<number>().as('count')])
    .where('connection', '=', connection)
    .groupBy('operation')
    .execute();
  return rows.map((row) => ({ operation: row.operation, count: row.count }));
};
