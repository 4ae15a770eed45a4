import type { Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { shownOrder, withOrder } from './account.ts';
import { notFound, ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import type { Performed } from './call.ts';
import { carriers } from './catalogue.ts';
import { writeFulfillment } from './fulfillments.ts';
import { markBody } from './label-body.ts';
import { modifiedAt } from './modified.ts';
import { announceMark } from './notices.ts';
import { pacificDate } from './pacific.ts';
import { shipped } from './shipped.ts';
import { fulfillmentNotices } from './webhook-notices.ts';

/**
 * POST /orders/markasshipped writes a fulfillment, never a shipment (shipstation.md 3.10). A
 * second call writes a second one: the reference names no guard against it.
 */
export function markAsShipped(
  account: Account,
  body: string,
  now: Moment,
  seed: number,
): Performed {
  const bound = bind(markBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const asked = bound.value;
  const order = shownOrder(account, asked.orderId);
  if (order === null) return { account, answer: notFound('Order not found') };
  const { markOnCancelled, secondMark, markWebhook } = account.switches;
  if (order.orderStatus === 'cancelled' && markOnCancelled === 'refused') {
    return { account, answer: ruleProblem('The order is cancelled.') };
  }
  if (order.orderStatus === 'shipped' && secondMark === 'refused') {
    return { account, answer: ruleProblem('The order is shipped already.') };
  }
  const shipDate = asked.shipDate ?? `${pacificDate(now)}T00:00:00.0000000`;
  const written = writeFulfillment(account, order, now, {
    trackingNumber: asked.trackingNumber,
    shipDate,
    // Fulfillments show a carrier's name where the request had its code, or any text (3.5).
    carrierCode: carriers.find((row) => row.code === asked.carrierCode)?.name ?? asked.carrierCode,
  });
  const modifyDate = modifiedAt(account, order, 'modifyOnLabel', now);
  const dated = { ...order, shipDate: shipDate.slice(0, 10), modifyDate };
  const marked = shipped(withOrder(written.account, dated), dated, now);
  const { fulfillmentId } = written;
  const told = asked.notifySalesChannel === true
    ? announceMark(marked, fulfillmentId, now, seed)
    : marked;
  const sent = markWebhook === 'sent'
    ? fulfillmentNotices(told, 'FULFILLMENT_SHIPPED', fulfillmentId, now, seed)
    : { account: told, later: [] };
  const { orderId, orderNumber } = order;
  return { ...sent, answer: answerJson(200, { orderId, orderNumber }) };
}
