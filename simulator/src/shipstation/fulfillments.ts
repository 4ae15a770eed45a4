import type { Later, Moment } from '../machine.ts';
import type { Account } from './account.ts';
import { shownOrder, withOrder } from './account.ts';
import { apiUserId } from './catalogue.ts';
import { announceMark, withoutNotice } from './notices.ts';
import { pacificDate, pacificText } from './pacific.ts';
import type { Fulfillment, Order, SeenStatus } from './shapes.ts';
import { reopenIfBare, shipped } from './shipped.ts';
import { fulfillmentNotices, rejectionNotices } from './webhook-notices.ts';

/**
 * Rows of /fulfillments (shipstation.md 3.10): marks, and what outside providers sent. The API
 * makes marks alone; all else here is done by people at the screen or by the provider.
 */

/** An outside provider that ships for the account from its own stock. */
export type Provider = {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly service: string;
  readonly feeCents: number;
};

export const harbourFulfilment: Provider = {
  id: 7_011,
  name: 'Harbour Fulfilment',
  code: 'harbour_fulfilment',
  service: 'standard',
  feeCents: 325,
};

export function writeFulfillment(
  account: Account,
  order: Order,
  now: Moment,
  sent: {
    readonly trackingNumber: string | null;
    readonly shipDate: string;
    readonly carrierCode: string;
    readonly provider?: Provider;
  },
): { readonly account: Account; readonly fulfillmentId: number } {
  const fulfillmentId = account.lastId.fulfillment + 1;
  const { provider } = sent;
  const row: Fulfillment = {
    fulfillmentId,
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    userId: provider === undefined ? apiUserId : null,
    customerEmail: order.customerEmail,
    trackingNumber: sent.trackingNumber,
    createDate: pacificText(now),
    shipDate: sent.shipDate,
    voidDate: null,
    deliveryDate: null,
    carrierCode: sent.carrierCode,
    sellerFillProviderId: provider?.id ?? null,
    sellerFillProviderName: provider?.name ?? null,
    fulfillmentProviderCode: provider?.code ?? null,
    fulfillmentServiceCode: provider?.service ?? null,
    fulfillmentFee: (provider?.feeCents ?? 0) / 100,
    voidRequested: false,
    voided: false,
    marketplaceNotified: false,
    notifyErrorMessage: null,
    shipTo: { ...order.shipTo, residential: null, addressVerified: null },
  };
  return { account: withRow(withLastId(account, fulfillmentId), row), fulfillmentId };
}

const withLastId = (account: Account, fulfillment: number): Account => ({
  ...account,
  lastId: { ...account.lastId, fulfillment },
});

const withRow = (account: Account, row: Fulfillment): Account => ({
  ...account,
  fulfillments: new Map(account.fulfillments).set(row.fulfillmentId, row),
});

/** Null where the account has no such row or order, or none for which the act makes sense. */
export type Acted = { readonly account: Account; readonly later: readonly Later[] } | null;

/** Somebody sends an order to the provider: it awaits the provider's answer. */
export function sendToProvider(account: Account, orderId: number, now: Moment): Acted {
  const order = shownOrder(account, orderId);
  if (order === null || order.orderStatus !== 'awaiting_shipment') return null;
  return { account: withStatus(account, order, 'pending_fulfillment', now), later: [] };
}

/** The provider has sent the parcel, by a carrier whose name it writes as it likes. */
export function providerShips(
  account: Account,
  orderId: number,
  sent: { readonly carrier: string; readonly trackingNumber: string | null },
  now: Moment,
  seed: number,
): Acted {
  const order = shownOrder(account, orderId);
  if (order === null || order.orderStatus !== 'pending_fulfillment') return null;
  const written = writeFulfillment(account, order, now, {
    trackingNumber: sent.trackingNumber,
    carrierCode: sent.carrier,
    shipDate: `${pacificDate(now)}T00:00:00.0000000`,
    provider: harbourFulfilment,
  });
  const gone = shipped(written.account, order, now);
  const told = announceMark(gone, written.fulfillmentId, now, seed);
  return fulfillmentNotices(told, 'FULFILLMENT_SHIPPED', written.fulfillmentId, now, seed);
}

/** The provider cannot send it. The status is one outside the documented list (3.8). */
export function providerRejects(
  account: Account,
  orderId: number,
  now: Moment,
  seed: number,
): Acted {
  const order = shownOrder(account, orderId);
  if (order === null || order.orderStatus !== 'pending_fulfillment') return null;
  const rejected = withStatus(account, order, 'rejected_fulfillment', now);
  return rejectionNotices(rejected, order, now, seed);
}

const withStatus = (account: Account, order: Order, orderStatus: SeenStatus, now: Moment) =>
  withOrder(account, { ...order, orderStatus, modifyDate: pacificText(now) });

/** A mark is taken back at once; a provider is asked, and answers later or never. */
export function voidFulfillment(account: Account, fulfillmentId: number, now: Moment): Acted {
  const row = account.fulfillments.get(fulfillmentId);
  if (row === undefined || row.voided) return null;
  const mustAsk = row.sellerFillProviderId !== null && !row.voidRequested;
  if (mustAsk) {
    return { account: withRow(account, { ...row, voidRequested: true }), later: [] };
  }
  const voided = { ...row, voided: true, voidRequested: true, voidDate: pacificText(now) };
  const silent = withoutNotice(withRow(account, voided), { is: 'fulfillment', id: fulfillmentId });
  return { account: reopenIfBare(silent, row.orderId, now), later: [] };
}

/** The carrier has delivered it. */
export function deliverFulfillment(account: Account, fulfillmentId: number, now: Moment): Acted {
  const row = account.fulfillments.get(fulfillmentId);
  if (row === undefined || row.voided) return null;
  return { account: withRow(account, { ...row, deliveryDate: pacificText(now) }), later: [] };
}
