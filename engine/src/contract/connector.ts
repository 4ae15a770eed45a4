/**
 * What a connector is. It looks and it performs, through the wire it is handed; it never retries,
 * sleeps or counts: the loop does that. One folder per connector, all of the same shape.
 */
import type { Action } from '../core/model/decision.ts';
import type { ChannelOrder } from '../core/model/channel.ts';
import type { LabelId, ShipStationOrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Label, Mark, ShipStationOrder } from '../core/model/shipstation.ts';
import type { ConsignmentSnapshot } from '../core/model/warehouse.ts';
import type { Enters } from '../core/policy/policy.ts';
import type { Files, Took } from './files.ts';
import type { BenchFace } from './bench-face.ts';
import type { Experiments, StepTurn, StepTurned, Traits } from './experiment.ts';
import type { HooksKept, HooksWanted } from './hooks.ts';
import type { Named } from './named.ts';
import type { Shelf, Shelve } from './shelf.ts';
import type { SurveyAnswer, SurveyAsk, SurveyList } from './survey.ts';
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
  /** What its rows are seen as; no look of it shows anything else. */
  readonly shows: readonly Seen['kind'][];
  readonly costInCalls: number;
  /** Look at least this often, in milliseconds, while there is anything that it may show. */
  readonly everyMilliseconds: number;
  /** The same while nothing is expected of it; as `everyMilliseconds` when left out. */
  readonly quietMilliseconds?: number;
  /** Look at most this often, in milliseconds, while somebody waits for what it will show. */
  readonly briskMilliseconds: number;
  /** True where the other side's hooks tell of everything new that it shows. */
  readonly isAnnounced?: boolean;
  /** Read this much again behind the cursor, in milliseconds: clocks differ, pages shift. */
  readonly overlapMilliseconds: number;
};

/** What a setting is called, whether it may be shown, and what is wrong with a given value. */
export type SettingManifest = {
  /** Path inside the settings, such as `v1.apiKey`. */
  readonly path: string;
  /** What people call it, in a word or two: it stands beside the field. */
  readonly label: string;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  /** For a person who fills it in and knows the other side, not us. */
  readonly meaning: string;
  /** Everything that it may be, the usual one first; absent where it is free text. */
  readonly choices?: readonly string[];
};

/** One way of reaching the other side. What it does not need of its settings may stay empty. */
export type WayManifest = {
  /** Its name, which a console may keep. */
  readonly way: string;
  /** What people call it: it stands in a list. */
  readonly label: string;
  /** What somebody must have for it, and what it can do. */
  readonly meaning: string;
  /** The paths of the settings that it asks for, and a connection without it does not. */
  readonly settings: readonly string[];
  readonly needs: readonly string[];
  /** Who can bring orders in by it, the usual one first; absent where it bears on no orders. */
  readonly enters?: readonly Enters[];
  /** The page of the handbook or the guides about this way, such as `/docs/keys`. */
  readonly guide?: string;
};

export type Manifest = {
  /** The name used in the policy file. */
  readonly connector: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly settings: readonly SettingManifest[];
  /**
   * Where it can be reached in several ways: the usual one first, and whether a connection uses
   * one of them or may use all at once. Settings that no way names are asked for always.
   */
  readonly reached?: { readonly by: 'one' | 'any'; readonly ways: readonly WayManifest[] };
  /** The same about the system itself, however it is reached. */
  readonly guide?: string;
  readonly operations: Readonly<Partial<Record<Action['do'], OperationManifest>>>;
  readonly feeds: readonly FeedManifest[];
  /** The most calls that one probe makes. */
  readonly probeCostInCalls: number;
  /** Which lists of the account can be asked for, one call each; absent where there are none. */
  readonly surveys?: readonly SurveyList[];
  /** The most calls that keeping the hooks in order makes; absent where there are no hooks. */
  readonly hooksCostInCalls?: number;
  /** Lists of all that is open, each read page by page like a feed; absent where there are none. */
  readonly sweep?: { readonly lists: readonly string[] };
  /** The documented ceiling of calls; null where the other side names none. */
  readonly rate: {
    readonly calls: number;
    readonly perMilliseconds: number;
    /**
     * The trait and the value of it with which a call that was refused as one too many takes
     * nothing from the budget. While that is not known, it does.
     */
    readonly refusedAreFreeIf?: { readonly trait: string; readonly is: string };
  } | null;
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

/** What a shipping account showed, not yet attributed to a dossier. */
export type SeenInAccount =
  | { readonly kind: 'shipstation-order'; readonly order: ShipStationOrder }
  /** Asked for by its id and not there: deleted, or swallowed by a combined order. */
  | { readonly kind: 'shipstation-order-gone'; readonly order: ShipStationOrderId }
  | { readonly kind: 'label'; readonly label: Label }
  /** Marked as shipped, by the ShipStation order it is on: it names no lines and no key. */
  | { readonly kind: 'mark'; readonly mark: Mark };

/**
 * What a warehouse or a channel showed. `place` is their own name of the warehouse or of the shop,
 * where one connection serves several; null where it serves one.
 */
export type SeenOfParty =
  | {
      readonly kind: 'consignment';
      readonly place: string | null;
      readonly reference: string;
      readonly snapshot: ConsignmentSnapshot;
    }
  | { readonly kind: 'channel-order'; readonly place: string | null; readonly order: ChannelOrder }
  /** One of our messages, by its id, has been taken in: by which warehouse, the message says. */
  | { readonly kind: 'acknowledgement'; readonly message: string };

/** Something a look showed. */
export type Seen = SeenInAccount | SeenOfParty;

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
      /** Of those, rows that may have been labels: nothing is concluded from not seeing them. */
      readonly leavesOut?: readonly LeavesOut[];
      /** What it was made from, committed with it; absent where that makes no difference. */
      readonly took?: readonly Took[];
    }
  | Unanswered;

/** A label that could not be read: until it can be, nobody knows what its order has. */
export type LeavesOut = {
  /** By which it is known when it can be read after all; null where not even that could be. */
  readonly label: LabelId | null;
  /** Whose it is. Both null where it does not say: then it may be anybody's of the window. */
  readonly order: ShipStationOrderId | null;
  readonly orderKey: string | null;
  /** The row as it was shown: the same label shows the same. Null where nothing of it was seen. */
  readonly row: string | null;
  /** What could not be read, for people; it is among `unreadable` too. */
  readonly words: string;
};

/** No usable answer: silence, a refusal of the whole call, or a closed budget. */
export type Unanswered = {
  readonly is: 'unanswered';
  readonly why: 'silence' | 'refused' | 'throttled' | 'unauthorised' | 'unreadable';
  readonly text: string;
  /** For a throttled call: how long their window stays closed, in milliseconds. */
  readonly closedForMilliseconds: number | null;
};

/** A label as it is printed. */
export type LabelDocument = {
  readonly label: LabelId;
  readonly contentType: 'application/pdf';
  readonly bytes: Uint8Array;
};

/** Exactly one per item, in the order of the items. */
export type ItemOutcome =
  | {
      readonly is: 'done';
      readonly seen: readonly Seen[];
      readonly acknowledged: boolean;
      /** What there is to print; kept with the outcome, since it may be given only once. */
      readonly documents?: readonly LabelDocument[];
    }
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
  /**
   * What is to stand on our shelf from now on, whatever came of the calls: it is put there in the
   * transaction that records the outcomes. Absent where there is nothing such.
   */
  readonly shelve?: readonly Shelve[];
};

/** A connector bound to one connection's settings and to its wire. */
export type Session = {
  look(request: LookRequest, now: Instant): Promise<LookAnswer>;
  /** One order by its id: as it is, or gone. One call; only where the manifest has a sweep. */
  lookAt?(order: ShipStationOrderId, now: Instant): Promise<LookAnswer>;
  /** All items are of the same operation and at most its batch size. */
  perform(items: readonly Action[], now: Instant): Promise<Performed>;
  /**
   * For doctor: is the other side there, do the credentials work, and has it what the policy
   * names? In plain words.
   */
  probe(now: Instant, named?: Named): Promise<ProbeAnswer>;
  /** One list of what the account is set up with; only those that the manifest names. */
  survey?(ask: SurveyAsk, now: Instant): Promise<SurveyAnswer>;
  /** Brings the account's hooks to exactly those wanted; those of others are never touched. */
  keepHooks?(wanted: HooksWanted): Promise<HooksKept>;
  /** One turn of a step of the connector's experiments: at most one call. */
  tryStep?(turn: StepTurn, now: Instant): Promise<StepTurned>;
};

export type ProbeAnswer = {
  readonly isWell: boolean;
  readonly sentences: readonly string[];
  /** What stops nothing and is worth knowing. */
  readonly watch?: readonly string[];
};

export type SettingsProblem = { readonly path: string; readonly problem: string };

export type Opened =
  | { readonly is: 'session'; readonly session: Session }
  | { readonly is: 'refused'; readonly problems: readonly SettingsProblem[] };

export type Connector = {
  readonly manifest: Manifest;
  /**
   * Reads the settings (secrets filled in) and binds them to the wire, to what is known of the
   * account and to the way to files. Makes no call.
   */
  open(
    settings: Readonly<Record<string, unknown>>, wire: Wire, traits?: Traits, files?: Files,
  ): Opened;
  /** What nobody outside knows about an account, and the steps that find it out. */
  readonly experiments?: Experiments;
  /**
   * Which feeds to look at sooner, by the body of a call to our hook. Anybody may send one, so
   * that nothing else in it counts; none for one that says nothing to us.
   */
  readonly feedsToLookAt?: (body: string) => readonly string[];
  /** Where its benches ask for labels in words of their own; null for settings that it refuses. */
  readonly benchFace?: (settings: Readonly<Record<string, unknown>>) => BenchFace | null;
  /**
   * What the other side fetches from us under these settings (secrets filled in); null where they
   * ask for nothing such. Absent where the other side never does.
   */
  readonly shelf?: (settings: Readonly<Record<string, unknown>>) => Shelf | null;
  /**
   * What an account can do that its settings give only part of; `settings` may hold names in the
   * place of secrets. Absent where every account can do all.
   */
  readonly narrowed?: (settings: Readonly<Record<string, unknown>>) => Manifest;
  /**
   * Where people see a record over there; `settings` may hold names in the place of secrets. Null
   * where they do not say, absent where nothing ever does.
   */
  readonly pageOf?: (
    settings: Readonly<Record<string, unknown>>, record: OutsideRecord,
  ) => string | null;
};

/** As the other side names it. */
export type OutsideRecord = {
  /** Of a channel's order or a warehouse's consignment; the order's number for ShipStation. */
  readonly reference: string;
};
