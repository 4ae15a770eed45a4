import type { MessageContent } from '../../../core/model/decision.ts';

/** A message of ours -> what Hayloft takes. Money in pence, weight in grams, as ours are. */
export const renderTold = ({ kind, consignment, parcels }: MessageContent) => ({
  order: consignment,
  kind,
  boxes: parcels.map((parcel) => ({
    tracking: parcel.trackingNumber, link: parcel.trackingUrl, carrier: parcel.carrier,
    service: parcel.service, pence: parcel.cost.amount, grams: parcel.weightGrams,
    instead_of: parcel.replaces,
    items: parcel.lines.map(({ line, quantity }) => ({ item: line, units: quantity })),
  })),
});
