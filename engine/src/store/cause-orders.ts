/** What stands behind causes: their orders by stage and van, how they closed, how words went. */
import { sql } from 'kysely';
import type { Tx } from './database.ts';

export type CauseOrders = {
  readonly group: string;
  /** Orders, each once. */
  readonly orders: number;
  readonly oldestSince: number;
  readonly stages: readonly { readonly stage: string; readonly orders: number }[];
  /** Those that lack their label yet, by where they would leave from and with whom. */
  readonly waiting: readonly {
    readonly warehouse: string; readonly carrier: string | null; readonly orders: number;
  }[];
};

/** Stages after which no van is missed any more for want of a label. */
const unlabelled = ['received', 'allocated', 'picking', 'ready-to-ship', 'in-shipstation'];

/** Of open exceptions only; of one warehouse where it is named. */
export const readCauseOrders = async (
  tx: Tx,
  groups: readonly string[],
  warehouse: string | null,
): Promise<ReadonlyMap<string, CauseOrders>> => {
  if (groups.length === 0) return new Map();
  const here = warehouse === null ? sql`true` : sql`e.warehouse = ${warehouse}`;
  const { rows } = await sql<{
    group_id: string; stage: string | null; warehouse: string | null; carrier: string | null;
    is_stage: number; is_place: number; orders: number; oldest: number;
  }>`
    select e.group_id, d.stage, e.warehouse, d.carrier,
           grouping(d.stage) as is_stage, grouping(e.warehouse) as is_place,
           count(distinct e.order_id)::integer as orders, min(e.since_at) as oldest
      from exception e join dossier d on d.order_id = e.order_id
     where e.closed_at is null and e.group_id = any(${[...groups]}) and ${here}
     group by grouping sets (
       (e.group_id), (e.group_id, d.stage), (e.group_id, d.stage, e.warehouse, d.carrier))
     order by e.group_id, orders desc, d.stage, e.warehouse, d.carrier`.execute(tx);
  const found = new Map<string, CauseOrders>();
  for (const whole of rows.filter((row) => row.is_stage === 1)) {
    const of = rows.filter((row) => row.group_id === whole.group_id && row.is_stage === 0);
    found.set(whole.group_id, {
      group: whole.group_id, orders: whole.orders, oldestSince: whole.oldest,
      stages: of.filter((row) => row.is_place === 1)
        .map(({ stage, orders }) => ({ stage: stage ?? 'received', orders })),
      waiting: together(of.flatMap(({ is_place: isPlace, stage, warehouse: place, ...rest }) =>
        isPlace === 1 || place === null || !unlabelled.includes(stage ?? 'received')
          ? [] : [{ warehouse: place, carrier: rest.carrier, orders: rest.orders }])),
    });
  }
  return found;
};

/** One for each warehouse and carrier, whatever stage its orders are in. */
const together = (waiting: CauseOrders['waiting']): CauseOrders['waiting'] =>
  [...Map.groupBy(waiting, ({ warehouse, carrier }) => JSON.stringify([warehouse, carrier]))
    .values()].flatMap((same) => same.slice(0, 1).map((first) => ({
    ...first, orders: same.reduce((sum, one) => sum + one.orders, 0),
  })));

export type Closing = { readonly at: number; readonly by: string | null;
  readonly why: string | null };

/** How the last of its exceptions closed before it came back, or before it was empty. */
export const readLastClosing = async (tx: Tx, group: string): Promise<Closing | null> => {
  const { rows } = await sql<{ at: number; by: string | null; why: string | null }>`
    select coalesce(closed_at, last_closed_at) as at,
           case when closed_at is null then last_closed_by else closed_by end as by,
           closed_why as why
      from exception
     where group_id = ${group} and coalesce(closed_at, last_closed_at) is not null
     order by 1 desc limit 1`.execute(tx);
  return rows[0] ?? null;
};

/** So many of the newest orders are looked through: what was long ago may mean something else. */
const newestOrders = 2_000;

/** By the warehouse's word for a service: what the labels of orders with it were. */
export const readWentAs = async (
  tx: Tx,
): Promise<readonly {
  readonly says: string; readonly carrier: string; readonly service: string | null;
  readonly orders: number;
}[]> => {
  const { rows } = await sql<{
    says: string; carrier: string; service: string | null; orders: number;
  }>`
    select c.value -> 'says' -> 'snapshot' ->> 'service' as says,
           l.label ->> 'carrier' as carrier, l.label ->> 'service' as service,
           count(*)::integer as orders
      from (select facts from dossier
             order by changed_at desc, order_id desc limit ${newestOrders}) d,
           jsonb_each(d.facts -> 'consignments') as c,
           lateral (select s.value -> 'label' as label
                      from jsonb_each(c.value -> 'labels') as s
                     where s.value -> 'label' ->> 'voidedAt' is null
                       and s.value -> 'label' ->> 'isReturn' is distinct from 'true'
                     limit 1) l
     where c.value -> 'says' -> 'snapshot' ->> 'service' is not null
       and l.label ->> 'carrier' is not null
     group by 1, 2, 3`.execute(tx);
  return rows;
};

/** The warehouses' words for carriers when parcels left, with whose label it was. */
export const readCalledSo = async (
  tx: Tx,
): Promise<readonly {
  readonly says: string; readonly carrier: string | null; readonly orders: number;
}[]> => {
  const { rows } = await sql<{ says: string; carrier: string | null; orders: number }>`
    select c.value -> 'says' -> 'snapshot' -> 'dispatch' ->> 'carrier' as says,
           l.carrier, count(*)::integer as orders
      from (select facts from dossier
             order by changed_at desc, order_id desc limit ${newestOrders}) d,
           jsonb_each(d.facts -> 'consignments') as c
           left join lateral (
             select s.value -> 'label' ->> 'carrier' as carrier
               from jsonb_each(c.value -> 'labels') as s
              where s.value -> 'label' ->> 'voidedAt' is null
                and c.value -> 'says' -> 'snapshot' -> 'dispatch' -> 'trackingNumbers'
                    @> to_jsonb(s.value -> 'label' ->> 'trackingNumber')
              limit 1) l on true
     where c.value -> 'says' -> 'snapshot' -> 'dispatch' ->> 'carrier' is not null
     group by 1, 2`.execute(tx);
  return rows;
};
