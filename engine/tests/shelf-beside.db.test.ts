/** Orders that ShipStation fetches, where its API shows them as well: each thing is one thing. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { later } from '../src/core/model/instant.ts';
import { consignmentIdOf } from '../src/store/ids.ts';
import { labelId, shipStationOrderId } from '../src/core/model/ids.ts';
import type { Database } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { emptyTables, onEveryDatabase, rowsOf } from './databases.ts';
import { noticeOf, openShelfStage, type ShelfStage } from './shelf-stage.ts';

const minute = 60_000;
const keyOf = (number: string, release = 1): string =>
  `${consignmentIdOf('leicester', number)}:${String(release)}`;

onEveryDatabase('what ShipStation fetches and shows', (size) => {
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

  beforeEach(async () => {
    await emptyTables(database);
    stage = openShelfStage(database, 'beside');
    await stage.apply();
  });

  /** ShipStation takes in what it fetched, under the key and line keys that it was given. */
  const takeIn = (number: string): void => {
    const key = keyOf(number);
    stage.account.orders.set(key, {
      id: shipStationOrderId('7000'), number, key, status: { is: 'awaiting' },
      modifiedAt: stage.clock.now, carrier: null, service: null, package: null,
      shipTo: null, splitFrom: null, combines: [],
      lines: [{ key: `${consignmentIdOf('leicester', number)}:1`, sku: 'TEE', name: 'T-shirt',
        quantity: 2 }],
    });
  };
  const standsThere = async (number: string): Promise<void> => {
    await put(number);
    await stage.fetch();
    takeIn(number);
    tick(minute);
    await stage.work();
  };
  const labelInList = (number: string): void => {
    const order = stage.account.orders.get(keyOf(number));
    if (order === undefined) throw new Error('it was taken in');
    stage.account.labels.push({
      id: labelId('9001'), order: order.id, orderNumber: number, orderKey: order.key,
      madeAt: stage.clock.now, trackingNumber: 'T-1', carrier: 'dpd', service: 'dpd_by_12',
      cost: { amount: 671, currency: 'GBP' }, weightGrams: 360, isReturn: false, voidedAt: null,
      lines: order.lines, channelNotice: { is: 'not-told' },
    });
    stage.account.orders.set(keyOf(number), { ...order, status: { is: 'shipped' } });
  };
  const notice = () => noticeOf({ key: keyOf('SO-1'), number: 'SO-1', tracking: 'T-1' });

  test('what was fetched and what the list shows are one order', async () => {
    await put('SO-1');
    expect(await stage.fetched()).toEqual(['SO-1 paid']);
    takeIn('SO-1');
    tick(minute);
    await stage.work();
    await stage.work();
    expect(await obligation('SO-1', 'release')).toMatchObject({
      is: 'met', because: { is: 'in-shipstation', number: 'SO-1' } });
    expect(await codes('SO-1')).toEqual([]);
    expect(stage.calls.filter((one) => one.startsWith('create'))).toEqual([]);
  });

  test.each([
    ['the notice first', ['notice', 'list']], ['the list first', ['list', 'notice']],
  ])('notice and list show one label, told once: %s', async (_, order) => {
    await standsThere('SO-1');
    for (const who of [...order, 'notice']) {
      if (who === 'list') labelInList('SO-1');
      else expect(await stage.notify({}, notice())).toMatchObject({ status: 200 });
      tick(minute);
      await stage.work();
      await stage.work();
    }
    expect(await messages()).toEqual([
      { party: 'channel', kind: 'notice', tracking: 'T-1' },
      { party: 'warehouse', kind: 'dispatch', tracking: 'T-1' },
    ]);
    expect(await codes('SO-1')).toEqual([]);
    expect(await obligation('SO-1', 'label')).toMatchObject({
      is: 'met', because: { trackingNumbers: ['T-1'] } });
  });

  test('a label of the list that is voided is taken back, though the notice told of it',
    async () => {
      await standsThere('SO-1');
      await stage.notify({}, notice());
      await stage.work();
      labelInList('SO-1');
      tick(minute);
      await stage.work();
      stage.account.labels.splice(0, 1, ...stage.account.labels.map((one) =>
        ({ ...one, voidedAt: stage.clock.now })));
      stage.account.orders.delete(keyOf('SO-1'));
      tick(minute);
      await stage.work();
      await stage.work();
      expect(await messages()).toContainEqual(
        { party: 'warehouse', kind: 'void', tracking: 'T-1' });
    });

  test('taken back, it comes out there at once and off the shelf as well', async () => {
    await standsThere('SO-1');
    await stage.work();
    tick(minute);
    await put('SO-1', { revision: 2, status: 'cancelled' });
    expect(stage.calls).toContain('withdraw-order 7000');
    expect(await stage.fetched()).toEqual(['SO-1 cancelled']);
  });

  test('whoever fetches while it is taken out there does not bring it back', async () => {
    await standsThere('SO-1');
    await stage.work();
    const fetched: (readonly string[])[] = [];
    stage.script.perform = async (items, usual) => {
      if (items[0]?.do === 'withdraw-order') fetched.push(await stage.fetched());
      return usual();
    };
    tick(minute);
    await put('SO-1', { revision: 2, status: 'cancelled' });
    expect(fetched).toEqual([['SO-1 cancelled']]);
  });
});
