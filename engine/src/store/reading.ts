import { sql } from 'kysely';
import type { Decision } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import type { Tx } from './database.ts';
import {
  isAsked, matching, rolesOfOrder, spellOf, type OrderFilter, type Rows,
} from './order-filter.ts';

export type OrderRow = {
  readonly id: string;
  readonly orderNumber: string;
  readonly channel: string;
  readonly dossier: Dossier;
  readonly decision: Decision | null;
  readonly changedAt: number;
  /** Its warehouse was asked something that nobody has answered. */
  readonly asked: boolean;
  /** By kind: to which role its open exceptions fall, as far as they are written. */
  readonly roles: Readonly<Record<string, string>>;
} & OrderStanding;

/** What the last decision left for lists; see `rollUp` in the core. */
export type OrderStanding = {
  readonly warehouse: string | null;
  readonly carrier: string | null;
  readonly disagrees: boolean;
  readonly waitsSince: number | null;
  readonly waitsLimit: number | null;
};

/** Newest change first, longest wait first, or by number. */
export const orderSorts = ['changed', 'waiting', 'number'] as const;
export type OrderSort = (typeof orderSorts)[number];

/** Where a page ended: the value that it is sorted by, and the order. */
export type OrderCursor = readonly [at: number | string, id: string];

export const cursorOf = (row: OrderRow, sort: OrderSort): OrderCursor => {
  switch (sort) {
    case 'changed':
      return [row.changedAt, row.id];
    case 'waiting':
      return [row.waitsSince ?? noWait, row.id];
    case 'number':
      return [row.orderNumber, row.id];
    default:
      return sort satisfies never;
  }
};

/** Sorts behind every wait that there is. */
const noWait = Number.MAX_SAFE_INTEGER;

export const listOrders = async (
  tx: Tx,
  asked: {
    readonly filter: OrderFilter; readonly sort: OrderSort; readonly now: number;
    readonly limit: number;
    /** So many are left out first: for a reader who jumps into the middle of a long list. */
    readonly offset?: number;
  },
  after: OrderCursor | null,
): Promise<readonly OrderRow[]> => {
  const spell = spellOf(asked.filter.owes);
  const by = {
    changed: sql<number | string>`changed_at`,
    waiting: sql<number | string>`coalesce(${sql.ref(spell.since)}, ${noWait})`,
    number: sql<number | string>`order_number`,
  }[asked.sort];
  const order = asked.sort === 'changed' ? 'desc' : 'asc';
  let query = tx
    .selectFrom('dossier')
    .select((eb) => [
      ...orderColumns, isAsked(eb).as('asked'), rolesOfOrder.as('roles'),
      sql<number | null>`${sql.ref(spell.since)}`.as('waits_since'),
    ])
    .where(matching(asked.filter, asked.now))
    .orderBy(by, order)
    .orderBy('order_id', order)
    .limit(asked.limit)
    .$if(asked.offset !== undefined, (rows) => rows.offset(asked.offset ?? 0));
  if (after !== null) {
    const [at, id] = after;
    query = query.where(order === 'desc'
      ? sql<boolean>`(${by}, order_id) < (${at}, ${id})`
      : sql<boolean>`(${by}, order_id) > (${at}, ${id})`);
  }
  return (await query.execute()).map(asRow);
};

/** How many orders the filter lets through, and since when the longest of them waits. */
export const countOrders = async (
  tx: Tx,
  filter: OrderFilter,
  now: number,
): Promise<{ readonly total: number; readonly oldestSince: number | null }> => {
  const spell = spellOf(filter.owes);
  const row = await tx.selectFrom('dossier')
    .select((eb) => [eb.fn.countAll<number>().as('total'), eb.fn.min(spell.since).as('oldest')])
    .where(matching(filter, now)).executeTakeFirstOrThrow();
  return { total: row.total, oldestSince: row.oldest };
};

const orderColumns = [
  'order_id', 'order_number', 'channel', 'facts', 'decision', 'changed_at', 'warehouse',
  'carrier', 'disagrees', 'waits_limit_at',
] as const;

const wholeRow = (eb: Rows) => [
  ...orderColumns, isAsked(eb).as('asked'), rolesOfOrder.as('roles'),
  'waits_since_at as waits_since',
] as const;

export const readOrder = async (tx: Tx, id: string): Promise<OrderRow | null> => {
  const row = await tx
    .selectFrom('dossier')
    .select(wholeRow)
    .where('order_id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : asRow(row);
};

/** Several at once; unknown ones are left out. */
export const readOrders = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrderRow>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('dossier')
    .select(wholeRow)
    .where('order_id', 'in', [...ids]).execute();
  return new Map(rows.map((row) => [row.order_id, asRow(row)]));
};

// Written by this room from these types.
const asRow = (row: {
  order_id: string; order_number: string; channel: string; facts: unknown; decision: unknown;
  changed_at: number; warehouse: string | null; carrier: string | null; disagrees: boolean;
  waits_since: number | null; waits_limit_at: number | null; asked: unknown;
  roles: unknown;
}): OrderRow => ({
  id: row.order_id, orderNumber: row.order_number, channel: row.channel,
  dossier: row.facts as Dossier, decision: row.decision as Decision | null,
  changedAt: row.changed_at, asked: row.asked === true,
  roles: (row.roles ?? {}) as Readonly<Record<string, string>>,
  warehouse: row.warehouse, carrier: row.carrier, disagrees: row.disagrees,
  waitsSince: row.waits_since, waitsLimit: row.waits_limit_at,
});

export const listOrderExceptions = async (tx: Tx, order: string) =>
  tx.selectFrom('exception')
    .select([
      'exception_id', 'code', 'because', 'opened_at', 'closed_at', 'closed_by', 'closed_why',
    ])
    .where('order_id', '=', order).orderBy('opened_at').execute();

/** Counts for the metrics, by the roll-up columns. */
export const countByStage = async (tx: Tx) =>
  tx.selectFrom('dossier').select(['stage', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('stage').execute();

export const countOpenExceptions = async (tx: Tx) =>
  tx.selectFrom('exception').select(['code', (eb) => eb.fn.countAll<number>().as('count')])
    .where('closed_at', 'is', null).groupBy('code').execute();
