/** Question 2: which fields of an order are cleared when an update leaves them out. */
import { plain, type Plain } from '../translate/shown.ts';
import { asJson, isTaken, numberIn, rowsIn, textIn } from './answers.ts';
import {
  allOf, ask, learnt, notLearnt, type Experiment, type Findings, type Json, type Story,
} from './experiment.ts';
import {
  createOrder, findPlace, noPlace, readOrder, removeTestOrders, testItem, testOrder,
} from './test-orders.ts';

const finds = [
  'leftOutDetails', 'leftOutShipping', 'leftOutAdvanced', 'leftOutTags', 'leftOutItems',
  'itemIdsOnUpdate',
];

export const updates: Experiment = {
  step: 'updates',
  question: 'Which fields of an order are cleared when an update leaves them out, and do its ' +
    'items keep their ids?',
  does: [
    'Makes one test order, GATEPASS-PROBE-…, that awaits payment, with notes, weight, size, ' +
      'custom fields and the first of your tags.',
    'Updates it twice and looks what is left: once without those fields, once without items.',
  ],
  leaves: 'One deleted test order, which ShipStation keeps as inactive.',
  callsAtMost: 14,
  takes: 'some seconds',
  isAlone: false,
  finds,
  clean: removeTestOrders,
  * tell(run) {
    const place = yield* findPlace();
    if (place === null) return notLearnt(finds, noPlace);
    const tag = yield* firstTag();
    const bare = testOrder(run, '1', place, { items: [testItem('1'), testItem('2')] });
    const made = yield* createOrder({
      ...bare, ...details, ...shipping, ...(tag === null ? {} : { tagIds: [tag] }),
      advancedOptions: { storeId: place.storeId, ...advanced },
    });
    const { orderId } = made.kept;
    if (orderId === null) return notLearnt(finds, `no test order was made (${made.kept.says})`);
    const before = yield* readOrder(orderId, shownParts);
    const updated = yield* createOrder({ ...bare, orderId });
    const after = yield* readOrder(orderId, shownParts);
    const { items: _, ...withoutItems } = bare;
    const emptied = yield* createOrder({ ...withoutItems, orderId });
    const itemsLeft = yield* readOrder(orderId, ({ items }) =>
      (Array.isArray(items) ? items.length : 0));
    if (before === null || after === null || !isTaken(updated.kept)) {
      return notLearnt(finds, `the update was answered with ${updated.kept.says}`);
    }
    return allOf([
      groupKept('leftOutDetails', before.details, after.details),
      groupKept('leftOutShipping', before.shipping, after.shipping),
      groupKept('leftOutAdvanced', before.advanced, after.advanced),
      tag === null
        ? notLearnt(['leftOutTags'], 'the account has no tags, and V1 can make none')
        : groupKept('leftOutTags', before.tags, after.tags),
      isTaken(emptied.kept) && itemsLeft !== null
        ? learnt('leftOutItems', itemsLeft === 0 ? 'cleared' : 'kept',
            `${String(itemsLeft)} of 2 items are left`)
        : notLearnt(['leftOutItems'],
            `an update without items was answered with ${emptied.kept.says}`),
      itemIds(before.items, after.items),
    ]);
  },
};

/** No customer, no address of mail, nothing that a rule would act on. */
const details = {
  customerNotes: 'test', internalNotes: 'Made by gatepass probe, and removed by itself.',
  gift: true, giftMessage: 'test', paymentMethod: 'test', amountPaid: 1.23,
};
const shipping = {
  weight: { value: 111, units: 'grams' }, confirmation: 'delivery',
  dimensions: { length: 11, width: 12, height: 13, units: 'centimeters' },
};
const advanced = { customField1: 'test 1', customField2: 'test 2', customField3: 'test 3' };

export function* firstTag(): Story<number | null> {
  const { kept } = yield* ask({ method: 'GET', path: '/accounts/listtags' }, ({ value }) =>
    (rowsIn(value, 'tags') ?? []).flatMap((row) => numberIn(row, 'tagId') ?? [])[0] ?? null);
  return kept;
}

type Part = { readonly [field: string]: Json };

const shownParts = (document: Plain) => {
  const of = (whole: Plain, fields: object): Part =>
    Object.fromEntries(Object.keys(fields).map((field) => [field, asJson(whole[field])]));
  const { items } = document;
  return {
    details: of(document, details), shipping: of(document, shipping),
    advanced: of(plain(document['advancedOptions']), advanced),
    tags: of(document, { tagIds: null }),
    items: (Array.isArray(items) ? items.map(plain) : []).map((item) => ({
      id: numberIn(item, 'orderItemId'), key: textIn(item, 'lineItemKey'),
    })),
  };
};

/** What says nothing: how V1 shows a field that is empty, or that nobody has chosen [v1d]. */
const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || value === 0 || value === false ||
  value === 'none' || (Array.isArray(value) && value.length === 0);

/** Only of fields that the order had: rules of the account may have taken one before. */
const groupKept = (name: string, before: Part, after: Part): Findings => {
  const had = Object.keys(before).filter((field) => !isEmpty(before[field]));
  const kept = had.filter((field) =>
    JSON.stringify(after[field]) === JSON.stringify(before[field]));
  const cleared = had.filter((field) => isEmpty(after[field]));
  if (had.length > 0 && kept.length === had.length) {
    return learnt(name, 'kept', `left out and kept: ${kept.join(', ')}`);
  }
  if (had.length > 0 && cleared.length === had.length) {
    return learnt(name, 'cleared', `left out and cleared: ${cleared.join(', ')}`);
  }
  return notLearnt([name], had.length === 0 ? 'the test order did not take the fields'
    : `it is not the same for all: ${kept.join(', ') || 'none'} kept, ` +
      `${cleared.join(', ') || 'none'} cleared`);
};

type Items = ReturnType<typeof shownParts>['items'];

const itemIds = (before: Items, after: Items): Findings => {
  const pairs = before.flatMap(({ id, key }) => {
    const same = after.find((one) => one.key === key && key !== null);
    return same === undefined || id === null ? [] : [same.id === id];
  });
  const kept = pairs.filter((one) => one).length;
  const evidence = `${String(kept)} of ${String(pairs.length)} items kept their id`;
  return pairs.length > 0 && (kept === 0 || kept === pairs.length)
    ? learnt('itemIdsOnUpdate', kept === 0 ? 'new' : 'kept', evidence)
    : notLearnt(['itemIdsOnUpdate'], evidence);
};
