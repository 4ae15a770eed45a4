/** The numbers of the first page: where orders are, how fast they move, and what holds them up. */
import { sql } from 'kysely';
import type { Stage } from '../core/model/decision.ts';
import type { Tx } from './database.ts';
import { ageOfSpell, matching, spellOf, type Age, type OrderFilter } from './order-filter.ts';

export type StageCount = {
  readonly stage: string;
  /** Null: a person holds them. */
  readonly age: Age | null;
  readonly count: number;
  readonly blocked: number;
  readonly oldestSince: number | null;
};

/** Open orders by stage and age. Orders that nobody owes anything are not counted here. */
export const countStages = async (
  tx: Tx,
  filter: OrderFilter,
  now: number,
): Promise<readonly StageCount[]> => {
  const age = ageOfSpell(undefined, now);
  const rows = await tx.selectFrom('dossier')
    .select((eb) => [
      'stage', age.as('age'), eb.fn.countAll<number>().as('count'),
      eb.fn.count<number>('exception').as('blocked'),
      eb.fn.min('waits_since_at').as('oldest'),
    ])
    .where(matching({ ...filter, isOpen: true }, now))
    // By its name: the parameters of the expression would be others here.
    .groupBy(['stage', sql.ref('age')]).execute();
  return rows.map((row) => ({
    stage: row.stage, age: row.age, count: row.count, blocked: row.blocked,
    oldestSince: row.oldest,
  }));
};

export type StepCount = { readonly stage: string; readonly in: number; readonly out: number };

/** How many orders came into each stage and left it, from an instant on: each order once. */
export const countSteps = async (
  tx: Tx,
  warehouse: string | null,
  from: number,
): Promise<readonly StepCount[]> => {
  const { rows } = await sql<StepCount>`
    with lately as (
      select order_id, from_stage, to_stage from passage join dossier using (order_id)
       where at >= ${from} and to_stage <> 'confirmed'
         and (${warehouse}::text is null or dossier.warehouse = ${warehouse}))
    select stage, count(distinct arrived)::int as "in", count(distinct gone)::int as out from (
      select to_stage as stage, order_id as arrived, null as gone from lately
      union all
      select from_stage, null, order_id from lately where from_stage is not null) as moves
    group by stage`.execute(tx);
  return rows;
};

export type CauseCount = {
  readonly code: string; readonly fault: string; readonly severity: number;
  readonly orders: number; readonly because: unknown; readonly oldestSince: number;
};

/** What holds up the most orders: open exceptions by code and value at fault. */
export const countCauses = async (
  tx: Tx,
  warehouse: string | null,
  limit: number,
): Promise<readonly CauseCount[]> => {
  const rows = await tx.selectFrom('exception')
    .innerJoin('dossier', 'dossier.order_id', 'exception.order_id')
    .select((eb) => [
      'code', 'fault', eb.fn.min('severity').as('severity'),
      eb.fn.count<number>('exception.order_id').distinct().as('orders'),
      sql`(array_agg(because order by exception.since_at))[1]`.as('because'),
      eb.fn.min('exception.since_at').as('oldest'),
    ])
    .where('closed_at', 'is', null)
    .$if(warehouse !== null, (query) => query.where('dossier.warehouse', '=', warehouse))
    .groupBy(['code', 'fault'])
    .orderBy('orders', 'desc').orderBy('severity').orderBy('code').orderBy('fault')
    .limit(limit).execute();
  return rows.map((row) => ({
    code: row.code, fault: row.fault, severity: row.severity, orders: row.orders,
    because: row.because, oldestSince: row.oldest,
  }));
};

const pastLimit: readonly Age[] = ['late', 'very-late'];

/** How many the filter lets through, the longest wait, and how many are past their limit. */
export const countWithLate = async (
  tx: Tx,
  filter: OrderFilter,
  now: number,
): Promise<{ readonly total: number; readonly late: number; readonly oldest: number | null }> =>
  tx.selectFrom('dossier')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.min(spellOf(filter.owes).since).as('oldest'),
      eb.fn.countAll<number>().filterWhere(matching({ ...filter, ages: pastLimit }, now))
        .as('late'),
    ])
    .where(matching(filter, now)).executeTakeFirstOrThrow();

/** How many orders people hold back, and when the first of those holds ends by itself. */
export const countHeld = async (
  tx: Tx,
  filter: OrderFilter,
  now: number,
): Promise<{ readonly total: number; readonly nextEnd: number | null }> =>
  tx.selectFrom('dossier')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'), eb.fn.min('held_until_at').as('nextEnd'),
    ])
    .where(matching({ ...filter, isHeld: true }, now)).executeTakeFirstOrThrow();

/**
 * Orders of a carrier that lack their label and that nobody holds: those that can be labelled, and
 * those that wait for a person first; and those labelled that have not left.
 */
export const countForVan = async (
  tx: Tx,
  van: { readonly warehouse: string; readonly carrier: string },
  waiting: readonly Stage[],
  now: number,
): Promise<{
  readonly toGo: number; readonly blocked: number; readonly labelled: number;
}> => {
  const of = { warehouses: [van.warehouse], carriers: [van.carrier] };
  const unlabelled = { ...of, stages: waiting, isHeld: false };
  const row = await tx.selectFrom('dossier')
    .select((eb) => [
      eb.fn.countAll<number>()
        .filterWhere(matching({ ...unlabelled, notWaitingOn: 'person' }, now)).as('toGo'),
      eb.fn.countAll<number>()
        .filterWhere(matching({ ...unlabelled, waitingOn: 'person' }, now)).as('blocked'),
      eb.fn.countAll<number>().filterWhere(matching({ ...of, owes: 'leave' }, now))
        .as('labelled'),
    ])
    .where(matching({ ...of, isOpen: true }, now)).executeTakeFirstOrThrow();
  return row;
};

/** How many orders of a carrier got their label from an instant on. */
export const countLabelled = async (
  tx: Tx,
  van: { readonly warehouse: string; readonly carrier: string },
  from: number,
): Promise<number> => {
  const row = await tx.selectFrom('passage')
    .select((eb) => eb.fn.count<number>('order_id').distinct().as('count'))
    .where('at', '>=', from).where('to_stage', '=', 'labelled')
    .where('warehouse', '=', van.warehouse).where('carrier', '=', van.carrier)
    .executeTakeFirst();
  return row?.count ?? 0;
};

export type Pace = {
  /** The whole hours from `from`, counted from 0. */
  readonly hour: number;
  readonly count: number;
  readonly median: number;
  readonly slowest5: number;
};

/** How long from ready to confirmed, in milliseconds, hour by hour from an instant on. */
export const paceByHour = async (
  tx: Tx,
  warehouse: string | null,
  from: number,
): Promise<readonly Pace[]> => {
  const { rows } = await sql<Pace>`
    select ((at - ${from}) / 3600000)::int as hour, count(*)::int as count,
           percentile_cont(0.5) within group (order by ready_for)::float8 as median,
           percentile_cont(0.95) within group (order by ready_for)::float8 as slowest5
      from passage
     where at >= ${from} and to_stage = 'confirmed' and ready_for is not null
       and (${warehouse}::text is null or warehouse = ${warehouse})
     group by 1 order by 1`.execute(tx);
  return rows;
};

export type DaySum = {
  readonly confirmed: number;
  /** Of those, without any exception but a nuisance, at any time. */
  readonly rightFirstTime: number;
  readonly channelTold: number;
  readonly median: number | null;
};

export const sumDay = async (
  tx: Tx,
  warehouse: string | null,
  from: number,
): Promise<DaySum> => {
  const { rows } = await sql<DaySum>`
    select count(distinct order_id) filter (where to_stage = 'confirmed')::int as confirmed,
           count(distinct order_id) filter (where to_stage = 'confirmed' and not exists (
             select 1 from exception where exception.order_id = passage.order_id
                and severity < 5))::int as "rightFirstTime",
           count(distinct order_id) filter (where to_stage = 'channel-told')::int
             as "channelTold",
           (percentile_cont(0.5) within group (order by ready_for)
             filter (where to_stage = 'confirmed'))::float8 as median
      from passage join dossier using (order_id)
     where at >= ${from}
       and (${warehouse}::text is null or dossier.warehouse = ${warehouse})`.execute(tx);
  return rows[0] ?? { confirmed: 0, rightFirstTime: 0, channelTold: 0, median: null };
};

/** Steps are for the curves of the last weeks; the story of an order is kept elsewhere. */
export const forgetSteps = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('passage').where('at', '<', before).execute();
};
