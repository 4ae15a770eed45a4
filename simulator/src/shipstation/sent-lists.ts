import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import type { Query } from './lists.ts';
import { cutPage, readQuery, sortRows } from './lists.ts';
import type { Address } from './shapes.ts';

/** The lists of what was sent: labels, and what was shipped without one (3.6, 3.10). */

export function listShipments(account: Account, query: Query): Answer {
  const asked = readQuery(query, {
    // There is no filter by a date of change: a void is found by voidDate alone.
    dates: ['createDate', 'shipDate', 'voidDate'],
    numbers: ['orderId', 'storeId', 'batchId', 'shipmentId'],
    switches: account.switches,
    dateEnds: 'inside',
  });
  if (asked.is === 'refused') return asked.answer;
  const { orderId, storeId, batchId, shipmentId } = asked.numbers;
  const rows = [...account.shipments.values()]
    .filter(
      ({ wire, batchId: batch }) =>
        asked.isInside(wire) &&
        !isSwallowed(account, wire.orderId) &&
        isNumber(orderId, wire.orderId) &&
        isNumber(storeId, wire.advancedOptions.storeId) &&
        isNumber(batchId, batch) &&
        isNumber(shipmentId, wire.shipmentId) &&
        isSame(query['ordernumber'], wire.orderNumber) &&
        isSame(query['trackingnumber'], wire.trackingNumber) &&
        isSame(query['carriercode'], wire.carrierCode) &&
        isSame(query['servicecode'], wire.serviceCode) &&
        isSame(query['recipientcountrycode'], wire.shipTo.country) &&
        isRecipient(query, wire.shipTo),
    )
    .map((row) => row.wire);
  const page = cutPage(account, sortRows(rows, query, sentOrder('shipmentId')), asked.paging);
  const wantsItems = query['includeshipmentitems']?.toLowerCase() === 'true';
  const shown = page.rows.map((row) => (wantsItems ? row : { ...row, shipmentItems: null }));
  return answerJson(200, { shipments: shown, ...page.envelope });
}

export function listFulfillments(account: Account, query: Query): Answer {
  const asked = readQuery(query, {
    dates: ['createDate', 'shipDate'],
    numbers: ['orderId', 'fulfillmentId'],
    switches: account.switches,
    dateEnds: 'inside',
  });
  if (asked.is === 'refused') return asked.answer;
  const { orderId, fulfillmentId } = asked.numbers;
  const rows = [...account.fulfillments.values()].filter(
    (row) =>
      asked.isInside(row) &&
      isNumber(orderId, row.orderId) &&
      isNumber(fulfillmentId, row.fulfillmentId) &&
      isSame(query['ordernumber'], row.orderNumber) &&
      isSame(query['trackingnumber'], row.trackingNumber) &&
      isRecipient(query, row.shipTo),
  );
  const page = cutPage(account, sortRows(rows, query, sentOrder('fulfillmentId')), asked.paging);
  return answerJson(200, { fulfillments: page.rows, ...page.envelope });
}

/** What a combine swallowed is found nowhere, not even by its old labels (3.12 [lim]). */
const isSwallowed = (account: Account, orderId: number | null): boolean =>
  orderId !== null && account.orders.get(orderId)?.swallowedBy !== undefined;

const isNumber = (wanted: number | undefined, found: number | null): boolean =>
  wanted === undefined || wanted === found;

const isSame = (wanted: string | undefined, found: string | null): boolean =>
  wanted === undefined || wanted === '' || wanted.toLowerCase() === found?.toLowerCase();

const isRecipient = (query: Query, shipTo: Address): boolean =>
  (shipTo.name ?? '').toLowerCase().includes(query['recipientname']?.toLowerCase() ?? '');

const sentOrder = <Id extends string>(id: Id) => ({
  fields: { shipdate: 'shipDate', createdate: 'createDate' } as const,
  id,
  otherwise: 'createDate' as const,
});
