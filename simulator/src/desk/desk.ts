import type { Moment } from '../machine.ts';
import type { Order } from '../shipstation/shapes.ts';
import type { DeskDeed } from './deed.ts';
import type { Crew } from './people/crew.ts';

/**
 * The shipping desk: people at a screen who label what awaits shipment. They know only what
 * ShipStation shows them, and notice an order when it first stands on their list.
 */
export type Desk = {
  readonly isOn: boolean;
  readonly labelAfterMs: number;
  /** Since when each order on the list has been seen there. */
  readonly seenAt: ReadonlyMap<number, Moment>;
  /** Null for the simple desk, which labels everything in turn after `labelAfterMs`. */
  readonly crew: Crew | null;
  /** What was unusual, for the referee. */
  readonly deeds: readonly DeskDeed[];
};

export const newDesk = (isOn: boolean, labelAfterMs: number): Desk => ({
  isOn,
  labelAfterMs,
  seenAt: new Map(),
  crew: null,
  deeds: [],
});

export type DeskLook = {
  readonly desk: Desk;
  /** Orders to label now. */
  readonly ripe: readonly Order[];
  /** When the desk wants to look again, if anything waits. */
  readonly lookAgainAt: Moment | null;
};

/** One look at the list of orders awaiting shipment. */
export function lookAtList(desk: Desk, awaiting: readonly Order[], now: Moment): DeskLook {
  const seenAt = new Map(
    awaiting.map((order) => [order.orderId, desk.seenAt.get(order.orderId) ?? now] as const),
  );
  const looked = { ...desk, seenAt };
  if (!desk.isOn) return { desk: looked, ripe: [], lookAgainAt: null };
  const ripeAt = (order: Order) => (seenAt.get(order.orderId) ?? now) + desk.labelAfterMs;
  const waiting = awaiting.map(ripeAt).filter((at) => at > now);
  return {
    desk: looked,
    ripe: awaiting.filter((order) => ripeAt(order) <= now),
    lookAgainAt: waiting.length === 0 ? null : waiting.reduce((a, b) => Math.min(a, b)),
  };
}
