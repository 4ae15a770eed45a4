/** Signing in at a provider, which is a real one in a process of its own. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { openDoor, type Door } from '../../tests/door.ts';
import { guestAt, invited, type Guest } from '../../tests/person.ts';
import { startProvider, visitProvider, type RunningProvider } from '../../tests/provider-visit.ts';
import { clientId, clientSecret } from '../../tests/provider.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { returnPath } from '../people/sign-in.ts';
import {
  auditEntryShape, listOf, meShape, problemShape, providerShape, providerUrlShape,
  signInWaysShape,
} from './shapes.ts';

const home = 'http://gatepass.test';

onEveryDatabase('a provider', (size) => {
  let database: Database;
  let door: Door;
  let provider: RunningProvider;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
    provider = await startProvider(`${home}${returnPath}`);
  });
  afterAll(async () => {
    await provider.stop();
    await size.drop();
  });
  beforeEach(async () => {
    await emptyTables(database);
    door = await openDoor(database, { publicUrl: home });
  });

  const setUp = (over: object = {}) => door.ask('PUT', '/v1/sign-in-provider', {
    name: 'Keycloak', issuer: provider.issuer, clientId, clientSecret, ...over,
  });
  /** Goes there and comes back; answers where the browser is sent at last. */
  const visit = async (guest: Guest, login: string): Promise<string> => {
    const { json } = await guest.ask('POST', '/v1/sign-in/provider', { next: '/orders?open=yes' });
    const back = await visitProvider(providerUrlShape.parse(json).url, login);
    const { pathname, search } = new URL(back);
    return String((await guest.ask('GET', `${pathname}${search}`)).headers['location']);
  };

  test('lets in who was invited, again and again, and the audit says by which way', async () => {
    expect((await setUp()).status).toBe(200);
    const { provider: offered } = signInWaysShape.parse(
      (await door.ask('GET', '/v1/sign-in', undefined, null)).json);
    expect(offered).toEqual({ name: 'Keycloak' });
    const { id } = await invited(door, 'Mia', 'engineer');
    for (let count = 0; count < 2; count += 1) {
      const guest = guestAt(door);
      expect(await visit(guest, 'mia')).toBe('/orders?open=yes');
      expect(meShape.parse((await guest.ask('GET', '/v1/me')).json))
        .toMatchObject({ name: 'Mia', role: 'engineer', person: { id, hasPassword: false } });
    }
    const { items } = listOf(auditEntryShape).parse((await door.ask('GET', '/v1/audit')).json);
    expect(items[0]).toMatchObject({ who: 'Mia', summary: 'Signed in at the provider' });
    const kept = JSON.stringify(await rowsOf(database, 'select * from person_account'));
    expect(kept).toContain('"access_token":null');
  });

  test('does not let in whom nobody invited, or who was shut out', async () => {
    await setUp();
    const stranger = guestAt(door);
    expect(await visit(stranger, 'eve')).toMatch(/^\/sign-in\?error=/);
    expect((await stranger.ask('GET', '/v1/me')).status).toBe(401);
    const { id } = await invited(door, 'Mia', 'lead');
    await door.ask('POST', `/v1/people/${id}/deactivate`);
    const out = guestAt(door);
    expect(await visit(out, 'mia')).toMatch(/^\/sign-in\?error=/);
    expect((await out.ask('GET', '/v1/me')).status).toBe(401);
  });

  test('is not believed about an address that it has not checked, unless so set up', async () => {
    await setUp();
    await invited(door, 'Mia', 'admin');
    expect(await visit(guestAt(door), 'mia.unchecked')).toMatch(/^\/sign-in\?error=/);
    await setUp({ trustsUnverified: true });
    expect(await visit(guestAt(door), 'mia.unchecked')).toBe('/orders?open=yes');
  });

  test('lets nobody in by an answer meant for another browser, or come twice', async () => {
    await setUp();
    await invited(door, 'Mia', 'lead');
    const mine = guestAt(door);
    const { json } = await mine.ask('POST', '/v1/sign-in/provider', { next: '/' });
    const back = await visitProvider(providerUrlShape.parse(json).url, 'mia');
    const { pathname, search } = new URL(back);
    const planted = guestAt(door);
    await planted.ask('GET', `${pathname}${search}`);
    expect((await planted.ask('GET', '/v1/me')).status).toBe(401);
    await mine.ask('GET', `${pathname}${search}`);
    const again = guestAt(door, {}, mine.cookie().replace(/gatepass_session=[^;]+/, 'x=y'));
    await again.ask('GET', `${pathname}${search}`);
    expect((await again.ask('GET', '/v1/me')).status).toBe(401);
  });

  test.each(['//evil.example', 'https://evil.example/', '/\\evil.example', '/ x'])(
    'never leads to another site: %s', async (next) => {
      await setUp();
      expect((await guestAt(door).ask('POST', '/v1/sign-in/provider', { next })).status).toBe(400);
    });

  test('is asked who it is before it is stored, and its secret is told to nobody', async () => {
    const wrong = await setUp({ issuer: `${provider.issuer}/elsewhere` });
    expect([wrong.status, problemShape.parse(wrong.json).detail])
      .toEqual([422, expect.stringContaining('it does not answer')]);
    const broken = await setUp({ issuer: `${provider.issuer}/a{"level":50}\n{"level":60}` });
    expect([broken.status, problemShape.parse(broken.json).problems]).toEqual([400, [
      { path: 'issuer', problem: 'an address has no spaces, line breaks, quotes or braces' },
    ]]);
    const open = await setUp({ issuer: 'http://login.shop.example/' });
    expect([open.status, problemShape.parse(open.json).detail])
      .toEqual([422, expect.stringContaining('by https')]);
    expect(providerShape.parse((await door.ask('GET', '/v1/sign-in-provider')).json).provider)
      .toBeNull();
    const { text, json } = await setUp();
    expect(text).not.toContain(clientSecret);
    expect(providerShape.parse(json).returnsTo).toBe(`${home}${returnPath}`);
    expect(JSON.stringify(await rowsOf(database, 'select * from sign_in_provider')))
      .not.toContain(clientSecret);
    await door.ask('DELETE', '/v1/sign-in-provider');
    expect((await guestAt(door).ask('POST', '/v1/sign-in/provider', {})).status).toBe(404);
  });
});
