import { chanceBelow } from '../chance.ts';
import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { modelProblem, notFound, ruleProblem, serverException } from './answers.ts';
import { bind, bindList } from './binding.ts';
import type { BoundRow } from './binding.ts';
import type { Call, Performed } from './call.ts';
import type { Draft } from './draft.ts';
import { closeDraft, openDraft } from './draft.ts';
import { shownFields } from './order-lists.ts';
import type { OrderBody } from './order-body.ts';
import { orderBody } from './order-body.ts';
import type { Order } from './shapes.ts';
import { targetOf } from './target.ts';
import { writeOrder } from './write-order.ts';
import { impossible } from '../never.ts';

export const batchLimit = 100;

/** POST /orders/createorder: one order in, the whole order out (shipstation.md 3.7). */
export function createOrder({ account, body, now, seed }: Call): Performed {
  const bound = bind(orderBody, body, 'apiOrder');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const draft = openDraft(account);
  const result = upsert(draft, bound.value, { now, seed });
  const shown = (order: Order) => answerJson(200, shownFields(order, account.switches));
  switch (result.is) {
    case 'written':
      return { account: closeDraft(draft), answer: shown(result.order) };
    case 'gone':
      return { account, answer: notFound('Order not found') };
    case 'refused':
      return { account, answer: ruleProblem(result.message) };
    case 'locked':
      // A 200 that changed nothing is the worse answer, and nobody knows which one is real (3.7).
      return account.switches.lockedAnswer === 'unchanged'
        ? { account, answer: shown(result.order) }
        : { account, answer: ruleProblem(lockedText(result.order)) };
    default:
      return impossible(result);
  }
}

/** POST /orders/createorders: up to 100, always 200, one result for each row. */
export function createOrders({ account, body, now, seed }: Call): Performed {
  const bound = bindList(orderBody, body, 'apiOrders');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const { overLimit, unboundRow, resultOrder } = account.switches;
  const rows = bound.value;
  if (rows.length === 0) return { account, answer: ruleProblem('No orders were given.') };
  if (rows.length > batchLimit) return { account, answer: overLimitAnswers[overLimit] };
  const unbound = rows.find(({ row }) => row.is === 'refused');
  if (unbound?.row.is === 'refused' && unboundRow === 'refuses-all') {
    return { account, answer: unbound.row.answer };
  }
  const draft = openDraft(account);
  const results = rows.map((bounded) => rowResult(draft, bounded, { now, seed }));
  const hasErrors = results.some((result) => !result.success);
  const told = resultOrder === 'shuffled' ? shuffled(results, seed, draft.lastId.item) : results;
  return { account: closeDraft(draft), answer: answerJson(200, { hasErrors, results: told }) };
}

const limitText = `Between 1 and ${batchLimit} orders are allowed.`;

const overLimitAnswers = {
  exception: serverException(limitText),
  message: ruleProblem(limitText),
  'model-state': modelProblem({ apiOrders: [limitText] }),
} as const satisfies Record<string, Answer>;

type RowResult = {
  readonly orderId: number | null;
  readonly orderNumber: string | null;
  readonly orderKey: string | null;
  readonly success: boolean;
  readonly errorMessage: string | null;
};

function rowResult(
  draft: Draft,
  { given, row }: BoundRow<OrderBody>,
  at: { readonly now: number; readonly seed: number },
): RowResult {
  if (row.is === 'refused') {
    return { ...namesIn(given), success: false, errorMessage: 'The request is invalid.' };
  }
  const { orderNumber, orderKey } = row.value;
  const failed = (orderId: number | null, errorMessage: string) =>
    ({ orderId, orderNumber, orderKey, success: false, errorMessage });
  const result = upsert(draft, row.value, at);
  switch (result.is) {
    case 'written': {
      const { order } = result;
      return {
        orderId: order.orderId,
        orderNumber: order.orderNumber,
        orderKey: order.orderKey,
        success: true,
        errorMessage: null,
      };
    }
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

function namesIn(given: unknown): Pick<RowResult, 'orderId' | 'orderNumber' | 'orderKey'> {
  const fields: Readonly<Record<string, unknown>> =
    typeof given === 'object' && given !== null ? { ...given } : {};
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null);
  return { orderId: null, orderNumber: text('orderNumber'), orderKey: text('orderKey') };
}

/** Results stand by their keys; nobody promised that they stand in the order of the request. */
function shuffled<Row>(rows: readonly Row[], seed: number, count: number): readonly Row[] {
  const mixed = [...rows];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = chanceBelow(seed, `results/${last}`, count, last + 1);
    const [a, b] = [mixed[last], mixed[other]];
    if (a === undefined || b === undefined) continue;
    mixed[last] = b;
    mixed[other] = a;
  }
  return mixed;
}

const lockedText = (order: Order): string =>
  `The order is ${order.orderStatus} and cannot be updated.`;

export type Upserted =
  | { readonly is: 'written'; readonly order: Order; readonly isNew: boolean }
  | { readonly is: 'locked'; readonly order: Order }
  | { readonly is: 'gone' }
  | { readonly is: 'refused'; readonly message: string };

/** Finds by orderId first, then by orderKey; replaces an open order, leaves a closed one. */
export function upsert(
  draft: Draft,
  body: OrderBody,
  at: { readonly now: number; readonly seed: number },
): Upserted {
  const target = targetOf(draft, body);
  switch (target.is) {
    case 'new':
      return { is: 'written', order: writeOrder(draft, body, null, at), isNew: true };
    case 'open':
      return { is: 'written', order: writeOrder(draft, body, target.order, at), isNew: false };
    case 'locked':
    case 'gone':
    case 'refused':
      return target;
    default:
      return impossible(target);
  }
}
