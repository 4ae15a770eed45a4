import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { modelProblem, notFound } from './answers.ts';
import type { Account } from './account.ts';
import { shownOrder } from './account.ts';
import { serverException } from './faults.ts';
import { readPacific } from './pacific.ts';
import { orderStatuses } from './shapes.ts';

/** The three paged lists (shipstation.md 3.2, 3.6): filter, sort, cut a page. */
export type Query = Readonly<Record<string, string>>;

const largestPage = 500;
const defaultPage = 100;

export function listOrders(account: Account, query: Query): Answer {
  const asked = readQuery(query, {
    dates: ['createDate', 'modifyDate', 'orderDate', 'paymentDate'],
    numbers: ['storeId'],
  });
  if (asked.is === 'refused') return asked.answer;
  const status = query['orderstatus'];
  if (status !== undefined && !orderStatuses.some((known) => known === status)) {
    return modelProblem({ orderStatus: [`The value '${status}' is not valid for orderStatus.`] });
  }
  const number = query['ordernumber']?.toLowerCase();
  const rows = [...account.orders.values()]
    .filter((row) => !row.isDeleted)
    .map((row) => row.wire)
    .filter(
      (order) =>
        asked.isInside(order) &&
        (status === undefined || order.orderStatus === status) &&
        (number === undefined || order.orderNumber.toLowerCase().startsWith(number)) &&
        (asked.numbers['storeId'] === undefined ||
          order.advancedOptions.storeId === asked.numbers['storeId']),
    );
  const sorted = sortRows(rows, query, {
    fields: { orderdate: 'orderDate', modifydate: 'modifyDate', createdate: 'createDate' },
    id: 'orderId',
    otherwise: 'orderId',
  });
  const page = cutPage(account, sorted, asked.paging);
  const poison = page.rows.find((order) => account.faults.poisonOrders.includes(order.orderNumber));
  // One order that cannot be serialised takes its whole page down (3.4).
  if (poison !== undefined && asked.paging.size > 1) {
    return serverException('Error getting value from the order for serialization.');
  }
  return answerJson(200, { orders: page.rows, ...page.envelope });
}

export function oneOrder(account: Account, orderId: number): Answer {
  const order = shownOrder(account, orderId);
  return order === null ? notFound('Order not found') : answerJson(200, order);
}

export function listShipments(account: Account, query: Query): Answer {
  const asked = readQuery(query, {
    dates: ['createDate', 'shipDate', 'voidDate'],
    numbers: ['orderId', 'storeId', 'batchId', 'shipmentId'],
  });
  if (asked.is === 'refused') return asked.answer;
  const { orderId, storeId, batchId, shipmentId } = asked.numbers;
  const rows = [...account.shipments.values()]
    .filter(
      ({ wire, batchId: batch }) =>
        asked.isInside(wire) &&
        (orderId === undefined || wire.orderId === orderId) &&
        (storeId === undefined || wire.advancedOptions.storeId === storeId) &&
        (batchId === undefined || batch === batchId) &&
        (shipmentId === undefined || wire.shipmentId === shipmentId) &&
        isSame(query['ordernumber'], wire.orderNumber) &&
        isSame(query['trackingnumber'], wire.trackingNumber) &&
        isSame(query['carriercode'], wire.carrierCode) &&
        isSame(query['servicecode'], wire.serviceCode),
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
  });
  if (asked.is === 'refused') return asked.answer;
  const { orderId, fulfillmentId } = asked.numbers;
  const rows = [...account.fulfillments.values()].filter(
    (row) =>
      asked.isInside(row) &&
      (orderId === undefined || row.orderId === orderId) &&
      (fulfillmentId === undefined || row.fulfillmentId === fulfillmentId) &&
      isSame(query['ordernumber'], row.orderNumber) &&
      isSame(query['trackingnumber'], row.trackingNumber),
  );
  const page = cutPage(account, sortRows(rows, query, sentOrder('fulfillmentId')), asked.paging);
  return answerJson(200, { fulfillments: page.rows, ...page.envelope });
}

const isSame = (wanted: string | undefined, found: string | null): boolean =>
  wanted === undefined || wanted.toLowerCase() === found?.toLowerCase();

type Paging = { readonly number: number; readonly size: number };

type Asked =
  | { readonly is: 'refused'; readonly answer: Answer }
  | {
      readonly is: 'read';
      readonly paging: Paging;
      readonly numbers: Readonly<Record<string, number>>;
      /** Both ends of every date filter count as inside; times are compared as Pacific text. */
      readonly isInside: (row: object) => boolean;
    };

function readQuery(
  query: Query,
  names: { readonly dates: readonly string[]; readonly numbers: readonly string[] },
): Asked {
  const problems: Record<string, string[]> = {};
  const numbers: Record<string, number> = {};
  for (const name of [...names.numbers, 'page', 'pageSize']) {
    const given = query[name.toLowerCase()];
    if (given === undefined || given === '') continue;
    if (/^\d{1,15}$/.test(given)) numbers[name] = Number(given);
    else problems[name] = [`The value '${given}' is not valid for ${name}.`];
  }
  const spans: { field: string; from: string; to: string }[] = [];
  for (const field of names.dates) {
    const ends = ['Start', 'End'].map((end) => {
      const given = query[`${field}${end}`.toLowerCase()];
      const read = given === undefined || given === '' ? '' : readPacific(given);
      if (read === null) problems[field + end] = [`The value '${given}' is not valid.`];
      return read ?? '';
    });
    const [from = '', to = ''] = ends;
    if (from !== '' || to !== '') spans.push({ field, from, to });
  }
  if (Object.keys(problems).length > 0) return { is: 'refused', answer: modelProblem(problems) };
  const isInside = (row: object) => {
    const values: Readonly<Record<string, unknown>> = { ...row };
    return spans.every(({ field, from, to }) => {
      const value = values[field];
      if (typeof value !== 'string') return false;
      const full = value.length === 10 ? `${value}T00:00:00.0000000` : value;
      return (from === '' || full >= from) && (to === '' || full <= to);
    });
  };
  const size = Math.min(numbers['pageSize'] || defaultPage, largestPage);
  return { is: 'read', paging: { number: numbers['page'] || 1, size }, numbers, isInside };
}

type Sorting<Row> = {
  readonly fields: Readonly<Record<string, keyof Row>>;
  readonly id: keyof Row;
  readonly otherwise: keyof Row;
};

const sentOrder = <Id extends string>(id: Id) => ({
  fields: { shipdate: 'shipDate', createdate: 'createDate' } as const,
  id,
  otherwise: 'createDate' as const,
});

function sortRows<Row>(rows: readonly Row[], query: Query, sorting: Sorting<Row>): readonly Row[] {
  const field = sorting.fields[query['sortby']?.toLowerCase() ?? ''] ?? sorting.otherwise;
  const turn = query['sortdir']?.toLowerCase() === 'desc' ? -1 : 1;
  const compare = (a: Row[keyof Row], b: Row[keyof Row]) => (a < b ? -1 : a > b ? 1 : 0);
  return rows.toSorted(
    (a, b) => turn * (compare(a[field], b[field]) || compare(a[sorting.id], b[sorting.id])),
  );
}

function cutPage<Row>(account: Account, rows: readonly Row[], paging: Paging) {
  const start = (paging.number - 1) * paging.size;
  const pages = Math.ceil(rows.length / paging.size);
  return {
    rows: rows.slice(start, start + paging.size),
    envelope: {
      total: rows.length,
      page: paging.number,
      pages: account.switches.pagesShown === 'zero' ? 0 : pages,
    },
  };
}
