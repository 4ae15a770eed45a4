import type { Attempt, Outcome } from '../core/model/dossier.ts';
import type { Tx } from './database.ts';

export type BegunAttempt = {
  readonly attempt: Attempt;
  readonly connection: string;
  readonly order: string;
  readonly consignment: string;
  readonly epoch: number;
};

/** Commits that calls are about to leave. The caller has checked the lease in this transaction. */
export const saveBegun = async (tx: Tx, begun: readonly BegunAttempt[]): Promise<void> => {
  if (begun.length === 0) return;
  await tx
    .insertInto('attempt')
    .values(begun.map(({ attempt, connection, order, consignment, epoch }) => ({
      attempt_id: attempt.id, connection, operation: attempt.operation, about: attempt.about,
      order_id: order, consignment_id: consignment, fingerprint: attempt.content, epoch,
      begun_at: attempt.begunAt, outcome: null, code: null, words: null, answered_at: null,
    })))
    .execute();
};

export const saveOutcome = async (tx: Tx, attempt: string, outcome: Outcome): Promise<void> => {
  await tx
    .updateTable('attempt')
    .set({
      outcome: outcome.is,
      code: outcome.is === 'refused' ? outcome.code : null,
      words: outcome.is === 'done' ? null : outcome.text,
      answered_at: outcome.at,
    })
    .where('attempt_id', '=', attempt)
    .execute();
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
    .groupBy(['connection', 'operation'])
    .execute();
  const connections = [...new Set(rows.map((row) => row.connection))];
  return connections.map((connection) => {
    const of = (operation: string): number => rows.find((row) =>
      row.connection === connection && row.operation === operation)?.count ?? 0;
    return { connection, withdrawals: of('withdraw-order'), voids: of('void-label') };
  });
};
