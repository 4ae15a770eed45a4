/** What warehouses say is on their shelves. By the warehouse's own time; older never wins. */
import { sql } from 'kysely';
import type { Circumstances, Dossier, StockLevel } from '../core/model/dossier.ts';
import { warehouseName } from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type StockSaid = {
  readonly kind: 'snapshot' | 'changes';
  readonly at: Instant;
  readonly items: readonly { readonly sku: string; readonly available: number }[];
};

export type StockTaken = {
  /** Figures that are known now and were not before. */
  readonly changed: readonly string[];
  /** Figures that lost against a newer one of the same article, or against a newer count. */
  readonly older: number;
  /** Figures that a whole count did not name, and that are not known any more. */
  readonly forgotten: number;
};

/** How many articles one transaction takes in, and one statement looks for in the orders. */
export const articlesAtOnce = 200;

/** Two calls of one warehouse wait for each other here; answers when it was counted as a whole. */
const lockCount = async (tx: Tx, warehouse: string): Promise<number> => {
  await sql`insert into stock_count (warehouse, at) values (${warehouse}, 0)
    on conflict (warehouse) do nothing`.execute(tx);
  const count = await tx.selectFrom('stock_count').select('at')
    .where('warehouse', '=', warehouse).forUpdate().executeTakeFirst();
  return count?.at ?? 0;
};

/** Takes figures in; one from before the newest whole count, or a newer figure, changes nothing. */
export const saveStock = async (
  tx: Tx,
  warehouse: string,
  { at, items }: Omit<StockSaid, 'kind'>,
): Promise<Omit<StockTaken, 'forgotten'>> => {
  if (at < await lockCount(tx, warehouse)) return { changed: [], older: items.length };
  // One document for all rows: how many values a statement may carry has a limit.
  const given = json(items);
  const { rows: known } = await sql<{ sku: string; available: number; at: number }>`
    select sku, available, at from stock where warehouse = ${warehouse} and sku in (
      select sku from jsonb_to_recordset(${given}) as given (sku text))`.execute(tx);
  const before = new Map(known.map((one) => [one.sku, one]));
  const newer = items.filter((one) => (before.get(one.sku)?.at ?? 0) <= at);
  await sql`
    insert into stock (warehouse, sku, available, at)
    select ${warehouse}, sku, available, ${at}::bigint
      from jsonb_to_recordset(${json(newer)}) as given (sku text, available integer)
    on conflict (warehouse, sku) do update set available = excluded.available, at = excluded.at`
    .execute(tx);
  return {
    changed: newer.filter((one) => before.get(one.sku)?.available !== one.available)
      .map((one) => one.sku),
    older: items.length - newer.length,
  };
};

/**
 * What a whole count leaves out is not known any more, which is less than zero units: nothing is
 * said to be missing because a list was short. Forgets a slice, and answers the articles in it; of
 * an older count than the newest, none.
 */
export const forgetStock = async (
  tx: Tx, warehouse: string, at: Instant,
): Promise<readonly string[]> => {
  if (at < await lockCount(tx, warehouse)) return [];
  await tx.updateTable('stock_count').set({ at }).where('warehouse', '=', warehouse).execute();
  const gone = await tx.deleteFrom('stock').where('warehouse', '=', warehouse)
    .where('sku', 'in', (all) => all.selectFrom('stock').select('sku')
      .where('warehouse', '=', warehouse).where('at', '<', at)
      .orderBy('sku').limit(articlesAtOnce))
    .returning('sku').execute();
  return gone.map((one) => one.sku);
};

export type StockFigure = { readonly sku: string } & StockLevel;

export const listStock = async (
  tx: Tx,
  warehouse: string,
  asked: { readonly sku: string | null; readonly after: string | null; readonly limit: number },
): Promise<readonly StockFigure[]> => {
  const { sku, after, limit } = asked;
  const rows = await tx.selectFrom('stock').select(['sku', 'available', 'at'])
    .where('warehouse', '=', warehouse)
    .$if(sku !== null, (query) => query.where('sku', '=', sku ?? ''))
    .$if(after !== null, (query) => query.where('sku', '>', after ?? ''))
    .orderBy('sku').limit(limit).execute();
  return rows.map((row) => ({ ...row, at: instant(row.at) }));
};

/**
 * The figures that bear on each of these orders: of goods that its warehouses have neither begun
 * to pick nor set aside. Where there are none of these, the store is not asked at all.
 */
export const stockFor = async (
  tx: Tx,
  dossiers: readonly Dossier[],
): Promise<(dossier: Dossier) => Circumstances['stock']> => {
  const wanted = Map.groupBy(dossiers.flatMap(unbegun), (one) => one.warehouse);
  const known = new Map<string, ReadonlyMap<string, StockLevel>>();
  for (const [warehouse, all] of wanted) {
    const rows = await tx.selectFrom('stock').select(['sku', 'available', 'at'])
      .where('warehouse', '=', warehouse)
      .where('sku', 'in', [...new Set(all.flatMap((one) => one.skus))]).execute();
    known.set(warehouse, new Map(rows.map(({ sku, available, at }) =>
      [sku, { available, at: instant(at) }] as const)));
  }
  return (dossier) => {
    const stock: Record<string, Readonly<Record<string, StockLevel>>> = {};
    for (const { warehouse, skus } of unbegun(dossier)) {
      stock[warehouse] = {
        ...stock[warehouse],
        ...Object.fromEntries(skus.flatMap((sku) => {
          const level = known.get(warehouse)?.get(sku);
          return level === undefined ? [] : [[sku, level] as const];
        })),
      };
    }
    return stock;
  };
};

const unbegun = ({ consignments }: Dossier) =>
  Object.values(consignments).flatMap(({ warehouse, says }) => {
    if (says === null || says.snapshot.status !== 'received') return [];
    const skus = says.snapshot.lines
      .filter((one) => one.ordered > one.allocated).map((one) => one.sku);
    return skus.length === 0 ? [] : [{ warehouse: warehouseName(warehouse), skus }];
  });

/**
 * Orders that are not begun and name one of these articles, at most `articlesAtOnce`, are decided
 * anew. They are found by an index over exactly this expression; which warehouse they are at is
 * asked of the few it finds.
 */
export const wakeForStock = async (
  tx: Tx,
  warehouse: string,
  skus: readonly string[],
  now: Instant,
): Promise<void> => {
  if (skus.length === 0) return;
  const given = json(skus);
  await sql`
    update dossier set look_again_at = least(coalesce(look_again_at, ${now}), ${now})
     where order_id in (
       select order_id from dossier
        where stage = 'received'
          and jsonb_path_query_array(facts, '$.consignments.*.says.snapshot.lines[*].sku')
              ?| array(select jsonb_array_elements_text(${given}))
          and exists (
            select 1
              from jsonb_each(facts -> 'consignments') as one,
                   jsonb_array_elements(one.value -> 'says' -> 'snapshot' -> 'lines') as line
             where one.value ->> 'warehouse' = ${warehouse}
               and line ->> 'sku' in (select jsonb_array_elements_text(${given})))
        order by order_id for update)`.execute(tx);
};
