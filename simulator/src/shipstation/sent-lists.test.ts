import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { storeIds } from './catalogue.ts';
import {
  ask, buyCall, firstOrderId, fulfillmentsOf, noon, shipmentsOf, someLabel, testAccount,
  withOrders,
} from './fixtures.ts';

/** Three orders, each with a label: the second of another store, the third abroad. */
const base = withOrders(
  testAccount(),
  {},
  { orderNumber: 'SO-10010', orderKey: 'b', advancedOptions: { storeId: storeIds.connected } },
  {
    orderNumber: 'SO-3', orderKey: 'c',
    shipTo: {
      name: 'Greta Blum', street1: 'Lindenweg 4', city: 'Bremen', postalCode: '28195',
      country: 'DE',
    },
  },
);
const first = firstOrderId(base);
const hourMs = 3_600_000;
const label = (account: Account, index: number, change: object) =>
  ask(account, buyCall, {
    body: someLabel(first + index, { ...change }), now: noon + index * hourMs,
  }).account;
const labelled = [
  { shipDate: '2026-11-25' },
  { carrierCode: 'royal_mail', serviceCode: 'royal_mail_tracked_24', shipDate: '2026-11-21' },
  { serviceCode: 'dpd_classic', shipDate: '2026-11-22' },
].reduce((account, change, index) => label(account, index, change), base);
const rows = shipmentsOf(labelled);
const firstId: number = rows[0].shipmentId;
const voided = ask(labelled, 'POST /shipments/voidlabel', {
  body: { shipmentId: firstId }, now: noon + 5 * hourMs,
}).account;

/** A query that the reference does not have; the real service does not mind it. */
const askOddly = (query: Readonly<Record<string, string>>) =>
  ask(voided, 'GET /shipments', { query, breaks: 'request' });
const foundOddly = (query: Readonly<Record<string, string>>) =>
  askOddly(query).body.shipments.map(
    (row: { shipmentId: number }) => row.shipmentId - firstId);
const found = (query: Readonly<Record<string, string>>, account = voided) =>
  shipmentsOf(account, query).map((row: { shipmentId: number }) => row.shipmentId - firstId);

describe('labels are found', () => {
  test.each([
    ['recipientName', 'greta', [2]],
    ['recipientCountryCode', 'gb', [0, 1]],
    ['orderNumber', 'SO-1001', [0]],
    ['orderNumber', 'so-10010', [1]],
    ['orderId', String(first + 2), [2]],
    ['carrierCode', 'royal_mail', [1]],
    ['serviceCode', 'dpd_classic', [2]],
    ['trackingNumber', rows[1].trackingNumber, [1]],
    ['storeId', String(storeIds.connected), [1]],
    ['shipmentId', String(firstId + 1), [1]],
    ['createDateStart', '2026-11-20 13:00:00', [1, 2]],
    ['createDateEnd', '2026-11-20 13:00:00', [0, 1]],
    ['shipDateStart', '2026-11-22', [0, 2]],
    ['shipDateEnd', '2026-11-21', [1]],
    ['voidDateStart', '2026-11-20 17:00:00', [0]],
    ['voidDateEnd', '2026-11-20 16:59:59', []],
  ])('by %s %s', (name, value, expected) => {
    expect(found({ [name]: value })).toEqual(expected);
  });

  test('by the batch that a webhook names', () => {
    const batchId = voided.shipments.get(firstId + 1)?.batchId;
    expect(found({ batchId: String(batchId) })).toEqual([1]);
  });

  test('by several filters at once, with unknown ones ignored', () => {
    const filters = { carrierCode: 'dpd', recipientCountryCode: 'GB' };
    expect(found(filters)).toEqual([0]);
    expect(foundOddly({ ...filters, colour: 'red' })).toEqual([0]);
  });

  test('by no date of change: a void moves no row into view', () => {
    expect(foundOddly({ modifyDateStart: '2026-11-20 17:00:00' })).toEqual([0, 1, 2]);
  });

  test('also when their order was deleted since', () => {
    const gone = ask(voided, `DELETE /orders/${first}`).account;
    expect(found({ orderNumber: 'SO-1001' }, gone)).toEqual([0]);
  });

  test('not by a filter that cannot be read: a 400 names it', () => {
    const told = askOddly({ orderId: 'x', createDateStart: 'soon' });
    expect(told.status).toBe(400);
    expect(Object.keys(told.body.ModelState)).toEqual(['orderId', 'createDateStart']);
  });
});

describe('labels are listed', () => {
  test('by createDate, or by shipDate, either way round', () => {
    expect(found({})).toEqual([0, 1, 2]);
    expect(found({ sortBy: 'ShipDate' })).toEqual([1, 2, 0]);
    expect(found({ sortBy: 'ShipDate', sortDir: 'DESC' })).toEqual([0, 2, 1]);
    expect(foundOddly({ sortBy: 'createdate', sortDir: 'desc' })).toEqual([2, 1, 0]);
  });

  test('page by page', () => {
    const page = (number: string) =>
      ask(voided, 'GET /shipments', { query: { page: number, pageSize: '2' } }).body;
    expect(page('1')).toMatchObject({ total: 3, page: 1, pages: 2 });
    expect([page('1').shipments.length, page('2').shipments.length]).toEqual([2, 1]);
  });

  test('with their items when asked in any case, and without otherwise', () => {
    const items = (asked: string) =>
      shipmentsOf(voided, { includeShipmentItems: asked })[0].shipmentItems;
    const itemsOddly = (asked: string) =>
      askOddly({ includeShipmentItems: asked }).body.shipments[0].shipmentItems;
    expect([items('true'), items('True'), itemsOddly('TRUE')]).toEqual(
      Array.from({ length: 3 }, () => [expect.objectContaining({ sku: 'TEE-BLK-M' })]));
    expect([items('false'), items('False'), itemsOddly('1')]).toEqual([null, null, null]);
  });
});

describe('fulfillments are found', () => {
  const mark = (account: Account, index: number, trackingNumber: string) =>
    ask(account, 'POST /orders/markasshipped', {
      body: {
        orderId: first + index, carrierCode: 'dpd', trackingNumber,
        shipDate: `2026-11-2${5 - index}`,
      },
      now: noon + index * hourMs,
    }).account;
  const marked = [0, 1, 2].reduce((account, index) => mark(account, index, `T${index}`), base);
  const firstMark: number = fulfillmentsOf(marked)[0].fulfillmentId;
  const where = (query: Readonly<Record<string, string>>) =>
    fulfillmentsOf(marked, query).map(
      (row: { fulfillmentId: number }) => row.fulfillmentId - firstMark);

  test.each([
    ['fulfillmentId', String(firstMark + 1), [1]],
    ['orderId', String(first), [0]],
    ['orderNumber', 'SO-3', [2]],
    ['trackingNumber', 't1', [1]],
    ['recipientName', 'HARTLEY', [0, 1]],
    ['createDateStart', '2026-11-20 13:00:00', [1, 2]],
    ['createDateEnd', '2026-11-20 12:00:00', [0]],
    ['shipDateStart', '2026-11-25', [0]],
    ['shipDateEnd', '2026-11-24', [1, 2]],
    ['sortBy', 'ShipDate', [2, 1, 0]],
    ['pageSize', '1', [0]],
  ])('by %s %s', (name, value, expected) => {
    expect(where({ [name]: value })).toEqual(expected);
  });

  test('by no voidDate: the filter is not known and does nothing', () => {
    const query = { voidDateStart: '2030-01-01' };
    const told = ask(marked, 'GET /fulfillments', { query, breaks: 'request' });
    expect(told.body.total).toBe(3);
  });
});
