/** The statements under the loop: whose turn it is, who holds what, and what is kept of it. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase } from '../../tests/databases.ts';
import { noon, orderIdOfNumber } from '../../tests/stage.ts';
import type { Action, MessageContent } from '../core/model/decision.ts';
import {
  channelName, connectionName, consignmentId, labelId, messageId,
} from '../core/model/ids.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Database, Tx } from './database.ts';
import { claimDue, lockOrder, wake, wakeEverything } from './dossiers.ts';
import { nextInTurn, saveIntents, takeIntents, type NewIntent } from './intents.ts';
import { holdConnection, releaseConnection, stillHeld } from './leases.ts';
import { readMailbox, saveAcknowledged, saveMessages } from './messages.ts';
import { migrate } from './migrate.ts';

const later = (seconds: number): Instant => instant(noon + seconds * 1_000);

const message = (id: string): MessageContent => ({
  id: messageId(id), kind: 'dispatch', at: noon, consignment: 'C-1', orderNumber: 'SO-1', voids: [],
  parcels: [{
    label: labelId('1'), trackingNumber: 'T1', trackingUrl: null, carrier: 'DPD', service: null,
    cost: { amount: 1, currency: 'GBP' }, weightGrams: null, replaces: null, lines: [],
  }],
});

const wish = (about: string, over: Partial<Action['urgency']> = {}): NewIntent => ({
  order: 'unused', consignment: consignmentId('con_1'), lane: 3, fingerprint: `as ${about}`,
  wishedAt: noon,
  action: {
    do: 'tell-warehouse', about, connection: connectionName('wms'), message: message(about),
    urgency: { due: noon, cutOff: null, wave: null, sequence: null, ...over },
  },
});

onEveryDatabase('the statements under the loop', (size) => {
  let database: Database;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(() => emptyTables(database));

  const run = <Result>(work: (tx: Tx) => Promise<Result>) => database.transaction(work);
  const place = (...numbers: string[]) => run(async (tx) => {
    for (const number of numbers) await lockOrder(tx, channelName('shop'), number, noon);
    await sql`update dossier set order_id = 'ord_' || order_number`.execute(tx);
  });
  const dueAt = async () => (await run((tx) =>
    sql<{ at: number | null }>`select look_again_at as at from dossier`.execute(tx))).rows[0]?.at;
  const wakeAt = (at: Instant) =>
    run((tx) => sql`update dossier set look_again_at = ${at}`.execute(tx));

  describe('orders', () => {
    test('a wake asks for a decision now, and never puts an earlier one off', async () => {
      await run((tx) => lockOrder(tx, channelName('shopify-uk'), 'SO-1', noon));
      const id = orderIdOfNumber('SO-1');
      await run((tx) => wake(tx, [id], later(60)));
      expect(await dueAt()).toBe(later(60));
      await run((tx) => wake(tx, [id], later(90)));
      expect(await dueAt()).toBe(later(60));
      await run((tx) => wake(tx, [id], later(30)));
      expect(await dueAt()).toBe(later(30));
    });

    test('that are finished are left alone by a change of policy', async () => {
      await place('done', 'open', 'excepted', 'undecided', 'due');
      await run((tx) => sql`update dossier set
        decision = case when order_number <> 'undecided' then '{}'::jsonb end,
        waits_on = case when order_number = 'open' then 'warehouse' end,
        exception = case when order_number = 'excepted' then 'pick.short' end,
        look_again_at = case when order_number = 'due' then ${later(60)}::bigint end`.execute(tx));
      await run((tx) => wakeEverything(tx, noon));
      const { rows } = await run((tx) => sql`select order_number as number from dossier
        where look_again_at = ${noon} order by 1`.execute(tx));
      expect(rows).toEqual(['due', 'excepted', 'open', 'undecided'].map((number) => ({ number })));
    });

    test('are claimed when they are due, longest due first, as many as asked for', async () => {
      await place('a', 'b', 'c', 'd');
      for (const [number, seconds] of [['a', 3], ['b', 1], ['c', 2], ['d', 99]] as const) {
        await run((tx) => sql`update dossier set look_again_at = ${later(seconds)}
          where order_number = ${number}`.execute(tx));
      }
      const claimed = await run((tx) => claimDue(tx, later(10), 2));
      expect(claimed.map((one) => one.dossier.orderNumber)).toEqual(['b', 'c']);
    });

    test.skipIf(size.name === 'embedded')(
      'that another claims are skipped, not waited for (needs several transactions at a time)',
      async () => {
        await place('a', 'b', 'c');
        await wakeAt(noon);
        const claimed = Promise.withResolvers<void>();
        const release = Promise.withResolvers<void>();
        const first = run(async (tx) => {
          const mine = await claimDue(tx, noon, 2);
          claimed.resolve();
          await release.promise;
          return mine;
        });
        await claimed.promise;
        const second = await run((tx) => claimDue(tx, noon, 2));
        release.resolve();
        const numbers = [...(await first), ...second].map((one) => one.dossier.orderNumber);
        expect(numbers.toSorted()).toEqual(['a', 'b', 'c']);
      });
  });

  describe('wishes', () => {
    beforeEach(() => place('SO-1', 'SO-2'));
    // The ids that `place` has given.
    const order = (number: string) => `ord_${number}` as Parameters<typeof saveIntents>[1][number];
    const saveOf = (tx: Tx, number: string, wanted: readonly NewIntent[]) =>
      saveIntents(tx, [order(number)], wanted.map((one) => ({ ...one, order: order(number) })));
    const turn = (batch: number, now = later(60)) =>
      run((tx) => nextInTurn(tx, 'wms', now, () => batch));
    const turns = async (batch: number) => (await turn(batch)).map((one) => one.action.about);

    test('equal ones keep their place; others replace; what is not wished goes', async () => {
      const first = [wish('kept'), wish('changed'), wish('gone')];
      await run((tx) => saveOf(tx, 'SO-1', first));
      const before = await turn(9);
      await run((tx) => saveOf(tx, 'SO-1', [
        wish('new'), { ...wish('changed'), fingerprint: 'other' }, wish('kept'),
      ]));
      const after = await turn(9);
      const placeOf = (all: typeof before, about: string) =>
        all.find((one) => one.action.about === about)?.id;
      expect(after.map((one) => one.action.about).toSorted()).toEqual(['changed', 'kept', 'new']);
      expect(placeOf(after, 'kept')).toBe(placeOf(before, 'kept'));
      expect(placeOf(after, 'changed')).not.toBe(placeOf(before, 'changed'));
    });

    test('go by lane, cut-off, wave and sequence, then age; none before it is due', async () => {
      await run((tx) => saveOf(tx, 'SO-1', [
        wish('no van'),
        wish('second of the wave', { cutOff: later(60), wave: 'W1', sequence: 2 }),
        wish('first of the wave', { cutOff: later(60), wave: 'W1', sequence: 1 }),
        wish('next wave', { cutOff: later(60), wave: 'W2', sequence: 0 }),
        wish('earlier van', { cutOff: later(30) }),
        wish('not yet', { due: later(3_600), cutOff: later(1) }),
      ]));
      await run((tx) => saveOf(tx, 'SO-2', [wish('also no van')]));
      expect(await turns(9)).toEqual([
        'earlier van', 'first of the wave', 'second of the wave', 'next wave', 'no van',
        'also no van',
      ]);
      await run((tx) => saveOf(tx, 'SO-2', [{ ...wish('out of harm'), lane: 0 }]));
      expect(await turns(9)).toEqual(['out of harm']);
    });

    test('of one call are of one operation, and no more than it carries', async () => {
      const other = wish('another operation', { cutOff: later(2) });
      await run((tx) => saveOf(tx, 'SO-1', [
        wish('a', { cutOff: later(1) }),
        { ...other, action: { ...other.action, do: 'tell-channel', message: message('x') } },
        wish('b', { cutOff: later(3) }), wish('c', { cutOff: later(4) }),
      ]));
      expect(await turns(2)).toEqual(['a', 'b']);
    });

    test('are taken once: a second hand finds them gone', async () => {
      await run((tx) => saveOf(tx, 'SO-1', [wish('a'), wish('b')]));
      const ids = (await turn(9)).map((one) => one.id);
      expect([...await run((tx) => takeIntents(tx, ids))]).toEqual(ids);
      expect([...await run((tx) => takeIntents(tx, ids))]).toEqual([]);
    });
  });

  describe('leases', () => {
    const hold = (holder: string, at: Instant) =>
      run((tx) => holdConnection(tx, 'wms', holder, at, 15_000));

    test('one holds; another gets it when it was not renewed, under the next epoch', async () => {
      expect(await hold('one', noon)).toEqual({ connection: 'wms', epoch: 1 });
      expect(await hold('two', later(14))).toBeNull();
      expect(await hold('one', later(14))).toEqual({ connection: 'wms', epoch: 1 });
      expect(await hold('two', later(28))).toBeNull();
      expect(await hold('two', later(29))).toEqual({ connection: 'wms', epoch: 2 });
    });

    test('a hold from hours that are yet to come keeps nobody waiting for them', async () => {
      await hold('killed', later(10_800));
      expect(await hold('other', later(10_790))).toBeNull();
      expect(await hold('other', noon)).toEqual({ connection: 'wms', epoch: 2 });
      expect(await hold('killed', later(1))).toBeNull();
    });

    test.skipIf(size.name === 'embedded')(
      'a holder that stands still inside a transaction holds it, and keeps nobody waiting ' +
        '(needs several transactions at a time)',
      async () => {
        const first = await hold('one', noon);
        if (first === null) throw new Error('not held');
        const isInside = Promise.withResolvers<void>();
        const thawed = Promise.withResolvers<void>();
        const frozen = run(async (tx) => {
          await stillHeld(tx, first, 'one');
          isInside.resolve();
          await thawed.promise;
        });
        await isInside.promise;
        expect(await hold('two', later(60))).toBeNull();
        thawed.resolve();
        await frozen;
        expect(await hold('two', later(60))).toMatchObject({ epoch: 2 });
      });

    test('who lost it does not hold it, nor when it comes back to the same process', async () => {
      const first = await hold('one', noon);
      await hold('two', later(20));
      const again = await hold('one', later(40));
      if (first === null || again === null) throw new Error('not held');
      expect(await run((tx) => stillHeld(tx, first, 'one'))).toBe(false);
      expect(await run((tx) => stillHeld(tx, again, 'one'))).toBe(true);
      expect(await run((tx) => stillHeld(tx, again, 'two'))).toBe(false);
    });

    test('given back it is free at once; giving back an old one takes it from nobody', async () => {
      const first = await hold('one', noon);
      if (first === null) throw new Error('not held');
      await run((tx) => releaseConnection(tx, first, 'one'));
      const second = await hold('two', later(1));
      expect(second).toMatchObject({ epoch: 2 });
      await run((tx) => releaseConnection(tx, first, 'one'));
      expect(await hold('three', later(2))).toBeNull();
    });
  });

  describe('messages', () => {
    beforeEach(() => place('SO-1'));
    const write = (tx: Tx, id: string, partyName = 'leicester') => saveMessages(tx, [{
      party: 'warehouse', partyName, order: 'ord_SO-1', consignment: 'con_1', content: message(id),
    }]);
    const box = (after = 0, limit = 9) =>
      run((tx) => readMailbox(tx, 'warehouse', 'leicester', after, limit));

    test('are read in the order of writing, page by page, each party its own', async () => {
      for (const id of ['m1', 'm2', 'm3']) await run((tx) => write(tx, id));
      await run((tx) => write(tx, 'm4', 'york'));
      const [first, second] = await box(0, 2);
      expect([first, second].map((one) => one?.content.id)).toEqual(['m1', 'm2']);
      expect((await box(second?.position)).map((one) => one.content.id)).toEqual(['m3']);
    });

    test('keep their first content, and the first hour of acknowledgement', async () => {
      await run((tx) => write(tx, 'm1'));
      await run((tx) => saveMessages(tx, [{
        party: 'warehouse', partyName: 'leicester', order: 'ord_SO-1', consignment: 'con_1',
        content: { ...message('m1'), orderNumber: 'other words' },
      }]));
      await run((tx) => saveAcknowledged(tx, 'm1', later(1)));
      await run((tx) => saveAcknowledged(tx, 'm1', later(9)));
      expect(await box()).toMatchObject([
        { content: { orderNumber: 'SO-1' }, acknowledgedAt: later(1) },
      ]);
    });

    test.skipIf(size.name === 'embedded')(
      'never appear behind one that was fetched (needs several transactions at a time)',
      async () => {
        const written = Promise.withResolvers<void>();
        const release = Promise.withResolvers<void>();
        const slow = run(async (tx) => {
          await write(tx, 'begun first');
          written.resolve();
          await release.promise;
        });
        await written.promise;
        const quick = run((tx) => write(tx, 'begun second'));
        // The second either waits for the first or has committed before it.
        await expect.poll(async () => (await box()).length + (await run((tx) =>
          sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(tx)))
          .rows.length).toBeGreaterThan(0);
        const fetched = await box();
        release.resolve();
        await Promise.all([slow, quick]);
        const rest = await box(fetched.at(-1)?.position);
        expect([...fetched, ...rest].map((one) => one.content.id))
          .toEqual(['begun first', 'begun second']);
      });
  });
});
