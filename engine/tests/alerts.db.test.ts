/** What addresses outside hear of causes, and what people see of that. */
import { Webhook } from 'standardwebhooks';
import { beforeEach, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from './databases.ts';
import { atTheDoor, bodyOf } from './door.ts';
import { documentOf, orderIdOfNumber, type Stage } from './stage.ts';
import type { WireAnswer, WireRequest } from '../src/contract/wire.ts';
import { instant } from '../src/core/model/instant.ts';
import { keepAlerts } from '../src/desk/keep-alerts.ts';
import { keepGroups } from '../src/desk/keep.ts';
import { watchViews } from '../src/desk/watch-views.ts';
import { sendAlerts } from '../src/loop/alerts/send.ts';
import { forgetOld } from '../src/loop/forget-old.ts';
import type { Surroundings } from '../src/loop/surroundings.ts';
import { saveAlerts, takeDueAlerts, type NewAlert } from '../src/store/alerts.ts';
import {
  alertAddressShape, alertTriedShape, exceptionGroupDetailShape, exceptionGroupShape, listOf,
  orderCountShape, policyAnswerShape, policyViewShape, problemShape, teamViewsShape,
} from '../src/api/shapes.ts';
import { flowShape } from '../src/api/shapes/flow.ts';
import { filterOfView } from '../src/api/view-filter.ts';

const secret = 'a-secret-that-nobody-may-see';
const lead = { url: 'https://hooks.example/lead', secret, from: 2 };

onEveryDatabase('alerts', (size) => {
  const { database, door, openAnew } = atTheDoor(size);
  let stage: Stage;
  let surroundings: Surroundings;
  let posted: WireRequest[] = [];
  let answer: WireAnswer;
  beforeEach(async () => {
    posted = [];
    answer = { is: 'answer', status: 204, headers: {}, body: '' };
    ({ stage } = door);
    surroundings = {
      ...stage.surroundings,
      hooks: { publicUrl: 'https://gatepass.example/', tokenOf: () => '' },
      wire: { request: (request) => {
        posted.push(request);
        return Promise.resolve(answer);
      } },
    };
    await openAnew({ surroundings });
  });

  const set = (alerts: object) =>
    door.ask('PUT', '/v1/policy', { document: { ...documentOf(), alerts } });
  const hold = async (from: number, to: number): Promise<void> => {
    for (let number = from; number <= to; number += 1) {
      await door.ask('PUT', `/v1/warehouses/leicester/consignments/LE-${String(number)}`,
        bodyOf(`SO-${String(number)}`, { service: 'OWL' }));
    }
  };
  /** Time goes on, and all that Gatepass does by itself is done. */
  const pass = async (minutes: number): Promise<void> => {
    stage.clock.now = instant(stage.clock.now + minutes * 60_000);
    await keepGroups(database, stage.clock.now);
    await keepAlerts(surroundings);
    while (await watchViews({ ...surroundings, filterOf: filterOfView }));
    await sendAlerts(surroundings);
    await forgetOld(surroundings);
  };
  const bodies = () => posted.map((one) => JSON.parse(one.body ?? '') as unknown);
  const causes = async () => listOf(exceptionGroupShape).parse(
    (await door.ask('GET', '/v1/exceptions/groups')).json).items;
  const addresses = async () =>
    listOf(alertAddressShape).parse((await door.ask('GET', '/v1/alerts')).json).items;

  test('a cause is told once, signed and in words, and again when it has doubled', async () => {
    await set({ lead });
    await hold(1, 3);
    await pass(0);
    expect(posted).toEqual([]);
    await pass(1);
    await pass(30);
    const [group] = await causes();
    expect(bodies()).toEqual([expect.objectContaining({
      kind: 'cause', why: 'new', severity: 2, count: 3, before: null,
      sentence: 'Service not mapped: “OWL” on leicester-wms. 3 consignments wait for it, the ' +
        'oldest since 12:00.',
      warehouses: [{ warehouse: 'leicester', count: 3 }],
      link: `https://gatepass.example/exceptions?cause=${group?.id ?? ''}`,
    })]);
    const { headers = {}, body } = posted[0] ?? {};
    // The clock of the stage stands elsewhere than that of the machine, which the library asks.
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    expect(at.getTime()).toBe(stage.clock.now - 30 * 60_000);
    expect(headers['webhook-signature']).toBe(new Webhook(secret, { format: 'raw' })
      .sign(headers['webhook-id'] ?? '', at, body ?? ''));
    await hold(4, 5);
    await pass(10);
    expect(posted).toHaveLength(1);
    await hold(6, 6);
    await pass(1);
    await pass(20);
    expect(bodies().slice(1)).toEqual([expect.objectContaining({
      why: 'doubled', count: 6, before: { at: '2026-11-22T12:01:00Z', count: 3 },
    })]);
    const { json } = await door.ask('GET', `/v1/exceptions/groups/${group?.id ?? ''}`);
    expect(exceptionGroupDetailShape.parse(json).alerts).toEqual([
      { at: '2026-11-22T12:01:00Z', count: 3, why: 'new', to: ['lead'], unheard: [] },
      { at: '2026-11-22T12:42:00Z', count: 6, why: 'doubled', to: ['lead'], unheard: [] },
    ]);
  });

  test('an address hears of what is grave enough and of its own warehouses', async () => {
    const refused = await set({ york: { ...lead, warehouses: ['york'] } });
    expect(problemShape.parse(refused.json).problems).toEqual([expect.objectContaining({
      path: 'alerts.york.warehouses[0]' })]);
    await set({
      lead: { ...lead, warehouses: ['leicester'] },
      grave: { ...lead, url: 'https://hooks.example/grave', from: 1 },
    });
    await hold(1, 1);
    await pass(2);
    expect(posted.map((one) => one.url)).toEqual(['https://hooks.example/lead']);
  });

  test('what is not heard is said in words, repeated, and given up after a day', async () => {
    await set({ lead });
    answer = { is: 'answer', status: 503, headers: {}, body: `no ${secret} here` };
    await hold(1, 1);
    await pass(2);
    expect(await addresses()).toMatchObject([{
      lastHeardAt: null, waiting: 1,
      failing: { words: 'hooks.example answered 503: “no ••• here”.' },
    }]);
    const { json } = await door.ask('GET', '/v1/flow');
    expect(flowShape.parse(json).unheardAlerts).toMatchObject([{ name: 'lead' }]);
    for (let hour = 0; hour < 40; hour += 1) await pass(60);
    expect(posted.length).toBe(14);
    expect(new Set(posted.map((one) => one.headers['webhook-id'])).size).toBe(1);
    expect(await addresses()).toMatchObject([{ waiting: 0, failing: {} }]);

    answer = { is: 'answer', status: 200, headers: {}, body: '' };
    const tried = await door.ask('POST', '/v1/alerts/lead/test', undefined, 'operator');
    expect(alertTriedShape.parse(tried.json))
      .toEqual({ isHeard: true, sentence: 'hooks.example took it in and answered 200.' });
    expect(bodies().at(-1)).toMatchObject({ kind: 'test' });
    await pass(1);
    expect(bodies().at(-1)).toMatchObject({ kind: 'cause', count: 1 });
    expect(await addresses()).toMatchObject([{ waiting: 0, failing: null }]);
    expect((await door.ask('POST', '/v1/alerts/leda/test')).status).toBe(404);
  });

  test('what is over is forgotten after thirty days, and what is gone by is not', async () => {
    await set({ lead });
    await hold(1, 1);
    await pass(2);
    await hold(2, 2);
    await pass(10);
    const reasons = () => rowsOf(database, 'select why from alert order by at');
    expect(await reasons()).toEqual([{ why: 'new' }, { why: 'doubled' }]);
    await pass(30 * 24 * 60);
    expect(await reasons()).toEqual([{ why: 'doubled' }]);
    await pass(24 * 60);
    expect([await reasons(), posted.length]).toEqual([[{ why: 'doubled' }], 2]);
    // Nobody goes by what was told where nobody is told any more.
    await set({});
    await pass(2);
    expect(await reasons()).toEqual([]);
  });

  test('however many wait for an address, those of others go beside it', async () => {
    const content = { code: 'x', fault: 'x', connection: null, owner: 'lead', oldestAt: 0,
      warehouses: [], before: null };
    const alerts = Array.from({ length: 5_100 }, (_, number): NewAlert => ({
      id: `alr_${String(number)}`, address: number === 5_099 ? 'good' : 'dead', at: number,
      group: `grp_${String(number)}`, why: 'new', count: 1, severity: 2, content,
    }));
    const due = await database.transaction(async (tx) => {
      await saveAlerts(tx, alerts);
      return takeDueAlerts(tx, 0, 10);
    });
    expect(due.map((one) => one.address).toSorted()).toEqual(['dead', 'dead', 'dead', 'good']);
  });

  const rule = async (deed: 'rulings' | 'let-go', ...numbers: number[]): Promise<void> => {
    for (const number of numbers) {
      const url = `/v1/orders/${orderIdOfNumber(`SO-${String(number)}`)}/${deed}`;
      const body = { why: 'counted', ...(deed === 'rulings' ? { ruling: 'hold' } : {}) };
      expect((await door.ask('POST', url, body)).status).toBe(200);
    }
    await stage.decide();
  };
  const carried = async () => teamViewsShape.parse(
    (await door.ask('GET', '/v1/views')).json).items[0]?.alert;
  const view = { page: '/orders', name: 'On hold', search: '?held=yes&sort=waiting' };
  const alert = { above: 1, to: 'lead' };

  test('a view is told once when it shows more than its number, and again when it had not',
    async () => {
      // Only of what is graver than anything here, so that no cause is told beside it.
      await set({ lead: { ...lead, from: 1 } });
      await hold(1, 3);
      expect((await door.ask('POST', '/v1/views', { ...view, alert })).status).toBe(200);
      await rule('rulings', 1);
      await pass(1);
      expect(posted).toEqual([]);
      await rule('rulings', 2);
      await pass(1);
      await rule('rulings', 3);
      await pass(90);
      expect(bodies()).toEqual([expect.objectContaining({
        kind: 'view', at: '2026-11-22T12:02:00Z', count: 2, above: 1, before: null,
        sentence: 'The view “On hold” shows 2 orders, more than 1.',
        link: 'https://gatepass.example/orders?held=yes&sort=waiting',
      })]);
      const told = { at: '2026-11-22T12:02:00Z', count: 2, isOver: false };
      expect(await carried()).toEqual({ ...alert, isNamed: true, told });
      await rule('let-go', 2, 3);
      await pass(1);
      expect(await carried()).toMatchObject({ told: { ...told, isOver: true } });
      await rule('rulings', 2);
      await pass(1);
      const { json } = await door.ask('GET', '/v1/orders/count?held=yes');
      const { total: count } = orderCountShape.parse(json);
      expect(bodies().slice(1)).toEqual([expect.objectContaining({
        count, before: { at: told.at, count: 2 },
        sentence: 'The view “On hold” shows 2 orders, more than 1. It was last told at 12:02, ' +
          'with 2.',
      })]);
    });

  test('of a view nothing is told that is true no more, and its alert is set on the record',
    async () => {
      await set({ lead: { ...lead, from: 1 } });
      const refusal = async (body: object) => problemShape.parse(
        (await door.ask('POST', '/v1/views', { ...view, ...body })).json).detail;
      expect(await refusal({ alert: { above: 1, to: 'york' } }))
        .toBe('The policy names no address for alerts called york. It names lead.');
      expect(await refusal({ page: '/exceptions', alert })).toContain('counts orders');
      expect(await refusal({ search: '?stage=nowhere', alert })).toContain('cannot be counted');
      const made = teamViewsShape.parse((await door.ask('POST', '/v1/views', view)).json);
      const at = `/v1/views/${made.items[0]?.id ?? ''}`;
      await door.ask('PUT', at, { search: view.search, alert });
      answer = { is: 'answer', status: 503, headers: {}, body: '' };
      await hold(1, 2);
      await rule('rulings', 1, 2);
      await pass(1);
      expect(await addresses()).toMatchObject([{ waiting: 1, failing: {} }]);
      await rule('let-go', 1);
      await pass(1);
      expect(await addresses()).toMatchObject([{ waiting: 0 }]);
      await door.ask('PUT', at, { search: view.search });
      expect(await carried()).toMatchObject({ told: { count: 2 } });
      await door.ask('PUT', at, { search: '?held=yes' });
      expect(await carried()).toEqual({ ...alert, isNamed: true, told: null });
      await door.ask('PUT', at, { search: '?held=yes', alert: null });
      expect(await carried()).toBeNull();
      expect(await rowsOf(database, `select summary from audit where summary like '%“On hold”%'
        order by audit_id`)).toEqual([
        { summary: 'Tells lead when the view “On hold” shows more than 1 order' },
        { summary: 'Takes the alert of the view “On hold” away' },
      ]);
    });

  test('a secret is kept sealed, a bad address is refused, and without one nobody is told',
    async () => {
      await hold(1, 1);
      await pass(2);
      const refused = await set({ lead: { url: 'lead', secret: 'short' } });
      expect(problemShape.parse(refused.json).problems?.map((one) => one.path))
        .toEqual(['alerts.lead.url', 'alerts.lead.secret']);
      expect(policyAnswerShape.parse((await set({ lead })).json).changes)
        .toContain('alerts.lead.secret: added ${ALERTS_LEAD_SECRET}');
      const { json, text } = await door.ask('GET', '/v1/policy');
      expect(policyViewShape.parse(json).document['alerts']).toEqual({
        lead: { ...lead, secret: '${ALERTS_LEAD_SECRET}' },
      });
      expect(text).not.toContain(secret);
      expect(posted).toEqual([]);
    });
});
