/** A day of an account whose orders ShipStation fetches: without an API, and beside it. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../../../simulator/src/start.ts';
import {
  ask, consignmentUrl, findOrder, heardBy, labelsIn, ordersIn, packed, policyText, teeLine,
} from './hands.ts';
import { freshPlace, startEngine, until, type Engine, type Place } from './processes.ts';

const password = 'a-password-of-the-test';
const storeId = 412_077;

/** The example policy, with the orders fetched; without `v1` where the plan has no API. */
const policyWith = (simulatorUrl: string, hasApi: boolean): unknown => {
  const document = z.looseObject({
    connections: z.record(z.string(), z.looseObject({
      connector: z.string(), settings: z.record(z.string(), z.unknown()),
    })),
    channels: z.record(z.string(), z.looseObject({})),
    warehouses: z.record(z.string(), z.looseObject({})),
  }).parse(parse(policyText(simulatorUrl)));
  const { v1, ...settings } = document.connections['shipstation-uk']?.settings ?? {};
  return {
    ...document,
    connections: {
      ...document.connections,
      'shipstation-uk': {
        ...document.connections['shipstation-uk'],
        settings: {
          ...settings, ...(hasApi ? { v1 } : {}),
          customStore: {
            username: 'gatepass', password,
            carriers: 'DPD UK = dpd, Royal Mail = royal_mail, Evri = evri',
          },
        },
      },
    },
    channels: Object.fromEntries(Object.entries(document.channels).map(([name, channel]) =>
      [name, { ...channel, enters: 'custom-store', storeId: undefined }])),
  };
};

const storesShape = z.object({ items: z.array(z.object({
  wire: z.object({ storeId: z.number() }),
  refresh: z.object({ is: z.string() }),
  customStore: z.object({
    lastImport: z.object({ is: z.string(), orders: z.number(), why: z.string().nullable() })
      .nullable(),
  }).nullish(),
})) });

const connectionsShape = z.object({ items: z.array(z.object({
  name: z.string(),
  customStore: z.object({
    fetchedAt: z.string().nullable(), fetchAnswer: z.string().nullable(),
    noticedAt: z.string().nullable(), refused: z.number(), sentences: z.array(z.string()),
  }).nullable(),
})) });

describe.each([
  ['without an API', false], ['beside its API', true],
])('an account whose orders are fetched, %s', { timeout: 600_000 }, (_, hasApi) => {
  let place: Place;
  let engine: Engine;
  let simulator: Simulator;

  const steer = (path: string, body: unknown) =>
    ask(`${simulator.url}/control/${path}`, 'POST', body);
  const importOf = async () => storesShape.parse(
    await ask(`${simulator.url}/control/shipstation/stores`)).items
    .find((one) => one.wire.storeId === storeId);
  /** Somebody presses "update store" and waits until that is over. */
  const updateStore = async () => {
    await steer('shipstation/stores/refresh', { storeId, takesMs: 1_000 });
    return until('the store is updated', async () => {
      const store = await importOf();
      return store?.refresh.is === 'resting' ? store.customStore?.lastImport ?? null : null;
    });
  };
  const connection = async () => connectionsShape.parse(
    await ask(`${engine.url}/v1/connections`)).items
    .find((one) => one.name === 'shipstation-uk')?.customStore ?? null;
  const orderThere = async (number: string) =>
    (await ordersIn(simulator.url)).find((one) => one.orderNumber === number) ?? null;
  /** Packed, and the desk is free in the choice of the carrier, which nothing there says. */
  const sayPacked = async (orderNumber: string) => {
    await steer('warehouse/truth', { orderNumber, lines: [{ sku: 'TEE-BLK-M', packed: 2 }] });
    await ask(consignmentUrl(engine.url, orderNumber), 'PUT', packed(orderNumber, {
      service: 'STANDARD' }));
  };
  const settled = async (number: string, kind: string, state = 'met') =>
    until(`${kind} of ${number} is ${state}`, async () => {
      const order = await findOrder(engine.url, number);
      const one = order?.consignments[0]?.obligations.find((owed) => owed.kind === kind);
      return one?.state === state ? order : null;
    });
  const toldOf = async (number: string, party: 'warehouse' | 'channel') =>
    (await heardBy(simulator.url, party)).items.filter((one) => one.body.orderNumber === number);
  /** ShipStation comes at its own time: the referee allows for that, and for nothing else. */
  const refereeSays = async () => z.looseObject({ isClean: z.boolean() }).parse(
    await steer('referee', { releaseWithinMs: 3_600_000, withdrawWithinMs: 3_600_000 }));

  beforeAll(async () => {
    place = await freshPlace(inject('postgresUrl'));
    simulator = await startSimulator({ isDeskOn: false, switches: {
      noticeDelayMs: 500, importCancelled: 'revived', rejectedPage: 'passed-over',
    } });
    engine = await startEngine(place);
    await ask(`${engine.url}/v1/policy`, 'PUT', { document: policyWith(simulator.url, hasApi) });
    await steer('shipstation/stores/custom', {
      url: `${engine.url}/custom-store/shipstation-uk`, username: 'gatepass', password,
      autoRefresh: false,
    });
  });
  afterAll(async () => {
    await engine.stop();
    await simulator.close();
    await place.remove();
  });

  test('with wrong credentials nobody is let in, and doctor says that they came', async () => {
    await steer('shipstation/stores/custom', {
      url: `${engine.url}/custom-store/shipstation-uk`, username: 'gatepass',
      password: 'a-guess-that-is-wrong', autoRefresh: false,
    });
    expect(await updateStore()).toMatchObject({ is: 'unreachable', why: /401/ });
    expect(await connection()).toMatchObject({ fetchedAt: null, refused: 1 });
    await steer('shipstation/stores/custom', {
      url: `${engine.url}/custom-store/shipstation-uk`, username: 'gatepass', password,
      autoRefresh: false,
    });
    expect(await updateStore()).toMatchObject({ is: 'imported', orders: 0 });
    expect(await connection()).toMatchObject({ fetchAnswer: '0 orders, page 1 of 1' });
  });

  test('what the floor has not confirmed is never fetched; what it has is, and told', async () => {
    await ask(consignmentUrl(engine.url, 'SO-1'), 'PUT', packed('SO-1', {
      lines: [teeLine({ picked: 1, packed: 1, short: 1 })] }));
    await ask(consignmentUrl(engine.url, 'SO-2'), 'PUT', packed('SO-2', {
      status: 'picked', lines: [teeLine({ packed: 0 })] }));
    await ask(consignmentUrl(engine.url, 'SO-3'), 'PUT', packed('SO-3', {
      lines: [teeLine({ sku: 'S'.repeat(60) })] }));
    await sayPacked('SO-9');
    await until('SO-9 waits to be fetched', async () =>
      ((await findOrder(engine.url, 'SO-9'))?.sentence.includes('ready for ShipStation to fetch')
        ? true : null));
    expect(await updateStore()).toMatchObject({ is: 'imported', orders: 1 });
    expect((await ordersIn(simulator.url)).map((one) => one.orderNumber)).toEqual(['SO-9']);
    expect((await findOrder(engine.url, 'SO-3'))?.exception).toBe('order.refused');
    await settled('SO-9', 'release');

    const { orderId } = await orderThere('SO-9') ?? { orderId: 0 };
    await steer('faults', { noticesTwice: 1 });
    await steer('desk/label', { orderId });
    await settled('SO-9', 'tell-channel');
    await until('the warehouse has heard', async () =>
      ((await toldOf('SO-9', 'warehouse')).length > 0 ? true : null));
    const [label] = await labelsIn(simulator.url);
    for (const party of ['warehouse', 'channel'] as const) {
      expect(await toldOf('SO-9', party)).toMatchObject([{
        body: { parcels: [{
          trackingNumber: label?.trackingNumber, lines: [{ quantity: 2 }],
        }] } }]);
    }
    // Where a list shows the label as well, it may have been the first.
    await until('ShipStation has told of it', async () =>
      (await connection())?.noticedAt ?? null);
  });

  test('a notice without a body says as much as its address', async () => {
    await sayPacked('SO-10');
    await until('SO-10 is on the shelf', async () =>
      ((await findOrder(engine.url, 'SO-10'))?.sentence.includes('fetch') ? true : null));
    await updateStore();
    const there = await orderThere('SO-10');
    await steer('faults', { noticesWithoutBody: 1 });
    await steer('desk/label', { orderId: there?.orderId ?? 0 });
    await settled('SO-10', 'tell-channel');
    await until('the warehouse has heard', async () =>
      ((await toldOf('SO-10', 'warehouse')).length > 0 ? true : null));
    expect(await toldOf('SO-10', 'warehouse')).toMatchObject([{
      body: { parcels: [{ lines: [{ line: '1', quantity: 2 }] }] } }]);
  });

  test('cancelled after it was fetched, it is cancelled there, and no import brings it back',
    async () => {
      await sayPacked('SO-11');
      await until('SO-11 is on the shelf', async () =>
        ((await findOrder(engine.url, 'SO-11'))?.sentence.includes('fetch') ? true : null));
      await updateStore();
      expect(await orderThere('SO-11')).toMatchObject({ orderStatus: 'awaiting_shipment' });
      await settled('SO-11', 'release');
      await ask(consignmentUrl(engine.url, 'SO-11'), 'PUT', packed('SO-11', {
        revision: 8, status: 'cancelled', service: 'STANDARD' }));
      if (hasApi) {
        // At once, without waiting to be fetched.
        await until('SO-11 is cancelled there', async () =>
          ((await orderThere('SO-11'))?.orderStatus === 'cancelled' ? true : null));
      } else {
        await until('SO-11 waits to be fetched as cancelled', async () =>
          ((await findOrder(engine.url, 'SO-11'))?.sentence.includes('cancelled') ? true : null));
      }
      for (let times = 0; times < 2; times += 1) {
        await updateStore();
        expect(await orderThere('SO-11')).toMatchObject({ orderStatus: 'cancelled' });
      }
    });

  test('in the eyes of the referee nothing went wrong', async () => {
    expect(await refereeSays()).toMatchObject({ isClean: true });
    const numbers = (await ordersIn(simulator.url)).map((one) => one.orderNumber);
    expect(numbers.toSorted()).toEqual(['SO-10', 'SO-11', 'SO-9']);
    for (const number of ['SO-9', 'SO-10']) {
      expect((await findOrder(engine.url, number))?.exception).toBeNull();
    }
  });
});
