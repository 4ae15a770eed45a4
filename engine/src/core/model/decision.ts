import type { ExceptionCode } from './exceptions.ts';
import type { Message } from './dossier.ts';
import type {
  ConnectionName, ConsignmentId, LabelId, MessageId, ShipStationOrderId,
} from './ids.ts';
import type { Instant } from './instant.ts';
import type { CompleteAddress } from './address.ts';
import type { Money } from './measures.ts';
import type { Reason } from './reasons.ts';
import type { Confirmation, ShipStationLine } from './shipstation.ts';

/** Who must act next. Every open obligation waits on exactly one of them. */
export type Party = 'warehouse' | 'shipping-desk' | 'gatepass' | 'channel' | 'carrier' | 'person';

/** What a consignment owes before it is finished, in the order of the work. */
export const obligationKinds = [
  'confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave',
] as const;
export type ObligationKind = (typeof obligationKinds)[number];

export type Obligation = {
  readonly kind: ObligationKind;
  readonly state:
    /** Its turn comes when another is met. */
    | { readonly is: 'later'; readonly because: Reason }
    | {
        readonly is: 'open';
        readonly waitsOn: Party;
        readonly since: Instant;
        /** Past this instant it is an exception; null where no limit is set. */
        readonly limitAt: Instant | null;
        readonly because: Reason;
      }
    | { readonly is: 'met'; readonly at: Instant; readonly because: Reason }
    | { readonly is: 'not-owed'; readonly because: Reason };
};

/** What is to be written into ShipStation for one release: in our words, not theirs. */
export type ReleaseContent = {
  readonly key: string;
  readonly number: string;
  readonly placedAt: Instant;
  readonly shipBy: Instant | null;
  readonly shipTo: CompleteAddress;
  readonly requestedService: string | null;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly package: string | null;
  readonly storeId: number | null;
  readonly shipFromWarehouseId: number | null;
  readonly weightGrams: number | null;
  /** ShipStation fetches it from our shelf (Custom Store); absent where we write it there. */
  readonly isFetched?: true;
  readonly lines: readonly {
    readonly key: string;
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
    readonly unitPrice: Money | null;
    readonly weightGrams: number | null;
    readonly bin: string | null;
  }[];
};

/** One label to be bought for an order as it stands in ShipStation: in our words, not theirs. */
export type LabelContent = {
  readonly number: string;
  readonly key: string | null;
  /** What the order carries, and so what is in the parcel. */
  readonly lines: readonly ShipStationLine[];
  readonly carrier: string;
  readonly service: string;
  readonly package: string;
  readonly confirmation: Confirmation;
  readonly weightGrams: number;
  /** Null when nobody measured the parcel; the carrier goes by weight then. */
  readonly size: {
    readonly lengthMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  } | null;
  /** When the carrier's van comes next; null where the policy names no collection of it. */
  readonly collectedAt: Instant | null;
};

/** A parcel as a warehouse or a channel is told of it: their carrier words, their line names. */
export type ParcelTold = {
  readonly label: LabelId;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly carrier: string;
  readonly service: string | null;
  readonly cost: Money;
  readonly weightGrams: number | null;
  /** The tracking number that this one takes the place of. */
  readonly replaces: string | null;
  readonly lines: readonly { readonly line: string; readonly quantity: number }[];
};

export type MessageContent = {
  readonly id: MessageId;
  /** Labels told before that this message takes back. */
  readonly voids: readonly LabelId[];
  readonly kind: Message['kind'];
  /** When the message was first wished for. */
  readonly at: Instant;
  /** The warehouse's own name of the consignment. */
  readonly consignment: string;
  readonly orderNumber: string;
  readonly parcels: readonly ParcelTold[];
};

type Wish = {
  /** What it is about: a release key, an order's or label's id, a message's id. */
  readonly about: string;
  readonly connection: ConnectionName;
  readonly urgency: Urgency;
};

/** A wish. Carrying it out perfectly and deciding again gives no new wish. */
export type Action =
  | (Wish & { readonly do: 'create-order'; readonly release: ReleaseContent })
  | (Wish & {
      readonly do: 'amend-order';
      readonly order: ShipStationOrderId;
      /** The whole release as it should be; only fields that are ours are changed. */
      readonly release: ReleaseContent;
    })
  | (Wish & {
      readonly do: 'withdraw-order' | 'park-order' | 'unpark-order';
      readonly order: ShipStationOrderId;
      /** Of one that ShipStation fetched from our shelf: its release key there. */
      readonly shelf?: string;
    })
  | (Wish & {
      readonly do: 'mark-as-shipped';
      readonly order: ShipStationOrderId;
      /** Of one that ShipStation fetched from our shelf: its release key there. */
      readonly shelf?: string;
      /** ShipStation's carrier code. */
      readonly carrier: string;
      readonly trackingNumber: string;
      readonly shippedAt: Instant;
    })
  | (Wish & {
      /** Spends money, and a second time would spend it again. */
      readonly do: 'buy-label';
      readonly order: ShipStationOrderId;
      readonly content: LabelContent;
    })
  | (Wish & { readonly do: 'void-label'; readonly label: LabelId })
  | (Wish & { readonly do: 'tell-warehouse' | 'tell-channel'; readonly message: MessageContent });

/** Orders go to ShipStation by carrier cut-off, then wave and sequence. */
export type Urgency = {
  readonly due: Instant;
  readonly cutOff: Instant | null;
  readonly wave: string | null;
  readonly sequence: number | null;
  /** Somebody stands at a bench and waits for it. */
  readonly isAwaited?: true;
};

/** One thing that people must know of, about named lines. Grouped by code and value at fault. */
export type Exception = {
  readonly code: ExceptionCode;
  /** The value at fault, the same for all orders that one cause holds up; no order's own number. */
  readonly fault: string;
  readonly lines: readonly string[];
  readonly since: Instant;
  readonly because: Reason;
};

/** How far a consignment has come, in the words of the floor. */
export const stages = [
  'received', 'allocated', 'picking', 'ready-to-ship', 'in-shipstation', 'labelled',
  'warehouse-told', 'channel-told', 'left-the-building', 'cancelled',
] as const;
export type Stage = (typeof stages)[number];

/** A wish that a safeguard stopped, and the kind of reason. */
export type Withheld = { readonly action: Action; readonly because: Reason['is'] };

export type ConsignmentDecision = {
  readonly consignment: ConsignmentId;
  readonly reference: string;
  readonly stage: Stage;
  readonly obligations: readonly Obligation[];
  readonly actions: readonly Action[];
  /** What is wished and must not be done just now; absent where there is nothing such. */
  readonly withheld?: readonly Withheld[];
  readonly exceptions: readonly Exception[];
  /** When to decide again although nothing was seen; null when only a sighting can change it. */
  readonly lookAgainAt: Instant | null;
  readonly because: readonly Reason[];
};

export type Headline = {
  readonly stage: Stage;
  readonly waitsOn: Party | null;
  readonly since: Instant | null;
  readonly limitAt: Instant | null;
  /** The code of the gravest exception, when there is one. */
  readonly exception: ExceptionCode | null;
  readonly because: Reason;
};

export type Decision = {
  readonly headline: Headline;
  readonly consignments: readonly ConsignmentDecision[];
  readonly exceptions: readonly Exception[];
  readonly lookAgainAt: Instant | null;
};
