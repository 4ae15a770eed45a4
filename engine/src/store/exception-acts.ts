/** What people did about one exception (`exc_…`) or about all of one cause (`grp_…`). */
import type { Tx } from './database.ts';

export type Act = {
  readonly what: 'give' | 'acknowledge' | 'unacknowledge' | 'wait' | 'note' | 'close' | 'return'
    | 'reassign';
  readonly at: number;
  readonly by: string;
  readonly why: string | null;
  readonly until: number | null;
  readonly givenTo: string | null;
};

export type Target = {
  readonly id: string;
  readonly isGroup: boolean;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  /** What has to change for the matter to be worse: its evidence, or how many there are. */
  readonly worseThan: string | number;
};

/** Locked until the transaction ends; null when there is none. */
export const lockTarget = async (tx: Tx, id: string): Promise<Target | null> => {
  if (id.startsWith('grp_')) {
    const row = await tx.selectFrom('exception_group')
      .select(['open_count', 'closed_at']).where('group_id', '=', id)
      .forUpdate().executeTakeFirst();
    return row === undefined ? null : {
      id, isGroup: true, closedAt: row.closed_at, closedBy: null, worseThan: row.open_count,
    };
  }
  const row = await tx.selectFrom('exception').select(['closed_at', 'closed_by', 'about'])
    .where('exception_id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? null : {
    id, isGroup: false, closedAt: row.closed_at, closedBy: row.closed_by,
    worseThan: row.about ?? '',
  };
};

export type TargetChange = {
  readonly assigned_to?: string | null;
  readonly acknowledged_by?: string | null;
  readonly acknowledged_at?: number | null;
  readonly wait?: {
    readonly by: string; readonly until: number; readonly why: string;
    readonly worseThan: string | number;
  } | null;
};

export const changeTarget = async (
  tx: Tx,
  { id, isGroup }: Target,
  { wait, ...rest }: TargetChange,
): Promise<void> => {
  const waiting = wait === undefined ? {} : {
    waiting_by: wait?.by ?? null, waiting_until: wait?.until ?? null,
    waiting_why: wait?.why ?? null,
  };
  if (isGroup) {
    await tx.updateTable('exception_group')
      .set({
        ...rest, ...waiting,
        ...(wait === undefined ? {} : { waiting_count: Number(wait?.worseThan ?? 0) }),
      })
      .where('group_id', '=', id).execute();
    return;
  }
  await tx.updateTable('exception')
    .set({
      ...rest, ...waiting,
      ...(wait === undefined ? {} : {
        waiting_about: wait === null ? null : String(wait.worseThan),
      }),
    })
    .where('exception_id', '=', id).execute();
};

export const saveAct = async (tx: Tx, target: string, act: Act): Promise<void> => {
  await tx.insertInto('exception_act').values({
    target, what: act.what, at: act.at, by: act.by, why: act.why, until_at: act.until,
    given_to: act.givenTo,
  }).execute();
};

/** Whether it was ever given to somebody of exactly this name. */
export const wasGivenTo = async (tx: Tx, target: string, name: string): Promise<boolean> => {
  const row = await tx.selectFrom('exception_act').select('act_id')
    .where('target', '=', target).where('given_to', '=', name).limit(1).executeTakeFirst();
  return row !== undefined;
};

/** Oldest first. */
export const readActs = async (tx: Tx, target: string): Promise<readonly Act[]> => {
  const rows = await tx.selectFrom('exception_act').selectAll()
    .where('target', '=', target).orderBy('act_id').limit(500).execute();
  return rows.map((row) => ({
    // Written by saveAct from this type.
    what: row.what as Act['what'], at: row.at, by: row.by, why: row.why, until: row.until_at,
    givenTo: row.given_to,
  }));
};
