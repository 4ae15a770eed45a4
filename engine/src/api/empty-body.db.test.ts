import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { openDoor, type Door } from '../../tests/door.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { problemShape } from './shapes.ts';

onEveryDatabase('a call that names JSON and sends none', (size) => {
  let database: Database;
  let door: Door;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
    door = await openDoor(database);
  });
  afterAll(size.drop);

  test('is taken where no body is needed', async () => {
    expect((await door.ask('POST', '/v1/sign-out', '')).status).toBe(204);
    expect((await door.ask('POST', '/v1/connections/shop-uk/probe', '')).status).toBe(200);
  });

  test('is refused in words where one is', async () => {
    const { status, json } = await door.ask(
      'PUT', '/v1/warehouses/leicester/consignments/LE-1', '');
    expect(status).toBe(400);
    expect(problemShape.parse(json).problems).toMatchObject([{ path: 'the body' }]);
  });

  test.each(['{"a":', 'null', '[]', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}'])(
    'and %s is refused as before', async (body) => {
      expect((await door.ask('PUT', '/v1/policy', body)).status).toBe(400);
    });
});
