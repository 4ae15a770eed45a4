import type { Decision } from '../core/model/decision.ts';
import type { Dossier } from '../core/model/dossier.ts';
import type { Tx } from './database.ts';

export type OrderRow = {
  readonly id: string;
  readonly orderNumber: string;
  readonly channel: string;
  readonly dossier: Dossier;
  readonly decision: Decision | null;
  readonly changedAt: number;
};

export type OrderFilter = {
  readonly orderNumber: string | null;
  readonly stage: string | null;
  readonly waitingOn: string | null;
  readonly exception: string | null;
};

/** Orders, newest change first. `after` is the cursor of the last page's last row. */
export const listOrders = async (
  tx: Tx,
  filter: OrderFilter,
  after: { changedAt: number; id: string } | null,
  limit: number,
): Promise<readonly OrderRow[]> => {
  let query = tx
    .selectFrom('dossier')
    .select(['order_id', 'order_number', 'channel', 'facts', 'decision', 'changed_at'])
    .orderBy('changed_at', 'desc')
    .orderBy('order_id', 'desc')
    .limit(limit);
  if (filter.orderNumber !== null) query = query.where('order_number', '=', filter.orderNumber);
  if (filter.stage !== null) query = query.where('stage', '=', filter.stage);
  if (filter.waitingOn !== null) query = query.where('waits_on', '=', filter.waitingOn);
  if (filter.exception !== null) query = query.where('exception', '=', filter.exception);
  if (after !== null) {
    query = query.where((eb) => eb.or([
      eb('changed_at', '<', after.changedAt),
      eb.and([eb('changed_at', '=', after.changedAt), eb('order_id', '<', after.id)]),
    ]));
  }
  return (await query.execute()).map(asRow);
};

export const readOrder = async (tx: Tx, id: string): Promise<OrderRow | null> => {
  const row = await tx
    .selectFrom('dossier')
    .select(['order_id', 'order_number', 'channel', 'facts', 'decision', 'changed_at'])
    .where('order_id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : asRow(row);
};

// Written by this room from these types.
const asRow = (row: {
  order_id: string; order_number: string; channel: string; facts: unknown; decision: unknown;
  changed_at: number;
}): OrderRow => ({
  id: row.order_id, orderNumber: row.order_number, channel: row.channel,
  dossier: row.facts as Dossier, decision: row.decision as Decision | null,
  changedAt: row.changed_at,
});

export type ExceptionRow = {
  readonly id: string;
  readonly order: string;
  readonly orderNumber: string;
  readonly code: string;
  readonly fault: string;
  readonly lines: readonly string[];
  readonly because: unknown;
  readonly since: number;
};

/** Open exceptions, gravest first, then oldest. */
export const listExceptions = async (
  tx: Tx,
  after: { severity: number; openedAt: number; id: string } | null,
  limit: number,
): Promise<readonly (ExceptionRow & { severity: number; openedAt: number })[]> => {
  let query = tx
    .selectFrom('exception')
    .innerJoin('dossier', 'dossier.order_id', 'exception.order_id')
    .select([
      'exception_id', 'exception.order_id', 'order_number', 'code', 'fault', 'lines', 'because',
      'exception.since_at', 'severity', 'opened_at',
    ])
    .where('closed_at', 'is', null)
    .orderBy('severity')
    .orderBy('opened_at')
    .orderBy('exception_id')
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) => eb(
      eb.refTuple('severity', 'opened_at', 'exception_id'), '>',
      eb.tuple(after.severity, after.openedAt, after.id)));
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.exception_id, order: row.order_id, orderNumber: row.order_number, code: row.code,
    fault: row.fault, lines: Array.isArray(row.lines) ? row.lines.map(String) : [],
    because: row.because, since: row.since_at, severity: row.severity, openedAt: row.opened_at,
  }));
};

/** Attempts of an order with how long each took to be answered. */
export const listAttempts = async (tx: Tx, order: string) =>
  tx.selectFrom('attempt')
    .select(['attempt_id', 'operation', 'begun_at', 'answered_at'])
    .where('order_id', '=', order).execute();

export const listOrderExceptions = async (tx: Tx, order: string) =>
  tx.selectFrom('exception')
    .select(['exception_id', 'code', 'because', 'opened_at', 'closed_at', 'closed_by'])
    .where('order_id', '=', order).orderBy('opened_at').execute();

/** Counts for the metrics, by the roll-up columns. */
export const countByStage = async (tx: Tx) =>
  tx.selectFrom('dossier').select(['stage', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('stage').execute();

export const countOpenExceptions = async (tx: Tx) =>
  tx.selectFrom('exception').select(['code', (eb) => eb.fn.countAll<number>().as('count')])
    .where('closed_at', 'is', null).groupBy('code').execute();
