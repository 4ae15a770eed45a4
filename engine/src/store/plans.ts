/** Plans: what is tried first, approved by a person, and then carried out step by step. */
import type { ConsignmentId, OrderId } from '../core/model/ids.ts';
import { consignmentId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Decision } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { json } from './json.ts';

/** `dropped`: never approved. `aborted`: was approved, and is back in shadow mode. */
export const planStates = [
  'drafted', 'adopting', 'running', 'done', 'aborted', 'dropped',
] as const;
export type PlanState = (typeof planStates)[number];

/** How one warehouse goes live for some channels. */
export type GoingLiveContent = {
  readonly warehouse: string;
  readonly channels: readonly string[];
  readonly line: Instant;
  /** Whether a person opens each step, or it opens by itself when the one before has closed. */
  readonly advance: 'by-hand' | 'when-closed';
  /** 0 before the first step; then the place in the list of steps, from 1. */
  readonly step: number;
  /** When this state, or this step, began. */
  readonly since: Instant;
  /** Who approved it: adoptions are in that name. */
  readonly approvedBy: string | null;
};

export type Plan = {
  readonly id: string;
  readonly state: PlanState;
  readonly content: GoingLiveContent;
  readonly madeAt: Instant;
  readonly madeBy: string;
};

export type PlanChange = {
  readonly at: number; readonly by: string; readonly what: string; readonly why: string | null;
};

const kind = 'going-live';

export const savePlan = async (tx: Tx, plan: Plan, now: Instant): Promise<void> => {
  const { id, state, content, madeAt, madeBy } = plan;
  const changing = { state, content: json(content), changed_at: now };
  await tx.insertInto('plan')
    .values({ plan_id: id, kind, made_at: madeAt, made_by: madeBy, ...changing })
    .onConflict((clash) => clash.column('plan_id').doUpdateSet(changing)).execute();
};

export const savePlanChange = async (
  tx: Tx,
  plan: string,
  { at, by, what, why }: PlanChange,
): Promise<void> => {
  await tx.insertInto('plan_change').values({ plan_id: plan, at, by, what, why }).execute();
};

export const readPlanChanges = async (tx: Tx, plan: string): Promise<readonly PlanChange[]> =>
  tx.selectFrom('plan_change').select(['at', 'by', 'what', 'why'])
    .where('plan_id', '=', plan).orderBy('plan_change_id').execute();

/** Newest first. */
export const readPlans = async (tx: Tx, limit: number): Promise<readonly Plan[]> => {
  const rows = await tx.selectFrom('plan').selectAll().where('kind', '=', kind)
    .orderBy('made_at', 'desc').orderBy('plan_id').limit(limit).execute();
  return rows.map(asPlan);
};

export const readPlan = async (tx: Tx, id: string): Promise<Plan | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).executeTakeFirst();
  return row === undefined ? null : asPlan(row);
};

/** The plan, locked until the transaction ends: one change at a time. */
export const lockPlan = async (tx: Tx, id: string): Promise<Plan | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).forUpdate().executeTakeFirst();
  return row === undefined ? null : asPlan(row);
};

export type Admission = {
  readonly consignment: ConsignmentId; readonly step: number; readonly at: number;
};

export const readAdmissions = async (tx: Tx, plan: string): Promise<readonly Admission[]> => {
  const rows = await tx.selectFrom('admission').select(['consignment_id', 'step', 'at'])
    .where('plan_id', '=', plan).orderBy('at').orderBy('consignment_id').execute();
  return rows.map(({ consignment_id: id, step, at }) =>
    ({ consignment: consignmentId(id), step, at }));
};

export const saveAdmission = async (tx: Tx, plan: string, one: Admission): Promise<void> => {
  await tx.insertInto('admission')
    .values({ plan_id: plan, consignment_id: one.consignment, step: one.step, at: one.at })
    .onConflict((clash) => clash.doNothing()).execute();
};

type Scope = Pick<GoingLiveContent, 'warehouse' | 'channels'>;

export type InScope = { readonly dossier: Dossier; readonly decision: Decision | null };

/**
 * Orders of a warehouse and its channels that stand in one account, in the order of their ids
 * after the one given: long work in slices.
 */
export const standingInScope = async (
  tx: Tx,
  { warehouse, channels }: Scope,
  connection: string,
  { after, limit }: { readonly after: OrderId | null; readonly limit: number },
): Promise<readonly InScope[]> => {
  const rows = await tx.selectFrom('dossier').select(['facts', 'decision'])
    .where('channel', 'in', [...channels])
    .where('order_id', '>', after ?? '')
    .where((eb) => eb.exists(eb.selectFrom('consignment')
      .innerJoin('bearer', 'bearer.consignment_id', 'consignment.consignment_id')
      .select('bearer.consignment_id')
      .whereRef('consignment.order_id', '=', 'dossier.order_id')
      .where('consignment.warehouse', '=', warehouse)
      .where('bearer.connection', '=', connection)))
    .orderBy('order_id').limit(limit).execute();
  // Written by saveFacts and saveDecision from these types.
  return rows.map((row) => ({
    dossier: row.facts as Dossier, decision: row.decision as Decision | null,
  }));
};

/** How many orders would be released, and how many were heard of before the line. */
export const countInScope = async (
  tx: Tx,
  { warehouse, channels }: Scope,
  line: Instant,
): Promise<{ readonly ready: number; readonly history: number }> => {
  const row = await tx.selectFrom('dossier')
    .where('channel', 'in', [...channels])
    .where((eb) => eb.exists(eb.selectFrom('consignment').select('consignment_id')
      .whereRef('consignment.order_id', '=', 'dossier.order_id')
      .where('consignment.warehouse', '=', warehouse)))
    .select([
      sql<number>`count(*) filter (where stage = 'ready-to-ship' and created_at >= ${line})`
        .as('ready'),
      sql<number>`count(*) filter (where created_at < ${line})`.as('history'),
    ])
    .executeTakeFirst();
  return { ready: row?.ready ?? 0, history: row?.history ?? 0 };
};

/** Orders that still wait for somebody or something. */
export const countOpenInScope = async (
  tx: Tx,
  { warehouse, channels }: Scope,
): Promise<number> => {
  const row = await tx.selectFrom('dossier')
    .where('channel', 'in', [...channels])
    .where('waits_on', 'is not', null)
    .where('order_id', 'in', (eb) => eb.selectFrom('consignment').select('order_id')
      .where('warehouse', '=', warehouse))
    .select(sql<number>`count(*)`.as('count')).executeTakeFirst();
  return row?.count ?? 0;
};

/** Decisions on the orders that were let through in one step. */
export const decisionsAdmitted = async (
  tx: Tx,
  plan: string,
  step: number,
): Promise<readonly (Decision | null)[]> => {
  const rows = await tx.selectFrom('admission')
    .innerJoin('consignment', 'consignment.consignment_id', 'admission.consignment_id')
    .innerJoin('dossier', 'dossier.order_id', 'consignment.order_id')
    .select('dossier.decision')
    .where('plan_id', '=', plan).where('step', '=', step).execute();
  return rows.map((row) => row.decision as Decision | null);
};

/** Every order of the scope is decided anew, now. */
export const wakeScope = async (
  tx: Tx,
  { warehouse, channels }: Scope,
  now: Instant,
): Promise<void> => {
  await tx.updateTable('dossier')
    .set({ look_again_at: sql<number>`least(coalesce(look_again_at, ${now}), ${now})` })
    .where('channel', 'in', [...channels])
    .where('order_id', 'in', (eb) => eb.selectFrom('consignment').select('order_id')
      .where('warehouse', '=', warehouse))
    .execute();
};

const asPlan = (row: {
  plan_id: string; state: string; content: unknown; made_at: number; made_by: string;
}): Plan => ({
  id: row.plan_id,
  // Written by savePlan from these types.
  state: row.state as PlanState, content: row.content as GoingLiveContent,
  madeAt: row.made_at as Instant, madeBy: row.made_by,
});
