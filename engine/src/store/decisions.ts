import type { Decision, Exception } from '../core/model/decision.ts';
import { exceptionCodes } from '../core/model/exceptions.ts';
import type { ConsignmentId, OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

/** Writes when to look again, and the decision itself where it changed. */
export const saveDecision = async (
  tx: Tx,
  order: OrderId,
  decision: Decision,
  about: { policyVersion: number; now: Instant; isNew: boolean },
): Promise<void> => {
  const { headline } = decision;
  await tx
    .updateTable('dossier')
    .set({
      look_again_at: decision.lookAgainAt,
      ...(about.isNew
        ? {
            decision: json(decision), policy_version: about.policyVersion,
            decided_at: about.now, changed_at: about.now,
            stage: headline.stage, waits_on: headline.waitsOn, since_at: headline.since,
            limit_at: headline.limitAt, exception: headline.exception,
          }
        : {}),
    })
    .where('order_id', '=', order)
    .execute();
  if (!about.isNew) return;
  await tx
    .insertInto('decision')
    .values({
      order_id: order, decided_at: about.now, policy_version: about.policyVersion,
      decision: json(decision),
    })
    .execute();
};

export type OpenException = {
  readonly id: string;
  readonly consignment: ConsignmentId;
  readonly exception: Exception;
};

/**
 * Holds the list of open exceptions to what was decided: new ones open, those that are no longer
 * true close by proof. An id follows from order, consignment, code and fault, so that a cause
 * that comes back is known by the same id.
 */
export const saveExceptions = async (
  tx: Tx,
  order: OrderId,
  wanted: readonly OpenException[],
  now: Instant,
): Promise<void> => {
  const known = await tx
    .selectFrom('exception')
    .select(['exception_id', 'closed_at'])
    .where('order_id', '=', order)
    .execute();
  const isWanted = new Set(wanted.map((one) => one.id));
  const gone = known
    .filter((row) => row.closed_at === null && !isWanted.has(row.exception_id))
    .map((row) => row.exception_id);
  if (gone.length > 0) {
    await tx.updateTable('exception').set({ closed_at: now, closed_by: 'proof' })
      .where('exception_id', 'in', gone).execute();
  }
  const isOpen = new Set(
    known.filter((row) => row.closed_at === null).map((row) => row.exception_id));
  for (const { id, consignment, exception } of wanted) {
    const definition = exceptionCodes[exception.code];
    const content = {
      lines: json(exception.lines), because: json(exception.because), since_at: exception.since,
    };
    if (isOpen.has(id)) {
      await tx.updateTable('exception').set(content).where('exception_id', '=', id).execute();
      continue;
    }
    await tx
      .insertInto('exception')
      .values({
        exception_id: id, order_id: order, consignment_id: consignment, code: exception.code,
        fault: exception.fault, severity: definition.severity, owner: definition.owner,
        ...content, opened_at: now, closed_at: null, closed_by: null,
      })
      .onConflict((clash) => clash.column('exception_id').doUpdateSet({
        ...content, opened_at: now, closed_at: null, closed_by: null,
      }))
      .execute();
  }
};
