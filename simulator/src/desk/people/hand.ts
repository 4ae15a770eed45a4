import { chance } from '../../chance.ts';
import type { Later, Moment } from '../../machine.ts';
import type { Account } from '../../shipstation/account.ts';
import type { LabelChoice } from '../../shipstation/labels.ts';
import { makeLabels } from '../../shipstation/labels.ts';
import type { Acted } from '../../shipstation/screen/acted.ts';
import type { Order } from '../../shipstation/shapes.ts';
import type { DeskDeed } from '../deed.ts';
import type { DeskHabit } from '../habits.ts';
import { chooseLabel } from '../rule.ts';
import { voidOnScreen } from '../screen.ts';
import type { Crew, Task } from './crew.ts';

/** One person's turn at the screen, as far as it has come. */
export type Hand = {
  readonly account: Account;
  readonly crew: Crew;
  readonly later: readonly Later[];
  readonly deeds: readonly DeskDeed[];
  readonly who: string;
  readonly now: Moment;
  readonly seed: number;
};

export const draw = (hand: Hand, name: string): number =>
  chance(hand.seed, `desk/${name}`, hand.crew.turns);

/** Whether this habit shows in this turn. */
export const does = (hand: Hand, habit: DeskHabit): boolean =>
  draw(hand, habit) < hand.crew.habits[habit];

export const noted = (
  hand: Hand,
  habit: DeskHabit,
  orders: readonly Pick<Order, 'orderId' | 'orderNumber'>[],
  shipmentIds: readonly number[] = [],
): Hand => ({
  ...hand,
  deeds: [
    ...hand.deeds,
    {
      at: hand.now,
      who: hand.who,
      habit,
      orderIds: orders.map((order) => order.orderId),
      orderNumbers: orders.map((order) => order.orderNumber),
      shipmentIds,
    },
  ],
});

export type Labelled = { readonly hand: Hand; readonly shipmentIds: readonly number[] };

/** Buys labels on the screen, in one batch. */
export function buys(hand: Hand, choices: readonly LabelChoice[]): Labelled {
  const made = makeLabels(hand.account, choices, hand.now, hand.seed);
  return {
    hand: { ...hand, account: made.account, later: [...hand.later, ...made.later] },
    shipmentIds: made.shipments.map((wire) => wire.shipmentId),
  };
}

/** One more label for an order, whatever stands already. */
export const buysFor = (hand: Hand, order: Order): Labelled =>
  buys(hand, [chooseLabel(order, hand.now)]);

export function voids(hand: Hand, shipmentId: number): Hand {
  const { account, later } = voidOnScreen(hand.account, shipmentId, hand.now, hand.seed);
  return { ...hand, account, later: [...hand.later, ...later] };
}

/** Something on the screen that may be refused; a refusal is shrugged off. */
export const acts = (hand: Hand, acted: Acted, then: (done: Hand) => Hand): Hand =>
  acted.is === 'refused' ? hand : then({ ...hand, account: acted.account });

export const setsAside = (hand: Hand, orderId: number): Hand => ({
  ...hand,
  crew: { ...hand.crew, setAside: new Set(hand.crew.setAside).add(orderId) },
});

export const means = (hand: Hand, task: Task): Hand => ({
  ...hand,
  crew: { ...hand.crew, tasks: [...hand.crew.tasks, task] },
});

export const shownOrders = (account: Account): readonly Order[] =>
  [...account.orders.values()].flatMap((row) => (row.isDeleted ? [] : [row.wire]));
