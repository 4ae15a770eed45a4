/** One order through all three systems, with the commands that the README names. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import {
  ask, consignmentUrl, findOrder, heardBy, labelsIn, ordersIn, packed, policyText, teeLine,
  tellPacked, verdict,
} from './hands.ts';
import {
  adminKey, freshPlace, program, startEngine, until, type Engine, type Place,
} from './processes.ts';

const run = promisify(execFile);

/** The example of the design, as a warehouse would send it. */
const example = {
  revision: 7, updatedAt: '2026-11-22T13:40:12Z',
  orderNumber: 'SO-412345', channel: 'shopify-uk', status: 'packed', service: 'DPD-12',
  wave: 'W-118', sequence: 42, shipBy: '2026-11-22T16:30:00Z',
  shipTo: {
    name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: null, street3: null,
    city: 'Leeds', state: null, postalCode: 'LS1 4BT', country: 'GB', phone: null, email: null,
  },
  lines: [{
    line: '1', channelLine: '881', orderNumber: null, sku: 'TEE-BLK-M', name: 'T-shirt, black, M',
    ordered: 2, allocated: 2, picked: 2, packed: 2, short: 0, shortReason: null, bin: 'A-03-2',
    unitPrice: { amount: 1999, currency: 'GBP' }, weightGrams: 180,
    customs: { hsCode: '6109100010', origin: 'PT', description: 'cotton T-shirt' },
  }],
  parcels: [{
    reference: 'P1', weightGrams: 450, lengthMm: 300, widthMm: 220, heightMm: 40,
    lines: [{ line: '1', quantity: 2 }],
  }],
  dispatch: null,
};

let place: Place;
let engine: Engine;
let simulator: Simulator;

const gatepass = async (...words: string[]): Promise<string> => {
  const { stdout } = await run(process.execPath, [program, ...words], {
    env: { PATH: process.env['PATH'], GATEPASS_URL: engine.url, GATEPASS_KEY: adminKey },
  });
  return stdout;
};

beforeAll(async () => {
  place = await freshPlace(inject('postgresUrl'));
  simulator = await startHeldSimulator({ labelAfterMs: 200 });
  engine = await startEngine(place);
  const policyFile = join(place.dataFolder, 'policy.yaml');
  writeFileSync(policyFile, policyText(simulator.url));
  await gatepass('apply', policyFile);
});
afterAll(async () => {
  await engine.stop();
  await simulator.close();
  await place.remove();
});

describe('the example of the design', { timeout: 600_000 }, () => {
  test('sent by curl, it stands in ShipStation once, is labelled, and both are told', async () => {
    await ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
      orderNumber: 'SO-412345', lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
    });
    const body = join(place.dataFolder, 'snapshot.json');
    writeFileSync(body, JSON.stringify(example));
    const { stdout } = await run('curl', [
      '--silent', '--show-error', '--fail-with-body', '-X', 'PUT',
      '-H', `Authorization: Bearer ${adminKey}`, '-H', 'Content-Type: application/json',
      '--data', `@${body}`, consignmentUrl(engine.url, 'SO-412345'),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: 'new', stage: 'ready-to-ship', exceptions: [],
      order: { orderNumber: 'SO-412345', channel: 'shopify-uk' },
    });

    const told = await until('both have heard of SO-412345', async () => {
      const find = async (party: 'warehouse' | 'channel') =>
        (await heardBy(simulator.url, party)).items
          .find((one) => one.body.orderNumber === 'SO-412345');
      const [warehouse, channel] = [await find('warehouse'), await find('channel')];
      return warehouse && channel ? { warehouse, channel } : null;
    });
    const [label] = await labelsIn(simulator.url);
    const { trackingNumber } = label ?? {};
    expect(told.warehouse.body).toMatchObject({
      kind: 'dispatch', consignment: 'LE-SO-412345',
      parcels: [{ trackingNumber, carrier: 'DPD', lines: [{ line: '1', quantity: 2 }] }],
    });
    expect(told.channel.body).toMatchObject({
      kind: 'notice', parcels: [{ trackingNumber, carrier: 'DPD UK', lines: [{ line: '881' }] }],
    });
    expect(await ordersIn(simulator.url)).toMatchObject([{
      orderNumber: 'SO-412345', orderStatus: 'shipped',
      items: [{ lineItemKey: expect.stringMatching(/^con_\w+:1$/), quantity: 2 }],
    }]);
    expect(await verdict(simulator.url)).toBe('');
  });

  test('when the warehouse says that it left, everything is met', async () => {
    const [label] = await labelsIn(simulator.url);
    await ask(consignmentUrl(engine.url, 'SO-412345'), 'PUT', {
      ...example, revision: 8, status: 'dispatched',
      dispatch: {
        at: '2026-11-22T16:31:00Z', carrier: 'DPD', service: null,
        trackingNumbers: [label?.trackingNumber],
      },
    });
    const order = await findOrder(engine.url, 'SO-412345');
    const owed = order?.consignments.flatMap((one) => one.obligations) ?? [];
    expect(owed.map((one) => [one.kind, one.state])).toEqual(
      ['confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave']
        .map((kind) => [kind, 'met']));
    expect(order?.exception).toBeNull();
  });

  test('why tells its story: from the warehouse\'s word to both having been told', async () => {
    const story = await gatepass('why', 'SO-412345');
    const [label] = await labelsIn(simulator.url);
    expect(story).toContain('SO-412345');
    expect(story).toContain(label?.trackingNumber);
  });

  test('said again and again, it does nothing twice', async () => {
    const before = await heardBy(simulator.url, 'warehouse');
    for (let times = 0; times < 5; times += 1) {
      await ask(consignmentUrl(engine.url, 'SO-412345'), 'PUT', example);
    }
    // A later order that has gone all the way shows that the earlier had its chance.
    await tellPacked(engine.url, simulator.url, 'SO-412346');
    await until('SO-412346 is told', async () =>
      (await heardBy(simulator.url, 'warehouse')).items
        .find((one) => one.body.orderNumber === 'SO-412346') ?? null);
    const orders = await ordersIn(simulator.url);
    expect(orders.map((one) => one.orderNumber).toSorted()).toEqual(['SO-412345', 'SO-412346']);
    const after = await heardBy(simulator.url, 'warehouse');
    expect(after.items.filter((one) => one.body.orderNumber === 'SO-412345'))
      .toEqual(before.items.filter((one) => one.body.orderNumber === 'SO-412345'));
    expect(await verdict(simulator.url)).toBe('');
  });
});

test('what is not confirmed never reaches ShipStation', { timeout: 600_000 }, async () => {
  const put = (orderNumber: string, over: object) =>
    ask(consignmentUrl(engine.url, orderNumber), 'PUT', packed(orderNumber, { ...over }));
  expect(await put('SO-1', { lines: [teeLine({ picked: 1, packed: 1, short: 1 })] }))
    .toMatchObject({ exceptions: [{ code: 'pick.short' }] });
  expect(await put('SO-2', { lines: [teeLine({ picked: 1, packed: 1 })] }))
    .toMatchObject({ exceptions: [{ code: 'line.contradictory' }] });
  expect(await put('SO-3', { status: 'picked', lines: [teeLine({ packed: 0 })] }))
    .toMatchObject({ exceptions: [] });
  // Packed and, in the same breath, cancelled before anything has left.
  await put('SO-4', { status: 'picked', lines: [teeLine({ packed: 0 })] });
  await put('SO-4', { revision: 8, status: 'cancelled' });
  await ask(`${engine.url}/v1/channels/shopify-uk/orders/5`, 'PUT', {
    revision: 1, updatedAt: '2026-11-22T13:40:12Z', orderNumber: 'SO-5', status: 'cancelled',
    lines: [{ line: '1', sku: 'TEE-BLK-M', ordered: 2, cancelled: 2 }],
  });
  expect(await put('SO-5', {})).toMatchObject({ stage: 'cancelled' });

  await tellPacked(engine.url, simulator.url, 'SO-9');
  await until('SO-9 is labelled', async () =>
    (await labelsIn(simulator.url)).find((one) => one.orderNumber === 'SO-9') ?? null);
  const numbers = (await ordersIn(simulator.url)).map((one) => one.orderNumber);
  expect(numbers.filter((one) => /^SO-\d$/.test(one))).toEqual(['SO-9']);
  expect(await verdict(simulator.url)).toBe('');
});
