/** Stops of the guard against mass action: each is a plan for a person, with what it withholds. */
import { sql } from 'kysely';
import type { GuardWord } from '../core/model/dossier.ts';
import { connectionName, orderId, type OrderId } from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Reason } from '../core/model/reasons.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type GuardEffect = 'withdraw' | 'void';

/** `lapsed`: nothing of it is wished any more, and nobody had to decide. */
export const guardStates = ['open', 'approved', 'refused', 'lapsed'] as const;
export type GuardState = (typeof guardStates)[number];

export type GuardContent = {
  readonly connection: string;
  readonly effect: GuardEffect;
  /** How many there had been in ten minutes when it stopped. */
  readonly count: number;
};

export type GuardPlan = {
  readonly id: string;
  readonly state: GuardState;
  readonly content: GuardContent;
  readonly madeAt: Instant;
};

/** `begun`: approved, and on its way or done. */
export type GuardItemState = 'withheld' | 'approved' | 'begun' | 'refused' | 'lapsed';

/** One wish that was withheld: of which order, about which lines, and why it was wished. */
export type GuardItemContent = {
  readonly connection: string;
  readonly do: GuardWord['do'];
  readonly about: string;
  readonly fingerprint: string;
  readonly orderNumber: string;
  readonly consignment: string;
  readonly lines: readonly string[];
  readonly because: readonly Reason[];
};

export type GuardItem = {
  /** Grows: whoever has seen one has seen all before it. */
  readonly place: number;
  readonly plan: string;
  readonly order: OrderId;
  readonly state: GuardItemState;
  readonly content: GuardItemContent;
};

const kind = 'guard';

export const nameOfWish = (
  { connection, do: operation, about }: Pick<GuardItemContent, 'connection' | 'do' | 'about'>,
): string => `${connection} ${operation} ${about}`;

/** What the guard holds on every connection; nothing passes there until a person has decided. */
export const readStops = async (
  tx: Tx,
): Promise<readonly (GuardContent & { plan: string; since: Instant })[]> => {
  const rows = await tx.selectFrom('guard_stop').selectAll().execute();
  return rows.map(({ connection, effect, plan_id: plan, count, since_at: since }) =>
    ({ connection, effect, plan, count, since: instant(since) }));
};

/**
 * The plan that holds this kind of effect, made when there is none yet; locked until the
 * transaction ends, so that nothing joins a plan while a person decides on it.
 */
export const lockStop = async (
  tx: Tx,
  content: GuardContent,
  { id, now }: { readonly id: string; readonly now: Instant },
): Promise<string> => {
  const { connection, effect, count } = content;
  const held = await lockHeld(tx, connection, effect);
  if (held !== null) return held;
  await tx.insertInto('plan').values({
    plan_id: id, kind, state: 'open', content: json(content), made_at: now, made_by: 'Gatepass',
    changed_at: now,
  }).execute();
  await tx.insertInto('guard_stop')
    .values({ connection, effect, plan_id: id, count, since_at: now })
    .onConflict((clash) => clash.doNothing()).execute();
  const winner = await lockHeld(tx, connection, effect);
  // Another process stopped it in the same moment: its plan stands, and ours never was.
  if (winner !== id) await tx.deleteFrom('plan').where('plan_id', '=', id).execute();
  return winner ?? id;
};

const lockHeld = async (
  tx: Tx,
  connection: string,
  effect: GuardEffect,
): Promise<string | null> => {
  const row = await tx.selectFrom('guard_stop').select('plan_id')
    .where('connection', '=', connection).where('effect', '=', effect)
    .forUpdate().executeTakeFirst();
  return row?.plan_id ?? null;
};

/** What is wished again after it had lapsed waits in the same plan again. */
export const withhold = async (
  tx: Tx,
  plan: string,
  items: readonly { readonly order: OrderId; readonly content: GuardItemContent }[],
  now: Instant,
): Promise<void> => {
  for (const { order, content } of items) {
    await tx.insertInto('plan_item').values({
      plan_id: plan, order_id: order, name: nameOfWish(content), state: 'withheld',
      content: json(content), at: now, said: null,
    }).onConflict((clash) => clash.columns(['plan_id', 'name'])
      .doUpdateSet({ state: 'withheld', content: json(content) })
      .where('plan_item.state', '=', 'lapsed')).execute();
  }
};

/** What people have said, or have still to say, of the wishes of one order. */
export const guardItemsOf = async (tx: Tx, order: OrderId): Promise<readonly GuardItem[]> => {
  const rows = await tx.selectFrom('plan_item')
    .innerJoin('plan', 'plan.plan_id', 'plan_item.plan_id')
    .select(['plan_item_id', 'plan_item.plan_id', 'order_id', 'plan_item.state',
      'plan_item.content'])
    .where('order_id', '=', order).where('kind', '=', kind)
    .where('plan_item.state', '<>', 'lapsed').orderBy('plan_item_id').execute();
  return rows.map(asItem);
};

/** The newest word on each wish of an order; who said it stands in the plan. */
export const readGuardWords = async (tx: Tx, order: OrderId): Promise<readonly GuardWord[]> => {
  const rows = await tx.selectFrom('plan_item')
    .innerJoin('plan', 'plan.plan_id', 'plan_item.plan_id')
    .select(['plan_item.state', 'plan_item.content', 'said'])
    .where('order_id', '=', order).where('kind', '=', kind)
    .where('plan_item.state', 'in', ['approved', 'begun', 'refused'])
    .orderBy('plan_item_id', 'desc').execute();
  return rows.map(({ state, content, said }) => {
    // Written by `withhold` and `decideItems` from these types.
    const wish = content as GuardItemContent;
    const { by, why } = said as { by: string; why: string | null };
    return {
      connection: connectionName(wish.connection), do: wish.do, about: wish.about,
      content: wish.fingerprint, is: state === 'refused' ? 'refused' : 'approved', by, why,
    };
  });
};

/** Wishes of an order that nobody wishes any more; a plan of which nothing is left closes. */
export const lapseItems = async (
  tx: Tx,
  items: readonly GuardItem[],
  now: Instant,
): Promise<void> => {
  if (items.length === 0) return;
  const plans = [...new Set(items.map((one) => one.plan))].toSorted();
  await tx.selectFrom('guard_stop').select('plan_id').where('plan_id', 'in', plans)
    .orderBy('plan_id').forUpdate().execute();
  await tx.updateTable('plan_item').set({ state: 'lapsed' })
    .where('plan_item_id', 'in', items.map((one) => one.place)).execute();
  for (const plan of plans) {
    if ((await countWithheld(tx, plan)) > 0) continue;
    const { numUpdatedRows } = await tx.updateTable('plan')
      .set({ state: 'lapsed', changed_at: now })
      .where('plan_id', '=', plan).where('state', '=', 'open').executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    await tx.deleteFrom('guard_stop').where('plan_id', '=', plan).execute();
  }
};

export const countWithheld = async (tx: Tx, plan: string): Promise<number> => {
  const row = await tx.selectFrom('plan_item').select((eb) => eb.fn.countAll<number>().as('count'))
    .where('plan_id', '=', plan).where('state', '=', 'withheld').executeTakeFirst();
  return row?.count ?? 0;
};

export const countItems = async (
  tx: Tx,
  plan: string,
): Promise<Readonly<Record<GuardItemState, number>>> => {
  const rows = await tx.selectFrom('plan_item')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('plan_id', '=', plan).groupBy('state').execute();
  const of = (state: GuardItemState): number =>
    rows.find((row) => row.state === state)?.count ?? 0;
  return {
    withheld: of('withheld'), approved: of('approved'), begun: of('begun'),
    refused: of('refused'), lapsed: of('lapsed'),
  };
};

/** Approved ones whose call is about to leave: they count for nothing against the guard. */
export const markItemsBegun = async (tx: Tx, names: readonly string[]): Promise<void> => {
  if (names.length === 0) return;
  await tx.updateTable('plan_item').set({ state: 'begun' })
    .where('name', 'in', [...names]).where('state', '=', 'approved').execute();
};

export const readGuardPlan = async (tx: Tx, id: string): Promise<GuardPlan | null> => {
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).executeTakeFirst();
  return row === undefined ? null : asPlan(row);
};

/** Open ones first, then the newest. */
export const readGuardPlans = async (tx: Tx, limit: number): Promise<readonly GuardPlan[]> => {
  const rows = await tx.selectFrom('plan').selectAll().where('kind', '=', kind)
    .orderBy(sql`case state when 'open' then 0 else 1 end`).orderBy('made_at', 'desc')
    .orderBy('plan_id').limit(limit).execute();
  return rows.map(asPlan);
};

/** The plan with its stop, locked: what is withheld stays as it is until the transaction ends. */
export const lockGuardPlan = async (tx: Tx, id: string): Promise<GuardPlan | null> => {
  await tx.selectFrom('guard_stop').select('plan_id').where('plan_id', '=', id)
    .forUpdate().execute();
  const row = await tx.selectFrom('plan').selectAll()
    .where('plan_id', '=', id).where('kind', '=', kind).forUpdate().executeTakeFirst();
  return row === undefined ? null : asPlan(row);
};

export const readGuardItems = async (
  tx: Tx,
  plan: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly GuardItem[]> => {
  const rows = await tx.selectFrom('plan_item')
    .select(['plan_item_id', 'plan_id', 'order_id', 'state', 'content'])
    .where('plan_id', '=', plan).where('plan_item_id', '>', after)
    .orderBy('plan_item_id').limit(limit).execute();
  return rows.map(asItem);
};

/** The place of the item that came in last; 0 where there is none. */
export const newestItem = async (tx: Tx, plan: string): Promise<number> => {
  const row = await tx.selectFrom('plan_item')
    .select((eb) => eb.fn.max('plan_item_id').as('place'))
    .where('plan_id', '=', plan).executeTakeFirst();
  return row?.place ?? 0;
};

/** The orders of what is withheld, up to a place. */
export const ordersWithheld = async (
  tx: Tx,
  plan: string,
  through: number,
): Promise<readonly OrderId[]> => {
  const rows = await tx.selectFrom('plan_item').select('order_id').distinct()
    .where('plan_id', '=', plan).where('state', '=', 'withheld')
    .where('plan_item_id', '<=', through).orderBy('order_id').execute();
  return rows.map((row) => orderId(row.order_id));
};

/** A person has decided on all that is withheld up to a place; answers on how many. */
export const decideItems = async (
  tx: Tx,
  plan: string,
  { is, through, by, why }: {
    readonly is: 'approved' | 'refused'; readonly through: number;
    readonly by: string; readonly why: string | null;
  },
): Promise<number> => {
  const { numUpdatedRows } = await tx.updateTable('plan_item')
    .set({ state: is, said: json({ by, why }) })
    .where('plan_id', '=', plan).where('state', '=', 'withheld')
    .where('plan_item_id', '<=', through).executeTakeFirst();
  return Number(numUpdatedRows);
};

/** Ends the stop: from here on the guard counts anew. */
export const closeGuardPlan = async (
  tx: Tx,
  id: string,
  state: GuardState,
  now: Instant,
): Promise<void> => {
  await tx.updateTable('plan').set({ state, changed_at: now }).where('plan_id', '=', id).execute();
  await tx.deleteFrom('guard_stop').where('plan_id', '=', id).execute();
};

const asPlan = (row: {
  plan_id: string; state: string; content: unknown; made_at: number;
}): GuardPlan => ({
  id: row.plan_id,
  // Written by lockStop and closeGuardPlan from these types.
  state: row.state as GuardState, content: row.content as GuardContent,
  madeAt: instant(row.made_at),
});

const asItem = (row: {
  plan_item_id: number; plan_id: string; order_id: string; state: string; content: unknown;
}): GuardItem => ({
  place: row.plan_item_id, plan: row.plan_id, order: orderId(row.order_id),
  // Written by withhold and decideItems from these types.
  state: row.state as GuardItemState, content: row.content as GuardItemContent,
});
