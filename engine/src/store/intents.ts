import type { Action } from '../core/model/decision.ts';
import type { OrderId } from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Operation } from '../core/model/dossier.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type Intent = {
  readonly id: number;
  readonly order: string;
  readonly consignment: string;
  readonly lane: number;
  readonly fingerprint: string;
  readonly action: Action;
  /** Since when it waits for its turn; null where it was wished before that was kept. */
  readonly waitsSince: number | null;
};

export type NewIntent = Omit<Intent, 'id' | 'waitsSince'> & {
  /** When the decision that wished it was due. */
  readonly wishedAt: number;
};

/**
 * What these orders wish now replaces what they wished before; equal wishes keep their place. One
 * that is wished with another content has waited since it was first wished.
 */
export const saveIntents = async (
  tx: Tx,
  orders: readonly OrderId[],
  wanted: readonly NewIntent[],
): Promise<void> => {
  if (orders.length === 0) return;
  const known = await tx
    .selectFrom('intent')
    .select([
      'intent_id', 'order_id', 'connection', 'operation', 'about', 'fingerprint', 'wished_at',
    ])
    .where('order_id', 'in', [...orders])
    .execute();
  const wishes = new Map(wanted.map((one) => [wishName(one.order, {
    connection: one.action.connection, operation: one.action.do, about: one.action.about,
  }), one] as const));
  const kept = new Set<string>();
  const stale: number[] = [];
  const since = new Map<string, number>();
  for (const row of known) {
    const name = wishName(row.order_id, row);
    if (row.wished_at !== null) since.set(name, row.wished_at);
    if (wishes.get(name)?.fingerprint === row.fingerprint) kept.add(name);
    else stale.push(row.intent_id);
  }
  if (stale.length > 0) {
    await tx.deleteFrom('intent').where('intent_id', 'in', stale).execute();
  }
  const missing = [...wishes].flatMap(([name, one]) =>
    kept.has(name) ? [] : [{ ...one, wishedAt: since.get(name) ?? one.wishedAt }]);
  if (missing.length === 0) return;
  await tx
    .insertInto('intent')
    .values(missing.map(({ order, lane, fingerprint, action, consignment, wishedAt }) => ({
      connection: action.connection, operation: action.do, about: action.about, order_id: order,
      consignment_id: consignment, lane, due_at: action.urgency.due,
      cut_off_at: action.urgency.cutOff, wave: action.urgency.wave,
      sequence: action.urgency.sequence, fingerprint, action: json(action),
      wished_at: wishedAt,
    })))
    .execute();
};

const wishName = (
  order: string,
  one: { readonly connection: string; readonly operation: string; readonly about: string },
): string => `${order} ${one.connection} ${one.operation} ${one.about}`;

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
  if (operations?.length === 0) return [];
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
    waitsSince: row.wished_at === null ? null : Math.max(row.wished_at, row.due_at),
  }));
};

/**
 * Since when a wish waits for its turn, over all connections that are well and not paused; null
 * when none does.
 */
export const oldestWaiting = async (tx: Tx, now: Instant): Promise<Instant | null> => {
  const row = await tx
    .selectFrom('intent')
    .leftJoin('connection_state', 'connection_state.connection', 'intent.connection')
    .select((eb) => eb.fn.min('intent.due_at').as('due_at'))
    .where('intent.due_at', '<=', now)
    .where('connection_state.trouble', 'is', null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('pause').select('pause.pause_id')
      .whereRef('pause.connection', '=', 'intent.connection').where('pause.ended_at', 'is', null))))
    .executeTakeFirst();
  return row?.due_at == null ? null : instant(row.due_at);
};

/** When a wish of this connection that is not due yet becomes due; null when there is none. */
export const earliestWish = async (
  tx: Tx,
  connection: string,
  now: Instant,
): Promise<Instant | null> => {
  const row = await tx
    .selectFrom('intent')
    .select((eb) => eb.fn.min('due_at').as('due_at'))
    .where('connection', '=', connection)
    .where('due_at', '>', now)
    .executeTakeFirst();
  return row?.due_at == null ? null : instant(row.due_at);
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
): Promise<readonly { operation: Operation; count: number }[]> => {
  const rows = await tx
    .selectFrom('intent')
    .select(['operation', (eb) => eb.fn.countAll<number>().as('count')])
    .where('connection', '=', connection)
    .groupBy('operation')
    .execute();
  // Written by this room from these types.
  return rows.map((row) => ({ operation: row.operation as Operation, count: row.count }));
};

/** Of how many orders something is wished there. */
export const countOrdersWaiting = async (tx: Tx, connection: string): Promise<number> => {
  const row = await tx.selectFrom('intent')
    .select((eb) => eb.fn.count<number>('order_id').distinct().as('count'))
    .where('connection', '=', connection).executeTakeFirstOrThrow();
  return row.count;
};

/** How many wishes of a lane, or of one before it, wait on a connection. */
export const countInLane = async (tx: Tx, connection: string, lane: number): Promise<number> => {
  const row = await tx.selectFrom('intent').select((eb) => eb.fn.countAll<number>().as('count'))
    .where('connection', '=', connection).where('lane', '<=', lane).executeTakeFirst();
  return row?.count ?? 0;
};
