/**
 * The newest calls of a connection with the orders that each was about. A call is joined to the
 * attempts that were under way when it left: a connection makes one call at a time. What was sent
 * and answered stands with each order, in `call-texts.ts`.
 */
import { sql, type RawBuilder } from 'kysely';
import { operations } from '../core/model/dossier.ts';
import { longestCall } from './calls.ts';
import type { Tx } from './database.ts';

export type CallOrder = {
  readonly order: string;
  readonly orderNumber: string;
  /** Null while nobody knows: the answer is awaited, or whoever asked has ended. */
  readonly outcome: string | null;
  readonly words: string | null;
};

export type LoggedCall = {
  readonly id: number;
  readonly purpose: string;
  readonly startedAt: number;
  readonly tookMilliseconds: number | null;
  /** A status, a word of the way to files, `silence: …` and the like; null without an answer. */
  readonly result: string | null;
  readonly isFailed: boolean;
  readonly orders: readonly CallOrder[];
};

/** A call may be about a hundred orders; so many tell what kind they are. */
const ordersShown = 20;

export const listCalls = async (
  tx: Tx,
  asked: {
    readonly connection: string; readonly isFailed: boolean | null; readonly limit: number;
    readonly now: number;
  },
): Promise<readonly LoggedCall[]> => {
  const { connection, isFailed, limit, now } = asked;
  const failed = hasFailed(now);
  const found = await sql<{
    id: number; purpose: string; started_at: number; took: number | null; result: string | null;
    is_failed: boolean; orders: LoggedCall['orders'];
  }>`
    select call_id as id, purpose, started_at, took_milliseconds as took, result,
           ${failed} as is_failed,
           coalesce((select jsonb_agg(about) from (
             select attempt.order_id as "order", dossier.order_number as "orderNumber",
                    attempt.outcome, attempt.words
               from attempt join dossier on dossier.order_id = attempt.order_id
              where ${isUnderWay}
              order by attempt.outcome = 'done' nulls first, dossier.order_number
              limit ${ordersShown}) as about), '[]'::jsonb) as orders
      from call_log
     where connection = ${connection}
       and ${isFailed === null ? sql`true` : isFailed ? failed : sql`not ${failed}`}
     order by started_at desc, call_id desc limit ${limit}`.execute(tx);
  return found.rows.map((row) => ({
    id: row.id, purpose: row.purpose, startedAt: row.started_at, tookMilliseconds: row.took,
    result: row.result, isFailed: row.is_failed, orders: row.orders,
  }));
};

export type CallSums = {
  readonly calls: number;
  readonly failed: number;
  /** Null where none was answered. */
  readonly medianMilliseconds: number | null;
  /** One in twenty takes longer. */
  readonly slowMilliseconds: number | null;
};

/** Over all that is kept, with the failed ones that `listCalls` shows. */
export const sumCalls = async (tx: Tx, connection: string, now: number): Promise<CallSums> => {
  const { rows: [row] } = await sql<{
    calls: number; failed: number; median: number | null; slow: number | null;
  }>`
    select count(*)::int as calls, (count(*) filter (where ${hasFailed(now)}))::int as failed,
           percentile_disc(0.5) within group (order by took_milliseconds) as median,
           percentile_disc(0.95) within group (order by took_milliseconds) as slow
      from call_log where connection = ${connection}`.execute(tx);
  return {
    calls: row?.calls ?? 0, failed: row?.failed ?? 0,
    medianMilliseconds: row?.median ?? null, slowMilliseconds: row?.slow ?? null,
  };
};

const acts: RawBuilder<unknown> = sql.join(operations.map((one) => sql.lit(one)));

/** Looks are never about a wish; one whose process died may still seem to be under way. */
const isUnderWay = sql<boolean>`attempt.connection = call_log.connection
  and attempt.operation in (${acts})
  and attempt.begun_at between call_log.started_at - ${sql.lit(longestCall)}
                           and call_log.started_at
  and (attempt.answered_at is null or attempt.answered_at >= call_log.started_at)
  and call_log.purpose !~ '^(feed|sweep|list|probe) ?'`;

/**
 * No answer, a status that is a no, a way to files that was closed, or an answer that was none for
 * one of the orders in it.
 */
const hasFailed = (now: number): RawBuilder<boolean> => sql<boolean>`(case
  when result is null then started_at < ${now - longestCall}
  when result !~ '^([123][0-9][0-9]|[a-z-]+)$' then true
  else exists (select from attempt
    where ${isUnderWay} and attempt.outcome in ('refused', 'unknown')) end)`;
