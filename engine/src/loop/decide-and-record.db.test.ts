/** A decision, its wishes, its messages and its exceptions stand together or not at all. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk, orderIdOfNumber, snapshotOf } from '../../tests/stage.ts';
import { tripOn } from '../../tests/trip.ts';
import { instant } from '../core/model/instant.ts';
import { carryOut } from './carry-out.ts';
import { decideDue } from './decide-due.ts';
import { hearSnapshot } from './hear-snapshots.ts';
import { look } from './look.ts';

onEveryDatabase('deciding and recording', (size) => {
  const { database, stage, putUpAnew } = onStage(size);

  const rows = (statement: string) => rowsOf(database, statement);
  const wait = (seconds: number): void => {
    stage.clock.now = instant(stage.clock.now + seconds * 1_000);
  };
  const decideAnew = async (): Promise<void> => {
    await rows(`update dossier set look_again_at = ${String(stage.clock.now)}`);
    await stage.decide();
  };
  const label = async (): Promise<void> => {
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    labelAtDesk(stage, 'SO-1');
    const feed = hand.manifest.feeds.find((one) => one.feed === 'labels');
    if (feed !== undefined) await look(stage.surroundings, hand.lease, hand.session, feed);
    await stage.decide();
  };
  const decisions = async () => (await rows('select 1 from decision')).length;
  const short = () => ({
    lines: snapshotOf('SO-1').lines.map((one) => ({ ...one, picked: 1, packed: 1, short: 1 })),
  });

  test('decided twice, it is written once', async () => {
    await stage.say('SO-1');
    const before = [await decisions(), await rows('select intent_id from intent')];
    await decideAnew();
    wait(30);
    await decideAnew();
    expect([await decisions(), await rows('select intent_id from intent')]).toEqual(before);
  });

  test('waiting for an answer is looked at often, and written down once', async () => {
    await stage.say('SO-1');
    stage.script.perform = () => Promise.reject(new Error('dies'));
    await expect(carryOut(stage.surroundings, await stage.hold('shipstation-uk')))
      .rejects.toThrow('dies');
    wait(45);
    await stage.decide();
    const before = await decisions();
    for (let times = 0; times < 5; times += 1) {
      wait(5);
      expect(await stage.decide()).toBe(1);
    }
    expect(await decisions()).toBe(before);
  });

  test('a decision names the policy that was in force', async () => {
    await stage.say('SO-1');
    await stage.apply({ gate: 'picked', limits: { readyToRelease: '9m' } });
    await stage.decide();
    expect(await rows('select policy_version from decision order by decision_id'))
      .toEqual([{ policy_version: 1 }, { policy_version: 2 }]);
  });

  test('exceptions open once, close by proof, and come back under the same id', async () => {
    const all = () => rows(
      'select exception_id as id, code, closed_by from exception order by exception_id');
    await stage.say('SO-1', short());
    const opened = await all();
    expect(opened).toMatchObject([{ code: 'pick.short', closed_by: null }]);
    await decideAnew();
    expect(await all()).toEqual(opened);
    await stage.say('SO-1', { revision: 2 });
    expect(await all()).toMatchObject([{ code: 'pick.short', closed_by: 'proof' }]);
    await stage.say('SO-1', { revision: 3, ...short() });
    expect(await all()).toEqual(opened);
  });

  test('a wish that is not wished any more is gone before it was begun', async () => {
    await stage.say('SO-1');
    expect(await rows('select about from intent')).toHaveLength(1);
    await stage.say('SO-1', { revision: 2, status: 'cancelled' });
    expect(await rows('select about from intent')).toEqual([]);
    expect(await carryOut(stage.surroundings, await stage.hold('shipstation-uk'))).toBeNull();
  });

  test('a bug in one order\'s decision sets that order aside; the others go on', async () => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) {
      await stage.say(number, { status: 'picked', lines: snapshotOf(number).lines
        .map((one) => ({ ...one, packed: 0 })) });
    }
    // Facts that no program of ours would write.
    await rows(`update dossier
      set facts = jsonb_set(facts, '{consignments}', '{"con_x": {"says": {"snapshot": 7}}}')
      where order_number = 'SO-2'`);
    await stage.apply({ gate: 'picked' });
    expect(await stage.decide()).toBe(3);
    expect((await stage.order('SO-2')).decision?.headline.exception).toBe('gatepass.bug');
    for (const number of ['SO-1', 'SO-3']) {
      expect((await stage.order(number)).decision?.headline.stage).toBe('ready-to-ship');
    }
  });

  describe('a fault of ours outside the decision itself', () => {
    const headlines = async () => Promise.all(['SO-1', 'SO-2', 'SO-3'].map(async (number) => {
      const { headline } = (await stage.order(number)).decision ?? {};
      return headline?.exception ?? headline?.stage;
    }));
    const decideDueNow = async () => {
      await rows(`update dossier set look_again_at = ${String(stage.clock.now)}`);
      return decideDue(stage.surroundings);
    };
    const trip = (table: string) =>
      tripOn(database, table, `new.order_id = '${orderIdOfNumber('SO-2')}'`);
    const mend = () => rows('drop function if exists trip cascade');
    afterEach(mend);

    beforeEach(async () => {
      for (const number of ['SO-1', 'SO-2', 'SO-3']) {
        await stage.say(number, { status: 'picked', lines: snapshotOf(number).lines
          .map((one) => ({ ...one, packed: 0 })) });
      }
      await stage.apply({ gate: 'picked' });
    });

    test.each([
      ['a decision that no program of ours would write',
        () => rows("update dossier set decision = '7' where order_number = 'SO-2'")],
      ['facts that are none at all',
        () => rows("update dossier set facts = 'null' where order_number = 'SO-2'")],
      ['a wish that cannot be saved', () => trip('intent')],
    ])('%s sets that order aside for ten minutes; the others go on', async (_, spoil) => {
      await spoil();
      expect(await decideDueNow()).toEqual({ count: 3, next: null });
      expect(await headlines()).toEqual(['ready-to-ship', 'gatepass.bug', 'ready-to-ship']);
      expect(await rows(`select order_number, code, closed_at, look_again_at - ${
        String(stage.clock.now)} as rest from exception join dossier using (order_id)`)).toEqual([
        { order_number: 'SO-2', code: 'gatepass.bug', closed_at: null, rest: 600_000 },
      ]);
      expect(await rows('select 1 from intent')).toHaveLength(2);
      expect(await decideDue(stage.surroundings)).toMatchObject({ count: 0 });
    });

    test('tripped over again it says nothing new, and once mended it closes by proof', async () => {
      await trip('intent');
      await decideDueNow();
      const ofIt = () => rows(
        `select decided_at from decision where order_id = '${orderIdOfNumber('SO-2')}'`);
      const before = await ofIt();
      wait(60);
      await decideDueNow();
      expect(await ofIt()).toEqual(before);
      await mend();
      await decideDueNow();
      expect(await headlines()).toEqual(['ready-to-ship', 'ready-to-ship', 'ready-to-ship']);
      expect(await rows("select closed_by from exception where code = 'gatepass.bug'"))
        .toEqual([{ closed_by: 'proof' }]);
    });

    test('where even that cannot be written, it is put off and the log tells', async () => {
      await trip('exception');
      await rows("update dossier set facts = 'null' where order_number = 'SO-2'");
      await decideDueNow();
      expect((await headlines())[0]).toBe('ready-to-ship');
      expect(stage.logged.filter((one) => one.startsWith('an order could not even be set aside')))
        .toHaveLength(1);
      expect(await decideDue(stage.surroundings)).toMatchObject({ count: 0 });
    });

    test('what is no fault of an order travels on', async () => {
      await rows('alter table policy_version rename to gone');
      try {
        await expect(decideDueNow()).rejects.toThrow('policy');
      } finally {
        await rows('alter table gone rename to policy_version');
      }
      expect(await rows('select 1 from exception')).toEqual([]);
    });
  });

  describe('in shadow mode', () => {
    test('all is seen and decided, and nothing is wished or written to anybody', async () => {
      await stage.say('SO-1');
      await stage.apply({ mode: 'shadow' });
      await stage.decide();
      expect(await rows('select about from intent')).toEqual([]);
      expect((await stage.order('SO-1')).decision?.headline).toMatchObject({
        stage: 'ready-to-ship', because: { is: 'shadow', would: 'create-order', units: 2 },
      });
    });

    test('what would be told is decided once, though the hours pass', async () => {
      await stage.say('SO-1');
      await label();
      expect(await rows('select 1 from message')).toHaveLength(2);
      await putUpAnew();
      await stage.say('SO-1');
      const hand = await stage.hold('shipstation-uk');
      await carryOut(stage.surroundings, hand);
      await stage.apply({ mode: 'shadow' });
      await label();
      const before = await decisions();
      wait(30);
      await decideAnew();
      expect(await decisions()).toBe(before);
      expect(await rows('select 1 from message')).toEqual([]);
    });
  });

  test.skipIf(size.name === 'embedded')(
    'one consignment said under two order numbers at once has one home (needs outside)',
    async () => {
      const say = (number: string) => database.transaction((tx) => hearSnapshot(tx, {
        warehouse: 'leicester', reference: 'LE-1', snapshot: snapshotOf(number),
      }, stage.clock.now));
      for (let round = 0; round < 10; round += 1) {
        await emptyTables(database);
        await Promise.all(['SO-1', 'SO-2', 'SO-3'].map(say));
        const holding = await rows(
          "select 1 from dossier where facts -> 'consignments' <> '{}'::jsonb");
        expect(holding).toHaveLength(1);
      }
    });
});
