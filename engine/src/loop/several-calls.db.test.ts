/** Turns of several calls, refusals that saw something, and a feed that proves neither. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { manifestOf, noon } from '../../tests/stage.ts';
import type { OperationManifest } from '../contract/connector.ts';
import type { Action } from '../core/model/decision.ts';
import { neverSpaced } from '../core/facts/looks.ts';
import { connectionName, shipStationOrderId } from '../core/model/ids.ts';
import { instant } from '../core/model/instant.ts';
import { logCall } from '../store/calls.ts';
import { saveFeed } from '../store/feeds.ts';
import type { Bell } from './bell.ts';
import { carryOut, type Hand } from './carry-out.ts';
import { work } from './hand.ts';
import { readStandpoint } from './standpoint.ts';

onEveryDatabase('more than one call', (size) => {
  const { database, stage } = onStage(size);

  const handThat = async (
    does: Partial<Record<Action['do'], Pick<OperationManifest, 'costInCalls'>>>,
  ): Promise<Hand> => {
    const hand = await stage.hold('shipstation-uk');
    const usual = { batchSize: 1, repeating: 'safe', timeoutMilliseconds: 20_000 } as const;
    const operations = Object.fromEntries(
      Object.entries(does).map(([name, { costInCalls }]) => [name, { ...usual, costInCalls }]));
    return { ...hand, manifest: { ...hand.manifest, feeds: [], operations } };
  };

  /** Works until the first rest; the budget's window is 62 s of 36 calls. */
  const workUntilRest = async (hand: Hand): Promise<readonly number[]> => {
    const rests: number[] = [];
    const bell: Bell = {
      ring: () => undefined,
      wait: (_, milliseconds) => Promise.resolve(void rests.push(milliseconds)),
      toll: () => undefined,
    };
    await work(stage.surroundings, hand, bell, () => rests.length === 0);
    return rests;
  };
  const limitsReached = () => rowsOf(database, 'select * from limit_reached order by since_at');
  const spend = async (calls: number, startedAt: number): Promise<void> => {
    for (let call = 0; call < calls; call += 1) {
      await database.transaction((tx) =>
        logCall(tx, { connection: 'shipstation-uk', purpose: 'a test', startedAt }));
    }
  };

  test('a turn of three calls waits until three are free', async () => {
    await stage.say('SO-1');
    const hand = await handThat({ 'create-order': { costInCalls: 3 } });
    await spend(34, noon - 61_500);
    expect(await workUntilRest(hand)).toEqual([505]);
    expect(stage.calls).toEqual([]);
    // That is what a limit is for: nobody is told of half a second.
    expect(await limitsReached()).toEqual([]);

    stage.clock.now = instant(noon + 500);
    await workUntilRest(hand);
    expect(stage.calls).toHaveLength(1);
  });

  test('a wait that people would notice is kept once, however often it rests', async () => {
    await stage.say('SO-1');
    const hand = await handThat({ 'create-order': { costInCalls: 1 } });
    await spend(36, noon - 1_000);
    await workUntilRest(hand);
    stage.clock.now = instant(noon + 20_000);
    await workUntilRest(hand);
    expect(await limitsReached()).toEqual([
      { connection: 'shipstation-uk', since_at: noon, until_at: noon + 61_000, times: 1 },
    ]);
    stage.clock.now = instant(noon + 61_000);
    await spend(36, stage.clock.now);
    stage.clock.now = instant(noon + 62_000);
    await workUntilRest(hand);
    expect(await limitsReached()).toMatchObject([{ until_at: noon + 123_000, times: 2 }]);
    expect(stage.calls).toEqual([]);
  });

  test('a turn of one call goes where three would wait', async () => {
    await stage.say('SO-1');
    await spend(34, noon - 61_500);
    await workUntilRest(await handThat({ 'create-order': { costInCalls: 1 } }));
    expect(stage.calls).toHaveLength(1);
  });

  test('a release waits where the next looks at labels need what is left', async () => {
    await stage.say('SO-1');
    const hand = await handThat({ 'create-order': { costInCalls: 1 } });
    const feeds = manifestOf('account').feeds.filter(({ feed }) => feed === 'labels');
    await database.transaction((tx) => saveFeed(tx, 'shipstation-uk', 'labels', {
      through: instant(noon), window: null, lookedAt: instant(noon), spaced: neverSpaced,
    }));
    stage.script.look = async (_, usual) => {
      await spend(1, stage.clock.now);
      return usual();
    };
    const withLabels = { ...hand, manifest: { ...hand.manifest, feeds } };
    await spend(35, noon - 1_000);
    await workUntilRest(withLabels);
    expect(stage.calls).toEqual([]);

    stage.clock.now = instant(noon + 60_000);
    await workUntilRest(withLabels);
    expect(stage.calls).toEqual(['look labels']);
  });

  const withdraw = async (): Promise<Hand> => {
    await stage.say('SO-1');
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    stage.clock.now = instant(stage.clock.now + 60_000);
    await stage.say('SO-1', { revision: 2, status: 'cancelled' });
    await stage.decide();
    return handThat({ 'withdraw-order': { costInCalls: 3 } });
  };
  const orderFacts = async () => {
    const { dossier } = await stage.order('SO-1');
    return Object.values(Object.values(dossier.consignments)[0]?.orders ?? {});
  };

  test('a refusal that found the order gone is told to the order that asked', async () => {
    const hand = await withdraw();
    stage.script.perform = ([item]) => ({
      outcomes: [{
        is: 'refused', code: 'shipstation.gone', text: 'it is gone',
        seen: item?.do === 'withdraw-order'
          ? [{ kind: 'shipstation-order-gone', order: item.order }] : [],
      }],
      unanswered: null,
    });
    expect(await carryOut(stage.surroundings, hand)).toMatchObject({ items: 1 });
    const [order] = await orderFacts();
    expect(order?.goneAt).toBe(stage.clock.now);
    await stage.decide();
    expect(await carryOut(stage.surroundings, hand)).toBeNull();
  });

  test('a refusal that saw the order labelled is told so', async () => {
    const hand = await withdraw();
    const [before] = await orderFacts();
    if (before === undefined) throw new Error('no order was created');
    stage.script.perform = () => ({
      outcomes: [{
        is: 'refused', code: 'shipstation.labelled', text: 'a label was made meanwhile',
        seen: [{
          kind: 'shipstation-order',
          order: { ...before.order, status: { is: 'shipped' }, modifiedAt: stage.clock.now },
        }],
      }],
      unanswered: null,
    });
    await carryOut(stage.surroundings, hand);
    const [after] = await orderFacts();
    expect(after?.order.status).toEqual({ is: 'shipped' });
  });

  test('an order of nobody that is gone harms nothing', async () => {
    await stage.say('SO-1');
    stage.script.perform = (_, usual) => {
      const { outcomes } = usual();
      const gone = { kind: 'shipstation-order-gone', order: shipStationOrderId('4711') } as const;
      return {
        outcomes: outcomes.map((one) =>
          (one.is === 'done' ? { ...one, seen: [...one.seen, gone] } : one)),
        unanswered: null,
      };
    };
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    expect((await orderFacts()).map((one) => one.goneAt)).toEqual([null]);
  });

  test('a look at voids proves nothing of orders or labels', async () => {
    const throughOf = async () => {
      const { circumstances } = await database.transaction((tx) =>
        readStandpoint(tx, stage.clock.now));
      const contact = circumstances.contacts[connectionName('shipstation-uk')];
      return [contact?.ordersThrough ?? null, contact?.labelsThrough ?? null];
    };
    const readThrough = (feed: string, through: number) => database.transaction((tx) =>
      saveFeed(tx, 'shipstation-uk', feed, {
        through: instant(through), window: null, lookedAt: instant(through),
        spaced: neverSpaced,
      }));
    await readThrough('voids', noon + 3);
    expect(await throughOf()).toEqual([null, null]);
    await readThrough('orders', noon + 1);
    await readThrough('labels', noon + 2);
    expect(await throughOf()).toEqual([noon + 1, noon + 2]);
  });
});
