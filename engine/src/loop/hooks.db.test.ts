/** What hooks do to the looks of whichever process holds the connection, and who keeps them. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk, noon } from '../../tests/stage.ts';
import type { HooksKept, HooksWanted } from '../contract/hooks.ts';
import { instant, later } from '../core/model/instant.ts';
import { readHooksState } from '../store/hooks.ts';
import { readTraffic, saveHookCall } from '../store/traffic.ts';
import { carryOut } from './carry-out.ts';
import { keepHooksOnce } from './hooks.ts';
import { look } from './look.ts';
import { isTrusted } from './interval.ts';
import { readAhead } from './outlook.ts';

onEveryDatabase('hooks', (size) => {
  const { database, stage } = onStage(size);

  const labels = {
    feed: 'labels', costInCalls: 1, everyMilliseconds: 60_000, briskMilliseconds: 5_000,
    overlapMilliseconds: 300_000, shows: ['label'], isAnnounced: true,
  } as const;
  const wait = (milliseconds: number): void => {
    stage.clock.now = instant(stage.clock.now + milliseconds);
  };
  const lookOnce = async () => {
    const { lease, session } = await stage.hold('shipstation-uk');
    return look(stage.surroundings, lease, session, labels);
  };
  const dueIn = async (): Promise<number> => {
    const { manifest } = await stage.hold('shipstation-uk');
    const [ahead] = await database.transaction((tx) => readAhead(
      tx, 'shipstation-uk', { ...manifest, feeds: [labels] },
      { now: stage.clock.now, spent: 0 }));
    return (ahead?.dueAt ?? 0) - stage.clock.now;
  };
  const hear = () => database.transaction((tx) =>
    saveHookCall(tx, 'shipstation-uk', ['labels'], stage.clock.now));
  const traffic = () => database.transaction((tx) => readTraffic(tx, 'shipstation-uk', 'labels'));

  test('a call heard by another process brings the next look forward, once', async () => {
    await lookOnce();
    wait(20_000);
    expect(await dueIn()).toBe(40_000);
    await hear();
    await hear();
    expect(await dueIn()).toBe(-15_000);
    await lookOnce();
    expect(await dueIn()).toBe(60_000);
  });

  test('one that comes while the page is on its way asks for another look', async () => {
    stage.script.look = async (_, usual) => {
      await hear();
      return usual();
    };
    await lookOnce();
    expect(await dueIn()).toBe(5_000);
  });

  test('labels that hooks announced make them trusted; one that stays away ends that', async () => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) {
      await stage.say(number);
      await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
      labelAtDesk(stage, number);
      await hear();
      await lookOnce();
      wait(30_000);
    }
    expect(await traffic()).toMatchObject({ announced: 3, judged: 3, owedAt: null });
    expect(isTrusted(await traffic(), stage.clock.now)).toBe(true);
    await stage.say('SO-4');
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    labelAtDesk(stage, 'SO-4');
    await lookOnce();
    wait(61_000);
    await lookOnce();
    expect(await traffic()).toMatchObject({ owedAt: later(noon, 90_000) });
    expect(isTrusted(await traffic(), stage.clock.now)).toBe(false);
  });

  const keeping = async (answer: HooksKept, publicUrl: string | null = 'https://us.example/') => {
    const asked: HooksWanted[] = [];
    const { lease } = await stage.hold('shipstation-uk');
    const again = await keepHooksOnce(
      { ...stage.surroundings, hooks: { publicUrl, tokenOf: (name) => `token-of-${name}` } }, lease,
      (wanted) => {
        asked.push(wanted);
        return Promise.resolve(answer);
      });
    const state = await database.transaction((tx) => readHooksState(tx, 'shipstation-uk'));
    return { asked, again, state };
  };
  const asWanted: HooksKept = { is: 'as-wanted', subscribed: ['SHIP_NOTIFY'], removed: [] };

  test('they are brought in order at our address, and looked after once a day', async () => {
    const { asked, again, state } = await keeping(asWanted);
    expect(asked).toEqual([{
      connection: 'shipstation-uk',
      address: 'https://us.example/hooks/shipstation-uk/token-of-shipstation-uk',
    }]);
    expect(again).toBe(later(noon, 86_400_000));
    expect(state).toMatchObject({ keptAt: noon, trouble: null });
    expect(JSON.stringify(state)).not.toContain('token-of');
  });

  test('what was in the way is kept in words, and tried again in ten minutes', async () => {
    await keeping(asWanted);
    const { again, state } = await keeping({ is: 'unfinished', sentences: ['It is silent.'] });
    expect(again).toBe(later(noon, 600_000));
    expect(state).toMatchObject({ keptAt: noon, trouble: 'It is silent.' });
  });

  test('nothing is written there in shadow mode, or without a public address', async () => {
    expect(await keeping(asWanted, null)).toMatchObject({ asked: [], again: null });
    await stage.apply({ mode: 'shadow' });
    expect(await keeping(asWanted)).toMatchObject({ asked: [], again: null, state: null });
  });
});
