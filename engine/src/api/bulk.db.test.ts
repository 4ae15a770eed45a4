/** One thing done to many: planned, confirmed, carried out once, whoever dies. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { carryOnBulk } from '../desk/bulk/carry-on.ts';
import { carryOutSlice } from '../desk/bulk/plan.ts';
import { keepGroups } from '../desk/keep.ts';
import { carryOut } from '../loop/carry-out.ts';
import { readStandpoint } from '../loop/standpoint.ts';
import {
  bulkItemShape, bulkPlanShape, exceptionGroupShape, jobShape, listOf, problemShape,
} from './shapes.ts';

onEveryDatabase('plans over many', (size) => {
  const { database, door, openAnew } = atTheDoor(size);

  const put = (number: string, over: Readonly<Record<string, unknown>> = {}) =>
    door.ask('PUT', `/v1/warehouses/leicester/consignments/LE-${number}`, bodyOf(number, over));
  const post = (url: string, body: unknown, role?: 'operator' | 'reader') =>
    door.ask('POST', url, body, role);
  const plan = async (body: object) => bulkPlanShape.parse((await post('/v1/plans', body)).json);
  const ground = () => ({
    database, random: door.stage.surroundings.random,
    standing: (tx: Parameters<typeof readStandpoint>[0]) =>
      readStandpoint(tx, door.stage.clock.now),
  });
  const carryAllOut = async (): Promise<void> => {
    while (await carryOnBulk(ground()));
  };
  const jobOf = async (id: string) =>
    jobShape.parse((await door.ask('GET', `/v1/jobs/${id}`)).json);
  const many = async (count: number): Promise<void> => {
    const consignments = Array.from({ length: count }, (_, index) =>
      ({ reference: `LE-${String(index)}`, ...bodyOf(`SO-${String(index)}`) }));
    for (let from = 0; from < count; from += 500) {
      await door.ask('POST', '/v1/warehouses/leicester/consignments',
        { consignments: consignments.slice(from, from + 500) });
    }
  };
  const refusal = (json: unknown): string => problemShape.parse(json).detail;

  test('a hold over a filter is planned, confirmed, done, and let go in the same way', async () => {
    await many(3);
    await put('SO-9', { status: 'cancelled' });
    const made = await plan(
      { kind: 'hold', why: 'stock count', orders: { channel: 'shopify-uk' } });
    expect(made).toMatchObject({
      state: 'drafted', counts: { planned: 3, leftOut: 1, done: 0 }, job: null,
      sentence: '3 would be held. 1 is left out. Nothing is done before somebody confirms it.',
      leftOut: [{ count: 1, words: expect.stringContaining('a hold would hold nothing') }],
    });
    const held = made.sample.find((one) => one.orderNumber === 'SO-0');
    expect(held?.before).toContain('sending 2 units');
    expect(held?.after).toContain('stock count');
    await door.stage.decide();
    const confirmed = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    const job = jobShape.parse(confirmed.json);
    expect(job).toMatchObject({ state: 'running', confirmedBy: 'the admin',
      counts: { all: 4, toDo: 3 } });
    await carryAllOut();
    expect(await jobOf(job.id)).toMatchObject({ state: 'done', counts: { done: 3, leftOut: 1 },
      sentence: 'Done: 3 were held, 1 left out.' });
    await door.stage.decide();
    expect((await door.stage.order('SO-0')).decision?.headline.because.is).toBe('held');
    const back = await plan({ kind: 'release', why: 'counted', orders: { channel: 'shopify-uk' } });
    expect(back).toMatchObject({ counts: { planned: 3, leftOut: 1 },
      touches: [{ what: 'create-order on shipstation-uk', count: 3 }] });
    await post(`/v1/plans/${back.id}/confirm`, { fingerprint: back.fingerprint });
    await carryAllOut();
    await door.stage.decide();
    expect((await door.stage.order('SO-0')).decision?.headline.because.is).toBe('to-release');
  });

  test('what ShipStation refused is tried again for all at once, and released once', async () => {
    const { stage } = door;
    stage.script.perform = (items) => ({
      unanswered: null, outcomes: items.map(() => ({
        is: 'refused', code: 'no', text: 'the store is closed', learned: [],
      })),
    });
    await many(5);
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    await stage.decide();
    while (await keepGroups(database, stage.clock.now));
    const [group] = listOf(exceptionGroupShape).parse(
      (await door.ask('GET', '/v1/exceptions/groups')).json).items;
    expect(group).toMatchObject({ code: 'order.refused', fault: 'the store is closed', count: 5 });
    stage.clock.now = (stage.clock.now + 1_000) as typeof stage.clock.now;
    const made = await plan({ kind: 'retry', why: 'it is open again',
      exceptions: { group: group?.id } });
    expect(made).toMatchObject({ counts: { planned: 5, leftOut: 0 } });
    await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    delete stage.script.perform;
    await carryAllOut();
    await stage.decide();
    stage.clock.now = (stage.clock.now + 1_000) as typeof stage.clock.now;
    await carryOut(stage.surroundings, hand);
    await stage.decide();
    while (await keepGroups(database, stage.clock.now));
    expect(listOf(exceptionGroupShape).parse(
      (await door.ask('GET', '/v1/exceptions/groups')).json).items).toEqual([]);
    expect(stage.account.orders.size).toBe(5);
  });

  test('a retry of what has to be mended first says so, and does nothing', async () => {
    for (const number of ['SO-1', 'SO-2']) await put(number, { service: 'OWL' });
    const made = await plan({ kind: 'retry', why: 'x', exceptions: { code: 'service.unmapped' } });
    expect(made).toMatchObject({ counts: { planned: 0, leftOut: 2 },
      leftOut: [{ count: 2, words: expect.stringContaining('has to be mended first') }] });
    const no = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    expect([no.status, refusal(no.json)])
      .toEqual([409, 'The plan would do nothing, so there is nothing to do.']);
  });

  test('an order that changed since the plan is left out, in words', async () => {
    await many(2);
    const made = await plan({ kind: 'hold', why: 'count', orders: { channel: 'shopify-uk' } });
    await put('0', bodyOf('SO-0', { revision: 2, status: 'cancelled' }));
    const { json } = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    await carryAllOut();
    const { id } = jobShape.parse(json);
    expect(await jobOf(id)).toMatchObject({ state: 'done', counts: { done: 1, leftOut: 1 } });
    const { items } = listOf(bulkItemShape).parse(
      (await door.ask('GET', `/v1/jobs/${id}/orders?state=left-out`)).json);
    expect(items).toMatchObject([{ orderNumber: 'SO-0',
      words: expect.stringContaining('a hold would hold nothing') }]);
  });

  test('confirmed twice it is one job; with another fingerprint it is refused', async () => {
    await many(2);
    const made = await plan({ kind: 'hold', why: 'count', orders: { channel: 'shopify-uk' } });
    const no = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: 'another' });
    expect([no.status, refusal(no.json)])
      .toEqual([409, expect.stringContaining('not the plan as it stands')]);
    const both = await Promise.all([
      post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint }),
      post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint }, 'operator'),
    ]);
    expect(new Set(both.map((one) => jobShape.parse(one.json).id)).size).toBe(1);
    await carryAllOut();
    const order = await door.stage.order('SO-0');
    const [facts] = Object.values(order.dossier.consignments);
    expect(facts?.rulings).toHaveLength(1);
  });

  test('a plan that is too old, an empty filter, a wrong id and a reader are refused', async () => {
    await many(1);
    const made = await plan({ kind: 'hold', why: 'count', orders: { channel: 'shopify-uk' } });
    // What it was about is told, so that it can be made anew.
    expect(made)
      .toMatchObject({ exceptions: null, orders: { channel: 'shopify-uk' }, orderIds: null });
    door.stage.clock.now = (door.stage.clock.now + 16 * 60_000) as typeof door.stage.clock.now;
    const late = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    expect([late.status, refusal(late.json)])
      .toEqual([409, expect.stringContaining('older than 15 minutes')]);
    const all = await post('/v1/plans', { kind: 'hold', why: 'x', orders: {} });
    expect([all.status, refusal(all.json)])
      .toEqual([422, 'An empty filter would take everything. Narrow it.']);
    const grave = { kind: 'hold', why: 'x', exceptions: { severity: 2 } };
    expect((await post('/v1/plans', grave)).status).toBe(422);
    expect((await post('/v1/plans', { kind: 'hold', why: 'x', orders: { colour: 'red' } })).status)
      .toBe(400);
    expect((await post('/v1/plans', { kind: 'ruling', why: 'x', orderIds: ['ord_x'] })).status)
      .toBe(422);
    expect((await door.ask('GET', '/v1/plans/pln_none')).status).toBe(404);
    expect((await door.ask('GET', '/v1/jobs/job_none')).status).toBe(404);
    expect((await post('/v1/jobs/job_none/stop', {})).status).toBe(404);
    expect((await post(`/v1/plans/${made.id}/confirm`, { fingerprint: 'x' }, 'reader')).status)
      .toBe(403);
  });

  test('in the demo a plan lives as long as a visitor reads, however fast its clock', async () => {
    await openAnew({ isDemo: true });
    await many(1);
    const made = await plan({ kind: 'hold', why: 'count', orders: { channel: 'shopify-uk' } });
    const quarterHourAtSixty = 15 * 3_600_000;
    door.stage.clock.now =
      (door.stage.clock.now + quarterHourAtSixty - 1) as typeof door.stage.clock.now;
    expect((await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint })).status)
      .toBe(200);
  });

  test('a job that dies in the middle is gone on with, and does nothing twice', async () => {
    await many(50);
    const made = await plan({ kind: 'hold', why: 'count', orders: { channel: 'shopify-uk' } });
    const { json } = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    const { id } = jobShape.parse(json);
    await carryOnBulk(ground());
    expect(await jobOf(id)).toMatchObject({ counts: { done: 20, toDo: 30 } });
    // Dies after the slice was done, before it was committed.
    await expect(database.transaction(async (tx) => {
      await carryOutSlice(tx, made.id, await ground().standing(tx), ground().random);
      throw new Error('killed');
    })).rejects.toThrow('killed');
    expect(await jobOf(id)).toMatchObject({ counts: { done: 20, toDo: 30 } });
    await carryAllOut();
    expect(await jobOf(id)).toMatchObject({ state: 'done', counts: { done: 50, leftOut: 0 } });
    for (const number of ['SO-0', 'SO-25', 'SO-49']) {
      const [facts] = Object.values((await door.stage.order(number)).dossier.consignments);
      expect(facts?.rulings).toHaveLength(1);
    }
  });

  test('a job that is stopped leaves the rest as it is', async () => {
    await many(50);
    const made = await plan({ kind: 'hold', why: 'count', orders: { channel: 'shopify-uk' } });
    const { json } = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    const { id } = jobShape.parse(json);
    await carryOnBulk(ground());
    await post(`/v1/jobs/${id}/stop`, { why: 'wrong channel' }, 'operator');
    await carryAllOut();
    expect(await jobOf(id)).toMatchObject({
      state: 'stopped', stopped: { by: 'the operator', why: 'wrong channel' },
      sentence: 'Stopped: 20 were held, 30 not touched.',
    });
  });

  test('more than five hundred are planned beside the loop, and need a second person', async () => {
    await many(501);
    const made = await plan({ kind: 'hold', why: 'count', orders: { channel: 'shopify-uk' } });
    expect(made.state).toBe('planning');
    const early = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: 'x' });
    expect([early.status, refusal(early.json)])
      .toEqual([409, expect.stringContaining('still being found out')]);
    await carryAllOut();
    const whole = bulkPlanShape.parse((await door.ask('GET', `/v1/plans/${made.id}`)).json);
    expect(whole).toMatchObject({ state: 'drafted', needsSecondPerson: true,
      counts: { planned: 501, unread: 0 } });
    const say = { fingerprint: whole.fingerprint };
    const alone = await post(`/v1/plans/${made.id}/confirm`, say);
    expect([alone.status, refusal(alone.json)])
      .toEqual([409, expect.stringContaining('a second person confirms it')]);
    expect((await post(`/v1/plans/${made.id}/confirm`, say, 'operator')).status).toBe(200);
  }, 60_000);
});
