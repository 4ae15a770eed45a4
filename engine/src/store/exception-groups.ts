/** Causes: all exceptions of one code, one value to blame and one connection, with their count. */
import { sql, type RawBuilder } from 'kysely';
import { escalatesTo } from '../core/model/exception-handling.ts';
import { owners } from '../core/model/exceptions.ts';
import type { Tx } from './database.ts';
import type { ExceptionState } from './exception-reading.ts';

export type GroupRow = {
  readonly id: string;
  readonly code: string;
  readonly fault: string;
  readonly connection: string | null;
  readonly severity: number;
  /** Who has it: whoever took it or was given it, else its role. */
  readonly owner: string;
  /** To which it falls by the rule for its kind, and by which it goes on past its limit. */
  readonly role: string;
  /** Who has taken it or was given it; null: it falls to its owner by rule. */
  readonly assignedTo: string | null;
  readonly count: number;
  readonly oldestAt: number | null;
  readonly limitAt: number | null;
  readonly firstOpenedAt: number;
  readonly state: ExceptionState;
  readonly acknowledgedBy: string | null;
  readonly waiting: { readonly by: string; readonly until: number; readonly why: string } | null;
  readonly returnedAt: number | null;
  readonly lastClosedAt: number | null;
  readonly closedAt: number | null;
};

const stateAt = (now: number) => sql<ExceptionState>`case
  when open_count = 0 then 'closed'
  when waiting_until > ${now} then 'waiting'
  when waiting_until is not null then 'returned'
  when returned_at is not null and acknowledged_at is null then 'returned'
  when acknowledged_at is not null then 'acknowledged'
  else 'new' end`;

/** The lists that people work from. What somebody waits for is in nobody's way until then. */
export const groupLists = ['mine', 'unowned', 'all', 'waiting', 'closed'] as const;
export type GroupList = (typeof groupLists)[number];

export type GroupFilter = {
  readonly state: ExceptionState | 'open';
  /** Null: whatever their state says. `me`: the name and the role of who asks. */
  readonly list: { readonly is: GroupList; readonly me: readonly string[] } | null;
  readonly code: string | null;
  readonly fault: string | null;
  readonly severity: number | null;
  readonly owner: string | null;
  readonly connection: string | null;
  readonly warehouse: string | null;
};

export type GroupPlace = readonly [number, number, string];

/** Gravest first, then those with the most parcels; closed ones newest first. */
export const listGroups = async (
  tx: Tx,
  filter: GroupFilter,
  page: { readonly after: GroupPlace | null; readonly limit: number; readonly now: number },
): Promise<readonly GroupRow[]> => {
  const { after, limit, now } = page;
  const isClosed = wantsClosed(filter);
  const conditions = [
    ...conditionsOf(filter, now),
    ...(after === null ? [] : [isClosed
      ? sql`(closed_at < ${after[1]} or (closed_at = ${after[1]} and group_id > ${after[2]}))`
      : sql`(severity > ${after[0]} or (severity = ${after[0]} and (open_count < ${after[1]}::bigint
          or (open_count = ${after[1]}::bigint and group_id > ${after[2]}))))`]),
  ];
  const { rows } = await sql<Raw>`
    select *, ${stateAt(now)} as state from exception_group
     where ${sql.join(conditions, sql` and `)}
     order by ${isClosed ? sql`closed_at desc, group_id` : sql`severity, open_count desc, group_id`}
     limit ${limit}`.execute(tx);
  return rows.map(asRow);
};

const wantsClosed = ({ state, list }: GroupFilter): boolean =>
  list === null ? state === 'closed' : list.is === 'closed';

const conditionsOf = (filter: GroupFilter, now: number): readonly RawBuilder<unknown>[] => {
  const { state, list, code, fault, severity, owner, connection, warehouse } = filter;
  const isClosed = wantsClosed(filter);
  return [
    isClosed ? sql`open_count = 0 and closed_at is not null` : sql`open_count > 0`,
    ...(list === null ? [] : [isOn(list, now)]),
    ...(list !== null || isClosed || state === 'open' ? [] : [sql`${stateAt(now)} = ${state}`]),
    ...(code === null ? [] : [sql`code = ${code}`]),
    ...(fault === null ? [] : [sql`fault = ${fault}`]),
    ...(severity === null ? [] : [sql`severity = ${severity}`]),
    ...(owner === null ? [] : [sql`coalesce(assigned_to, owner) = ${owner}`]),
    ...(connection === null ? [] : [sql`connection = ${connection}`]),
    ...(warehouse === null ? [] : [sql`exists (
      select 1 from exception e where e.group_id = exception_group.group_id
         and (e.closed_at is null) = ${!isClosed} and e.warehouse = ${warehouse})`]),
  ];
};

/**
 * A cause that nobody has taken is also in the list of those whose role it falls to, and one that
 * is past its limit, whoever has taken it, in the list of those to whom it goes then.
 */
const isOn = (
  { is, me }: { readonly is: GroupList; readonly me: readonly string[] },
  now: number,
): RawBuilder<unknown> => {
  const isWaiting = sql`coalesce(waiting_until > ${now}, false)`;
  switch (is) {
    case 'mine':
      return sql`(not ${isWaiting} and (coalesce(assigned_to, owner) = any(${[...me]})
        or (limit_at <= ${now} and owner = any(${goingTo(me)}))))`;
    case 'unowned':
      return sql`(not ${isWaiting} and assigned_to is null)`;
    case 'waiting':
      return isWaiting;
    case 'all':
    case 'closed':
      return sql`true`;
    default:
      return is satisfies never;
  }
};

/** Whose causes go to these when their limit has passed. */
const goingTo = (me: readonly string[]): string[] =>
  owners.filter((owner) => me.includes(escalatesTo[owner]));

export type ListCount = { readonly causes: number; readonly orders: number };

/** How many causes each list has, and how many orders they bear on, each once. */
export const countGroups = async (
  tx: Tx,
  filter: Omit<GroupFilter, 'list' | 'state'>,
  { me, now }: { readonly me: readonly string[]; readonly now: number },
): Promise<Readonly<Record<GroupList, ListCount>>> => {
  const count = async (is: GroupList): Promise<ListCount> => {
    const wanted = conditionsOf({ ...filter, state: 'open', list: { is, me } }, now);
    const { rows } = await sql<ListCount>`
      with wanted as (
        select group_id from exception_group where ${sql.join(wanted, sql` and `)})
      select (select count(*)::integer from wanted) as causes,
             (select count(distinct e.order_id)::integer from exception e
               where e.closed_at is null and e.group_id in (select group_id from wanted)
                 and ${filter.warehouse === null ? sql`true`
                   : sql`e.warehouse = ${filter.warehouse}`}) as orders`.execute(tx);
    return rows[0] ?? { causes: 0, orders: 0 };
  };
  return {
    mine: await count('mine'), unowned: await count('unowned'), all: await count('all'),
    waiting: await count('waiting'), closed: await count('closed'),
  };
};

export const readGroup = async (tx: Tx, id: string, now: number): Promise<GroupRow | null> => {
  const { rows } = await sql<Raw>`
    select *, ${stateAt(now)} as state from exception_group where group_id = ${id}`.execute(tx);
  const [row] = rows;
  return row === undefined ? null : asRow(row);
};

/** Groups a transaction counts anew at most: long work in slices. */
const groupsPerSlice = 100;

/**
 * Counts anew what was touched; answers how many groups that were. A group that is empty has
 * closed; one that fills again has come back, and a wait ends early when it has doubled.
 */
export const recountGroups = async (tx: Tx, now: number): Promise<number> => {
  const { rows } = await sql<{ group_id: string }>`
    delete from exception_touched where touched_id in (
      select touched_id from exception_touched order by touched_id limit 1000
         for update skip locked)
    returning group_id`.execute(tx);
  const all = [...new Set(rows.map((row) => row.group_id))].toSorted();
  const groups = all.slice(0, groupsPerSlice);
  const later = all.slice(groupsPerSlice);
  if (later.length > 0) {
    await tx.insertInto('exception_touched').values(later.map((group_id) => ({ group_id })))
      .execute();
  }
  if (groups.length === 0) return 0;
  // Locked first, and counted in a statement of its own: it sees all that was committed before.
  await tx.selectFrom('exception_group').select('group_id').where('group_id', 'in', groups)
    .orderBy('group_id').forUpdate().execute();
  await sql`
    update exception_group g set
      open_count = c.count, oldest_at = c.oldest_at, limit_at = c.limit_at,
      closed_at = case when c.count > 0 then null
                       when g.open_count > 0 or g.closed_at is null then ${now}
                       else g.closed_at end,
      last_closed_at = case when c.count > 0 and g.closed_at is not null then g.closed_at
                            else g.last_closed_at end,
      returned_at = case when c.count > 0 and g.closed_at is not null then ${now}
                         when c.count >= 2 * g.waiting_count then ${now}
                         else g.returned_at end,
      acknowledged_by = case when ${isBack} then null else g.acknowledged_by end,
      acknowledged_at = case when ${isBack} then null else g.acknowledged_at end,
      waiting_by = case when ${isBack} then null else g.waiting_by end,
      waiting_until = case when ${isBack} then null else g.waiting_until end,
      waiting_why = case when ${isBack} then null else g.waiting_why end,
      waiting_count = case when ${isBack} then null else g.waiting_count end
    from (
      select t.group_id, count(e.exception_id)::integer as count,
             min(e.opened_at) as oldest_at, min(e.limit_at) as limit_at
        from unnest(${groups}::text[]) as t (group_id)
        left join exception e on e.group_id = t.group_id and e.closed_at is null
       group by t.group_id) c
    where g.group_id = c.group_id`.execute(tx);
  return groups.length;
};

const isBack = sql`(c.count > 0 and g.closed_at is not null)
  or (g.waiting_count > 0 and c.count >= 2 * g.waiting_count)`;

/**
 * What a program of the version before has opened is in no group yet: its orders are decided
 * anew. What it has closed was not counted: every open group is counted once more.
 */
export const mendGroups = async (tx: Tx, now: number): Promise<void> => {
  await sql`
    update dossier set look_again_at = ${now}
     where (look_again_at is null or look_again_at > ${now}) and order_id in (
       select order_id from exception where closed_at is null and group_id is null limit 500)`
    .execute(tx);
  await sql`
    insert into exception_touched (group_id)
    select group_id from exception_group where open_count > 0`.execute(tx);
};

type Raw = {
  group_id: string; code: string; fault: string; connection: string | null; severity: number;
  owner: string; open_count: number; oldest_at: number | null; limit_at: number | null;
  first_opened_at: number; closed_at: number | null; returned_at: number | null;
  last_closed_at: number | null; assigned_to: string | null; acknowledged_by: string | null;
  waiting_by: string | null; waiting_until: number | null; waiting_why: string | null;
  state: ExceptionState;
};

const asRow = (row: Raw): GroupRow => ({
  id: row.group_id, code: row.code, fault: row.fault, connection: row.connection,
  severity: row.severity, owner: row.assigned_to ?? row.owner, role: row.owner,
  assignedTo: row.assigned_to, count: row.open_count,
  oldestAt: row.oldest_at, limitAt: row.limit_at, firstOpenedAt: row.first_opened_at,
  state: row.state, acknowledgedBy: row.acknowledged_by,
  waiting: row.state !== 'waiting' || row.waiting_until === null ? null
    : { by: row.waiting_by ?? '', until: row.waiting_until, why: row.waiting_why ?? '' },
  returnedAt: row.state === 'returned' ? (row.waiting_until ?? row.returned_at) : null,
  lastClosedAt: row.last_closed_at, closedAt: row.closed_at,
});
