import { z } from 'zod';
import { markId, shipStationOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/instant.ts';
import type { Mark } from '../../../core/model/shipstation.ts';
import { noticeOf } from './notice.ts';
import { pacificInstant } from './pacific.ts';
import { idText, idTextOrNull, statement, textOrNull, time } from './reading.ts';

const fulfillmentRow = z.object({
  fulfillmentId: idText,
  orderId: idTextOrNull,
  orderNumber: textOrNull,
  trackingNumber: textOrNull,
  createDate: time,
  shipDate: textOrNull,
  voidDate: textOrNull,
  voided: statement,
  // Free text such as `USPS`, not one of the account's carrier codes [v1d].
  carrierCode: textOrNull,
  sellerFillProviderName: textOrNull,
  fulfillmentProviderCode: textOrNull,
  marketplaceNotified: statement,
  notifyErrorMessage: textOrNull,
});

/**
 * V1 Fulfillment -> mark as shipped. `seenAt` stands in for the time of a void that carries none.
 * A void that was only asked for (`voidRequested`) is none yet.
 */
export const markShape = (seenAt: Instant) =>
  fulfillmentRow.transform((row): Mark => ({
    id: markId(row.fulfillmentId),
    order: row.orderId === null ? null : shipStationOrderId(row.orderId),
    orderNumber: row.orderNumber,
    trackingNumber: row.trackingNumber,
    carrier: row.carrierCode,
    provider: row.sellerFillProviderName ?? row.fulfillmentProviderCode,
    madeAt: row.createDate,
    // A day on labels, a full time at midnight on fulfilments [v1d].
    shippedOn: /^\d{4}-\d\d-\d\d/.exec(row.shipDate ?? '')?.[0] ?? null,
    voidedAt: row.voided ? (pacificInstant(row.voidDate ?? '') ?? seenAt) : null,
    channelNotice: noticeOf(row.marketplaceNotified, row.notifyErrorMessage),
  }));
