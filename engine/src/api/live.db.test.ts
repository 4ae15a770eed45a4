/** The API over time: waiting for messages, live events, sessions, a store that is away. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { bodyOf, keyOf, openDoor, type Door } from '../../tests/door.ts';
import { labelAtDesk, noon } from '../../tests/stage.ts';
import { instant } from '../core/model/instant.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import type { Database } from '../store/database.ts';
import { saveLink } from '../store/keys.ts';
import { migrate, waitingMigrations } from '../store/migrate.ts';
import { markRestored } from '../store/restored.ts';
import { hashOf } from './auth.ts';

onEveryDatabase('the API over time', (size) => {
  let database: Database;
  let door: Door;
  let url: string;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(async () => {
    await door.server.close();
    await size.drop();
  });
  beforeEach(async () => {
    await emptyTables(database);
    door = await openDoor(database);
    url = await door.server.listen({ port: 0, host: '127.0.0.1' });
  });

  const authorization = `Bearer ${keyOf('admin')}`;
  const signIn = async (): Promise<string> => {
    const answer = await fetch(`${url}/v1/sign-in/key`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: keyOf('operator') }),
    });
    return answer.headers.get('set-cookie') ?? '';
  };
  const label = async (): Promise<void> => {
    const { stage } = door;
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    labelAtDesk(stage, 'SO-1');
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
  };

  test('who waits for a message hears it when it is written, not when the time is up', async () => {
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1'));
    const waiting = fetch(`${url}/v1/warehouses/leicester/dispatches?wait=25`, {
      headers: { authorization }, signal: AbortSignal.timeout(20_000),
    });
    await label();
    const answer = await waiting;
    expect(await answer.json()).toMatchObject({ items: [{ kind: 'dispatch' }] });
  });

  test('a change of an order reaches who listens', async () => {
    const stop = new AbortController();
    const events = await fetch(`${url}/v1/events`, {
      headers: { authorization, 'last-event-id': '41' },
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]),
    });
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (words: string): Promise<void> => {
      while (!heard.includes(words)) heard += (await reader?.read())?.value ?? '';
    };
    await hear('"all":true');
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1'));
    const { id } = await door.stage.order('SO-1');
    await hear(`{"orders":["${id}"],"all":false}`);
    expect(heard).toContain('id: 42\nevent: changed');
    stop.abort();
    expect((await fetch(`${url}/v1/events`)).status).toBe(401);
  });

  describe('sessions', () => {
    test('the cookie is kept from scripts and other sites, and ends with signing out', async () => {
      const cookie = await signIn();
      expect(cookie).toMatch(/^gatepass_session=[\w-]{20,}; HttpOnly; SameSite=Strict; Path=\//);
      const [pair = ''] = cookie.split(';');
      const me = () => fetch(`${url}/v1/me`, { headers: { cookie: pair } });
      expect(await (await me()).json())
        .toMatchObject({ name: 'the operator', role: 'operator', places: [] });
      const out = await fetch(`${url}/v1/sign-out`, { method: 'POST', headers: { cookie: pair } });
      expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
      expect((await me()).status).toBe(401);
    });

    test('a session ends by itself', async () => {
      const [pair = ''] = (await signIn()).split(';');
      door.stage.clock.now = noon;
      const me = async () => (await fetch(`${url}/v1/me`, { headers: { cookie: pair } })).status;
      expect(await me()).toBe(200);
      door.stage.clock.now = instant(noon + 12 * 3_600_000 + 1);
      expect(await me()).toBe(401);
    });

    test('a link signs in once, also when two try at once, and not when it is old', async () => {
      const save = (token: string, expiresAt: number) => database.transaction((tx) =>
        saveLink(tx, { hash: hashOf(token), person: null, expiresAt }));
      await save('fresh', noon + 1_000);
      await save('old', noon);
      const use = async (token: string): Promise<number> => (await fetch(`${url}/v1/sign-in/link`, {
        method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })).status;
      const both = await Promise.all([use('fresh'), use('fresh')]);
      expect(both.toSorted()).toEqual([204, 401]);
      expect([await use('fresh'), await use('old'), await use('made up')]).toEqual([401, 401, 401]);
    });

    test('a page of another site changes nothing in the name of who is signed in', async () => {
      const [pair = ''] = (await signIn()).split(';');
      const post = async (headers: Readonly<Record<string, string>>): Promise<number> =>
        (await fetch(`${url}/v1/connections/shop-uk/probe`, {
          method: 'POST', headers: { cookie: pair, ...headers },
          ...('content-type' in headers ? { body: 'a=1' } : {}),
        })).status;
      // fetch sets Sec-Fetch-* of its own, so this goes in by the back door.
      const from = async (site: string): Promise<number> => (await door.server.inject({
        method: 'POST', url: '/v1/connections/shop-uk/probe',
        headers: { 'cookie': pair, 'sec-fetch-site': site },
      })).statusCode;
      expect(await post({ 'content-type': 'text/plain' })).toBe(415);
      expect(await post({ 'content-type': 'application/x-www-form-urlencoded' })).toBe(415);
      expect([await from('cross-site'), await from('same-site')]).toEqual([403, 403]);
      expect(await from('same-origin')).toBe(200);
    });

    test('a wrong key signs nobody in', async () => {
      const answer = await door.ask('POST', '/v1/sign-in/key', { key: 'wrong' }, null);
      expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
    });
  });

  const readiness = async (query = '') => {
    const { status, json } = await door.ask('GET', `/readyz${query}`, undefined, null);
    return { status, ...z.object({
      isReady: z.boolean(), notReady: z.array(z.string()), detail: z.string().optional(),
    }).parse(json) };
  };

  test('it is ready once a worker holds connections, and says until then that none does',
    async () => {
      const none = await readiness();
      expect(none).toMatchObject({ status: 503, isReady: false, notReady: [
        expect.stringContaining('No connection is held by a running worker'),
      ] });
      expect(none.detail).toBe(none.notReady[0]);
      // What is sent here is taken in and kept all the same.
      expect(await readiness('?for=requests'))
        .toEqual({ status: 200, isReady: true, notReady: none.notReady });
      await door.stage.hold('shop-uk');
      expect(await readiness()).toEqual({ status: 200, isReady: true, notReady: [] });
      door.stage.clock.now = instant(noon + 60_000);
      expect((await readiness()).status).toBe(503);
    });

  test('a restored store that has not looked again is named by its connection', async () => {
    const hand = await door.stage.hold('shipstation-uk');
    const readAll = async () => {
      for (const feed of hand.manifest.feeds) {
        await look(door.stage.surroundings, hand.lease, hand.session, feed);
      }
    };
    await readAll();
    await database.transaction(markRestored);
    expect((await readiness()).notReady).toEqual([
      expect.stringMatching(/^The store was restored .* shipstation-uk has not yet been read/),
      // The worker of the time before the backup is nobody's any more.
      expect.stringContaining('No connection is held'),
    ]);
    expect((await door.stage.hold('shipstation-uk')).lease.epoch).toBeGreaterThan(0);
    expect((await readiness()).notReady).toHaveLength(1);
  });

  test('a store that was put back to an older version is waited for by name', async () => {
    await door.stage.hold('shop-uk');
    const newest = (await database.transaction(waitingMigrations)).length;
    expect(newest).toBe(0);
    const [last] = z.array(z.object({ name: z.string(), sha256: z.string() })).parse(
      await rowsOf(database, 'select * from gatepass_migration order by name desc limit 1'));
    const name = last?.name ?? '';
    await rowsOf(database, `delete from gatepass_migration where name = '${name}'`);
    try {
      const { status, notReady } = await readiness('?for=requests');
      expect([status, notReady]).toEqual([503, [
        expect.stringContaining(`The store waits for the migration ${name}: `),
      ]]);
    } finally {
      await rowsOf(database, `insert into gatepass_migration (name, sha256)
        values ('${name}', '${last?.sha256 ?? ''}')`);
    }
    expect((await readiness()).status).toBe(200);
  });

  // The last one: it closes the store.
  test('while the store is away it is alive, not ready, and says so to everybody', async () => {
    await door.stage.hold('shop-uk');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await database.close();
    const status = async (path: string, headers = {}) =>
      (await fetch(`${url}${path}`, { headers })).status;
    expect(await status('/healthz', { authorization })).toBe(200);
    expect(await status('/readyz')).toBe(503);
    expect(await status('/readyz', { authorization })).toBe(503);
    expect(await status('/readyz?for=requests')).toBe(503);
    expect((await readiness()).notReady).toHaveLength(1);
    expect(await status('/v1/orders', { authorization })).toBe(503);
  });
});
