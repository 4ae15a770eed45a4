import { sql } from 'kysely';
import { shipStationOrderId, type ShipStationOrderId } from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type SweepPlace =
  /** Reading this list of open orders; the page that comes next. */
  | { readonly is: 'list'; readonly list: number; readonly page: string | null }
  /** Asking for those that were on no page, one by one. */
  | { readonly is: 'asking' };

/** What an independent count of the open orders found. */
export type SweepFound = {
  /** Orders that stand there as far as we know, when it began. */
  readonly here: number;
  /** Open orders of ours on the pages. */
  readonly there: number;
  /** Open orders of others. */
  readonly others: number;
  /** Numbers of orders with a key of ours that nobody here knows. */
  readonly strays: readonly string[];
  /** Orders that were on no page and were asked for by their id. */
  readonly asked: number;
  /** Of these: deleted there, or combined into another. */
  readonly gone: number;
};

export const nothingFound: SweepFound = {
  here: 0, there: 0, others: 0, strays: [], asked: 0, gone: 0,
};

export type SweepState = {
  /** A person asked for one; null when nobody did. */
  readonly askedAt: Instant | null;
  /** When the one under way began; null between two. */
  readonly begunAt: Instant | null;
  readonly place: SweepPlace;
  /** Over orders of every stage, not only over those that wait for a label. */
  readonly isWhole: boolean;
  readonly finishedAt: Instant | null;
  readonly wholeFinishedAt: Instant | null;
  /** Of the one under way, else of the last. */
  readonly found: SweepFound;
};

const orNull = (at: number | null): Instant | null => (at === null ? null : instant(at));

export const readSweep = async (tx: Tx, connection: string): Promise<SweepState> => {
  const row = await tx.selectFrom('sweep').selectAll()
    .where('connection', '=', connection).executeTakeFirst();
  return {
    askedAt: orNull(row?.asked_at ?? null),
    begunAt: orNull(row?.begun_at ?? null),
    // Written by saveSweep from this type.
    place: row?.page == null ? { is: 'asking' } : (JSON.parse(row.page) as SweepPlace),
    isWhole: row?.reach === 'whole',
    finishedAt: orNull(row?.finished_at ?? null),
    wholeFinishedAt: orNull(row?.whole_finished_at ?? null),
    // Written by saveSweep from this type.
    found: (row?.found as SweepFound | null | undefined) ?? nothingFound,
  };
};

export const saveSweep = async (tx: Tx, connection: string, state: SweepState): Promise<void> => {
  const values = {
    asked_at: state.askedAt, begun_at: state.begunAt, page: JSON.stringify(state.place),
    reach: state.isWhole ? 'whole' : 'open', finished_at: state.finishedAt,
    whole_finished_at: state.wholeFinishedAt, found: json(state.found),
  };
  await tx.insertInto('sweep').values({ connection, ...values })
    .onConflict((clash) => clash.column('connection').doUpdateSet(values)).execute();
};

/** A person wants one now; one that is under way counts. */
export const askForSweep = async (tx: Tx, connection: string, at: Instant): Promise<void> => {
  await tx.insertInto('sweep')
    .values({
      connection, asked_at: at, begun_at: null, reach: null, page: null, finished_at: null,
      whole_finished_at: null, found: null,
    })
    .onConflict((clash) => clash.column('connection').doUpdateSet({ asked_at: at }))
    .execute();
};

export const markSwept = async (
  tx: Tx,
  connection: string,
  orders: readonly ShipStationOrderId[],
  at: Instant,
): Promise<void> => {
  if (orders.length === 0) return;
  await tx.updateTable('bearer').set({ swept_at: at })
    .where('connection', '=', connection)
    .where('shipstation_order_id', 'in', [...orders]).execute();
};

/** Orders that can still be labelled, as far as we know; with the stages that an order has then. */
const standing = (tx: Tx, connection: string, isWhole: boolean) => tx
  .selectFrom('bearer')
  .innerJoin('consignment', 'consignment.consignment_id', 'bearer.consignment_id')
  .innerJoin('dossier', 'dossier.order_id', 'consignment.order_id')
  .where('bearer.connection', '=', connection)
  .where(sql<boolean>`bearer.stands`)
  .$if(!isWhole, (query) => query.where('dossier.stage', 'in', [
    'received', 'allocated', 'picking', 'ready-to-ship', 'in-shipstation',
  ]));

export const countStanding = async (tx: Tx, connection: string): Promise<number> => {
  const row = await standing(tx, connection, false)
    .select((eb) => eb.fn.count<number>('bearer.shipstation_order_id').distinct().as('count'))
    .executeTakeFirst();
  return row?.count ?? 0;
};

/** The next order that stands here and was neither on a page nor seen since the sweep began. */
export const nextUnswept = async (
  tx: Tx,
  connection: string,
  { begunAt, isWhole }: { readonly begunAt: Instant; readonly isWhole: boolean },
): Promise<ShipStationOrderId | null> => {
  const row = await standing(tx, connection, isWhole)
    .select('bearer.shipstation_order_id as id')
    .where((eb) => eb.or([
      eb('bearer.swept_at', 'is', null), eb('bearer.swept_at', '<', begunAt),
    ]))
    .where(sql<boolean>`(dossier.facts -> 'consignments' -> bearer.consignment_id -> 'orders'
      -> bearer.shipstation_order_id ->> 'seenAt')::bigint < ${begunAt}`)
    .orderBy('bearer.shipstation_order_id')
    .limit(1).executeTakeFirst();
  return row === undefined ? null : shipStationOrderId(row.id);
};
