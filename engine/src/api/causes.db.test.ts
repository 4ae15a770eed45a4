/** A cause from its list to its end: lists with counts, why, a suggestion, tried, applied. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { documentOf, labelAtDesk } from '../../tests/stage.ts';
import { carryOnBulk } from '../desk/bulk/carry-on.ts';
import { later } from '../core/model/instant.ts';
import { keepGroups } from '../desk/keep.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import { readStandpoint } from '../loop/standpoint.ts';
import {
  bulkItemShape, bulkPlanShape, causeCountsShape, causeWhyShape, exceptionGroupDetailShape,
  exceptionGroupShape, jobShape, listOf, orderRowShape, policyAnswerShape, policyViewShape,
  problemShape,
} from './shapes.ts';

onEveryDatabase('causes', (size) => {
  const { database, door } = atTheDoor(size);

  const put = (number: string, over: Readonly<Record<string, unknown>> = {}) =>
    door.ask('PUT', `/v1/warehouses/leicester/consignments/LE-${number}`, bodyOf(number, over));
  const post = (url: string, body: unknown, role: 'admin' | 'operator' | 'reader' = 'operator') =>
    door.ask('POST', url, body, role);
  const count = async (): Promise<void> => {
    while (await keepGroups(database, door.stage.clock.now));
  };
  const groups = async (query = '', role: 'admin' | 'operator' = 'operator') =>
    listOf(exceptionGroupShape).parse(
      (await door.ask('GET', `/v1/exceptions/groups${query}`, undefined, role)).json).items;
  const counts = async (query = '') => causeCountsShape.parse(
    (await door.ask('GET', `/v1/exceptions/groups/count${query}`, undefined, 'operator')).json);
  const whyOf = async (id: string) => causeWhyShape.parse(
    (await door.ask('GET', `/v1/exceptions/groups/${id}/why`)).json);
  const refusal = (json: unknown): string => problemShape.parse(json).detail;
  const unmapped = async (count_: number, says = 'DPD-12X'): Promise<string> => {
    for (let index = 0; index < count_; index += 1) {
      await put(`SO-${says}-${String(index)}`, { service: says });
    }
    await count();
    return (await groups()).find((one) => one.fault === says)?.id ?? 'none';
  };
  /** Packed, released, and labelled at the desk. */
  const labelled = async (count_: number): Promise<void> => {
    const numbers = Array.from({ length: count_ }, (_, index) => `SO-OLD-${String(index)}`);
    for (const number of numbers) await put(number);
    const hand = await door.stage.hold('shipstation-uk');
    await carryOut(door.stage.surroundings, hand);
    for (const number of numbers) labelAtDesk(door.stage, number);
    for (const feed of hand.manifest.feeds) {
      await look(door.stage.surroundings, hand.lease, hand.session, feed);
    }
    await door.stage.decide();
  };
  const mapping = { carrier: 'dpd', service: 'dpd_by_12', package: 'package' };
  const planFor = (group: string, row: object = mapping) => post('/v1/plans', {
    kind: 'mapping', why: 'new word of the warehouse', exceptions: { group }, mapping: row,
  });
  const carryAllOut = async (): Promise<void> => {
    while (await carryOnBulk({
      database, random: door.stage.surroundings.random,
      standing: (tx) => readStandpoint(tx, door.stage.clock.now),
    }));
  };

  test('the lists that people work from have counts, which are those of the lists', async () => {
    const id = await unmapped(3);
    await put('SO-7', { lines: [{
      line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 1, packed: 1, short: 1,
    }] });
    await count();
    const short = (await groups('?code=pick.short'))[0]?.id ?? 'none';
    const hour = new Date(door.stage.clock.now + 3_600_000).toISOString();
    await post(`/v1/exceptions/groups/${id}/give`, { to: 'the operator' });
    expect(await counts()).toEqual({
      mine: { causes: 1, orders: 3 }, unowned: { causes: 1, orders: 1 },
      all: { causes: 2, orders: 4 }, waiting: { causes: 0, orders: 0 },
      closed: { causes: 0, orders: 0 },
    });
    await post(`/v1/exceptions/groups/${short}/wait`, { until: hour, why: 'they look for it' });
    const after = await counts();
    expect(after).toMatchObject({ unowned: { causes: 0 }, waiting: { causes: 1, orders: 1 },
      all: { causes: 2, orders: 4 } });
    for (const list of ['mine', 'unowned', 'all', 'waiting', 'closed'] as const) {
      const found = await groups(`?list=${list}`);
      expect({ list, causes: found.length }).toEqual({ list, causes: after[list].causes });
      expect(found.reduce((sum, one) => sum + one.orders, 0)).toBe(after[list].orders);
    }
    expect(await counts('?warehouse=glasgow')).toMatchObject({ all: { causes: 0, orders: 0 } });
    expect(await counts('?fault=DPD-12X&code=service.unmapped'))
      .toMatchObject({ all: { causes: 1, orders: 3 } });
    expect(await groups('?list=all&warehouse=leicester')).toHaveLength(2);
    expect(await groups('?list=all&warehouse=glasgow')).toEqual([]);
  });

  test('past its limit, and not before, one is in the list of whom it goes to', async () => {
    const id = await unmapped(2);
    await post(`/v1/exceptions/groups/${id}/give`, { to: 'the operator' });
    const admins = async () => ({
      listed: (await groups('?list=mine', 'admin')).map((one) => one.escalatesTo),
      counted: causeCountsShape.parse(
        (await door.ask('GET', '/v1/exceptions/groups/count')).json).mine.causes,
    });
    expect(await admins()).toEqual({ listed: [], counted: 0 });
    door.stage.clock.now = later(door.stage.clock.now, 31 * 60_000);
    expect(await admins()).toEqual({ listed: ['admin'], counted: 1 });
    expect((await counts()).mine.causes).toBe(1);
  });

  test('of another rule for a kind, open ones are handed over on a wish, and counted', async () => {
    const free = await unmapped(2);
    const taken = await unmapped(1, 'DPD-13');
    await post(`/v1/exceptions/groups/${taken}/give`, { to: 'the operator' });
    const document = { ...documentOf(), owners: { 'service.unmapped': 'engineer' } };
    const apply = async (over: object = {}) => policyAnswerShape.parse(
      (await door.ask('PUT', '/v1/policy', { document, ...over })).json);
    const idsOf = async (query: string) => (await groups(query)).map(({ id }) => id);
    const orders = async (role: string) => listOf(orderRowShape).parse(
      (await door.ask('GET', `/v1/orders?owner=${role}`)).json).items.map(({ owner }) => owner);
    const counted = { code: 'service.unmapped', from: 'lead', to: 'engineer', causes: 1, orders: 2,
      taken: 1 };
    expect(await apply({ dryRun: true, reassign: true }))
      .toMatchObject({ version: 1, ownedOtherwise: [counted], isHandedOver: false });
    expect(await apply()).toMatchObject({
      changes: ['owners.service.unmapped: added engineer'],
      ownedOtherwise: [counted], isHandedOver: false,
    });
    // What is open stays; what opens now goes by the new rule.
    const newer = await unmapped(1, 'DPD-14');
    expect(await idsOf('?owner=lead')).toEqual([free]);
    expect(await idsOf('?owner=engineer')).toEqual([newer]);
    expect([await orders('lead'), await orders('engineer')])
      .toEqual([['lead', 'lead', 'lead'], ['engineer']]);
    expect(await apply({ reassign: true }))
      .toMatchObject({ isChanged: false, ownedOtherwise: [counted], isHandedOver: true });
    expect((await idsOf('?owner=engineer')).toSorted()).toEqual([free, newer].toSorted());
    expect(await idsOf('?owner=the%20operator')).toEqual([taken]);
    expect(await orders('engineer')).toHaveLength(3);
    const { history, escalatesTo } = exceptionGroupDetailShape.parse(
      (await door.ask('GET', `/v1/exceptions/groups/${free}`)).json);
    expect(history.map(({ sentence }) => sentence)).toEqual([expect.stringMatching(
      /changes whose exceptions of this kind are: it falls to “?engineer”? now\.$/)]);
    expect(escalatesTo).toBe('lead');
    // The same again has nothing left to do.
    expect(await apply({ reassign: true })).toMatchObject({
      ownedOtherwise: [{ causes: 0, orders: 0, taken: 1 }], isHandedOver: false,
    });
    // One that closes and comes back goes by the rule of then.
    await put('SO-DPD-14-0', { revision: 2 });
    await count();
    await apply({ document: documentOf() });
    await put('SO-DPD-14-0', { revision: 3, service: 'DPD-14' });
    await count();
    expect(await idsOf('?owner=lead')).toEqual([newer]);
    expect(await idsOf('?owner=engineer')).toEqual([free]);
  });

  test('each says where its orders are and which van they would miss', async () => {
    const whole = documentOf();
    const collections = [{ carrier: 'dpd', at: '16:30', days: 'daily' }];
    await door.ask('PUT', '/v1/policy', { document: {
      ...whole, warehouses: { leicester: { ...whole.warehouses.leicester, collections } },
    } });
    const id = await unmapped(2);
    await put('SO-DPD-12X-1', { revision: 2, service: 'DPD-12X', status: 'picking',
      lines: [{ line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 0, packed: 0 }] });
    await count();
    const [group] = await groups();
    expect(group).toMatchObject({ id, orders: 2, assignedTo: null,
      collection: {
        warehouse: 'leicester', carrier: null, at: '2026-11-22T16:30:00Z', orders: 2,
      } });
    expect(group?.stages.toSorted((one, other) => (one.stage < other.stage ? -1 : 1))).toEqual([
      { stage: 'picking', orders: 1 }, { stage: 'ready-to-ship', orders: 1 },
    ]);
  });

  test('a slip of the hand is taken back, and a note stands in the history', async () => {
    const id = await unmapped(1);
    await post(`/v1/exceptions/groups/${id}/acknowledge`, {});
    expect(await groups()).toMatchObject([{ state: 'acknowledged' }]);
    await post(`/v1/exceptions/groups/${id}/unacknowledge`, {});
    const { json } = await post(`/v1/exceptions/groups/${id}/note`, { why: 'IT was told' });
    const told = exceptionGroupDetailShape.parse(json);
    expect(told).toMatchObject({ state: 'new', acknowledgedBy: null });
    expect(told.history.map((one) => one.sentence)).toEqual([
      'User the operator has seen it.',
      'User the operator takes it back that they have seen it.',
      'User the operator notes: “IT was told”.',
    ]);
    expect((await post(`/v1/exceptions/groups/${id}/note`, { why: '' })).status).toBe(400);
  });

  test('why is told from its oldest order, the policy and what older orders went as', async () => {
    await labelled(6);
    const id = await unmapped(2);
    const why = await whyOf(id);
    expect(why.means).toBe('They are held: no label is made for them, so they cannot go.');
    expect(why.sentence).toContain('“DPD-12X”');
    expect(why.because.map((one) => one.sentence)).toEqual([
      expect.stringMatching(
        /^The warehouse leicester said at .+ LE-SO-DPD-12X-\d is packed and goes by “DPD-12X” \(/),
      expect.stringMatching(
        /^Version \d+ of the policy, in force .+, has no row for the service “DPD-12X”\.$/),
      expect.stringMatching(/^6 of 6 older orders with “DPD-12” went as dpd \/ dpd_by_12/),
    ]);
    expect(why.because[0]?.order?.orderNumber).toMatch(/^SO-DPD-12X-\d$/);
    expect(why.suggestions[0]).toMatchObject({
      mapping: { carrier: 'dpd', service: 'dpd_by_12' }, like: 'DPD-12', isSure: true,
    });
  });

  test('a guess without a history is no certainty, and other causes have none', async () => {
    const id = await unmapped(1);
    expect((await whyOf(id)).suggestions[0]).toMatchObject({ like: 'DPD-12', isSure: false });
    expect((await whyOf(await unmapped(1, 'OWL'))).suggestions).toEqual([]);
  });

  test('a mapping is tried on the held orders, and applied when it is confirmed', async () => {
    const id = await unmapped(3);
    await put('SO-BAD', { service: 'DPD-12X',
      shipTo: { name: 'Iris Bell', street1: '', city: '', postalCode: '', country: 'GB' } });
    await count();
    // By then they are over their limit, which holds nothing.
    door.stage.clock.now = (door.stage.clock.now + 600_000) as typeof door.stage.clock.now;
    const made = bulkPlanShape.parse((await planFor(id)).json);
    expect(made).toMatchObject({
      kind: 'mapping', state: 'drafted', counts: { planned: 3, leftOut: 1 },
      sentence: '3 would be let go by the mapping. 1 is left out. Nothing is done before ' +
        'somebody confirms it.',
      leftOut: [{ count: 1, words: expect.stringMatching(/^Still held: Address incomplete, /) }],
      mapping: { says: 'DPD-12X', row: mapping },
      calls: [{ connection: 'shipstation-uk', operation: 'create-order', orders: 3, calls: 1 }],
      confirm: { roles: ['admin'], isAllowed: false },
    });
    expect(made.oldestSince).not.toBeNull();
    expect(await groups()).toMatchObject([{ orders: 4 }, { orders: 1 }]);

    const confirm = (role: 'admin' | 'operator') =>
      post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint }, role);
    expect((await confirm('operator')).status).toBe(403);
    // One that comes meanwhile is in no plan; the rule itself holds for it as for all to come.
    await put('SO-LATER', { service: 'DPD-12X' });
    const job = jobShape.parse((await confirm('admin')).json);
    await door.stage.decide();
    await carryAllOut();
    await count();
    expect(jobShape.parse((await door.ask('GET', `/v1/jobs/${job.id}`)).json)).toMatchObject({
      state: 'done', counts: { all: 4, done: 3, leftOut: 1, toDo: 0 },
    });
    const { items } = listOf(bulkItemShape).parse(
      (await door.ask('GET', `/v1/jobs/${job.id}/orders`)).json);
    expect(items.map((one) => one.orderNumber)).not.toContain('SO-LATER');
    expect(await groups('?code=service.unmapped')).toEqual([]);
    const policy = policyViewShape.parse((await door.ask('GET', '/v1/policy')).json);
    expect(JSON.stringify(policy.document['mappings'])).toContain('"DPD-12X"');
    expect(jobShape.parse((await confirm('admin')).json).id).toBe(job.id);
    expect(policyViewShape.parse((await door.ask('GET', '/v1/policy')).json).version)
      .toBe(policy.version);
    const closed = (await groups('?list=closed')).find((one) => one.code === 'service.unmapped');
    expect((await whyOf(closed?.id ?? '')).lastClosed)
      .toMatch(/^It closed at .+ by proof, after the admin had applied version \d+ of the/);
  });

  test('a mapping plans the orders of every warehouse whose word it maps, and no later one',
    async () => {
      const whole = documentOf();
      await door.ask('PUT', '/v1/policy', { document: {
        ...whole,
        connections: { ...whole.connections, 'york-wms': whole.connections['leicester-wms'] },
        warehouses: {
          ...whole.warehouses, york: { ...whole.warehouses.leicester, connection: 'york-wms' },
        },
      } });
      const york = (number: string) => door.ask('PUT',
        `/v1/warehouses/york/consignments/${number}`, bodyOf(number, { service: 'DPD-12X' }));
      await york('SO-YORK');
      const id = await unmapped(2);
      expect(await groups('?code=service.unmapped')).toMatchObject([
        { id, orders: 2, connection: 'leicester-wms' }, { orders: 1, connection: 'york-wms' },
      ]);
      const made = bulkPlanShape.parse((await planFor(id)).json);
      expect(made).toMatchObject({
        counts: { planned: 3, leftOut: 0 },
        sentence: '3 would be let go by the mapping: 2 of leicester and 1 of york. Nothing is ' +
          'done before somebody confirms it.',
      });
      await york('SO-LATER');
      const job = jobShape.parse((await post(
        `/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint }, 'admin')).json);
      await door.stage.decide();
      await carryAllOut();
      const { items } = listOf(bulkItemShape).parse(
        (await door.ask('GET', `/v1/jobs/${job.id}/orders`)).json);
      expect(items.map((one) => `${one.orderNumber} ${one.state}`).toSorted())
        .toEqual(['SO-DPD-12X-0 done', 'SO-DPD-12X-1 done', 'SO-YORK done']);
    });

  test('a mapping tried on another policy, or on another kind of cause, is refused', async () => {
    const id = await unmapped(1);
    const made = bulkPlanShape.parse((await planFor(id)).json);
    const other = bulkPlanShape.parse((await planFor(id, {
      leave: 'shipstation', expect: ['dpd'],
    })).json);
    await post(`/v1/plans/${other.id}/confirm`, { fingerprint: other.fingerprint }, 'admin');
    const late = await post(
      `/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint }, 'admin');
    expect([late.status, refusal(late.json)]).toEqual(
      [409, expect.stringMatching(/^The policy has changed since: version \d+ is in force/)]);
    await put('SO-7', { lines: [{
      line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 1, packed: 1, short: 1,
    }] });
    await count();
    const short = (await groups('?code=pick.short'))[0]?.id ?? 'none';
    expect((await planFor(short)).status).toBe(422);
    expect((await post('/v1/plans', {
      kind: 'mapping', why: 'x', exceptions: { group: short },
    })).status).toBe(422);
    expect((await post('/v1/plans', {
      kind: 'hold', why: 'x', exceptions: { group: short }, mapping,
    })).status).toBe(422);
  });

  test('a plan that is too old is refused with what has changed', async () => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) await put(number);
    const made = bulkPlanShape.parse((await post('/v1/plans', {
      kind: 'hold', why: 'stock count', orders: { channel: 'shopify-uk' },
    })).json);
    const open = async () => listOf(bulkPlanShape).parse(
      (await door.ask('GET', '/v1/plans/bulk')).json).items.map((one) => one.id);
    expect(await open()).toEqual([made.id]);
    await put('SO-2', { revision: 2, status: 'cancelled' });
    // The clock is a number of milliseconds that only a test turns.
    door.stage.clock.now = (door.stage.clock.now + 16 * 60_000) as typeof door.stage.clock.now;
    const late = await post(`/v1/plans/${made.id}/confirm`, { fingerprint: made.fingerprint });
    expect(refusal(late.json)).toMatch(
      /^The plan is older than 15 .+ 1 of 3 would not be as planned any more: .+ Make it anew\.$/);
    expect(await open()).toEqual([]);
  });
});
