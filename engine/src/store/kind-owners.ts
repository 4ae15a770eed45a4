/** Open causes whose role is not the one that the policy gives to their kind. */
import { sql } from 'kysely';
import type { OwnedKind } from '../core/policy/owners.ts';
import type { Tx } from './database.ts';

export type OwnedOtherwise = {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  /** Those that nobody has taken and that were given to nobody, with their orders, each once. */
  readonly causes: number;
  readonly orders: number;
  /** Those that somebody has taken or was given: they stay theirs. */
  readonly taken: number;
};

const rules = (kinds: readonly OwnedKind[]) => sql`
  unnest(${kinds.map(({ code }) => code)}::text[], ${kinds.map(({ owner }) => owner)}::text[])
    as rule (code, owner)`;

/** By kind and by the role that has them now. */
export const readOwnedOtherwise = async (
  tx: Tx,
  kinds: readonly OwnedKind[],
): Promise<readonly OwnedOtherwise[]> => {
  const isFree = sql`filter (where g.assigned_to is null)`;
  const { rows } = await sql<OwnedOtherwise>`
    select g.code, g.owner as "from", rule.owner as "to",
           (count(distinct g.group_id) ${isFree})::integer as causes,
           (count(distinct e.order_id) ${isFree})::integer as orders,
           (count(distinct g.group_id) filter (where g.assigned_to is not null))::integer as taken
      from exception_group g
      join ${rules(kinds)} on rule.code = g.code and rule.owner <> g.owner
      join exception e on e.group_id = g.group_id and e.closed_at is null
     group by g.code, g.owner, rule.owner
     order by g.code, g.owner`.execute(tx);
  return rows;
};

/**
 * Hands the open causes that nobody has taken to the role of their kind, each with a line in its
 * history. Locked in the order in which counting locks them.
 */
export const handOver = async (
  tx: Tx,
  kinds: readonly OwnedKind[],
  { by, at }: { readonly by: string; readonly at: number },
): Promise<void> => {
  await sql`
    with free as (
      select g.group_id, rule.owner
        from exception_group g
        join ${rules(kinds)} on rule.code = g.code and rule.owner <> g.owner
       where g.assigned_to is null and exists (
         select 1 from exception e where e.group_id = g.group_id and e.closed_at is null)
       order by g.group_id
         for no key update of g),
    given as (
      update exception_group g set owner = free.owner
        from free where g.group_id = free.group_id
      returning g.group_id, g.owner)
    insert into exception_act (target, what, at, by, given_to)
    select group_id, 'reassign', ${at}::bigint, ${by}, owner from given`.execute(tx);
};
