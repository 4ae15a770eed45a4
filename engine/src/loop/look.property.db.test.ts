/** Whatever the pages, the silences and the deaths: a feed shows everything, and skips nothing. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase } from '../../tests/databases.ts';
import { openStage } from '../../tests/stage.ts';
import type { LookAnswer, LookRequest } from '../contract/connector.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import { readFeed } from '../store/feeds.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { look } from './look.ts';

const labels = {
  feed: 'labels', costInCalls: 1, everyMilliseconds: 60_000, briskMilliseconds: 5_000,
  overlapMilliseconds: 300_000, shows: ['label'],
} as const;

/** What one look meets: how much time has passed, how many rows came, how full a page is. */
const lookArbitrary = fc.record({
  after: fc.integer({ min: 1, max: 400_000 }),
  rows: fc.integer({ min: 0, max: 5 }),
  pageSize: fc.integer({ min: 1, max: 4 }),
  meets: fc.constantFrom('page', 'page', 'page', 'silence', 'lost-lease', 'broken-row'),
});

onEveryDatabase('a feed over random pages', (size) => {
  let database: Database;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);

  test('every row is shown by a committed page, and no window moves while it is read', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(lookArbitrary, { minLength: 3, maxLength: 14 }), async (looks) => {
        await emptyTables(database);
        const stage = openStage(database);
        await stage.apply();
        const rows: Instant[] = [];
        const committed = new Set<Instant>();
        const position = () =>
          database.transaction((tx) => readFeed(tx, 'shipstation-uk', 'labels'));
        let pageSize = 1;
        let meets = 'page';
        let read: Instant[] = [];
        const asked: LookRequest[] = [];
        stage.script.look = async (request): Promise<LookAnswer> => {
          asked.push(request);
          if (meets === 'silence') {
            return { is: 'unanswered', why: 'silence', text: '', closedForMilliseconds: null };
          }
          const { from, to, page } = request;
          const start = page === null ? 0 : Number(page);
          const inWindow = rows.filter((at) => at >= from && at <= to);
          read = inWindow.slice(start, start + pageSize);
          const end = start + pageSize;
          if (meets === 'lost-lease') {
            stage.clock.now = instant(stage.clock.now + 15_000);
            await stage.hold('shipstation-uk', 'another/2/b');
          }
          return {
            is: 'page', seen: [], next: end < inWindow.length ? String(end) : null,
            unreadable: meets === 'broken-row' ? ['label 7: no date'] : [],
          };
        };
        const once = async () => {
          const before = await position();
          // A lease that was lost is held again when it has run out.
          stage.clock.now = instant(stage.clock.now + 15_000);
          const { lease, session } = await stage.hold('shipstation-uk');
          read = [];
          const result = await look(stage.surroundings, lease, session, labels);
          const after = await position();
          if (result.is === 'looked') for (const at of read) committed.add(at);
          else expect(after).toEqual(before);
          if (before.window !== null) {
            expect(asked.at(-1)).toMatchObject({ from: before.window.from, to: before.window.to });
          }
          if (after.through !== null) {
            // Behind the cursor nothing was left out.
            const behind = rows.filter((at) => at < (after.through ?? 0));
            expect(behind.filter((at) => !committed.has(at))).toEqual([]);
          }
          return result;
        };
        for (const one of looks) {
          for (let row = 0; row < one.rows; row += 1) {
            rows.push(instant(stage.clock.now + ((row + 1) * one.after) / (one.rows + 1)));
          }
          stage.clock.now = instant(stage.clock.now + one.after);
          ({ pageSize, meets } = one);
          await once();
        }
        meets = 'page';
        pageSize = 50;
        await once();
        while ((await position()).window !== null) await once();
        await once();
        expect(committed).toEqual(new Set(rows));
      }), { numRuns: 8 });
  }, 120_000);
});
