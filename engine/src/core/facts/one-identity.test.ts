/** What two faces of one account show of the same thing is one thing, whoever spoke first. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import {
  channelName, consignmentId, labelId, messageId, orderId, shelfId, shipStationOrderId,
  warehouseName,
} from '../model/ids.ts';
import { instant, type Instant } from '../model/instant.ts';
import type { Label, ShipStationOrder } from '../model/shipstation.ts';
import type { Sighting } from '../model/sighting.ts';
import { absorb } from './absorb.ts';
import { outboundLabels } from './labels.ts';
import { withOneIdentity } from './one-identity.ts';
import { shipStationOrders } from './releases.ts';

const consignment = consignmentId('con_a');
const key = 'con_a:1';
const at = (seconds: number): Instant => instant(Date.UTC(2026, 10, 22, 12, 0, seconds));
const lines = (quantity: number) => [{ key: 'con_a:1', sku: 'TEE', name: 'T-shirt', quantity }];

const order = (over: Partial<ShipStationOrder>): ShipStationOrder => ({
  id: shipStationOrderId('7'), number: 'SO-1', key, status: { is: 'awaiting' }, modifiedAt: null,
  carrier: null, service: null, package: null, shipTo: null, lines: lines(2), splitFrom: null,
  combines: [], ...over,
});
const shelved = order({ id: shelfId(key), shelf: { changedAt: at(0), fetchedAt: at(1) } });
const label = (over: Partial<Label>): Label => ({
  id: labelId('9'), order: shipStationOrderId('7'), orderNumber: 'SO-1', orderKey: key,
  madeAt: at(5), trackingNumber: 'T-1', carrier: 'dpd', service: 'dpd_by_12',
  cost: { amount: 671, currency: 'GBP' }, weightGrams: null, isReturn: false, voidedAt: null,
  lines: lines(2), channelNotice: { is: 'not-told' }, ...over,
});
const noticed = (over: Partial<Label> = {}): Label => label({
  id: labelId('notice:1'), order: shelfId(key), service: 'DPD by 12', isNoticed: true,
  channelNotice: { is: 'told' }, ...over,
});

const blank: Dossier = {
  order: orderId('ord_1'), orderNumber: 'SO-1', channel: channelName('shop'), channelSays: null,
  consignments: { [consignment]: {
    id: consignment, warehouse: warehouseName('leicester'), reference: 'LE-1', says: null,
    orders: {}, labels: {}, attempts: {}, messages: {}, rulings: [],
  } },
};
const seen = (one: ShipStationOrder, seconds: number): Sighting =>
  ({ kind: 'shipstation-order', consignment, order: one, seenAt: at(seconds) });
const made = (one: Label, seconds: number): Sighting =>
  ({ kind: 'label', consignment, label: one, seenAt: at(seconds) });
const told: Sighting = { kind: 'message-written', consignment, message: {
  id: messageId('msg_1'), to: 'warehouse', kind: 'dispatch', labels: [labelId('notice:1')],
  voids: [], writtenAt: at(7), acknowledgedAt: null,
} };

const factsOf = (...sightings: readonly Sighting[]): ConsignmentFacts => {
  const facts = sightings.reduce(absorb, blank).consignments[consignment];
  if (facts === undefined) throw new Error('it was introduced');
  return facts;
};
const read = (...sightings: readonly Sighting[]): ConsignmentFacts =>
  withOneIdentity(factsOf(...sightings));

test('facts without shelf and notice are read as they are', () => {
  const facts = factsOf(seen(order({}), 2), made(label({}), 6));
  expect(withOneIdentity(facts)).toBe(facts);
});

test('the order that is shown takes the place of the one on the shelf', () => {
  expect(shipStationOrders(read(seen(shelved, 1))).map((one) => one.order.id))
    .toEqual([shelfId(key)]);
  expect(shipStationOrders(read(seen(shelved, 1), seen(order({}), 2))).map((one) => one.order.id))
    .toEqual(['7']);
  // Another release is another order; so is one of another number under a key of its own.
  const other = order({ id: shipStationOrderId('8'), key: 'con_a:2', number: 'SO-1-2' });
  expect(shipStationOrders(read(seen(shelved, 1), seen(other, 2)))).toHaveLength(2);
});

test('an order under a key of its own is known by its number', () => {
  const own = order({ key: 'theirs' });
  expect(shipStationOrders(read(seen(shelved, 1), seen(own, 2))).map((one) => one.order.id))
    .toEqual(['7']);
});

test('of several parts a notice belongs to the one they came from', () => {
  const part = order({ id: shipStationOrderId('3'), splitFrom: shipStationOrderId('7') });
  const facts = read(seen(shelved, 1), seen(part, 2), seen(order({}), 3), made(noticed(), 6));
  expect(outboundLabels(facts).map((one) => one.label.order)).toEqual(['7']);
});

test('a listed label takes the place of its notice, and of the name by which it was told', () => {
  const facts = read(seen(shelved, 1), seen(order({}), 2), made(noticed(), 6), told,
    made(label({}), 8));
  expect(outboundLabels(facts)).toMatchObject([{
    firstSeenAt: at(6), label: { id: '9', channelNotice: { is: 'told' }, service: 'dpd_by_12' } }]);
  expect(Object.values(facts.messages)).toMatchObject([{ id: 'msg_1', labels: ['9'] }]);
});

test('another number, or the same on another order, is another label', () => {
  const facts = read(seen(shelved, 1), made(noticed(), 6),
    made(label({ trackingNumber: 'T-2' }), 6),
    made(label({ id: labelId('10'), order: shipStationOrderId('8'), orderKey: 'con_a:2' }), 6));
  expect(outboundLabels(facts)).toHaveLength(3);
});

test('a voided one of the list is voided, whatever the notice says', () => {
  expect(outboundLabels(read(seen(shelved, 1), made(noticed(), 6),
    made(label({ voidedAt: at(9) }), 10)))).toEqual([]);
});

test('what a notice said once stays said when it comes again with less', () => {
  const bare = noticed({ lines: [], cost: { amount: 0, currency: 'GBP' }, service: null,
    madeAt: at(50) });
  const mug = { key: 'con_a:2', sku: 'MUG', name: '', quantity: 3 };
  const part = noticed({ lines: [...lines(1), mug] });
  const facts = read(seen(shelved, 1), made(noticed(), 6), made(bare, 7), made(part, 8));
  expect(outboundLabels(facts)).toMatchObject([{ label: {
    madeAt: at(5), cost: { amount: 671 }, service: 'DPD by 12',
    lines: [{ key: 'con_a:1', quantity: 2 }, { key: 'con_a:2', quantity: 3 }],
  } }]);
});

test('a notice that says nothing of its parcel makes no second one of its order', () => {
  const full = noticed({ id: labelId('notice:b'), trackingNumber: null });
  const bare = noticed({ id: labelId('notice:a'), trackingNumber: null, lines: [] });
  const other = noticed({ id: labelId('notice:c'), trackingNumber: null, madeAt: at(7) });
  expect(outboundLabels(read(seen(shelved, 1), made(bare, 6)))).toHaveLength(1);
  expect(outboundLabels(read(seen(shelved, 1), made(full, 6), made(bare, 7), made(other, 8)))
    .map((one) => one.label.id)).toEqual(['notice:b', 'notice:c']);
});

test('whatever the order in which it comes, and however often, it is read alike', () => {
  const all = [
    seen(shelved, 1), seen(order({}), 2), seen(order({ status: { is: 'shipped' } }), 9),
    made(noticed(), 6), made(noticed({ lines: lines(1) }), 7), made(label({}), 8),
    made(label({ voidedAt: at(12) }), 13), told,
  ];
  const whole = read(...all);
  fc.assert(fc.property(
    fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all),
    (shuffled, again) => { expect(read(...shuffled, ...again)).toEqual(whole); }));
});
