/**
 * Upgrade with old and new side by side, over one migration: the program as it is, on the tables
 * of the version after it.
 */
import { afterEach, expect, inject, test, vi } from 'vitest';
import { instant } from '../src/core/model/instant.ts';
import { startLoop, type Loop } from '../src/loop/run.ts';
import type { Database } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { openOutside } from '../src/store/outside/open.ts';
import { onEveryDatabase, rowsOf } from './databases.ts';
import { nextVersion, somethingMore, type NextVersion } from './next-version.ts';
import { labelAtDesk, openStage, type Stage } from './stage.ts';

const patience = { timeout: 100_000, interval: 20 };

/** Every table that the program knows. */
const tablesOf = async (database: Database): Promise<readonly string[]> =>
  (await rowsOf(database, `select tablename as name from pg_tables
    where schemaname = current_schema() and tablename <> 'gatepass_migration' order by 1`))
    .map((row) => String((row as { name: unknown }).name));

onEveryDatabase('one migration ahead', (size) => {
  let loop: Loop | null = null;
  let next: NextVersion | null = null;
  afterEach(async () => {
    await loop?.stop();
    loop = null;
    next?.remove();
    await size.drop();
  });

  /** From the gate until both have been told. */
  const bringHome = async (stage: Stage, number: string): Promise<void> => {
    await stage.say(number);
    await vi.waitFor(() => expect(stage.account.orders.size).toBeGreaterThan(0), patience);
    await vi.waitFor(() => { labelAtDesk(stage, number); }, patience);
    await vi.waitFor(async () => {
      stage.clock.now = instant(stage.clock.now + 1_000);
      expect((await stage.order(number)).decision?.headline.stage).toBe('channel-told');
    }, patience);
  };

  test('a loop goes on while its tables grow', { timeout: 120_000 }, async () => {
    const database = await size.open();
    await migrate(database);
    const stage = openStage(database);
    await stage.apply();
    loop = await startLoop(stage.surroundings);
    await bringHome(stage, 'SO-1');
    next = nextVersion(somethingMore(await tablesOf(database)));
    expect(await migrate(database, { folder: next.folder })).toMatchObject([{ name: next.name }]);
    await bringHome(stage, 'SO-2');
    await loop.stop();
    loop = await startLoop(stage.surroundings);
    await stage.apply({ limits: { readyToRelease: '3m' } });
    await bringHome(stage, 'SO-3');
    const made = stage.calls.filter((one) => one.startsWith('create-order'));
    expect(made).toHaveLength(3);
  });

  test.skipIf(size.name === 'embedded')(
    'what cannot stand beside older programs waits until they have ended ' +
      '(needs several processes)',
    async () => {
      const database = await size.open();
      await migrate(database);
      const stage = openStage(database);
      await stage.apply();
      loop = await startLoop(stage.surroundings);
      next = nextVersion('alter table feed rename column page to leaf;', 'no');
      const { folder, name } = next;
      await expect(migrate(database, { folder })).rejects.toThrow(
        `${name} cannot be applied while a Gatepass of the version before runs`);
      await bringHome(stage, 'SO-1');
      await loop.stop();
      loop = null;
      const [at] = await rowsOf(database, 'select current_database() as name');
      await database.close();
      const url = new URL(String(inject('postgresUrl')));
      url.pathname = `/${String((at as { name: unknown }).name)}`;
      const newer = await openOutside({ databaseUrl: url.href, log: () => undefined });
      expect(await migrate(newer, { folder })).toMatchObject([{ name }]);
      await newer.close();
    });
});
