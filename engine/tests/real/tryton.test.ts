/**
 * A day between a real Tryton and the pretended ShipStation, with Gatepass between them as a
 * process of its own: Tryton sells, assigns, picks and packs, the desk labels, and what Tryton
 * shows in the end is what counts.
 */
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { ask, ordersIn, policyText, verdict } from '../together/hands.ts';
import { freshPlace, startEngine, until, type Engine } from '../together/processes.ts';
import { floorOf, type Floor, type Shipment, type Wanted } from './tryton/people.ts';
import { gatepassUser } from './tryton/seed.ts';
import { database, noTryton, startTryton, type Tryton } from './tryton/server.ts';

const why = noTryton();

let tryton: Tryton;
let engine: Engine;
let simulator: Simulator;
let floor: Floor;
/** Whatever was begun is ended, also where not all of it could be. */
const begun: (() => Promise<unknown>)[] = [];

const policyShape = z.looseObject({
  connections: z.record(z.string(), z.unknown()),
  warehouses: z.looseObject({ leicester: z.looseObject({}) }),
  mappings: z.looseObject({ services: z.array(z.unknown()) }),
});

const applyPolicy = async (): Promise<void> => {
  const policy = policyShape.parse(parse(policyText(simulator.url)));
  const connection = {
    connector: 'tryton', mode: 'live',
    settings: {
      baseUrl: tryton.url, database, user: gatepassUser.login, password: gatepassUser.password,
      warehouse: 'WH', channel: 'shopify-uk',
    },
  };
  const { 'leicester-wms': _, ...others } = policy.connections;
  await ask(`${engine.url}/v1/policy`, 'PUT', { document: {
    ...policy,
    connections: { ...others, 'tryton-wms': connection },
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

const actionShape = z.object({
  action: z.string(), path: z.string(), body: z.record(z.string(), z.string()),
});

const orderShape = z.object({
  stage: z.string(),
  consignments: z.array(z.object({
    reference: z.string(),
    obligations: z.array(z.object({ kind: z.string(), state: z.string() })),
    exceptions: z.array(z.object({
      code: z.string(), sentence: z.string(), actions: z.array(actionShape),
    })),
    lines: z.array(z.object({
      sku: z.string(), ordered: z.int(), picked: z.int(), short: z.int(),
    })),
  })),
});

type Order = z.output<typeof orderShape>;

const orderOf = async (number: string): Promise<Order | null> => {
  const { items: [found] } = z.object({ items: z.array(z.object({ id: z.string() })) })
    .parse(await ask(`${engine.url}/v1/orders?orderNumber=${number}`));
  return found === undefined
    ? null : orderShape.parse(await ask(`${engine.url}/v1/orders/${found.id}`));
};

const connectionNow = async () => z.object({ state: z.string(), watch: z.array(z.string()) })
  .parse(await ask(`${engine.url}/v1/connections/tryton-wms`));

const exceptionsOf = (order: Order | null) =>
  order?.consignments.flatMap((one) => one.exceptions) ?? [];

/** Waits until Gatepass shows it so. */
const seen = (what: string, number: string, is: (order: Order) => boolean): Promise<Order> =>
  until(`Gatepass shows ${number} ${what}`, async () => {
    const order = await orderOf(number);
    return order !== null && is(order) ? order : null;
  });

/** The button beside the exception, with a reason. */
const act = async (number: string, code: string, action: string): Promise<void> => {
  const order = await seen(`with ${code}`, number, (one) =>
    exceptionsOf(one).some((exception) => exception.code === code));
  const button = exceptionsOf(order).find((one) => one.code === code)?.actions
    .find((one) => one.action === action);
  if (button === undefined) throw new Error(`${number} offers no ${action} for ${code}`);
  await ask(`${engine.url}${button.path}`, 'POST', { ...button.body, why: 'as was agreed' });
};

const labelsShape = z.object({ items: z.array(z.looseObject({
  orderNumber: z.string(), trackingNumber: z.string(), shipmentCost: z.number(),
})) });

const labelsOf = async (number: string) =>
  labelsShape.parse(await ask(`${simulator.url}/control/shipstation/labels`)).items
    .filter((one) => one.orderNumber === number);

const hasEntered = async (number: string): Promise<boolean> =>
  (await ordersIn(simulator.url)).some((one) => one.orderNumber === number);

/** What the floor has really packed, for the referee. */
const truth = (orderNumber: string, packed: Wanted) =>
  ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
    orderNumber, lines: Object.entries(packed).map(([sku, units]) => ({ sku, packed: units })),
  });

const inTryton = (
  what: string, number: string, is: (shipment: Shipment) => boolean, at = 0,
): Promise<Shipment> =>
  until(`Tryton shows ${number} ${what}`, async () => {
    const shipment = await floor.shipment(number, at);
    return is(shipment) ? shipment : null;
  });

const isDone = ({ state }: Shipment): boolean => state === 'done';
const numbersOn = (shipment: Shipment) =>
  shipment['packages.'].map((one) => one.shipping_reference);

const tees = { 'TEE-BLK-M': 2 } as const;

const packed = async (number: string, units: Wanted = tees): Promise<void> => {
  await floor.assign(number);
  await floor.pick(number);
  await truth(number, units);
  await floor.pack(number);
};

describe.skipIf(why !== null)(`a real Tryton${why === null ? '' : ` (needs ${why})`}`, () => {
  beforeAll(async () => {
    tryton = await startTryton();
    begun.push(() => tryton.remove());
    floor = floorOf(tryton.admin);
    const place = await freshPlace(null);
    begun.push(() => place.remove());
    simulator = await startHeldSimulator({ labelAfterMs: 200 });
    begun.push(() => simulator.close());
    engine = await startEngine(place);
    begun.push(() => engine.stop());
    await applyPolicy();
  }, 600_000);
  afterAll(async () => {
    for (const end of begun.toReversed()) await end();
  });

  test('first contact names version, company and warehouse', async () => {
    const probed = z.object({ isWell: z.boolean(), sentences: z.array(z.string()) })
      .parse(await ask(`${engine.url}/v1/connections/tryton-wms/probe`, 'POST'));
    expect(probed).toMatchObject({ isWell: true });
    expect(probed.sentences.join(' ')).toMatch(/Tryton 6\.0\.\d+ .*Acme Ltd.*WH \(Warehouse\)/);
  });

  describe.concurrent('by day', () => {
    test('nothing enters ShipStation before it is packed; what is labelled is done in Tryton',
      async () => {
        await floor.sell('SO-1', tees);
        await seen('as received', 'SO-1', ({ stage }) => stage === 'received');
        await floor.assign('SO-1');
        await floor.pick('SO-1');
        await seen('as picked', 'SO-1', (order) =>
          order.consignments.some(({ lines }) => lines.some((line) => line.picked === 2)));
        expect(await hasEntered('SO-1')).toBe(false);
        await truth('SO-1', tees);
        await floor.pack('SO-1');
        const done = await inTryton('as done', 'SO-1', isDone);
        const [label] = await labelsOf('SO-1');
        expect(numbersOn(done)).toEqual([label?.trackingNumber]);
        expect(done['carrier.']?.rec_name).toContain('DPD');
        expect(done.cost_edit).toBe(true);
        expect(Number(done.cost?.decimal)).toBe(label?.shipmentCost);
        await seen('as told and gone', 'SO-1', (order) => {
          const owed = order.consignments.flatMap((one) => one.obligations);
          return ['tell-warehouse', 'leave'].every((kind) =>
            owed.some((one) => one.kind === kind && one.state === 'met'));
        });
      });

    test('a short pick waits for a word; two of five go, and the rest is another',
      async () => {
        await floor.restock('CAP-RED', 2);
        await floor.sell('SO-2', { 'CAP-RED': 5 });
        expect(await floor.assign('SO-2')).toBe(false);
        await floor.assignWhatIsThere('SO-2');
        await floor.pick('SO-2');
        await truth('SO-2', { 'CAP-RED': 2 });
        await floor.pack('SO-2');
        const short = await seen('as short', 'SO-2', (order) =>
          exceptionsOf(order).some(({ code }) => code === 'pick.short'));
        expect(short.consignments[0]?.lines).toMatchObject([{ ordered: 5, picked: 2, short: 3 }]);
        expect(await hasEntered('SO-2')).toBe(false);
        await act('SO-2', 'pick.short', 'ship-short');
        const done = await inTryton('as done', 'SO-2', isDone);
        expect(numbersOn(done)).toEqual((await labelsOf('SO-2')).map((one) => one.trackingNumber));
        // Tryton makes a shipment of the rest, and it goes when there is more.
        const rest = await seen('with the rest', 'SO-2', ({ consignments }) =>
          consignments.length === 2);
        expect(new Set(rest.consignments.map(({ lines }) => lines[0]?.ordered)))
          .toEqual(new Set([2, 3]));
        await seen('as short no longer', 'SO-2', (order) =>
          exceptionsOf(order).every(({ code }) => !code.startsWith('pick.')));
      });

    test('a relabel after it was closed puts the new number in its place', async () => {
      await floor.sell('SO-3', tees);
      await packed('SO-3');
      const first = await inTryton('as done', 'SO-3', isDone);
      await ask(`${simulator.url}/control/desk/void`, 'POST', { orderNumber: 'SO-3' });
      await ask(`${simulator.url}/control/desk/label`, 'POST', { orderNumber: 'SO-3' });
      const later = await inTryton('with another number', 'SO-3', (shipment) =>
        numbersOn(shipment).every((one) => one !== null && !numbersOn(first).includes(one)));
      const numbers = (await labelsOf('SO-3')).map((one) => one.trackingNumber);
      expect(numbers).toHaveLength(2);
      expect(new Set([...numbersOn(first), ...numbersOn(later)])).toEqual(new Set(numbers));
      expect(later.state).toBe('done');
    });

    test('two shipments of one sale go each with a label of its own', async () => {
      await floor.sell('SO-4', { 'MUG-WHT': 1 });
      await floor.sell('SO-4', { 'MUG-WHT': 2 });
      for (const at of [0, 1]) {
        await floor.assign('SO-4', at);
        await floor.pick('SO-4', at);
        await floor.pack('SO-4', 'one', at);
      }
      await truth('SO-4', { 'MUG-WHT': 3 });
      const shipments = [0, 1].map((at) => inTryton('as done', 'SO-4', isDone, at));
      const numbers = (await Promise.all(shipments)).flatMap(numbersOn);
      expect(new Set(numbers).size).toBe(2);
      expect(numbers).not.toContain(null);
    });

    test('what cannot be counted in units is named, and holds nothing else up', async () => {
      await floor.sell('SO-5', { 'TEA-LOOSE': 2.5 });
      await until('it is named', async () =>
        ((await connectionNow()).watch.some((one) => one.includes('2.5 kg of TEA-LOOSE'))
          ? true : null));
      expect(await orderOf('SO-5')).toBeNull();
    });
  });

  test('not packed any more when it is to be told: said in words, nothing closed', async () => {
    await ask(`${engine.url}/v1/connections/tryton-wms/pause`, 'POST', { why: 'a test' });
    await floor.sell('SO-6', tees);
    await packed('SO-6');
    await until('SO-6 is labelled', async () =>
      ((await labelsOf('SO-6')).length > 0 ? true : null));
    // As versions from 6.6 on can.
    const { id } = await floor.shipment('SO-6');
    await tryton.admin('model.stock.shipment.out.write', [id], { state: 'picked' }, floor.context);
    await ask(`${engine.url}/v1/connections/tryton-wms/resume`, 'POST', {});
    const order = await seen('as refused', 'SO-6', (one) =>
      exceptionsOf(one).some(({ code }) => code === 'warehouse.refused'));
    expect(exceptionsOf(order).find(({ code }) => code === 'warehouse.refused')?.sentence)
      .toContain('no longer packed');
    expect(await floor.shipment('SO-6')).toMatchObject({ state: 'picked' });
    expect(numbersOn(await floor.shipment('SO-6'))).toEqual([null]);
    await floor.on('pack', id);
    await act('SO-6', 'warehouse.refused', 'tell-again');
    expect(numbersOn(await inTryton('as done', 'SO-6', isDone)))
      .toEqual((await labelsOf('SO-6')).map((one) => one.trackingNumber));
  });

  test('Tryton stops and starts again in the middle, and a night without ShipStation', async () => {
    await floor.sell('SO-7', tees);
    await seen('as received', 'SO-7', ({ stage }) => stage === 'received');
    await tryton.stop();
    await until('Gatepass notices that Tryton is away', async () =>
      ((await connectionNow()).state === 'troubled' ? true : null));
    await tryton.start();
    await ask(`${simulator.url}/control/faults`, 'POST', {
      dropRequest: [{ path: '/', share: 1 }],
    });
    await packed('SO-7');
    await seen('as ready', 'SO-7', ({ stage }) => stage === 'ready-to-ship');
    expect(await hasEntered('SO-7')).toBe(false);
    expect(await floor.shipment('SO-7')).toMatchObject({ state: 'packed' });
    await ask(`${simulator.url}/control/faults`, 'POST', { dropRequest: [] });
    const done = await inTryton('as done', 'SO-7', isDone);
    expect(numbersOn(done)).toEqual((await labelsOf('SO-7')).map((one) => one.trackingNumber));
    expect((await ordersIn(simulator.url)).filter((one) => one.orderNumber === 'SO-7'))
      .toHaveLength(1);
    expect(await verdict(simulator.url)).toBe('');
  });
});
