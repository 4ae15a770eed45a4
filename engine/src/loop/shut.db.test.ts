/** Where our key is refused the loop does not hammer, and loses no wish until it is taken. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { noon, openStage, type Stage } from '../../tests/stage.ts';
import type { Unanswered } from '../contract/connector.ts';
import { instant } from '../core/model/instant.ts';
import { readConnectionState } from '../store/calls.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import type { Bell } from './bell.ts';
import { closeBudget, tryAnew } from './budget.ts';
import { work } from './hand.ts';
import { probeConnection } from './probe.ts';

const minute = 60_000;
const refusal: Unanswered = {
  is: 'unanswered', why: 'unauthorised', text: 'the key is refused', closedForMilliseconds: null,
};

onEveryDatabase('a refused key', (size) => {
  let stage: Stage;
  let database: Database;
  let tries: number[];
  let isRefused: boolean;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
    await stage.apply();
    tries = [];
    isRefused = true;
    stage.script.look = (_request, usual) => {
      tries.push(stage.clock.now - noon);
      return isRefused ? refusal : usual();
    };
    stage.script.perform = (items, usual) => {
      tries.push(stage.clock.now - noon);
      return isRefused ? {
        outcomes: items.map(() => ({ is: 'unknown', text: refusal.text })), unanswered: refusal,
      } : usual();
    };
  });

  /** The hand works for so long; whenever it rests, the clock is turned by as much. */
  const workFor = async (milliseconds: number) => {
    const end = stage.clock.now + milliseconds;
    const bell: Bell = {
      ring: () => undefined,
      toll: () => undefined,
      wait: (_, rest) => {
        stage.clock.now = instant(stage.clock.now + Math.max(rest, 5_000));
        return Promise.resolve();
      },
    };
    await work(stage.surroundings, await stage.hold('shipstation-uk'), bell,
      () => stage.clock.now < end);
  };
  const state = () =>
    database.transaction((tx) => readConnectionState(tx, 'shipstation-uk'));

  test('is tried ever more rarely, up to some minutes, and by looks alone', async () => {
    await stage.say('SO-1');
    await workFor(30 * minute);
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(pauses.every((pause, index) => index === 0 || pause >= (pauses[index - 1] ?? 0) - 5_000))
      .toBe(true);
    expect(pauses[0]).toBeGreaterThanOrEqual(30_000);
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(8 * minute);
    expect(tries.length).toBeLessThanOrEqual(8);
    expect(await rowsOf(database, 'select 1 from attempt')).toHaveLength(
      stage.calls.filter((one) => one.startsWith('create-order')).length);
    expect(stage.calls.filter((one) => one.startsWith('create-order')).length)
      .toBeLessThanOrEqual(1);
    expect(await state()).toMatchObject({ trouble: refusal.text, troubleWhy: 'unauthorised' });
  });

  test('that is taken again ends the trouble, and the wishes go', async () => {
    await workFor(minute);
    await stage.say('SO-1');
    await workFor(5 * minute);
    expect(stage.account.orders.size).toBe(0);
    isRefused = false;
    await workFor(3 * minute);
    expect(stage.account.orders.size).toBe(1);
    expect(await state()).toMatchObject({ trouble: null, troubleWhy: null, refusals: 0 });
  });

  test('is tried at once when somebody has seen to it', async () => {
    await workFor(20 * minute);
    expect((await state()).closedUntil ?? 0).toBeGreaterThan(stage.clock.now);
    await probeConnection(stage.surroundings, 'shipstation-uk');
    expect(await state()).toMatchObject({ closedUntil: null, refusals: 0 });
  });

  test('a new policy is tried at once, and other trouble keeps its pause', async () => {
    await workFor(20 * minute);
    await database.transaction((tx) => tryAnew(tx, 'shipstation-uk'));
    expect(await state()).toMatchObject({ closedUntil: null });
    isRefused = false;
    stage.script.look = () => ({ ...refusal, why: 'throttled', closedForMilliseconds: minute });
    await workFor(5_000);
    const closed = (await state()).closedUntil;
    await database.transaction((tx) => tryAnew(tx, 'shipstation-uk'));
    expect((await state()).closedUntil).toBe(closed);
    expect(closed).not.toBeNull();
  });

  test('that does not answer is tried when asked, and one that wants a pause is left', async () => {
    const close = (why: Unanswered['why']) => database.transaction((tx) => closeBudget(
      tx, 'shipstation-uk', { ...refusal, why, closedForMilliseconds: minute },
      { world: stage.clock.now, wire: stage.surroundings.limitNow() }));
    await close('silence');
    expect(await probeConnection(stage.surroundings, 'shipstation-uk'))
      .toMatchObject({ sentences: expect.arrayContaining(['It is there.']) });
    await close('throttled');
    const answer = await probeConnection(stage.surroundings, 'shipstation-uk');
    expect(answer?.sentences).toEqual([expect.stringMatching(
      /^It was not tried now: it turned the last calls away, .* Ask again in \d+ s\.$/)]);
  });
});
