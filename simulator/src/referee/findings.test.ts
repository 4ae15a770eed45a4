import { describe, expect, test } from 'vitest';
import { contradictoryBeat, honestBeat } from '../day/beats.ts';
import { noon } from '../shipstation/fixtures.ts';
import { settle, type World } from '../world.ts';
import { judge } from './judge.ts';
import {
  after, call, emptyWorld, floorDoes, goodOrder, labels, lastLabel, orderIdOf, packs, releases,
  sheet, shopSays, shows, tells, tellsBoth, voidsLast,
} from './fixtures.ts';
import { publishedCodes, type Rules } from './rules.ts';

const number = 'SO-1001';
const codes = (world: World, minutes = 30, rules: Partial<Rules> = {}) =>
  judge(world, { now: after(minutes), ...rules }).findings.map((finding) => finding.code);
const good = goodOrder(emptyWorld(), number, noon);
const packed = packs(shopSays(emptyWorld(), number, 'paid', after(-10)), number, noon);
const released = releases(packed, number, after(1));
const labelled = labels(released, number, after(2));
test('a good order is faultless, and says how long everything took', () => {
  const verdict = judge(good, { now: after(30) });
  expect(verdict).toMatchObject({ isClean: true, isFaultless: true, findings: [], excused: [] });
  expect(verdict.timings).toEqual({
    packedToVisible: [60_000], labelToWarehouse: [60_000], labelToChannel: [60_000],
  });
  expect(verdict.calls).toMatchObject({ total: 1, perOrder: 1 });
});

describe('the gate', () => {
  test('an order in ShipStation before the pick is found though nobody labelled it', () => {
    const early = releases(emptyWorld(), number, noon);
    expect(codes(packs(early, number, after(5)))).toEqual(['released-before-gate']);
  });

  test('an order that somebody else brought in, unknown to the floor, is none of ours', () => {
    expect(codes(releases(emptyWorld(), 'WEB-9', noon))).toEqual([]);
  });

  test('a later release of units that were withdrawn before is no second release', () => {
    const withdrawn = call(released, 'POST /orders/createorder', {
      ...JSON.parse('{"orderDate":"2026-11-20","billTo":{},"shipTo":{"name":"I"},"items":[]}'),
      orderNumber: number, orderKey: `key-${number}`, orderStatus: 'cancelled',
    }, after(3));
    const again = releases(withdrawn, `${number}-2`, after(4), { orderKey: 'key-2' });
    expect(codes(again)).toEqual([]);
    const twice = releases(released, `${number}-2`, after(4), { orderKey: 'key-2' });
    expect(codes(twice)).toEqual(['released-before-gate']);
  });

  test('a label on units that went back is the program’s fault if it was told in time', () => {
    const back = honestBeat(after(2), sheet(number), 'picking');
    const late = labels(floorDoes(released, back), number, after(8));
    expect(codes(tellsBoth(late, number, 'dispatch', after(9)))).toEqual(['label-before-pick']);
  });

  test('and nobody’s if the label came in the same moment', () => {
    const back = honestBeat(after(2), sheet(number), 'picking');
    const label = labels(floorDoes(released, back), number, after(3));
    const race = tellsBoth(label, number, 'dispatch', after(4));
    const verdict = judge(race, { now: after(30) });
    expect([verdict.isFaultless, verdict.isClean]).toEqual([true, false]);
    expect(verdict.unpreventable.map(({ code }) => code)).toEqual(['label-before-pick']);
  });

  test('what is called packed with a unit missing was never whole: a label is a breach', () => {
    const sold = shopSays(emptyWorld(), number, 'paid', after(-10));
    const wrong = floorDoes(sold, contradictoryBeat(noon, sheet(number), { 1: 1 }));
    const label = labels(releases(wrong, number, after(1)), number, after(2));
    const done = tellsBoth(label, number, 'dispatch', after(3));
    expect(codes(done)).toEqual(['released-before-gate', 'label-before-pick']);
  });

  test('at the gate picked, goods that were picked and not packed may be labelled', () => {
    const picked = floorDoes(emptyWorld(), honestBeat(noon, sheet(number), 'picked'));
    const label = labels(releases(picked, number, after(1)), number, after(2));
    const done = tellsBoth(label, number, 'dispatch', after(3));
    expect(codes(done, 30, { gate: 'picked' })).toEqual([]);
    expect(codes(done)).toContain('label-before-pick');
  });
});

describe('labels', () => {
  test('on a cancelled order is a breach once the program had time to take it away', () => {
    const cancelled = shopSays(released, number, 'cancelled', after(3));
    expect(codes(labels(cancelled, number, after(10)))).toEqual([
      'cancelled-but-labelled', 'label-on-cancelled',
    ]);
  });

  test('on a cancelled order within the grace is in nobody’s hands', () => {
    const cancelled = shopSays(released, number, 'cancelled', after(3));
    const late = labels(cancelled, number, after(4));
    expect(judge(late, { now: after(6) }).findings).toEqual([]);
  });

  test('on a cancelled order that the program had parked is the desk’s deed', () => {
    const cancelled = shopSays(released, number, 'cancelled', after(3));
    const orderId = orderIdOf(cancelled, number);
    const held = call(cancelled, 'POST /orders/holduntil',
      { orderId, holdUntilDate: '2027-01-01' }, after(4));
    const verdict = judge(labels(held, number, after(10)), { now: after(15) });
    expect(verdict.unpreventable.map(({ code }) => code)).toEqual(['label-on-cancelled']);
    expect(verdict.isFaultless).toBe(true);
  });

  test('two standing ones by the desk are its deed, and money for nothing', () => {
    const twice = labels(good, number, after(6));
    const told = tellsBoth(twice, number, 'dispatch', after(7));
    const verdict = judge(told, { now: after(30) });
    expect(verdict.duplicateLabels).toHaveLength(1);
    expect(verdict.unpreventable.map(({ code }) => code)).toContain('label-duplicate');
    expect(verdict.isFaultless).toBe(true);
    const cost = Math.round(lastLabel(twice).shipmentCost * 100);
    expect(verdict.money).toMatchObject({
      labels: 2, wastedPence: cost, wastedByProgramPence: 0, refundedPence: 0,
    });
  });

  test('a second one bought by the program is its fault', () => {
    const orderId = orderIdOf(good, number);
    const bought = call(good, 'POST /orders/createlabelfororder', {
      orderId, carrierCode: 'dpd', serviceCode: 'dpd_next_day', packageCode: 'package',
      confirmation: 'none', shipDate: '2026-11-20', weight: { value: 450, units: 'grams' },
      testLabel: false,
    }, after(6));
    const told = tellsBoth(settle(bought, after(6)).world, number, 'dispatch', after(7));
    expect(codes(told)).toEqual(['label-duplicate']);
    expect(judge(told).money.wastedByProgramPence).toBeGreaterThan(0);
  });

  test('a relabel in two steps costs a refund and is no duplicate', () => {
    const voided = voidsLast(good, after(5));
    const again = labels(voided, number, after(6));
    const corrected = tellsBoth(again, number, 'correction', after(7));
    const verdict = judge(corrected, { now: after(30) });
    expect([verdict.isFaultless, verdict.unpreventable]).toEqual([true, []]);
    expect(verdict.money.refundedPence).toBeGreaterThan(0);
    expect(verdict.money.wastedPence).toBe(0);
  });
});

describe('telling', () => {
  const toldTo = (party: 'warehouse' | 'channel', at: number) =>
    tells(labelled, party, {
      kind: party === 'warehouse' ? 'dispatch' : 'notice',
      number,
      trackingNumber: lastLabel(labelled).trackingNumber,
      at,
    });

  test('a party that was never told is found once its limit is over, and not before', () => {
    expect(codes(toldTo('channel', after(3)))).toEqual(['warehouse-not-told']);
    expect(codes(toldTo('warehouse', after(3)))).toEqual(['channel-not-told']);
    expect(codes(labelled, 6)).toEqual([]);
  });

  test('one that was told after its limit is found as told late', () => {
    const late = tells(toldTo('channel', after(3)), 'warehouse', {
      kind: 'dispatch', number, trackingNumber: lastLabel(labelled).trackingNumber, at: after(20),
    });
    expect(codes(late)).toEqual(['warehouse-told-late']);
  });

  test('an open loop of which people were told in time is excused', () => {
    const known = shows(toldTo('channel', after(3)), number, 'warehouse.untold', after(8));
    const verdict = judge(known, { now: after(30) });
    expect(verdict.isFaultless).toBe(true);
    expect(verdict.excused).toMatchObject([{ code: 'warehouse-not-told', knownAt: after(8) }]);
    const late = shows(toldTo('channel', after(3)), number, 'warehouse.untold', after(25));
    expect(codes(late)).toEqual(['warehouse-not-told']);
  });

  test('is excused only by a code that speaks of the matter, where codes are named', () => {
    const told = toldTo('channel', after(3));
    const neighbour = shows(told, number, 'weight.default', after(3));
    expect(codes(neighbour)).toEqual([]);
    expect(codes(neighbour, 30, publishedCodes)).toEqual(['warehouse-not-told']);
    const spoken = shows(told, number, 'warehouse.untold', after(8));
    expect(codes(spoken, 30, publishedCodes)).toEqual([]);
  });

  test('where the channel hears at dispatch, a label alone owes it nothing', () => {
    const told = toldTo('warehouse', after(3));
    expect(codes(told, 30, { channelToldWhen: 'dispatched' })).toEqual([]);
  });

  test('a dead number that nobody took back is found, for each party', () => {
    const voided = voidsLast(good, after(5));
    expect(codes(voided)).toEqual(['warehouse-dead-number', 'channel-dead-number']);
    expect(codes(tellsBoth(voided, number, 'void', after(6)))).toEqual([]);
  });

  test('a correction that names what it replaces takes the old number back', () => {
    const again = labels(voidsLast(good, after(5)), number, after(6));
    const parcel = { replaces: lastLabel(good).trackingNumber };
    const told = { number, trackingNumber: lastLabel(again).trackingNumber, at: after(7), parcel };
    const one = tells(again, 'warehouse', { ...told, kind: 'correction' });
    expect(codes(one)).toEqual(['channel-dead-number', 'channel-not-told']);
    expect(codes(tells(one, 'channel', { ...told, kind: 'correction' }))).toEqual([]);
  });

  test('a label voided before anybody was told owes nobody anything', () => {
    expect(codes(voidsLast(labelled, after(3)))).toEqual([]);
  });

  test('the same told in two messages, or with other content, is found', () => {
    const { trackingNumber } = lastLabel(good);
    const again = { kind: 'dispatch', number, trackingNumber, at: after(5) };
    expect(codes(tells(good, 'warehouse', again))).toEqual(['told-twice']);
    const other = tells(good, 'warehouse', { ...again, parcel: { carrier: 'DPD' } });
    expect(codes(other)).toEqual(['told-differently']);
  });

  test('a number under another order, or one that no label has, is found', () => {
    const { trackingNumber } = lastLabel(good);
    const wrong = tells(packs(good, 'SO-2', after(-30)), 'channel', {
      kind: 'notice', number: 'SO-2', trackingNumber, at: after(5),
    });
    expect(codes(wrong, 6)).toContain('told-wrong-order');
    const made = tells(good, 'channel', {
      kind: 'notice', number, trackingNumber: 'NOPE', at: after(5),
    });
    expect(codes(made)).toEqual(['told-unknown-number']);
  });

  test('a label on two combined orders must be told under both', () => {
    const two = releases(packs(packed, 'SO-2', noon), 'SO-2', after(1));
    const both = releases(two, number, after(1));
    const loser = orderIdOf(both, 'SO-2');
    const keeper = both.shipstation.orders.get(orderIdOf(both, number));
    const lost = both.shipstation.orders.get(loser);
    if (keeper === undefined || lost === undefined) throw new Error('no orders');
    const { wire } = keeper;
    const merged = {
      ...wire,
      items: [...wire.items, ...lost.wire.items],
      advancedOptions: { ...wire.advancedOptions, mergedOrSplit: true, mergedIds: [loser] },
    };
    const orders = new Map(both.shipstation.orders)
      .set(wire.orderId, { ...keeper, wire: merged })
      .set(loser, { ...lost, isDeleted: true });
    const combined = { ...both, shipstation: { ...both.shipstation, orders } };
    const box = labels(combined, number, after(2));
    const told = tellsBoth(box, number, 'dispatch', after(3));
    const verdict = judge(told, { now: after(30) });
    expect(verdict.labelsOnUnpackedUnits).toEqual([]);
    expect(verdict.findings).toEqual([]);
    expect(codes(box)).toEqual([
      'warehouse-not-told', 'warehouse-not-told', 'channel-not-told', 'channel-not-told',
    ]);
  });
});
