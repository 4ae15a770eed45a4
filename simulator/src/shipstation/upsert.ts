import type { Answer, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account, OrderRow } from './account.ts';
import { bind, bindList } from './binding.ts';
import { notFound, ruleProblem } from './answers.ts';
import { carrierProblem, stores, warehouses } from './catalogue.ts';
import type { OrderBody } from './order-body.ts';
import { orderBody } from './order-body.ts';
import { pacificText } from './pacific.ts';
import { generatedKey, renderOrder, storeOf } from './render-order.ts';
import type { Order } from './shapes.ts';
import { impossible } from '../never.ts';

export const batchLimit = 100;

type Told = { readonly account: Account; readonly answer: Answer };

/** POST /orders/createorder: one order in, the whole order out. */
export function createOrder(account: Account, body: string, now: Moment, seed: number): Told {
  const bound = bind(orderBody, body, 'apiOrder');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const draft = openDraft(account);
  const result = upsert(draft, bound.value, now, seed);
  switch (result.is) {
    case 'written':
      return { account: closeDraft(draft), answer: answerJson(200, result.order) };
    case 'gone':
      return { account, answer: notFound('Order not found') };
    case 'refused':
      return { account, answer: ruleProblem(result.message) };
    case 'locked':
      // A 200 that changed nothing is the worse answer, and nobody knows which one is real (3.7).
      return account.switches.lockedAnswer === 'unchanged'
        ? { account, answer: answerJson(200, result.order) }
        : { account, answer: ruleProblem(lockedText(result.order)) };
    default:
      return impossible(result);
  }
}

/** POST /orders/createorders: up to 100, always 200, one result per row in the same order. */
export function createOrders(account: Account, body: string, now: Moment, seed: number): Told {
  const bound = bindList(orderBody, body, 'apiOrders');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  if (bound.value.length === 0 || bound.value.length > batchLimit) {
    return { account, answer: ruleProblem(`Between 1 and ${batchLimit} orders are allowed.`) };
  }
  const draft = openDraft(account);
  const results = bound.value.map((row) => rowResult(row, upsert(draft, row, now, seed)));
  const hasErrors = results.some((result) => !result.success);
  return { account: closeDraft(draft), answer: answerJson(200, { hasErrors, results }) };
}

function rowResult(body: OrderBody, result: Upserted) {
  const names = { orderNumber: body.orderNumber, orderKey: body.orderKey };
  const failed = (orderId: number | null, errorMessage: string) => ({
    orderId,
    ...names,
    success: false,
    errorMessage,
  });
  switch (result.is) {
    case 'written':
      return {
        orderId: result.order.orderId,
        orderNumber: result.order.orderNumber,
        orderKey: result.order.orderKey,
        success: true,
        errorMessage: null,
      };
    case 'gone':
      return failed(null, 'Order not found');
    case 'refused':
      return failed(null, result.message);
    case 'locked':
      return failed(result.order.orderId, lockedText(result.order));
    default:
      return impossible(result);
  }
}

const lockedText = (order: Order): string =>
  `The order is ${order.orderStatus} and cannot be updated.`;

type Upserted =
  | { readonly is: 'written'; readonly order: Order }
  | { readonly is: 'locked'; readonly order: Order }
  | { readonly is: 'gone' }
  | { readonly is: 'refused'; readonly message: string };

/** Copies made once a call and written by its rows; nobody else holds them. */
type Draft = {
  readonly account: Account;
  readonly orders: Map<number, OrderRow>;
  readonly orderIdByKey: Map<string, number>;
  readonly products: Map<string, number>;
  lastId: Account['lastId'];
};

const openDraft = (account: Account): Draft => ({
  account,
  orders: new Map(account.orders),
  orderIdByKey: new Map(account.orderIdByKey),
  products: new Map(account.productIdBySku),
  lastId: account.lastId,
});

const closeDraft = (draft: Draft): Account => ({
  ...draft.account,
  orders: draft.orders,
  orderIdByKey: draft.orderIdByKey,
  productIdBySku: draft.products,
  lastId: draft.lastId,
});

/** Finds by orderId first, then by orderKey; replaces an open order, leaves a closed one (3.7). */
function upsert(draft: Draft, body: OrderBody, now: Moment, seed: number): Upserted {
  if (draft.account.faults.refuseOrders.includes(body.orderNumber)) {
    return { is: 'refused', message: 'The order could not be saved.' };
  }
  const problem = carrierProblem(body) ?? placeProblem(body);
  if (problem !== null) return { is: 'refused', message: problem };
  const knownId = body.orderId ?? (body.orderKey ? draft.orderIdByKey.get(body.orderKey) : null);
  if (knownId === null || knownId === undefined) {
    return { is: 'written', order: write(draft, body, null, now, seed) };
  }
  const row = draft.orders.get(knownId);
  if (row === undefined || row.isDeleted) return { is: 'gone' };
  const { orderStatus } = row.wire;
  if (orderStatus === 'shipped' || orderStatus === 'cancelled') {
    return { is: 'locked', order: row.wire };
  }
  return { is: 'written', order: write(draft, body, row.wire, now, seed) };
}

function placeProblem(body: OrderBody): string | null {
  const storeId = body.advancedOptions?.storeId ?? null;
  const warehouseId = body.advancedOptions?.warehouseId ?? null;
  if (storeId !== null && !stores.some((store) => store.storeId === storeId)) {
    return 'Invalid storeId';
  }
  if (warehouseId !== null && !warehouses.some((row) => row.warehouseId === warehouseId)) {
    return 'Invalid warehouseId';
  }
  return null;
}

function write(draft: Draft, body: OrderBody, old: Order | null, now: Moment, seed: number): Order {
  const { lastId } = draft;
  const order = old?.orderId ?? lastId.order + 1;
  const isNewCustomer = old === null && body.customerUsername !== null;
  const customer = lastId.customer + (isNewCustomer ? 1 : 0);
  const rendered = renderOrder(
    body,
    {
      orderId: order,
      orderKey: old?.orderKey ?? (body.orderKey || generatedKey(seed, order)),
      createDate: old?.createDate ?? pacificText(now),
      customerId: old === null ? (isNewCustomer ? customer : null) : old.customerId,
      // The store is chosen once, at creation; a later wish is ignored.
      storeId: old?.advancedOptions.storeId ?? storeOf(body),
    },
    {
      lastId: { ...lastId, order: Math.max(lastId.order, order), customer },
      products: draft.products,
      now,
      seed,
    },
  );
  draft.lastId = rendered.lastId;
  for (const [sku, productId] of rendered.newProducts) draft.products.set(sku, productId);
  draft.orders.set(order, { wire: rendered.order, isDeleted: false });
  draft.orderIdByKey.set(rendered.order.orderKey, order);
  return rendered.order;
}
