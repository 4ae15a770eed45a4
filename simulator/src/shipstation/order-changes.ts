import type { Answer, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account, OrderRow } from './account.ts';
import { shownOrder, withOrder } from './account.ts';
import { notFound, outcome, ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import { apiUserId, carriers, storeIds } from './catalogue.ts';
import { holdBody, markBody, orderIdBody, shipmentIdBody } from './order-body.ts';
import { pacificDate, pacificText } from './pacific.ts';
import type { Order } from './shapes.ts';

/** Changes of one order other than by createorder. Each moves modifyDate (section 7, row 19). */
type Told = { readonly account: Account; readonly answer: Answer };

const orderNotFound = (account: Account): Told => ({
  account,
  answer: notFound('Order not found'),
});

/** DELETE is soft: the row stays, nobody is shown it again, its key stays taken. */
export function deleteOrder(account: Account, orderId: number, now: Moment): Told {
  const order = shownOrder(account, orderId);
  if (order === null) return orderNotFound(account);
  const wire = { ...order, modifyDate: pacificText(now) };
  const orders = new Map(account.orders).set(orderId, { wire, isDeleted: true });
  return { account: { ...account, orders }, answer: outcome('The order has been deleted.') };
}

export function holdUntil(account: Account, body: string, now: Moment): Told {
  const bound = bind(holdBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const order = shownOrder(account, bound.value.orderId);
  if (order === null) return orderNotFound(account);
  if (order.orderStatus !== 'awaiting_shipment' && order.orderStatus !== 'on_hold') {
    return { account, answer: ruleProblem(`The order is ${order.orderStatus}.`) };
  }
  const held: Order = {
    ...order,
    orderStatus: 'on_hold',
    holdUntilDate: bound.value.holdUntilDate.slice(0, 10),
    modifyDate: pacificText(now),
  };
  return { account: withOrder(account, held), answer: outcome('The order is now on hold.') };
}

export function restoreFromHold(account: Account, body: string, now: Moment): Told {
  const bound = bind(orderIdBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const order = shownOrder(account, bound.value.orderId);
  if (order === null) return orderNotFound(account);
  if (order.orderStatus !== 'on_hold') {
    return { account, answer: ruleProblem('The order is not on hold.') };
  }
  const answer = outcome('The requested order has been restored from hold.');
  return { account: withOrder(account, released(order, now)), answer };
}

const released = (order: Order, now: Moment): Order => ({
  ...order,
  orderStatus: 'awaiting_shipment',
  holdUntilDate: null,
  modifyDate: pacificText(now),
});

/** The service lifts a hold by itself when its date arrives (1, fact 10). */
export function liftDueHolds(account: Account, now: Moment): Account {
  const today = pacificDate(now);
  let orders: Map<number, OrderRow> | null = null;
  for (const [orderId, row] of account.orders) {
    const { holdUntilDate, orderStatus } = row.wire;
    if (row.isDeleted || orderStatus !== 'on_hold' || holdUntilDate === null) continue;
    if (holdUntilDate > today) continue;
    orders ??= new Map(account.orders);
    orders.set(orderId, { ...row, wire: released(row.wire, now) });
  }
  return orders === null ? account : { ...account, orders };
}

/**
 * Writes a fulfillment, never a shipment. A second call writes a second one: the reference names
 * no guard against it, so there is none here.
 */
export function markAsShipped(account: Account, body: string, now: Moment): Told {
  const bound = bind(markBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const asked = bound.value;
  const order = shownOrder(account, asked.orderId);
  if (order === null) return orderNotFound(account);
  if (order.orderStatus === 'cancelled') {
    return { account, answer: ruleProblem('The order is cancelled.') };
  }
  const fulfillmentId = account.lastId.fulfillment + 1;
  const isConnected = order.advancedOptions.storeId !== storeIds.manual;
  const shipDate = asked.shipDate ?? `${pacificDate(now)}T00:00:00.0000000`;
  const written = {
    fulfillmentId,
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    userId: apiUserId,
    customerEmail: order.customerEmail,
    trackingNumber: asked.trackingNumber,
    createDate: pacificText(now),
    shipDate,
    voidDate: null,
    deliveryDate: null,
    // Fulfillments show a carrier's name where the request had its code (3.5).
    carrierCode: carriers.find((row) => row.code === asked.carrierCode)?.name ?? asked.carrierCode,
    sellerFillProviderId: null,
    sellerFillProviderName: null,
    fulfillmentProviderCode: null,
    fulfillmentServiceCode: null,
    fulfillmentFee: 0,
    voidRequested: false,
    voided: false,
    marketplaceNotified: isConnected && asked.notifySalesChannel === true,
    notifyErrorMessage: null,
    shipTo: { ...order.shipTo, residential: null, addressVerified: null },
  };
  const shipped: Order = {
    ...order,
    orderStatus: 'shipped',
    holdUntilDate: null,
    shipDate: shipDate.slice(0, 10),
    modifyDate: pacificText(now),
  };
  return {
    account: {
      ...withOrder(account, shipped),
      lastId: { ...account.lastId, fulfillment: fulfillmentId },
      fulfillments: new Map(account.fulfillments).set(fulfillmentId, written),
    },
    answer: answerJson(200, { orderId: order.orderId, orderNumber: order.orderNumber }),
  };
}

export function voidLabelCall(account: Account, body: string, now: Moment): Told {
  const bound = bind(shipmentIdBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  return voidLabel(account, bound.value.shipmentId, now);
}

/** A refusal is a 200 with `approved: false` (3.9). */
export function voidLabel(account: Account, shipmentId: number, now: Moment): Told {
  const row = account.shipments.get(shipmentId);
  if (row === undefined) return { account, answer: notFound('Shipment not found') };
  const refuse = (changed: Account, message: string): Told => ({
    account: changed,
    answer: answerJson(200, { approved: false, message }),
  });
  if (row.wire.voided) return refuse(account, 'The label has already been voided.');
  if (account.faults.refuseVoids > 0) {
    const faults = { ...account.faults, refuseVoids: account.faults.refuseVoids - 1 };
    return refuse({ ...account, faults }, 'The carrier did not approve the void.');
  }
  const wire = { ...row.wire, voided: true, voidDate: pacificText(now) };
  const shipments = new Map(account.shipments).set(shipmentId, { ...row, wire });
  const voided = { ...account, shipments };
  const answer = answerJson(200, { approved: true, message: 'Label voided successfully' });
  return { account: reopenIfBare(voided, wire.orderId, now), answer };
}

/** An order that was shipped only by the voided label waits for shipment again. */
function reopenIfBare(account: Account, orderId: number | null, now: Moment): Account {
  const order = orderId === null ? null : shownOrder(account, orderId);
  if (order === null || order.orderStatus !== 'shipped') return account;
  const hasLabel = [...account.shipments.values()].some(
    ({ wire }) => wire.orderId === order.orderId && !wire.voided && !wire.isReturnLabel,
  );
  const isMarked = [...account.fulfillments.values()].some((row) => row.orderId === order.orderId);
  if (hasLabel || isMarked) return account;
  return withOrder(account, { ...released(order, now), shipDate: null });
}
