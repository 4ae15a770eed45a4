import type { MessageContent } from '../../core/model/decision.ts';
import { renderInstant } from '../../core/model/instant.ts';

/**
 * The public document of one message to a warehouse or a channel, the same polled or pushed.
 * Times are ISO 8601 in UTC, money in minor units, weights in grams.
 */
export const renderMessage = (message: MessageContent) => ({
  id: message.id,
  kind: message.kind,
  consignment: message.consignment,
  orderNumber: message.orderNumber,
  at: renderInstant(message.at),
  parcels: message.parcels.map((parcel) => ({
    trackingNumber: parcel.trackingNumber,
    trackingUrl: parcel.trackingUrl,
    carrier: parcel.carrier,
    service: parcel.service,
    cost: { amount: parcel.cost.amount, currency: parcel.cost.currency },
    weightGrams: parcel.weightGrams,
    replaces: parcel.replaces,
    lines: parcel.lines.map(({ line, quantity }) => ({ line, quantity })),
  })),
});

export type MessageDocument = ReturnType<typeof renderMessage>;
