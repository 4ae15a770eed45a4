/** A connection that is silent is one trouble with one trial, and no order's exception. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { noon, openStage, type Stage } from '../../tests/stage.ts';
import type { Unanswered } from '../contract/connector.ts';
import { instant } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import type { Bell } from './bell.ts';
import { work } from './hand.ts';

const minute = 60_000;
const silence: Unanswered = {
  is: 'unanswered', why: 'silence', text: 'no answer in 20 s', closedForMilliseconds: null,
};

onEveryDatabase('a silent connection', (size) => {
  let stage: Stage;
  let database: Database;
  let tries: { at: number; what: string }[];
  let isSilent: boolean;
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
    isSilent = true;
    stage.script.look = ({ feed }, usual) => {
      tries.push({ at: stage.clock.now - noon, what: `look ${feed}` });
      return isSilent ? silence : usual();
    };
    stage.script.perform = (items, usual) => {
      tries.push({ at: stage.clock.now - noon, what: `${items[0]?.do ?? ''} ${items.length}` });
      return isSilent ? {
        outcomes: items.map(() => ({ is: 'unknown', text: silence.text })), unanswered: silence,
      } : usual();
    };
  });

  /** The hand works for so long, and decides whenever it rests. */
  const workFor = async (milliseconds: number, connection = 'shipstation-uk') => {
    const end = stage.clock.now + milliseconds;
    const bell: Bell = {
      ring: () => undefined,
      toll: () => undefined,
      wait: async (_, rest) => {
        stage.clock.now = instant(stage.clock.now + Math.max(rest, 5_000));
        await stage.decide();
      },
    };
    await work(stage.surroundings, await stage.hold(connection), bell,
      () => stage.clock.now < end);
  };
  const pauses = () => tries.slice(1).map(({ at }, index) => at - (tries[index]?.at ?? 0));

  test('is tried by one look at a time, ever more rarely, up to a minute', async () => {
    await workFor(9 * minute);
    expect(tries.every(({ what }) => what.startsWith('look'))).toBe(true);
    expect(Math.max(...pauses())).toBeLessThanOrEqual(65_000);
    expect(pauses().slice(-4).every((one) => one >= 59_000)).toBe(true);
    expect(tries.length).toBeLessThan(30);
  });

  test('lets the wishes of all go as soon as its one trial is answered', async () => {
    await workFor(3 * minute);
    for (let number = 0; number < 30; number += 1) await stage.say(`SO-${String(number)}`);
    const from = tries.length;
    await workFor(3 * minute);
    expect(tries.slice(from).every(({ what }) => what.startsWith('look'))).toBe(true);
    isSilent = false;
    const end = tries.length;
    await workFor(90_000);
    expect(tries[end]?.what).toMatch(/^look/);
    expect(tries.slice(end).find(({ what }) => what.startsWith('create'))?.what)
      .toBe('create-order 30');
    expect(stage.account.orders.size).toBe(30);
  });

  test('is told on every order that waits for it, and is no exception of any', async () => {
    for (let number = 0; number < 20; number += 1) await stage.say(`SO-${String(number)}`);
    await workFor(8 * minute);
    expect((await stage.order('SO-3')).decision?.headline.because)
      .toMatchObject({ is: 'not-answering', who: 'shipstation', why: 'silent' });
    expect(await rowsOf(database, 'select code from exception')).toEqual([]);
    expect(await rowsOf(database, 'select until_at from silence')).toEqual([{ until_at: null }]);
    isSilent = false;
    await workFor(2 * minute);
    expect(stage.account.orders.size).toBe(20);
    expect(await rowsOf(database, 'select code from exception')).toEqual([]);
    expect(await rowsOf(database, 'select 1 from silence where until_at is null')).toEqual([]);
  });

  test('of which one call was lost keeps its door open', async () => {
    let lost = 1;
    stage.script.look = ({ feed }, usual) => {
      tries.push({ at: stage.clock.now - noon, what: `look ${feed}` });
      return (lost -= 1) >= 0 ? silence : usual();
    };
    isSilent = false;
    await stage.say('SO-1');
    await workFor(minute);
    expect(await rowsOf(database, 'select 1 from silence')).toEqual([]);
    expect(stage.account.orders.size).toBe(1);
  });
});
