import type { ShopOrderAsked } from '../channel/shop.ts';
import type { Moment } from '../machine.ts';
import type { LineCounts, PackAsked, Stage } from '../warehouse/floor.ts';
import type { TroubleName } from './troubles.ts';

/**
 * A day of work as a script: what customers and the people on the floor do, and when. It is made
 * before it begins and knows nothing of Gatepass, ShipStation or the desk, so that two programs
 * can be tried on the very same day. What follows from labels and messages (a van, a recall) is
 * not in it; the world adds that.
 */
export type Day = {
  readonly seed: number;
  readonly startsAt: Moment;
  /** When customers stop buying; the floor works on until `endsAt`. */
  readonly salesEndAt: Moment;
  readonly endsAt: Moment;
  /** In order of time. */
  readonly deeds: readonly DayDeed[];
  /** What is wrong with which order, for whoever reads a verdict. */
  readonly troubles: readonly { readonly orderNumber: string; readonly trouble: TroubleName }[];
};

export type DayDeed =
  | { readonly is: 'shop.tells'; readonly at: Moment; readonly order: ShopOrderAsked }
  | { readonly is: 'floor.does'; readonly at: Moment; readonly step: FloorStep }
  /** A system takes no pushes for a while: who pushes is told that it is closed. */
  | {
      readonly is: 'door.closes'; readonly at: Moment; readonly door: string;
      readonly until: Moment;
    }
  /** Somebody at the desk voids this order's label and makes another, once it has one. */
  | { readonly is: 'desk.relabels'; readonly at: Moment; readonly orderNumber: string }
  /** The shop takes one word of this order and no second. */
  | { readonly is: 'shop.fixes'; readonly at: Moment; readonly orderNumber: string };

/** One thing done on the floor to one consignment, and what its system says about it. */
export type FloorStep = {
  readonly reference: string;
  readonly asked: PackAsked;
  readonly stage: Stage;
  /** What the warehouse's system says, line by line. A line may stand there twice. */
  readonly counts: readonly LineCounts[];
  /** What really lies in the tote or box from now on; null where nothing changed. */
  readonly really: readonly RealUnits[] | null;
  /** Each sending of the snapshot. None at all: it was lost on the way. */
  readonly tellings: readonly Telling[];
  /** A faulty system says something else under the number it has used already. */
  readonly keepsRevision: boolean;
};

export type RealUnits = { readonly sku: string; readonly picked: number; readonly packed: number };

export type Telling = {
  /** From the deed to the sending. */
  readonly afterMs: number;
  /** How wrong the warehouse's clock is. */
  readonly skewMs: number;
};
