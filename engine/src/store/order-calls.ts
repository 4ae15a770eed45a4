/** The calls made for one order, and when nothing was to leave where they went. */
import type { CallTry, ShutSpan } from '../core/explain/call-delay.ts';
import { effectOf } from '../core/decide/effect.ts';
import { operations, type Operation } from '../core/model/dossier.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';

/** Every try, oldest first. */
export const listOrderCalls = async (tx: Tx, order: string): Promise<readonly CallTry[]> => {
  const rows = await tx.selectFrom('attempt')
    .select([
      'attempt_id', 'connection', 'operation', 'about', 'fingerprint', 'due_at', 'begun_at',
      'outcome', 'answered_at', 'budget_milliseconds',
    ])
    .where('order_id', '=', order).orderBy('begun_at').orderBy('attempt_id').execute();
  return rows.map((row) => ({
    id: row.attempt_id, connection: row.connection,
    // Written by this room from these types, and so is the outcome.
    operation: row.operation as Operation, about: row.about, content: row.fingerprint,
    dueAt: instantOrNull(row.due_at), begunAt: instant(row.begun_at),
    outcome: row.outcome as CallTry['outcome'], answeredAt: instantOrNull(row.answered_at),
    budgetMilliseconds: row.budget_milliseconds,
  }));
};

const instantOrNull = (at: number | null): Instant | null => (at === null ? null : instant(at));

/** More of them within one order's calls would be a connection that never worked. */
const mostSpans = 500;

/** Pauses and silences that bear on the waits of these calls. */
export const listShutSpans = async (
  tx: Tx,
  calls: readonly CallTry[],
): Promise<readonly ShutSpan[]> => {
  const waits = calls.flatMap(({ dueAt, begunAt }) =>
    dueAt === null || dueAt >= begunAt ? [] : [{ from: dueAt, to: begunAt }]);
  if (waits.length === 0) return [];
  const from = Math.min(...waits.map((one) => one.from));
  const to = Math.max(...waits.map((one) => one.to));
  const connections = [...new Set(calls.map((one) => one.connection))];
  const silences = await tx.selectFrom('silence').select(['connection', 'since_at', 'until_at'])
    .where('connection', 'in', connections).where('since_at', '<', to)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', from)]))
    .orderBy('silence_id', 'desc').limit(mostSpans).execute();
  const pauses = await tx.selectFrom('pause')
    .select(['connection', 'effect', 'since_at', 'until_at', 'ended_at'])
    .where('connection', 'in', connections).where('effect', '<>', 'look')
    .where('since_at', '<', to)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', from)]))
    .orderBy('pause_id', 'desc').limit(mostSpans).execute();
  return [
    ...silences.map((row): ShutSpan => ({
      connection: row.connection, why: 'silent', operations: null,
      from: instant(row.since_at), to: instantOrNull(row.until_at),
    })),
    ...pauses.map((row): ShutSpan => ({
      connection: row.connection, why: 'paused', operations: withEffect(row.effect),
      from: instant(row.since_at), to: instantOrNull(row.ended_at ?? row.until_at),
    })),
  ];
};

const withEffect = (effect: string): readonly Operation[] =>
  operations.filter((one) => effectOf(one) === effect);
