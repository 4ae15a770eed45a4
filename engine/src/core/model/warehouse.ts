import type { Address } from './address.ts';
import type { Instant } from './instant.ts';
import type { Money } from './measures.ts';

/** What a warehouse says of a consignment, in the order of the work at the bench. */
export const warehouseStatuses = [
  'received', 'allocated', 'picking', 'picked', 'packed', 'dispatched', 'cancelled',
] as const;
export type WarehouseStatus = (typeof warehouseStatuses)[number];

/** One line of a consignment. Quantities are whole units and never negative. */
export type ConsignmentLine = {
  /** The warehouse's own name of the line, unique within the consignment. */
  readonly line: string;
  /** The channel's name of the line; null when the warehouse does not carry it. */
  readonly channelLine: string | null;
  /** Set when the line belongs to another order than the consignment's (merged picks). */
  readonly orderNumber: string | null;
  readonly sku: string;
  readonly name: string;
  readonly ordered: number;
  readonly allocated: number;
  readonly picked: number;
  readonly packed: number;
  readonly short: number;
  readonly shortReason: string | null;
  readonly bin: string | null;
  readonly unitPrice: Money | null;
  readonly weightGrams: number | null;
  readonly customs: Customs | null;
};

export type Customs = {
  readonly hsCode: string;
  /** ISO 3166-1 alpha-2 country of origin. */
  readonly origin: string;
  readonly description: string;
};

export type LineQuantity = { readonly line: string; readonly quantity: number };

export type Parcel = {
  readonly reference: string;
  readonly weightGrams: number | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly lines: readonly LineQuantity[];
};

/** The goods left the building, by our label or by other means. */
export type WarehouseDispatch = {
  readonly at: Instant;
  /** In the warehouse's own words. */
  readonly carrier: string | null;
  readonly service: string | null;
  readonly trackingNumbers: readonly string[];
};

/** A consignment as the warehouse sees it now: whole, so that arrival order does not matter. */
export type ConsignmentSnapshot = {
  readonly revision: number;
  readonly updatedAt: Instant;
  readonly orderNumber: string;
  readonly channel: string;
  readonly status: WarehouseStatus;
  /** The warehouse's own word for the service asked; mapped by policy. */
  readonly service: string | null;
  readonly wave: string | null;
  readonly sequence: number | null;
  readonly shipBy: Instant | null;
  readonly shipTo: Address;
  readonly lines: readonly ConsignmentLine[];
  readonly parcels: readonly Parcel[];
  readonly dispatch: WarehouseDispatch | null;
};
