/** Our tables for people against those that the sign-in library writes to. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getMigrations } from 'better-auth/db/migration';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { optionsFor } from './sign-in.ts';

onEveryDatabase('the tables for signing in', (size) => {
  let database: Database;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);

  const missing = async (): Promise<readonly unknown[]> => {
    const { toBeCreated, toBeAdded } = await getMigrations(optionsFor({
      database, secret: 'x'.repeat(40), cookieName: 'x', sessionSeconds: 60, isSecure: false,
      address: 'http://gatepass.invalid',
    }));
    return [...toBeCreated, ...toBeAdded].map(({ table, fields }) => [table, Object.keys(fields)]);
  };

  test('are those that the library would make', async () => {
    expect(await missing()).toEqual([]);
  });

  test('and a column that it would miss is found', async () => {
    await rowsOf(database, 'alter table person_session drop column user_agent');
    expect(await missing()).toEqual([['person_session', ['user_agent']]]);
  });
});
