import { describe, expect, test } from 'vitest';
import { cancelledBeat } from '../../day/beats.ts';
import {
  after, call, emptyWorld, floorDoes, orderIdOf, packs, releases, sheet,
} from '../../referee/fixtures.ts';
import { judge } from '../../referee/judge.ts';
import { noon } from '../../shipstation/fixtures.ts';
import { settle, type World } from '../../world.ts';
import type { DeskHabit } from '../habits.ts';
import { deskHabits, machineLike, people } from '../habits.ts';
import type { Crew, Packer } from './crew.ts';
import { crewAsked, crewShape, newCrew, usualPackers } from './crew.ts';
import { sorted, taken } from './list.ts';
import { presenceOf } from './presence.ts';

const always: Packer = { name: 'Maya', from: '00:00', to: '00:00', breaks: [], sorts: 'age' };
const crewWith = (habits: Partial<Record<DeskHabit, number>>, change: Partial<Crew> = {}): Crew =>
  newCrew({
    packers: [always],
    habits: { ...machineLike, ...habits },
    secondsAnOrder: [30, 30],
    noticeAfterMs: 0,
    ...change,
  });
const deskOf = (world: World, crew: Crew): World => ({
  ...world,
  desk: { ...world.desk, isOn: true, crew },
});
/** Lets the desk work from noon on for so many minutes. */
function works(start: World, minutes: number): World {
  let world = start;
  let turns = 0;
  for (let now = noon; now <= after(minutes); turns += 1) {
    const settled = settle(world, now);
    world = settled.world;
    if (settled.wakeAt === null) break;
    if (settled.wakeAt < now || turns > 10_000) throw new Error('The world does not come to rest');
    now = settled.wakeAt;
  }
  return world;
}
const twoOrders = ['SO-1', 'SO-2'].reduce(
  (world, number) => releases(packs(world, number, noon - 1), number, noon),
  emptyWorld(),
);
const dayWith = (habits: Partial<Record<DeskHabit, number>>, start = twoOrders, minutes = 30) =>
  works(deskOf(start, crewWith(habits)), minutes);
const labelsIn = (world: World) => [...world.shipstation.shipments.values()];
const deeds = (world: World) => world.desk.deeds.map((deed) => deed.habit);
const statusOf = (world: World, number: string) =>
  world.shipstation.orders.get(orderIdOf(world, number))?.wire.orderStatus;

describe('people at the desk', () => {
  test('label one order after another at their pace, and make no mistake without a habit', () => {
    const world = dayWith({});
    const times = labelsIn(world).map((row) => row.madeAt - noon);
    expect(times).toEqual([0, 30_000]);
    expect([deeds(world), statusOf(world, 'SO-1')]).toEqual([[], 'shipped']);
  });

  test('work beside one another, each at an order of their own', () => {
    const pair = [always, { ...always, name: 'Tom' }];
    const world = works(deskOf(twoOrders, crewWith({}, { packers: pair })), 5);
    expect(labelsIn(world).map((row) => row.madeAt - noon)).toEqual([0, 0]);
    expect(new Set(labelsIn(world).map((row) => row.wire.orderId)).size).toBe(2);
  });

  test('notice a new order only when they look at the list again', () => {
    const world = works(deskOf(twoOrders, crewWith({}, { noticeAfterMs: 60_000 })), 10);
    expect(labelsIn(world).map((row) => row.madeAt - noon)).toEqual([60_000, 90_000]);
  });

  test('scan a tote: what is not packed, or was called back, stays unlabelled', () => {
    const back = floorDoes(twoOrders, cancelledBeat(noon, sheet('SO-1')));
    const world = dayWith({}, back);
    expect(labelsIn(world).map((row) => row.wire.orderNumber)).toEqual(['SO-2']);
  });

  test('label by the list, too, where they batch: without a look at the bench', () => {
    const back = floorDoes(twoOrders, cancelledBeat(noon, sheet('SO-1')));
    const world = dayWith({ batch: 1 }, back, 1);
    const batches = labelsIn(world).map((row) => row.wire.batchNumber);
    expect(batches).toEqual([expect.any(String), batches[0]]);
  });

  test('do nothing while the desk is off, and wake nobody for an empty list', () => {
    const off = { ...deskOf(twoOrders, crewWith({})) };
    const world = works({ ...off, desk: { ...off.desk, isOn: false } }, 5);
    expect(labelsIn(world)).toEqual([]);
    expect(settle(deskOf(emptyWorld(), crewWith({})), noon).wakeAt).toBeNull();
  });

  test('do the same twice from the same seed', () => {
    const everything = Object.fromEntries(Object.keys(deskHabits).map((name) => [name, 0.3]));
    const day = () => dayWith(everything, twoOrders, 120);
    expect(day()).toEqual(day());
  });
});

describe('when they are there', () => {
  const [maya] = usualPackers;
  const at = (text: string) => Date.parse(text);
  const london = (text: string) => presenceOf(maya ?? always, 'Europe/London', at(text));

  test('follows shift, tea and lunch, on the wall clock of the warehouse', () => {
    expect(london('2026-11-20T05:59:00Z')).toEqual({
      isThere: false, until: at('2026-11-20T06:00:00Z'),
    });
    expect(london('2026-11-20T08:29:00Z').until).toBe(at('2026-11-20T08:30:00Z'));
    expect(london('2026-11-20T08:40:00Z')).toEqual({
      isThere: false, until: at('2026-11-20T08:45:00Z'),
    });
    expect(london('2026-11-20T11:45:00Z').isThere).toBe(false);
    expect(london('2026-11-20T14:30:00Z').isThere).toBe(false);
    expect(london('2026-07-01T05:00:00Z').isThere).toBe(true);
  });

  test('may run over midnight', () => {
    const night = { ...always, from: '22:00', to: '06:00', breaks: [['02:00', '02:30']] as const };
    const there = (text: string) => presenceOf(night, 'Europe/London', at(text)).isThere;
    expect([
      there('2026-11-20T21:59:00Z'), there('2026-11-20T23:00:00Z'), there('2026-11-20T02:10:00Z'),
      there('2026-11-20T05:59:00Z'), there('2026-11-20T06:00:00Z'),
    ]).toEqual([false, true, false, true, false]);
  });

  test('an order waits over lunch', () => {
    const lunch = { ...always, breaks: [['19:59', '20:20']] as const };
    const world = works(deskOf(twoOrders, crewWith({}, { packers: [lunch] })), 60);
    expect(labelsIn(world)[0]?.madeAt).toBe(after(20));
  });
});

describe('how they sort the list', () => {
  const orders = [
    ['SO-1', { shipByDate: '2026-11-22', carrierCode: 'royal_mail',
      serviceCode: 'royal_mail_tracked_48' }],
    ['SO-2', { shipByDate: '2026-11-21', carrierCode: 'dpd', serviceCode: 'dpd_by_12' }],
    ['SO-3', {}],
  ] as const;
  const world = orders.reduce(
    (before, [number, change]) => releases(before, number, noon, change),
    emptyWorld(),
  );
  const list = [...world.shipstation.orders.values()].map((row) => row.wire);
  const inOrder = (sorts: Packer['sorts']) =>
    sorted(list, sorts).map((order) => order.orderNumber);

  test('is by date, by carrier or by age', () => {
    expect(inOrder('ship-by')).toEqual(['SO-2', 'SO-1', 'SO-3']);
    expect(inOrder('carrier')).toEqual(['SO-3', 'SO-2', 'SO-1']);
    expect(inOrder('age')).toEqual(['SO-1', 'SO-2', 'SO-3']);
  });

  test('is a bit out of order when somebody skips', () => {
    const take = (rate: number) => taken(list, { rate, seed: 7, turn: 0 })?.orderNumber;
    expect(take(0)).toBe('SO-1');
    expect(take(1)).not.toBe('SO-1');
  });
});

describe('what they do beside', () => {
  const asked = { carrierCode: 'dpd', serviceCode: 'dpd_by_12' };
  const one = releases(packs(emptyWorld(), 'SO-1', noon - 1), 'SO-1', noon, asked);

  test('wrongService: another service than the order names', () => {
    const [label] = labelsIn(dayWith({ wrongService: 1 }, one));
    expect(label?.wire.serviceCode).not.toBe('dpd_by_12');
    expect(deeds(dayWith({ wrongService: 1 }, one))).toEqual(['wrongService']);
    expect(deeds(dayWith({ wrongService: 1 }))).toEqual([]);
  });

  test('wrongWeight: a digit too many or too few', () => {
    const [label] = labelsIn(dayWith({ wrongWeight: 1 }, one));
    expect([4_500, 45]).toContain(label?.wire.weight.value);
  });

  test('labelTwice: a second label, at once', () => {
    const world = dayWith({ labelTwice: 1 }, one);
    expect([labelsIn(world).length, deeds(world)]).toEqual([2, ['labelTwice']]);
    expect(world.desk.deeds[0]?.shipmentIds).toEqual([labelsIn(world)[1]?.wire.shipmentId]);
  });

  test('returnLabel: one for the way back, which makes nothing shipped and is no duplicate', () => {
    const world = dayWith({ returnLabel: 1 }, one, 5);
    expect(labelsIn(world).map((row) => row.wire.isReturnLabel)).toEqual([false, true]);
    expect(judge(world).duplicateLabels).toEqual([]);
  });

  test('voidAndRelabel: the first is void some minutes later, the second stands', () => {
    const voided = labelsIn(dayWith({ voidAndRelabel: 1 }, one, 12)).map((row) => row.wire.voided);
    expect(voided).toEqual([true, false]);
  });

  test('relabelWithoutVoid: both stand', () => {
    const world = dayWith({ relabelWithoutVoid: 1 }, one);
    expect(labelsIn(world).map((row) => row.wire.voided)).toEqual([false, false]);
    expect(deeds(world)).toEqual(['relabelWithoutVoid']);
  });

  test('voidOnly: the parcel is put aside, and nobody labels it again', () => {
    const world = dayWith({ voidOnly: 1 }, one, 120);
    expect(labelsIn(world).map((row) => row.wire.voided)).toEqual([true]);
    expect(statusOf(world, 'SO-1')).toBe('awaiting_shipment');
  });

  test('forget: it lies there and everybody takes it for done', () => {
    const world = dayWith({ forget: 1 }, one, 120);
    expect([labelsIn(world), deeds(world)]).toEqual([[], ['forget']]);
  });

  test('markAsShipped: shipped without a label', () => {
    const world = dayWith({ markAsShipped: 1 }, one);
    expect([labelsIn(world).length, world.shipstation.fulfillments.size]).toEqual([0, 1]);
    expect(statusOf(world, 'SO-1')).toBe('shipped');
  });

  test('splitOrder: a part of its own, which is labelled by itself', () => {
    const world = works(deskOf(one, crewWith({ splitOrder: 1 })), 30);
    const parents = [...world.shipstation.orders.values()].map(
      (row) => row.wire.advancedOptions.parentId,
    );
    expect(parents).toEqual([null, orderIdOf(one, 'SO-1')]);
    expect(labelsIn(world)).toHaveLength(2);
  });

  test('combineOrders: one of two orders of a customer vanishes', () => {
    const world = dayWith({ combineOrders: 1 });
    expect([...world.shipstation.orders.values()].map((row) => row.isDeleted)).toEqual([
      false, true,
    ]);
    expect([labelsIn(world).length, deeds(world)]).toEqual([1, ['combineOrders']]);
  });

  test('deleteOrder and cancelOrder: gone from the list by hand', () => {
    const deleted = dayWith({ deleteOrder: 1 }, one);
    expect([...deleted.shipstation.orders.values()].map((row) => row.isDeleted)).toEqual([true]);
    expect(statusOf(dayWith({ cancelOrder: 1 }, one), 'SO-1')).toBe('cancelled');
  });

  test('holdAndForget: parked without a date, and never touched again', () => {
    const world = dayWith({ holdAndForget: 1, releaseHold: 1 }, one, 120);
    expect([statusOf(world, 'SO-1'), labelsIn(world)]).toEqual(['on_hold', []]);
  });

  const held = call(twoOrders, 'POST /orders/holduntil',
    { orderId: orderIdOf(twoOrders, 'SO-1'), holdUntilDate: '2027-01-01' }, noon);

  test('labelOnHold: a hold stops nobody on the screen', () => {
    const world = dayWith({ labelOnHold: 1 }, held);
    expect(deeds(world)).toEqual(['labelOnHold']);
    expect(statusOf(world, 'SO-1')).toBe('shipped');
  });

  test('releaseHold: somebody lifts what somebody else has parked', () => {
    const world = dayWith({ releaseHold: 1 }, held);
    expect(deeds(world)).toEqual(['releaseHold']);
    expect(labelsIn(world)).toHaveLength(2);
  });

  test('labelOffBench: a label for goods that are not there', () => {
    const away = floorDoes(twoOrders, cancelledBeat(noon, sheet('SO-1')));
    const world = dayWith({ labelOffBench: 1 }, away);
    expect(deeds(world)).toEqual(['labelOffBench']);
    expect(world.desk.deeds[0]?.orderNumbers).toEqual(['SO-1']);
  });

  test('editOrder: the weight as it is on the scale goes onto order and label', () => {
    const world = dayWith({ editOrder: 1 }, one);
    const [label] = labelsIn(world);
    expect(label?.wire.weight.value).not.toBe(450);
    expect(world.shipstation.orders.get(orderIdOf(world, 'SO-1'))?.wire.weight?.value).toBe(
      label?.wire.weight.value,
    );
  });
});

describe('the profiles', () => {
  test('turn every habit on for people, and none for the machine-like desk', () => {
    expect(Object.keys(people).toSorted()).toEqual(Object.keys(deskHabits).toSorted());
    expect(Object.values(people).every((rate) => rate > 0)).toBe(true);
    expect(Object.values(machineLike).every((rate) => rate === 0)).toBe(true);
  });

  test('may be changed habit by habit', () => {
    const { habits } = crewAsked(crewShape.parse({ habits: { forget: 0.5 } }));
    expect(habits).toEqual({ ...people, forget: 0.5 });
    expect(crewShape.safeParse({ habits: { dance: 1 } }).success).toBe(false);
  });
});
