/** Question 1 and its kin: what can still be done to an order that is shipped or cancelled. */
import { isRefused, isTaken, numberIn, rowsIn, textIn, written } from './answers.ts';
import {
  allOf, ask, learnt, notLearnt, type Experiment, type Findings, type Story,
} from './experiment.ts';
import {
  createOrder, findPlace, noPlace, readOrder, removeTestOrders, testOrder,
} from './test-orders.ts';

const finds = ['lockedAnswer', 'secondMark', 'markOnCancelled'];

export const locked: Experiment = {
  step: 'locked',
  question: 'What does ShipStation answer when a shipped or cancelled order is updated, or ' +
    'marked as shipped once more?',
  does: [
    'Makes two test orders, GATEPASS-PROBE-…, addressed to your own ship-from location. One ' +
      'stands in Awaiting Shipment for a second, then it is marked as shipped, twice, without a ' +
      'label; the other is cancelled and then marked as shipped.',
    'Neither the customer nor a channel is told: both notices are off, the order bears no ' +
      'address of mail, and its store has no channel. Another program that listens to your ' +
      'account may be called about the marks.',
    'Tries to update both.',
  ],
  leaves: 'Two deleted test orders, which ShipStation keeps as inactive, and up to three marks ' +
    'as shipped (“fulfillments”) without a cost, which V1 cannot remove.',
  callsAtMost: 18,
  takes: 'some seconds',
  isAlone: false,
  finds,
  clean: removeTestOrders,
  * tell(run) {
    const place = yield* findPlace();
    if (place === null) return notLearnt(finds, noPlace);
    const one = testOrder(run, '1', place, { orderStatus: 'awaiting_shipment' });
    const other = testOrder(run, '2', place);
    const shipped = yield* createOrder(one);
    const cancelled = yield* createOrder(other);
    const [first, second] = [shipped.kept.orderId, cancelled.kept.orderId];
    if (first === null || second === null) {
      return notLearnt(finds, `no test orders were made (${shipped.kept.says})`);
    }
    const marked = yield* mark(first);
    const cancelling = yield* createOrder({
      ...other, orderId: second, orderStatus: 'cancelled',
    });
    if (!isTaken(marked.kept) || !isTaken(cancelling.kept)) {
      return notLearnt(finds, `marking was answered with ${marked.kept.says}, cancelling with ` +
        cancelling.kept.says);
    }
    const updates = [
      yield* updateOf('shipped', { ...one, orderId: first }),
      yield* updateOf('cancelled', { ...other, orderId: second, orderStatus: 'cancelled' }),
    ];
    return allOf([lockedAnswer(updates), yield* secondMark(first), yield* markOnCancelled(second)]);
  },
};

const mark = (orderId: number) => ask({
  method: 'POST', path: '/orders/markasshipped',
  body: {
    orderId, carrierCode: 'other', trackingNumber: 'GATEPASS-PROBE', notifyCustomer: false,
    notifySalesChannel: false,
  },
}, written);

type Update = { readonly what: string; readonly value: string | null; readonly says: string };

/** What counts is whether the order shows the change, whatever was answered. */
function* updateOf(
  what: string,
  body: Readonly<Record<string, unknown>> & { readonly orderId: number },
): Story<Update> {
  const { kept } = yield* createOrder({ ...body, customerNotes: 'changed by gatepass probe' });
  if (isRefused(kept.status)) return { what, value: 'refused', says: kept.says };
  const notes = yield* readOrder(body.orderId, (order) => textIn(order, 'customerNotes') ?? '');
  const value = !isTaken(kept) || notes === null ? null : notes === '' ? 'unchanged' : 'changed';
  return { what, value, says: kept.says };
}

const lockedAnswer = (updates: readonly Update[]): Findings => {
  const values = new Set(updates.map((one) => one.value));
  const [value] = values;
  const evidence = updates.map(({ what, value: so, says }) =>
    `a ${what} order: ${says}, ${so ?? 'not known'}`).join('; ');
  return values.size === 1 && value !== null && value !== undefined
    ? learnt('lockedAnswer', value, evidence) : notLearnt(['lockedAnswer'], evidence);
};

function* secondMark(orderId: number): Story<Findings> {
  const { kept } = yield* mark(orderId);
  const marks = yield* ask({
    method: 'GET', path: '/fulfillments', query: { orderId: String(orderId), pageSize: '100' },
  }, ({ value }) => (rowsIn(value, 'fulfillments') ?? [])
    .filter((row) => numberIn(row, 'orderId') === orderId).length);
  const evidence = `the second mark: ${kept.says}; ${String(marks.kept)} are listed`;
  if (isRefused(kept.status)) return learnt('secondMark', 'refused', evidence);
  return isTaken(kept) && marks.kept > 0
    ? learnt('secondMark', marks.kept > 1 ? 'second-row' : 'one-row', evidence)
    : notLearnt(['secondMark'], evidence);
}

function* markOnCancelled(orderId: number): Story<Findings> {
  const { kept } = yield* mark(orderId);
  const status = yield* readOrder(orderId, (order) => textIn(order, 'orderStatus'));
  const evidence = `marking a cancelled order: ${kept.says}; it is ${status ?? 'not shown'} then`;
  if (isRefused(kept.status)) return learnt('markOnCancelled', 'refused', evidence);
  return status === 'shipped' || status === 'cancelled'
    ? learnt('markOnCancelled', status === 'shipped' ? 'shipped' : 'ignored', evidence)
    : notLearnt(['markOnCancelled'], evidence);
}
