import { cancelOrder, parkOrder, removeOrder, unparkOrder } from '../../shipstation/screen/edit.ts';
import { combineOrders } from '../../shipstation/screen/combine.ts';
import type { Order } from '../../shipstation/shapes.ts';
import type { Hand } from './hand.ts';
import { acts, buysFor, does, draw, noted, setsAside, shownOrders } from './hand.ts';

/** What lies at a person's hands: their list, and which orders have their goods on the bench. */
export type Sight = {
  readonly list: readonly Order[];
  readonly isOnBench: (order: Order) => boolean;
};

/**
 * What people do on the screen beside labelling, by mistake or for reasons of their own. At most
 * one in a turn, the first that shows.
 */
export function slips(hand: Hand, sight: Sight): Hand {
  const [first] = slipsInTurn.flatMap((slip) => slip(hand, sight) ?? []);
  return first ?? hand;
}

type Slip = (hand: Hand, sight: Sight) => Hand | null;

/** Any one of the rows, chosen by chance. */
function anyOf<Row>(hand: Hand, name: string, rows: readonly Row[]): Row | undefined {
  return rows[Math.floor(draw(hand, `${name}/which`) * rows.length)];
}

const deletes: Slip = (hand, { list }) => {
  const order = does(hand, 'deleteOrder') ? anyOf(hand, 'delete', list) : undefined;
  if (order === undefined) return null;
  return acts(hand, removeOrder(hand.account, order.orderId, hand.now), (done) =>
    noted(done, 'deleteOrder', [order]));
};

const cancels: Slip = (hand, { list }) => {
  const order = does(hand, 'cancelOrder') ? anyOf(hand, 'cancel', list) : undefined;
  if (order === undefined) return null;
  return acts(hand, cancelOrder(hand.account, order.orderId, hand.now), (done) =>
    noted(done, 'cancelOrder', [order]));
};

/** Without a date, so that nothing lifts it. */
const holds: Slip = (hand, { list }) => {
  const order = does(hand, 'holdAndForget') ? anyOf(hand, 'hold', list) : undefined;
  if (order === undefined) return null;
  const parked = { orderId: order.orderId, until: null };
  return acts(hand, parkOrder(hand.account, parked, hand.now), (done) =>
    noted(setsAside(done, order.orderId), 'holdAndForget', [order]));
};

const onHold = (hand: Hand): readonly Order[] =>
  shownOrders(hand.account).filter(
    (order) => order.orderStatus === 'on_hold' && !hand.crew.setAside.has(order.orderId),
  );

const lifts: Slip = (hand) => {
  const order = does(hand, 'releaseHold') ? anyOf(hand, 'lift', onHold(hand)) : undefined;
  if (order === undefined) return null;
  return acts(hand, unparkOrder(hand.account, order.orderId, hand.now), (done) =>
    noted(done, 'releaseHold', [order]));
};

/** A hold stops nobody on the screen (shipstation.md 3.8). */
const labelsHeld: Slip = (hand) => {
  const order = does(hand, 'labelOnHold') ? anyOf(hand, 'held', onHold(hand)) : undefined;
  if (order === undefined) return null;
  const bought = buysFor(hand, order);
  return noted(bought.hand, 'labelOnHold', [order], bought.shipmentIds);
};

const labelsUnseen: Slip = (hand, { list, isOnBench }) => {
  if (!does(hand, 'labelOffBench')) return null;
  const unseen = [...list, ...onHold(hand)].filter((order) => !isOnBench(order));
  const order = anyOf(hand, 'unseen', unseen);
  if (order === undefined) return null;
  const bought = buysFor(hand, order);
  return noted(bought.hand, 'labelOffBench', [order], bought.shipmentIds);
};

/** Two orders of one address that lie on the list together. */
const combines: Slip = (hand, { list }) => {
  if (!does(hand, 'combineOrders')) return null;
  const byAddress = Map.groupBy(list, ({ shipTo }) =>
    JSON.stringify([shipTo.name, shipTo.street1, shipTo.postalCode]));
  const pair = anyOf(hand, 'pair', [...byAddress.values()].filter((orders) => orders.length > 1));
  const [keeper, other] = pair ?? [];
  if (keeper === undefined || other === undefined) return null;
  const ids = [keeper.orderId, other.orderId];
  return acts(hand, combineOrders(hand.account, ids, hand.now), (done) =>
    noted(done, 'combineOrders', [keeper, other]));
};

const slipsInTurn: readonly Slip[] = [
  deletes, cancels, holds, lifts, labelsHeld, labelsUnseen, combines,
];
