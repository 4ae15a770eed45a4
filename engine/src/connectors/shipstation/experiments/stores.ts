/** Whether an order can be made in a channel's store, or moved to another store. */
import { isRefused, isTaken, numberIn } from './answers.ts';
import { allOf, learnt, notLearnt, type Experiment, type Findings, type Run, type Story } from
  './experiment.ts';
import {
  createOrder, findPlace, noPlace, readOrder, removeTestOrders, testOrder, type Place,
} from './test-orders.ts';

const finds = ['storeOnUpdate', 'connectedStore'];

export const stores: Experiment = {
  step: 'stores',
  question: 'Can an order be made in the store of a connected channel, and does an update move ' +
    'an order to another store?',
  does: [
    'Makes one test order, GATEPASS-PROBE-…, in a store that is filled by hand, and asks for it ' +
      'to be moved to another such store, or where there is none to a channel\'s store. The ' +
      'reference says that nothing is moved.',
    'Tries to make one test order in the store of a connected channel, and deletes it at once. ' +
      'Both await payment and are never shipped, so that the channel is not told of them.',
  ],
  leaves: 'Up to two deleted test orders, which ShipStation keeps as inactive; one of them ' +
    'perhaps in the channel\'s store.',
  callsAtMost: 12,
  takes: 'some seconds',
  isAlone: false,
  finds,
  clean: removeTestOrders,
  * tell(run) {
    const place = yield* findPlace();
    if (place === null) return notLearnt(finds, noPlace);
    return allOf([yield* storeOnUpdate(run, place), yield* connectedStore(run, place)]);
  },
};

const storeOf = (orderId: number) => readOrder(orderId, (order) =>
  numberIn(order['advancedOptions'], 'storeId'));

function* storeOnUpdate(run: Run, place: Place): Story<Findings> {
  const name = 'storeOnUpdate';
  const other = place.otherManual ?? place.connected;
  if (other === null) return notLearnt([name], 'the account has one store only');
  const order = testOrder(run, '1', place);
  const { orderId, says } = (yield* createOrder(order)).kept;
  if (orderId === null) return notLearnt([name], `no test order was made (${says})`);
  const { kept } = yield* createOrder({
    ...order, orderId, advancedOptions: { storeId: other },
  });
  const store = yield* storeOf(orderId);
  const evidence = `an update with another storeId: ${kept.says}; it stands in ${
    String(store ?? 'no store')}`;
  if (isRefused(kept.status)) return learnt(name, 'refused', evidence);
  return isTaken(kept) && store !== null
    ? learnt(name, store === other ? 'moved' : 'ignored', evidence) : notLearnt([name], evidence);
}

function* connectedStore(run: Run, place: Place): Story<Findings> {
  const name = 'connectedStore';
  const { connected } = place;
  if (connected === null) return notLearnt([name], 'no channel is connected to the account');
  const { kept } = yield* createOrder(testOrder(run, '2', place, {
    advancedOptions: { storeId: connected },
  }));
  const evidence = `an order for store ${String(connected)}: ${kept.says}`;
  if (isRefused(kept.status)) return learnt(name, 'refused', evidence);
  if (kept.orderId === null) return notLearnt([name], evidence);
  const store = yield* storeOf(kept.orderId);
  return learnt(name, store === connected ? 'taken' : 'elsewhere',
    `${evidence}; it stands in ${String(store ?? 'no store')}`);
}
