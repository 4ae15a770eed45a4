/** Lists of exceptions and of their causes. Pages count nothing: the groups hold the counts. */
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.ts';

export const exceptionStates = [
  'new', 'acknowledged', 'waiting', 'returned', 'closed',
] as const;
export type ExceptionState = (typeof exceptionStates)[number];

/** `open`: every state but closed. Null members ask for nothing. */
export type ExceptionFilter = {
  readonly state: ExceptionState | 'open' | null;
  readonly code: string | null;
  readonly fault: string | null;
  readonly group: string | null;
  readonly severity: number | null;
  readonly owner: string | null;
  readonly connection: string | null;
  readonly warehouse: string | null;
  readonly channel: string | null;
  readonly orderNumber: string | null;
  readonly order: string | null;
  readonly ids: readonly string[] | null;
};

export const anyException: ExceptionFilter = {
  state: null, code: null, fault: null, group: null, severity: null, owner: null,
  connection: null, warehouse: null, channel: null, orderNumber: null, order: null, ids: null,
};

export type ExceptionRow = {
  readonly id: string;
  readonly order: string;
  readonly orderNumber: string;
  /** Its three systems do not say the same. */
  readonly disagrees: boolean;
  readonly consignment: string;
  readonly code: string;
  readonly fault: string;
  readonly group: string | null;
  readonly severity: number;
  readonly owner: string;
  /** That of its cause: by which it goes on past its limit. */
  readonly role: string;
  readonly lines: readonly string[];
  readonly because: unknown;
  readonly since: number;
  readonly openedAt: number;
  readonly limitAt: number | null;
  readonly state: ExceptionState;
  readonly warehouse: string | null;
  readonly channel: string;
  readonly connection: string | null;
  readonly acknowledgedBy: string | null;
  readonly waiting: { readonly by: string; readonly until: number; readonly why: string } | null;
  readonly returnedAt: number | null;
  readonly lastClosedAt: number | null;
  readonly lastClosedBy: string | null;
  readonly closed: { readonly at: number; readonly by: string; readonly why: string | null } | null;
};

/** What one exception says for itself comes before what was said about its whole cause. */
const waitingUntil = sql`coalesce(e.waiting_until, g.waiting_until)`;
const isAcknowledged = sql`(e.acknowledged_at is not null
  or coalesce(g.acknowledged_at >= coalesce(e.returned_at, 0), false))`;

const stateAt = (now: number): RawBuilder<ExceptionState> => sql<ExceptionState>`case
  when e.closed_at is not null then 'closed'
  when ${waitingUntil} > ${now} then 'waiting'
  when ${waitingUntil} is not null then 'returned'
  when e.returned_at is not null and not ${isAcknowledged} then 'returned'
  when ${isAcknowledged} then 'acknowledged'
  else 'new' end`;

/** One in no cause yet was written by a program of the version before. */
const roleOf = sql<string>`coalesce(g.owner, e.owner)`;
const ownerOf = sql<string>`coalesce(e.assigned_to, g.assigned_to, ${roleOf})`;

export type ExceptionPlace = readonly [number, number, string];

/** Open ones gravest first, then oldest; closed ones newest first. */
export const listExceptions = async (
  tx: Tx,
  filter: ExceptionFilter,
  page: { readonly after: ExceptionPlace | null; readonly limit: number; readonly now: number },
): Promise<readonly ExceptionRow[]> => {
  const { after, limit, now } = page;
  const isClosed = filter.state === 'closed';
  const place = after === null ? null : isClosed
    ? sql`(e.closed_at < ${after[1]}
        or (e.closed_at = ${after[1]} and e.exception_id > ${after[2]}))`
    : sql`(e.severity, e.opened_at, e.exception_id) > (${after[0]}, ${after[1]}, ${after[2]})`;
  const wanted = [...exceptionConditions(filter, now), ...(place === null ? [] : [place])];
  const { rows } = await sql<Raw>`
    select e.*, d.order_number, d.disagrees, d.channel as order_channel, ${stateAt(now)} as state,
           ${ownerOf} as owner_now, ${roleOf} as role_now,
           coalesce(e.acknowledged_by, g.acknowledged_by) as acknowledged_now,
           coalesce(e.waiting_by, g.waiting_by) as waiting_by_now,
           ${waitingUntil} as waiting_until_now,
           coalesce(e.waiting_why, g.waiting_why) as waiting_why_now
      from exception e
      join dossier d on d.order_id = e.order_id
      left join exception_group g on g.group_id = e.group_id
     where ${sql.join(wanted, sql` and `)}
     order by ${isClosed ? sql`e.closed_at desc, e.exception_id`
      : sql`e.severity, e.opened_at, e.exception_id`}
     limit ${limit}`.execute(tx);
  return rows.map(asRow);
};

export const readException = async (
  tx: Tx,
  id: string,
  now: number,
): Promise<ExceptionRow | null> => {
  const [row] = await listExceptions(
    tx, { ...anyException, ids: [id] }, { after: null, limit: 1, now });
  return row ?? null;
};

/** Conditions in SQL; never none, so that a list of no filter is still a list. */
export const exceptionConditions = (
  filter: ExceptionFilter,
  now: number,
): readonly RawBuilder<unknown>[] => {
  const { state, code, fault, group, severity, owner, connection } = filter;
  const { warehouse, channel, orderNumber, order, ids } = filter;
  const isOpenState = state !== null && state !== 'closed';
  return [
    sql`true`,
    ...(isOpenState ? [sql`e.closed_at is null`] : []),
    ...(state === 'closed' ? [sql`e.closed_at is not null`] : []),
    ...(isOpenState && state !== 'open' ? [sql`${stateAt(now)} = ${state}`] : []),
    ...(code === null ? [] : [sql`e.code = ${code}`]),
    ...(fault === null ? [] : [sql`e.fault = ${fault}`]),
    ...(group === null ? [] : [sql`e.group_id = ${group}`]),
    ...(severity === null ? [] : [sql`e.severity = ${severity}`]),
    ...(owner === null ? [] : [sql`${ownerOf} = ${owner}`]),
    ...(connection === null ? [] : [sql`e.connection = ${connection}`]),
    ...(warehouse === null ? [] : [sql`e.warehouse = ${warehouse}`]),
    ...(channel === null ? [] : [sql`d.channel = ${channel}`]),
    ...(orderNumber === null ? [] : [sql`d.order_number = ${orderNumber}`]),
    ...(order === null ? [] : [sql`e.order_id = ${order}`]),
    ...(ids === null ? [] : [sql`e.exception_id = any(${[...ids]})`]),
  ];
};

type Raw = {
  exception_id: string; order_id: string; order_number: string; disagrees: boolean;
  consignment_id: string;
  code: string; fault: string; group_id: string | null; severity: number; owner_now: string;
  role_now: string;
  lines: unknown; because: unknown; since_at: number; opened_at: number;
  limit_at: number | null; state: ExceptionState; warehouse: string | null;
  order_channel: string; connection: string | null; acknowledged_now: string | null;
  waiting_by_now: string | null; waiting_until_now: number | null;
  waiting_why_now: string | null; returned_at: number | null; last_closed_at: number | null;
  last_closed_by: string | null; closed_at: number | null; closed_by: string | null;
  closed_why: string | null;
};

const asRow = (row: Raw): ExceptionRow => ({
  id: row.exception_id, order: row.order_id, orderNumber: row.order_number,
  disagrees: row.disagrees, consignment: row.consignment_id, code: row.code,
  fault: row.fault, group: row.group_id,
  severity: row.severity, owner: row.owner_now, role: row.role_now,
  lines: Array.isArray(row.lines) ? row.lines.map(String) : [],
  because: row.because, since: row.since_at, openedAt: row.opened_at, limitAt: row.limit_at,
  state: row.state, warehouse: row.warehouse, channel: row.order_channel,
  connection: row.connection, acknowledgedBy: row.acknowledged_now,
  waiting: row.waiting_until_now === null || row.state !== 'waiting' ? null : {
    by: row.waiting_by_now ?? '', until: row.waiting_until_now, why: row.waiting_why_now ?? '',
  },
  returnedAt: row.state !== 'returned' ? null : row.waiting_until_now ?? row.returned_at,
  lastClosedAt: row.last_closed_at, lastClosedBy: row.last_closed_by,
  closed: row.closed_at === null ? null : {
    at: row.closed_at, by: row.closed_by ?? 'proof', why: row.closed_why,
  },
});
