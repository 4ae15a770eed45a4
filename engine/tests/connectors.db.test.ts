/** What can be connected is told in words, and tried before anything of it is applied. */
import { beforeEach, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from './databases.ts';
import { atTheDoor } from './door.ts';
import { documentOf } from './stage.ts';
import { connectors } from '../src/connectors/registry.ts';
import type { WireRequest } from '../src/contract/wire.ts';
import { readBudget } from '../src/loop/budget.ts';
import {
  connectorShape, listOf, policyViewShape, probeShape, problemShape,
} from '../src/api/shapes.ts';

const probe = '/v1/connectors/shipstation/probe';
const secret = 'a-secret-that-nobody-may-see';
const settings = { v1: { apiKey: 'the-key', apiSecret: secret } };

const account: Readonly<Record<string, unknown>> = {
  '/stores': [{ storeId: 1, storeName: 'Shop', marketplaceId: 0, marketplaceName: 'ShipStation' }],
  '/warehouses': [{ warehouseId: 12_345, warehouseName: 'Leicester', isDefault: true }],
  '/carriers': [{ code: 'dpd', name: 'DPD' }],
  '/webhooks': { webhooks: [] },
};

onEveryDatabase('connectors over the API', (size) => {
  const { database, door, openAnew } = atTheDoor(size);
  let asked: WireRequest[] = [];
  let status = 200;
  beforeEach(async () => {
    asked = [];
    status = 200;
    await openAnew({ surroundings: {
      ...door.stage.surroundings, connectors: {
        ...door.stage.surroundings.connectors, ...connectors,
      },
      wire: {
        request: (request) => {
          asked.push(request);
          const body = JSON.stringify(account[new URL(request.url).pathname] ?? []);
          return Promise.resolve({ is: 'answer', status, headers: {}, body });
        },
      },
    } });
  });

  test('each is told with its roles and every setting of its manifest', async () => {
    const { json } = await door.ask('GET', '/v1/connectors', undefined, 'reader');
    const { items } = listOf(connectorShape).parse(json);
    for (const { manifest } of Object.values(connectors)) {
      const told = items.find((one) => one.connector === manifest.connector);
      expect(told?.roles).toEqual(manifest.roles);
      expect(told?.settings.map((one) => one.path))
        .toEqual(manifest.settings.map((one) => one.path));
      // A sentence of its own for people, not a note between programmers.
      for (const { meaning } of told?.settings ?? []) expect(meaning).toMatch(/^[A-Z]|^when-whole/);
    }
    expect(items.find((one) => one.connector === 'woocommerce')?.settings.find(
      (one) => one.path === 'tracking')?.choices?.[0]).toBe('note');
  });

  test('settings are tried before they are applied, and nothing of them is kept', async () => {
    const { json } = await door.ask('POST', probe, { connection: 'new-account', settings });
    expect(probeShape.parse(json).isWell).toBe(true);
    expect(asked.length).toBeGreaterThan(0);
    const shown = await door.ask('GET', '/v1/policy');
    expect(policyViewShape.parse(shown.json).version).toBe(1);
    expect(shown.text).not.toContain('new-account');
    const tables = await rowsOf(database,
      "select table_name as name from information_schema.tables where table_schema = 'public'");
    expect(tables.length).toBeGreaterThan(20);
    for (const name of tables.map((row) => String(Reflect.get(Object(row), 'name')))) {
      expect(JSON.stringify(await rowsOf(database, `select * from ${name}`))).not.toContain(secret);
    }
  });

  test('its calls count on the budget of the connection from then on', async () => {
    await door.ask('POST', probe, { connection: 'new-account', settings });
    const { manifest } = connectors['shipstation'] ?? {};
    if (manifest === undefined) throw new Error('there is no shipstation connector');
    const budget = await database.transaction((tx) =>
      readBudget(tx, 'new-account', manifest, door.stage.surroundings.limitNow()));
    expect(budget?.used).toBe(asked.length);
    // Pressed again and again it stops before the other side would say no.
    for (let press = 0; press < 40; press += 1) {
      await door.ask('POST', probe, { connection: 'new-account', settings });
    }
    expect(asked.length).toBeLessThanOrEqual(manifest.rate?.calls ?? 0);
  });

  test('a key that is refused is told in words, without the secret', async () => {
    status = 401;
    const { json, text } = await door.ask('POST', probe, { connection: 'new-account', settings });
    expect(probeShape.parse(json)).toMatchObject({ isWell: false });
    expect(text).not.toContain(secret);
  });

  test.each([
    ['a missing secret', { v1: { apiKey: 'k' } }, 'settings.v1.apiSecret'],
    ['a setting that there is not', { ...settings, v2: {} }, 'settings.v2'],
    ['the name of a stored secret', { v1: { apiKey: 'k', apiSecret: '${SS_SECRET}' } }, 'settings'],
  ])('%s is refused at its field, and nothing is called', async (_, given, path) => {
    const { status: answered, json } = await door.ask(
      'POST', probe, { connection: 'new-account', settings: given });
    expect(answered).toBe(422);
    expect(problemShape.parse(json).problems?.map((one) => one.path)).toContain(path);
    expect(asked).toEqual([]);
  });

  test('a connection that exists is not tried with other settings under its name', async () => {
    const { status: answered } = await door.ask(
      'POST', probe, { connection: 'shipstation-uk', settings });
    expect(answered).toBe(422);
    expect(asked).toEqual([]);
  });

  test('only who may set the policy makes us call an address', async () => {
    for (const role of ['operator', 'reader', 'warehouse'] as const) {
      const told = await door.ask('POST', probe, { connection: 'new-account', settings }, role);
      expect(told.status).toBe(403);
    }
    expect((await door.ask('POST', '/v1/connectors/nothing/probe', {
      connection: 'x', settings: {},
    })).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('a document made from a policy that is no longer in force overwrites nobody', async () => {
    const document = documentOf({ gate: 'picked' });
    const based = (basedOn: number) =>
      door.ask('PUT', '/v1/policy', { document, basedOn });
    expect((await based(0)).status).toBe(409);
    expect((await based(1)).status).toBe(200);
    expect((await based(1)).status).toBe(409);
    expect(policyViewShape.parse((await door.ask('GET', '/v1/policy')).json).version).toBe(2);
  });
});
