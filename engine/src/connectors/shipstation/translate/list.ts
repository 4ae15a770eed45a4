import { z } from 'zod';
import type { LeavesOut, LookAnswer, Seen } from '../../../contract/connector.ts';
import { labelId, shipStationOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { labelShape } from './label.ts';
import { markShape } from './mark.ts';
import { orderShape } from './order.ts';
import { placeAfter, renderPlace, type Place } from './paging.ts';
import { findings, idText, idTextOrNull, numericOrNull, textOrNull } from './reading.ts';

/** How a feed is asked for and how its rows are read. */
export type List = {
  readonly path: string;
  readonly query: (from: string, to: string) => Readonly<Record<string, string>>;
  readonly rowsUnder: string;
  /** The time by which rows are both chosen and sorted; null where V1 cannot do both. */
  readonly time: string | null;
  /** What people call a row, and where it carries its id. */
  readonly row: { readonly name: string; readonly id: string };
  readonly shape: (currency: string, seenAt: Instant) => z.ZodType<Seen>;
};

const shownLabel: List['shape'] = (currency, seenAt) =>
  labelShape(currency, seenAt).transform((label): Seen => ({ kind: 'label', label }));

/** All orders of one status, however old: the oldest change first, so that pages hardly shift. */
const openOrders = (orderStatus: string): List => ({
  path: '/orders',
  query: (from, to) => ({
    orderStatus, modifyDateStart: from, modifyDateEnd: to, sortBy: 'ModifyDate', sortDir: 'ASC',
  }),
  rowsUnder: 'orders',
  time: 'modifyDate',
  row: { name: 'order', id: 'orderId' },
  shape: () => orderShape.transform((order): Seen => ({ kind: 'shipstation-order', order })),
});

export const lists: Readonly<Record<string, List>> = {
  'open-awaiting': openOrders('awaiting_shipment'),
  'open-on-hold': openOrders('on_hold'),
  orders: {
    path: '/orders',
    // By change, not by creation: an order that waited for payment would else be missed [agr].
    query: (from, to) => ({
      modifyDateStart: from, modifyDateEnd: to, sortBy: 'ModifyDate', sortDir: 'ASC',
    }),
    rowsUnder: 'orders',
    time: 'modifyDate',
    row: { name: 'order', id: 'orderId' },
    shape: () => orderShape.transform((order): Seen => ({ kind: 'shipstation-order', order })),
  },
  labels: {
    path: '/shipments',
    query: (from, to) => ({
      createDateStart: from, createDateEnd: to, sortBy: 'CreateDate', sortDir: 'ASC',
      // Without its items a label cannot be attributed to lines.
      includeShipmentItems: 'true',
    }),
    rowsUnder: 'shipments',
    time: 'createDate',
    row: { name: 'label', id: 'shipmentId' },
    shape: shownLabel,
  },
  // Labels have no filter by change: a void of an older label shows itself nowhere else.
  voids: {
    path: '/shipments',
    query: (from, to) => ({
      voidDateStart: from, voidDateEnd: to, sortBy: 'CreateDate', sortDir: 'ASC',
      includeShipmentItems: 'true',
    }),
    rowsUnder: 'shipments',
    time: null,
    row: { name: 'label', id: 'shipmentId' },
    shape: shownLabel,
  },
  // No filter by change and none by void: both show themselves only where a row is read again,
  // so that the feed's overlap is wide. Never any items [v1d].
  marks: {
    path: '/fulfillments',
    query: (from, to) => ({
      createDateStart: from, createDateEnd: to, sortBy: 'CreateDate', sortDir: 'ASC',
    }),
    rowsUnder: 'fulfillments',
    time: 'createDate',
    row: { name: 'mark as shipped', id: 'fulfillmentId' },
    shape: (_, seenAt) => markShape(seenAt).transform((mark): Seen => ({ kind: 'mark', mark })),
  },
};

const envelope = z.record(z.string(), z.unknown());
const bare = z.object({
  page: numericOrNull.catch(null),
  pages: numericOrNull.catch(null),
  total: numericOrNull.catch(null),
});

/** Reads one page; null when it is no page of this list. A broken row is named, not fatal. */
export const readPage = (
  list: List,
  place: Place,
  answer: unknown,
  account: { readonly currency: string; readonly seenAt: Instant },
): Extract<LookAnswer, { is: 'page' }> | null => {
  const outer = envelope.safeParse(answer);
  const rows = outer.data?.[list.rowsUnder];
  if (!Array.isArray(rows)) return null;
  const shape = list.shape(account.currency, account.seenAt);
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  const leavesOut: LeavesOut[] = [];
  for (const [index, row] of rows.entries()) {
    if (row === null) continue;
    const read = shape.safeParse(row);
    if (read.success) seen.push(read.data);
    else {
      const words = `${nameOf(list, row, index)}: ${findings(read.error)}`;
      unreadable.push(words);
      leavesOut.push(...leftOutBy(list, row, words));
    }
  }
  const { page, pages, total } = bare.parse(outer.data);
  const lastAt = lastTime(list, rows);
  const next = placeAfter(place, { rows: rows.length, page, pages, total, lastAt });
  return {
    is: 'page', seen, unreadable, leavesOut, next: next === null ? null : renderPlace(next),
  };
};

const whose = z.object({
  shipmentId: idTextOrNull.catch(null), orderId: idTextOrNull.catch(null),
  orderKey: textOrNull.catch(null),
});

/** Whatever can still be read of whose label a row is; no other list proves an absence. */
export const leftOutBy = (list: List, row: unknown, words: string): readonly LeavesOut[] => {
  if (list.rowsUnder !== 'shipments') return [];
  const { shipmentId = null, orderId = null, orderKey = null } = whose.safeParse(row).data ?? {};
  return [{
    label: shipmentId === null ? null : labelId(shipmentId),
    order: orderId === null ? null : shipStationOrderId(orderId),
    orderKey, row: row === null ? null : JSON.stringify(row), words,
  }];
};

/** Null where a row does not say its time, or comes out of order. */
const lastTime = ({ time }: List, rows: readonly unknown[]): string | null => {
  if (time === null) return null;
  const times = rows.filter((row) => row !== null).map((row) => {
    const at = envelope.safeParse(row).data?.[time];
    return typeof at === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/.test(at)
      ? at.slice(0, 19) : '';
  });
  const isSorted = times.every((at, index) => at !== '' && (times[index - 1] ?? '') <= at);
  return isSorted ? (times.at(-1) ?? null) : null;
};

const nameOf = (list: List, row: unknown, index: number): string => {
  const id = z.record(z.string(), z.unknown()).safeParse(row).data?.[list.row.id];
  const known = idText.safeParse(id);
  return known.success
    ? `${list.row.name} ${known.data}`
    : `${list.row.name} in row ${String(index + 1)}`;
};
