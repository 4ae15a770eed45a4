/** Exceptions as they open and close, what people do about them, and their causes. */
import { sql } from 'kysely';
import { aboutException } from '../core/facts/about-exception.ts';
import type { Exception } from '../core/model/decision.ts';
import { severityOf, type Owner } from '../core/model/exceptions.ts';
import type { ConsignmentId, OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { exceptionGroupIdOf } from './ids.ts';
import { json } from './json.ts';

export type OpenException = {
  readonly id: string;
  readonly order: OrderId;
  readonly consignment: ConsignmentId;
  readonly exception: Exception;
  readonly warehouse: string;
  readonly channel: string;
  /** Over which it came; null where the policy names none. */
  readonly connection: string | null;
  readonly limitAt: Instant;
  /** To which role its kind falls by the policy under which it was decided. */
  readonly owner: Owner;
};

/**
 * Holds the lists of open exceptions of these orders to what was decided: new ones open, those
 * that are no longer true close by proof. An id follows from order, consignment, code and fault,
 * so that a cause that comes back is known by the same id, and says that it came back.
 */
export const saveExceptions = async (
  tx: Tx,
  orders: readonly OrderId[],
  wanted: readonly OpenException[],
  now: Instant,
): Promise<void> => {
  if (orders.length === 0) return;
  // The same cause twice is one exception, as it was said last.
  const byId = new Map(wanted.map((one) => [one.id, one] as const));
  const open = await tx
    .selectFrom('exception')
    .select(['exception_id', 'group_id'])
    .where('order_id', 'in', [...orders])
    .where('closed_at', 'is', null)
    .execute();
  const gone = open.filter((row) => !byId.has(row.exception_id));
  if (gone.length > 0) {
    await tx.updateTable('exception').set({ closed_at: now, closed_by: 'proof', closed_why: null })
      .where('exception_id', 'in', gone.map((row) => row.exception_id)).execute();
  }
  const groupBefore = new Map(open.map((row) => [row.exception_id, row.group_id] as const));
  const moved = [...byId.values()].filter((one) => groupBefore.get(one.id) !== groupOf(one));
  await saveGroups(tx, moved, now);
  await touchGroups(tx, [...new Set([
    ...gone.flatMap((row) => row.group_id ?? []),
    ...moved.flatMap((one) => [groupOf(one), groupBefore.get(one.id) ?? groupOf(one)]),
  ])]);
  if (byId.size > 0) await write(tx, [...byId.values()], now);
};

const groupOf = ({ exception, connection }: OpenException): string =>
  exceptionGroupIdOf(exception, connection);

/** Came back after it had closed, or is worse than what somebody waits for: it is news again. */
const isNews = sql<boolean>`(exception.closed_at is not null or
  (exception.waiting_about is not null and exception.waiting_about <> excluded.about))`;

const unlessNews = <Value>(column: string) => sql<Value | null>`
  case when ${isNews} then null else ${sql.ref(`exception.${column}`)} end`;

const write = async (
  tx: Tx,
  wanted: readonly OpenException[],
  now: Instant,
): Promise<void> => {
  await tx
    .insertInto('exception')
    .values(wanted.map((one) => {
      const { id, order, consignment, exception, limitAt, warehouse, channel, connection } = one;
      return {
        exception_id: id, order_id: order, consignment_id: consignment, code: exception.code,
        fault: exception.fault, severity: severityOf(exception.code), owner: one.owner,
        lines: json(exception.lines), because: json(exception.because),
        since_at: exception.since, opened_at: now, closed_at: null, closed_by: null,
        about: aboutException(exception), group_id: groupOf(one), limit_at: limitAt, warehouse,
        channel, connection,
      };
    }))
    .onConflict((clash) => clash.column('exception_id').doUpdateSet((eb) => ({
      lines: eb.ref('excluded.lines'), because: eb.ref('excluded.because'),
      since_at: eb.ref('excluded.since_at'), about: eb.ref('excluded.about'),
      group_id: eb.ref('excluded.group_id'), warehouse: eb.ref('excluded.warehouse'),
      channel: eb.ref('excluded.channel'), connection: eb.ref('excluded.connection'),
      // Open all the while, or come back.
      opened_at: sql<number>`case when exception.closed_at is null
        then exception.opened_at else excluded.opened_at end`,
      limit_at: sql<number>`case when exception.closed_at is null and exception.limit_at is not null
        then exception.limit_at else excluded.limit_at end`,
      returned_at: sql<number | null>`case when ${isNews}
        then excluded.opened_at else exception.returned_at end`,
      last_closed_at: sql<number | null>`coalesce(exception.closed_at, exception.last_closed_at)`,
      last_closed_by: sql<string | null>`coalesce(exception.closed_by, exception.last_closed_by)`,
      acknowledged_by: unlessNews<string>('acknowledged_by'),
      acknowledged_at: unlessNews<number>('acknowledged_at'),
      waiting_by: unlessNews<string>('waiting_by'),
      waiting_until: unlessNews<number>('waiting_until'),
      waiting_why: unlessNews<string>('waiting_why'),
      waiting_about: unlessNews<string>('waiting_about'),
      closed_at: null, closed_by: null, closed_why: null,
    })).where(sql<boolean>`exception.closed_at is not null
      or (exception.lines, exception.because, exception.since_at, exception.group_id)
        is distinct from
          (excluded.lines, excluded.because, excluded.since_at, excluded.group_id)`))
    .execute();
};

/**
 * Those that are new, and those that had closed and fall to another role since; always in the same
 * order, so that two writers never cross. One that is open stays with its role.
 */
const saveGroups = async (
  tx: Tx,
  moved: readonly OpenException[],
  now: Instant,
): Promise<void> => {
  if (moved.length === 0) return;
  const groups = new Map(moved.map((one) => [groupOf(one), one] as const));
  const known = await tx.selectFrom('exception_group').select(['group_id', 'owner', 'closed_at'])
    .where('group_id', 'in', [...groups.keys()]).orderBy('group_id').execute();
  for (const { group_id: id, owner, closed_at: closedAt } of known) {
    const byRule = groups.get(id)?.owner;
    groups.delete(id);
    if (closedAt === null || byRule === undefined || byRule === owner) continue;
    await tx.updateTable('exception_group').set({ owner: byRule })
      .where('group_id', '=', id).where('closed_at', 'is not', null).execute();
  }
  if (groups.size === 0) return;
  const sorted = [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
  await tx.insertInto('exception_group')
    .values(sorted.map(([id, { exception: { code, fault }, connection, owner }]) => ({
      group_id: id, code, fault, connection, severity: severityOf(code), owner, open_count: 0,
      first_opened_at: now,
    })))
    .onConflict((clash) => clash.doNothing()).execute();
};

/** Their counts are out of date. Only ever added to, so that nobody waits for anybody here. */
export const touchGroups = async (tx: Tx, groups: readonly string[]): Promise<void> => {
  if (groups.length === 0) return;
  await tx.insertInto('exception_touched').values(groups.map((group_id) => ({ group_id })))
    .execute();
};

/** A person's word closes it, beside the ruling that keeps it closed. */
export const closeException = async (
  tx: Tx,
  id: string,
  { by, why, at }: { readonly by: string; readonly why: string; readonly at: Instant },
): Promise<void> => {
  const row = await tx.updateTable('exception')
    .set({ closed_at: at, closed_by: by, closed_why: why })
    .where('exception_id', '=', id).where('closed_at', 'is', null)
    .returning('group_id').executeTakeFirst();
  if (row?.group_id != null) await touchGroups(tx, [row.group_id]);
};
