import { chanceHex } from '../chance.ts';
import type { Later, Moment } from '../machine.ts';
import type { Account, OrderRow } from './account.ts';
import { beginFetching } from './custom-store/fetching.ts';
import { closeDraft, openDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import type { OrderBody } from './order-body.ts';
import { orderBody } from './order-body.ts';
import { pacificText } from './pacific.ts';
import type { Order, OrderStatus } from './shapes.ts';
import type { Sold } from './sold.ts';
import type { Refresh, StoreRow } from './stores.ts';
import { beginRefresh, canRefresh, refreshDateText, scheduled, withStore } from './stores.ts';
import type { Switches } from './switches/all.ts';
import type { ImportedOrder } from './webhook-notices.ts';
import { orderNotices } from './webhook-notices.ts';
import { writeOrder } from './write-order.ts';

/**
 * What a connected store does by itself (section 7, rows 48, 50 and 52): refreshes begin on a
 * schedule, and when one ends, the channel's orders are created and updated. Open orders follow
 * the channel; what is shipped stays as it is.
 */
export function passImports(
  before: Account,
  now: Moment,
  seed: number,
): { readonly account: Account; readonly later: readonly Later[] } {
  let account = before;
  const later: Later[] = [];
  for (const { wire: { storeId } } of before.stores.values()) {
    for (let turn = 0; turn < turnsAtOnce; turn += 1) {
      const row = account.stores.get(storeId);
      const at = row === undefined ? null : nextOf(row);
      if (row === undefined || at === null || at > now) break;
      const passed = passOne(account, row, { now: at, seed });
      account = passed.account;
      later.push(...passed.later);
    }
  }
  return { account, later };
}

/** Refreshes made up for when the clock was set far ahead; the rest follow at the next look. */
const turnsAtOnce = 200;

export const nextImportAt = (account: Account): Moment | null => {
  const moments = [...account.stores.values()].flatMap((row) => nextOf(row) ?? []);
  return moments.length === 0 ? null : Math.min(...moments);
};

const nextOf = ({ refresh, nextAutoAt, customStore }: StoreRow): Moment | null => {
  if (refresh.is !== 'updating') return nextAutoAt;
  if (customStore == null || refresh.fetch === 'done') return refresh.endsAt;
  // While pages are under way it is the other side that takes its time.
  return refresh.fetch === 'under-way' ? null : refresh.startedAt;
};

type At = { readonly now: Moment; readonly seed: number };
type Passed = { readonly account: Account; readonly later: readonly Later[] };

function passOne(account: Account, row: StoreRow, at: At): Passed {
  const { refresh } = row;
  if (refresh.is === 'updating') {
    return row.customStore == null || refresh.fetch === 'done'
      ? endRefresh(account, row, refresh, at) : beginFetching(account, row, refresh);
  }
  const next = scheduled(row, at.now);
  const planned = withStore(account, next);
  return {
    account: canRefresh(row) ? beginRefresh(planned, next, { since: null, now: at.now }) : planned,
    later: [],
  };
}

type Updating = Extract<Refresh, { readonly is: 'updating' }>;

function endRefresh(account: Account, row: StoreRow, refresh: Updating, at: At): Passed {
  const draft = openDraft(account);
  const imported = new Map(row.imported);
  const seen: ImportedOrder[] = [];
  const batch = chanceHex(at.seed, `import/${row.wire.storeId}`, at.now % 1_000_000_007, 32);
  for (const sold of row.sold.values()) {
    const known = imported.get(sold.reference);
    const isStale = refresh.reads === 'changed' && known?.changedAt === sold.changedAt;
    // What a Custom Store answers is what was asked for, and is read again each time (5.4).
    const isAnswer = row.customStore != null;
    if (!isAnswer && (sold.changedAt < refresh.since || isStale)) continue;
    const old = known === undefined ? undefined : draft.orders.get(known.orderId);
    const status = statusOf(row, sold, account.switches);
    const wanted = status === null ? null : wantedStatus(old, status, account.switches);
    if (wanted === null) continue;
    const order = write(draft, { row, sold, status: wanted, old, batch }, at);
    imported.set(sold.reference, { orderId: order.orderId, changedAt: sold.changedAt });
    seen.push({ order, statusBefore: old?.wire.orderStatus ?? null });
  }
  const wire = { ...row.wire, refreshDate: refreshDateText(account, at.now) };
  const refreshed = { ...row, wire, imported, refreshedAt: at.now };
  const rested: StoreRow = { ...refreshed, refresh: { is: 'resting' } };
  // One import action, one message to each subscriber (3.11).
  return orderNotices(withStore(closeDraft(draft), rested), batch, seen, at.now, at.seed);
}

/** What the channel's word means here: compared with its capitals; null is not imported. */
function statusOf(row: StoreRow, sold: Sold, switches: Switches): OrderStatus | null {
  const mapped = row.statusMappings.find(({ statusKey }) => statusKey === sold.status);
  if (mapped !== undefined) return mapped.orderStatus;
  return switches.unmappedStatus === 'awaiting-shipment' ? 'awaiting_shipment' : null;
}

/** The status that the import gives, or null where it leaves the order alone. */
function wantedStatus(
  old: OrderRow | undefined,
  status: OrderStatus,
  switches: Switches,
): OrderStatus | null {
  if (old === undefined) return status;
  // Deleted and swallowed orders stay gone, and parts of a split are people's business by now.
  if (old.isDeleted || old.wire.advancedOptions.mergedOrSplit) return null;
  const isClosed = status === 'cancelled' || status === 'shipped';
  switch (old.wire.orderStatus) {
    case 'awaiting_payment':
    case 'awaiting_shipment':
      return status;
    case 'on_hold':
      return isClosed || switches.importOnHold === 'lifted' ? status : 'on_hold';
    case 'cancelled':
      return isClosed || switches.importCancelled === 'kept' ? null : status;
    case 'shipped':
    default:
      return null;
  }
}

type Writing = {
  readonly row: StoreRow;
  readonly sold: Sold;
  readonly status: OrderStatus;
  readonly old: OrderRow | undefined;
  readonly batch: string;
};

function write(draft: Draft, { row, sold, status, old, batch }: Writing, at: At): Order {
  const body = bodyOf(sold, status, { storeId: row.wire.storeId, old: old?.wire ?? null });
  const order = writeOrder(draft, body, old?.wire ?? null, at);
  const written = draft.orders.get(order.orderId);
  if (written === undefined) throw new Error(`Order ${order.orderId} was not written`);
  draft.orders.set(order.orderId, { ...written, importBatch: batch });
  return order;
}

/** The channel says what is sold and to whom; what people added here stays as they left it. */
function bodyOf(
  sold: Sold,
  orderStatus: OrderStatus,
  here: { readonly storeId: number; readonly old: Order | null },
): OrderBody {
  const kept = here.old ?? {};
  return orderBody.parse({
    ...kept,
    orderNumber: sold.orderNumber,
    orderKey: sold.reference,
    orderDate: pacificText(sold.placedAt),
    paymentDate: orderStatus === 'awaiting_payment' ? null : pacificText(sold.changedAt),
    orderStatus,
    customerUsername: sold.buyer,
    customerEmail: sold.buyer,
    billTo: { name: sold.shipTo['name'] ?? null },
    shipTo: sold.shipTo,
    items: sold.lines.map(({ line, ...item }) => ({ ...item, lineItemKey: line })),
    requestedShippingService: sold.requestedService,
    advancedOptions: { ...here.old?.advancedOptions, storeId: here.storeId },
  });
}
