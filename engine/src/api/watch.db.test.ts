/** What is worth watching on a connection is said where the connection is shown. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { openDoor, type Door } from '../../tests/door.ts';
import { noon } from '../../tests/stage.ts';
import { instant, later } from '../core/model/instant.ts';
import { closeBudget } from '../loop/budget.ts';
import { countedWire } from '../loop/counted-wire.ts';
import { saveUnreadable } from '../store/calls.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';

const shape = z.object({ items: z.array(z.object({
  name: z.string(), watch: z.array(z.string()),
})) });

onEveryDatabase('what is worth watching', (size) => {
  let database: Database;
  let door: Door;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(() => size.drop());
  beforeEach(async () => {
    await emptyTables(database);
    door = await openDoor(database);
  });

  const watched = async (name: string): Promise<readonly string[]> => {
    const { json } = await door.ask('GET', '/v1/connections');
    return shape.parse(json).items.find((one) => one.name === name)?.watch ?? [];
  };

  test('what could not be read is named once, however often it is shown', async () => {
    const { now } = door.stage.surroundings;
    const show = (...words: readonly string[]) => database.transaction((tx) =>
      saveUnreadable(tx, 'shop-uk', now(), words));
    await show('order 7: its lines cannot be read', 'order 8: it cannot be read');
    for (let looks = 0; looks < 3; looks += 1) await show('order 7: its lines cannot be read');
    expect(await watched('shop-uk')).toEqual([expect.stringMatching(
      /^Of what it showed 2 rows were left out .*: order 7: its lines cannot be read$/)]);
    expect(await watched('shipstation-uk')).toEqual([]);
    door.stage.clock.now = later(now(), 25 * 3_600_000);
    expect(await watched('shop-uk')).toEqual([]);
  });

  /** One call, answered by a clock that is ahead of ours by so much. */
  const call = async (connection: string, ahead: number): Promise<void> => {
    const { surroundings } = door.stage;
    const date = new Date(surroundings.wireNow() + ahead).toUTCString();
    const wire = countedWire({
      ...surroundings,
      wire: { request: async () => ({ is: 'answer', status: 200, body: '', headers: { date } }) },
    }, connection, () => null, async () => true);
    await wire.request({
      method: 'GET', url: 'http://x', headers: {}, body: null, timeoutMilliseconds: 1, purpose: 'p',
    });
  };

  test('a wrong clock is named after three answers, and no longer after one that agrees',
    async () => {
      for (const ahead of [600_000, 600_000]) await call('shop-uk', ahead);
      expect(await watched('shop-uk')).toEqual([]);
      await call('shipstation-uk', 0);
      await call('shop-uk', 600_000);
      expect(await watched('shop-uk')).toEqual([expect.stringMatching(
        /^Its clock is 10 minutes ahead of ours, by its last 3 .*shipstation-uk agrees with our/)]);
      expect(await watched('shipstation-uk')).toEqual([]);
      for (let answers = 0; answers < 3; answers += 1) await call('shipstation-uk', 590_000);
      expect(await watched('shop-uk')).toEqual([
        expect.stringContaining('shipstation-uk says the same, so ours is likely wrong'),
      ]);
      await call('shop-uk', 20_000);
      expect(await watched('shop-uk')).toEqual([]);
      // A way there and a way back are no row: each begins anew.
      for (const ahead of [600_000, 600_000, -600_000]) await call('shop-uk', ahead);
      expect(await watched('shop-uk')).toEqual([]);
    });

  test('a clock that goes on agreeing is not written down with every call', async () => {
    await call('shop-uk', 0);
    const written = () => rowsOf(database, 'select xmin::text from connection_clock');
    const once = await written();
    await call('shop-uk', 0);
    expect(await written()).toEqual(once);
    door.stage.clock.now = instant(noon + 3_600_000);
    await call('shop-uk', 0);
    expect(await written()).not.toEqual(once);
  });

  test('a world with a time of its own raises no clock', async () => {
    const { surroundings } = door.stage;
    const demo = { ...surroundings, now: () => instant(noon + 86_400_000) };
    for (let answers = 0; answers < 5; answers += 1) {
      const date = new Date(surroundings.wireNow()).toUTCString();
      await countedWire({
        ...demo, wire: {
          request: async () => ({ is: 'answer', status: 200, body: '', headers: { date } }),
        },
      }, 'shop-uk', () => null, async () => true).request({
        method: 'GET', url: 'http://x', headers: {}, body: null, timeoutMilliseconds: 1,
        purpose: 'p',
      });
    }
    expect(await watched('shop-uk')).toEqual([]);
  });

  test('a gate that is watched and not enforced is said with what can be held', async () => {
    expect(await watched('shipstation-uk')).toEqual([]);
    await door.stage.apply({ enters: 'channel' });
    // 36 calls in 62 seconds, less two looks a minute; a hold is one call here.
    expect(await watched('shipstation-uk')).toEqual([
      'For shopify-uk the gate is watched, not enforced: the store brings its orders in by ' +
      'itself. With the calls that it allows, at most 1,970 orders an hour can be put on hold ' +
      'before they are packed; more than that stand open to be labelled. End that import, and ' +
      'let Gatepass bring them in (enters: gatepass).',
    ]);
    expect(await watched('shop-uk')).toEqual([]);
  });

  test('a silence has an owner and a limit of its own', async () => {
    for (let calls = 0; calls < 3; calls += 1) {
      await database.transaction((tx) => closeBudget(tx, 'shipstation-uk', {
        is: 'unanswered', why: 'silence', text: 'No answer.', closedForMilliseconds: null,
      }, { world: noon, wire: noon }));
    }
    const [sentence = ''] = await watched('shipstation-uk');
    expect(sentence).toMatch(
      /^It has not answered since 12:00\. No order .* late .* engineer to see to by 12:30\./);
    expect(sentence).toMatch(/After that it is the lead's\.$/);
    door.stage.clock.now = instant(noon + 1_800_001);
    expect((await watched('shipstation-uk'))[0]).toMatch(/That time has passed, .* the lead's now/);
  });
});
