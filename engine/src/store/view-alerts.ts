/** Views of the team whose number of orders is told to an address outside. */
import { sql } from 'kysely';
import type { ToldView } from '../core/decide/view-above.ts';
import { instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type ViewAlertWish = {
  /** It is told when the view shows more orders than this. */
  readonly above: number;
  /** The address, as it is called in the policy. */
  readonly to: string;
};

export type ViewAlert = ViewAlertWish & { readonly told: ToldView | null };

/** What an alert of a view says beside its count: as it was when it was counted. */
export type ViewAlertContent = {
  readonly name: string;
  readonly page: string;
  readonly search: string;
  readonly above: number;
  readonly before: { readonly at: number; readonly count: number } | null;
};

export type NewViewAlert = {
  readonly id: string;
  readonly address: string;
  readonly view: string;
  readonly at: number;
  readonly count: number;
  readonly content: ViewAlertContent;
};

/** In place of the one that it carries, which is forgotten with all that was told of it. */
export const setViewAlert = async (
  tx: Tx,
  view: string,
  wish: ViewAlertWish | null,
): Promise<void> => {
  await tx.deleteFrom('view_alert').where('view_id', '=', view).execute();
  await tx.updateTable('alert').set({ state: 'overtaken' })
    .where('view_id', '=', view).where('state', 'in', ['waiting', 'given-up']).execute();
  if (wish === null) return;
  await tx.insertInto('view_alert').values({
    view_id: view, above: wish.above, told_to: wish.to, counted_at: null, told_at: null,
    told_count: null, is_over: false,
  }).execute();
};

export type DueView = ViewAlert & {
  readonly id: string; readonly name: string; readonly page: string; readonly search: string;
};

/** The one that was counted the longest ago, and so long ago; kept from others until then. */
export const takeDueView = async (
  tx: Tx,
  now: number,
  every: number,
): Promise<DueView | null> => {
  const { rows } = await sql<{
    view_id: string; name: string; page: string; search: string; above: number; told_to: string;
    told_at: number | null; told_count: number | null; is_over: boolean;
  }>`
    select a.view_id, v.name, v.page, v.search, a.above, a.told_to, a.told_at, a.told_count,
           a.is_over
      from view_alert a join team_view v on v.view_id = a.view_id
     where a.counted_at is null or abs(${now} - a.counted_at) >= ${every}
     order by a.counted_at nulls first, a.view_id limit 1
       for update of a skip locked`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const { view_id: id, name, page, search, above, told_to: to } = row;
  return { id, name, page, search, above, to, told: toldOf(row) };
};

export const saveCounted = async (
  tx: Tx,
  view: string,
  { at, told }: { readonly at: number; readonly told: ToldView | null },
): Promise<void> => {
  await tx.updateTable('view_alert').set({
    counted_at: at, told_at: told?.at ?? null, told_count: told?.count ?? null,
    is_over: told?.isOver ?? false,
  }).where('view_id', '=', view).execute();
};

/** To be posted now. What of the same view had not arrived yet is overtaken. */
export const saveViewAlert = async (tx: Tx, one: NewViewAlert): Promise<void> => {
  await tx.updateTable('alert').set({ state: 'overtaken' })
    .where('view_id', '=', one.view).where('state', 'in', ['waiting', 'given-up']).execute();
  await tx.insertInto('alert').values({
    alert_id: one.id, address: one.address, group_id: null, view_id: one.view, why: 'above',
    at: one.at, count: one.count,
    // Whoever is named there hears of it, however grave.
    severity: 5,
    content: json(one.content), state: 'waiting', tries: 0, due_at: 0, tried_at: null, words: null,
  }).execute();
};

/** What failed once, of a view that shows no more than its number by now, is true no more. */
export const overtakeOver = async (tx: Tx, view: string): Promise<void> => {
  await tx.updateTable('alert').set({ state: 'overtaken' })
    .where('view_id', '=', view).where('state', 'in', ['waiting', 'given-up'])
    .where('tried_at', 'is not', null).execute();
};

// Written by saveCounted from this type.
export const toldOf = (row: {
  told_at: number | null; told_count: number | null; is_over: boolean | null;
}): ToldView | null => row.told_at === null ? null : {
  at: instant(row.told_at), count: row.told_count ?? 0, isOver: row.is_over === true,
};
