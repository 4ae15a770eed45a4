import { describe, expect, test } from 'vitest';
import { newCrew } from '../desk/people/crew.ts';
import { deskHabits } from '../desk/habits.ts';
import { judge } from '../referee/judge.ts';
import { authorization, someOrder } from '../shipstation/fixtures.ts';
import { afterPut } from '../shell/errands.ts';
import { callShipStation, newWorld, settle, withDay, type World } from '../world.ts';
import { makeDay } from './make-day.ts';
import { rough } from './troubles.ts';

/**
 * A half-hour with people, vans and all troubles, and nobody in between but the most careless
 * program: each consignment that calls itself packed goes into ShipStation at once.
 */
const start = Date.parse('2026-11-23T14:30:00Z');
const minuteMs = 60_000;
const day = makeDay({
  seed: 3, startsAt: start, lengthMs: 30 * minuteMs, ordersPerHour: 240, shares: rough,
});
const habits = Object.fromEntries(Object.keys(deskHabits).map((name) => [name, 0.05]));
const empty = newWorld({
  seed: 3,
  keys: { 'key-1': 'secret-1' },
  switches: {},
  isDeskOn: true,
  labelAfterMs: 0,
  crew: newCrew({ habits: { ...newCrew().habits, ...habits } }),
  areCarriersOn: true,
});

type Body = {
  readonly status: string;
  readonly orderNumber: string;
  readonly lines: readonly {
    readonly line: string;
    readonly sku: string;
    readonly ordered: number;
  }[];
};

function release(world: World, body: Body, now: number): World {
  const order = someOrder({
    orderNumber: body.orderNumber,
    orderKey: body.orderNumber,
    items: body.lines.map(({ line, sku, ordered }) => ({
      lineItemKey: `${body.orderNumber}:${line}`, sku, name: sku, quantity: ordered,
    })),
  });
  return callShipStation(world, {
    method: 'POST',
    path: '/orders/createorder',
    query: {},
    headers: { authorization: authorization(), 'content-type': 'application/json' },
    body: JSON.stringify(order),
  }, now).world;
}

function run(): World {
  let world = withDay(empty, day);
  for (let now: number | null = start; now !== null && now < start + 240 * minuteMs;) {
    const settled = settle(world, now);
    world = settled.world;
    for (const errand of settled.errands) {
      if (errand.is !== 'warehouse.put' && errand.is !== 'channel.put') continue;
      world = afterPut(world, errand, { is: 'answered', text: '200 {}' }, now);
      const body = JSON.parse(errand.body) as Body;
      if (errand.is === 'warehouse.put' && body.status === 'packed') {
        world = release(world, body, now);
      }
    }
    now = settled.wakeAt;
  }
  return world;
}

describe('a rough half-hour with people and vans', () => {
  const world = run();
  const verdict = judge(world, { now: start + 240 * minuteMs });
  const codes = new Set(verdict.findings.map(({ code }) => code));

  test('labels most orders, and the vans take them at their times', () => {
    expect(verdict.orders).toBe(120);
    expect(verdict.money.labels).toBeGreaterThan(90);
    const collected = [...world.carriers.parcels.values()].flatMap((one) => one.collectedAt ?? []);
    expect(collected.length).toBeGreaterThan(40);
    const times = new Set(collected.map((at) => new Date(at).toISOString().slice(11, 16)));
    expect([...times].every((time) => ['16:30', '17:15', '18:00'].includes(time))).toBe(true);
  });

  test('shows what a careless program does: too early, untold, on cancelled orders', () => {
    expect([...codes]).toEqual(expect.arrayContaining([
      'released-before-gate', 'label-before-pick', 'warehouse-not-told', 'channel-not-told',
      'nobody-knows', 'label-on-cancelled', 'gone-but-open',
    ]));
  });

  test('lists the mistakes of the desk by name, as its own', () => {
    expect(new Set(verdict.deeds.map((deed) => deed.what)).size).toBeGreaterThan(6);
    const isSaid = verdict.deeds.every((deed) => deed.who !== '' && deed.orderNumbers.length > 0);
    expect(isSaid).toBe(true);
  });

  test('goes the same way twice', () => {
    expect(run()).toEqual(world);
  });
});
