/** Keys over the API: made, bound to places, rotated, revoked; and what is refused in words. */
import { beforeEach, describe, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf, openDoor } from '../../tests/door.ts';
import { later } from '../core/model/instant.ts';
import { saveKey } from '../store/keys.ts';
import { hashOf } from './auth.ts';
import { keyMadeShape, keyShape, listOf, meShape, problemShape } from './shapes.ts';

const day = 24 * 3_600_000;

onEveryDatabase('keys', (size) => {
  const { database, door, openAnew } = atTheDoor(size);

  const { parse: problemOf } = problemShape;
  const make = async (body: object) =>
    keyMadeShape.parse((await door.ask('POST', '/v1/keys', body)).json);
  const bearing = (key: string) => ({ authorization: `Bearer ${key}` });
  const me = (key: string) => door.askWith(bearing(key), 'GET', '/v1/me');
  const list = async () =>
    listOf(keyShape).parse((await door.ask('GET', '/v1/keys')).json).items;
  const turn = (milliseconds: number): void => {
    door.stage.clock.now = later(door.stage.clock.now, milliseconds);
  };

  test('a key is told once, opens what its role may, is listed by its first signs', async () => {
    const made = await make({ name: 'Leicester WMS', role: 'warehouse' });
    expect(made.key).toMatch(/^gp_[A-Za-z0-9]{40}$/);
    expect(meShape.parse((await me(made.key)).json))
      .toMatchObject({ name: 'Leicester WMS', role: 'warehouse', places: [] });
    const told = (await door.ask('GET', '/v1/keys')).text;
    expect(told).not.toContain(made.key);
    const listed = (await list()).find((one) => one.id === made.id);
    expect(listed).toMatchObject({
      startsWith: made.key.slice(0, 9), createdBy: 'the admin', kind: 'made', state: 'in-force',
      lastUsedAt: made.createdAt, expiresAt: null,
    });
    expect(JSON.stringify(await rowsOf(database, 'select * from api_key'))).not.toContain(made.key);
  });

  describe('a key for one place', () => {
    const put = (key: string, warehouse: string) => door.askWith(bearing(key), 'PUT',
      `/v1/warehouses/${warehouse}/consignments/LE-1`, bodyOf('SO-1'));

    test('speaks for it, and for no other warehouse, whether that is known or not', async () => {
      const { key } = await make({ name: 'WMS', role: 'warehouse', warehouses: ['leicester'] });
      expect((await put(key, 'leicester')).status).toBe(200);
      const refused = await put(key, 'derby');
      expect(refused.status).toBe(403);
      expect(problemOf(refused.json).detail)
        .toBe('WMS is a key for the warehouse leicester. It may not speak for derby.');
    });

    test('hears the messages of its own channel only', async () => {
      const { key } = await make({ name: 'Shop', role: 'channel', channels: ['shopify-uk'] });
      const notices = (channel: string) =>
        door.askWith(bearing(key), 'GET', `/v1/channels/${channel}/notices`);
      expect((await notices('shopify-uk')).status).toBe(200);
      expect((await notices('amazon-uk')).status).toBe(403);
    });

    test('is refused on every route of every other place', async () => {
      const { key } = await make({ name: 'WMS', role: 'warehouse', warehouses: ['leicester'] });
      const shop = await make({ name: 'Shop', role: 'channel', channels: ['shopify-uk'] });
      const seen: string[] = [];
      const walking = await openDoor(database, {}, (server) => {
        server.addHook('onRoute', ({ method, url, schema }) => {
          if (!/^\/v1\/(warehouses|channels)\/:/.test(url)) return;
          for (const one of [method].flat()) if (one !== 'HEAD') seen.push(`${one} ${url}`);
          // A body that is wrong must not hide that the key is.
          if (schema !== undefined) delete schema.body;
        });
      });
      expect(seen.length).toBeGreaterThanOrEqual(7);
      for (const route of seen) {
        const [method = '', url = ''] = route.split(' ');
        const answer = await walking.server.inject({
          method: method as 'GET', // The server knows its own methods.
          url: url.replace(/:(warehouse|channel|name)\b/, 'derby').replaceAll(/:\w+/g, 'x-1'),
          headers: bearing(url.startsWith('/v1/channels') ? shop.key : key),
          ...(method === 'GET' ? {} : { payload: {} }),
        });
        expect([route, answer.statusCode]).toEqual([route, 403]);
      }
    });

    test.each([
      [{ role: 'warehouse', warehouses: ['leicster'] }, 'It knows leicester.'],
      [{ role: 'reader', warehouses: ['leicester'] }, 'reader is not bound to warehouses'],
      [{ role: 'warehouse', channels: ['shopify-uk'] }, 'warehouse is not bound to channels'],
      [{ role: 'reader', expiresAt: '2020-01-01T00:00:00Z' }, 'would be over already'],
    ])('%j is refused in words, and nothing is made', async (body, words) => {
      const before = (await list()).length;
      const refused = await door.ask('POST', '/v1/keys', { name: 'A', ...body });
      expect(refused.status).toBe(422);
      expect(problemOf(refused.json).detail).toContain(words);
      expect(await list()).toHaveLength(before);
    });
  });

  test('a name that is in force already is refused, and free after a revocation', async () => {
    const made = await make({ name: 'WMS', role: 'warehouse' });
    const again = await door.ask('POST', '/v1/keys', { name: 'WMS', role: 'warehouse' });
    expect(again.status).toBe(409);
    expect(problemOf(again.json).detail).toContain(made.id);
    await door.ask('DELETE', `/v1/keys/${made.id}`);
    expect((await make({ name: 'WMS', role: 'warehouse' })).id).not.toBe(made.id);
  });

  test('rotation: both keys open until the chosen time, then only the new one', async () => {
    const old = await make({ name: 'WMS', role: 'warehouse', warehouses: ['leicester'] });
    const oldUntil = new Date(door.stage.clock.now + 3_600_000).toISOString();
    const fresh = keyMadeShape.parse(
      (await door.ask('POST', `/v1/keys/${old.id}/rotate`, { oldUntil })).json);
    expect(fresh).toMatchObject({ name: 'WMS', warehouses: ['leicester'], expiresAt: null });
    expect((await list()).find((one) => one.id === old.id))
      .toMatchObject({ state: 'rotated', replacedBy: fresh.id });
    expect((await me(old.key)).status).toBe(200);
    turn(3_600_000);
    expect((await me(old.key)).status).toBe(401);
    expect((await me(fresh.key)).status).toBe(200);
  });

  test('without a time rotation leaves a day; it happens once, and not when over', async () => {
    const old = await make({ name: 'WMS', role: 'warehouse' });
    const rotate = (id: string) => door.ask('POST', `/v1/keys/${id}/rotate`, {});
    const fresh = keyMadeShape.parse((await rotate(old.id)).json);
    expect((await list()).find((one) => one.id === old.id)?.expiresAt)
      .toBe(new Date(door.stage.clock.now + day).toISOString().replace('.000', ''));
    expect(problemOf((await rotate(old.id)).json).detail).toContain(fresh.id);
    await door.ask('DELETE', `/v1/keys/${fresh.id}`);
    expect(problemOf((await rotate(fresh.id)).json).detail).toContain('was revoked');
    expect((await rotate('key_nobody')).status).toBe(404);
  });

  test('a key with an end opens nothing from then on, nor do its sessions', async () => {
    const expiresAt = new Date(door.stage.clock.now + day / 4).toISOString();
    const { key } = await make({ name: 'auditor', role: 'reader', expiresAt });
    const { headers } = await door.ask('POST', '/v1/sign-in/key', { key }, null);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    expect((await door.askWith({ cookie }, 'GET', '/v1/orders')).status).toBe(200);
    turn(day / 4);
    expect((await me(key)).status).toBe(401);
    expect((await door.askWith({ cookie }, 'GET', '/v1/orders')).status).toBe(401);
  });

  test('a revoked key and its sessions end at once; revoking again changes nothing', async () => {
    const { id, key } = await make({ name: 'WMS', role: 'warehouse', warehouses: ['leicester'] });
    const { headers } = await door.ask('POST', '/v1/sign-in/key', { key }, null);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const asked = await door.askWith({ cookie }, 'GET', '/v1/me');
    expect(meShape.parse(asked.json).places).toEqual(['leicester']);
    for (let time = 0; time < 2; time += 1) {
      const revoked = await door.ask('DELETE', `/v1/keys/${id}`);
      expect(keyShape.parse(revoked.json)).toMatchObject({ state: 'revoked' });
    }
    expect((await me(key)).status).toBe(401);
    expect((await door.askWith({ cookie }, 'GET', '/v1/me')).status).toBe(401);
  });

  test('the last key of an admin stays; one with an end does not count', async () => {
    const expiresAt = new Date(door.stage.clock.now + day).toISOString();
    await make({ name: 'for a day', role: 'admin', expiresAt });
    const refused = await door.ask('DELETE', '/v1/keys/key_admin');
    expect(refused.status).toBe(409);
    expect(problemOf(refused.json).detail).toContain('the last key of an admin');
    const other = await make({ name: 'second', role: 'admin' });
    expect((await door.ask('DELETE', '/v1/keys/key_admin')).status).toBe(200);
    const back = await door.askWith(bearing(other.key), 'DELETE', `/v1/keys/${other.id}`);
    expect(back.status).toBe(409);
  });

  test('nor does the key of a machine count, whose file may be gone', async () => {
    for (const id of ['key_this-machine', 'key_this-machine-abc']) {
      await database.transaction((tx) => saveKey(tx, {
        id, hash: hashOf(id), name: id, role: 'admin', at: 0,
      }));
      expect((await list()).find((one) => one.id === id)?.kind).toBe('this-machine');
    }
    expect((await door.ask('DELETE', '/v1/keys/key_admin')).status).toBe(409);
  });

  test('of two admins who revoke each other at once, one stays', async () => {
    const one = await make({ name: 'one', role: 'admin' });
    const two = await make({ name: 'two', role: 'admin' });
    await door.ask('DELETE', '/v1/keys/key_admin');
    const answers = await Promise.all([
      door.askWith(bearing(one.key), 'DELETE', `/v1/keys/${two.id}`),
      door.askWith(bearing(two.key), 'DELETE', `/v1/keys/${one.id}`),
    ]);
    const opening = await Promise.all([one, two].map(({ key }) => me(key)));
    expect(opening.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('the bootstrap key is shown as such; revoked it stays so until another comes', async () => {
    const bootstrap = (text: string) => database.transaction((tx) => saveKey(tx, {
      id: 'key_bootstrap', hash: hashOf(text), name: 'admin', role: 'admin', at: 0,
    }));
    await bootstrap('a-bootstrap-key-1');
    expect((await list()).find((one) => one.kind === 'bootstrap'))
      .toMatchObject({ name: 'admin', startsWith: null });
    const rotated = await door.ask('POST', '/v1/keys/key_bootstrap/rotate', {});
    expect(problemOf(rotated.json).detail).toContain('GATEPASS_BOOTSTRAP_KEY');
    expect((await door.ask('DELETE', '/v1/keys/key_bootstrap')).status).toBe(200);
    await bootstrap('a-bootstrap-key-1');
    expect((await me('a-bootstrap-key-1')).status).toBe(401);
    await bootstrap('a-bootstrap-key-2');
    expect((await me('a-bootstrap-key-2')).status).toBe(200);
  });

  test.each(['operator', 'reader', 'warehouse', 'channel'] as const)(
    'keys and audit are nothing for the role %s', async (role) => {
      for (const [method, url, body] of [
        ['GET', '/v1/keys'], ['POST', '/v1/keys', { name: 'x', role: 'admin' }],
        ['POST', '/v1/keys/key_admin/rotate', {}], ['DELETE', '/v1/keys/key_admin'],
        ['GET', '/v1/audit'],
      ] as const) {
        expect((await door.ask(method, url, body, role)).status).toBe(403);
        expect((await door.ask(method, url, body, null)).status).toBe(401);
      }
    });

  describe('with limits', () => {
    beforeEach(() => openAnew({ rates: { callsPerKey: 3, guessesPerAddress: 2 } }));

    test('a key that calls too often waits, in words; others, and health, do not', async () => {
      const asks = await Promise.all([1, 2, 3, 4].map(() =>
        door.ask('GET', '/v1/orders', undefined, 'reader')));
      expect(asks.map((one) => String(one.status)).toSorted())
        .toEqual(['200', '200', '200', '429']);
      const refused = asks.find((one) => one.status === 429);
      expect(refused?.headers['retry-after']).toBe('20');
      expect(refused?.headers['content-type']).toContain('application/problem+json');
      expect(problemOf(refused?.json).detail).toContain('send it again in 20 seconds');
      expect((await door.ask('GET', '/v1/orders')).status).toBe(200);
      expect((await door.ask('GET', '/healthz', undefined, 'reader')).status).toBe(200);
      turn(20_000);
      expect((await door.ask('GET', '/v1/orders', undefined, 'reader')).status).toBe(200);
    });

    test('an address that guesses waits, however right the next guess is', async () => {
      expect((await door.ask('GET', '/v1/orders', undefined, 'reader')).status).toBe(200);
      expect((await me('gp_wrong-key-1')).status).toBe(401);
      expect((await me('the-key-of-admin')).status).toBe(429);
      const signIn = await door.ask('POST', '/v1/sign-in/key', { key: 'the-key-of-admin' }, null);
      expect([signIn.status, signIn.headers['retry-after']]).toEqual([429, '30']);
      // A key that was right from here before is no guess.
      expect((await door.ask('GET', '/v1/orders', undefined, 'reader')).status).toBe(200);
      expect((await door.ask('GET', '/healthz', undefined, null)).status).toBe(200);
      turn(60_000);
      expect((await me('the-key-of-admin')).status).toBe(200);
    });
  });

  test('unknown, revoked and expired keys are answered alike', async () => {
    const revoked = await make({ name: 'gone', role: 'reader' });
    await door.ask('DELETE', `/v1/keys/${revoked.id}`);
    const expiresAt = new Date(door.stage.clock.now + day).toISOString();
    const expired = await make({ name: 'over', role: 'reader', expiresAt });
    turn(day);
    const answers = await Promise.all([revoked.key, expired.key, `gp_${'x'.repeat(40)}`]
      .map(async (key) => {
        const asked = await door.askWith(bearing(key), 'GET', '/v1/orders');
        const signedIn = await door.ask('POST', '/v1/sign-in/key', { key }, null);
        return [asked.status, asked.text, signedIn.status, signedIn.text];
      }));
    expect(answers[0]?.[0]).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});
