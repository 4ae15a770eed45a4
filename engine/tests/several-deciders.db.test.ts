/** Several processes decide side by side: what comes of it, not how long it takes. */
import { sql } from 'kysely';
import {
  afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi,
} from 'vitest';
import { emptyTables, rowsOf, testDatabases } from './databases.ts';
import { noon, openStage, type Stage } from './stage.ts';
import type { Database } from '../src/store/database.ts';
import { claimDue } from '../src/store/dossiers.ts';
import { migrate } from '../src/store/migrate.ts';
import { openOutside } from '../src/store/outside/open.ts';
import { startLoop, type Loop } from '../src/loop/run.ts';

const size = testDatabases().find((one) => one.name === 'outside');
const patience = { timeout: 60_000, interval: 50 };
const orders = 120;

describe.skipIf(size === undefined)('several who decide (needs PostgreSQL)', () => {
  let database: Database;
  let stage: Stage;
  const loops: Loop[] = [];
  const opened: Database[] = [];

  beforeAll(async () => {
    if (size === undefined) return;
    database = await size.open();
    await migrate(database);
    // Every decision sets when to look again, also one that changes nothing.
    await database.transaction((tx) => sql.raw(`
      create table counted (order_id text not null);
      create function count_decision() returns trigger language plpgsql as
        $$ begin insert into counted values (new.order_id); return null; end $$;
      create trigger counting after update of look_again_at on dossier
        for each row execute function count_decision()`).execute(tx));
  });
  afterAll(async () => size?.drop());
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
    // In shadow mode nothing follows from a decision, so that one is enough for each order.
    await stage.apply({ mode: 'shadow' });
    for (let number = 0; number < orders; number += 1) await stage.say(`SO-${String(number)}`);
    await rowsOf(database, `update dossier set look_again_at = ${String(noon)}`);
    await rowsOf(database, 'truncate counted');
  });
  afterEach(async () => {
    for (const loop of loops.splice(0)) await loop.stop();
    for (const one of opened.splice(0)) await one.close();
  });

  /** One more process, with a pool of its own. */
  const join = async (number: number): Promise<void> => {
    const [row] = await rowsOf(database, 'select current_database() as name');
    const url = new URL(String(inject('postgresUrl')));
    url.pathname = `/${String((row as { name: unknown }).name)}`;
    const own = await openOutside({ databaseUrl: url.href, log: () => undefined });
    opened.push(own);
    loops.push(await startLoop({
      ...stage.surroundings, database: own, holder: `machine/${String(number)}/a`,
    }));
  };
  const due = async (): Promise<number> => (await rowsOf(
    database, `select 1 from dossier where look_again_at <= ${String(noon)}`)).length;
  const decidedOtherThanOnce = () => rowsOf(database, `
    select order_id from dossier left join counted using (order_id)
     group by order_id having count(counted.order_id) <> 1`);

  test.each([1, 2, 4])('%i of them: every order is decided, and by one', async (count) => {
    await Promise.all(Array.from({ length: count }, (_, index) => join(index)));
    await vi.waitFor(async () => expect(await due()).toBe(0), patience);
    expect(await decidedOtherThanOnce()).toEqual([]);
  }, 90_000);

  test('one that stands still in the middle keeps back what it claimed, and no more', async () => {
    const hasClaimed = Promise.withResolvers<void>();
    const thawed = Promise.withResolvers<void>();
    const frozen = database.transaction(async (tx) => {
      await claimDue(tx, noon, 20);
      hasClaimed.resolve();
      await thawed.promise;
    });
    await hasClaimed.promise;
    await Promise.all([join(1), join(2)]);
    await vi.waitFor(async () => expect(await due()).toBe(20), patience);
    thawed.resolve();
    await frozen;
    await vi.waitFor(async () => expect(await due()).toBe(0), patience);
    expect(await decidedOtherThanOnce()).toEqual([]);
  }, 90_000);
});
