/** Whoever changes something through the API leaves a row: no route can forget it. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, openDoor } from '../../tests/door.ts';
import { documentOf } from '../../tests/stage.ts';
import { later } from '../core/model/instant.ts';
import type { Server } from './context.ts';
import { auditEntryShape, keyMadeShape, listOf, problemShape } from './shapes.ts';

const day = 24 * 3_600_000;

/**
 * What warehouses, channels and accounts tell is kept as sightings with its connection; 15,000 an
 * hour of them would bury what people did.
 */
const keptAsFacts = [
  'POST /custom-store/:connection',
  'POST /hooks/:connection/:token',
  'POST /v1/channels/:name/notices/:id/ack',
  'POST /v1/warehouses/:name/dispatches/:id/ack',
  'POST /v1/warehouses/:warehouse/consignments',
  'POST /v1/warehouses/:warehouse/consignments/:reference/parcels/:parcel/label',
  'POST /v1/warehouses/:warehouse/label-asks',
  'PUT /v1/channels/:channel/orders/:reference',
  'PUT /v1/warehouses/:warehouse/consignments/:reference',
  'PUT /v1/warehouses/:warehouse/stock',
];

onEveryDatabase('the audit', (size) => {
  const { database, door, openAnew } = atTheDoor(size);

  const pause = (over: object = {}) => door.ask(
    'POST', '/v1/connections/shipstation-uk/pause', { why: 'stock count', ...over }, 'operator');
  const read = async (query = '') =>
    listOf(auditEntryShape).parse((await door.ask('GET', `/v1/audit${query}`)).json);

  test('every route of the server that is not for reading leaves a row, or facts', async () => {
    const routes: string[] = [];
    const facts: string[] = [];
    const walking = await openDoor(database, {}, (server: Server) => {
      server.addHook('onRoute', (route) => {
        const methods = [route.method].flat().filter((one) => !['GET', 'HEAD'].includes(one));
        const names = methods.map((one) => `${one} ${route.url}`);
        (route.config?.audit === 'as-facts' ? facts : routes).push(...names);
        // What the route does is not asked here: whether its success leaves a row is.
        delete route.schema;
        route.handler = (_request, reply) => reply.status(204).send();
      });
    });
    for (const route of routes) {
      const [method = '', url = ''] = route.split(' ');
      const { statusCode } = await walking.server.inject({
        method: method as 'POST', // The server knows its own methods.
        url: url.replaceAll(/:\w+/g, 'x-1'),
        headers: { authorization: 'Bearer the-key-of-operator' },
      });
      expect([route, statusCode]).toEqual([route, 204]);
    }
    const { items } = await read('?limit=500');
    expect(items.map((one) => one.operation).toSorted()).toEqual(routes.toSorted());
    expect(facts.toSorted()).toEqual(keptAsFacts);
    expect(routes.length).toBeGreaterThan(12);
  });

  test('a row says who, with which key and role, when, what, on what and from where', async () => {
    expect((await pause()).status).toBe(200);
    expect((await read()).items).toEqual([{
      at: '2026-11-22T12:00:00Z', who: 'the operator', role: 'operator', key: 'key_operator',
      person: null,
      operation: 'POST /v1/connections/:name/pause',
      target: '/v1/connections/shipstation-uk/pause',
      summary: expect.stringContaining('Pauses kinds of effect'), from: '127.0.0.1',
    }]);
  });

  test('what is refused, what is only tried and what is only read leaves none', async () => {
    expect((await pause({ only: ['everything'] })).status).toBe(400);
    expect((await door.ask('DELETE', '/v1/keys/key_nobody')).status).toBe(404);
    expect((await door.ask('POST', '/v1/keys', { name: 'x', role: 'admin' }, 'reader')).status)
      .toBe(403);
    await door.ask('PUT', '/v1/policy', { document: documentOf({ gate: 'picked' }), dryRun: true });
    await door.ask('PUT', '/v1/policy', { document: documentOf() });
    await door.ask('GET', '/v1/orders');
    expect((await read()).items).toEqual([]);
  });

  test('a policy that came into force is told with its version', async () => {
    await door.ask('PUT', '/v1/policy', { document: documentOf({ gate: 'picked' }) });
    expect((await read()).items).toMatchObject([{ summary: 'Applied policy version 2' }]);
  });

  test('signing in and out are told by name, and what a session does bears its key', async () => {
    const { headers } = await door.ask('POST', '/v1/sign-in/key', {
      key: 'the-key-of-operator',
    }, null);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    await door.askWith({ cookie }, 'POST', '/v1/connections/shipstation-uk/pause', { why: 'x' });
    await door.askWith({ cookie }, 'POST', '/v1/sign-out');
    // Nobody signs out: nothing happened.
    await door.askWith({ cookie }, 'POST', '/v1/sign-out');
    const { items } = await read();
    expect(items.map(({ who, key, operation }) => [who, key, operation])).toEqual([
      ['the operator', 'key_operator', 'POST /v1/sign-out'],
      ['the operator', 'key_operator', 'POST /v1/connections/:name/pause'],
      ['the operator', 'key_operator', 'POST /v1/sign-in/key'],
    ]);
  });

  test('keys are told in the same transaction, once, and never with the key', async () => {
    const made = keyMadeShape.parse((await door.ask('POST', '/v1/keys', {
      name: 'WMS', role: 'warehouse', warehouses: ['leicester'],
    })).json);
    await door.ask('POST', `/v1/keys/${made.id}/rotate`, {});
    await door.ask('DELETE', `/v1/keys/${made.id}`);
    const told = await door.ask('GET', `/v1/audit?target=${made.id}`);
    expect(listOf(auditEntryShape).parse(told.json).items.map((one) => one.summary)).toEqual([
      'Revoked the key WMS', expect.stringContaining('Rotated the key WMS; key_'),
      'Made the key WMS with the role warehouse, leicester',
    ]);
    expect(told.text).not.toContain(made.key);
  });

  test('a repeat under the same Idempotency-Key leaves no second row, and no key in the clear',
    async () => {
      const twice = async (url: string, body: object) => {
        const headers = { 'authorization': 'Bearer the-key-of-admin', 'idempotency-key': url };
        const first = await door.askWith(headers, 'POST', url, body);
        const again = await door.askWith(headers, 'POST', url, body);
        expect([first.status, again.status, again.headers['idempotency-replayed']])
          .toEqual([200, 200, 'true']);
        expect(again.text).toBe(first.text);
        return first;
      };
      await twice('/v1/connections/shipstation-uk/pause', { why: 'stock count' });
      const made = await twice('/v1/keys', { name: 'Shop', role: 'channel' });
      const { id, key } = keyMadeShape.parse(made.json);
      await twice(`/v1/keys/${id}/rotate`, {});
      expect((await read()).items.map((one) => one.operation)).toEqual([
        'POST /v1/keys/:id/rotate', 'POST /v1/keys', 'POST /v1/connections/:name/pause',
      ]);
      const kept = JSON.stringify(await rowsOf(database, 'select * from answered_request'));
      expect(kept).toContain('stock count');
      expect(kept).not.toContain(key);
    });

  test('a backup is told: it copies everything', async () => {
    expect((await door.ask('GET', '/v1/backup')).status).toBe(200);
    expect((await read()).items).toMatchObject([{ operation: 'GET /v1/backup' }]);
  });

  test('is read page by page and by who, key, target and time', async () => {
    for (let count = 0; count < 5; count += 1) {
      await pause();
      door.stage.clock.now = later(door.stage.clock.now, count < 2 ? 0 : 60_000);
    }
    await door.ask('POST', '/v1/connections/shipstation-uk/resume', {});
    const first = await read('?limit=4');
    const second = await read(`?limit=4&after=${first.next ?? ''}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([4, 2, null]);
    const all = [...first.items, ...second.items];
    expect(all.map((one) => one.at)).toEqual(all.map((one) => one.at).toSorted().toReversed());
    const counts = await Promise.all([
      '?who=the%20admin', '?key=key_operator', '?target=resume', '?target=%25',
      '?since=2026-11-22T12:01:00Z', '?until=2026-11-22T12:01:00Z',
    ].map(async (query) => (await read(query)).items.length));
    expect(counts).toEqual([1, 5, 1, 0, 3, 3]);
    for (const wrong of ['?since=yesterday', '?after=nonsense', '?limit=0']) {
      expect((await door.ask('GET', `/v1/audit${wrong}`)).status).toBe(400);
    }
  });

  test('is kept for a bounded time', async () => {
    await openAnew({ auditKeptDays: 30 });
    await pause();
    door.stage.clock.now = later(door.stage.clock.now, 30 * day + 1);
    await door.ask('POST', '/v1/connections/shipstation-uk/resume', {});
    expect((await read()).items.map((one) => one.operation))
      .toEqual(['POST /v1/connections/:name/resume']);
  });

  test('what others sent into it is shortened and storable', async () => {
    const path = `/v1/connections/shipstation-uk/pause?${'x'.repeat(3_000)}`;
    await door.ask('POST', path, { why: 'x' });
    await door.askWith({ authorization: 'Bearer the-key-of-admin', 'x-forwarded-for': '6.6.6.6' },
      'POST', '/v1/connections/shipstation-uk/pause', { why: 'x' });
    expect((await read()).items.map(({ target, from }) => [target, from])).toEqual([
      ['/v1/connections/shipstation-uk/pause', '127.0.0.1'],
      ['/v1/connections/shipstation-uk/pause', '127.0.0.1'],
    ]);
  });

  test('a change that cannot be taken down is not done, and the log has it',
    async () => {
      await rowsOf(database, 'alter table audit rename to audit_away');
      try {
        const answer = await pause();
        expect(answer.status).toBe(503);
        expect(problemShape.parse(answer.json).detail).toContain('Nothing was done');
        expect(door.stage.logged.join('\n')).toContain('a change could not be audited');
        expect(await rowsOf(database, 'select 1 from pause')).toEqual([]);
      } finally {
        await rowsOf(database, 'alter table audit_away rename to audit');
      }
    });
});
