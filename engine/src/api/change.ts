/**
 * The one way in which a route changes something. The change, its row in the audit and the answer
 * that is kept under its `Idempotency-Key` are one transaction: all of them are there afterwards,
 * or none (docs/decisions/023).
 */
import type { FastifyRequest } from 'fastify';
import type { Tx } from '../store/database.ts';
import { saidOfRow, settleRow, writeRow } from './audit.ts';
import type { ApiContext } from './context.ts';
import { keepAnswer, settleAnswer } from './repeated.ts';

/**
 * Answers what `work` answers, once it is committed. `work` may be done anew after a collision, so
 * it speaks to the store and nobody else; what it throws leaves neither change nor row. The status
 * of an answer other than 200 is set on the reply before this is called.
 */
export const change = async <Answer>(
  context: ApiContext,
  request: FastifyRequest,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> => {
  const said = saidOfRow(request);
  const { answer, kept } = await context.surroundings.database.transaction(async (tx) => {
    request.auditing = said;
    const done = await work(tx);
    await writeRow(tx, context, request);
    return { answer: done, kept: await keepAnswer(tx, context, request, done) };
  });
  settleRow(request);
  settleAnswer(request, kept);
  return answer;
};

/**
 * For what no transaction of ours can hold, such as a call to another system: its row is committed
 * before it begins, so that a crash leaves a row without its end, and never an end without a row.
 * What `look` throws is a refusal, and leaves none.
 */
export const tellBefore = async <Seen>(
  context: ApiContext,
  request: FastifyRequest,
  look: (tx: Tx) => Promise<Seen>,
): Promise<Seen> => {
  const said = saidOfRow(request);
  const seen = await context.surroundings.database.transaction(async (tx) => {
    request.auditing = said;
    const found = await look(tx);
    await writeRow(tx, context, request);
    return found;
  });
  settleRow(request);
  return seen;
};
