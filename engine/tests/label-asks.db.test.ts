/** A bench that asks in its system's own words: one label, whatever is sent, and sentences. */
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { onEveryDatabase } from './databases.ts';
import { atTheDoor, bodyOf } from './door.ts';
import { documentOf, type Stage } from './stage.ts';
import ask from '../src/connectors/peoplevox-style/fixtures/ask.json' with { type: 'json' };
import { peoplevoxStyle } from '../src/connectors/peoplevox-style/connector.ts';
import { instant } from '../src/core/model/instant.ts';
import { carryOut } from '../src/loop/carry-out.ts';
import { look } from '../src/loop/look.ts';
import { problemShape } from '../src/api/shapes.ts';

const answerShape = z.strictObject({
  status: z.enum(['success', 'fail']),
  message: z.string().nullable(),
  data: z.union([z.tuple([]), z.strictObject({
    trackingNumbers: z.array(z.unknown()),
    newPrintRequests: z.array(z.object({
      printRequestId: z.number(), status: z.string(), printTemplateUrl: z.string().optional(),
    })),
  })]),
});

onEveryDatabase('a label asked for in their words', (size) => {
  const { door, openAnew } = atTheDoor(size);
  beforeEach(() => apply({ timeoutSeconds: 5 }));

  const at = '/v1/warehouses/leicester';
  let stage: Stage;
  const apply = async (settings: Readonly<Record<string, unknown>>): Promise<void> => {
    // The server goes on with the clock and the account of this one.
    stage = door.stage;
    const { surroundings } = stage;
    await openAnew({ publicUrl: 'https://gatepass.example', surroundings: {
      ...surroundings,
      connectors: { ...surroundings.connectors, 'peoplevox-style': peoplevoxStyle },
    } });
    const document = documentOf({ labels: 'on-demand', parcels: 'each' });
    const connections = {
      ...document.connections,
      'leicester-wms': { connector: 'peoplevox-style', settings, mode: 'live' },
    };
    const { status, text } = await door.ask('PUT', '/v1/policy', {
      document: { ...document, connections },
    });
    if (status !== 200) throw new Error(text);
  };
  const say = (over: Readonly<Record<string, unknown>> = {}) =>
    door.ask('PUT', `${at}/consignments/SO-1`, bodyOf('SO-1', {
      parcels: [{ reference: '88012', weightGrams: 400, lines: [{ line: '1', quantity: 2 }] }],
      ...over,
    }));
  const call = (body: unknown = ask) =>
    door.ask('POST', `${at}/label-asks`, body, 'warehouse');
  const told = async (body: unknown = ask) => {
    const { status, json } = await call(body);
    return { http: status, ...answerShape.parse(json) };
  };
  const work = async (): Promise<void> => {
    const { surroundings } = stage;
    const hand = await stage.hold('shipstation-uk');
    for (const feed of hand.manifest.feeds) {
      await look(surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
    while (await carryOut(surroundings, hand) !== null) await stage.decide();
  };
  const purchases = () => stage.calls.filter((one) => one.startsWith('buy-label'));
  const addressIn = ({ data }: z.output<typeof answerShape>): string =>
    ('newPrintRequests' in data ? data.newPrintRequests[0]?.printTemplateUrl : null) ?? '';

  test('called twice, the answer lost in between: one label, one number, a PDF', async () => {
    await say();
    expect(await told()).toMatchObject({
      http: 200, status: 'fail', message: expect.stringContaining('no second label'),
    });
    await work();
    const first = await told();
    const again = await told();
    for (const one of [first, again]) {
      expect(one).toMatchObject({
        http: 200, status: 'success', message: null,
        data: { trackingNumbers: [{ trackingType: 'outbound', trackingNumber: 'TRACK-B-1' }] },
      });
    }
    expect(purchases()).toHaveLength(1);
    const { origin, pathname, search } = new URL(addressIn(first));
    expect([origin, search, /^\/v1\/print\/[^/]+\.pdf$/.test(pathname)])
      .toEqual(['https://gatepass.example', '', true]);
    const get = () => door.ask('GET', pathname, undefined, null);
    expect([(await get()).headers['content-type'], (await get()).text])
      .toEqual(['application/pdf', '%PDF-1.4 B-1']);
    expect((await door.ask('GET', `${pathname.slice(0, -8)}AAAA.pdf`, undefined, null)).status)
      .toBe(404);
    expect((await door.ask('GET', pathname.slice(0, -4), undefined, null)).status).toBe(404);
    stage.clock.now = instant(stage.clock.now + 10 * 60_000);
    expect((await get()).status).toBe(410);
    expect((await door.ask('GET', new URL(addressIn(await told())).pathname, undefined, null)).text)
      .toBe('%PDF-1.4 B-1');
  });

  test('a bench that holds the line is answered when the label is there', async () => {
    await apply({ timeoutSeconds: 27 });
    await say();
    const waiting = told();
    // The ask is committed before the wait begins.
    while (!JSON.stringify((await stage.order('SO-1')).dossier).includes('labelAsks')) {
      await new Promise(setImmediate);
    }
    await work();
    expect(await waiting).toMatchObject({ status: 'success' });
  });

  test.each([
    ['not confirmed', { lines: [{ line: '1', sku: 'TEE', ordered: 2, picked: 1, packed: 1 }] },
      'more is in it than the warehouse has confirmed'],
    ['of an unknown service', { service: 'PIGEON' }, 'PIGEON'],
    ['cancelled', { status: 'cancelled' }, 'cancelled'],
    ['without that parcel', { parcels: [] }, 'names no parcels'],
    ['packed otherwise', {
      parcels: [{ reference: '88012', lines: [{ line: '1', quantity: 1 }] }],
    }, 'TEE: 2 by this call, 1 by the newest snapshot'],
  ])('%s: a sentence for the packer, and nothing bought', async (_, over, words) => {
    await say(over);
    const answer = await told();
    expect(answer).toMatchObject({ http: 200, status: 'fail', data: [] });
    expect(answer.message).toContain(words);
    await work();
    expect(purchases()).toEqual([]);
  });

  test('an answer of ShipStation that was lost: the label is adopted, and where to print it',
    async () => {
      await say();
      await told();
      stage.script.perform = (items, usual) => {
        const performed = usual();
        return items[0]?.do === 'buy-label'
          ? { outcomes: [{ is: 'unknown', text: 'cut' }], unanswered: null } : performed;
      };
      await work();
      delete stage.script.perform;
      stage.clock.now = instant(stage.clock.now + 60_000);
      await work();
      const { status, message } = await told();
      expect(status).toBe('fail');
      expect(message).toContain('There is a label TRACK-B-1');
      expect(message).toContain('Do not make another one.');
      expect(purchases()).toHaveLength(1);
    });

  test.each([
    [{}, 'salesOrderNumber'],
    [{ despatchPackage: 'P1' }, 'salesOrderNumber'],
    [{ ...ask, despatchPackage: { ...ask.despatchPackage, despatchPackageId: { $ne: 1 } } },
      'despatchPackageId'],
    [{ ...ask, despatchPackage: { ...ask.despatchPackage, despatchPackageId: 'x'.repeat(500) } },
      'longer than 200'],
    [{ ...ask, despatchPackage: { ...ask.despatchPackage, despatchPackageId: '../P2' } },
      'no parcel ../P2'],
    [{ ...ask, printRequests: Array.from({ length: 1_000 }, () => ({ printRequestId: 1 })) },
      'no second label'],
  ])('odd calls are answered in their shape', async (body, words) => {
    await say();
    const { http, status, message } = await told(body);
    expect([http, status]).toEqual([200, 'fail']);
    expect(message).toContain(words);
  });

  test('what is no call at all, or too large, is refused as anything is', async () => {
    for (const body of ['[]', '7', 'null', '{']) {
      expect((await call(body)).status).toBe(400);
    }
    expect((await call({ ...ask, more: 'x'.repeat(300_000) })).status).toBe(413);
    expect(purchases()).toEqual([]);
  });

  test('only the warehouse may ask, and only one whose system speaks so', async () => {
    for (const role of ['reader', 'channel'] as const) {
      expect((await door.ask('POST', `${at}/label-asks`, ask, role)).status).toBe(403);
    }
    expect((await door.ask('POST', `${at}/label-asks`, ask, null)).status).toBe(401);
    expect((await door.ask('POST', '/v1/warehouses/nowhere/label-asks', ask)).status).toBe(404);
    await door.ask('PUT', '/v1/policy', { document: documentOf({ labels: 'on-demand' }) });
    const { status, json } = await call();
    expect([status, problemShape.parse(json).detail])
      .toEqual([404, expect.stringContaining('its connector listener has none')]);
  });

  test('a refusal under the status that their screen shows', async () => {
    await apply({ timeoutSeconds: 5, failStatus: '500' });
    const { http, status } = await told();
    expect([http, status]).toEqual([500, 'fail']);
  });
});
