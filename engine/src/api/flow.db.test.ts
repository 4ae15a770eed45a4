// Long because: every number of the first page and of the cards is held to its list in one place.
/** The first page: its numbers move with the orders, and each has the list that it counts. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { documentOf, labelAtDesk, noon } from '../../tests/stage.ts';
import { labelId } from '../core/model/ids.ts';
import { later, renderInstant } from '../core/model/instant.ts';
import { closeBudget } from '../loop/budget.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import type { Tx } from '../store/database.ts';
import { saveTrip } from '../store/trips.ts';
import { viewNeeds } from './flow.ts';
import { connectionShape, listOf, orderCountShape, orderSummaryShape } from './shapes.ts';
import { flowShape, type Flow } from './shapes/flow.ts';

const at = '/v1/warehouses/leicester/consignments';
const minute = 60_000;

onEveryDatabase('the first page', (size) => {
  const { database, door } = atTheDoor(size);

  const tell = (reference: string, body: unknown) => door.ask('PUT', `${at}/${reference}`, body);
  const flow = async (query = ''): Promise<Flow> => {
    const { status, json, text } = await door.ask('GET', `/v1/flow${query}`);
    if (status !== 200) throw new Error(text + door.stage.logged.join(' '));
    return flowShape.parse(json);
  };
  const stageOf = (view: Flow, name: string) => view.stages.find((one) => one.stage === name);
  const need = (view: Flow, is: string) => view.needsYou.find((one) => one.is === is);
  const pass = (milliseconds: number): void => {
    door.stage.clock.now = later(door.stage.clock.now, milliseconds);
  };
  const queryOf = (list: Readonly<Record<string, string>>) =>
    new URLSearchParams(list).toString();
  const ordersOf = async (list: Readonly<Record<string, string>>) =>
    listOf(orderSummaryShape)
      .parse((await door.ask('GET', `/v1/orders?limit=500&${queryOf(list)}`)).json).items;

  /** Three ready, one with a word nobody mapped, one still picked; the first gets its label. */
  const morning = async (): Promise<void> => {
    for (const name of ['1', '2', '3']) await tell(`LE-${name}`, bodyOf(`SO-${name}`));
    await tell('LE-4', bodyOf('SO-4', { service: 'DPD-12X' }));
    await tell('LE-5', bodyOf('SO-5', {
      status: 'picking',
      lines: [{ line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 1, packed: 0 }],
    }));
    pass(10 * minute);
    const hand = await door.stage.hold('shipstation-uk');
    await carryOut(door.stage.surroundings, hand);
    labelAtDesk(door.stage, 'SO-1');
    for (const feed of hand.manifest.feeds) {
      await look(door.stage.surroundings, hand.lease, hand.session, feed);
    }
    await door.stage.decide();
  };

  const acknowledge = async (box = '/v1/warehouses/leicester/dispatches'): Promise<void> => {
    const { json } = await door.ask('GET', box);
    const [message] = listOf(z.looseObject({ id: z.string() })).parse(json).items;
    await door.ask('POST', `${box}/${message?.id ?? ''}/ack`);
  };

  const hold = async (number: string, until: string | null = null): Promise<void> => {
    const [order] = await ordersOf({ orderNumber: number });
    const said = await door.ask('POST', `/v1/orders/${order?.id ?? ''}/rulings`,
      { ruling: 'hold', why: 'stock count', ...(until === null ? {} : { until }) });
    expect(said.status).toBe(200);
    await door.stage.decide();
  };

  test('an empty house says so, with every stage at nothing', async () => {
    const view = await flow();
    expect(view.stages.map((one) => one.total)).toEqual(Array.from({ length: 9 }, () => 0));
    expect(view.needsYou.map((one) => [one.count, one.oldestSince])).toEqual(
      Array.from({ length: 4 }, () => [0, null]));
    expect(view).toMatchObject({ causes: [], hours: [], today: { confirmed: 0 } });
  });

  test('each order stands once, with what holds it up and who is not told', async () => {
    await morning();
    const view = await flow();
    expect(stageOf(view, 'in-shipstation')?.total).toBe(2);
    expect(stageOf(view, 'ready-to-ship')).toMatchObject({ total: 1, blocked: 1, inLastHour: 4 });
    expect(stageOf(view, 'picking')?.total).toBe(1);
    expect(stageOf(view, 'labelled')).toMatchObject({ total: 1, inLastHour: 1 });
    expect(need(view, 'disagree')?.count).toBe(1);
    expect(need(view, 'ready-unlabelled')?.count).toBe(3);
    expect(need(view, 'warehouse-untold')?.count).toBe(1);
    expect(view.causes).toMatchObject([{ code: 'service.unmapped', orders: 1 }]);
    expect(view.causes[0]?.fault).toContain('DPD-12X');
    await acknowledge('/v1/channels/shopify-uk/notices');
    // The warehouse is owed its news still.
    expect(stageOf(await flow(), 'labelled')).toMatchObject({ total: 1, outLastHour: 0 });
    await acknowledge();
    expect(stageOf(await flow(), 'channel-told')).toMatchObject({ total: 1, inLastHour: 1 });
  });

  test('every number is the total of its list, and of its count', async () => {
    await morning();
    await hold('SO-3');
    await hold('SO-5');
    pass(45 * minute);
    await door.stage.decide();
    await acknowledge();
    const view = await flow();
    expect(view.today.confirmed).toBe(1);
    const numbers = [
      ...view.needsYou.flatMap((one) => [[one.count, one.list], [one.late, one.lateList]] as const),
      [view.questions.orders, view.questions.list] as const,
      [view.held.orders, view.held.list] as const,
      ...view.troubles.flatMap((one) => one.waiting)
        .map((one) => [one.orders, one.list] as const),
      ...view.stages.map((one) => [one.total, one.list] as const),
      ...view.vans.flatMap((one) => [
        [one.toGo, one.toGoList] as const, [one.labelled, one.labelledList] as const,
        [one.blocked, one.blockedList] as const,
        ...(one.anyCarrier === null
          ? [] : [[one.anyCarrier.orders, one.anyCarrier.list] as const]),
      ]),
      ...view.causes.map((one) => [one.orders, one.list] as const),
      ...view.stages.flatMap((one) => [
        [one.held, { ...one.list, held: 'yes' }],
        [one.inLastHour, one.inList], [one.outLastHour, one.outList],
        [one.ages.inTime, { ...one.list, age: 'in-time' }],
        [one.ages.late + one.ages.veryLate, { ...one.list, age: 'late,very-late' }],
      ] as const),
      [view.today.confirmed, view.today.confirmedList] as const,
      [view.today.channelTold, view.today.channelToldList] as const,
      [view.today.confirmed - view.today.rightFirstTime, view.today.notRightList] as const,
    ];
    expect(numbers.some(([count]) => count > 0)).toBe(true);
    expect(need(view, 'ready-unlabelled')?.late).toBeGreaterThan(0);
    for (const [count, list] of numbers) {
      expect({ list, count: (await ordersOf(list)).length }).toEqual({ list, count });
      const { json } = await door.ask('GET', `/v1/orders/count?${queryOf(list)}`);
      expect(orderCountShape.parse(json).total).toBe(count);
    }
  });

  test('each of the four needs is counted in one look at the orders, late ones too', async () => {
    await morning();
    pass(45 * minute);
    await door.stage.decide();
    const seen = await database.transaction(async (tx) => {
      let looks = 0;
      const counting: Tx = new Proxy(tx, { get: (of, name) => {
        if (name === 'selectFrom') looks += 1;
        const member: unknown = Reflect.get(of, name);
        return typeof member === 'function' ? member.bind(of) as unknown : member;
      } });
      const view = await viewNeeds(counting, {}, door.stage.clock.now);
      return { looks, late: view.reduce((sum, one) => sum + one.late, 0) };
    });
    expect(seen.looks).toBe(4);
    expect(seen.late).toBeGreaterThan(0);
  });

  test('what waits for a person is told apart from what is to go by a van, whoever carries it',
    async () => {
      const whole = documentOf();
      const collections = [
        { carrier: 'royal_mail', at: '17:15', days: 'daily' },
        { carrier: 'dpd', at: '16:30', days: 'daily' },
      ];
      await door.ask('PUT', '/v1/policy', { document: {
        ...whole, warehouses: { leicester: { ...whole.warehouses.leicester, collections } },
      } });
      await morning();
      await tell('LE-6', bodyOf('SO-6', {
        lines: [{
          line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 1, packed: 1, short: 1,
        }],
      }));
      await door.stage.decide();
      const [van, next] = (await flow()).vans;
      expect(next).toMatchObject({ carrier: 'royal_mail', blocked: 0, anyCarrier: null });
      expect(van).toMatchObject({ carrier: 'dpd', toGo: 2, blocked: 1, anyCarrier: { orders: 1 } });
      const numbersOf = async (list: Readonly<Record<string, string>> | undefined) =>
        (await ordersOf(list ?? {})).map((one) => one.orderNumber).toSorted();
      expect(await numbersOf(van?.toGoList)).toEqual(['SO-2', 'SO-3']);
      expect(await numbersOf(van?.blockedList)).toEqual(['SO-6']);
      expect(await numbersOf(van?.anyCarrier?.list)).toEqual(['SO-4']);
    });

  test('a van is told by the labels of the last half hour, where they are enough to tell a pace',
    async () => {
      const whole = documentOf();
      const collections = [{ carrier: 'dpd', at: '12:15', days: 'daily' }];
      await door.ask('PUT', '/v1/policy', { document: {
        ...whole, warehouses: { leicester: { ...whole.warehouses.leicester, collections } },
      } });
      await door.ask('POST', at, { consignments: Array.from({ length: 12 }, (_, index) =>
        ({ reference: `LE-${String(index)}`, ...bodyOf(`SO-${String(index)}`) })) });
      const label = (orders: number, minutesAgo: number) => database.transaction(async (tx) => {
        const some = await tx.selectFrom('dossier').select('order_id').orderBy('order_id')
          .limit(orders).execute();
        await tx.insertInto('passage').values(some.map(({ order_id }) => ({
          order_id, warehouse: 'leicester', carrier: 'dpd', from_stage: 'in-shipstation',
          to_stage: 'labelled', at: noon - minutesAgo * minute, ready_for: null,
        }))).execute();
      });
      await label(12, 31);
      await label(9, 29);
      expect((await flow()).vans).toMatchObject([{ toGo: 12, perHour: null, willMiss: null }]);
      await label(10, 1);
      expect((await flow()).vans).toMatchObject([{ toGo: 12, perHour: 20, willMiss: 7 }]);
    });

  const silence = () => database.transaction((tx) => closeBudget(tx, 'shipstation-uk', {
    is: 'unanswered', why: 'silence', text: 'No answer.', closedForMilliseconds: null,
  }, { world: door.stage.clock.now, wire: door.stage.clock.now }));

  test('a silence is named once, with the orders that wait for it: none of them is late by it',
    async () => {
      await morning();
      expect((await flow()).troubles).toEqual([]);
      for (let calls = 0; calls < 3; calls += 1) await silence();
      pass(5 * minute);
      await door.stage.decide();
      const { troubles, marks } = await flow();
      expect(marks[0]).toMatchObject({
        is: 'silent', sentence: 'shipstation-uk stopped answering.',
      });
      expect(troubles).toMatchObject([{
        connection: 'shipstation-uk', party: 'shipstation', is: 'silent',
        sentence: 'shipstation-uk has not answered since 12:10; 2 orders wait to be released or ' +
          'labelled.',
        waiting: [{ what: 'label', orders: 2 }],
      }]);
      // SO-4 waits for its mapping: the end of the silence would not let it go.
      const waiting = await ordersOf(troubles[0]?.waiting[0]?.list ?? {});
      expect(waiting.map((one) => one.orderNumber).toSorted()).toEqual(['SO-2', 'SO-3']);
      expect((await flow('?warehouse=leicester')).troubles[0]?.waiting[0]?.orders).toBe(2);
      expect((await flow('?warehouse=nowhere')).troubles).toEqual([]);
    });

  test('a limit that was reached is a mark on the chart, from when until when', async () => {
    await morning();
    const since = door.stage.clock.now;
    const close = () => database.transaction((tx) => closeBudget(tx, 'shipstation-uk', {
      is: 'unanswered', why: 'throttled', text: 'too many', closedForMilliseconds: minute,
    }, { world: door.stage.clock.now, wire: door.stage.clock.now }));
    await close();
    const mark = async () => (await flow()).marks.find((one) => one.is === 'limit-reached');
    expect(await mark()).toMatchObject({ sentence: 'shipstation-uk has no calls left.' });
    pass(4 * minute);
    await close();
    pass(2 * minute);
    expect(await mark()).toEqual({
      at: renderInstant(since), until: renderInstant(later(since, 5 * minute)),
      is: 'limit-reached', sentence: 'shipstation-uk had no calls left, 2 times.',
    });
    // One that began before the chart does is drawn from its edge.
    pass(24 * 60 * minute - 4 * minute);
    expect(await mark()).toMatchObject({
      at: renderInstant(later(door.stage.clock.now, -24 * 60 * minute)),
    });
  });

  test('each connection says what stops if it is down, and each number is that of its list',
    async () => {
      await morning();
      const { json } = await door.ask('GET', '/v1/connections');
      const { items } = listOf(connectionShape).parse(json);
      const waiting = items.flatMap(({ name, stakes }) =>
        stakes.waiting.map((one) => ({ name, ...one })));
      for (const { list, orders } of waiting) {
        expect({ list, orders: (await ordersOf(list)).length }).toEqual({ list, orders });
      }
      const of = (what: string) => waiting.filter((one) => one.what === what)
        .map(({ name, orders, parcels }) => ({ name, orders, parcels }));
      // SO-4 waits for its mapping, and SO-5 for its pick.
      expect(of('release')).toEqual([{ name: 'shipstation-uk', orders: 0, parcels: null }]);
      expect(of('label')).toEqual([{ name: 'shipstation-uk', orders: 2, parcels: null }]);
      expect(of('warehouse-told')).toMatchObject([{ orders: 1, parcels: 1 }]);
      expect(of('warehouse-next')).toMatchObject([{ orders: 2, parcels: null }]);
      const shipstation = items.find(({ name }) => name === 'shipstation-uk');
      expect(shipstation?.stakes.sentence)
        .toBe('No order is released to ShipStation, and no label made there is heard of.');
      const uses = shipstation?.budget?.uses ?? [];
      expect(uses.reduce((sum, { calls }) => sum + calls, 0)).toBe(shipstation?.budget?.used);
      // A word that is not written yet, because it is paused, says nothing of parcels.
      await rowsOf(database, 'delete from message');
      const again = await door.ask('GET', '/v1/connections');
      expect(listOf(connectionShape).parse(again.json).items
        .flatMap(({ stakes }) => stakes.waiting)
        .find((one) => one.what === 'warehouse-told')).toMatchObject({ orders: 1, parcels: null });
    });

  test('what a person paused is named with who and why, together if it was so', async () => {
    await morning();
    await tell('LE-6', bodyOf('SO-6'));
    const why = 'printer is down';
    await door.ask('POST', '/v1/connections/shipstation-uk/pause', { why });
    await door.stage.decide();
    const { troubles, marks } = await flow();
    expect(marks.map((one) => one.is)).toEqual(['paused', 'policy']);
    expect(marks[0]?.sentence).toBe('the admin paused shipstation-uk.');
    expect(troubles).toMatchObject([{
      is: 'paused', by: 'the admin', why, until: null,
      what: ['releases', 'withdrawals', 'voids', 'writes'],
      waiting: [{ what: 'label', orders: 1 }],
    }]);
    const [waiting] = await ordersOf(troubles[0]?.waiting[0]?.list ?? {});
    expect(waiting?.orderNumber).toBe('SO-6');
  });

  test('feeds that nobody reads any more are named, with since when', async () => {
    await morning();
    pass(20 * minute);
    await door.stage.decide();
    const { troubles } = await flow();
    expect(troubles).toMatchObject([{
      is: 'feed-behind', connection: 'shipstation-uk', waiting: [{ what: 'label', orders: 2 }],
    }]);
    expect(troubles[0]?.sentence).toMatch(/^labels.* of shipstation-uk were last read .* 12:10; /);
  });

  test('what Gatepass itself trips over is named, with what rests meanwhile', async () => {
    await morning();
    await door.stage.database.transaction((tx) => saveTrip(tx, 'shipstation-uk', {
      what: 'do create-order', since: noon, at: noon, inARow: 2, restsUntil: noon,
      words: 'no such carrier',
    }));
    const { troubles } = await flow();
    expect(troubles).toMatchObject([{ is: 'tripped', what: ['releases'], why: 'no such carrier' }]);
    expect(troubles[0]?.sentence).toMatch(
      /^Gatepass has tripped over releases of shipstation-uk since 12:00 \(“no such carrier”\)/);
  });

  test('one warehouse alone, and one that does not exist', async () => {
    await morning();
    expect(stageOf(await flow('?warehouse=leicester'), 'picking')?.total).toBe(1);
    expect(stageOf(await flow('?warehouse=nowhere'), 'picking')?.total).toBe(0);
    expect((await door.ask('GET', '/v1/flow?warehouse=No%20Where')).status).toBe(400);
  });

  test('ready to confirmed is told by the hour, and today\'s sums with it', async () => {
    await morning();
    await acknowledge();
    const view = await flow();
    expect(view.today).toMatchObject({
      confirmed: 1, rightFirstTime: 1, medianMilliseconds: 10 * minute,
    });
    expect(view.hours).toMatchObject([{ count: 1, medianMilliseconds: 10 * minute }]);
    expect(view.paceLimitMilliseconds).toBe(37 * minute);
    expect(view.marks).toMatchObject([{ is: 'policy' }]);
  });

  test('each order goes by the limits of its own warehouse, anew when they change', async () => {
    const whole = documentOf();
    const apply = async (limits: Readonly<Record<string, string>>, dryRun = false) =>
      (await door.ask('PUT', '/v1/policy', { dryRun, document: {
        ...whole,
        connections: { ...whole.connections, 'york-wms': whole.connections['leicester-wms'] },
        warehouses: {
          ...whole.warehouses,
          york: { ...whole.warehouses.leicester, connection: 'york-wms', limits },
        },
      } })).json;
    await apply({ releaseToLabel: '2h' });
    await tell('LE-1', bodyOf('SO-1'));
    await door.ask('PUT', '/v1/warehouses/york/consignments/YO-2', bodyOf('SO-2'));
    const hand = await door.stage.hold('shipstation-uk');
    await carryOut(door.stage.surroundings, hand);
    await door.stage.decide();
    pass(45 * minute);
    await door.stage.decide();
    const late = async () =>
      (await ordersOf({ age: 'late,very-late' })).map((one) => one.orderNumber).toSorted();
    const view = await flow();
    expect(stageOf(view, 'in-shipstation')?.ages).toMatchObject({ inTime: 1, late: 1 });
    expect(await late()).toEqual(['SO-1']);
    // No one line is true of both; each has its own.
    expect([view, await flow('?warehouse=leicester'), await flow('?warehouse=york')]
      .map((one) => one.paceLimitMilliseconds)).toEqual([null, 37 * minute, 127 * minute]);
    expect(await apply({ releaseToLabel: '40m' }, true)).toMatchObject({
      changes: ['warehouses.york.limits.releaseToLabel: 2h -> 40m'],
    });
    expect(await apply({ release: '40m' })).toMatchObject({
      problems: [{ path: 'warehouses.york.limits.release' }],
    });
    await apply({ releaseToLabel: '40m' });
    await door.stage.decide();
    expect(await late()).toEqual(['SO-1', 'SO-2']);
  });

  test('lists sort by the longest wait and by number, page by page, each row once', async () => {
    await morning();
    for (const sort of ['waiting', 'number', 'changed']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const url: string = `/v1/orders?limit=2&sort=${sort}` +
          (after === null ? '' : `&after=${after}`);
        const page = listOf(orderSummaryShape).parse((await door.ask('GET', url)).json);
        seen.push(...page.items.map((one) => one.orderNumber));
        after = page.next;
      } while (after !== null);
      expect(seen.toSorted()).toEqual(['SO-1', 'SO-2', 'SO-3', 'SO-4', 'SO-5']);
      if (sort === 'number') expect(seen).toEqual(seen.toSorted());
    }
  });

  test('what a person holds is listed, counted and told of, until its time is up', async () => {
    await morning();
    const held = async () => {
      const { json } = await door.ask('GET', '/v1/orders/count?held=yes');
      return [orderCountShape.parse(json).total,
        (await ordersOf({ held: 'yes' })).map((one) => one.orderNumber),
        (await ordersOf({ held: 'no' })).length];
    };
    expect(await held()).toEqual([0, [], 5]);
    const until = renderInstant(later(door.stage.clock.now, 60 * minute));
    await hold('SO-5', until);
    expect(await held()).toEqual([1, ['SO-5'], 4]);
    expect((await ordersOf({ held: 'yes', open: 'yes' }))[0]?.held).toMatchObject(
      { why: 'stock count', until });
    const file = (await door.ask('GET', '/v1/orders/export?held=yes&zone=UTC')).text;
    expect(file).toContain('stock count');
    pass(61 * minute);
    expect(await held()).toEqual([0, [], 5]);
    await door.stage.decide();
    expect(await held()).toEqual([0, [], 5]);
  });

  test('what a person holds stands apart: of no age, in no list of late ones, not to go by a van',
    async () => {
      await morning();
      pass(45 * minute);
      await door.stage.decide();
      const late = { age: 'late,very-late', open: 'yes' };
      const numbers = async (list: Readonly<Record<string, string>>) =>
        (await ordersOf(list)).map((one) => one.orderNumber).toSorted();
      const inStage = async () => stageOf(await flow(), 'in-shipstation');
      expect(await numbers({ ...late, stage: 'in-shipstation' })).toEqual(['SO-2', 'SO-3']);
      const ready = need(await flow(), 'ready-unlabelled');
      // SO-4 has no limit of its own: it is late since its exception is over its limit.
      expect(ready).toMatchObject({ count: 3, late: 3 });
      expect(await numbers({ ...late, stage: 'ready-to-ship' })).toEqual(['SO-4']);
      const [blocked] = await ordersOf({ orderNumber: 'SO-4' });
      expect(blocked).toMatchObject({ isLate: true, waitsOn: 'person', waiting: { age: 'late' } });
      expect(blocked?.sentence).toMatch(/Waits on a person since 12:00, late since 12:30\.$/);
      const until = renderInstant(later(door.stage.clock.now, 60 * minute));
      await hold('SO-3', until);
      expect(await numbers({ ...late, stage: 'in-shipstation' })).toEqual(['SO-2']);
      expect(await numbers({ notAge: 'late,very-late', stage: 'in-shipstation' }))
        .toEqual(['SO-3']);
      expect(await inStage()).toMatchObject({
        ages: { inTime: 0, dueSoon: 0, late: 1, veryLate: 0 }, held: 1, total: 2,
      });
      expect(need(await flow(), 'ready-unlabelled')).toMatchObject({ count: 2, late: 2 });
      expect((await flow()).held).toEqual({
        orders: 1, nextEndsAt: until, list: { held: 'yes' },
      });
      expect((await ordersOf({ orderNumber: 'SO-3' }))[0]).toMatchObject({
        isLate: false, waiting: null, held: { why: 'stock count', until },
      });
      pass(61 * minute);
      await door.stage.decide();
      expect(await inStage()).toMatchObject({ held: 0, total: 2 });
      expect(await numbers({ ...late, stage: 'in-shipstation' })).toEqual(['SO-2', 'SO-3']);
    });

  test('lists know whose an order is, and by which service it goes or is to go', async () => {
    await morning();
    const numbers = async (list: Readonly<Record<string, string>>) =>
      (await ordersOf(list)).map((one) => one.orderNumber).toSorted();
    const [held] = await ordersOf({ orderNumber: 'SO-4' });
    expect(held).toMatchObject({ service: 'DPD-12X', owner: 'lead' });
    expect(await numbers({ service: 'DPD-12X' })).toEqual(['SO-4']);
    expect(await numbers({ notService: 'DPD-12X' })).toEqual(['SO-1', 'SO-2', 'SO-3', 'SO-5']);
    const [labelled] = await ordersOf({ orderNumber: 'SO-1' });
    expect(await numbers({ service: labelled?.service ?? '' })).toContain('SO-1');
    expect(await numbers({ owner: 'lead,finance' })).toEqual(['SO-4']);
    expect(await numbers({ notOwner: 'lead' })).toEqual(['SO-1', 'SO-2', 'SO-3', 'SO-5']);
    expect((await door.ask('GET', '/v1/orders?owner=nobody')).status).toBe(400);
  });

  test('what was labelled again, or cancelled after its release, has its list', async () => {
    await morning();
    const numbersOf = async (list: Readonly<Record<string, string>>) => {
      const { json } = await door.ask('GET', `/v1/orders/count?${queryOf(list)}`);
      const found = (await ordersOf(list)).map((one) => one.orderNumber);
      expect(orderCountShape.parse(json).total).toBe(found.length);
      return found;
    };
    expect(await numbersOf({ relabelled: 'yes' })).toEqual([]);
    expect(await numbersOf({ cancelledLate: 'yes' })).toEqual([]);
    const { account, clock } = door.stage;
    const [made] = account.labels;
    if (made === undefined) throw new Error('there is no label to void');
    account.labels.splice(0, 1, { ...made, madeAt: clock.now, voidedAt: clock.now },
      { ...made, id: labelId('L-again'), trackingNumber: 'TRACK-again', madeAt: clock.now });
    await tell('LE-2', bodyOf('SO-2', { revision: 9, status: 'cancelled' }));
    await tell('LE-5', bodyOf('SO-5', { revision: 9, status: 'cancelled' }));
    pass(minute);
    const hand = await door.stage.hold('shipstation-uk');
    for (const feed of hand.manifest.feeds) {
      await look(door.stage.surroundings, hand.lease, hand.session, feed);
    }
    await door.stage.decide();
    expect(await numbersOf({ relabelled: 'yes' })).toEqual(['SO-1']);
    expect(await numbersOf({ cancelledLate: 'yes' })).toEqual(['SO-2']);
  });

  test('a filter that knows no such word says which it knows', async () => {
    const { status, text } = await door.ask('GET', '/v1/orders?stage=gone,labelled');
    expect(status).toBe(400);
    expect(text).toContain('left-the-building');
    expect((await door.ask('GET', '/v1/orders?after=bm8')).status).toBe(400);
    expect((await door.ask('GET', '/v1/orders?disagrees=perhaps')).status).toBe(400);
  });
});
