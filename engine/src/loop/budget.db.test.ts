/** The budget of a connection: never a refusal of our own making. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { manifestOf, noon } from '../../tests/stage.ts';
import { tripOn } from '../../tests/trip.ts';
import type { WireAnswer } from '../contract/wire.ts';
import { instant } from '../core/model/instant.ts';
import { logCall, readConnectionState } from '../store/calls.ts';
import type { Database, Tx } from '../store/database.ts';
import { forgetLimitsReached } from '../store/limits-reached.ts';
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
    database.transaction((tx) => heedHeaders(tx, 'acc', manifest.rate, {
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
    expect(most).toBe(36);
    expect(starts.length).toBeGreaterThan(36 * 3);
  });

  test('a window is two seconds longer than theirs: clocks and lines differ', async () => {
    for (let count = 0; count < 36; count += 1) await call(noon);
    expect(await at(noon + 1)).toMatchObject({
      limit: 36, used: 36, openAt: noon + 62_000, binds: 'budget',
    });
    expect(await isOpenAt(noon + 61_999)).toBe(false);
    expect(await isOpenAt(noon + 62_000)).toBe(true);
  });

  test('of which a whole withdrawal is always left, however many calls it makes', async () => {
    const usual = manifest.operations['create-order'];
    if (usual === undefined) throw new Error('the account creates nothing');
    const dear = {
      ...manifest,
      operations: { 'create-order': usual, 'withdraw-order': { ...usual, costInCalls: 3 } },
    };
    const opens = (now: number, cost: number, forHarm: boolean) => database.transaction(
      async (tx) => (await readBudget(tx, 'acc', dear, now, {
        calls: cost, isForHarm: forHarm, labelsUnlooked: null,
      }))?.openAt);
    for (let now: number = noon; (await opens(now, 1, false)) === now; now += 500) {
      await call(now);
    }
    const later = noon + 30_000;
    expect(await opens(later, 1, false)).toBe(noon + 62_000);
    expect(await opens(later, 3, true)).toBe(later);
    for (let made = 0; made < 3; made += 1) await call(later);
    expect(await opens(later, 3, true)).toBeGreaterThan(later);
  });

  test('calls from before the clock was put right hold nothing up; those of a machine ' +
    'whose clock is a little ahead count', async () => {
    for (let count = 0; count < 36; count += 1) await call(noon + 3 * 3_600_000);
    expect(await at(noon)).toMatchObject({ used: 0, binds: 'nothing' });
    for (let count = 0; count < 36; count += 1) await call(noon + 2_000);
    expect(await isOpenAt(noon)).toBe(false);
  });

  test('what they allow is heeded at once, and what another program took counts', async () => {
    const harmOpens = (now: number, calls: number) => database.transaction(async (tx) =>
      (await readBudget(tx, 'acc', manifest, now, {
        calls, isForHarm: true, labelsUnlooked: null,
      }))?.openAt);
    await heed({ limit: 20, remaining: 12, reset: 30_000 }, noon);
    expect(await at(noon)).toMatchObject({ limit: 16, used: 8, others: 8, binds: 'nothing' });
    // Releases end where void and withdraw begin, though they made eight calls only.
    for (let count = 0; count < 8; count += 1) await call(noon);
    expect(await isOpenAt(noon + 29_000)).toBe(false);
    expect(await harmOpens(noon + 1, 4)).toBe(noon + 1);
    // And these may use the last two that are said to be left.
    await heed({ limit: 20, remaining: 2, reset: 29_000 }, noon + 1_000);
    expect(await at(noon + 1_000)).toMatchObject({ used: 18, others: 10 });
    expect(await harmOpens(noon + 1_000, 2)).toBe(noon + 1_000);
    expect(await harmOpens(noon + 1_000, 3)).toBe(noon + 30_500);
    await heed({ limit: 20, remaining: 0, reset: 28_000 }, noon + 2_000);
    expect(await harmOpens(noon + 2_000, 1)).toBe(noon + 30_500);
    // Of their next window nothing is known; our own calls count for as long as ever.
    expect(await at(noon + 30_500)).toMatchObject({ used: 8, others: 0, binds: 'nothing' });
  });

  test('a larger word of theirs never exceeds what is documented', async () => {
    await heed({ limit: 5_000 }, noon);
    expect(await at(noon)).toMatchObject({ limit: 36 });
  });

  test('the last two calls are kept for what takes goods out of harm\'s way', async () => {
    for (let count = 0; count < 36; count += 1) await call(noon);
    const outOfHarm = () => database.transaction((tx) =>
      readBudget(tx, 'acc', manifest, noon + 1, {
        calls: 1, isForHarm: true, labelsUnlooked: null,
      }));
    expect(await isOpenAt(noon + 1)).toBe(false);
    expect(await outOfHarm()).toMatchObject({ limit: 38, binds: 'nothing' });
    await call(noon);
    await call(noon);
    expect(await outOfHarm()).toMatchObject({ used: 38, binds: 'budget' });
  });

  test('answers without headers change nothing', async () => {
    await heed({ limit: 20 }, noon);
    await heed({}, noon);
    expect(await at(noon)).toMatchObject({ limit: 16 });
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
    const stateAfter = (deed: (tx: Tx) => Promise<void>) => database.transaction(async (tx) => {
      await deed(tx);
      return readConnectionState(tx, 'acc');
    });
    expect(await stateAfter((tx) => allWell(tx, 'acc', noon + 50_000)))
      .toMatchObject({ trouble: null, troubleSince: null, lastGoodAt: noon + 50_000 });
    expect(await stateAfter((tx) => allWell(tx, 'acc', noon + 60_000)))
      .toMatchObject({ wellSince: noon + 50_000, lastGoodAt: noon + 60_000 });
    expect(await stateAfter((tx) => closeBudget(
      tx, 'acc', closed, { world: noon + 70_000, wire: noon + 70_000 })))
      .toMatchObject({ wellSince: null, troubleSince: noon + 70_000 });
  });

  test('being turned away is kept as when no calls were left: close together it is one stretch, ' +
    'and what is not their limit is none', async () => {
    const close = (at: number, why: 'throttled' | 'refused' = 'throttled') =>
      database.transaction((tx) => closeBudget(tx, 'acc', {
        is: 'unanswered', why, text: 'no', closedForMilliseconds: minute,
      }, { world: at, wire: at }));
    const kept = () => rowsOf(database,
      'select since_at, until_at, times from limit_reached order by since_at');
    await close(noon - 3 * 3_600_000, 'refused');
    expect(await kept()).toEqual([]);
    await close(noon);
    await close(noon + 30_000);
    await close(noon + 16 * minute);
    await close(noon + 31 * minute);
    const first = { since_at: noon, until_at: noon + 32 * minute, times: 3 };
    expect(await kept()).toEqual([first]);
    await close(noon + 48 * minute);
    const second = { since_at: noon + 48 * minute, until_at: noon + 49 * minute, times: 1 };
    expect(await kept()).toEqual([first, second]);
    await database.transaction((tx) => forgetLimitsReached(tx, instant(noon + 33 * minute)));
    expect(await kept()).toEqual([second]);
  });

  test('every call is counted before it leaves, and heeds what came back', async () => {
    let now: number = noon;
    const seen: number[] = [];
    const wire = countedWire({
      database, wireNow: () => now, limitNow: () => now,
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
    }), async () => true);
    await wire.request({
      method: 'GET', url: 'http://x', headers: {}, body: null, timeoutMilliseconds: 1, purpose: 'p',
    });
    expect(seen).toEqual([1]);
    expect(await at(now)).toMatchObject({ used: 1, limit: 6 });
  });

  test('a call that cannot be kept word for word is answered all the same', async () => {
    const logged: unknown[] = [];
    const answer: WireAnswer = { is: 'answer', status: 200, body: 'Leeds', headers: {} };
    const wire = countedWire(
      {
        database, wireNow: () => noon, limitNow: () => noon,
        wire: { request: async () => answer },
      }, 'acc', () => manifest, async () => true, {
        connection: 'acc', now: () => noon, underWay: { attempts: ['att_1'] }, secrets: () => [],
        log: (...said) => { logged.push(said); },
      });
    const mend = await tripOn(database, 'call_text', 'true');
    try {
      expect(await wire.request({
        method: 'GET', url: 'http://x', headers: {}, body: null, timeoutMilliseconds: 1,
        purpose: 'p',
      })).toBe(answer);
    } finally {
      await mend();
    }
    expect(await rowsOf(database, 'select result from call_log')).toEqual([{ result: '200' }]);
    expect(logged).toMatchObject([['what a call said could not be kept', { connection: 'acc' }]]);
    expect(JSON.stringify(logged)).not.toContain('tripped over it');
  });

  test('no call leaves by a hand that lost its lease, or stood still since it asked', async () => {
    let now: number = noon;
    let isHeld = true;
    const sent: string[] = [];
    const wire = countedWire({
      database, wireNow: () => now, limitNow: () => now,
      wire: {
        request: async ({ purpose }): Promise<WireAnswer> => {
          sent.push(purpose);
          return { is: 'answer', status: 200, body: '', headers: {} };
        },
      },
    }, 'acc', () => manifest, async () => {
      // Frozen right behind the question: the answer is old when it wakes.
      if (isFrozen) now += 20_000;
      return isHeld;
    });
    let isFrozen = false;
    const call = (purpose: string) => wire.request({
      method: 'GET', url: 'http://x', headers: {}, body: null, timeoutMilliseconds: 1, purpose,
    });
    expect(await call('look')).toMatchObject({ is: 'answer' });
    isHeld = false;
    expect(await call('write what was looked at')).toMatchObject({ is: 'not-sent' });
    isHeld = true;
    isFrozen = true;
    expect(await call('after a long sleep')).toMatchObject({ is: 'not-sent' });
    expect(sent).toEqual(['look']);
  });
});
