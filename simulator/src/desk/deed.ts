import type { Moment } from '../machine.ts';
import type { DeskHabit } from './habits.ts';

/** Something unusual that somebody at the desk did, for the referee. ShipStation shows it only
 * as far as its screen would. */
export type DeskDeed = {
  readonly at: Moment;
  readonly who: string;
  readonly habit: DeskHabit;
  readonly orderIds: readonly number[];
  readonly orderNumbers: readonly string[];
  /** Labels that it made or voided. */
  readonly shipmentIds: readonly number[];
};
