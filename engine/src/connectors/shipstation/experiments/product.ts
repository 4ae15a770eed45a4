/** Whether the record of a product fills what an order leaves out. */
import { later } from '../../../core/model/instant.ts';
import { plain } from '../translate/shown.ts';
import { numberIn } from './answers.ts';
import { learnt, notLearnt, restUntil, type Experiment, type Story } from './experiment.ts';
import {
  createOrder, findPlace, noPlace, readOrder, removeTestOrders, testItem, testOrder,
} from './test-orders.ts';

const name = 'productDefaults';
/** Always the same, so that however often this is tried there is one such product. */
const sku = 'GATEPASS-PROBE';
/** ShipStation makes the product's record some time after the order that names it. */
const recordTakes = 20_000;

export const product: Experiment = {
  step: 'product',
  question: 'Does the record of a product fill in the weight that an order leaves out?',
  does: [
    'Makes two test orders, GATEPASS-PROBE-…, that await payment, for a product of the SKU ' +
      'GATEPASS-PROBE: the first with a weight, the second without.',
  ],
  leaves: 'Two deleted test orders, which ShipStation keeps as inactive, and one product record, ' +
    'GATEPASS-PROBE, which a person can make inactive at the screen and V1 cannot delete.',
  callsAtMost: 12,
  takes: 'half a minute',
  isAlone: false,
  finds: [name],
  clean: removeTestOrders,
  * tell(run) {
    const place = yield* findPlace();
    if (place === null) return notLearnt([name], noPlace);
    const made = yield* createOrder(testOrder(run, '1', place, {
      items: [testItem('1', { sku, weight: { value: 321, units: 'grams' } })],
    }));
    yield* restUntil(later(made.at, recordTakes));
    const { kept } = yield* createOrder(testOrder(run, '2', place, {
      items: [testItem('1', { sku })],
    }));
    if (made.kept.orderId === null || kept.orderId === null) {
      return notLearnt([name], `no test order was made (${kept.says})`);
    }
    const weight = yield* weightOfItem(kept.orderId);
    return weight === null
      ? notLearnt([name], 'the test order does not show its item')
      : learnt(name, weight > 0 ? 'applied' : 'none',
          `an item without a weight shows ${String(weight)}`);
  },
};

function* weightOfItem(orderId: number): Story<number | null> {
  return yield* readOrder(orderId, ({ items }) => {
    const [item] = Array.isArray(items) ? items.map(plain) : [];
    if (item === undefined) return null;
    const weight = plain(item['weight'])['value'];
    return typeof weight === 'number' ? weight : (numberIn(item, 'weight') ?? 0);
  });
}
