/** Labels bought by Gatepass, with the desk at lunch: one for each order, whatever is lost. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { judge } from '../../../simulator/src/referee/judge.ts';
import { startSimulator, type Simulator } from '../../../simulator/src/start.ts';
import type { World } from '../../../simulator/src/world.ts';
import {
  allTold, applyPolicy, ask, findOrder, heardBy, labelsIn, measuredBox, tellPacked, verdict,
} from './hands.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';
import { adminKey, freshPlace, startEngine, type Engine, type Place } from './processes.ts';

const parcelsShape = z.object({
  consignments: z.array(z.object({
    parcels: z.array(z.object({ label: z.string(), document: z.string().nullable() })),
  })),
});

describe('over real processes', { timeout: 600_000 }, () => {
  let place: Place;
  let engine: Engine;
  let simulator: Simulator;

  beforeAll(async () => {
    place = await freshPlace(inject('postgresUrl'));
    simulator = await startSimulator({ isDeskOn: false });
    engine = await startEngine(place);
    await applyPolicy(engine.url, simulator.url, 'gatepass');
  });
  afterAll(async () => {
    await engine.stop();
    await simulator.close();
    await place.remove();
  });

  const parcelsOf = async (orderNumber: string) => {
    const order = await findOrder(engine.url, orderNumber);
    return parcelsShape.parse(await ask(`${engine.url}/v1/orders/${order?.id ?? ''}`))
      .consignments.flatMap((one) => one.parcels);
  };

  test('a label is bought, can be printed, and warehouse and channel are told', async () => {
    await tellPacked(engine.url, simulator.url, 'SO-1', measuredBox());
    await allTold(simulator.url, ['SO-1']);
    const labels = await labelsIn(simulator.url);
    expect(labels).toHaveLength(1);
    const [parcel] = await parcelsOf('SO-1');
    expect(parcel?.label).toBe(String(labels[0]?.shipmentId));
    const printed = await fetch(`${engine.url}${parcel?.document ?? ''}`, {
      headers: { authorization: `Bearer ${adminKey}` },
    });
    expect(printed.headers.get('content-type')).toBe('application/pdf');
    expect(await printed.text()).toContain(labels[0]?.trackingNumber);
    expect(await verdict(simulator.url)).toBe('');
  });

  test('the answer to a purchase is lost: one label, and both are told of it', async () => {
    await ask(`${simulator.url}/control/faults`, 'POST', {
      dropAnswer: [{ path: '/orders/createlabelfororder', count: 1 }],
    });
    await tellPacked(engine.url, simulator.url, 'SO-2', measuredBox());
    await allTold(simulator.url, ['SO-2']);
    const bought = (await labelsIn(simulator.url)).filter((one) => one.orderNumber === 'SO-2');
    expect(bought).toHaveLength(1);
    const told = (await heardBy(simulator.url, 'warehouse')).items
      .filter((one) => one.body.orderNumber === 'SO-2');
    expect(told.map((one) => one.body.parcels.map(({ trackingNumber }) => trackingNumber)))
      .toEqual([[bought[0]?.trackingNumber]]);
    // What there was to print was in the lost answer.
    expect(await parcelsOf('SO-2')).toMatchObject([{ document: null }]);
    expect(await verdict(simulator.url)).toBe('');
  });
});

describe('on a clock that is turned', { timeout: 600_000 }, () => {
  const policy = pretendedPolicy(readFileSync(
    new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8')
    .replace('labels: desk', 'labels: gatepass'));
  const path = '/orders/createlabelfororder';
  type Faults = World['shipstation']['faults'];

  /** So many orders under these faults, for so many minutes. */
  const passed = async (
    count: number,
    faults: Partial<Faults>,
    minutes: number,
    look: (run: JoinedRun) => void | Promise<void>,
  ): Promise<void> => {
    const run = await joinedRun({
      seed: 7, from: Date.UTC(2026, 10, 20, 13, 0), world: { isDeskOn: false },
    });
    try {
      await run.ask('PUT', '/v1/policy', { document: policy });
      run.act((world) => ({ ...world, shipstation: {
        ...world.shipstation, faults: { ...world.shipstation.faults, ...faults },
      } }));
      packAll(run, count);
      await run.pass(minutes * 60_000);
      await look(run);
    } finally {
      await run.end();
    }
  };
  const labels = (run: JoinedRun) => run.world().shipstation.shipments.size;
  const told = (run: JoinedRun) => run.world().warehouse.postbox.messages.size;

  test('twelve orders, five lost answers: twelve labels, twelve told, none twice', async () => {
    await passed(12, { dropAnswer: [{ path, count: 5 }] }, 8, (run) => {
      expect([labels(run), told(run)]).toEqual([12, 12]);
      expect(judge(run.world())).toMatchObject({ isClean: true });
    });
  });

  test('calls that were lost on the way are made once more, after two looks', async () => {
    await passed(3, { dropRequest: [{ path, count: 3 }] }, 7, (run) => {
      expect([labels(run), told(run)]).toEqual([3, 3]);
      expect(judge(run.world())).toMatchObject({ isClean: true });
    });
  });

  test('a call that is lost twice is not made a third time: a person decides', async () => {
    await passed(1, { dropRequest: [{ path, count: 2 }] }, 9, async (run) => {
      expect([labels(run), told(run)]).toEqual([0, 0]);
      const { items } = z.object({ items: z.array(z.object({ code: z.string() })) })
        .parse(await run.ask('GET', '/v1/exceptions'));
      expect(items.map((one) => one.code)).toEqual(['label.unanswered']);
    });
  });
});
