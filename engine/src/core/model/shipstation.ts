import type { Address } from './address.ts';
import type { LabelId, MarkId, ShipStationOrderId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Money } from './measures.ts';

/** ShipStation's own statuses; one we do not know survives with its text. */
export type ShipStationStatus =
  | { readonly is: 'awaiting-payment' | 'awaiting' | 'pending-elsewhere' | 'on-hold' }
  | { readonly is: 'shipped' | 'cancelled' }
  | { readonly is: 'other'; readonly text: string };

export type ShipStationLine = {
  /** Our line key, when the line carries one. */
  readonly key: string | null;
  readonly sku: string | null;
  readonly name: string;
  readonly quantity: number;
};

/**
 * An order as ShipStation shows it. A record of its own: one may carry lines of several dossiers.
 */
export type ShipStationOrder = {
  readonly id: ShipStationOrderId;
  readonly number: string;
  /** V1 `orderKey`: ours when we created it. Shared by the halves of a split. */
  readonly key: string | null;
  readonly status: ShipStationStatus;
  /** ShipStation's id of the store it is in; absent where it bears our key, or none is said. */
  readonly store?: number;
  readonly modifiedAt: Instant | null;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly package: string | null;
  readonly shipTo: Address | null;
  readonly lines: readonly ShipStationLine[];
  /** Set on a part that a person split off. */
  readonly splitFrom: ShipStationOrderId | null;
  /** Orders that were combined into this one; they vanish from the API. */
  readonly combines: readonly ShipStationOrderId[];
  /**
   * Set while this is only what stands on our shelf for ShipStation to fetch (Custom Store); absent
   * where ShipStation itself showed the order.
   */
  readonly shelf?: OnShelf;
};

/** Handed out is not taken in: of that nobody tells us. */
export type OnShelf = {
  /** Since when it has stood there as it is now. */
  readonly changedAt: Instant;
  /** When ShipStation first fetched it as it is now; null while it has not. */
  readonly fetchedAt: Instant | null;
};

/** Whether, and whose, hand must take the parcel in. */
export const confirmations = [
  'none', 'delivery', 'signature', 'adult-signature', 'direct-signature',
] as const;
export type Confirmation = (typeof confirmations)[number];

/** A label as ShipStation shows it (V1 "shipment"). */
export type Label = {
  readonly id: LabelId;
  /** Null for a label that belongs to no order. */
  readonly order: ShipStationOrderId | null;
  readonly orderNumber: string | null;
  readonly orderKey: string | null;
  readonly madeAt: Instant;
  readonly trackingNumber: string | null;
  readonly carrier: string;
  readonly service: string | null;
  readonly cost: Money;
  readonly weightGrams: number | null;
  readonly isReturn: boolean;
  readonly voidedAt: Instant | null;
  readonly lines: readonly ShipStationLine[];
  readonly channelNotice: ChannelNotice;
  /** Known only by ShipStation's notice to our Custom Store; absent where a list showed it. */
  readonly isNoticed?: true;
};

/** What ShipStation says of telling the channel by itself. */
export type ChannelNotice =
  | { readonly is: 'told' }
  | { readonly is: 'not-told' }
  | { readonly is: 'refused'; readonly text: string };

/**
 * An order that was marked as shipped without a label bought in ShipStation: by hand at the desk,
 * by us, or sent by an outside provider (V1 "fulfillment"). It never says which lines went.
 */
export type Mark = {
  readonly id: MarkId;
  /** Null for one that belongs to no order. */
  readonly order: ShipStationOrderId | null;
  readonly orderNumber: string | null;
  readonly trackingNumber: string | null;
  /** Free text such as `USPS` or `Own van`, never a carrier's code. */
  readonly carrier: string | null;
  /** The outside provider that sent it; null when somebody marked it. */
  readonly provider: string | null;
  readonly madeAt: Instant;
  /** The day on which it is said to have left, `yyyy-MM-dd`; null where none is given. */
  readonly shippedOn: string | null;
  readonly voidedAt: Instant | null;
  readonly channelNotice: ChannelNotice;
};
