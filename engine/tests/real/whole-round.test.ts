/**
 * The whole round between systems that nobody here wrote: a real Vendure sells, a real Tryton picks
 * and packs, Gatepass stands between them as a process of its own, and the desk labels in the
 * pretended ShipStation. What Tryton and Vendure show in the end is what counts.
 */
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { ask, findOrder, ordersIn, policyText, verdict } from '../together/hands.ts';
import { freshPlace, startEngine, until, type Engine } from '../together/processes.ts';
import { floorOf, type Floor, type Shipment, type Wanted } from './tryton/people.ts';
import { gatepassUser } from './tryton/seed.ts';
import { database, noTryton, startTryton, type Tryton } from './tryton/server.ts';
import { vendureForTests } from './vendure/install.ts';
import { clerk, openVendure, type SoldOrder, type Vendure } from './vendure/shop.ts';

const installed = vendureForTests();
const why = noTryton() ?? (installed.is === 'here' ? null : installed.why);

const policyShape = z.looseObject({
  connections: z.record(z.string(), z.unknown()),
  warehouses: z.looseObject({ leicester: z.looseObject({}) }),
  mappings: z.looseObject({ services: z.array(z.unknown()) }),
});

const labelsShape = z.object({ items: z.array(z.looseObject({
  orderNumber: z.string(), trackingNumber: z.string(), shipmentCost: z.number(),
})) });

const actionsShape = z.object({ consignments: z.array(z.object({
  exceptions: z.array(z.object({
    code: z.string(),
    actions: z.array(z.object({
      action: z.string(), path: z.string(), body: z.record(z.string(), z.string()),
    })),
  })),
})) });

const told = why === null ? '' : `: ${why}`;

describe.skipIf(why !== null)(`the whole round (it needs both${told})`, () => {
  let tryton: Tryton;
  let vendure: Vendure;
  let engine: Engine;
  let simulator: Simulator;
  let floor: Floor;
  /** Whatever was begun is ended, also where not all of it could be. */
  const begun: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const place = await freshPlace(null);
    begun.push(() => place.remove());
    const folder = installed.is === 'here' ? installed.folder : '';
    [tryton, vendure, simulator, engine] = await Promise.all([
      startTryton(), openVendure(folder, place.dataFolder), startHeldSimulator({ isDeskOn: false }),
      startEngine(place),
    ]);
    begun.push(
      () => tryton.remove(), () => vendure.stop(), () => simulator.close(), () => engine.stop());
    floor = floorOf(tryton.admin);
    await vendure.stock({ sku: 'CAP-RED', name: 'Cap, red', price: 1_200 });
    await floor.restock('CAP-RED', 2);
    await applyPolicy();
  }, 600_000);
  afterAll(async () => {
    for (const end of begun.toReversed()) await end();
  });

  const applyPolicy = async (): Promise<void> => {
    const policy = policyShape.parse(parse(policyText(simulator.url)));
    const { 'leicester-wms': _, ...others } = policy.connections;
    await ask(`${engine.url}/v1/policy`, 'PUT', { document: {
      ...policy,
      connections: {
        ...others,
        'shop-uk': {
          connector: 'vendure', mode: 'live', settings: { baseUrl: vendure.url, ...clerk },
        },
        'tryton-wms': {
          connector: 'tryton', mode: 'live',
          settings: {
            baseUrl: tryton.url, database, user: gatepassUser.login,
            password: gatepassUser.password, warehouse: 'WH', channel: 'shopify-uk',
          },
        },
      },
      warehouses: {
        leicester: { ...policy.warehouses.leicester, connection: 'tryton-wms', theirName: 'WH' },
      },
      mappings: {
        ...policy.mappings,
        services: [...policy.mappings.services, {
          says: 'DPD - [DPD-12] DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package',
        }],
      },
    } });
  };

  /** Sold in Vendure, and handed to Tryton under its code, as the merchant's own link does. */
  const sell = async (units: Wanted): Promise<SoldOrder> => {
    const order = await vendure.sell(units);
    await floor.sell(order.code, units);
    return order;
  };

  /** What is there of it, assigned, picked and packed. */
  const pack = async ({ code }: SoldOrder, found: Wanted, isShort = false): Promise<void> => {
    await floor.assign(code);
    if (isShort) await floor.assignWhatIsThere(code);
    await floor.pick(code);
    await ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
      orderNumber: code,
      lines: Object.entries(found).map(([sku, packed]) => ({ sku, packed })),
    });
    await floor.pack(code);
  };

  const waits = async ({ code }: SoldOrder): Promise<boolean> =>
    (await ordersIn(simulator.url)).some((one) =>
      one.orderNumber === code && one.orderStatus === 'awaiting_shipment');

  const entered = (order: SoldOrder) => until(`${order.code} stands in ShipStation`, async () =>
    ((await waits(order)) ? true : null));

  const labelsOf = async ({ code }: SoldOrder) =>
    labelsShape.parse(await ask(`${simulator.url}/control/shipstation/labels`)).items
      .filter((one) => one.orderNumber === code);

  const label = async (order: SoldOrder) => {
    await entered(order);
    await ask(`${simulator.url}/control/desk/label`, 'POST', { orderNumber: order.code });
    const made = (await labelsOf(order)).at(-1);
    if (made === undefined) throw new Error(`${order.code} has no label`);
    return made;
  };

  const inTryton = (what: string, { code }: SoldOrder, is: (shipment: Shipment) => boolean) =>
    until(`Tryton shows ${code} ${what}`, async () => {
      const shipment = await floor.shipment(code);
      return is(shipment) ? shipment : null;
    });
  const isUnder = (number: string) => ({ state, 'packages.': boxes }: Shipment): boolean =>
    state === 'done' && boxes.every((one) => one.shipping_reference === number);

  const inVendure = (order: SoldOrder, number: string) =>
    until(`Vendure shows ${order.code} under ${number}`, async () => {
      const now = await vendure.order(order.id);
      const shipped = now.fulfillments.filter(({ state }) => state === 'Shipped');
      return shipped.length === 1 && shipped[0]?.trackingCode === number ? now : null;
    });

  test.concurrent('sold, picked, gated, labelled anew: done there and Shipped there under it',
    async () => {
      const order = await sell({ 'TEE-BLK-M': 2 });
      await until('it is heard of', () => findOrder(engine.url, order.code));
      expect(await waits(order)).toBe(false);
      await pack(order, { 'TEE-BLK-M': 2 });
      const first = await label(order);
      const done = await inTryton('as done', order, isUnder(first.trackingNumber));
      expect(done['carrier.']?.rec_name).toContain('DPD');
      expect(Number(done.cost?.decimal)).toBe(first.shipmentCost);
      const ended = await inVendure(order, first.trackingNumber);
      expect(ended).toMatchObject({
        state: 'Shipped',
        fulfillments: [{
          method: 'DPD UK', lines: [{ orderLineId: order.lines[0]?.id, quantity: 2 }],
        }],
      });
      await ask(`${simulator.url}/control/desk/void`, 'POST', { orderNumber: order.code });
      const { trackingNumber } = await label(order);
      await inTryton('under the new number', order, isUnder(trackingNumber));
      const anew = await inVendure(order, trackingNumber);
      expect(anew.fulfillments.map((one) => [one.trackingCode, one.state]))
        .toEqual([[first.trackingNumber, 'Cancelled'], [trackingNumber, 'Shipped']]);
    });

  test.concurrent('two of five were found: they go, and the order is PartiallyShipped',
    async () => {
      const order = await sell({ 'CAP-RED': 5 });
      await pack(order, { 'CAP-RED': 2 }, true);
      const button = await until('it is held as short', async () => {
        const found = await findOrder(engine.url, order.code);
        if (found === null) return null;
        const { consignments } = actionsShape.parse(
          await ask(`${engine.url}/v1/orders/${found.id}`));
        return consignments.flatMap((one) => one.exceptions)
          .filter(({ code }) => code === 'pick.short').flatMap(({ actions }) => actions)
          .find(({ action }) => action === 'ship-short') ?? null;
      });
      expect(await waits(order)).toBe(false);
      await ask(`${engine.url}${button.path}`, 'POST', { ...button.body, why: 'as was agreed' });
      const { trackingNumber } = await label(order);
      await inTryton('as done', order, isUnder(trackingNumber));
      const partly = await inVendure(order, trackingNumber);
      expect(partly).toMatchObject({
        state: 'PartiallyShipped', fulfillments: [{ lines: [{ quantity: 2 }] }],
      });
    });

  test.concurrent('cancelled in the shop after its release: it comes out, and nothing is sent',
    async () => {
      const order = await sell({ 'TEE-BLK-M': 1 });
      await pack(order, { 'TEE-BLK-M': 1 });
      await entered(order);
      await vendure.cancel(order.id);
      await until('it is out of ShipStation', async () => ((await waits(order)) ? null : true));
      expect(await labelsOf(order)).toEqual([]);
      expect((await floor.shipment(order.code)).state).toBe('packed');
      expect((await vendure.order(order.id)).fulfillments).toEqual([]);
    });

  test('the referee has nothing to say', async () => {
    expect(await verdict(simulator.url)).toBe('');
  });
});
