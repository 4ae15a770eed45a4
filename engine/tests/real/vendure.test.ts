/**
 * Orders of a real Vendure, from their sale to their tracking number: the program as it runs, the
 * pretend ShipStation with its desk, and the warehouse's own API.
 */
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import {
  ask, consignmentUrl, findOrder, labelsIn, ordersIn, packed, policyText, teeLine,
} from '../together/hands.ts';
import { freshPlace, startEngine, until, type Engine, type Place } from '../together/processes.ts';
import { vendureForTests } from './vendure/install.ts';
import { clerk, openVendure, type SoldOrder, type Vendure } from './vendure/shop.ts';

const installed = vendureForTests();
const why = installed.is === 'here' ? '' : `, and ${installed.why}`;

const policyShape = z.looseObject({ connections: z.record(z.string(), z.unknown()) });

describe.skipIf(installed.is === 'not-here')(`a real Vendure (it needs npm${why})`, () => {
  let place: Place;
  let engine: Engine;
  let simulator: Simulator;
  let shop: Vendure;

  beforeAll(async () => {
    place = await freshPlace(null);
    const folder = installed.is === 'here' ? installed.folder : '';
    [shop, simulator, engine] = await Promise.all([
      openVendure(folder, place.dataFolder),
      startHeldSimulator({ isDeskOn: false }),
      startEngine(place),
    ]);
    const policy = policyShape.parse(parse(policyText(simulator.url)));
    await ask(`${engine.url}/v1/policy`, 'PUT', {
      document: {
        ...policy,
        connections: {
          ...policy.connections,
          'shop-uk': {
            connector: 'vendure', mode: 'live',
            settings: { baseUrl: shop.url, user: clerk.user, password: clerk.password },
          },
        },
      },
    });
  }, 400_000);
  afterAll(async () => {
    await engine.stop();
    await shop.stop();
    await simulator.close();
    await place.remove();
  });

  const lineOf = (order: SoldOrder, index = 0): string => order.lines[index]?.id ?? 'none';

  /** The floor packs so many T-shirts of it, all of it or a consignment of its own. */
  const pack = async (order: SoldOrder, count: number, part = '') => {
    const line = { channelLine: lineOf(order), ordered: count, allocated: count, picked: count };
    await ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
      orderNumber: order.code, lines: [{ sku: 'TEE-BLK-M', packed: count }],
    });
    await ask(consignmentUrl(engine.url, `${order.code}${part}`), 'PUT', packed(order.code, {
      lines: [teeLine({ ...line, packed: count })],
    }));
  };

  const standing = async (order: SoldOrder) => (await ordersIn(simulator.url)).filter((one) =>
    !one.isDeleted && one.orderStatus === 'awaiting_shipment' &&
    one.orderNumber.startsWith(order.code));

  /** The desk labels all of it that stands in ShipStation, once so many stand there. */
  const label = async (order: SoldOrder, count = 1): Promise<readonly string[]> => {
    const there = await until(`${order.code} stands in ShipStation`, async () => {
      const all = await standing(order);
      return all.length === count ? all : null;
    });
    const before = await numbersOf(order);
    for (const { orderId } of there) {
      await ask(`${simulator.url}/control/desk/label`, 'POST', { orderId });
    }
    return (await numbersOf(order)).filter((one) => !before.includes(one));
  };

  const numbersOf = async (order: SoldOrder): Promise<readonly string[]> =>
    (await labelsIn(simulator.url)).filter(({ orderNumber }) => orderNumber.startsWith(order.code))
      .map(({ trackingNumber }) => trackingNumber);

  /** The numbers of those that are on their way, in their order. */
  const shipped = ({ fulfillments }: SoldOrder): readonly (string | null)[] =>
    fulfillments.filter(({ state }) => state === 'Shipped').map((one) => one.trackingCode);

  const untilShows = (order: SoldOrder, numbers: readonly string[]): Promise<SoldOrder> =>
    until(`Vendure shows ${numbers.join(', ')}`, async () => {
      const now = await shop.order(order.id);
      const there = new Set(shipped(now));
      return there.symmetricDifference(new Set(numbers)).size === 0 ? now : null;
    });

  const untilTold = (order: SoldOrder) => until(`${order.code} counts as told`, async () => {
    const found = await findOrder(engine.url, order.code);
    const owed = found?.consignments.flatMap((one) => one.obligations) ?? [];
    return owed.find(({ kind }) => kind === 'tell-channel')?.state === 'met' ? found : null;
  });

  const untilStage = (order: SoldOrder, stage: string) => until(`${order.code} is ${stage}`,
    async () => ((await findOrder(engine.url, order.code))?.stage === stage ? true : null));

  test.concurrent('sold there, packed here, labelled: it ends Shipped under its number, once',
    async () => {
      const order = await shop.sell({ 'TEE-BLK-M': 2 });
      expect(order.state).toBe('PaymentSettled');
      await pack(order, 2);
      const numbers = await label(order);
      const ended = await untilShows(order, numbers);
      await untilTold(order);
      expect(ended.state).toBe('Shipped');
      expect(ended.fulfillments).toMatchObject([{
        method: 'DPD UK', lines: [{ orderLineId: lineOf(order), quantity: 2 }],
      }]);
    });

  test.concurrent('two parcels are two of theirs; by one it is PartiallyShipped', async () => {
    const order = await shop.sell({ 'TEE-BLK-M': 3 });
    await pack(order, 2, '-A');
    await pack(order, 1, '-B');
    const [first] = await until('both stand in ShipStation', async () => {
      const all = await standing(order);
      return all.length === 2 ? all : null;
    });
    await ask(`${simulator.url}/control/desk/label`, 'POST', { orderId: first?.orderId });
    const [one] = await numbersOf(order);
    const partly = await untilShows(order, [one ?? 'none']);
    expect(partly.state).toBe('PartiallyShipped');
    const [other] = await label(order);
    const whole = await untilShows(order, [one ?? 'none', other ?? 'none']);
    expect(whole.state).toBe('Shipped');
    expect(new Set(whole.fulfillments.map(({ lines }) => lines[0]?.quantity)))
      .toEqual(new Set([1, 2]));
  });

  test.concurrent('cancelled there after its release, it comes out of ShipStation', async () => {
    const order = await shop.sell({ 'TEE-BLK-M': 2 });
    await pack(order, 2);
    await until('it stands in ShipStation', async () =>
      ((await standing(order)).length === 1 ? true : null));
    await shop.cancel(order.id);
    await until('it is out of ShipStation', async () =>
      ((await standing(order)).length === 0 ? true : null));
    await untilStage(order, 'cancelled');
    expect((await shop.order(order.id)).fulfillments).toEqual([]);
  });

  test.concurrent('changed after it was paid, which moves no time of theirs', async () => {
    const order = await shop.sell({ 'TEE-BLK-M': 3 });
    await pack(order, 3);
    await until('it stands in ShipStation', async () =>
      ((await standing(order)).length === 1 ? true : null));
    await shop.modify(order.id, {
      adjustOrderLines: [{ orderLineId: lineOf(order), quantity: 2 }],
      refund: { paymentId: order.payments[0]?.id, reason: 'one fewer' },
    });
    expect((await shop.order(order.id)).updatedAt).toBe(order.updatedAt);
    // One unit more was packed than is wanted: people hear of it, or it comes out by itself.
    await until('people hear of it', async () =>
      ((await findOrder(engine.url, order.code))?.exception ?? null));
  });

  test('labelled anew while it was away, its number takes the place of the old', async () => {
    const order = await shop.sell({ 'TEE-BLK-M': 2 });
    await pack(order, 2);
    const [old = 'none'] = await label(order);
    await untilShows(order, [old]);
    await untilTold(order);
    await shop.stop();
    await ask(`${simulator.url}/control/desk/void`, 'POST', { orderNumber: order.code });
    const [young = 'none'] = await label(order);
    await until('people hear that the shop is silent', async () => {
      const listed = z.object({ items: z.array(z.looseObject({ name: z.string() })) })
        .parse(await ask(`${engine.url}/v1/connections`));
      const one = listed.items.find(({ name }) => name === 'shop-uk');
      return /silen|refus|ECONN/i.test(JSON.stringify(one)) ? true : null;
    });
    await shop.start();
    const ended = await untilShows(order, [young]);
    expect(ended.fulfillments.map(({ state, trackingCode }) => [trackingCode, state]))
      .toEqual([[old, 'Cancelled'], [young, 'Shipped']]);
  });
});
