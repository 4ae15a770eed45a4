// Long because: every route of the API is walked in one place, and its list stands here.
/** Every route of the public API: what it answers, and how it refuses. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { documentOf, labelAtDesk } from '../../tests/stage.ts';
import { instant } from '../core/model/instant.ts';
import { carryOut } from '../loop/carry-out.ts';
import { countedWire } from '../loop/counted-wire.ts';
import type { UnderWay } from '../loop/keep-texts.ts';
import { look } from '../loop/look.ts';
import {
  forgetCallTexts, listCallTexts, saveCallText, tidyCallTexts,
} from '../store/call-texts.ts';
import { readCallText } from './call-text.ts';
import {
  batchResultShape, callTextShape, connectionShape, demoShape, exceptionItemShape, listOf, meShape,
  messageShape, orderSummaryShape, orderViewShape, policyAnswerShape, policyViewShape, probeShape,
  problemShape, snapshotAnswerShape, timelineEntryShape,
} from './shapes.ts';

const at = '/v1/warehouses/leicester/consignments';
const half = '\ud800';

onEveryDatabase('the API', (size) => {
  const { door } = atTheDoor(size);

  const { parse: problemOf } = problemShape;
  const put = (reference: string, body: unknown) => door.ask('PUT', `${at}/${reference}`, body);
  /** An order all the way to a label that both are to be told of. */
  const labelled = async (): Promise<void> => {
    const { stage } = door;
    await put('LE-1', bodyOf('SO-1'));
    const hand = await stage.hold('shipstation-uk');
    stage.clock.now = instant(stage.clock.now + 3_000);
    await carryOut(stage.surroundings, hand);
    labelAtDesk(stage, 'SO-1');
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
  };

  describe('snapshots', () => {
    test('are answered with the order, what it owes and the sentence', async () => {
      const { status, json } = await put('LE-1', bodyOf('SO-1'));
      expect(status).toBe(200);
      expect(snapshotAnswerShape.parse(json)).toMatchObject({
        order: { orderNumber: 'SO-1', channel: 'shopify-uk' }, accepted: 'new',
        stage: 'ready-to-ship', exceptions: [],
      });
    });

    test('older, repeated and rival ones are told apart, and none wins wrongly', async () => {
      await put('LE-1', bodyOf('SO-1', { revision: 5 }));
      const accepted = async (over: object) =>
        snapshotAnswerShape.parse((await put('LE-1', bodyOf('SO-1', { ...over }))).json);
      expect(await accepted({ revision: 5 })).toMatchObject({ accepted: 'unchanged' });
      expect(await accepted({ revision: 4, status: 'cancelled' })).toMatchObject({
        accepted: 'older-revision', stage: 'ready-to-ship',
        sentence: expect.stringContaining('newer revision'),
      });
      expect(await accepted({ revision: 5, service: 'STANDARD' })).toMatchObject({
        accepted: 'conflicting', exceptions: [{ code: 'revision.conflicting' }],
      });
      expect(await accepted({ revision: 6 })).toMatchObject({ accepted: 'new', exceptions: [] });
    });

    test('come 500 at a time; one bad item spoils no other, in their order', async () => {
      const items = [
        { reference: 'LE-1', ...bodyOf('SO-1') },
        { reference: 'LE-2', ...bodyOf('SO-2'), status: 'gone', lines: [{ line: '1' }] },
        { reference: 'LE-3', ...bodyOf('SO-3', { service: half }) },
        'not even an object',
        { reference: 'LE-5', ...bodyOf('SO-5') },
      ];
      const { status, json } = await door.ask('POST', at, { consignments: items });
      expect(status).toBe(200);
      const { results } = z.object({ results: z.array(batchResultShape) }).parse(json);
      expect(results.map((one) => [one.reference, one.status])).toEqual([
        ['LE-1', 200], ['LE-2', 400], ['LE-3', 400], [null, 400], ['LE-5', 200],
      ]);
      expect(results[1]?.problem?.problems?.map((one) => one.path)).toEqual(expect.arrayContaining([
        'consignments.1.status', 'consignments.1.lines.0.sku', 'consignments.1.lines.0.ordered',
      ]));
      expect((await door.ask('POST', at, { consignments: [] })).status).toBe(400);
      const tooMany = Array.from({ length: 501 }, () => 0);
      expect((await door.ask('POST', at, { consignments: tooMany })).status).toBe(400);
    });

    test('of a channel count too, and its cancellation keeps the goods back', async () => {
      const body = {
        revision: 1, updatedAt: '2026-11-22T12:00:00Z', orderNumber: 'SO-1', status: 'cancelled',
        lines: [{ line: '881', sku: 'TEE', ordered: 2 }],
      };
      const { json } = await door.ask('PUT', '/v1/channels/shopify-uk/orders/881', body);
      expect(snapshotAnswerShape.parse(json)).toMatchObject({ accepted: 'new' });
      expect((await put('LE-1', bodyOf('SO-1'))).json).toMatchObject({ stage: 'cancelled' });
    });

    test('for a place that the policy does not name are refused with those it knows', async () => {
      const { status, json } = await door.ask(
        'PUT', '/v1/warehouses/leicestr/consignments/LE-1', bodyOf('SO-1'));
      expect(status).toBe(404);
      expect(problemOf(json).detail).toContain('leicester');
    });
  });

  describe('what cannot be read', () => {
    test('is refused with the path of each bad field, and nothing is taken in', async () => {
      const { status, headers, json } = await put('LE-1', bodyOf('SO-1', {
        revision: -1, status: 'gone', unknown: 1, lines: [{ line: '1', sku: 'A', ordered: 1.5 }],
      }));
      expect(status).toBe(400);
      expect(headers['content-type']).toContain('application/problem+json');
      const paths = problemOf(json).problems?.map((one) => one.path) ?? [];
      expect(paths).toEqual(expect.arrayContaining(['revision', 'status', 'lines.0.ordered']));
      expect(JSON.stringify(json)).toContain('unknown');
      expect((await door.ask('GET', '/v1/orders')).json).toMatchObject({ items: [] });
    });

    test.each([
      ['a NUL', bodyOf('SO-1', { service: 'A\u0000B' })],
      ['half a character', bodyOf('SO-1', { service: half })],
      ['half a character in an address', bodyOf('SO-1', { shipTo: { name: half } })],
      ['an escape sign', bodyOf('SO-\u001b[1')],
      ['a sequence beyond 32 bits', bodyOf('SO-1', { sequence: 3_000_000_000 })],
      ['a day that does not exist', bodyOf('SO-1', { updatedAt: '2026-02-30T12:00:00Z' })],
      ['a time without a zone', bodyOf('SO-1', { updatedAt: '2026-11-22T12:00:00' })],
      ['no JSON', '{"revision": 1,'],
      ['a poisoned prototype', '{"__proto__": {"isAdmin": true}}'],
      ['a poisoned constructor', '{"constructor": {"prototype": {"isAdmin": true}}}'],
      ['an abyss', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
      ['an abyss inside', `{"lines": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ])('%s is a 400 in words', async (_what, body) => {
      const { status, json } = await put('LE-1', body);
      expect(status).toBe(400);
      expect(problemOf(json).detail).not.toBe('');
      expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
    });

    test('of two members with one name the last counts, as JSON readers do', async () => {
      const text = JSON.stringify(bodyOf('SO-1')).replace('{', '{"orderNumber":"SO-first",');
      expect((await put('LE-1', text)).json).toMatchObject({ order: { orderNumber: 'SO-1' } });
    });

    test('too large is 413; another content type is 415', async () => {
      const large = JSON.stringify(bodyOf('SO-1', { service: 'x'.repeat(9 * 1024 * 1024) }));
      expect((await put('LE-1', large)).status).toBe(413);
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
        const { statusCode } = await door.server.inject({
          method: 'PUT', url: `${at}/LE-1`, payload: JSON.stringify(bodyOf('SO-1')),
          headers: { 'authorization': 'Bearer the-key-of-admin', 'content-type': type },
        });
        expect([type, statusCode]).toEqual([type, 415]);
      }
    });

    test.each([
      '/v1/orders?orderNumber=%00', '/v1/orders?exception=%00', '/v1/orders/%00',
      '/v1/orders/%00/timeline', '/v1/orders?after=nonsense', '/v1/orders?limit=0',
      '/v1/orders?stage=flying', '/v1/exceptions?after=nonsense',
      `/v1/orders?after=${Buffer.from('[1.5,"x"]').toString('base64url')}`,
      `/v1/orders?after=${Buffer.from('[1,"\\u0000"]').toString('base64url')}`,
      `/v1/exceptions?after=${Buffer.from('[1e300,1,"x"]').toString('base64url')}`,
      '/v1/warehouses/leicester/dispatches?after=-1', '/v1/warehouses/leicester/dispatches?wait=99',
    ])('GET %s is a 400', async (url) => {
      expect((await door.ask('GET', url)).status).toBe(400);
    });
  });

  describe('who may do what', () => {
    const routes = [
      ['PUT', `${at}/LE-1`, ['admin', 'warehouse']], ['POST', at, ['admin', 'warehouse']],
      ['GET', '/v1/warehouses/leicester/dispatches', ['admin', 'warehouse']],
      ['POST', '/v1/warehouses/leicester/dispatches/m/ack', ['admin', 'warehouse']],
      ['PUT', '/v1/channels/shopify-uk/orders/1', ['admin', 'channel']],
      ['GET', '/v1/channels/shopify-uk/notices', ['admin', 'channel']],
      ['POST', '/v1/channels/shopify-uk/notices/m/ack', ['admin', 'channel']],
      ['GET', '/v1/orders', ['admin', 'operator', 'reader']],
      ['GET', '/v1/find?q=SO-1', ['admin', 'operator', 'reader']],
      ['GET', '/v1/orders/x', ['admin', 'operator', 'reader']],
      ['GET', '/v1/orders/x/timeline', ['admin', 'operator', 'reader']],
      ['GET', '/v1/orders/x/calls/y', ['admin', 'operator', 'reader']],
      ['GET', '/v1/exceptions', ['admin', 'operator', 'reader']],
      ['GET', '/v1/connections', ['admin', 'operator', 'reader']],
      ['POST', '/v1/connections/shop-uk/probe', ['admin', 'operator']],
      ['GET', '/v1/policy', ['admin', 'operator', 'reader']], ['PUT', '/v1/policy', ['admin']],
      ['GET', '/metrics', ['admin', 'operator', 'reader']],
    ] as const;
    const bodies: Readonly<Record<string, unknown>> = {
      [`PUT ${at}/LE-1`]: bodyOf('SO-1'), [`POST ${at}`]: { consignments: [1] },
      'PUT /v1/channels/shopify-uk/orders/1': {
        revision: 1, updatedAt: '2026-11-22T12:00:00Z', orderNumber: 'SO-1', status: 'paid',
        lines: [],
      },
      'PUT /v1/policy': { document: documentOf() },
    };

    test.each(routes)('%s %s', async (method, url, allowed) => {
      const body = bodies[`${method} ${url}`];
      expect((await door.ask(method, url, body, null)).status).toBe(401);
      for (const role of ['admin', 'operator', 'reader', 'warehouse', 'channel'] as const) {
        const { status } = await door.ask(method, url, body, role);
        const isAllowed = allowed.some((one) => one === role);
        expect([role, status === 403]).toEqual([role, !isAllowed]);
        expect(status).not.toBe(500);
      }
    });
  });

  test('an order is listed, shown whole, and its story told', async () => {
    await labelled();
    const { items: [row] } = listOf(orderSummaryShape).parse(
      (await door.ask('GET', '/v1/orders?orderNumber=SO-1')).json);
    expect(row).toMatchObject({ orderNumber: 'SO-1', stage: 'labelled' });
    const shown = orderViewShape.parse((await door.ask('GET', `/v1/orders/${row?.id}`)).json);
    expect(shown.consignments).toMatchObject([{ parcels: [{ trackingNumber: 'TRACK-SO-1' }] }]);
    const story = `/v1/orders/${row?.id}/timeline`;
    const whole = listOf(timelineEntryShape).parse((await door.ask('GET', story)).json);
    // It was due as soon as it was heard of, and left three seconds later.
    expect(whole.items.flatMap(({ who, call }) => (call === null ? [] : [{ who, call }])))
      .toMatchObject([{
        who: 'shipstation', call: {
          operation: 'create-order', connection: 'shipstation-uk', try: 1, state: 'answered',
          outcome: 'done', queueMilliseconds: 3_000, theirsMilliseconds: 0, onPurpose: [],
        },
      }]);
    const paged: unknown[] = [];
    let next: string | null = '0';
    while (next !== null) {
      const page = listOf(timelineEntryShape).parse(
        (await door.ask('GET', `${story}?limit=1&after=${next}`)).json);
      paged.push(...page.items);
      next = page.next;
    }
    expect(paged).toHaveLength(whole.items.length);
    expect((await door.ask('GET', '/v1/orders/ord_none')).status).toBe(404);
    expect((await door.ask('GET', '/v1/orders/ord_none/timeline')).status).toBe(404);
  });

  test('a call is shown as it was sent and answered, to each what they may see', async () => {
    const { stage } = door;
    await put('LE-1', bodyOf('SO-1'));
    const underWay: UnderWay = { attempts: [] };
    const body = '{"labelCost":6.42}';
    const answer = { is: 'answer', status: 200, headers: {}, body } as const;
    const wire = countedWire(
      { ...stage.surroundings, wire: { request: () => Promise.resolve(answer) } },
      'shipstation-uk', () => null, () => Promise.resolve(true),
      {
        connection: 'shipstation-uk', now: stage.surroundings.now, underWay,
        secrets: () => ['hunter2hunter2'], log: stage.surroundings.log,
      });
    const call = (purpose: string) => wire.request({
      method: 'POST', url: 'https://ss.example/orders', headers: { authorization: 'Basic abc' },
      body: '{"shipTo":{"city":"Leeds"},"note":"hunter2hunter2"}', timeoutMilliseconds: 1, purpose,
    });
    await call('feed orders');
    stage.script.perform = async (_items, usual) => {
      await call('create-order');
      return usual();
    };
    const hand = { ...await stage.hold('shipstation-uk'), underWay };
    await carryOut(stage.surroundings, hand);
    const [row] = await rowsOf(stage.database, 'select order_id, attempt_id from attempt');
    const { order_id: order, attempt_id: attempt } =
      z.object({ order_id: z.string(), attempt_id: z.string() }).parse(row);
    const shown = async () => callTextShape.parse(
      (await door.ask('GET', `/v1/orders/${order}/calls/${attempt}`)).json);
    const whole = await shown();
    expect(whole).toMatchObject({ operation: 'create-order', hidden: [] });
    expect(whole.exchanges).toMatchObject([{
      method: 'POST', url: 'https://ss.example/orders', status: 200, noAnswer: null,
      headers: [{ name: 'authorization', value: null }],
      curl: expect.stringContaining('"$AUTHORIZATION"'),
    }]);
    const textsOf = ({ exchanges }: Pick<typeof whole, 'exchanges'>) => exchanges.map((one) =>
      [JSON.parse(one.request?.text ?? ''), JSON.parse(one.answer?.text ?? '')]);
    expect(textsOf(whole)).toEqual([
      [{ shipTo: { city: 'Leeds' }, note: '…' }, { labelCost: 6.42 }],
    ]);
    const seenBy = (role: 'auditor' | 'customer-service') => stage.database.transaction((tx) =>
      readCallText(tx, { order, attempt }, {
        bearer: { name: 'Mia', role, person: 'per_1', keyId: null, places: [] }, now: 0,
      }));
    expect(textsOf(await seenBy('auditor') ?? whole)).toEqual([
      [{ shipTo: { city: '…' }, note: '…' }, { labelCost: 6.42 }],
    ]);
    expect(textsOf(await seenBy('customer-service') ?? whole)).toEqual([
      [{ shipTo: { city: 'Leeds' }, note: '…' }, { labelCost: '…' }],
    ]);
    const left = (connection: string, bound: { calls: number; bytes: number }) =>
      stage.database.transaction(async (tx) => {
        await tidyCallTexts(tx, connection, bound);
        return listCallTexts(tx, {
          id: attempt, connection: 'shipstation-uk', from: 0, to: stage.clock.now,
        });
      });
    const [kept] = await left('leicester-wms', { calls: 0, bytes: 0 });
    if (kept === undefined) throw new Error('another connection’s calls were tidied');
    await stage.database.transaction(async (tx) => {
      await saveCallText(tx, 'shipstation-uk', { ...kept, tookMilliseconds: 2 });
      await saveCallText(tx, 'shipstation-uk', { ...kept, tookMilliseconds: 3 });
    });
    const took = (texts: readonly { tookMilliseconds: number }[]) =>
      texts.map((one) => one.tookMilliseconds);
    expect(took(await left('shipstation-uk', { calls: 2, bytes: 1_000_000 }))).toEqual([2, 3]);
    const [{ size } = { size: 0 }] = z.array(z.object({ size: z.number() })).parse(
      await rowsOf(stage.database, 'select pg_column_size(content) as size from call_text'));
    expect(took(await left('shipstation-uk', { calls: 2, bytes: size + 1 }))).toEqual([3]);
    await stage.database.transaction((tx) => forgetCallTexts(tx, stage.clock.now + 1));
    expect(await shown()).toMatchObject({ exchanges: [] });
    expect((await door.ask('GET', `/v1/orders/${order}/calls/att_0`)).status).toBe(404);
  });

  test('lists come page by page, each row once', async () => {
    for (let number = 1; number <= 5; number += 1) {
      await put(`LE-${String(number)}`, bodyOf(`SO-${String(number)}`, { service: 'UNKNOWN' }));
    }
    const walk = async (list: string): Promise<number> => {
      const ids = new Set<string>();
      let after = '';
      for (;;) {
        const page = listOf(z.looseObject({ id: z.string() }))
          .parse((await door.ask('GET', `${list}?limit=2${after}`)).json);
        for (const { id } of page.items) {
          expect(ids.has(id)).toBe(false);
          ids.add(id);
        }
        if (page.next === null) return ids.size;
        after = `&after=${page.next}`;
      }
    };
    expect(await walk('/v1/orders')).toBe(5);
    expect(await walk('/v1/exceptions')).toBe(5);
    const { json } = await door.ask('GET', '/v1/exceptions');
    const { items } = listOf(exceptionItemShape).parse(json);
    expect(items[0]).toMatchObject({ code: 'service.unmapped', order: { orderNumber: 'SO-1' } });
  });

  test.each([
    ['/v1/warehouses/leicester/dispatches', 'dispatch', 'DPD'],
    ['/v1/channels/shopify-uk/notices', 'notice', 'DPD UK'],
  ])('%s holds what is to be heard; acknowledged twice is as once', async (box, kind, carrier) => {
    await labelled();
    const { json } = await door.ask('GET', box);
    const { items: [message], next } = listOf(messageShape).parse(json);
    expect(message).toMatchObject({ kind, parcels: [{ trackingNumber: 'TRACK-SO-1', carrier }] });
    expect((await door.ask('GET', `${box}?after=${next}`)).json).toEqual({ items: [], next });
    const ack = `${box}/${message?.id}/ack`;
    expect((await door.ask('POST', ack)).status).toBe(204);
    expect((await door.ask('POST', ack)).status).toBe(204);
    expect((await door.ask('POST', `${box}/msg_none/ack`)).status).toBe(404);
    const { decision } = await door.stage.order('SO-1');
    const owed = decision?.consignments[0]?.obligations
      .find((one) => one.kind === (kind === 'dispatch' ? 'tell-warehouse' : 'tell-channel'));
    expect(owed?.state.is).toBe('met');
  });

  test.each([
    ['/v1/warehouses/leister/dispatches', 'leicester'],
    ['/v1/channels/shopify/notices', 'shopify-uk'],
  ])('%s, which the policy does not name: 404, and which it knows', async (box, it) => {
    for (const wait of [0, 5]) {
      const { status, json } = await door.ask('GET', `${box}?wait=${String(wait)}`);
      expect([status, problemOf(json).detail])
        .toEqual([404, expect.stringMatching(new RegExp(`in the policy; it knows .*${it}`))]);
    }
  });

  test('the policy is applied, shown without secrets, refused with all its faults', async () => {
    const shown = policyViewShape.parse((await door.ask('GET', '/v1/policy')).json);
    expect(shown).toMatchObject({ version: 1, appliedBy: 'a test' });
    expect(JSON.stringify(shown)).not.toContain('topsecret-1');
    const document = documentOf({ gate: 'picked' });
    const changed = await door.ask('PUT', '/v1/policy', { document });
    expect(policyAnswerShape.parse(changed.json)).toMatchObject({ version: 2, isChanged: true });
    const refused = await door.ask('PUT', '/v1/policy', {
      document: { ...documentOf({ gate: 'sealed' }), extra: {} },
    });
    expect(refused.status).toBe(422);
    expect(problemOf(refused.json).problems?.map((one) => one.path).toSorted())
      .toEqual(['extra', 'warehouses.leicester.gate']);
    const abyss = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    for (const settings of ['{"x":"\\u0000"}', '{"x":"\\ud800"}', '{"\\u0000":1}', abyss]) {
      const connection = `{"connector":"account","settings":${settings}}`;
      const text = `{"document":{"connections":{"a":${connection}}}}`;
      expect((await door.ask('PUT', '/v1/policy', text)).status).toBe(400);
    }
  });

  test('connections say how they stand, and can be tried', async () => {
    const { json } = await door.ask('GET', '/v1/connections');
    const { items } = listOf(connectionShape).parse(json);
    expect(items.map((one) => `${one.name} ${one.state}`).toSorted()).toEqual([
      'leicester-wms not-reached', 'shipstation-uk not-reached', 'shop-uk not-reached',
    ]);
    const probed = await door.ask('POST', '/v1/connections/shop-uk/probe');
    expect(probeShape.parse(probed.json)).toMatchObject({ isWell: true });
    expect((await door.ask('POST', '/v1/connections/nobody/probe')).status).toBe(404);
  });

  test('the description names every route, and is OpenAPI 3.1', async () => {
    const described = z.object({
      openapi: z.literal('3.1.0'),
      info: z.object({ title: z.string(), version: z.string() }),
      paths: z.record(z.string().startsWith('/'), z.record(z.string(), z.looseObject({
        responses: z.record(
          z.string().regex(/^\d{3}$/), z.looseObject({ description: z.string() })),
      }))),
    }).parse((await door.ask('GET', '/openapi.json', undefined, null)).json);
    const named = Object.entries(described.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((one) => `${one} ${path}`));
    expect(named.toSorted()).toEqual([
      'delete /v1/keys/{id}', 'delete /v1/orders/{id}/rulings/{ruling}',
      'delete /v1/sign-in-provider', 'delete /v1/views/{id}', 'get /healthz', 'get /metrics',
      'get /readyz', 'get /v1/alerts', 'get /v1/audit',
      'get /v1/backup', 'get /v1/channels/{name}/notices', 'get /v1/connections',
      'get /v1/connections/{name}', 'get /v1/connections/{name}/calls',
      'get /v1/connections/{name}/experiments', 'get /v1/connections/{name}/left-out',
      'get /v1/connections/{name}/refused', 'get /v1/connectors',
      'get /v1/demo', 'get /v1/events', 'get /v1/exceptions',
      'get /v1/exceptions/groups', 'get /v1/exceptions/groups/count',
      'get /v1/exceptions/groups/{id}', 'get /v1/exceptions/groups/{id}/why',
      'get /v1/exceptions/hands',
      'get /v1/exceptions/{id}', 'get /v1/find', 'get /v1/flow', 'get /v1/jobs',
      'get /v1/jobs/{id}', 'get /v1/jobs/{id}/orders', 'get /v1/keys', 'get /v1/me',
      'get /v1/me/sessions', 'get /v1/messages', 'get /v1/orders', 'get /v1/orders/count',
      'get /v1/orders/export', 'get /v1/orders/{id}',
      'get /v1/orders/{id}/calls/{attempt}', 'get /v1/orders/{id}/labels/{label}/document',
      'get /v1/orders/{id}/notes', 'get /v1/orders/{id}/sentence', 'get /v1/orders/{id}/timeline',
      'get /v1/people', 'get /v1/plans', 'get /v1/plans/bulk', 'get /v1/plans/{id}',
      'get /v1/plans/{id}/items', 'get /v1/plans/{id}/orders', 'get /v1/policy', 'get /v1/print',
      'get /v1/questions', 'get /v1/replays', 'get /v1/replays/{id}', 'get /v1/replays/{id}/orders',
      'get /v1/sign-in', 'get /v1/sign-in-provider', 'get /v1/views',
      'get /v1/warehouses/{name}/dispatches', 'get /v1/warehouses/{warehouse}/stock',
      'post /v1/alerts/{name}/test',
      'post /v1/channels/{name}/notices/{id}/ack',
      'post /v1/connections/{name}/experiments',
      'post /v1/connections/{name}/left-out/go-without', 'post /v1/connections/{name}/pause',
      'post /v1/connections/{name}/probe', 'post /v1/connections/{name}/resume',
      'post /v1/connections/{name}/survey', 'post /v1/connections/{name}/sweep',
      'post /v1/connectors/{connector}/probe', 'post /v1/exceptions/groups/{id}/acknowledge',
      'post /v1/exceptions/groups/{id}/give', 'post /v1/exceptions/groups/{id}/note',
      'post /v1/exceptions/groups/{id}/unacknowledge', 'post /v1/exceptions/groups/{id}/wait',
      'post /v1/exceptions/{id}/acknowledge', 'post /v1/exceptions/{id}/close',
      'post /v1/exceptions/{id}/give', 'post /v1/exceptions/{id}/note',
      'post /v1/exceptions/{id}/unacknowledge', 'post /v1/exceptions/{id}/wait',
      'post /v1/jobs/{id}/stop', 'post /v1/keys', 'post /v1/keys/{id}/rotate',
      'post /v1/me/password', 'post /v1/me/sessions/end', 'post /v1/me/sessions/{id}/end',
      'post /v1/messages/{id}/send-again', 'post /v1/orders/{id}/let-go',
      'post /v1/orders/{id}/notes', 'post /v1/orders/{id}/notes/{note}/answer',
      'post /v1/orders/{id}/rulings', 'post /v1/orders/{id}/rulings/{ruling}/withdraw',
      'post /v1/people', 'post /v1/people/{id}/deactivate', 'post /v1/people/{id}/details',
      'post /v1/people/{id}/link', 'post /v1/people/{id}/reactivate', 'post /v1/people/{id}/role',
      'post /v1/people/{id}/sessions/end', 'post /v1/plans', 'post /v1/plans/{id}/abort',
      'post /v1/plans/{id}/approve', 'post /v1/plans/{id}/confirm', 'post /v1/plans/{id}/next-step',
      'post /v1/plans/{id}/refuse', 'post /v1/replays', 'post /v1/replays/{id}/stop',
      'post /v1/sign-in/demo', 'post /v1/sign-in/key', 'post /v1/sign-in/link',
      'post /v1/sign-in/password', 'post /v1/sign-in/provider', 'post /v1/sign-out',
      'post /v1/views',
      'post /v1/warehouses/{name}/dispatches/{id}/ack',
      'post /v1/warehouses/{warehouse}/consignments',
      'post /v1/warehouses/{warehouse}/consignments/{reference}/parcels/{parcel}/label',
      'post /v1/warehouses/{warehouse}/label-asks',
      'put /v1/channels/{channel}/orders/{reference}', 'put /v1/policy', 'put /v1/sign-in-provider',
      'put /v1/views/{id}',
      'put /v1/warehouses/{warehouse}/consignments/{reference}',
      'put /v1/warehouses/{warehouse}/stock',
    ]);
  });

  test('the numbers are in the format of Prometheus', async () => {
    await labelled();
    const { text, headers } = await door.ask('GET', '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('gatepass_orders{stage="labelled"} 1\n');
    expect(text).toMatch(/^gatepass_budget_used\{connection="shipstation-uk"\} 0$/m);
    for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      expect(line).toMatch(/^[a-z_][a-z\d_]*(\{[^}]*\})? (Nan|[-+]?\d[-+\d.e]*)$/i);
    }
  });

  test('who asks, and whether this is a demo', async () => {
    expect(meShape.parse((await door.ask('GET', '/v1/me')).json)).toMatchObject({ role: 'admin' });
    expect((await door.ask('GET', '/v1/me', undefined, null)).status).toBe(401);
    const demo = (await door.ask('GET', '/v1/demo', undefined, null)).json;
    expect(demoShape.parse(demo).isDemo).toBe(false);
    expect((await door.ask('GET', '/v1/nothing-here')).status).toBe(404);
  });

  test('every answer forbids pages of others to frame it and scripts from elsewhere', async () => {
    for (const url of ['/', '/healthz', '/v1/orders']) {
      const { headers } = await door.ask('GET', url, undefined, null);
      expect(String(headers['content-security-policy'])).toContain("default-src 'self'");
      expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});
