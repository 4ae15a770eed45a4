/** Replays: a period whose orders are decided anew, slice by slice, and compared. */
import { sql } from 'kysely';
import type { Decision } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import { orderId, type OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

/** `reading`: the feeds of the period are read again first. */
export const replayStates = ['reading', 'running', 'done', 'stopped'] as const;
export type ReplayState = (typeof replayStates)[number];

export type ReplayContent = {
  /** From here on, and before there. */
  readonly from: Instant;
  readonly to: Instant;
  /** Whether orders that would be decided otherwise are woken. */
  readonly goes: boolean;
  /** Up to which order all have been gone through; null before the first. */
  readonly after: OrderId | null;
  /** Orders gone through, and how many there were when it began: for the bar only. */
  readonly passed: number;
  readonly ahead: number;
  /** Orders of the period that were decided anew, and those decided otherwise. */
  readonly looked: number;
  readonly differing: number;
};

export type Replay = {
  readonly id: string;
  readonly state: ReplayState;
  readonly content: ReplayContent;
  readonly madeAt: Instant;
  readonly madeBy: string;
};

const kind = 'replay';

export const saveReplay = async (tx: Tx, replay: Replay, now: Instant): Promise<void> => {
  const { id, state, content, madeAt, madeBy } = replay;
  const changing = { state, content: json(content), changed_at: now };
  await tx.insertInto('plan')
    .values({ plan_id: id, kind, made_at: madeAt, made_by: madeBy, ...changing })
    .onConflict((clash) => clash.column('plan_id').doUpdateSet(changing)).execute();
};

/** Newest first. */
export const readReplays = async (tx: Tx, limit: number): Promise<readonly Replay[]> => {
  const rows = await tx.selectFrom('plan').selectAll().where('kind', '=', kind)
    .orderBy('made_at', 'desc').orderBy('plan_id').limit(limit).execute();
  return rows.map(asReplay);
};

export const readReplay = async (tx: Tx, id: string): Promise<Replay | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).executeTakeFirst();
  return row === undefined ? null : asReplay(row);
};

/** One replay is begun at a time: the next one sees what this one made. */
export const lockReplays = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('gatepass replay'))`.execute(tx);
};

export const lockReplay = async (tx: Tx, id: string): Promise<Replay | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).forUpdate().executeTakeFirst();
  return row === undefined ? null : asReplay(row);
};

/** The one under way, locked; null also while another process has its hands on it. */
export const claimReplay = async (tx: Tx): Promise<Replay | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('kind', '=', kind).where('state', 'in', ['reading', 'running'])
    .orderBy('made_at').limit(1).forUpdate().skipLocked().executeTakeFirst();
  return row === undefined ? null : asReplay(row);
};

/** What replays beyond the newest found is forgotten. */
export const forgetReplays = async (tx: Tx, kept: number): Promise<void> => {
  await sql`
    delete from plan_item where plan_id in (
      select plan_id from plan where kind = ${kind} order by made_at desc offset ${kept})
  `.execute(tx);
};

export const countOrders = async (tx: Tx): Promise<number> => {
  const row = await tx.selectFrom('dossier')
    .select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirst();
  return row?.count ?? 0;
};

export type InPeriod = {
  readonly id: OrderId;
  readonly orderNumber: string;
  readonly dossier: Dossier;
  readonly decision: Decision | null;
};

export type PeriodSlice = {
  /** How many orders were passed, and the last of them; null when none was left. */
  readonly passed: number;
  readonly last: OrderId | null;
  readonly orders: readonly InPeriod[];
};

/**
 * The next orders by their ids, and of them those that were heard of, seen or decided on in the
 * period. How many are passed is bounded, so that a short period in a large store blocks nobody.
 */
export const ordersInPeriod = async (
  tx: Tx,
  { from, to, after }: Pick<ReplayContent, 'from' | 'to' | 'after'>,
  limit: number,
): Promise<PeriodSlice> => {
  const ids = await tx.selectFrom('dossier').select('order_id')
    .where('order_id', '>', after ?? '').orderBy('order_id').limit(limit).execute();
  const last = ids.at(-1)?.order_id;
  if (last === undefined) return { passed: 0, last: null, orders: [] };
  const rows = await tx.selectFrom('dossier')
    .select(['order_id', 'order_number', 'facts', 'decision'])
    .where('order_id', '>', after ?? '').where('order_id', '<=', last)
    .where('created_at', '<', to).where('changed_at', '>=', from)
    .where((eb) => eb.or([
      eb('created_at', '>=', from),
      eb.exists(eb.selectFrom('sighting').select('sighting_id')
        .whereRef('sighting.order_id', '=', 'dossier.order_id')
        .where('at', '>=', from).where('at', '<', to)),
      eb.exists(eb.selectFrom('decision').select('decision_id')
        .whereRef('decision.order_id', '=', 'dossier.order_id')
        .where('decided_at', '>=', from).where('decided_at', '<', to)),
    ]))
    .orderBy('order_id').execute();
  return {
    passed: ids.length, last: orderId(last),
    // Written by saveFacts and saveDecision from these types.
    orders: rows.map((row) => ({
      id: orderId(row.order_id), orderNumber: row.order_number,
      dossier: row.facts as Dossier, decision: row.decision as Decision | null,
    })),
  };
};

/** One order that would be decided otherwise: what is said of it, and what would be. */
export type ReplayFinding = {
  readonly order: OrderId;
  readonly orderNumber: string;
  readonly was: string;
  readonly wouldBe: string;
};

export const saveFindings = async (
  tx: Tx,
  replay: string,
  findings: readonly ReplayFinding[],
  now: Instant,
): Promise<void> => {
  if (findings.length === 0) return;
  await tx.insertInto('plan_item').values(findings.map((one) => ({
    plan_id: replay, order_id: one.order, name: one.order, state: 'differs',
    content: json(one), at: now, said: null,
  }))).onConflict((clash) => clash.doNothing()).execute();
};

export const readFindings = async (
  tx: Tx,
  replay: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly place: number; readonly finding: ReplayFinding }[]> => {
  const rows = await tx.selectFrom('plan_item').select(['plan_item_id', 'content'])
    .where('plan_id', '=', replay).where('plan_item_id', '>', after)
    .orderBy('plan_item_id').limit(limit).execute();
  // Written by saveFindings from this type.
  return rows.map((row) => ({ place: row.plan_item_id, finding: row.content as ReplayFinding }));
};

const asReplay = (row: {
  plan_id: string; state: string; content: unknown; made_at: number; made_by: string;
}): Replay => ({
  id: row.plan_id,
  // Written by saveReplay from these types.
  state: row.state as ReplayState, content: row.content as ReplayContent,
  madeAt: row.made_at as Instant, madeBy: row.made_by,
});
