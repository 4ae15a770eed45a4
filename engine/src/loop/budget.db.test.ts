/** The budget of a connection: never a refusal of our own making. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase } from '../../tests/databases.ts';
import { manifestOf, noon } from '../../tests/stage.ts';
import type { WireAnswer } from '../contract/wire.ts';
import { logCall, readConnectionState } from '../store/calls.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { allWell, closeBudget, heedHeaders, readBudget } from './budget.ts';
import { countedWire } from './counted-wire.ts';

const manifest = manifestOf('account');
const minute = 60_000;

onEveryDatabase('a budget', (size) => {
  let database: Database;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(() => emptyTables(database));

  const at = (now: number) => database.transaction((tx) => readBudget(tx, 'acc', manifest, now));
  const call = (startedAt: number) => database.transaction((tx) =>
    logCall(tx, { connection: 'acc', purpose: 'a call', startedAt }));
  const isOpenAt = async (now: number) => ((await at(now))?.openAt ?? 0) <= now;
  const heed = (said: { limit?: number; remaining?: number; reset?: number }, now: number) =>
    database.transaction((tx) => heedHeaders(tx, 'acc', {
      limit: said.limit ?? null, remaining: said.remaining ?? null,
      resetMilliseconds: said.reset ?? null,
    }, now));

  test('never more calls than the limit in any window of theirs, wherever it begins', async () => {
    const starts: number[] = [];
    for (let now = 0; now < 5 * minute; now += 500) {
      // Idle for a while, so that a refilling bucket would burst.
      if (now < minute || !(await isOpenAt(noon + now))) continue;
      await call(noon + now);
      starts.push(now);
    }
    const most = Math.max(...starts.map((from) =>
      starts.filter((one) => one >= from && one < from + minute).length));
    expect(most).toBe(38);
    expect(starts.length).toBeGreaterThan(38 * 3);
  });

  test('a window is two seconds longer than theirs: clocks and lines differ', async () => {
    for (let count = 0; count < 38; count += 1) await call(noon);
    expect(await at(noon + 1)).toMatchObject({
      limit: 38, used: 38, openAt: noon + 62_000, binds: 'budget',
    });
    expect(await isOpenAt(noon + 61_999)).toBe(false);
    expect(await isOpenAt(noon + 62_000)).toBe(true);
  });

  test('what they allow is heeded at once, and what others leave of it', async () => {
    await heed({ limit: 20, remaining: 12, reset: 30_000 }, noon);
    expect(await at(noon)).toMatchObject({ limit: 18, binds: 'nothing' });
    // Another program uses the same key: only the reserve is left.
    await heed({ limit: 20, remaining: 2, reset: 30_000 }, noon);
    expect(await isOpenAt(noon + 29_000)).toBe(false);
    expect(await isOpenAt(noon + 31_000)).toBe(true);
  });

  test('a larger word of theirs never exceeds what is documented', async () => {
    await heed({ limit: 5_000 }, noon);
    expect(await at(noon)).toMatchObject({ limit: 38 });
  });

  test('answers without headers change nothing', async () => {
    await heed({ limit: 20 }, noon);
    await heed({}, noon);
    expect(await at(noon)).toMatchObject({ limit: 18 });
  });

  test('a door stays closed for as long as they say; a good answer ends the trouble', async () => {
    const closed = {
      is: 'unanswered', why: 'throttled', text: 'too many', closedForMilliseconds: 40_000,
    } as const;
    await database.transaction((tx) => closeBudget(tx, 'acc', closed, { world: noon, wire: noon }));
    expect(await isOpenAt(noon + 39_999)).toBe(false);
    expect(await isOpenAt(noon + 40_000)).toBe(true);
    // A late word about an earlier window opens nothing.
    await heed({ remaining: 0, reset: 1_000 }, noon + 1);
    expect(await isOpenAt(noon + 39_999)).toBe(false);
    await database.transaction((tx) => allWell(tx, 'acc', noon + 50_000));
    const state = await database.transaction((tx) => readConnectionState(tx, 'acc'));
    expect(state).toMatchObject({ trouble: null, troubleSince: null, lastGoodAt: noon + 50_000 });
  });

  test('every call is counted before it leaves, and heeds what came back', async () => {
    let now: number = noon;
    const seen: number[] = [];
    const wire = countedWire({
      database, wireNow: () => now,
      wire: {
        request: async (): Promise<WireAnswer> => {
          seen.push((await at(now))?.used ?? 0);
          now += 700;
          return {
            is: 'answer', status: 200, body: '',
            headers: { 'x-limit': '10', 'x-left': '9', 'x-reset': 'soon' },
          };
        },
      },
    }, 'acc', () => ({
      ...manifest, rateHeaders: { limit: 'x-limit', remaining: 'x-left', resetSeconds: 'x-reset' },
    }));
    await wire.request({
      method: 'GET', url: 'http://x', headers: {}, body: null, timeoutMilliseconds: 1, purpose: 'p',
    });
    expect(seen).toEqual([1]);
    expect(await at(now)).toMatchObject({ used: 1, limit: 8 });
  });
});
