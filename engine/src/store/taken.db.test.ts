import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { instant } from '../core/model/instant.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { forgetTaken, readTaken, saveTaken } from './taken.ts';

onEveryDatabase('what a connection has taken in', (size) => {
  let database: Database;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);

  test('is known by its mark, to that connection alone, with the newest note', async () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ mark: `m${String(i)}`, note: 'a' }));
    await database.transaction(async (tx) => {
      await saveTaken(tx, 'leicester', [...many, { mark: 'm0', note: 'b' }], instant(1_000));
      await saveTaken(tx, 'leicester', [{ mark: 'm1\0', note: 'c' }], instant(2_000));
      const known = await readTaken(
        tx, 'leicester', [...many.map((one) => one.mark), 'm1\0', 'never']);
      expect(known.size).toBe(601);
      expect([known.get('m0'), known.get('m1'), known.get('never')]).toEqual(['b', 'a', undefined]);
      expect((await readTaken(tx, 'derby', ['m0'])).size).toBe(0);
      await forgetTaken(tx, 1_500);
      expect((await readTaken(tx, 'leicester', ['m0', 'm1\0'])).size).toBe(1);
    });
  });
});
