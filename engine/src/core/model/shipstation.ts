import type { Address } from './address.ts';
import type { LabelId, ShipStationOrderId } from './ids.ts';
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
};

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
  /** What ShipStation says of telling the channel by itself. */
  readonly channelNotice:
    | { readonly is: 'told' }
    | { readonly is: 'not-told' }
    | { readonly is: 'refused'; readonly text: string };
};
