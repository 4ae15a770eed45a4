/** Question 9 and its kin: many orders in one call, and what V1 makes of odd ones. */
import { instant } from '../../../core/model/instant.ts';
import { renderPacific } from '../translate/pacific.ts';
import { plain } from '../translate/shown.ts';
import { isRefused, isTaken, numberIn, rowsIn, textIn, wordsOf } from './answers.ts';
import {
  allOf, ask, learnt, notLearnt, type Experiment, type Findings, type Run, type Story, type Told,
} from './experiment.ts';
import {
  createOrder, datedAt, findPlace, isTestOrder, noPlace, numberMark, readOrder, removeTestOrders,
  testOrder, type Place,
} from './test-orders.ts';

/** By chance a mixed list of so many stands in order once in three and a half million. */
const names = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** One more than createorders takes [v1d]. */
const tooMany = 101;

const finds = [
  'resultOrder', 'addressCheck', 'unboundRow', 'overLimit', 'contentType', 'unknownPlace',
  'orderDateEnds',
];

export const batches: Experiment = {
  step: 'batches',
  question: 'In which order are the results of many orders answered, what happens to one that ' +
    'cannot be read among them, and to more than a hundred?',
  does: [
    'Makes twelve test orders, GATEPASS-PROBE-…, in your first store that is filled by hand. ' +
      'They await payment, so that nobody can label them by mistake.',
    'Sends them again: in a batch of ten, with one row that cannot be read, 101 times the same ' +
      'one, and once without saying that it is JSON.',
  ],
  leaves: 'Twelve deleted test orders, which ShipStation keeps as inactive.',
  callsAtMost: 31,
  takes: 'half a minute',
  isAlone: false,
  finds,
  clean: removeTestOrders,
  * tell(run) {
    const place = yield* findPlace();
    if (place === null) return notLearnt(finds, noPlace);
    const rows = names.map((name) => testOrder(run, name, place));
    const made = yield* sendAll(rows);
    const again = yield* sendAll(rows.toReversed());
    const first = made.kept.results.find((one) => one.number === rows[0]?.['orderNumber']);
    const orderId = first?.orderId ?? null;
    if (orderId === null) {
      return notLearnt(finds, `the test orders were not made (${made.kept.says})`);
    }
    const known = { ...rows[0], orderId };
    return allOf([
      resultOrder(rows, [made.kept, again.kept]),
      yield* addressCheck(run, place),
      yield* unboundRow(run, known, place),
      yield* overLimit(known),
      yield* contentType(known),
      yield* unknownPlace(run, place),
      yield* orderDateEnds(run),
    ]);
  },
};

const sendAll = (body: unknown) =>
  ask({ method: 'POST', path: '/orders/createorders', body }, (told: Told) => ({
    status: told.status, says: wordsOf(told),
    results: (rowsIn(told.value, 'results') ?? []).map((row) => ({
      number: textIn(row, 'orderNumber'), orderId: numberIn(row, 'orderId'),
      success: row['success'] === true,
    })),
  }));
type Sent = Extract<ReturnType<typeof sendAll> extends Story<infer Value> ? Value : never,
  object>['kept'];

const resultOrder = (
  rows: readonly Readonly<Record<string, unknown>>[],
  [made, again]: readonly [Sent, Sent],
): Findings => {
  const asked = rows.map((row) => row['orderNumber']);
  const isSame = (sent: Sent, wanted: readonly unknown[]): boolean =>
    sent.results.length === wanted.length &&
    sent.results.every((one, index) => one.number === wanted[index]);
  const same = [isSame(made, asked), isSame(again, asked.toReversed())]
    .filter((one) => one).length;
  return learnt('resultOrder', same === 2 ? 'same' : 'shuffled',
    `of two batches of ${String(rows.length)} rows ${String(same)} were answered in their order`);
};

/** By the answer itself: a look some seconds later could not tell at once from later. */
function* addressCheck(run: Run, place: Place): Story<Findings> {
  const name = 'addressCheck';
  const { kept } = yield* ask(
    { method: 'POST', path: '/orders/createorder', body: testOrder(run, '11', place) },
    ({ value }) => textIn(plain(value)['shipTo'], 'addressVerified'));
  if (kept === null) return notLearnt([name], 'the order does not say whether it was checked');
  return learnt(name, /not yet/i.test(kept) ? 'later' : 'at-once',
    `in the answer that made it: “${kept}”`);
}

function* unboundRow(
  run: Run,
  known: Readonly<Record<string, unknown>>,
  place: Place,
): Story<Findings> {
  const name = 'unboundRow';
  const broken = testOrder(run, 'broken', place, { orderDate: 'no date at all' });
  const { kept } = yield* sendAll([known, broken]);
  const isGood = kept.results.some((one) => one.number === known['orderNumber'] && one.success);
  const isBad = kept.results.some((one) => one.number === broken['orderNumber'] && one.success);
  if (kept.status === 400) {
    return learnt(name, 'refuses-all', `a good and an unreadable row: ${kept.says}`);
  }
  return isTaken(kept) && isGood && !isBad
    ? learnt(name, 'fails-alone', 'a good and an unreadable row: the good one was taken')
    : notLearnt([name], `a good and an unreadable row were answered with ${kept.says}`);
}

/** The same order each time: whatever is answered, no order more is made. */
function* overLimit(known: Readonly<Record<string, unknown>>): Story<Findings> {
  const name = 'overLimit';
  const body = Array.from({ length: tooMany }, () => known);
  const { kept } = yield* ask({ method: 'POST', path: '/orders/createorders', body }, (told) => ({
    status: told.status, says: wordsOf(told),
    isException: textIn(told.value, 'ExceptionMessage') !== null,
    hasState: 'ModelState' in plain(told.value),
  }));
  const evidence = `101 orders: ${kept.says}`;
  if (kept.isException) return learnt(name, 'exception', evidence);
  if (isTaken(kept)) return learnt(name, 'taken', evidence);
  return isRefused(kept.status)
    ? learnt(name, kept.hasState ? 'model-state' : 'message', evidence)
    : notLearnt([name], evidence);
}

function* contentType(known: Readonly<Record<string, unknown>>): Story<Findings> {
  const name = 'contentType';
  const { kept } = yield* ask(
    { method: 'POST', path: '/orders/createorder', body: known, wrong: 'content-type' },
    (told) => ({ status: told.status, says: wordsOf(told) }));
  const evidence = `JSON that calls itself text/plain: ${kept.says}`;
  if (isTaken(kept)) return learnt(name, 'ignored', evidence);
  return isRefused(kept.status) ? learnt(name, 'refused', evidence) : notLearnt([name], evidence);
}

/** No account has a ship-from location of this number; ids are counted, and far below it. */
const noWarehouse = 999_999_999;

function* unknownPlace(run: Run, place: Place): Story<Findings> {
  const name = 'unknownPlace';
  const { kept } = yield* createOrder(testOrder(run, '12', place, {
    advancedOptions: { storeId: place.storeId, warehouseId: noWarehouse },
  }));
  const evidence = `an unknown warehouseId: ${kept.says}`;
  if (isRefused(kept.status)) return learnt(name, 'refused', evidence);
  if (kept.orderId === null) return notLearnt([name], `the answer was ${kept.says}`);
  const shown = yield* readOrder(kept.orderId, (document) =>
    numberIn(document['advancedOptions'], 'warehouseId'));
  return shown === noWarehouse
    ? notLearnt([name], 'the unknown number was taken as it is')
    : learnt(name, 'replaced', `an unknown warehouseId became ${String(shown ?? 'none')}`);
}

/** All test orders of a run are dated with the same second, and nobody changes that date. */
function* orderDateEnds(run: Run): Story<Findings> {
  const name = 'orderDateEnds';
  const at = datedAt(run);
  const within = (from: number) => ask({
    method: 'GET', path: '/orders',
    query: {
      orderNumber: `${numberMark}${run.id}`, page: '1', pageSize: '100',
      orderDateStart: renderPacific(instant(from)),
      orderDateEnd: renderPacific(instant(at + 60_000)),
    },
  }, ({ value }) => (rowsIn(value, 'orders') ?? []).filter(isTestOrder).length);
  const just = yield* within(at);
  const before = yield* within(at - 1_000);
  if (before.kept === 0) return notLearnt([name], 'the filter by date found no test order');
  return learnt(name, just.kept > 0 ? 'inside' : 'outside',
    `from the very second of ${String(before.kept)} orders on, ${String(just.kept)} are found`);
}
