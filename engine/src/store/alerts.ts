/** What is told to addresses outside: what was last told of causes, and what waits to be posted. */
import { sql } from 'kysely';
import type { ToldCause, WhyTold } from '../core/decide/worth-an-alert.ts';
import type { Severity } from '../core/model/exceptions.ts';
import { instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';
import type { ViewAlertContent } from './view-alerts.ts';

/** What an alert says beside its count: as it was when it was written. */
export type AlertContent = {
  readonly code: string;
  readonly fault: string;
  readonly connection: string | null;
  readonly owner: string;
  readonly oldestAt: number;
  readonly warehouses: readonly { readonly warehouse: string; readonly count: number }[];
  readonly before: { readonly at: number; readonly count: number } | null;
};

export type NewAlert = {
  readonly id: string;
  readonly address: string;
  readonly group: string;
  readonly why: WhyTold;
  readonly at: number;
  readonly count: number;
  readonly severity: Severity;
  readonly content: AlertContent;
};

/** Of all processes one judges at a time. Held until the transaction ends. */
export const mayJudge = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ may: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('gatepass alerts')) as may`.execute(tx);
  return rows[0]?.may === true;
};

export type OpenCause = {
  readonly id: string;
  readonly code: string;
  readonly fault: string;
  readonly connection: string | null;
  readonly severity: number;
  readonly owner: string;
  readonly backAt: number | null;
  readonly isPutOff: boolean;
  readonly parts: readonly {
    readonly warehouse: string | null; readonly count: number; readonly oldestAt: number;
  }[];
};

/** Every open cause, with what it holds in each warehouse. */
export const readOpenCauses = async (tx: Tx, now: number): Promise<readonly OpenCause[]> => {
  const { rows } = await sql<Omit<OpenCause, 'parts'> & { parts: unknown }>`
    select g.group_id as id, g.code, g.fault, g.connection, g.severity,
           coalesce(g.assigned_to, g.owner) as owner,
           case when g.waiting_until <= ${now} then g.waiting_until else g.returned_at end
             as "backAt",
           coalesce(g.waiting_until > ${now}, false) as "isPutOff", p.parts
      from exception_group g
      join lateral (
        select jsonb_agg(jsonb_build_object(
                 'warehouse', w.warehouse, 'count', w.count, 'oldestAt', w.oldest)
                 order by w.count desc, w.warehouse) as parts
          from (select e.warehouse, count(*)::integer as count, min(e.opened_at) as oldest
                  from exception e
                 where e.group_id = g.group_id and e.closed_at is null
                 group by e.warehouse) w) p on p.parts is not null
     where g.open_count > 0
     order by g.severity, g.group_id`.execute(tx);
  // Built by the statement above.
  return rows.map((row) => ({ ...row, parts: row.parts as OpenCause['parts'] }));
};

/** What was last told of each of these causes, by cause and address. */
export const readLastTold = async (
  tx: Tx,
  groups: readonly string[],
): Promise<ReadonlyMap<string, ToldCause>> => {
  if (groups.length === 0) return new Map();
  const { rows } = await sql<{
    group_id: string; address: string; at: number; count: number; severity: number;
  }>`
    select distinct on (group_id, address) group_id, address, at, count, severity from alert
     where group_id = any(${[...groups]})
     order by group_id, address, at desc`.execute(tx);
  return new Map(rows.map(({ group_id: group, address, at, count, severity }) => [
    toldKey(group, address),
    // Written by saveAlerts from this type.
    { at: instant(at), count, severity: severity as Severity },
  ]));
};

export const toldKey = (group: string, address: string): string => `${group} ${address}`;

/** In rows: a statement takes 65,535 parameters, and a row is thirteen. */
const rowsAtOnce = 500;

/** To be posted now. What of the same cause had not arrived there yet is overtaken. */
export const saveAlerts = async (
  tx: Tx,
  alerts: readonly NewAlert[],
): Promise<void> => {
  if (alerts.length === 0) return;
  await sql`
    update alert set state = 'overtaken'
      from unnest(${alerts.map((one) => one.group)}::text[],
                  ${alerts.map((one) => one.address)}::text[]) as newer (group_id, address)
     where alert.group_id = newer.group_id and alert.address = newer.address
       and alert.state in ('waiting', 'given-up')`.execute(tx);
  for (let from = 0; from < alerts.length; from += rowsAtOnce) {
    await tx.insertInto('alert').values(alerts.slice(from, from + rowsAtOnce).map((one) => ({
      alert_id: one.id, address: one.address, group_id: one.group, why: one.why, at: one.at,
      count: one.count, severity: one.severity, content: json(one.content), state: 'waiting',
      tries: 0, due_at: 0, tried_at: null, words: null,
    }))).execute();
  }
};

/**
 * Forgets what came to an end before, in world time, but not what addresses in force still go by:
 * the newest of each open cause and of each view that is still above, their newest try and what
 * they last heard.
 */
export const forgetAlerts = async (
  tx: Tx,
  before: number,
  inForce: readonly string[],
): Promise<void> => {
  await sql`
    delete from alert
     where at < ${before} and state in ('heard', 'overtaken', 'given-up')
       and (address <> all(${[...inForce]}::text[]) or alert_id not in (
         select distinct on (told.group_id, told.address) told.alert_id from alert told
           join exception_group g on g.group_id = told.group_id and g.open_count > 0
          order by told.group_id, told.address, told.at desc)
       and not exists (
         select 1 from view_alert v
          where v.view_id = alert.view_id and v.told_at = alert.at and not v.is_over)
       and alert_id not in (
         select distinct on (address, state = 'heard') alert_id from alert
          where tried_at is not null
          order by address, state = 'heard', tried_at desc))`.execute(tx);
};

/** What failed once and whose cause has closed since would say what is true no more. */
export const overtakeClosed = async (tx: Tx): Promise<void> => {
  await sql`
    update alert set state = 'overtaken' from exception_group g
     where alert.state = 'waiting' and alert.tried_at is not null
       and g.group_id = alert.group_id and g.open_count = 0`.execute(tx);
};

/** In milliseconds of wire time: doubled with every try, up to the longest. */
const firstRest = 30_000;
const longestRest = 4 * 3_600_000;
/** The last of them comes a day after the first. */
export const mostTries = 14;

export type DueAlert = Pick<NewAlert, 'id' | 'address' | 'at' | 'count'> & {
  readonly tries: number;
} & (
  | { readonly is: 'cause' } & Pick<NewAlert, 'group' | 'why' | 'severity' | 'content'>
  | { readonly is: 'view'; readonly view: string; readonly content: ViewAlertContent }
);

/** So that an address that never answers keeps those of others waiting only so long. */
const mostOfOne = 3;

/** Each is taken by one process, and comes up again if that one dies before it says what came. */
export const takeDueAlerts = async (
  tx: Tx,
  wireNow: number,
  limit: number,
): Promise<readonly DueAlert[]> => {
  const { rows } = await sql<{
    alert_id: string; address: string; group_id: string; view_id: string | null; why: WhyTold;
    at: number; count: number; severity: Severity; content: unknown; tries: number;
  }>`
    update alert set tries = tries + 1,
           due_at = ${wireNow}::bigint
             + least(${longestRest}::bigint, ${firstRest}::bigint * (2 ^ tries)::bigint)
     where alert_id in (
       select alert_id from alert
        where state = 'waiting' and due_at <= ${wireNow} and alert_id in (
          select alert_id from (
            select alert_id, due_at, at, row_number() over (
                     partition by address order by due_at, at, alert_id) as turn
              from alert where state = 'waiting' and due_at <= ${wireNow}) as queued
           where turn <= ${mostOfOne}
           order by turn, due_at, at, alert_id limit ${limit})
          for update skip locked)
    returning alert_id, address, group_id, view_id, why, at, count, severity, content, tries`
    .execute(tx);
  return rows.map((row) => {
    const { alert_id: id, address, at, count, tries, view_id: view } = row;
    const due = { id, address, at, count, tries };
    // Written by saveAlerts and saveViewAlert from these types.
    return view === null ? {
      ...due, is: 'cause', group: row.group_id, why: row.why, severity: row.severity,
      content: row.content as AlertContent,
    } : { ...due, is: 'view', view, content: row.content as ViewAlertContent };
  });
};

export type Tried = { readonly isHeard: boolean; readonly words: string; readonly at: number };

export const settleAlert = async (
  tx: Tx,
  { id, tries }: Pick<DueAlert, 'id' | 'tries'>,
  { isHeard, words, at }: Tried,
): Promise<void> => {
  const state = isHeard ? 'heard' : tries >= mostTries ? 'given-up' : 'waiting';
  await tx.updateTable('alert')
    .set({
      words, tried_at: at,
      // Overtaken while it was under way, it stays so, unless it was heard.
      state: isHeard ? state
        : sql<string>`case when state = 'waiting' then ${state} else state end`,
    })
    .where('alert_id', '=', id).execute();
};

/** Somebody tried the address by hand: a row of its own, so that it counts as the newest try. */
export const saveTest = async (
  tx: Tx,
  { id, address, isHeard, words, at }: Tried & { readonly id: string; readonly address: string },
): Promise<void> => {
  await tx.insertInto('alert').values({
    alert_id: id, address, group_id: null, why: 'test', at, count: 0, severity: 5,
    content: json({}), state: isHeard ? 'heard' : 'overtaken', tries: 1, due_at: 0, tried_at: at,
    words,
  }).execute();
};

/** An address that hears again is told at once what it missed, as far as it is still so. */
export const catchUp = async (tx: Tx, address: string): Promise<void> => {
  await sql`
    update alert set state = 'waiting', tries = 0, due_at = 0
     where address = ${address} and state in ('waiting', 'given-up') and tried_at is not null
       and (exists (select 1 from exception_group g
                     where g.group_id = alert.group_id and g.open_count > 0)
         or exists (select 1 from view_alert v
                     where v.view_id = alert.view_id and v.told_at is not null
                       and not v.is_over))`.execute(tx);
};

export type AddressState = {
  readonly lastHeardAt: number | null;
  /** The newest try was not heard: since when, and what came back. */
  readonly failing: { readonly since: number; readonly words: string } | null;
  readonly waiting: number;
};

export const readAddressStates = async (tx: Tx): Promise<ReadonlyMap<string, AddressState>> => {
  const { rows } = await sql<{
    address: string; heard_at: number | null; since: number | null; words: string | null;
    waiting: number;
  }>`
    with heard as (
      select address, max(tried_at) as at from alert where state = 'heard' group by address)
    select a.address, h.at as heard_at, f.since, f.words,
           (select count(*)::integer from alert w
             where w.address = a.address and w.state = 'waiting') as waiting
      from (select distinct address from alert) a
      left join heard h on h.address = a.address
      left join lateral (
        select min(u.at) as since, (array_agg(words order by tried_at desc))[1] as words
          from alert u
         where u.address = a.address and u.state <> 'heard'
           and u.tried_at > coalesce(h.at, 0)) f on true`.execute(tx);
  return new Map(rows.map(({ address, heard_at: lastHeardAt, since, words, waiting }) => [
    address, {
      lastHeardAt, waiting,
      failing: since === null ? null : { since, words: words ?? '' },
    },
  ]));
};

export type ToldRow = {
  readonly at: number; readonly count: number; readonly why: WhyTold; readonly address: string;
  readonly isHeard: boolean;
};

/** What was told of a cause, as far as it is remembered, oldest first. */
export const alertsOfGroup = async (tx: Tx, group: string): Promise<readonly ToldRow[]> => {
  const rows = await tx.selectFrom('alert').select(['at', 'count', 'why', 'address', 'state'])
    .where('group_id', '=', group).orderBy('at').orderBy('address').execute();
  return rows.map(({ at, count, why, address, state }) =>
    // Written by saveAlerts from this type.
    ({ at, count, why: why as WhyTold, address, isHeard: state === 'heard' }));
};
