/** What ShipStation asks of its Custom Store, or tells it; each is one call to one address. */
import type { ParcelNotice, ShelfAsked, ShelfRequest } from '../../../contract/shelf.ts';
import { storableText } from '../../../contract/their-words.ts';
import { instant, later, type Instant } from '../../../core/model/instant.ts';
import type { ShipStationLine } from '../../../core/model/shipstation.ts';
import { costOf } from '../translate/label.ts';
import type { CustomStoreSettings } from '../settings.ts';
import { readStoreTime } from './times.ts';
import { child, readXml, textOf, type Element } from './xml.ts';

/** More pages than any day has orders for. */
const lastPage = 1_000_000;

export const readAsked = (
  { currency, carriers }: Pick<CustomStoreSettings, 'currency' | 'carriers'>,
  request: ShelfRequest,
  now: Instant,
): ShelfAsked => {
  const action = request.query['action'] ?? '';
  if (request.method === 'GET' && action === 'export') return readFetch(request.query, now);
  if (request.method === 'POST' && action === 'shipnotify') {
    const asked = readNotice(request, currency);
    return asked.is !== 'notice' ? asked : { is: 'notice', notice: {
      ...asked.notice, carrier: carriers.get(asked.notice.carrier) ?? asked.notice.carrier,
    } };
  }
  return refused('say action=export in a GET, or action=shipnotify in a POST');
};

const refused = (text: string): ShelfAsked => ({ is: 'refused', text });

const readFetch = (query: ShelfRequest['query'], now: Instant): ShelfAsked => {
  const said = query['page'] ?? '1';
  const page = /^\d{1,7}$/.test(said) ? Number(said) : 0;
  if (page < 1 || page > lastPage) return refused('page counts from 1');
  const { start_date: start, end_date: end } = query;
  // A call that only tries the door, when the store is set up, need not name a window.
  if (start === undefined && end === undefined) return { is: 'fetch', from: now, to: now, page };
  const from = start === undefined ? instant(0) : readStoreTime(start);
  const begins = end === undefined ? now : readStoreTime(end);
  if (from === null || begins === null) {
    return refused('start_date and end_date read like 11/22/2026 16:30, in UTC');
  }
  // The end is a minute, and all of it counts.
  const to = end === undefined ? now : later(begins, 59_999);
  return from > to ? refused('start_date is after end_date')
    : { is: 'fetch', from, to, page };
};

const readNotice = ({ query, body }: ShelfRequest, currency: string): ShelfAsked => {
  // An empty body was reported; then the address is all there is [woo 80].
  if (body.trim() === '') return noticeOf(null, query, currency);
  const read = readXml(body);
  if (read.is === 'refused') return refused(`the notice cannot be read: ${read.text}`);
  return read.root.name === 'ShipNotice' ? noticeOf(read.root, query, currency)
    : refused('the notice is not a ShipNotice');
};

const noticeOf = (
  notice: Element | null,
  query: ShelfRequest['query'],
  currency: string,
): ShelfAsked => {
  const said = (element: string, name: string): string | null => {
    const text = notice === null ? null : textOf(notice, element);
    const known = storableText(text ?? query[name] ?? '').slice(0, 200);
    return known === '' ? null : known;
  };
  const orderNumber = said('OrderNumber', 'order_number');
  const key = notice === null ? null : textOf(notice, 'OrderID');
  if (orderNumber === null && key === null) return refused('the notice names no order');
  const cost = notice === null ? null : textOf(notice, 'ShippingCost');
  if (cost !== null && !/^\d{1,7}(\.\d{1,4})?$/.test(cost)) {
    return refused('ShippingCost is not a number');
  }
  const madeText = notice === null ? null : textOf(notice, 'LabelCreateDate');
  const madeAt = madeText === null ? null : readStoreTime(madeText);
  if (madeText !== null && madeAt === null) {
    return refused('LabelCreateDate does not read like 11/22/2026 16:30');
  }
  const lines = linesOf(notice);
  if (lines === null) return refused('the Quantity of an Item is not a whole number');
  const parcel: ParcelNotice = {
    key, orderNumber, trackingNumber: said('TrackingNumber', 'tracking_number'),
    // A parcel must not vanish for want of a carrier: people are asked about this one by name.
    carrier: said('Carrier', 'carrier') ?? 'unknown',
    service: said('Service', 'service'),
    cost: costOf(cost === null ? null : Number(cost), null, currency),
    madeAt, lines,
  };
  return { is: 'notice', notice: parcel };
};

/** Null where a quantity cannot be read: a parcel of which nobody knows what it holds. */
const linesOf = (notice: Element | null): readonly ShipStationLine[] | null => {
  const items = notice === null ? null : child(notice, 'Items');
  const lines: ShipStationLine[] = [];
  for (const item of items?.children ?? []) {
    const quantity = textOf(item, 'Quantity') ?? '';
    if (!/^\d{1,5}$/.test(quantity)) return null;
    const [key, sku] = [textOf(item, 'LineItemID'), textOf(item, 'SKU')];
    lines.push({
      key: key === null ? null : storableText(key), sku: sku === null ? null : storableText(sku),
      name: storableText(textOf(item, 'Name') ?? sku ?? ''), quantity: Number(quantity),
    });
  }
  return lines;
};
