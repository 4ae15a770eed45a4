import type { MessageContent } from '../core/model/decision.ts';
import { renderInstant } from '../core/model/instant.ts';

/**
 * The one message that warehouses and channels hear, polled or pushed, as it goes over the wire.
 * Money in minor units, weight in grams, times in ISO 8601.
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

export type RenderedMessage = ReturnType<typeof renderMessage>;
