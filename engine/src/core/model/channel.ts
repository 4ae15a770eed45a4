import type { Address } from './address.ts';
import type { Instant } from './instant.ts';
import type { Money } from './measures.ts';

export type ChannelLine = {
  readonly line: string;
  readonly sku: string;
  readonly name: string;
  readonly ordered: number;
  readonly cancelled: number;
  readonly unitPrice: Money | null;
};

/** An order as its channel sees it now: whole, like a consignment's snapshot. */
export type ChannelOrder = {
  readonly reference: string;
  readonly revision: number;
  readonly updatedAt: Instant;
  readonly orderNumber: string;
  readonly status: 'pending' | 'paid' | 'cancelled';
  readonly placedAt: Instant | null;
  readonly requestedService: string | null;
  readonly shipBy: Instant | null;
  readonly shipTo: Address | null;
  readonly lines: readonly ChannelLine[];
};
