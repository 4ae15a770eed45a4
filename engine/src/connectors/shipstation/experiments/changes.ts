/** Question 7: whether modifyDate moves with a tag, a hold, a user. Labels cost postage. */
import { later, type Instant } from '../../../core/model/instant.ts';
import { isTaken, rowsIn, textIn, written } from './answers.ts';
import {
  allOf, ask, learnt, notLearnt, restUntil, type Experiment, type Findings, type Story,
} from './experiment.ts';
import {
  createOrder, findPlace, noPlace, readOrder, removeTestOrders, testOrder,
} from './test-orders.ts';
import { firstTag } from './updates.ts';

const finds = ['modifyOnTag', 'modifyOnHold', 'modifyOnUser'];

/** Rules and the check of the address go on changing a new order for a while [wos]. */
const settlesEvery = 30_000;
const looksAtMost = 12;

/** V1 shows fractions of a second; should it count in whole ones, this still tells them apart. */
const breath = 2_000;

export const changes: Experiment = {
  step: 'changes',
  question: 'Does the time of last change of an order move when it is tagged, put on hold or ' +
    'assigned to a user? Gatepass looks for changed orders by that time.',
  does: [
    'Makes one test order, GATEPASS-PROBE-…, that awaits shipment, with the name “GATEPASS PROBE ' +
      '- DO NOT SHIP” and the address of your own ship-from location. It stands in Awaiting ' +
      'Shipment for one to seven minutes: tell the shipping desk.',
    'Waits until your automation rules have left it alone; then tags it and removes the tag, ' +
      'puts it on hold and lifts the hold, assigns it to your first user and to nobody.',
  ],
  leaves: 'One deleted test order, which ShipStation keeps as inactive.',
  callsAtMost: 40,
  takes: 'one to seven minutes',
  isAlone: false,
  finds,
  clean: removeTestOrders,
  * tell(run) {
    const place = yield* findPlace();
    if (place === null) return notLearnt(finds, noPlace);
    const tagId = yield* firstTag();
    const userId = yield* firstUser();
    const made = yield* createOrder(
      testOrder(run, '1', place, { orderStatus: 'awaiting_shipment' }));
    const { orderId } = made.kept;
    if (orderId === null) return notLearnt(finds, `no test order was made (${made.kept.says})`);
    const settledAt = yield* settle(orderId, made.at);
    if (settledAt === null) {
      return notLearnt(finds, 'the account went on changing the test order for six minutes');
    }
    const tried = yield* tryAll(orderId, settledAt, [
      ...(tagId === null ? [] : [
        change('modifyOnTag', 'addtag', { orderId, tagId }),
        change('modifyOnTag', 'removetag', { orderId, tagId }),
      ]),
      change('modifyOnHold', 'holduntil', { orderId, holdUntilDate: '2037-12-31' }),
      change('modifyOnHold', 'restorefromhold', { orderId }),
      ...(userId === null ? [] : [
        change('modifyOnUser', 'assignuser', { orderIds: [orderId], userId }),
        change('modifyOnUser', 'unassignuser', { orderIds: [orderId] }),
      ]),
    ]);
    return allOf(finds.map((name) => moves(name, tried.filter((one) => one.name === name))));
  },
};

type Change = { readonly name: string; readonly path: string; readonly body: object };
const change = (name: string, path: string, body: object): Change => ({ name, path, body });

function* firstUser(): Story<string | null> {
  const { kept } = yield* ask({ method: 'GET', path: '/users' }, ({ value }) =>
    (rowsIn(value, 'users') ?? []).flatMap((row) => textIn(row, 'userId') ?? [])[0] ?? null);
  return kept;
}

const modifyDateOf = (orderId: number) =>
  readOrder(orderId, (order) => textIn(order, 'modifyDate'));

/** Two looks half a minute apart that show the same; answers when the second of them was. */
function* settle(orderId: number, madeAt: Instant): Story<Instant | null> {
  let at = yield* restUntil(later(madeAt, settlesEvery));
  let before = yield* modifyDateOf(orderId);
  for (let looks = 1; looks < looksAtMost; looks += 1) {
    at = yield* restUntil(later(at, settlesEvery));
    const now = yield* modifyDateOf(orderId);
    if (now !== null && now === before) return at;
    before = now;
  }
  return null;
}

type Tried = { readonly name: string; readonly hasMoved: boolean | null; readonly says: string };

function* tryAll(
  orderId: number,
  settledAt: Instant,
  all: readonly Change[],
): Story<readonly Tried[]> {
  const tried: Tried[] = [];
  let last = settledAt;
  let before = yield* modifyDateOf(orderId);
  for (const { name, path, body } of all) {
    yield* restUntil(later(last, breath));
    const { at, kept } = yield* ask({ method: 'POST', path: `/orders/${path}`, body }, written);
    const after = yield* modifyDateOf(orderId);
    const isKnown = isTaken(kept) && before !== null && after !== null;
    tried.push({
      name, hasMoved: isKnown ? after !== before : null, says: `${path}: ${kept.says}`,
    });
    [last, before] = [at, after];
  }
  return tried;
}

/** There and back: both must tell the same, else something else has changed the order meanwhile. */
const moves = (name: string, both: readonly Tried[]): Findings => {
  if (both.length === 0) return notLearnt([name], 'the account has no tag or user to try with');
  const unknown = both.find((one) => one.hasMoved === null);
  if (unknown !== undefined) return notLearnt([name], unknown.says);
  const count = both.filter((one) => one.hasMoved).length;
  const evidence = `of two changes ${String(count)} moved modifyDate`;
  return count === 1
    ? notLearnt([name], evidence) : learnt(name, count === 2 ? 'moves' : 'still', evidence);
};
