/** The whole loop on a stage: it starts, works by itself, and stops when told or when it must. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { labelAtDesk, noon, openStage, type Stage } from '../../tests/stage.ts';
import { neverSpaced } from '../core/facts/looks.ts';
import { instant } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';
import { logCall } from '../store/calls.ts';
import { saveFeed } from '../store/feeds.ts';
import { migrate } from '../store/migrate.ts';
import { readPolicy } from '../store/policies.ts';
import { UnreadableSecret } from '../store/sealing.ts';
import { readTrips } from '../store/trips.ts';
import { startLoop, type Loop } from './run.ts';
import { standingTroubles } from './standing-troubles.ts';

const patience = { timeout: 100_000, interval: 20 };

onEveryDatabase('the loop', (size) => {
  let database: Database;
  let stage: Stage;
  let loop: Loop | null = null;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
    await stage.apply();
  });
  afterEach(async () => {
    await loop?.stop();
    loop = null;
  });

  test('an order goes by itself from the gate to both having been told', async () => {
    loop = await startLoop(stage.surroundings);
    await stage.say('SO-1');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(1), patience);
    labelAtDesk(stage, 'SO-1');
    await vi.waitFor(async () => {
      stage.clock.now = instant(stage.clock.now + 1_000);
      expect((await stage.order('SO-1')).decision?.headline.stage).toBe('channel-told');
    }, patience);
    // The warehouse is told over a connection of its own, before or after the channel.
    await vi.waitFor(() => {
      const made = stage.calls.filter((one) => !one.startsWith('look'))
        .map((one) => one.split(' ', 1).join());
      expect(made.toSorted()).toEqual(['create-order', 'tell-channel', 'tell-warehouse']);
    }, patience);
  });

  test('what becomes due while a call is out goes together in the next', async () => {
    const answer = Promise.withResolvers<void>();
    const isOut = Promise.withResolvers<void>();
    stage.script.perform = async (_items, usual) => {
      isOut.resolve();
      await answer.promise;
      return usual();
    };
    loop = await startLoop(stage.surroundings);
    await stage.say('SO-0');
    await isOut.promise;
    for (let number = 1; number <= 30; number += 1) await stage.say(`SO-${String(number)}`);
    answer.resolve();
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(31), patience);
    expect(stage.calls.filter((one) => one.startsWith('create-order'))).toHaveLength(2);
  });

  test('a feed that was half read long ago goes before a heap of releases', async () => {
    const now = stage.clock.now;
    await database.transaction(async (tx) => {
      for (const feed of ['labels', 'orders']) {
        await saveFeed(tx, 'shipstation-uk', feed, {
          through: now, lookedAt: instant(now - (feed === 'orders' ? 200_000 : 0)),
          spaced: neverSpaced,
          window: feed === 'orders'
            ? { from: instant(now - 9_000), to: instant(now - 1_000), page: '2' } : null,
        });
      }
    });
    await stage.say('SO-1');
    loop = await startLoop(stage.surroundings);
    await vi.waitFor(() => expect(stage.calls.length).toBeGreaterThan(1), patience);
    expect(stage.calls[0]).toBe('look orders');
    expect(stage.calls[1]).toContain('create-order');
  });

  test('a closed budget lets nothing out, and telling others does not wait for it', async () => {
    await database.transaction(async (tx) => {
      for (let count = 0; count < 38; count += 1) {
        await logCall(tx, {
          connection: 'shipstation-uk', purpose: 'used up', startedAt: stage.clock.now,
        });
      }
    });
    loop = await startLoop(stage.surroundings);
    await stage.say('SO-1');
    await vi.waitFor(async () => {
      expect(await rowsOf(
        database, "select 1 from lease where connection = 'shipstation-uk'")).toHaveLength(1);
    }, patience);
    expect(stage.calls).toEqual([]);
    stage.clock.now = instant(stage.clock.now + 62_001);
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(1), patience);
  });

  test('a connector that trips over one order has it set aside, and the others go', async () => {
    stage.script.perform = (items, usual) => {
      if (items.some((one) => 'release' in one && one.release.number === 'SO-2')) {
        throw new Error('tripped over it');
      }
      return usual();
    };
    for (const number of ['SO-1', 'SO-2', 'SO-3']) await stage.say(number);
    loop = await startLoop(stage.surroundings);
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(2), patience);
    const aside = { exception: 'gatepass.bug', because: { text: 'tripped over it' } };
    await vi.waitFor(async () => expect((await stage.order('SO-2')).decision?.headline)
      .toMatchObject(aside), patience);
    await stage.say('SO-4');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(3), patience);
  });

  test('a connector that trips over one feed rests it, and is named for it', async () => {
    stage.script.look = ({ feed }, usual) => {
      if (feed === 'labels') throw new Error('tripped over it');
      return usual();
    };
    const troubles = () => database.transaction(async (tx) => {
      const connection = (await readPolicy(tx)).connections['shipstation-uk'];
      return connection === undefined ? [] : standingTroubles(
        tx, stage.surroundings, 'shipstation-uk', { connection, silence: null });
    });
    const looks = () => stage.calls.filter((one) => one === 'look labels').length;
    loop = await startLoop(stage.surroundings);
    await stage.say('SO-1');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(1), patience);
    await stage.say('SO-2');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(2), patience);
    // The clock stood still, and so did the rest.
    expect(looks()).toBe(1);
    expect(await troubles()).toMatchObject([{
      is: 'tripped', words: 'tripped over it', feeds: ['labels'], effects: [], since: noon,
    }]);
    stage.clock.now = instant(noon + 5_001);
    await vi.waitFor(async () => expect(await database.transaction((tx) =>
      readTrips(tx, 'shipstation-uk'))).toMatchObject([{ inARow: 2 }]), patience);
    expect(looks()).toBe(2);
    delete stage.script.look;
    stage.clock.now = instant(noon + 20_000);
    await vi.waitFor(async () => expect(await troubles()).toEqual([]), patience);
  });

  test('an errand that trips rests, and everything else goes on', async () => {
    const errand = vi.fn(() => Promise.reject(new Error('tripped over it')));
    loop = await startLoop({ ...stage.surroundings, errands: [errand] });
    await stage.say('SO-1');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(1), patience);
    expect(errand).toHaveBeenCalledTimes(1);
  });

  test('told to stop, it lets its call come home and gives its leases back', async () => {
    const answer = Promise.withResolvers<void>();
    const isOut = Promise.withResolvers<void>();
    stage.script.perform = async (_items, usual) => {
      isOut.resolve();
      await answer.promise;
      return usual();
    };
    const stopping = await startLoop(stage.surroundings);
    await stage.say('SO-1');
    await isOut.promise;
    const stopped = stopping.stop();
    answer.resolve();
    await stopped;
    expect(await rowsOf(database, 'select outcome from attempt')).toEqual([{ outcome: 'done' }]);
    expect(await rowsOf(database, 'select distinct renewed_at from lease'))
      .toEqual([{ renewed_at: 0 }]);
  });

  test('who cannot read the secrets of a connection leaves it to who can', async () => {
    const blind = {
      ...stage.surroundings, holder: 'blind/1/a',
      unseal: () => { throw new UnreadableSecret('sealed with another key'); },
    };
    loop = await startLoop(blind);
    const said = () => stage.logged.filter((one) =>
      one.startsWith('connection cannot be used {"connection":"shipstation-uk"')).length;
    await vi.waitFor(() => expect(said()).toBe(1), patience);
    const seeing = await startLoop({ ...stage.surroundings, holder: 'seeing/2/b' });
    try {
      await stage.say('SO-1');
      await vi.waitFor(() => expect(stage.account.orders.size).toBe(1), patience);
      const held = await rowsOf(database, "select holder from lease where connection like 'ship%'");
      expect(held).toEqual([{ holder: 'seeing/2/b' }]);
      expect(said()).toBe(1);
    } finally {
      await seeing.stop();
    }
  });

  test('one that may not begin yet touches nothing, and does everything once it may', async () => {
    const begins = Promise.withResolvers<void>();
    loop = await startLoop({ ...stage.surroundings, holder: 'later/1/a' }, begins.promise);
    const other = await startLoop({ ...stage.surroundings, holder: 'other/2/b' });
    await stage.say('SO-1');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(1), patience);
    expect(await rowsOf(database, 'select distinct holder from lease'))
      .toEqual([{ holder: 'other/2/b' }]);
    await other.stop();
    begins.resolve();
    await stage.say('SO-2');
    await vi.waitFor(() => expect(stage.account.orders.size).toBe(2), patience);
  });

  test('told to stop before it may begin, it ends and has held nothing', async () => {
    const never = Promise.withResolvers<void>();
    const waiting = await startLoop(stage.surroundings, never.promise);
    await waiting.stop();
    expect(await rowsOf(database, 'select holder from lease')).toEqual([]);
  });

  test('a stopping loop keeps its hold until the call under way has come home', async () => {
    const answer = Promise.withResolvers<void>();
    const isOut = Promise.withResolvers<void>();
    stage.script.perform = async (_items, usual) => {
      isOut.resolve();
      await answer.promise;
      return usual();
    };
    loop = await startLoop(stage.surroundings);
    await stage.say('SO-0');
    await isOut.promise;
    const stopped = loop.stop();
    const renewedAt = () => rowsOf(database,
      "select renewed_at as at from lease where connection = 'shipstation-uk'");
    // Long after it was told to stop, the lease is still renewed.
    stage.clock.now = instant(noon + 3_600_000);
    await vi.waitFor(async () => expect(await renewedAt()).toEqual([{ at: stage.clock.now }]),
      patience);
    answer.resolve();
    await stopped;
    expect(await renewedAt()).toEqual([{ at: 0 }]);
  });
});
