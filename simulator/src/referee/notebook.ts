import type { Moment } from '../machine.ts';
import type { Account } from '../shipstation/account.ts';
import type { Order } from '../shipstation/shapes.ts';
import type { CallNotes } from './calls.ts';
import { noCalls } from './calls.ts';

/**
 * What the referee writes down while the day goes on, because the account forgets it: when an
 * order first stood there and with what, when it changed its status or vanished, who bought a
 * label and when it was voided. Nobody but the referee reads it.
 */
export type Notebook = {
  readonly orders: ReadonlyMap<number, OrderNote>;
  readonly labels: ReadonlyMap<number, LabelNote>;
  /** The order that first carried a line's key: a combined box holds the lines of several. */
  readonly lineOwner: ReadonlyMap<string, string>;
  readonly calls: CallNotes;
  readonly shown: readonly Shown[];
  /** The latest moment noted: the end of the day, unless the judge is told another. */
  readonly lastAt: Moment;
};

export type OrderNote = {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly orderKey: string;
  readonly createdAt: Moment;
  /** Units by SKU when it first stood there. */
  readonly unitsAtFirst: Readonly<Record<string, number>>;
  /** Split off from another order by people: not a release of the program's. */
  readonly isSplitOff: boolean;
  readonly statuses: readonly { readonly status: Order['orderStatus']; readonly at: Moment }[];
  readonly goneAt: Moment | null;
};

export type Maker = 'program' | 'desk';
export type LabelNote = { readonly madeBy: Maker; readonly voidedAt: Moment | null };

/** An exception that the program showed to people; the run hands it in, the referee judges. */
export type Shown = {
  readonly orderNumber: string;
  readonly code: string;
  readonly at: Moment;
  /** When it was closed; open to the end without. */
  readonly until?: Moment | undefined;
};

export const newNotebook = (): Notebook => ({
  orders: new Map(),
  labels: new Map(),
  lineOwner: new Map(),
  calls: noCalls,
  shown: [],
  lastAt: 0,
});

/** Notes what changed in the account since the last look, and whose doing it was. */
export function noteAccount(
  notebook: Notebook,
  account: Account,
  now: Moment,
  by: Maker,
): Notebook {
  const orders = noteOrders(notebook, account, now);
  const labels = noteLabels(notebook, account, now, by);
  const lastAt = Math.max(notebook.lastAt, now);
  return { ...notebook, ...orders, labels, lastAt };
}

function noteOrders(notebook: Notebook, account: Account, now: Moment) {
  let orders: Map<number, OrderNote> | null = null;
  let lineOwner: Map<string, string> | null = null;
  for (const [orderId, row] of account.orders) {
    const before = notebook.orders.get(orderId);
    const next = before === undefined ? firstNote(row.wire, now) : laterNote(before, row, now);
    const after = row.isDeleted && next.goneAt === null ? { ...next, goneAt: now } : next;
    if (after !== before) (orders ??= new Map(notebook.orders)).set(orderId, after);
    if (before !== undefined) continue;
    for (const { lineItemKey } of row.wire.items) {
      if (lineItemKey === null || (lineOwner ?? notebook.lineOwner).has(lineItemKey)) continue;
      (lineOwner ??= new Map(notebook.lineOwner)).set(lineItemKey, row.wire.orderNumber);
    }
  }
  // A combined order may be taken out of the account altogether.
  for (const [orderId, note] of notebook.orders) {
    if (note.goneAt !== null || account.orders.has(orderId)) continue;
    (orders ??= new Map(notebook.orders)).set(orderId, { ...note, goneAt: now });
  }
  return {
    orders: orders ?? notebook.orders,
    lineOwner: lineOwner ?? notebook.lineOwner,
  };
}

function firstNote(wire: Order, now: Moment): OrderNote {
  const units: Record<string, number> = {};
  for (const { sku, name, quantity, adjustment } of wire.items) {
    if (adjustment) continue;
    units[sku ?? name] = (units[sku ?? name] ?? 0) + quantity;
  }
  return {
    orderId: wire.orderId,
    orderNumber: wire.orderNumber,
    orderKey: wire.orderKey,
    createdAt: now,
    unitsAtFirst: units,
    isSplitOff: wire.advancedOptions.parentId !== null,
    statuses: [{ status: wire.orderStatus, at: now }],
    goneAt: null,
  };
}

function laterNote(
  before: OrderNote,
  row: { readonly wire: Order; readonly isDeleted: boolean },
  now: Moment,
): OrderNote {
  const status = row.wire.orderStatus;
  if (before.statuses.at(-1)?.status === status) return before;
  return { ...before, statuses: [...before.statuses, { status, at: now }] };
}

function noteLabels(notebook: Notebook, account: Account, now: Moment, by: Maker) {
  let labels: Map<number, LabelNote> | null = null;
  for (const [shipmentId, { wire }] of account.shipments) {
    const before = notebook.labels.get(shipmentId) ?? { madeBy: by, voidedAt: null };
    const voidedAt = wire.voided ? (before.voidedAt ?? now) : null;
    if (notebook.labels.has(shipmentId) && voidedAt === before.voidedAt) continue;
    (labels ??= new Map(notebook.labels)).set(shipmentId, { ...before, voidedAt });
  }
  return labels ?? notebook.labels;
}

/** The status that people at the desk saw an order in at a moment. */
export const statusAt = (note: OrderNote, at: Moment): Order['orderStatus'] | null =>
  note.statuses.findLast((row) => row.at < at)?.status ?? null;
