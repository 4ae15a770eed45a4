/**
 * One thing done to many: a plan holds the exact orders, and once it is confirmed its rows are the
 * job. What has been done to each is in its row, so that whoever goes on does nothing twice.
 */
import { sql } from 'kysely';
import type { RulingKind } from '../core/model/dossier.ts';
import type { Instant } from '../core/model/instant.ts';
import type { ServiceMapping } from '../core/policy/policy.ts';
import type { Tx } from './database.ts';
import { anyException, exceptionConditions, type ExceptionFilter } from './exception-reading.ts';
import { json } from './json.ts';
import { matching, type OrderFilter } from './order-filter.ts';

/** `planning`: its orders are known, what would happen to each is still being found out. */
export const bulkStates = [
  'planning', 'drafted', 'running', 'done', 'stopped', 'dropped',
] as const;
export type BulkState = (typeof bulkStates)[number];

export const bulkKinds = [
  'retry', 'hold', 'release', 'tell-again', 'ruling', 'mapping',
] as const;
export type BulkKind = (typeof bulkKinds)[number];

export type BulkContent = {
  readonly does: BulkKind;
  /** Which one, where it does a ruling. */
  readonly ruling: RulingKind | null;
  readonly why: string;
  readonly until: Instant | null;
  /** What was asked for, as it was asked. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly expiresAt: Instant;
  /** How long it may be confirmed, in milliseconds; absent in plans from before it was kept. */
  readonly lifetime?: number;
  /** Of what exactly a person says yes to; null while it is still being found out. */
  readonly fingerprint: string | null;
  readonly confirmed: Word | null;
  readonly stopped: Word | null;
  /** The row that would be added, and to which version; absent where it is about no mapping. */
  readonly mapping?: { readonly row: ServiceMapping; readonly policyVersion: number };
};

export type Word = { readonly by: string; readonly at: Instant; readonly why: string | null };

export type BulkPlan = {
  readonly id: string;
  readonly state: BulkState;
  readonly content: BulkContent;
  readonly madeAt: Instant;
  readonly madeBy: string;
};

const kind = 'bulk';

export const saveBulkPlan = async (tx: Tx, plan: BulkPlan, now: Instant): Promise<void> => {
  const { id, state, content, madeAt, madeBy } = plan;
  const changing = { state, content: json(content), changed_at: now };
  await tx.insertInto('plan')
    .values({ plan_id: id, kind, made_at: madeAt, made_by: madeBy, ...changing })
    .onConflict((clash) => clash.column('plan_id').doUpdateSet(changing)).execute();
};

export const readBulkPlan = async (tx: Tx, id: string): Promise<BulkPlan | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).executeTakeFirst();
  return row === undefined ? null : asPlan(row);
};

/** Locked until the transaction ends: one change at a time. */
export const lockBulkPlan = async (tx: Tx, id: string): Promise<BulkPlan | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).forUpdate().executeTakeFirst();
  return row === undefined ? null : asPlan(row);
};

/** Newest first. */
export const listBulkPlans = async (
  tx: Tx,
  states: readonly BulkState[],
  limit: number,
): Promise<readonly BulkPlan[]> => {
  const rows = await tx.selectFrom('plan').selectAll()
    .where('kind', '=', kind).where('state', 'in', [...states])
    .orderBy('made_at', 'desc').orderBy('plan_id').limit(limit).execute();
  return rows.map(asPlan);
};

/** Since when the oldest of its orders waits: for its exception, or as an order. */
export const oldestItem = async (tx: Tx, plan: string): Promise<number | null> => {
  const { rows } = await sql<{ since: number | null }>`
    select min(coalesce(e.since_at, d.waits_since_at)) as since
      from bulk_item i
      join dossier d on d.order_id = i.order_id
      left join exception e on e.exception_id = i.exception_id
     where i.plan_id = ${plan} and i.state in ('planned', 'done')`.execute(tx);
  return rows[0]?.since ?? null;
};

/** How many of its rows that are to do, or done, are of which warehouse; the most first. */
export const itemsByWarehouse = async (
  tx: Tx,
  plan: string,
): Promise<readonly { readonly warehouse: string; readonly count: number }[]> => {
  const { rows } = await sql<{ warehouse: string; count: number }>`
    select e.warehouse, count(*)::integer as count
      from bulk_item i
      join exception e on e.exception_id = i.exception_id
     where i.plan_id = ${plan} and i.state in ('planned', 'done') and e.warehouse is not null
     group by e.warehouse order by count(*) desc, e.warehouse`.execute(tx);
  return rows;
};

export const itemStates = ['unread', 'planned', 'left-out', 'done'] as const;
export type ItemState = (typeof itemStates)[number];

export type BulkItem = {
  readonly position: number;
  readonly order: string;
  readonly orderNumber: string;
  readonly consignment: string | null;
  readonly exception: string | null;
  readonly state: ItemState;
  /** What exactly is said yes to; null where it is left out. */
  readonly facts: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Why it is left out, or what was done. */
  readonly words: string | null;
  /** What Gatepass will then do elsewhere: an operation and its connection. */
  readonly touches: readonly string[];
  readonly doneAt: number | null;
};

/** One row for each exception that the filter finds, at most so many; answers how many. */
export const itemsFromExceptions = async (
  tx: Tx,
  plan: string,
  filter: Partial<ExceptionFilter>,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<number> => {
  const conditions = exceptionConditions({ ...anyException, ...filter }, now);
  const { numAffectedRows } = await sql`
    insert into bulk_item (plan_id, position, order_id, consignment_id, exception_id,
                           order_number, state)
    select ${plan}, row_number() over (order by e.severity, e.opened_at, e.exception_id),
           e.order_id, e.consignment_id, e.exception_id, d.order_number, 'unread'
      from exception e
      join dossier d on d.order_id = e.order_id
      left join exception_group g on g.group_id = e.group_id
     where e.closed_at is null and ${sql.join(conditions, sql` and `)}
     order by e.severity, e.opened_at, e.exception_id
     limit ${limit}`.execute(tx);
  return Number(numAffectedRows ?? 0);
};

/** One row for each order, longest known first. */
export const itemsFromOrders = async (
  tx: Tx,
  plan: string,
  { filter, ids }: { readonly filter: OrderFilter; readonly ids: readonly string[] | null },
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<number> => {
  const wanted = tx.selectFrom('dossier').select(['order_id', 'order_number', 'created_at'])
    .where(matching(filter, now))
    .$if(ids !== null, (query) => query.where('order_id', 'in', [...(ids ?? [])]))
    .orderBy('created_at').orderBy('order_id').limit(limit);
  const { numAffectedRows } = await sql`
    insert into bulk_item (plan_id, position, order_id, consignment_id, order_number, state)
    select ${plan}, row_number() over (order by w.created_at, w.order_id), w.order_id, '',
           w.order_number, 'unread'
      from (${wanted}) w`.execute(tx);
  return Number(numAffectedRows ?? 0);
};

/** The next rows in a state, locked; those that another process has in hand are passed over. */
export const claimItems = async (
  tx: Tx,
  plan: string,
  state: ItemState,
  limit: number,
): Promise<readonly BulkItem[]> => {
  const rows = await tx.selectFrom('bulk_item').selectAll()
    .where('plan_id', '=', plan).where('state', '=', state)
    .orderBy('position').limit(limit).forUpdate().skipLocked().execute();
  return rows.map(asItem);
};

export const hasItems = async (tx: Tx, plan: string, state: ItemState): Promise<boolean> =>
  (await tx.selectFrom('bulk_item').select('position')
    .where('plan_id', '=', plan).where('state', '=', state).limit(1).execute()).length > 0;

export const listItems = async (
  tx: Tx,
  plan: string,
  { state, after, limit }: {
    readonly state: ItemState | null; readonly after: number; readonly limit: number;
  },
): Promise<readonly BulkItem[]> => {
  const rows = await tx.selectFrom('bulk_item').selectAll()
    .where('plan_id', '=', plan).where('position', '>', after)
    .$if(state !== null, (query) => query.where('state', '=', state ?? ''))
    .orderBy('position').limit(limit).execute();
  return rows.map(asItem);
};

export const saveItems = async (
  tx: Tx,
  plan: string,
  items: readonly BulkItem[],
): Promise<void> => {
  if (items.length === 0) return;
  // One document for all rows: a statement a row would be ten times slower.
  const given = json(items.map((one) => ({
    position: one.position, state: one.state, facts: one.facts, words_before: one.before,
    words_after: one.after, words: one.words, done_at: one.doneAt,
    content: { touches: one.touches },
  })));
  await sql`
    update bulk_item i set state = g.state, facts = g.facts, words_before = g.words_before,
           words_after = g.words_after, words = g.words, done_at = g.done_at, content = g.content
      from jsonb_to_recordset(${given}::jsonb) as g (
        position integer, state text, facts text, words_before text, words_after text,
        words text, done_at bigint, content jsonb)
     where i.plan_id = ${plan} and i.position = g.position`.execute(tx);
};

export type Counted = {
  readonly states: Readonly<Record<ItemState, number>>;
  readonly touches: readonly { readonly what: string; readonly count: number }[];
  /** Why so many were left out. */
  readonly leftOut: readonly { readonly words: string; readonly count: number }[];
};

/** Of one plan only: its rows, not the store. */
export const countItems = async (tx: Tx, plan: string): Promise<Counted> => {
  const rows = await tx.selectFrom('bulk_item')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('plan_id', '=', plan).groupBy('state').execute();
  const of = (state: ItemState): number =>
    rows.find((row) => row.state === state)?.count ?? 0;
  const { rows: touches } = await sql<{ what: string; count: number }>`
    select t.what, count(*)::integer as count
      from bulk_item i, jsonb_array_elements_text(i.content -> 'touches') as t (what)
     where i.plan_id = ${plan} and i.state in ('planned', 'done')
     group by t.what order by t.what`.execute(tx);
  const { rows: leftOut } = await sql<{ words: string; count: number }>`
    select words, count(*)::integer as count from bulk_item
     where plan_id = ${plan} and state = 'left-out' and words is not null
     group by words order by count(*) desc, words limit 20`.execute(tx);
  return {
    states: {
      'unread': of('unread'), 'planned': of('planned'), 'left-out': of('left-out'),
      'done': of('done'),
    },
    touches,
    leftOut,
  };
};

/** What all planned rows say yes to, in their order: what the fingerprint of a plan is made of. */
export const factsPlanned = async (tx: Tx, plan: string): Promise<readonly string[]> => {
  const rows = await tx.selectFrom('bulk_item').select(['order_id', 'facts'])
    .where('plan_id', '=', plan).where('state', '=', 'planned').orderBy('position').execute();
  return rows.map((row) => `${row.order_id} ${row.facts ?? ''}`);
};

const asPlan = (row: {
  plan_id: string; state: string; content: unknown; made_at: number; made_by: string;
}): BulkPlan => ({
  id: row.plan_id,
  // Written by saveBulkPlan from these types.
  state: row.state as BulkState, content: row.content as BulkContent,
  madeAt: row.made_at as Instant, madeBy: row.made_by,
});

const asItem = (row: {
  position: number; order_id: string; order_number: string; consignment_id: string;
  exception_id: string | null; state: string; facts: string | null; content: unknown;
  words_before: string | null; words_after: string | null; words: string | null;
  done_at: number | null;
}): BulkItem => ({
  position: row.position, order: row.order_id, orderNumber: row.order_number,
  consignment: row.consignment_id === '' ? null : row.consignment_id,
  exception: row.exception_id,
  // Written by this room from these types.
  state: row.state as ItemState, facts: row.facts, before: row.words_before,
  after: row.words_after, words: row.words,
  touches: (row.content as { touches?: readonly string[] } | null)?.touches ?? [],
  doneAt: row.done_at,
});
