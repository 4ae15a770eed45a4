import type { ChannelOrder } from './channel.ts';
import type {
  AttemptId, ChannelName, ConnectionName, ConsignmentId, LabelId, MarkId, MessageId, OrderId,
  RulingId, ShipStationOrderId, WarehouseName,
} from './ids.ts';
import type { GoingLive } from './going-live.ts';
import type { Instant } from './instant.ts';
import type { Label, Mark, ShipStationOrder } from './shipstation.ts';
import type { ConsignmentSnapshot, LineQuantity, WarehouseStatus } from './warehouse.ts';

/**
 * Everything known about one order of one channel: what warehouse, ShipStation and channel say,
 * side by side, with when each was last seen, and what we ourselves began. It is the unit of
 * lock, of conservation of quantities and of customer service.
 */
export type Dossier = {
  readonly order: OrderId;
  readonly orderNumber: string;
  readonly channel: ChannelName;
  readonly channelSays: ChannelSays | null;
  readonly consignments: Readonly<Record<ConsignmentId, ConsignmentFacts>>;
};

export type ChannelSays = {
  readonly order: ChannelOrder;
  readonly arrivedAt: Instant;
  /** Under the same revision it wanted other goods: both cannot be true. Absent: it did not. */
  readonly rival?: { readonly order: ChannelOrder; readonly arrivedAt: Instant };
};

export type ConsignmentFacts = {
  readonly id: ConsignmentId;
  readonly warehouse: WarehouseName;
  /** The warehouse's own name of the consignment. */
  readonly reference: string;
  /** Null while only ShipStation or the channel has spoken of it. */
  readonly says: WarehouseSays | null;
  /** ShipStation orders that carry a line of this consignment, by ShipStation's id. */
  readonly orders: Readonly<Record<ShipStationOrderId, OrderSighting>>;
  /** Labels that carry a line of this consignment or hang on one of its ShipStation orders. */
  readonly labels: Readonly<Record<LabelId, LabelSighting>>;
  /**
   * Marks as shipped on its ShipStation orders. Absent in dossiers from before there was a look at
   * them: the same as none.
   */
  readonly marks?: Readonly<Record<MarkId, MarkSighting>>;
  /**
   * ShipStation orders that another program made and that were adopted at going live, rather than
   * created again. Absent where there are none.
   */
  readonly adopted?: Readonly<Record<ShipStationOrderId, Adoption>>;
  /**
   * Parcels whose label a bench has asked for, by the warehouse's name of the parcel, and when it
   * last did. Absent where nobody has.
   */
  readonly labelAsks?: Readonly<Record<string, Instant>>;
  readonly attempts: Readonly<Record<AttemptId, Attempt>>;
  readonly messages: Readonly<Record<MessageId, Message>>;
  /** What people have ruled about this consignment, newest last. */
  readonly rulings: readonly Ruling[];
  /** Rulings that somebody took back. Absent where there are none. */
  readonly withdrawn?: Readonly<Record<RulingId, Withdrawal>>;
};

export type Withdrawal = { readonly at: Instant; readonly by: string; readonly why: string };

/** By whom, and what the match rested on, in the words of the plan. */
export type Adoption = { readonly at: Instant; readonly by: string; readonly evidence: string };

/** A person's judgement, about the facts as they stood; it lapses when those facts change. */
export type Ruling = {
  readonly id: RulingId;
  readonly kind: RulingKind;
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  /** No longer in force from here on; null for one that only lapses with its facts. */
  readonly until: Instant | null;
  /** Fingerprint of the facts it was made about; null for one that is about no facts. */
  readonly about: string | null;
  /** What went, of a ruling `sent-otherwise`; absent of any other. */
  readonly sent?: SentOtherwise;
};

/** Goods that left without a label of ShipStation, as the person says who ruled so. */
export type SentOtherwise = {
  /** ShipStation's code of a carrier, the warehouse's word for one, or free words. */
  readonly carrier: string;
  /** Null where the carrier gives none. */
  readonly trackingNumber: string | null;
  /** What was confirmed and under no label when the person said so. */
  readonly lines: readonly LineQuantity[];
};

export const rulingKinds = [
  'hold', 'ship-short', 'address-confirmed', 'weight-confirmed', 'release-again', 'try-again',
  'tell-again', 'accept-new-series', 'change-adopted', 'told-by-hand', 'seen-leaving',
  'sent-otherwise', 'close',
] as const;
export type RulingKind = (typeof rulingKinds)[number];

export type WarehouseSays = {
  readonly snapshot: ConsignmentSnapshot;
  readonly arrivedAt: Instant;
  /** When the warehouse first said that it had come this far, and has not gone back since. */
  readonly since: Readonly<Partial<Record<WarehouseStatus, Instant>>>;
  /** Another content under the same revision: both cannot be true, so neither is acted on. */
  readonly rival: { readonly snapshot: ConsignmentSnapshot; readonly arrivedAt: Instant } | null;
  /** Older revisions that arrived one after another since the newest: a sign of a new series. */
  readonly olderInARow: number;
  /** A person ruled that the warehouse's revisions began anew: the next one counts as newest. */
  readonly acceptsFrom: Instant | null;
};

/** `seenAt` is when the look began that showed it: nothing later is vouched for. */
export type OrderSighting = {
  readonly order: ShipStationOrder;
  readonly firstSeenAt: Instant;
  readonly seenAt: Instant;
  /** Set when a look by id found it gone (deleted or combined) after it had been seen. */
  readonly goneAt: Instant | null;
};

export type LabelSighting = {
  readonly label: Label;
  readonly firstSeenAt: Instant;
  readonly seenAt: Instant;
};

export type MarkSighting = {
  readonly mark: Mark;
  readonly firstSeenAt: Instant;
  readonly seenAt: Instant;
};

/** What we can ask another system to do. */
export const operations = [
  'create-order', 'amend-order', 'withdraw-order', 'park-order', 'unpark-order',
  'mark-as-shipped', 'buy-label', 'void-label', 'tell-warehouse', 'tell-channel',
] as const;
export type Operation = (typeof operations)[number];

/** A call that was begun for one item. Without an outcome its fate is unknown. */
export type Attempt = {
  readonly id: AttemptId;
  readonly operation: Operation;
  /** What the call was about: a release key or a message id. */
  readonly about: string;
  /** Fingerprint of what was sent: a refusal stands until something else would be sent. */
  readonly content: string;
  /** Fingerprint of the address that was sent; absent where none was. */
  readonly sentTo?: string;
  readonly begunAt: Instant;
  readonly outcome: Outcome | null;
};

/** The work ran (`at`) is kept apart from whether they agreed (`is`). */
export type Outcome =
  | { readonly is: 'done'; readonly at: Instant }
  | { readonly is: 'refused'; readonly at: Instant; readonly code: string; readonly text: string }
  | { readonly is: 'unknown'; readonly at: Instant; readonly text: string };

/** One message that a warehouse or a channel is to hear. */
export type Message = {
  readonly id: MessageId;
  readonly to: 'warehouse' | 'channel';
  readonly kind: 'dispatch' | 'notice' | 'void' | 'correction' | 'recall';
  /** Labels whose tracking numbers it tells. */
  readonly labels: readonly LabelId[];
  /** Labels told before that it takes back. */
  readonly voids: readonly LabelId[];
  readonly writtenAt: Instant;
  /** The other side said that it has taken the message in; for a warehouse, the read-back. */
  readonly acknowledgedAt: Instant | null;
};

/** Until when each kind of look has shown us everything, and what people or the guard forbid. */
export type Contact = {
  /** ShipStation orders changed before this instant have all been seen. */
  readonly ordersThrough: Instant | null;
  /** ShipStation labels made before this instant have all been seen. */
  readonly labelsThrough: Instant | null;
  /** The same of two complete looks for labels that began at least a minute apart. */
  readonly labelsTwiceThrough: Instant | null;
  /** What was done to many orders of this connection in the last ten minutes. */
  readonly lately: { readonly withdrawals: number; readonly voids: number };
  /** Kinds of effect that the guard has stopped until a person decides; absent: none. */
  readonly stopped?: readonly GuardStop[];
  /** Open ShipStation orders of ours on this connection. */
  readonly openOrders: number;
  /** Kinds of effect that a person has paused, with who and why. */
  readonly paused: readonly Pause[];
  /** The other side answers nothing, or does not let us in; null while it does. */
  readonly silence: Silence | null;
  /** Pauses and silences that are over: while they lasted, no limit ran. */
  readonly standstills: readonly Standstill[];
};

/** How many there had been in ten minutes when the guard stopped. */
export type GuardStop = {
  readonly effect: 'withdraw' | 'void';
  readonly count: number;
};

/** What a person has said of one wish that the guard had stopped; of this wish and no other. */
export type GuardWord = {
  readonly connection: ConnectionName;
  readonly do: 'withdraw-order' | 'void-label';
  readonly about: string;
  /** Fingerprint of the wish: another content is another wish. */
  readonly content: string;
  readonly is: 'approved' | 'refused';
  readonly by: string;
  readonly why: string | null;
};

/** The kinds of effect that can be paused at once, per connection. */
export type Effect = 'release' | 'withdraw' | 'void' | 'write';
export type Pause = {
  readonly effect: Effect;
  readonly by: string;
  readonly why: string;
  /** Ends by itself then; null for one that somebody has to end. */
  readonly until: Instant | null;
};

export type Silence = {
  readonly since: Instant;
  readonly why: 'silent' | 'not-let-in';
};

/** A time in which an effect could not be done, through nobody's slowness; null: none could. */
export type Standstill = {
  readonly effect: Effect | null;
  readonly from: Instant;
  readonly until: Instant;
};

/** Units available of a sku, as the warehouse last said. */
export type StockLevel = { readonly available: number; readonly at: Instant };

/** What bears on an order without being about it. */
export type Circumstances = {
  readonly contacts: Readonly<Record<ConnectionName, Contact>>;
  readonly stock: Readonly<Record<WarehouseName, Readonly<Record<string, StockLevel>>>>;
  /** What people have said of this order's wishes that the guard had stopped; absent: nothing. */
  readonly guardWords?: readonly GuardWord[];
  /** One for each warehouse and channel that goes or went live by a plan; absent: none. */
  readonly goingLive?: readonly GoingLive[];
};
