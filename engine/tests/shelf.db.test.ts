/** Orders that ShipStation fetches (Custom Store): only what is released, once, and taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faultInOrders, textsIn } from '../../contracts/shipstation-custom-store/check.ts';
import { later } from '../src/core/model/instant.ts';
import { consignmentIdOf } from '../src/store/ids.ts';
import { pauseConnection, resumeConnection } from '../src/loop/pause.ts';
import type { Database } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { emptyTables, onEveryDatabase, rowsOf } from './databases.ts';
import { noticeOf, openShelfStage, pageSize, storeTime, type ShelfStage } from './shelf-stage.ts';
import { snapshotOf } from './stage.ts';

const minute = 60_000;
const [tee] = snapshotOf('SO-1').lines;
if (tee === undefined) throw new Error('a snapshot has lines');

const keyOf = (number: string, release = 1): string =>
  `${consignmentIdOf('leicester', number)}:${String(release)}`;

onEveryDatabase('what ShipStation fetches', (size) => {
  let database: Database;
  let stage: ShelfStage;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);

  const obligation = async (number: string, kind: string) => {
    const { decision } = await stage.order(number);
    return decision?.consignments[0]?.obligations.find((one) => one.kind === kind)?.state;
  };
  const codes = async (number: string) =>
    (await stage.order(number)).decision?.exceptions.map((one) => one.code) ?? [];
  const parcelsOf = async (number: string) => Object.values(
    (await stage.order(number)).dossier.consignments).flatMap((one) => Object.values(one.labels));
  const messages = () => rowsOf(database,
    `select party, content -> 'parcels' -> 0 ->> 'trackingNumber' as tracking,
      content ->> 'kind' as kind from message order by party, tracking`);
  const tick = (milliseconds: number): void => {
    stage.clock.now = later(stage.clock.now, milliseconds);
  };
  const put = async (number: string, over: Parameters<ShelfStage['say']>[1] = {}) => {
    await stage.say(number, over);
    await stage.work();
  };

  describe('without an API', () => {
    beforeEach(async () => {
      await emptyTables(database);
      stage = openShelfStage(database, 'alone');
      await stage.apply();
    });

    test('only what the gate has let through stands there, per line and quantity', async () => {
      await put('SO-1');
      await put('SO-2', { status: 'received', lines: [{ ...tee, picked: 0, packed: 0 }] });
      await put('SO-3', { status: 'picked', lines: [{ ...tee, packed: 0 }] });
      await put('SO-4', { lines: [{ ...tee, picked: 1, packed: 1, short: 1 }] });
      await put('SO-5', { lines: [{ ...tee, picked: 1 }] });
      await put('SO-6', { status: 'cancelled' });
      await put('SO-7', { service: 'BY-OWL' });
      await put('SO-8', { shipTo: { ...snapshotOf('SO-8').shipTo, city: null } });
      const page = await stage.fetch();
      expect(faultInOrders(page)).toBeNull();
      expect(textsIn(page, 'OrderNumber')).toEqual(['SO-1']);
      expect(textsIn(page, 'OrderID')).toEqual([keyOf('SO-1')]);
      expect(textsIn(page, 'Quantity')).toEqual(['2']);
      expect(await codes('SO-7')).toEqual(['service.unmapped']);
      expect(stage.calls).toEqual([]);
    });

    test('a window in which nothing changed is a valid page without orders', async () => {
      await put('SO-1');
      const before = await stage.fetch({
        start_date: '01/01/2020 00:00', end_date: '01/02/2020 00:00' });
      expect(faultInOrders(before)).toBeNull();
      expect(textsIn(before, 'OrderNumber')).toEqual([]);
    });

    test('one that no page can take is refused alone, with its reason', async () => {
      await put('SO-1');
      await put('SO-2', { lines: [{ ...tee, sku: 'S'.repeat(60) }] });
      expect(await stage.fetched()).toEqual(['SO-1 paid']);
      expect(await codes('SO-2')).toEqual(['order.refused']);
      expect(await obligation('SO-2', 'release')).toMatchObject({
        because: { is: 'order-refused', text: expect.stringContaining('SKU has 60 characters') },
      });
    });

    test('it waits to be fetched, with a limit; fetched is met, and no more is said', async () => {
      await put('SO-1');
      expect(await obligation('SO-1', 'release')).toMatchObject({
        is: 'open', waitsOn: 'shipping-desk', because: { is: 'waits-for-fetch', number: 'SO-1' },
        limitAt: later(stage.clock.now, 60 * minute),
      });
      tick(61 * minute);
      await stage.decide();
      expect(await codes('SO-1')).toEqual(['release.late']);
      expect(await stage.fetched()).toEqual(['SO-1 paid']);
      await stage.decide();
      expect(await obligation('SO-1', 'release')).toMatchObject({
        is: 'met', because: { is: 'fetched', at: stage.clock.now } });
      expect(await obligation('SO-1', 'label')).toMatchObject({
        is: 'open', waitsOn: 'shipping-desk' });
      expect(await codes('SO-1')).toEqual([]);
    });

    test('fetched again and again it is the same, and its date does not move', async () => {
      await put('SO-1');
      const first = await stage.fetch();
      tick(10 * minute);
      await stage.decide();
      expect(await stage.fetch()).toBe(first);
      expect(await stage.fetch()).toBe(first);
      expect(await stage.fetched({ start_date: storeTime(stage.clock.now) })).toEqual([]);
    });

    test('cancelled before anybody fetched it, it was never there', async () => {
      await put('SO-1');
      await put('SO-1', { revision: 2, status: 'cancelled' });
      expect(await stage.fetched()).toEqual([]);
      expect((await stage.order('SO-1')).decision?.headline.stage).toBe('cancelled');
      expect(await obligation('SO-1', 'release')).not.toMatchObject({ is: 'open' });
    });

    test('cancelled a moment before the fetch, before anything was carried out, it is not there',
      async () => {
        await put('SO-1');
        await stage.say('SO-1', { revision: 2, status: 'cancelled' });
        expect(await stage.fetched()).toEqual([]);
      });

    test('cancelled after it was fetched, it is given back as cancelled, and never revived',
      async () => {
        await put('SO-1');
        await stage.fetch();
        tick(5 * minute);
        await put('SO-1', { revision: 2, status: 'cancelled' });
        expect(await obligation('SO-1', 'release')).toMatchObject({
          is: 'open', waitsOn: 'shipping-desk',
          because: { is: 'change-unfetched', what: 'cancelled' } });
        expect(await stage.fetched()).toEqual(['SO-1 cancelled']);
        await stage.work();
        expect(await obligation('SO-1', 'release')).not.toMatchObject({ is: 'open' });
        // Back again it is another order, under another number and key.
        tick(5 * minute);
        await put('SO-1', { revision: 3 });
        expect(await stage.fetched()).toEqual(['SO-1 cancelled', 'SO-1-2 paid']);
        tick(90 * minute);
        expect(await stage.fetched({ start_date: '01/01/2020 00:00' }))
          .toEqual(['SO-1 cancelled', 'SO-1-2 paid']);
      });

    test('short after it was fetched, it is given back with what is there', async () => {
      await put('SO-1');
      await stage.fetch();
      tick(minute);
      const short = [{ ...tee, picked: 1, packed: 1, short: 1 }];
      await put('SO-1', { revision: 2, lines: short });
      const page = await stage.fetch();
      // By the policy a short pick is held: it comes out.
      expect(textsIn(page, 'OrderStatus')).toEqual(['cancelled']);
      await put('SO-2', { lines: [{ ...tee, ordered: 3, picked: 3, packed: 3 }] });
      expect(textsIn(await stage.fetch(), 'Quantity')).toContain('3');
      tick(minute);
      await put('SO-2', { revision: 2, lines: [tee] });
      expect(await obligation('SO-2', 'release')).toMatchObject({
        is: 'open', because: { is: 'change-unfetched', what: 'changed' } });
      const changed = await stage.fetch();
      expect(textsIn(changed, 'Order[OrderNumber="SO-2"]/Items/Item/Quantity')).toEqual(['2']);
      await stage.work();
      expect(await obligation('SO-2', 'release')).toMatchObject({ is: 'met' });
    });

    test('paused, nothing new goes out, and what the window passed by comes with the next',
      async () => {
        await put('SO-1');
        const pausing = { connection: 'shipstation-uk', effects: ['release'], by: 'a test',
          why: 'to see' } as const;
        await database.transaction((tx) =>
          pauseConnection(tx, pausing, null, stage.clock.now));
        expect(await stage.fetched()).toEqual([]);
        tick(120 * minute);
        await database.transaction((tx) => resumeConnection(tx, pausing, stage.clock.now));
        expect(await stage.fetched()).toEqual(['SO-1 paid']);
        expect(await stage.fetched({ start_date: '01/01/2020 00:00',
          end_date: storeTime(stage.clock.now - 60 * minute) })).toEqual([]);
      });

    test('in shadow mode nothing stands there', async () => {
      await stage.apply({ mode: 'shadow' });
      await put('SO-1');
      expect(await stage.fetched()).toEqual([]);
    });

    test('pages show one window whole, whatever changes between them', async () => {
      const numbers = Array.from(
        { length: 2 * pageSize + 5 }, (_, index) => `SO-${String(1000 + index)}`);
      for (const number of numbers) await stage.say(number);
      await stage.work();
      const window = { start_date: storeTime(stage.clock.now - minute),
        end_date: storeTime(stage.clock.now + 10 * minute) };
      const first = await stage.fetch({ ...window });
      expect(first).toContain('<Orders pages="3">');
      // One of a later page comes out, one of the first is changed, one is new.
      tick(2 * minute);
      await put(textsIn(first, 'OrderNumber')[0] ?? '', { revision: 2, status: 'cancelled' });
      await put('SO-9999');
      const rest = [
        ...await stage.fetched({ ...window, page: '2' }),
        ...await stage.fetched({ ...window, page: '3' }),
      ].map((one) => one.split(' ')[0] ?? '');
      expect([...textsIn(first, 'OrderNumber'), ...rest].toSorted()).toEqual(numbers);
      const beyond = await stage.fetch({ ...window, page: '99999' });
      expect(faultInOrders(beyond)).toBeNull();
      expect(textsIn(beyond, 'OrderNumber')).toEqual([]);
      expect(await stage.fetched({ ...window })).toHaveLength(pageSize);
      expect(await stage.fetched({ start_date: storeTime(stage.clock.now) })).toEqual(
        expect.arrayContaining([`${textsIn(first, 'OrderNumber')[0] ?? ''} cancelled`,
          'SO-9999 paid']));
    });

    test('a notice is a label: both are told, once, however often it comes', async () => {
      await put('SO-1');
      await stage.fetch();
      const notice = noticeOf({ key: keyOf('SO-1'), number: 'SO-1', tracking: 'T-1' });
      expect(await stage.notify({}, notice)).toMatchObject({ status: 200 });
      await stage.work();
      expect(await obligation('SO-1', 'label')).toMatchObject({
        is: 'met', because: { trackingNumbers: ['T-1'], carrier: 'dpd' } });
      expect(await messages()).toEqual([
        { party: 'channel', kind: 'notice', tracking: 'T-1' },
        { party: 'warehouse', kind: 'dispatch', tracking: 'T-1' },
      ]);
      tick(5 * minute);
      await stage.notify({}, notice);
      await stage.notify({ order_number: 'SO-1', tracking_number: 'T-1', carrier: 'DPD UK' });
      await stage.work();
      expect(await messages()).toHaveLength(2);
      expect(await parcelsOf('SO-1')).toMatchObject([{ label: {
        trackingNumber: 'T-1', carrier: 'dpd', cost: { amount: 671, currency: 'GBP' },
        lines: [{ quantity: 2 }],
      } }]);
      expect(await codes('SO-1')).toEqual([]);
      // Labelled, it is not handed out as an order that waits for its label.
      expect(await stage.fetched()).toEqual([]);
    });

    test('without a body a notice is read from its address; a number of nobody is refused',
      async () => {
        await put('SO-1');
        await stage.fetch();
        expect(await stage.notify({ order_number: 'SO-77', tracking_number: 'T' }))
          .toMatchObject({ status: 404, body: expect.stringContaining('SO-77') });
        expect(await stage.notify(
          { order_number: 'SO-1', tracking_number: 'T-1', carrier: 'DPD UK' }))
          .toMatchObject({ status: 200 });
        await stage.work();
        expect(await messages()).toHaveLength(2);
        expect(await obligation('SO-1', 'label')).toMatchObject({ is: 'met' });
        expect(await rowsOf(database, 'select words from unreadable')).toMatchObject([
          { words: expect.stringContaining('SO-77') }]);
      });

    test('each parcel is a notice, and their quantities are summed', async () => {
      await put('SO-1');
      await stage.fetch();
      const half = (tracking: string) => noticeOf({
        key: keyOf('SO-1'), number: 'SO-1', tracking, lines: [['1', 1]] });
      await stage.notify({}, half('T-1'));
      await stage.work();
      expect(await obligation('SO-1', 'label')).toMatchObject({
        is: 'open', waitsOn: 'shipping-desk' });
      await stage.notify({}, half('T-2'));
      await stage.work();
      expect(await obligation('SO-1', 'label')).toMatchObject({
        is: 'met', because: { trackingNumbers: ['T-1', 'T-2'] } });
      expect(await codes('SO-1')).toEqual([]);
      await stage.notify({}, half('T-3'));
      await stage.work();
      expect(await codes('SO-1')).toEqual(['label.duplicate']);
    });

    test('a carrier of which nobody knows the code is asked about, and never guessed', async () => {
      await put('SO-1');
      await stage.fetch();
      await stage.notify({}, noticeOf({
        key: keyOf('SO-1'), number: 'SO-1', tracking: 'T-1', carrier: 'Owl Post' }));
      await stage.work();
      expect(await codes('SO-1')).toEqual(['carrier.unmapped', 'carrier.unmapped']);
      expect(await messages()).toEqual([]);
    });

    test('where shipstation tells, the notice that reached us is the telling', async () => {
      await stage.apply({ toldBy: 'shipstation' });
      await put('SO-1');
      await stage.fetch();
      await stage.notify({}, noticeOf({ key: keyOf('SO-1'), number: 'SO-1', tracking: 'T-1' }));
      await stage.work();
      expect(await obligation('SO-1', 'tell-channel')).toMatchObject({
        is: 'met', because: { is: 'told-by-other', by: 'shipstation' } });
      expect(await messages()).toMatchObject([{ party: 'warehouse' }]);
    });

    test('left by other means, it is given back as shipped', async () => {
      await put('SO-1');
      await stage.fetch();
      tick(minute);
      await put('SO-1', { revision: 2, status: 'dispatched', dispatch: {
        at: stage.clock.now, carrier: 'DPD', service: null, trackingNumbers: ['X-1'] } });
      expect(await stage.fetched()).toEqual(['SO-1 shipped']);
      await stage.work();
      expect(await obligation('SO-1', 'release')).not.toMatchObject({ is: 'open' });
    });
  });
});
