/** What stands on our shelf for the other side to fetch, and how it called. */
import { sql } from 'kysely';
import type { ReleaseContent } from '../core/model/decision.ts';
import { consignmentId, orderId, type ConsignmentId, type OrderId } from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type ShelfStatus = 'awaiting' | 'cancelled' | 'shipped';

export type ShelfRow = {
  readonly key: string;
  readonly order: OrderId;
  readonly consignment: ConsignmentId;
  readonly status: ShelfStatus;
  readonly release: ReleaseContent;
  readonly changedAt: Instant;
  /** When it was first fetched as it stands; null while it has not been. */
  readonly fetchedAt: Instant | null;
  /** When it was first fetched at all. */
  readonly firstFetchedAt: Instant | null;
};

const columns = [
  'release_key', 'order_id', 'consignment_id', 'status', 'release', 'changed_at', 'fetched_at',
  'first_fetched_at',
] as const;

type Row = {
  release_key: string; order_id: string; consignment_id: string; status: string;
  release: unknown; changed_at: number; fetched_at: number | null;
  first_fetched_at: number | null;
};

const orNull = (at: number | null): Instant | null => (at === null ? null : instant(at));

const rowFrom = (row: Row): ShelfRow => ({
  key: row.release_key, order: orderId(row.order_id),
  consignment: consignmentId(row.consignment_id),
  // Only `saveOnShelf` writes these two.
  status: row.status as ShelfStatus, release: row.release as ReleaseContent,
  changedAt: instant(row.changed_at), fetchedAt: orNull(row.fetched_at),
  firstFetchedAt: orNull(row.first_fetched_at),
});

/** By their keys, in the order of these. */
export const readShelf = async (
  tx: Tx,
  connection: string,
  keys: readonly string[],
): Promise<readonly ShelfRow[]> => {
  if (keys.length === 0) return [];
  const rows = await tx.selectFrom('shelf_order').select([...columns])
    .where('connection', '=', connection).where('release_key', 'in', [...keys]).execute();
  const byKey = new Map(rows.map((row) => [row.release_key, rowFrom(row)] as const));
  return keys.flatMap((key) => byKey.get(key) ?? []);
};

/** By the number that people see, the newest first; several may share one. */
export const findOnShelf = async (
  tx: Tx,
  connection: string,
  orderNumber: string,
): Promise<readonly ShelfRow[]> => {
  const rows = await tx.selectFrom('shelf_order').select([...columns])
    .where('connection', '=', connection).where('order_number', '=', orderNumber)
    .orderBy('changed_at', 'desc').orderBy('release_key').limit(3).execute();
  return rows.map(rowFrom);
};

export const saveOnShelf = async (
  tx: Tx,
  connection: string,
  row: ShelfRow,
): Promise<void> => {
  const values = {
    status: row.status, release: json(row.release), changed_at: row.changedAt,
    fetched_at: row.fetchedAt, first_fetched_at: row.firstFetchedAt,
    order_number: row.release.number,
  };
  await tx.insertInto('shelf_order')
    .values({
      connection, release_key: row.key, order_id: row.order, consignment_id: row.consignment,
      ...values,
    })
    .onConflict((clash) => clash.columns(['connection', 'release_key']).doUpdateSet(values))
    .execute();
};

/** What changed in a window, both ends included, the longest unchanged first. */
export const keysChanged = async (
  tx: Tx,
  connection: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly string[]> => {
  const rows = await tx.selectFrom('shelf_order').select('release_key')
    .where('connection', '=', connection)
    .where('changed_at', '>=', from).where('changed_at', '<=', to)
    // Taken back before anybody fetched it: the other side never heard of it.
    .where((eb) => eb.or([
      eb('status', '=', 'awaiting'), eb('first_fetched_at', 'is not', null),
    ]))
    .orderBy('changed_at').orderBy('release_key').execute();
  return rows.map((row) => row.release_key);
};

/** What a window has passed by without being fetched counts as changed now, once. */
export const bringForward = async (
  tx: Tx,
  connection: string,
  before: Instant,
  now: Instant,
): Promise<void> => {
  await tx.updateTable('shelf_order').set({ changed_at: now })
    .where('connection', '=', connection).where('fetched_at', 'is', null)
    .where('changed_at', '<', before)
    .where((eb) => eb.or([
      eb('status', '=', 'awaiting'), eb('first_fetched_at', 'is not', null),
    ]))
    .execute();
};

type Window = { readonly from: Instant; readonly to: Instant };

/** What the first page of a window named; null when nobody asked for one, or long ago. */
export const readWindow = async (
  tx: Tx,
  connection: string,
  { from, to }: Window,
): Promise<readonly string[] | null> => {
  const row = await tx.selectFrom('shelf_window').select('keys')
    .where('connection', '=', connection)
    .where('from_at', '=', from).where('to_at', '=', to).executeTakeFirst();
  // Only `saveWindow` writes it.
  return row === undefined ? null : row.keys as readonly string[];
};

/** A window is read page by page within minutes; an hour is ample. */
const windowsKept = 3_600_000;

export const saveWindow = async (
  tx: Tx,
  connection: string,
  { from, to }: Window,
  keys: readonly string[],
  now: Instant,
): Promise<void> => {
  await tx.deleteFrom('shelf_window').where('connection', '=', connection)
    .where('taken_at', '<', now - windowsKept).execute();
  const values = { keys: json(keys), taken_at: now };
  await tx.insertInto('shelf_window')
    .values({ connection, from_at: from, to_at: to, ...values })
    .onConflict((clash) => clash.columns(['connection', 'from_at', 'to_at']).doUpdateSet(values))
    .execute();
};

/** How the other side has called; all null while it never did. */
export type ShelfCalls = {
  readonly fetchedAt: Instant | null;
  readonly fetchAnswer: string | null;
  readonly noticedAt: Instant | null;
  readonly noticeAnswer: string | null;
  /** The newest call with wrong credentials, and how many there were. */
  readonly refusedAt: Instant | null;
  readonly refused: number;
};

export const readShelfCalls = async (tx: Tx, connection: string): Promise<ShelfCalls> => {
  const row = await tx.selectFrom('shelf_call').selectAll()
    .where('connection', '=', connection).executeTakeFirst();
  return {
    fetchedAt: orNull(row?.fetched_at ?? null), fetchAnswer: row?.fetch_answer ?? null,
    noticedAt: orNull(row?.noticed_at ?? null), noticeAnswer: row?.notice_answer ?? null,
    refusedAt: orNull(row?.refused_at ?? null), refused: row?.refused ?? 0,
  };
};

export const noteShelfCall = async (
  tx: Tx,
  connection: string,
  call: { readonly is: 'fetch' | 'notice'; readonly answer: string },
  at: Instant,
): Promise<void> => {
  const values = call.is === 'fetch' ? { fetched_at: at, fetch_answer: call.answer }
    : { noticed_at: at, notice_answer: call.answer };
  await tx.insertInto('shelf_call').values({ connection, ...values })
    .onConflict((clash) => clash.column('connection').doUpdateSet(values)).execute();
};

export const noteShelfRefusal = async (tx: Tx, connection: string, at: Instant): Promise<void> => {
  await tx.insertInto('shelf_call').values({ connection, refused_at: at, refused: 1 })
    .onConflict((clash) => clash.column('connection').doUpdateSet({
      refused_at: at, refused: sql<number>`shelf_call.refused + 1`,
    }))
    .execute();
};
