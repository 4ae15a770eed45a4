/** What people pause does not leave, on any machine; what was begun is finished. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk } from '../../tests/stage.ts';
import { explainHeadline } from '../core/explain/headline.ts';
import { instant, later } from '../core/model/instant.ts';
import { carryOut } from './carry-out.ts';
import type { Bell } from './bell.ts';
import { work } from './hand.ts';
import { pauseConnection, resumeConnection, type Pausing } from './pause.ts';

const minute = 60_000;
const account = 'shipstation-uk';

onEveryDatabase('a pause', (size) => {
  const { database, stage } = onStage(size);

  const asked = (over: Partial<Pausing> = {}): Pausing =>
    ({ connection: account, effects: ['release'], by: 'Maya', why: 'stock count', ...over });
  const pause = (over: Partial<Pausing> = {}, minutes: number | null = null) =>
    database.transaction((tx) => pauseConnection(tx, asked(over),
      minutes === null ? null : later(stage.clock.now, minutes * minute), stage.clock.now));
  const resume = (over: Partial<Pausing> = {}) =>
    database.transaction((tx) => resumeConnection(
      tx, asked({ by: 'Tom', why: 'counted', ...over }), stage.clock.now));
  const pass = (minutes: number) => {
    stage.clock.now = instant(stage.clock.now + minutes * minute);
  };
  const lookedFresh = async () => {
    const hand = await stage.hold(account);
    const bell: Bell = {
      ring: () => undefined, toll: () => undefined, wait: () => Promise.resolve(),
    };
    let turns = 0;
    await work(stage.surroundings, hand, bell, () => (turns += 1) <= 4);
  };
  const sentence = async (number: string) => {
    const headline = (await stage.order(number)).decision?.headline;
    if (headline === undefined) throw new Error('nothing decided');
    return explainHeadline(headline, { timeZone: 'UTC', now: stage.clock.now });
  };

  test('stops a wish that was decided before it, and every machine asks for itself', async () => {
    await stage.say('SO-1');
    await pause();
    const hand = await stage.hold(account);
    expect(await carryOut(stage.surroundings, hand)).toBeNull();
    stage.clock.now = instant(stage.clock.now + 16_000);
    const other = { ...stage.surroundings, holder: 'stage/2/b' };
    expect(await carryOut(other, await stage.hold(account, other.holder))).toBeNull();
    expect(stage.account.orders.size).toBe(0);
  });

  test('is told on the order, with who and why, and makes no order late', async () => {
    await stage.say('SO-1');
    await pause();
    await stage.decide();
    pass(180);
    await stage.decide();
    expect(await sentence('SO-1')).toContain('Paused by Maya: “stock count”');
    expect((await stage.order('SO-1')).decision?.exceptions).toEqual([]);
    expect(await rowsOf(database, 'select 1 from intent')).toEqual([]);
  });

  test('that is ended lets go at once, and the limit runs on from where it stood', async () => {
    await stage.say('SO-1');
    await pause();
    await stage.decide();
    pass(180);
    expect(await resume()).toEqual(['release']);
    await stage.decide();
    expect((await stage.order('SO-1')).decision?.exceptions).toEqual([]);
    await carryOut(stage.surroundings, await stage.hold(account));
    expect(stage.account.orders.size).toBe(1);
    expect(await resume()).toEqual([]);
  });

  test('ends by itself at its time, without anybody', async () => {
    await stage.say('SO-1');
    await pause({}, 30);
    await stage.decide();
    expect((await stage.order('SO-1')).decision?.lookAgainAt)
      .toBe(later(stage.clock.now, 30 * minute));
    pass(30);
    expect(await stage.decide()).toBe(1);
    await carryOut(stage.surroundings, await stage.hold(account));
    expect(stage.account.orders.size).toBe(1);
    expect((await stage.order('SO-1')).decision?.exceptions).toEqual([]);
  });

  test('of writes on one connection holds back its messages, and those of no other', async () => {
    await stage.say('SO-1');
    await carryOut(stage.surroundings, await stage.hold(account));
    await pause({ connection: 'leicester-wms', effects: ['write'] });
    labelAtDesk(stage, 'SO-1');
    pass(1);
    await lookedFresh();
    await stage.decide();
    expect(await rowsOf(database, 'select party from message')).toEqual([{ party: 'channel' }]);
    await resume({ connection: 'leicester-wms', effects: ['write'] });
    await stage.decide();
    expect(await rowsOf(database, 'select party from message order by party'))
      .toEqual([{ party: 'channel' }, { party: 'warehouse' }]);
  });

  test('of looks stops looking and nothing else', async () => {
    await pause({ effects: ['look'] });
    await stage.say('SO-1');
    await lookedFresh();
    expect(stage.calls.filter((one) => one.startsWith('look'))).toEqual([]);
    expect(stage.account.orders.size).toBe(1);
  });

  test('is kept for ever: who, why and how it ended, also of one that took its place', async () => {
    await pause();
    await pause({ by: 'Ann', why: 'fire alarm' });
    await resume();
    expect(await rowsOf(database,
      'select paused_by, why, ended_by, ended_why from pause order by pause_id')).toEqual([
      { paused_by: 'Maya', why: 'stock count', ended_by: 'Ann', ended_why: 'paused anew' },
      { paused_by: 'Ann', why: 'fire alarm', ended_by: 'Tom', ended_why: 'counted' },
    ]);
    expect(await pause({ connection: 'nobody' })).toBeNull();
  });
});
