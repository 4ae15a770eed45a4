/**
 * What a connector is. It looks and it performs, through the wire it is handed; it never retries,
 * sleeps or counts: the loop does that. One folder per connector, all of the same shape.
 */
import type { Action } from '../core/model/decision.ts';
import type { ChannelOrder } from '../core/model/channel.ts';
import type { ShipStationOrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Label, ShipStationOrder } from '../core/model/shipstation.ts';
import type { Wire } from './wire.ts';

export type Role = 'shipping' | 'warehouse' | 'channel';

/** What doing an operation twice means to the other side. */
export type Repeating = 'safe' | 'look-first' | 'never';

export type OperationManifest = {
  /** The most items that are given to one `perform`. */
  readonly batchSize: number;
  /** The most calls that one `perform` makes on the connection's budget. */
  readonly costInCalls: number;
  readonly repeating: Repeating;
  /** Give up waiting for the answer after this many milliseconds; for all its calls together. */
  readonly timeoutMilliseconds: number;
};

export type FeedManifest = {
  readonly feed: string;
  readonly costInCalls: number;
  /** Look at least this often, in milliseconds, when all is quiet. */
  readonly everyMilliseconds: number;
  /** Look this often while somebody waits for what the feed will show, in milliseconds. */
  readonly briskMilliseconds: number;
  /** Read this much again behind the cursor, in milliseconds: clocks differ, pages shift. */
  readonly overlapMilliseconds: number;
};

/** What a setting is called, whether it may be shown, and what is wrong with a given value. */
export type SettingManifest = {
  /** Path inside the settings, such as `v1.apiKey`. */
  readonly path: string;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  readonly meaning: string;
};

export type Manifest = {
  /** The name used in the policy file. */
  readonly connector: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly settings: readonly SettingManifest[];
  readonly operations: Readonly<Partial<Record<Action['do'], OperationManifest>>>;
  readonly feeds: readonly FeedManifest[];
  /** The documented ceiling of calls; null where the other side names none. */
  readonly rate: { readonly calls: number; readonly perMilliseconds: number } | null;
  /** Which answer headers (lower case) tell of the budget; null where there are none. */
  readonly rateHeaders: RateHeaders | null;
};

/** Names of headers. Any of them may be missing from any answer. */
export type RateHeaders = {
  readonly limit: string;
  readonly remaining: string;
  /** Seconds until the next window begins. */
  readonly resetSeconds: string;
};

/** Something a look showed, not yet attributed to a dossier. */
export type Seen =
  | { readonly kind: 'shipstation-order'; readonly order: ShipStationOrder }
  /** Asked for by its id and not there: deleted, or swallowed by a combined order. */
  | { readonly kind: 'shipstation-order-gone'; readonly order: ShipStationOrderId }
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'channel-order'; readonly order: ChannelOrder };

export type LookRequest = {
  readonly feed: string;
  /** Everything changed from here on, */
  readonly from: Instant;
  /** up to here: fixed when the look began, so that the window does not shift while paging. */
  readonly to: Instant;
  /** Null for the first page. */
  readonly page: string | null;
};

export type LookAnswer =
  | {
      readonly is: 'page';
      readonly seen: readonly Seen[];
      /** The next page; null when this was the last: then the window is complete. */
      readonly next: string | null;
      /** Rows that could not be read, in plain words; they never spoil the page. */
      readonly unreadable: readonly string[];
    }
  | Unanswered;

/** No usable answer: silence, a refusal of the whole call, or a closed budget. */
export type Unanswered = {
  readonly is: 'unanswered';
  readonly why: 'silence' | 'refused' | 'throttled' | 'unauthorised' | 'unreadable';
  readonly text: string;
  /** For a throttled call: how long their window stays closed, in milliseconds. */
  readonly closedForMilliseconds: number | null;
};

/** Exactly one per item, in the order of the items. */
export type ItemOutcome =
  | { readonly is: 'done'; readonly seen: readonly Seen[]; readonly acknowledged: boolean }
  | {
      readonly is: 'refused';
      readonly code: string;
      /** Their words. */
      readonly text: string;
      /** What was seen on the way to the refusal, such as the order that a label has closed. */
      readonly seen?: readonly Seen[];
    }
  | { readonly is: 'unknown'; readonly text: string };

export type Performed = {
  readonly outcomes: readonly ItemOutcome[];
  /** Set when the call as a whole met a closed door; the budget or circuit acts on it. */
  readonly unanswered: Unanswered | null;
  /**
   * True when a call with several items was turned down as a whole, most likely for the fault of
   * one that cannot be told from the rest. All outcomes are then unknown: give the items again,
   * each in a call of its own, so that the faulty one is refused alone and stalls no other.
   */
  readonly tryAlone?: boolean;
};

/** A connector bound to one connection's settings and to its wire. */
export type Session = {
  look(request: LookRequest, now: Instant): Promise<LookAnswer>;
  /** All items are of the same operation and at most its batch size. */
  perform(items: readonly Action[], now: Instant): Promise<Performed>;
  /** For doctor: is the other side there, and do the credentials work? In plain words. */
  probe(now: Instant): Promise<ProbeAnswer>;
};

export type ProbeAnswer = {
  readonly isWell: boolean;
  readonly sentences: readonly string[];
};

export type SettingsProblem = { readonly path: string; readonly problem: string };

export type Opened =
  | { readonly is: 'session'; readonly session: Session }
  | { readonly is: 'refused'; readonly problems: readonly SettingsProblem[] };

export type Connector = {
  readonly manifest: Manifest;
  /** Reads the settings (secrets filled in) and binds them to the wire. Makes no call. */
  open(settings: Readonly<Record<string, unknown>>, wire: Wire): Opened;
};
