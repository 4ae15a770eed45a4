import { shownOrder } from '../../shipstation/account.ts';
import { services } from '../../shipstation/catalogue.ts';
import type { LabelChoice } from '../../shipstation/labels.ts';
import { editOrder } from '../../shipstation/screen/edit.ts';
import { splitOrder } from '../../shipstation/screen/split.ts';
import type { Order } from '../../shipstation/shapes.ts';
import { chooseLabel } from '../rule.ts';
import { markOnScreen, returnOnScreen } from '../screen.ts';
import type { DeskHabit } from '../habits.ts';
import type { Hand } from './hand.ts';
import { acts, buys, buysFor, does, draw, means, noted, setsAside, voids } from './hand.ts';

/** One order under a person's hands, from the scan of its tote to the label and what follows. */
export function handles(hand: Hand, order: Order): Hand {
  if (does(hand, 'forget')) {
    return noted(setsAside(hand, order.orderId), 'forget', [order]);
  }
  if (does(hand, 'markAsShipped')) return marks(hand, order);
  const prepared = edits(splits(hand, order), order);
  const now = shownOrder(prepared.account, order.orderId);
  return now === null ? prepared : labels(prepared, now);
}

/** Several at once: no time to look at each, so only what befalls a label afterwards. */
export function handlesBatch(hand: Hand, orders: readonly Order[]): Hand {
  return buys(hand, orders.map((order) => chooseLabel(order, hand.now))).hand;
}

function labels(hand: Hand, order: Order): Hand {
  const right = chooseLabel(order, hand.now);
  const { choice, habits } = mistaken(hand, right, order);
  const bought = buys(hand, [choice]);
  const [shipmentId] = bought.shipmentIds;
  if (shipmentId === undefined) return bought.hand;
  const done = habits.reduce(
    (before, habit) => noted(before, habit, [order], [shipmentId]),
    bought.hand,
  );
  return afterwards(done, order, shipmentId);
}

function mistaken(
  hand: Hand,
  right: LabelChoice,
  order: Order,
): { readonly choice: LabelChoice; readonly habits: readonly DeskHabit[] } {
  const habits: DeskHabit[] = [];
  let choice = right;
  const others = services.filter(({ domestic, code }) => {
    const own = services.find((row) => row.code === right.serviceCode);
    return domestic === own?.domestic && code !== right.serviceCode;
  });
  const other = others[Math.floor(draw(hand, 'wrongService/which') * others.length)];
  // Where the order names no service the desk chooses, and no choice is wrong.
  if (order.serviceCode !== null && other !== undefined && does(hand, 'wrongService')) {
    choice = { ...choice, carrierCode: other.carrierCode, serviceCode: other.code };
    habits.push('wrongService');
  }
  if (does(hand, 'wrongWeight')) {
    // A digit too many, or one too few.
    const value = draw(hand, 'wrongWeight/how') < 0.5 ? 10 : 0.1;
    choice = { ...choice, weight: { ...choice.weight, value: choice.weight.value * value } };
    habits.push('wrongWeight');
  }
  return { choice, habits };
}

const minuteMs = 60_000;

/** What befalls a label once it is bought, at once or some minutes later. */
function afterwards(hand: Hand, order: Order, shipmentId: number): Hand {
  const at = hand.now + Math.round((1 + draw(hand, 'afterwards') * 9) * minuteMs);
  const later = (['voidAndRelabel', 'voidOnly', 'relabelWithoutVoid'] as const).find((habit) =>
    does(hand, habit));
  const { orderId } = order;
  const both = returns(hand, order, shipmentId);
  const meant = later === undefined
    ? both
    : means(both, { at, who: hand.who, habit: later, orderId, shipmentId });
  if (!does(meant, 'labelTwice')) return meant;
  const again = buysFor(meant, order);
  return noted(again.hand, 'labelTwice', [order], again.shipmentIds);
}

/** A label for the way back goes into the box. */
function returns(hand: Hand, order: Order, shipmentId: number): Hand {
  if (!does(hand, 'returnLabel')) return hand;
  const made = returnOnScreen(hand.account, shipmentId, hand.now, hand.seed);
  if (made === null) return hand;
  return noted({ ...hand, account: made.account }, 'returnLabel', [order], [made.shipmentId]);
}

/** What somebody meant to do to a label: its time has come. */
export function doesTask(hand: Hand, task: Hand['crew']['tasks'][number]): Hand {
  const order = shownOrder(hand.account, task.orderId);
  const label = hand.account.shipments.get(task.shipmentId)?.wire;
  if (order === null || label === undefined || label.voided) return hand;
  if (task.habit === 'relabelWithoutVoid') {
    const again = buysFor(hand, order);
    return noted(again.hand, 'relabelWithoutVoid', [order], again.shipmentIds);
  }
  const voided = voids(hand, task.shipmentId);
  // A carrier may refuse: then the label stands, and nothing more is done.
  if (voided.account.shipments.get(task.shipmentId)?.wire.voided !== true) return hand;
  if (task.habit === 'voidOnly') {
    return noted(setsAside(voided, task.orderId), 'voidOnly', [order], [task.shipmentId]);
  }
  const open = shownOrder(voided.account, task.orderId) ?? order;
  const again = buysFor(voided, open);
  return noted(again.hand, 'voidAndRelabel', [order], [task.shipmentId, ...again.shipmentIds]);
}

/** With a number written down from another carrier's label, or with none at all. */
function marks(hand: Hand, order: Order): Hand {
  const hasNumber = draw(hand, 'mark/number') < 0.5;
  const body = JSON.stringify({
    orderId: order.orderId,
    carrierCode: order.carrierCode ?? 'royal_mail',
    trackingNumber: hasNumber ? `HAND${order.orderId % 1_000_000}` : null,
    notifyCustomer: false,
    notifySalesChannel: false,
  });
  const marked = markOnScreen(hand.account, body, hand.now, hand.seed);
  if (marked === null) return hand;
  const { account, later } = marked;
  return noted({ ...hand, account, later: [...hand.later, ...later] }, 'markAsShipped', [order]);
}

/** One unit of the first line that has two, or the whole of the last line. */
function splits(hand: Hand, order: Order): Hand {
  if (!does(hand, 'splitOrder')) return hand;
  const goods = order.items.filter((item) => !item.adjustment);
  const item = goods.find(({ quantity }) => quantity > 1) ?? goods.at(-1);
  const isWhole = goods.length === 1 && item?.quantity === 1;
  if (item === undefined || isWhole) return hand;
  const lines = [{ orderItemId: item.orderItemId, quantity: 1 }];
  const asked = { orderId: order.orderId, lines };
  return acts(hand, splitOrder(hand.account, asked, hand.now), (done) =>
    noted(done, 'splitOrder', [order]));
}

/** Package and weight as they are on the scale. */
function edits(hand: Hand, order: Order): Hand {
  if (!does(hand, 'editOrder')) return hand;
  const grams = Math.round(100 + draw(hand, 'edit/weight') * 1_900);
  const edit = { packageCode: 'package', weight: { value: grams, units: 'grams' as const } };
  return acts(hand, editOrder(hand.account, order.orderId, edit, hand.now), (done) => done);
}
