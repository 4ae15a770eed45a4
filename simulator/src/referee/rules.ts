import type { DeskHabit } from '../desk/habits.ts';
import type { Moment } from '../machine.ts';
import type { FindingCode } from './findings.ts';

/** By what the referee judges. Times are world time in milliseconds. */
export type Rules = {
  /** How far the floor must have come before goods may be labelled. */
  readonly gate: 'allocated' | 'picked' | 'packed';
  /**
   * When the channel is owed the notice: at the label, or when the goods are known to be gone;
   * never, where others tell it, and then each notice is one too many.
   */
  readonly channelToldWhen: 'label' | 'dispatched' | 'never';
  /**
   * The orders whose labels the bench asked for, where labels are bought on demand: nothing stands
   * in ShipStation before that. Null where whatever is ready is owed a release.
   */
  readonly askedFor: readonly string[] | null;
  /** From a ready consignment taken in to its order in ShipStation. */
  readonly releaseWithinMs: number;
  readonly warehouseToldWithinMs: number;
  readonly channelToldWithinMs: number;
  /** From a cancellation, or a count that went back, to the order being out of reach. */
  readonly withdrawWithinMs: number;
  /** From something that people must know to its being shown to them. */
  readonly shownWithinMs: number;
  /** The same for an order that merely lies there: nobody can tell that before its limit. */
  readonly forgottenShownWithinMs: number;
  /** How much later than its successor a consignment may be released. */
  readonly sequenceToleranceMs: number;
  /** From goods gone to all parties agreeing on it. */
  readonly agreedWithinMs: number;
  /** Codes by which a deed counts as shown, as beginnings; any code of the order if not named. */
  readonly codesFor: Partial<Readonly<Record<DeskHabit, readonly string[]>>>;
  /** The same for what is excused when people know of it. */
  readonly codesForFinding: Partial<Readonly<Record<FindingCode, readonly string[]>>>;
  /** The end of the day; the last moment noted if not given. */
  readonly now: Moment | null;
};

const minuteMs = 60_000;

export const usualRules: Rules = {
  gate: 'packed',
  channelToldWhen: 'label',
  askedFor: null,
  releaseWithinMs: 2 * minuteMs,
  warehouseToldWithinMs: 5 * minuteMs,
  channelToldWithinMs: 10 * minuteMs,
  withdrawWithinMs: 2 * minuteMs,
  shownWithinMs: 10 * minuteMs,
  forgottenShownWithinMs: 40 * minuteMs,
  sequenceToleranceMs: 2 * minuteMs,
  agreedWithinMs: 60 * minuteMs,
  codesFor: {},
  codesForFinding: {},
  now: null,
};

/**
 * For a program that shows the published exception codes of Gatepass (handbook/README.md): only a
 * code that speaks of the matter counts as having told people of it. Any other on the same order
 * would be a lucky neighbour.
 */
export const publishedCodes: Pick<Rules, 'codesFor' | 'codesForFinding'> = {
  codesFor: {
    wrongService: ['label.mismatched'],
    labelTwice: ['label.duplicate', 'label.foreign'],
    relabelWithoutVoid: ['label.duplicate', 'label.foreign'],
    labelOnHold: ['label.', 'order.', 'pick.short-labelled'],
    labelOffBench: ['label.', 'order.', 'pick.short-labelled'],
    forget: ['label.late', 'parcel.left-behind'],
    holdAndForget: ['label.late', 'order.'],
    voidOnly: ['label.late', 'order.', 'parcel.left-behind'],
    markAsShipped: ['order.marked-there', 'dispatch.incomplete', 'carrier.unmapped'],
    deleteOrder: ['order.vanished'],
    cancelOrder: ['order.cancelled-there'],
    releaseHold: ['order.'],
  },
  codesForFinding: {
    'warehouse-not-told': ['warehouse.', 'carrier.unmapped', 'label.', 'order.', 'pick.'],
    'warehouse-told-late': ['warehouse.', 'carrier.unmapped', 'label.', 'order.', 'pick.'],
    'channel-not-told': ['channel.', 'carrier.unmapped', 'label.', 'order.', 'pick.'],
    'channel-told-late': ['channel.', 'carrier.unmapped', 'label.', 'order.', 'pick.'],
    'warehouse-dead-number': ['warehouse.', 'carrier.unmapped', 'label.'],
    'channel-dead-number': ['channel.', 'carrier.unmapped', 'label.'],
    'gone-but-open': ['order.', 'label.', 'warehouse.', 'channel.', 'dispatch.', 'parcel.'],
    'cancelled-but-open': ['order.', 'guard.'],
    'cancelled-but-labelled': ['label.', 'order.'],
    'cancelled-but-gone': ['label.', 'order.'],
  },
};
