/** Views of lists that somebody named for everybody. */
import type { Tx } from './database.ts';
import { toldOf, type ViewAlert } from './view-alerts.ts';

export const viewPages = ['/orders', '/exceptions'] as const;
export type ViewPage = (typeof viewPages)[number];

export type TeamView = {
  readonly id: string;
  readonly page: ViewPage;
  readonly name: string;
  /** As it stands in the address: `?stage=picking`. */
  readonly search: string;
  /** The person, or the name of the key, that made it. */
  readonly maker: string;
  readonly madeBy: string;
  readonly madeAt: number;
  readonly changedBy: string;
  readonly changedAt: number;
  readonly alert: ViewAlert | null;
};

export const listTeamViews = async (tx: Tx): Promise<readonly TeamView[]> =>
  (await withAlerts(tx).orderBy('page').orderBy('name').execute()).map(asView);

/** Locked until the transaction ends; null when there is none. */
export const lockTeamView = async (tx: Tx, id: string): Promise<TeamView | null> => {
  const row = await withAlerts(tx)
    .where('team_view.view_id', '=', id).forUpdate('team_view').executeTakeFirst();
  return row === undefined ? null : asView(row);
};

const withAlerts = (tx: Tx) =>
  tx.selectFrom('team_view').leftJoin('view_alert', 'view_alert.view_id', 'team_view.view_id')
    .selectAll('team_view').select(['above', 'told_to', 'told_at', 'told_count', 'is_over']);

/** Without its alert. Answers false where another view of the page has that name. */
export const saveTeamView = async (tx: Tx, view: Omit<TeamView, 'alert'>): Promise<boolean> => {
  const row = await tx.insertInto('team_view').values({
    view_id: view.id, page: view.page, name: view.name, search: view.search, maker: view.maker,
    made_by: view.madeBy, made_at: view.madeAt, changed_by: view.changedBy,
    changed_at: view.changedAt,
  }).onConflict((clash) => clash.columns(['page', 'name']).doNothing())
    .returning('view_id').executeTakeFirst();
  return row !== undefined;
};

export const changeTeamView = async (
  tx: Tx,
  id: string,
  to: { readonly search: string; readonly by: string; readonly at: number },
): Promise<void> => {
  await tx.updateTable('team_view')
    .set({ search: to.search, changed_by: to.by, changed_at: to.at })
    .where('view_id', '=', id).execute();
};

export const removeTeamView = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('team_view').where('view_id', '=', id).execute();
};

// Written by this room from these types.
const asView = (row: {
  view_id: string; page: string; name: string; search: string; maker: string; made_by: string;
  made_at: number; changed_by: string; changed_at: number; above: number | null;
  told_to: string | null; told_at: number | null; told_count: number | null;
  is_over: boolean | null;
}): TeamView => ({
  id: row.view_id, page: row.page as ViewPage, name: row.name, search: row.search,
  maker: row.maker, madeBy: row.made_by, madeAt: row.made_at, changedBy: row.changed_by,
  changedAt: row.changed_at,
  alert: row.above === null || row.told_to === null ? null
    : { above: row.above, to: row.told_to, told: toldOf(row) },
});
