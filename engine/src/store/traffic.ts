/** What bears on how soon to look at a feed: what it showed of late, who called, who waits. */
import { sql } from 'kysely';
import { callTimeout, settling } from '../core/facts/attempts.ts';
import type { Stage } from '../core/model/decision.ts';
import type { Operation } from '../core/model/dossier.ts';
import { instant, type Instant, type Milliseconds } from '../core/model/instant.ts';
import { announce } from './announce.ts';
import type { Tx } from './database.ts';

/** What the looks at one feed have shown of late, and how its hooks kept up with them. */
export type FeedTraffic = {
  /** The newest look that showed something new. */
  readonly newsAt: Instant | null;
  /** How far apart such news came of late; null before the second. */
  readonly newsGap: Milliseconds | null;
  /** News that no hook had announced: since when its hook is owed. */
  readonly owedAt: Instant | null;
  /** Of so many of the newest hooks, in time or not, */
  readonly judged: number;
  /** so many came in time. */
  readonly announced: number;
  /** How many pieces of news the newest looks have shown before a hook told of them. */
  readonly owed: number;
  /** When a hook last stayed away altogether. */
  readonly unannouncedAt: Instant | null;
  /** How many hooks had been heard when the newest look began. */
  readonly heeded: number;
};

export const noTraffic: FeedTraffic = {
  newsAt: null, newsGap: null, owedAt: null, announced: 0, judged: 0, owed: 0,
  unannouncedAt: null, heeded: 0,
};

const orNull = (at: number | null): Instant | null => (at === null ? null : instant(at));

export const readTraffic = async (
  tx: Tx,
  connection: string,
  feed: string,
): Promise<FeedTraffic> => {
  const row = await tx.selectFrom('feed')
    .select([
      'news_at', 'news_gap', 'owed_at', 'owed', 'announced', 'judged', 'unannounced_at', 'heeded',
    ])
    .where('connection', '=', connection).where('feed', '=', feed).executeTakeFirst();
  return row === undefined ? noTraffic : {
    newsAt: orNull(row.news_at), newsGap: row.news_gap, owedAt: orNull(row.owed_at),
    owed: row.owed, announced: row.announced, judged: row.judged,
    unannouncedAt: orNull(row.unannounced_at), heeded: row.heeded,
  };
};

/** In the transaction that commits the page; the feed's row is there by then. */
export const saveTraffic = async (
  tx: Tx,
  connection: string,
  feed: string,
  traffic: FeedTraffic,
): Promise<void> => {
  await tx.updateTable('feed')
    .set({
      news_at: traffic.newsAt, news_gap: traffic.newsGap, owed_at: traffic.owedAt,
      owed: traffic.owed, announced: traffic.announced, judged: traffic.judged,
      unannounced_at: traffic.unannouncedAt, heeded: traffic.heeded,
    })
    .where('connection', '=', connection).where('feed', '=', feed).execute();
};

export type HookCalls = { readonly count: number; readonly newestAt: Instant };

/** Calls to our address that said to look at a feed; null when none was ever heard. */
export const readHookCalls = async (
  tx: Tx,
  connection: string,
  feed: string,
): Promise<HookCalls | null> => {
  const row = await tx.selectFrom('hook_call').select(['heard', 'heard_at'])
    .where('connection', '=', connection).where('feed', '=', feed).executeTakeFirst();
  return row === undefined ? null : { count: row.heard, newestAt: instant(row.heard_at) };
};

/** However many come, one row says that a look is asked for. */
export const saveHookCall = async (
  tx: Tx,
  connection: string,
  feeds: readonly string[],
  at: Instant,
): Promise<void> => {
  for (const feed of feeds.toSorted()) {
    await tx.insertInto('hook_call')
      .values({ connection, feed, heard_at: at, heard: 1 })
      .onConflict((clash) => clash.columns(['connection', 'feed']).doUpdateSet({
        heard_at: at, heard: sql<number>`hook_call.heard + 1`,
      }))
      .execute();
  }
  // Whoever holds the connection rests, maybe for seconds.
  await announce(tx, 'wishes', connection);
};

/**
 * Since when the youngest order of this connection waits at one of these stages. Asked before every
 * call: of each stage the youngest orders are looked at until one is of this connection.
 */
export const youngestAt = async (
  tx: Tx,
  connection: string,
  stages: readonly Stage[],
  waitsOn: string | null = null,
): Promise<Instant | null> => {
  const { rows } = await sql<{ since: number | null }>`
    with ours as materialized (
      select each.key as warehouse
        from policy_version,
             jsonb_each(coalesce(policy_version.policy -> 'warehouses', '{}'::jsonb)) as each
       where version = (select max(version) from policy_version)
         and each.value ->> 'shipstation' = ${connection}
    )
    select max(youngest.since_at) as since
      from (values ${sql.join(stages.map((one) => sql`(${one})`))}) as asked (stage)
     cross join lateral (
       select since_at from dossier
        where dossier.stage = asked.stage and since_at is not null
          ${waitsOn === null ? sql`` : sql`and waits_on = ${waitsOn}`}
          and exists (select 1 from consignment join ours using (warehouse)
            where consignment.order_id = dossier.order_id)
        order by since_at desc limit 1
     ) as youngest`.execute(tx);
  return orNull(rows[0]?.since ?? null);
};

/** A call is looked for so long after it went unanswered; then people have been told of it. */
const unansweredMatters = 3_600_000;

/**
 * When the newest call without an answer had settled: only a look that began from then on shows
 * whether it took effect. Null when every call of these kinds was answered.
 */
export const newestSettled = async (
  tx: Tx,
  connection: string,
  operations: readonly Operation[],
  now: Instant,
): Promise<Instant | null> => {
  if (operations.length === 0) return null;
  const settledAt = sql<number>`case when outcome is null
    then begun_at + ${callTimeout + settling}::bigint
    else answered_at + ${settling}::bigint end`;
  const row = await tx.selectFrom('attempt')
    .select(sql<number | null>`max(${settledAt})`.as('settled'))
    .where('connection', '=', connection)
    .where('operation', 'in', [...operations])
    .where('begun_at', '>', now - unansweredMatters)
    .where((eb) => eb.or([eb('outcome', 'is', null), eb('outcome', '=', 'unknown')]))
    .where(settledAt, '<=', now)
    .executeTakeFirst();
  return orNull(row?.settled ?? null);
};
