/** A period is decided anew and compared; whoever lets it go doubles nothing. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk, noon } from '../../tests/stage.ts';
import { instant, later } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';
import { readFindings, readReplay, type Replay } from '../store/replays.ts';
import { carryOut } from './carry-out.ts';
import { look } from './look.ts';
import { beginReplay, replaySlice, stopReplay, type ReplayWanted } from './replay.ts';

const hour = 3_600_000;

onEveryDatabase('a replay', (size) => {
  const { database, stage } = onStage(size);

  const wait = (milliseconds: number): void => {
    stage.clock.now = later(stage.clock.now, milliseconds);
  };
  const decideAll = async (): Promise<void> => {
    while (await stage.decide() > 0) continue;
  };
  /** The loop of all connections, until nothing is to be done at this moment. */
  const settle = async (): Promise<void> => {
    const names = ['shipstation-uk', 'leicester-wms', 'shop-uk'];
    for (let isBusy = true; isBusy;) {
      isBusy = false;
      await decideAll();
      for (const name of names) {
        isBusy = (await carryOut(stage.surroundings, await stage.hold(name))) !== null || isBusy;
      }
    }
  };
  const seeAll = async (): Promise<void> => {
    wait(1_000);
    const { lease, session, manifest } = await stage.hold('shipstation-uk');
    for (const feed of manifest.feeds) await look(stage.surroundings, lease, session, feed);
    await settle();
  };
  const begin = async (over: Partial<ReplayWanted> = {}): Promise<Replay> => {
    const begun = await database.transaction((tx) => beginReplay(tx, stage.surroundings, {
      from: later(noon, -hour), to: stage.clock.now, goes: false, looks: false, by: 'Ann',
      why: null, ...over,
    }));
    if (begun.is === 'refused') throw new Error(begun.words);
    return begun.replay;
  };
  const run = async (over: Partial<ReplayWanted> = {}) => {
    const { id } = await begin(over);
    for (let turn = 0; turn < 50 && (await replaySlice(stage.surroundings)); turn += 1) continue;
    return database.transaction(async (tx) => ({
      replay: await readReplay(tx, id),
      findings: (await readFindings(tx, id, { after: 0, limit: 500 })).map((one) => one.finding),
    }));
  };
  const state = async () => ({
    calls: stage.calls.filter((one) => !one.startsWith('look')).length,
    orders: stage.account.orders.size,
    messages: await rowsOf(database, 'select message_id from message order by 1'),
    attempts: await rowsOf(database, 'select attempt_id from attempt order by 1'),
    intents: await rowsOf(database, 'select operation, about from intent order by 1, 2'),
    sightings: await rowsOf(database, 'select count(*)::int as count from sighting'),
    decisions: await rowsOf(database, 'select count(*)::int as count from decision'),
    exceptions: await rowsOf(database, 'select exception_id, closed_at from exception order by 1'),
  });
  const fullRound = async (): Promise<void> => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) await stage.say(number);
    await settle();
    for (const number of ['SO-1', 'SO-2']) labelAtDesk(stage, number);
    await seeAll();
    await seeAll();
    wait(60_000);
    await settle();
  };

  test('over a whole round trip finds nothing, and let go twice doubles nothing', async () => {
    await fullRound();
    const before = await state();
    expect(before).toMatchObject({ orders: 3, messages: { length: 4 } });
    for (let time = 0; time < 2; time += 1) {
      const { replay, findings } = await run({ goes: true });
      expect(findings).toEqual([]);
      expect(replay).toMatchObject({ state: 'done', content: { looked: 3, differing: 0 } });
      await settle();
      wait(1_000);
    }
    expect(await state()).toEqual(before);
  });

  test('with the feeds read again doubles nothing either', async () => {
    await fullRound();
    const before = await state();
    const { id } = await begin({ goes: true, looks: true });
    expect(await replaySlice(stage.surroundings)).toBe(false);
    const looks = stage.calls.length;
    await seeAll();
    expect(stage.calls.slice(looks).filter((one) => one.startsWith('look'))).toHaveLength(2);
    while (await replaySlice(stage.surroundings)) continue;
    expect(await database.transaction((tx) => readReplay(tx, id)))
      .toMatchObject({ state: 'done', content: { looked: 3 } });
    await settle();
    expect(await state()).toEqual(before);
  });

  test('a page under way when the feeds are set back moves no cursor', async () => {
    await fullRound();
    const { lease, session, manifest } = await stage.hold('shipstation-uk');
    stage.script.look = async (_, usual) => {
      delete stage.script.look;
      await begin({ goes: true, looks: true });
      return usual();
    };
    const [feed] = manifest.feeds;
    if (feed === undefined) throw new Error('the account has no feed');
    await look(stage.surroundings, lease, session, feed);
    expect(await rowsOf(database, 'select distinct through_at from feed'))
      .toEqual([{ through_at: noon - hour }]);
    expect(await replaySlice(stage.surroundings)).toBe(false);
  });

  /** As a mistake of an older program would have left it. */
  const misjudge = (number: string) => database.transaction((tx) => tx.updateTable('dossier')
    .set({ decision: JSON.stringify(null), look_again_at: null })
    .where('order_number', '=', number).execute());

  test('dry, says what would be decided otherwise, and changes nothing', async () => {
    await fullRound();
    await misjudge('SO-2');
    const before = await state();
    const { findings, replay } = await run();
    expect(findings).toMatchObject([{
      orderNumber: 'SO-2', was: 'Nothing has been decided yet.',
      wouldBe: expect.stringContaining('not seen leaving the building yet'),
    }]);
    expect(replay?.content).toMatchObject({ looked: 3, differing: 1 });
    await settle();
    expect(await state()).toEqual(before);
    expect((await stage.order('SO-2')).decision).toBeNull();
  });

  test('let go, wakes what differs, and nothing is done twice', async () => {
    await fullRound();
    const { calls, orders, messages } = await state();
    await misjudge('SO-2');
    expect((await run({ goes: true })).findings).toHaveLength(1);
    await settle();
    expect((await stage.order('SO-2')).decision?.headline.stage).toBe('channel-told');
    expect(await state()).toMatchObject({ calls, orders, messages });
    expect((await run({ goes: true })).findings).toEqual([]);
  });

  test('looks only at orders of its period', async () => {
    await stage.say('SO-1');
    wait(2 * hour);
    await stage.say('SO-2');
    wait(2 * hour);
    const looked = async (from: number, to: number) =>
      (await run({ from: instant(noon + from), to: instant(noon + to) })).replay?.content.looked;
    expect(await looked(-hour, hour)).toBe(1);
    expect(await looked(hour, 3 * hour)).toBe(1);
    expect(await looked(-hour, 3 * hour)).toBe(2);
    expect(await looked(3 * hour, 4 * hour)).toBe(0);
    expect(await looked(0, 2 * hour)).toBe(1);
  });

  test('goes in slices that a death repeats and two workers never share', async () => {
    for (let number = 0; number < 130; number += 1) await stage.say(`SO-${String(number)}`);
    wait(1_000);
    const { id } = await begin();
    const dying: Database = {
      ...database,
      transaction: (work, patience) => database.transaction(async (tx) => {
        await work(tx);
        throw new Error('killed');
      }, patience),
    };
    await expect(replaySlice({ ...stage.surroundings, database: dying })).rejects.toThrow('killed');
    await Promise.all([replaySlice(stage.surroundings), replaySlice(stage.surroundings)]);
    while (await replaySlice(stage.surroundings)) continue;
    expect(await database.transaction((tx) => readReplay(tx, id)))
      .toMatchObject({ state: 'done', content: { looked: 130, passed: 130 } });
  });

  test('is one at a time, and ends when a person stops it', async () => {
    await stage.say('SO-1');
    wait(1_000);
    const { id } = await begin();
    await expect(begin()).rejects.toThrow('Ann began is under way');
    await database.transaction((tx) =>
      stopReplay(tx, id, { by: 'Ben', why: 'wrong day' }, stage.clock.now));
    expect(await replaySlice(stage.surroundings)).toBe(false);
    expect((await run()).replay).toMatchObject({ state: 'done' });
  });

  test.each([
    ['ends before it begins', { from: noon, to: later(noon, -1) }, 'ends before it begins'],
    ['is empty', { from: noon, to: noon }, 'or as it does'],
    ['lies ahead', { to: later(noon, hour) }, 'lies in the future'],
    ['is too long', { from: later(noon, -93 * 24 * hour) }, '92 days'],
    ['would read too much again', { from: later(noon, -8 * 24 * hour), goes: true, looks: true },
      'at most 7 days'],
    ['would read again and be dry', { looks: true }, 'no dry run'],
  ])('that %s is refused in words, and nothing is begun', async (_, over, words) => {
    await expect(begin(over)).rejects.toThrow(words);
    expect(await rowsOf(database, 'select 1 from plan')).toEqual([]);
  });
});
