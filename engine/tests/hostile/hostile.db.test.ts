/** Odd inputs to every endpoint; `together/hostile.long.test.ts` sends many more of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import type { Database } from '../../src/store/database.ts';
import { onEveryDatabase } from '../databases.ts';
import { attack } from './attack.ts';

const seed = Number(process.env['GATEPASS_TEST_SEED'] ?? 1);
const inputs = Number(process.env['GATEPASS_TEST_INPUTS'] ?? 1_000);

onEveryDatabase('hostile input', (size) => {
  let database: Database;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);

  test('is answered in words, stores nothing that was refused, and the loop goes on', async () => {
    const { faults, ...numbers } = await attack(database, {
      seed: size.name === 'embedded' ? seed : seed + 1_000_000, inputs,
    });
    expect(faults).toEqual([]);
    expect(numbers.inputs).toBe(inputs);
    // Without both kinds it would try the door alone, or never be refused.
    expect(numbers.taken).toBeGreaterThan(inputs / 10);
    expect(numbers.refused).toBeGreaterThan(inputs / 10);
    expect(numbers.orders).toBeGreaterThan(5);
    expect(numbers.heapMegabytes).toBeLessThan(64);
  });
});
