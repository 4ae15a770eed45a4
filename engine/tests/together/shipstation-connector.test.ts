/** The ShipStation connector over the real wire against the pretend ShipStation. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOrder, releaseOf } from '../../conformance/items.ts';
import type { Session } from '../../src/contract/connector.ts';
import { instant, type Instant } from '../../src/core/model/instant.ts';
import {
  labelsIn,
  lookThrough,
  openAccount,
  ordersIn,
  seenIn,
  type Account,
} from './shipstation-account.ts';

let account: Account;
let session: Session;

const control = (path: string, body: unknown) => account.control(path, body);
const setClock = (text: string) => account.setClock(text);
const open = (apiSecret: string) => account.open(apiSecret);
const lookAt = (feed: string, from: Instant, to: Instant) => lookThrough(session, feed, from, to);

beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.close());
beforeEach(async () => {
  await control('reset', {});
  session = open('demo-secret');
});

describe('ordinary work', () => {
  test('an order is created, labelled at the desk, and its label read with our lines', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    const { outcomes } = await session.perform([createOrder(1)], noon);
    const [created] = outcomes;
    const [sighting] = created?.is === 'done' ? ordersIn(created.seen) : [];
    expect(sighting).toMatchObject({ key: 'con_1:1', status: { is: 'awaiting' } });

    await control('desk/label', { orderNumber: releaseOf(1).number });
    const window = [instant(noon - 60_000), instant(noon + 60_000)] as const;
    const [label] = labelsIn(await lookAt('labels', ...window));
    expect(label).toMatchObject({
      order: sighting?.id,
      orderKey: 'con_1:1',
      carrier: 'dpd',
      service: 'dpd_by_12',
      madeAt: noon,
      weightGrams: 450,
      voidedAt: null,
      isReturn: false,
      lines: [{ key: 'con_1:1', sku: 'TEE-BLK-M', quantity: 2 }],
    });
    const [order] = ordersIn(await lookAt('orders', ...window));
    expect(order).toMatchObject({
      id: sighting?.id,
      key: 'con_1:1',
      status: { is: 'shipped' },
      modifiedAt: noon,
      lines: [{ key: 'con_1:1', quantity: 2 }],
      shipTo: { city: expect.stringMatching(/leeds/i) },
    });
  });

  test('a hundred go in one call; a second call changes nothing and makes none twice', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    const items = Array.from({ length: 100 }, (_, i) => createOrder(i));
    const first = await session.perform(items, noon);
    const second = await session.perform(items, noon);
    expect(new Set(first.outcomes.map((one) => one.is))).toEqual(new Set(['done']));
    expect(second.outcomes).toEqual(first.outcomes);
    const seen = ordersIn(await lookAt('orders', instant(noon - 1000), instant(noon + 1000)));
    expect(seen).toHaveLength(100);
  });

  test('the one that they refuse is refused in their words; the others are done', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    await control('faults', { refuseOrders: [releaseOf(2).number] });
    const { outcomes } = await session.perform([1, 2, 3].map(createOrder), noon);
    expect(outcomes.map((one) => one.is)).toEqual(['done', 'refused', 'done']);
    const [, refused] = outcomes;
    expect(refused?.is === 'refused' ? refused.text : '').not.toBe('');
  });

  test('an order marked as shipped at the desk is read as a mark, and has no label', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    const { outcomes } = await session.perform([createOrder(1)], noon);
    const [order] = ordersIn(seenIn(outcomes[0]));
    await account.atTheScreen('POST', '/orders/markasshipped', {
      orderId: Number(order?.id), carrierCode: 'dpd', trackingNumber: 'V-17',
      shipDate: '2026-11-22', notifyCustomer: false, notifySalesChannel: false,
    });
    const window = [instant(noon - 60_000), instant(noon + 60_000)] as const;
    const marks = (await lookAt('marks', ...window))
      .flatMap((one) => (one.kind === 'mark' ? [one.mark] : []));
    expect(marks).toMatchObject([{
      order: order?.id, trackingNumber: 'V-17', madeAt: noon, voidedAt: null,
      shippedOn: '2026-11-22', provider: null,
    }]);
    expect(await lookAt('labels', ...window)).toEqual([]);
  });

  test('the probe names the stores; with a wrong secret it says so, and shows none', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    expect(await session.probe(noon)).toMatchObject({ isWell: true });
    const answer = await open('wrong-secret').probe(noon);
    expect(answer.isWell).toBe(false);
    expect(JSON.stringify(answer)).not.toContain('wrong-secret');
  });
});

describe('trouble', () => {
  test.each([
    ['the answer is lost after they did it', { dropAnswer: 1 }, 1],
    ['the call is lost before they did it', { dropRequest: 1 }, 0],
  ])('%s: unknown, and a repeat settles it', async (_, drop, alreadyThere) => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    const window = [instant(noon - 1000), instant(noon + 1000)] as const;
    await control(
      'faults',
      Object.fromEntries(
        Object.entries(drop).map(([fault, count]) => [fault, [{ path: '/orders', count }]]),
      ),
    );
    const { outcomes, unanswered } = await session.perform([createOrder(1)], noon);
    expect(outcomes.map((one) => one.is)).toEqual(['unknown']);
    expect(unanswered?.why).toBe('silence');
    expect(ordersIn(await lookAt('orders', ...window))).toHaveLength(alreadyThere);

    const again = await session.perform([createOrder(1)], noon);
    expect(again.outcomes.map((one) => one.is)).toEqual(['done']);
    expect(ordersIn(await lookAt('orders', ...window))).toHaveLength(1);
  });

  test('a gateway page leaves everything unknown', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    await control('faults', { refuse: [{ path: '/orders/createorders', count: 1, status: 502 }] });
    const { outcomes } = await session.perform([1, 2].map(createOrder), noon);
    expect(outcomes.map((one) => one.is)).toEqual(['unknown', 'unknown']);
  });

  test('over the rate, the door says for how long it is closed', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    await control('switches', { callsPerMinute: 1 });
    await session.probe(noon);
    const said = await session.look({ feed: 'labels', from: noon, to: noon, page: null }, noon);
    expect(said).toMatchObject({ is: 'unanswered', why: 'throttled' });
    const closed = said.is === 'unanswered' ? said.closedForMilliseconds : null;
    expect(closed).toBeGreaterThan(0);
    expect(closed).toBeLessThanOrEqual(60_000);
  });

  test('an order that breaks its page hides no other', async () => {
    const noon = await setClock('2026-11-22T12:00:00Z');
    await control('switches', { callsPerMinute: 1000 });
    await session.perform([1, 2, 3, 4].map(createOrder), noon);
    await control('faults', { poisonOrders: [releaseOf(3).number] });
    const seen = ordersIn(await lookAt('orders', instant(noon - 1000), instant(noon + 1000)));
    expect(new Set(seen.map((one) => one.number))).toEqual(
      new Set([1, 2, 3, 4].map((number) => releaseOf(number).number)),
    );
  });

  test.each(['counted', 'zero'])(
    'pages shown as %s: the list ends where it ends',
    async (shown) => {
      const noon = await setClock('2026-11-22T12:00:00Z');
      await control('switches', { pagesShown: shown });
      await session.perform([1, 2].map(createOrder), noon);
      const seen = ordersIn(await lookAt('orders', instant(noon - 1000), instant(noon + 1000)));
      expect(seen).toHaveLength(2);
    },
  );
});

test('in the night when an hour comes twice, no label of either pass is missed', async () => {
  // 01:50 of the first pass, 01:10 of the second: by the wall clock the later one comes first.
  const first = await setClock('2026-11-01T08:50:00Z');
  await session.perform([1, 2].map(createOrder), first);
  await control('desk/label', { orderNumber: releaseOf(1).number });
  const second = await setClock('2026-11-01T09:10:00Z');
  await control('desk/label', { orderNumber: releaseOf(2).number });
  const [from, to] = [instant(first - 60_000), instant(second + 60_000)];
  const seen = labelsIn(await lookAt('labels', from, to));
  expect(new Set(seen.map((one) => one.orderKey))).toEqual(new Set(['con_1:1', 'con_2:1']));
});

test('in the night when an hour is missing, no label on either side of it is missed', async () => {
  // 01:59:40 and, twenty seconds of world time later, 03:00:00.
  const first = await setClock('2026-03-08T09:59:40Z');
  await session.perform([1, 2].map(createOrder), first);
  await control('desk/label', { orderNumber: releaseOf(1).number });
  const second = await setClock('2026-03-08T10:00:00Z');
  await control('desk/label', { orderNumber: releaseOf(2).number });
  const [from, to] = [instant(first - 60_000), instant(second + 60_000)];
  const seen = labelsIn(await lookAt('labels', from, to));
  expect(seen.map((one) => [one.orderKey, one.madeAt])).toEqual([
    ['con_1:1', first], ['con_2:1', second],
  ]);
  // A window that begins and ends inside the hour around the change loses neither.
  expect(labelsIn(await lookAt('labels', second, to)).map((one) => one.orderKey))
    .toContain('con_2:1');
});
