import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { modelProblem, notFound, serverException } from './answers.ts';
import type { Account, OrderRow, Switches } from './account.ts';
import { shownOrder } from './account.ts';
import type { Paging, Query } from './lists.ts';
import { cutPage, readQuery, sortRows } from './lists.ts';
import type { Order } from './shapes.ts';
import { orderStatuses } from './shapes.ts';

/** Orders as they are read: one, by filter, by tag (shipstation.md 3.2, 3.6). */

export function listOrders(account: Account, query: Query): Answer {
  const asked = readQuery(query, {
    dates: ['createDate', 'modifyDate', 'orderDate', 'paymentDate'],
    numbers: ['storeId'],
    switches: account.switches,
    dateEnds: account.switches.orderDateEnds,
  });
  if (asked.is === 'refused') return asked.answer;
  const status = query['orderstatus'];
  const problem = statusProblem(status);
  if (problem !== null) return problem;
  const tests = [
    asked.isInside,
    status === undefined || status === '' ? null : (order: Order) => order.orderStatus === status,
    textTest(query['ordernumber'], (number, order) =>
      order.orderNumber.toLowerCase().startsWith(number)),
    textTest(query['customername'], isOfCustomer),
    textTest(query['itemkeyword'], hasItem),
    asked.numbers['storeId'] === undefined
      ? null
      : (order: Order) => order.advancedOptions.storeId === asked.numbers['storeId'],
  ].filter((test) => test !== null);
  const batch = query['importbatch'];
  const rows = shownOrders(
    account,
    (row) =>
      (batch === undefined || row.importBatch === batch) && tests.every((test) => test(row.wire)),
  );
  return ordersPage(account, rows, query, asked.paging);
}

/** GET /orders/listbytag: both status and tag must be named (3.6). */
export function listByTag(account: Account, query: Query): Answer {
  const { switches } = account;
  const asked = readQuery(query, {
    dates: [], numbers: ['tagId'], switches, dateEnds: 'inside',
  });
  if (asked.is === 'refused') return asked.answer;
  const { tagId } = asked.numbers;
  const status = query['orderstatus'];
  if (status === undefined || tagId === undefined) {
    const name = status === undefined ? 'orderStatus' : 'tagId';
    return modelProblem({ [name]: [`The ${name} field is required.`] });
  }
  const problem = statusProblem(status);
  if (problem !== null) return problem;
  const rows = shownOrders(
    account,
    ({ wire }) => wire.orderStatus === status && wire.tagIds?.includes(tagId) === true,
  );
  return ordersPage(account, rows, query, asked.paging);
}

export function oneOrder(account: Account, orderId: number): Answer {
  const order = shownOrder(account, orderId);
  return order === null
    ? notFound('Order not found')
    : answerJson(200, shownFields(order, account.switches));
}

function statusProblem(status: string | undefined): Answer | null {
  if (status === undefined || status === '') return null;
  if (orderStatuses.some((known) => known === status)) return null;
  return modelProblem({ orderStatus: [`The value '${status}' is not valid for orderStatus.`] });
}

function textTest(
  asked: string | undefined,
  isFound: (lowerCase: string, order: Order) => boolean,
): ((order: Order) => boolean) | null {
  if (asked === undefined || asked === '') return null;
  const lowerCase = asked.toLowerCase();
  return (order) => isFound(lowerCase, order);
}

const isOfCustomer = (name: string, { shipTo, billTo }: Order): boolean =>
  [shipTo.name, billTo.name].some((one) => one?.toLowerCase().includes(name) === true);

/** SKU, description and options (3.6). */
const hasItem = (keyword: string, { items }: Order): boolean =>
  items.some(({ sku, name, options }) =>
    [sku, name, ...options.flatMap((option) => [option.name, option.value])].some(
      (text) => text?.toLowerCase().includes(keyword) === true));

function shownOrders(account: Account, isMeant: (row: OrderRow) => boolean): readonly Order[] {
  const found: Order[] = [];
  for (const row of account.orders.values()) {
    if (!row.isDeleted && isMeant(row)) found.push(row.wire);
  }
  return found;
}

function ordersPage(
  account: Account,
  rows: readonly Order[],
  query: Query,
  paging: Paging,
): Answer {
  const sorted = sortRows(rows, query, {
    fields: { orderdate: 'orderDate', modifydate: 'modifyDate', createdate: 'createDate' },
    id: 'orderId',
    otherwise: 'orderId',
  });
  const page = cutPage(account, sorted, paging);
  const poison = page.rows.find((order) => account.faults.poisonOrders.includes(order.orderNumber));
  // One order that cannot be serialised takes its whole page down (3.4).
  if (poison !== undefined && paging.size > 1) {
    return serverException('Error getting value from the order for serialization.');
  }
  const orders = page.rows.map((order) => shownFields(order, account.switches));
  return answerJson(200, { orders, ...page.envelope });
}

/** What is not known of an order is null, or not there at all (3.5: "null or absent"). */
export function shownFields(order: Order, switches: Switches): object {
  if (switches.unknownFields === 'null') return order;
  const known = (whole: object) =>
    Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null));
  return {
    ...known(order),
    items: order.items.map(known),
    advancedOptions: known(order.advancedOptions),
  };
}
