/** A pretended V1 that has just these rows, and lists them in the windows and pages asked for. */
import type { WireRequest } from '../../src/contract/wire.ts';
import type { FeedKit, Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';

type Row = Readonly<Record<string, unknown>>;

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

/** A second apart, so that a window can begin at any of them; V1's own clock and spelling. */
const timeOf = (number: number): string => {
  const at = new Date(Date.UTC(2026, 10, 22, 5, 31) + number * 1_000);
  return `${at.toISOString().slice(0, 19)}.1230000`;
};

const itemOf = (number: number, name: string) => ({
  orderItemId: 9_000 + number, lineItemKey: 'con_1:1:1', sku: 'TEE-BLK-M', name, quantity: 2,
  adjustment: false, options: [],
});

const addressOf = (name: string) => ({
  name, street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 9ZZ', country: 'GB',
});

const order = (number: number, { word, name, sortsAs }: Told = {}): Row => ({
  orderId: 7_000 + number,
  orderNumber: `SO-${String(number)}`,
  orderKey: `con_${String(number)}:1`,
  orderStatus: word ?? 'shipped',
  orderDate: timeOf(0),
  createDate: timeOf(0),
  modifyDate: timeOf(sortsAs ?? number),
  customerEmail: null,
  billTo: addressOf(name ?? 'Iris Bell'),
  shipTo: addressOf(name ?? 'Iris Bell'),
  items: [itemOf(number, 'T-shirt')],
  orderTotal: 39.98,
  advancedOptions: {
    warehouseId: 12_345, storeId: 98_765, mergedIds: [], parentId: null, mergedOrSplit: false,
  },
});

const shipment = (number: number, { word, name, cost, weight, sortsAs }: Told = {}): Row => ({
  shipmentId: 8_000 + number,
  orderId: 7_000,
  orderNumber: 'SO-1',
  createDate: timeOf(sortsAs ?? number),
  shipmentCost: Number(cost ?? '6.42'),
  insuranceCost: 0,
  shipDate: '2026-11-22',
  trackingNumber: '15501234567890',
  isReturnLabel: false,
  carrierCode: word ?? 'dpd',
  voided: false,
  marketplaceNotified: false,
  weight: weight === undefined ? null : { value: weight.value, units: weight.unit },
  shipmentItems: [itemOf(number, name ?? 'T-shirt')],
});

const mark = (number: number, { word, name, sortsAs }: Told = {}): Row => ({
  fulfillmentId: 6_000 + number,
  orderId: 7_000,
  orderNumber: 'SO-1',
  trackingNumber: 'V-17',
  carrierCode: word ?? 'Own van',
  sellerFillProviderName: name ?? null,
  createDate: timeOf(sortsAs ?? number),
  shipDate: '2026-11-22T00:00:00.0000000',
  voided: false,
  voidRequested: false,
  marketplaceNotified: false,
});

/** By page number and size, in the order of the rows; `pages` as V1 counts them. */
const list = (
  rowsUnder: string,
  /** Which of its times a feed's window is about; null where the rows do not show it. */
  time: string | null,
) => (rows: readonly unknown[]) => ({ url }: WireRequest) => {
  const query = new URL(url).searchParams;
  const from = (query.get(`${String(time)}Start`) ?? '').replace(' ', 'T');
  const inWindow = rows.filter((row) => {
    const at = time !== null && isRow(row) ? row[time] : null;
    return typeof at !== 'string' || at >= from;
  });
  const page = Number(query.get('page') ?? 1);
  const size = Math.min(Number(query.get('pageSize') ?? 100), 500);
  return jsonAnswer(200, {
    [rowsUnder]: inWindow.slice((page - 1) * size, page * size),
    total: inWindow.length, page, pages: Math.ceil(inWindow.length / size),
  });
};

const weightUnits = { grams: 'grams', ounces: 'ounces', pounds: 'pounds' };

const shipments: Omit<FeedKit, 'list'> = {
  row: shipment,
  spoilt: (number) => ({ ...shipment(number), createDate: 'soon' }),
  weightUnits,
};

export const shipstationFeeds: Readonly<Record<string, FeedKit>> = {
  labels: { ...shipments, list: list('shipments', 'createDate') },
  orders: {
    row: order,
    spoilt: (number) => ({ ...order(number), orderId: null }),
    list: list('orders', 'modifyDate'),
  },
  voids: { ...shipments, list: list('shipments', null) },
  marks: {
    row: mark,
    spoilt: (number) => ({ ...mark(number), createDate: 'soon' }),
    list: list('fulfillments', 'createDate'),
  },
};

const aVoidStays =
  'a void is final, so that no row leaves or moves; V1 cannot sort by the time of the void';

export const excuses = {
  'pages.rows-leave': { voids: aVoidStays },
  'pages.rows-move': { voids: aVoidStays },
};
