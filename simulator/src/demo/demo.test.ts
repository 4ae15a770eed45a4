import { describe, expect, test } from 'vitest';
import { withDeeds } from '../day/plan.ts';
import { channelDoor, warehouseDoor } from '../shell/doors.ts';
import { authorization, someOrder } from '../shipstation/fixtures.ts';
import { callShipStation, newWorld, settle, type World } from '../world.ts';
import { demoCrew, demoDeeds, livesFrom, opensAt, planAt } from './demo-day.ts';
import { withMade, withoutMade } from './made-again.ts';
import { planted } from './plants.ts';
import { withoutFinished } from './prune.ts';

const deeds = demoDeeds(0);
const sales = deeds.flatMap((deed) => (deed.is === 'shop.tells' ? [deed.order] : []));
const steps = deeds.flatMap((deed) => (deed.is === 'floor.does' ? [deed] : []));

const empty = (): World => newWorld({
  seed: 7, keys: { 'key-1': 'secret-1' }, switches: {}, isDeskOn: true, labelAfterMs: 0,
  crew: demoCrew(), areCarriersOn: true, isDemo: true,
});

describe("the demo's first day", () => {
  test('sells about 2,000 orders in two channels, for two warehouses', () => {
    const numbers = new Set(sales.map(({ orderNumber }) => orderNumber));
    expect(numbers.size).toBeGreaterThan(1_950);
    expect(numbers.size).toBeLessThan(2_050);
    expect(new Set(sales.map(({ channel }) => channel)))
      .toEqual(new Set(['marketplace-uk', 'shopify-uk']));
    expect(new Set(steps.map(({ step }) => step.asked.warehouse)))
      .toEqual(new Set(['leeds', 'leicester']));
  });

  test('is the same whenever it is made, and another one tomorrow', () => {
    expect(demoDeeds(0)).toEqual(deeds);
    const tomorrow = demoDeeds(1).flatMap((deed) => (deed.is === 'shop.tells' ? [deed.order] : []));
    const numbers = new Set(sales.map(({ orderNumber }) => orderNumber));
    expect(tomorrow.some(({ orderNumber }) => numbers.has(orderNumber))).toBe(false);
  });

  test('has 31 orders of an unmapped service, all packed when a visitor comes in', () => {
    const asking = steps.filter(({ step }) => step.asked.service === planted.service);
    const packed = asking.filter(({ at, step }) => step.stage === 'packed' && at < opensAt);
    expect(new Set(asking.map(({ step }) => step.asked.orderNumber)).size).toBe(31);
    expect(new Set(packed.map(({ step }) => step.asked.orderNumber)).size).toBe(31);
  });

  test('has one short pick that the customer waits for', () => {
    const own = steps.filter(({ step }) => step.asked.orderNumber === planted.shortPick);
    const last = own.at(-1)?.step;
    expect(last).toMatchObject({
      stage: 'packed', counts: [{ short: 1, shortReason: 'not in bin' }],
    });
  });
});

describe('a demo that runs on', () => {
  test('plans each day as it comes, and none after the last', () => {
    const first = settle(empty(), livesFrom).world;
    expect(first.demoDays).toBe(1);
    const second = settle({ ...first, day: { ...first.day, deeds: [], next: 0 } }, planAt(1));
    expect(second.world.demoDays).toBe(2);
    const last = settle(
      { ...first, demoDays: 5, day: { ...first.day, deeds: [], next: 0 } }, planAt(9));
    expect([last.world.demoDays, last.world.day.deeds]).toEqual([5, []]);
  });

  test('keeps its work in few words, and makes it again', () => {
    const { world } = settle(empty(), livesFrom);
    const kept = withoutMade(world);
    expect(kept.day.deeds.length).toBeLessThan(10);
    const { next, deeds: planned } = world.day;
    expect(withMade(kept).day.deeds).toEqual(planned.slice(next));
  });

  test('forgets what was finished a day ago, and nothing that is open', () => {
    const { world } = settle(empty(), livesFrom + 5 * 60_000);
    const [gone, open] = [...world.warehouse.jobs.values()];
    if (gone === undefined || open === undefined) throw new Error('nothing was received');
    const jobs = new Map(world.warehouse.jobs)
      .set(gone.reference, { ...gone, stage: 'dispatched' as const });
    const later = withoutFinished(
      { ...world, warehouse: { ...world.warehouse, jobs } }, livesFrom + 40 * 3_600_000);
    expect(later.warehouse.jobs.has(gone.reference)).toBe(false);
    expect(later.warehouse.jobs.has(open.reference)).toBe(true);
    expect(later.shop.orders.has(gone.asked.orderNumber)).toBe(false);
    expect(later.shop.orders.has(open.asked.orderNumber)).toBe(true);
  });
});

describe('what is planted', () => {
  const at = livesFrom;
  const begun = (deed: Parameters<typeof withDeeds>[1][number]): World => {
    const world = { ...empty(), demoDays: 5 };
    return settle({ ...world, day: withDeeds(world.day, [deed]) }, at).world;
  };
  const message = (kind: string, id: string) => ({
    messageId: id,
    body: JSON.stringify({
      id, kind, orderNumber: 'SO-1', consignment: 'LE-SO-1',
      parcels: [{ trackingNumber: id, carrier: 'DPD' }],
    }),
  });

  test('a system that is closed for an hour says so, and takes the message afterwards', () => {
    const world = begun({ is: 'door.closes', at, door: 'leeds', until: at + 3_600_000 });
    const leeds = warehouseDoor('whsec_c2VjcmV0', 'leeds');
    const refused = leeds.hear(world, message('dispatch', 'm1'), at + 1);
    expect([refused.answer.status, refused.world.warehouse.postbox.messages.size])
      .toEqual([429, 0]);
    expect(leeds.hear(world, message('dispatch', 'm1'), at + 3_600_000).answer.status).toBe(200);
    const leicester = warehouseDoor('whsec_c2VjcmV0', 'leicester');
    expect(leicester.hear(world, message('dispatch', 'm1'), at + 1).answer.status).toBe(200);
  });

  test('a shop takes the first word of an order and refuses the second', () => {
    const world = begun({ is: 'shop.fixes', at, orderNumber: 'SO-1' });
    const shop = channelDoor('whsec_c2VjcmV0', 'marketplace-uk');
    const first = shop.hear(world, message('notice', 'm1'), at);
    const second = shop.hear(first.world, message('correction', 'm2'), at);
    expect([first.answer.status, second.answer.status]).toEqual([200, 422]);
    expect(second.world.shop.shown.get('SO-1')?.parcels[0]?.trackingNumber).toBe('m1');
  });

  test('the desk makes another label as soon as there is one', () => {
    const waiting = begun({ is: 'desk.relabels', at, orderNumber: 'SO-1' });
    expect(waiting.day.deeds).toHaveLength(1);
    const { world } = callShipStation(waiting, {
      method: 'POST', path: '/orders/createorder', query: {},
      headers: { authorization: authorization(), 'content-type': 'application/json' },
      body: JSON.stringify(someOrder({ orderNumber: 'SO-1' })),
    }, at + 1);
    const simple = { ...world, desk: { ...world.desk, crew: null } };
    const labelled = settle(settle(simple, at + 2).world, at + 3).world;
    const later = settle(labelled, at + 16 * 60_000).world;
    const labels = [...later.shipstation.shipments.values()].map(({ wire }) => wire.voided);
    expect(labels).toEqual([true, false]);
  });
});
