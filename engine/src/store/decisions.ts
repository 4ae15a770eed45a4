import { sql } from 'kysely';
import type { RollUp, Step } from '../core/explain/roll-up.ts';
import type { OpenSpell } from '../core/explain/waits.ts';
import type { Decision, Headline } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import type { OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import { saveStanding } from './bearers.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';
import { placedIn } from './placed.ts';

export type DecidedOrder = {
  readonly order: OrderId;
  readonly decision: Decision;
  /** The facts that it was made on, where they are not written yet. */
  readonly facts: Dossier | null;
  /** What lists are to know; null where it says nothing that the one before did not. */
  readonly news: { readonly standing: RollUp; readonly steps: readonly Step[] } | null;
};

/**
 * Writes when to look again, and the decision itself where it changed: all of them in one
 * statement, and the changed ones in one more.
 */
export const saveDecisions = async (
  tx: Tx,
  decided: readonly DecidedOrder[],
  about: { readonly policyVersion: number; readonly now: Instant },
): Promise<void> => {
  if (decided.length === 0) return;
  const { policyVersion, now } = about;
  const rows = decided.map(({ order, decision, facts, news }) => ({
    order_id: order, look_again_at: decision.lookAgainAt, is_new: news !== null,
    is_changed: news !== null || facts !== null, facts,
    ...(news === null ? {} : { decision, ...columnsOf(decision.headline, news.standing) }),
  }));
  const setWhenNew = sql.join(decidedColumns.map(([name]) => sql`${sql.ref(name)} =
    case when said.is_new then ${sql.ref(`said.${name}`)} else ${sql.ref(`dossier.${name}`)} end`));
  await sql`
    update dossier set
      look_again_at = said.look_again_at,
      facts = coalesce(said.facts, dossier.facts),
      placed_at = case when said.facts is null then dossier.placed_at
        else ${placedIn('said.facts')} end,
      changed_at = case when said.is_changed then ${now} else dossier.changed_at end,
      policy_version = case when said.is_new then ${policyVersion}
        else dossier.policy_version end,
      decided_at = case when said.is_new then ${now} else dossier.decided_at end,
      decision = case when said.is_new then said.decision else dossier.decision end,
      ${setWhenNew}
      from jsonb_to_recordset(${json(rows)}) as said (
        order_id text, look_again_at bigint, is_new boolean, is_changed boolean, facts jsonb,
        decision jsonb, ${sql.join(decidedColumns.map(([name, type]) =>
          sql`${sql.ref(name)} ${sql.raw(type)}`))})
     where dossier.order_id = said.order_id`.execute(tx);
  await saveStanding(tx, decided.flatMap((one) => one.facts ?? []));
  const changed = decided.filter((one) => one.news !== null);
  if (changed.length === 0) return;
  await savePassages(tx, changed, now);
  await tx
    .insertInto('decision')
    .values(changed.map(({ order, decision }) => ({
      order_id: order, decided_at: now, policy_version: policyVersion, decision: json(decision),
    })))
    .execute();
};

/** What a decision leaves for lists and counts, and as what it is read out of a document. */
const decidedColumns = [
  ['stage', 'text'], ['waits_on', 'text'], ['since_at', 'bigint'], ['limit_at', 'bigint'],
  ['exception', 'text'], ['warehouse', 'text'], ['carrier', 'text'], ['disagrees', 'boolean'],
  ['service', 'text'],
  ['held_since_at', 'bigint'], ['held_until_at', 'bigint'],
  ['is_relabelled', 'boolean'], ['is_cancelled_late', 'boolean'],
  ['waits_since_at', 'bigint'], ['waits_limit_at', 'bigint'],
  ['label_owed_since', 'bigint'], ['label_owed_limit', 'bigint'],
  ['warehouse_owed_since', 'bigint'], ['warehouse_owed_limit', 'bigint'],
  ['channel_owed_since', 'bigint'], ['channel_owed_limit', 'bigint'],
  ['leave_owed_since', 'bigint'], ['leave_owed_limit', 'bigint'],
] as const;

type DecidedColumns = Readonly<Record<(typeof decidedColumns)[number][0], unknown>>;

const columnsOf = (
  headline: Headline,
  {
    warehouse, carrier, service, disagrees, waits, held, owed, isRelabelled, isCancelledLate,
  }: RollUp,
): DecidedColumns => {
  const since = (spell: OpenSpell | undefined | null) => spell?.since ?? null;
  const limit = (spell: OpenSpell | undefined | null) => spell?.limitAt ?? null;
  return {
    stage: headline.stage, waits_on: headline.waitsOn, since_at: headline.since,
    limit_at: headline.limitAt, exception: headline.exception,
    warehouse, carrier, service, disagrees,
    held_since_at: held?.since ?? null, held_until_at: held?.until ?? null,
    is_relabelled: isRelabelled, is_cancelled_late: isCancelledLate,
    waits_since_at: since(waits), waits_limit_at: limit(waits),
    label_owed_since: since(owed.label), label_owed_limit: limit(owed.label),
    warehouse_owed_since: since(owed['tell-warehouse']),
    warehouse_owed_limit: limit(owed['tell-warehouse']),
    channel_owed_since: since(owed['tell-channel']),
    channel_owed_limit: limit(owed['tell-channel']),
    leave_owed_since: since(owed.leave), leave_owed_limit: limit(owed.leave),
  };
};

/** Each step, with how long it is since the order was first ready to ship. */
const savePassages = async (
  tx: Tx,
  decided: readonly DecidedOrder[],
  now: Instant,
): Promise<void> => {
  const passages = decided.flatMap(({ order, news }) =>
    (news?.steps ?? []).map(({ from, to }) => ({
      order_id: order, warehouse: news?.standing.warehouse ?? null,
      carrier: news?.standing.carrier ?? null, from_stage: from, to_stage: to, at: now,
      ready_for: from === null ? null : sql<number | null>`(
        select ${now}::bigint - min(at) from passage
         where order_id = ${order} and to_stage = 'ready-to-ship')`,
    })));
  if (passages.length > 0) await tx.insertInto('passage').values(passages).execute();
};

