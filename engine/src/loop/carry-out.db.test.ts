/** Any line may be the last one executed: what the next start then finds, and does. */
import { describe, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { onStage } from '../../tests/on-stage.ts';
import { labelAtDesk, orderIdOfNumber } from '../../tests/stage.ts';
import { tripOn } from '../../tests/trip.ts';
import type { Performed } from '../contract/connector.ts';
import type { Operation } from '../core/model/dossier.ts';
import { instant } from '../core/model/instant.ts';
import { holdConnection } from '../store/leases.ts';
import { readTrips } from '../store/trips.ts';
import { carryOut } from './carry-out.ts';
import { contained } from './contained.ts';
import { look } from './look.ts';
import { doing, keepApart, noteTrip, restsUntil } from './trips.ts';

onEveryDatabase('carrying out', (size) => {
  const { database, stage } = onStage(size);

  const rows = (statement: string) => rowsOf(database, statement);
  const wait = (seconds: number): void => {
    stage.clock.now = instant(stage.clock.now + seconds * 1_000);
  };
  const carry = async (connection = 'shipstation-uk') =>
    carryOut(stage.surroundings, await stage.hold(connection));
  const lookAt = async (feed: 'orders' | 'labels') => {
    const hand = await stage.hold('shipstation-uk');
    const its = hand.manifest.feeds.find((one) => one.feed === feed);
    if (its === undefined) throw new Error(`no feed ${feed}`);
    return look(stage.surroundings, hand.lease, hand.session, its);
  };
  /** Settles an unknown attempt: time-out, settling, and a look at the orders feed. */
  const settle = async (): Promise<void> => {
    wait(60);
    await stage.decide();
    await lookAt('orders');
    wait(10);
    await stage.decide();
  };
  const creations = () => stage.calls.filter((one) => one.startsWith('create-order'));

  test('what was packed is created once, and then nothing is wished any more', async () => {
    await stage.say('SO-1');
    expect(await carry()).toMatchObject({ items: 1, unanswered: null });
    await stage.decide();
    expect(await carry()).toBeNull();
    expect(stage.account.orders.size).toBe(1);
    expect(creations()).toHaveLength(1);
    expect((await stage.order('SO-1')).decision?.headline.stage).toBe('in-shipstation');
  });

  test.each([
    ['as it begins sets it aside', 'begun', 2, 'gatepass.bug'],
    // What the answer showed is taken in by itself, and tells as much.
    ['as its answer is recorded costs the answer', 'answered', 3, 'in-shipstation'],
  ])('a fault over one order %s; the others go on', async (_, kind, made, then) => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) await stage.say(number);
    const mend = await tripOn(database, 'sighting',
      `new.order_id = '${orderIdOfNumber('SO-2')}' and new.kind = '${kind}'`);
    try {
      expect(await carry()).toMatchObject({ items: made });
      expect(stage.account.orders.size).toBe(made);
      await stage.decide();
      const headlines = ['SO-1', 'SO-2', 'SO-3'].map(async (number) =>
        (await stage.order(number)).decision?.headline);
      expect((await Promise.all(headlines)).map((one) => one?.exception ?? one?.stage))
        .toEqual(['in-shipstation', then, 'in-shipstation']);
      expect(await carry()).toBeNull();
    } finally {
      await mend();
    }
  });

  describe('the process dies', () => {
    const die = new Error('the process dies here');

    test('after the attempt was committed, before the call left: it is made later', async () => {
      await stage.say('SO-1');
      stage.script.perform = () => Promise.reject(die);
      await expect(carry()).rejects.toBe(die);
      delete stage.script.perform;
      expect(await rows('select outcome from attempt')).toEqual([{ outcome: null }]);

      // Within the time-out nobody touches it: the call may be under way.
      wait(20);
      await stage.decide();
      expect(await carry()).toBeNull();
      expect(stage.account.orders.size).toBe(0);

      await settle();
      await carry();
      expect([...stage.account.orders.values()].map((one) => one.number)).toEqual(['SO-1']);
      const [first, second] = creations();
      expect(second).toBe(first);
    });

    test('after the call was done, before its answer was kept: it is found, not made', async () => {
      await stage.say('SO-1');
      stage.script.perform = (_items, usual) => {
        usual();
        return Promise.reject(die);
      };
      await expect(carry()).rejects.toBe(die);
      delete stage.script.perform;
      await settle();
      expect((await stage.order('SO-1')).decision?.headline.stage).toBe('in-shipstation');
      expect(await carry()).toBeNull();
      expect(creations()).toHaveLength(1);
      expect(stage.account.orders.size).toBe(1);
    });
  });

  test('an empty orders feed that ends before the call settled proves nothing', async () => {
    await stage.say('SO-1');
    stage.script.perform = () => Promise.reject(new Error('dies'));
    await expect(carry()).rejects.toThrow('dies');
    delete stage.script.perform;
    wait(5);
    await lookAt('orders');
    wait(60);
    await stage.decide();
    expect(await carry()).toBeNull();
    await lookAt('orders');
    wait(5);
    await stage.decide();
    expect(await carry()).toMatchObject({ items: 1 });
  });

  test('an answer that says unknown is looked for like silence, then repeated', async () => {
    await stage.say('SO-1');
    stage.script.perform = (items) => ({
      outcomes: items.map(() => ({ is: 'unknown', text: 'gateway' })),
      unanswered: {
        is: 'unanswered', why: 'silence', text: 'gateway', closedForMilliseconds: null,
      },
    });
    expect(await carry()).toMatchObject({ unanswered: { why: 'silence' } });
    delete stage.script.perform;
    await stage.decide();
    expect(await carry()).toBeNull();
    await settle();
    await carry();
    expect(stage.account.orders.size).toBe(1);
  });

  test('an answer that comes after we gave up is better knowledge than silence', async () => {
    await stage.say('SO-1');
    const late = Promise.withResolvers<void>();
    const sent = Promise.withResolvers<void>();
    stage.script.perform = async (_items, usual) => {
      sent.resolve();
      await late.promise;
      return usual();
    };
    const call = carry();
    await sent.promise;
    wait(60);
    await stage.decide();
    const [begun] = Object.values((await stage.order('SO-1')).dossier.consignments)
      .flatMap((one) => Object.values(one.attempts));
    expect(begun?.outcome).toBeNull();
    late.resolve();
    await call;
    await stage.decide();
    expect((await stage.order('SO-1')).decision?.headline.stage).toBe('in-shipstation');
    expect(await rows('select outcome from attempt')).toEqual([{ outcome: 'done' }]);
  });

  test('fewer outcomes than items, after a call: all are unknown, looked for, found', async () => {
    for (const number of ['SO-1', 'SO-2']) await stage.say(number);
    stage.script.perform = (_items, usual) => ({ ...usual(), outcomes: [] });
    const hand = await stage.hold('shipstation-uk');
    let calls = 0;
    const session = contained(hand.session, {
      connection: 'shipstation-uk', begun: () => calls += 1, log: stage.surroundings.log,
    });
    expect(await carryOut(stage.surroundings, { ...hand, session })).toMatchObject({
      items: 2, tripped: { message: 'it gave 0 outcomes for 2 items', hasLeft: true },
    });
    expect(await rows('select outcome from attempt')).toEqual([
      { outcome: 'unknown' }, { outcome: 'unknown' },
    ]);
    delete stage.script.perform;
    await settle();
    expect((await stage.order('SO-2')).decision?.headline.stage).toBe('in-shipstation');
    expect(await carry()).toBeNull();
    expect(creations()).toHaveLength(1);
  });

  test('one that was tripped over alone goes alone, and takes no other with it', async () => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) await stage.say(number);
    const over = [orderIdOfNumber('SO-2')];
    await database.transaction((tx) =>
      keepApart(tx, 'shipstation-uk', { what: 'do create-order', over }, stage.clock.now));
    stage.script.perform = (items, usual) => {
      if (items.some((one) => 'release' in one && one.release.number === 'SO-2')) {
        throw new Error('tripped over it');
      }
      return usual();
    };
    const hand = await stage.hold('shipstation-uk');
    let calls = 0;
    const session = contained(hand.session, {
      connection: 'shipstation-uk', begun: () => calls += 1, log: stage.surroundings.log,
    });
    const take = () => carryOut(stage.surroundings, { ...hand, session });
    const taken = [await take(), await take()]
      .toSorted((one, other) => (other?.items ?? 0) - (one?.items ?? 0));
    expect(taken).toMatchObject([
      { items: 2, tripped: null, over: [] },
      { items: 1, tripped: { hasLeft: true }, over, isOverAlone: true },
    ]);
    expect(stage.account.orders.size).toBe(2);
    await stage.decide();
    expect(await take()).toBeNull();
  });

  test('orders that are tripped over alone hardly rest their operation', async () => {
    const tripOver = (operation: Operation, order: string) => database.transaction(async (tx) => {
      const { now } = stage.clock;
      const what = doing(operation);
      await noteTrip(tx, 'shipstation-uk', {
        what, words: 'tripped over it', over: [order], isOverAlone: true,
      }, now);
      return restsUntil(await readTrips(tx, 'shipstation-uk'), what) - now;
    });
    for (let round = 0; round < 8; round += 1) {
      expect(await tripOver('withdraw-order', 'ord_1')).toBeLessThanOrEqual(0);
      wait(600);
    }
    const rests: number[] = [];
    for (const order of ['1', '2', '3', '4', '5', '6', '7', '7']) {
      rests.push(await tripOver('create-order', `ord_${order}`));
    }
    expect(rests).toEqual([5_000, 5_000, 5_000, 5_000, 5_000, 10_000, 20_000, 20_000]);
    for (const order of ['2', '3', '4', '5', '6']) {
      expect(await tripOver('withdraw-order', `ord_${order}`)).toBeLessThanOrEqual(5_000);
    }
  });

  test('one that spoils its call is refused alone, and stalls no other', async () => {
    for (let number = 0; number < 20; number += 1) await stage.say(`SO-${String(number)}`);
    stage.script.perform = (items, usual): Performed => {
      const isSpoilt = items.some((one) => 'release' in one && one.release.number === 'SO-13');
      if (!isSpoilt) return usual();
      return items.length === 1
        ? { outcomes: [{ is: 'refused', code: '400', text: 'no such country' }], unanswered: null }
        : {
            outcomes: items.map(() => ({ is: 'unknown', text: 'turned down' })),
            unanswered: null, tryAlone: true,
          };
    };
    expect(await carry()).toMatchObject({ items: 20, unanswered: null });
    await stage.decide();
    expect(stage.account.orders.size).toBe(19);
    expect((await stage.order('SO-13')).decision?.headline.exception).toBe('order.refused');
    expect((await stage.order('SO-12')).decision?.headline.stage).toBe('in-shipstation');
    expect(creations().length).toBeLessThan(12);
  });

  test('who lost the lease begins nothing and calls nobody', async () => {
    await stage.say('SO-1');
    const hand = await stage.hold('shipstation-uk');
    wait(16);
    await stage.database.transaction((tx) =>
      holdConnection(tx, 'shipstation-uk', 'another/2/b', stage.clock.now, 15_000));
    expect(await carryOut(stage.surroundings, hand)).toBeNull();
    expect(stage.calls).toEqual([]);
    expect(await rows('select * from attempt')).toEqual([]);
    expect(await rows('select about from intent')).toHaveLength(1);
  });

  test('a wish that outlived the change to shadow mode is not carried out', async () => {
    await stage.say('SO-1');
    await stage.apply({ mode: 'shadow' });
    expect(await rows('select about from intent')).toHaveLength(1);
    expect(await carry()).toBeNull();
    await stage.decide();
    expect(await rows('select about from intent')).toEqual([]);
    expect(stage.calls).toEqual([]);
  });

  test('a message is pushed as it was written, whatever the words became since', async () => {
    await stage.say('SO-1');
    await carry();
    await stage.decide();
    labelAtDesk(stage, 'SO-1');
    await lookAt('labels');
    await stage.decide();
    const [written] = await rows("select content from message where party = 'warehouse'");
    await stage.apply({ warehouseWord: 'DPD-NEW' });
    await stage.decide();
    const pushed: unknown[] = [];
    stage.script.perform = (items, usual) => {
      pushed.push(...items.flatMap((one) => ('message' in one ? [one.message] : [])));
      return usual();
    };
    await carry('leicester-wms');
    expect([{ content: pushed[0] }]).toEqual([written]);
    expect(pushed).toMatchObject([{ parcels: [{ carrier: 'DPD' }] }]);
  });
});
