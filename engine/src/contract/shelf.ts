/**
 * Orders that the other side fetches from us, where it asks and we answer: a shelf. What is put
 * there stands until it is fetched; that it was fetched is all we know of it, until something
 * else tells more. All of it is pure: the loop keeps the shelf and opens the door.
 */
import type { ReleaseContent } from '../core/model/decision.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Money } from '../core/model/measures.ts';
import type { ShipStationLine } from '../core/model/shipstation.ts';

/** How an order is to stand with whoever fetches it. */
export type ShelfStatus = 'awaiting' | 'cancelled' | 'shipped';

/** What one action puts on the shelf; it does so once, however often it is carried out. */
export type Shelve = {
  /** The release's key. */
  readonly key: string;
  readonly status: ShelfStatus;
  /** What is in it; null leaves that as it is. */
  readonly release: ReleaseContent | null;
};

/** An order as it is handed out. */
export type Shelved = {
  readonly status: ShelfStatus;
  readonly release: ReleaseContent;
  readonly changedAt: Instant;
};

/** A parcel as the other side tells us of it. Which order it is on the shelf tells. */
export type ParcelNotice = {
  /** The release's key, where it is named. */
  readonly key: string | null;
  readonly orderNumber: string | null;
  readonly trackingNumber: string | null;
  /** A code where the settings have one for its name, else the name. */
  readonly carrier: string;
  readonly service: string | null;
  readonly cost: Money;
  /** Null where it is not said. */
  readonly madeAt: Instant | null;
  readonly lines: readonly ShipStationLine[];
};

export type ShelfAsked =
  /** Whatever changed from `from` to `to`, both included. Pages count from 1. */
  | { readonly is: 'fetch'; readonly from: Instant; readonly to: Instant; readonly page: number }
  | { readonly is: 'notice'; readonly notice: ParcelNotice }
  /** In plain words, for whoever reads their log. */
  | { readonly is: 'refused'; readonly text: string };

export type ShelfRequest = {
  readonly method: 'GET' | 'POST';
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a connection whose settings ask for it hands out, and how it speaks. */
export type Shelf = {
  /** What they call with; both are ours, and typed in there. */
  readonly credentials: { readonly username: string; readonly password: string };
  readonly read: (request: ShelfRequest, now: Instant) => ShelfAsked;
  /** Why an order cannot be handed out, in plain words; null where it can. */
  readonly faultIn: (release: ReleaseContent) => string | null;
  /** Those that have a fault must not be among them: one would spoil the page. */
  readonly render: (orders: readonly Shelved[], pages: number) => string;
  readonly contentType: string;
  /** How many are handed out in one page. */
  readonly pageSize: number;
};
