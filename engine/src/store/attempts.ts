import { sql } from 'kysely';
import { callTimeout } from '../core/facts/attempts.ts';
import type { Attempt, Outcome } from '../core/model/dossier.ts';
import { orderId, type OrderId } from '../core/model/ids.ts';
import { later, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type BegunAttempt = {
  readonly attempt: Attempt;
  readonly connection: string;
  readonly order: string;
  readonly consignment: string;
  readonly epoch: number;
  /** Since when it waited for its turn; null where that is not known. */
  readonly dueAt: number | null;
  /** How long of that no call could leave, since the budget was spent or closed. */
  readonly budgetMilliseconds: number;
};

/** Commits that calls are about to leave. The caller has checked the lease in this transaction. */
export const saveBegun = async (tx: Tx, begun: readonly BegunAttempt[]): Promise<void> => {
  if (begun.length === 0) return;
  await tx
    .insertInto('attempt')
    .values(begun.map(({ attempt, connection, order, consignment, epoch, ...waited }) => ({
      attempt_id: attempt.id, connection, operation: attempt.operation, about: attempt.about,
      order_id: order, consignment_id: consignment, fingerprint: attempt.content, epoch,
      begun_at: attempt.begunAt, outcome: null, code: null, words: null, answered_at: null,
      due_at: waited.dueAt, budget_milliseconds: waited.budgetMilliseconds,
    })))
    .execute();
};

export const saveOutcomes = async (
  tx: Tx,
  answered: readonly { readonly attempt: string; readonly outcome: Outcome }[],
): Promise<void> => {
  if (answered.length === 0) return;
  const rows = answered.map(({ attempt, outcome }) => ({
    attempt_id: attempt,
    outcome: outcome.is,
    code: outcome.is === 'refused' ? outcome.code : null,
    words: outcome.is === 'done' ? null : outcome.text,
    answered_at: outcome.at,
  }));
  await sql`
    update attempt set outcome = said.outcome, code = said.code, words = said.words,
        answered_at = said.answered_at
      from jsonb_to_recordset(${json(rows)}) as said (
        attempt_id text, outcome text, code text, words text, answered_at bigint)
     where attempt.attempt_id = said.attempt_id`.execute(tx);
};

/** Whose label was bought with an answer that was lost, and may have been made in this time. */
export const purchasersIn = async (
  tx: Tx,
  connection: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly OrderId[]> => {
  const rows = await tx.selectFrom('attempt').select('order_id').distinct()
    .where('connection', '=', connection).where('operation', '=', 'buy-label')
    .where('begun_at', '>=', later(from, -callTimeout)).where('begun_at', '<=', to)
    .where((eb) => eb.or([eb('outcome', 'is', null), eb('outcome', '=', 'unknown')]))
    .execute();
  return rows.map((row) => orderId(row.order_id));
};

/** How much was taken out or voided on each connection since an instant. */
export const countLately = async (
  tx: Tx,
  since: number,
): Promise<readonly { connection: string; withdrawals: number; voids: number }[]> => {
  const rows = await tx
    .selectFrom('attempt')
    .select(['connection', 'operation', (eb) => eb.fn.countAll<number>().as('count')])
    .where('operation', 'in', ['withdraw-order', 'void-label'])
    .where('begun_at', '>', since)
    // What a person approved is no mass action any more, and stops nobody after it.
    .where(({ not, exists, selectFrom, ref }) => not(exists(selectFrom('plan_item')
      .select('plan_item_id')
      .where('name', '=', sql<string>`${ref('attempt.connection')} || ' ' ||
        ${ref('attempt.operation')} || ' ' || ${ref('attempt.about')}`)
      .where('state', 'in', ['approved', 'begun']))))
    .groupBy(['connection', 'operation'])
    .execute();
  const connections = [...new Set(rows.map((row) => row.connection))];
  return connections.map((connection) => {
    const of = (operation: string): number => rows.find((row) =>
      row.connection === connection && row.operation === operation)?.count ?? 0;
    return { connection, withdrawals: of('withdraw-order'), voids: of('void-label') };
  });
};
