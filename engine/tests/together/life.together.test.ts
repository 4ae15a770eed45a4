/** A process of a joined run dies or stands still where it touches the world, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judge } from '../../../simulator/src/referee/judge.ts';
import { packShape } from '../../../simulator/src/warehouse/floor.ts';
import { startJob } from '../../../simulator/src/warehouse/pack.ts';
import { planned, type World } from '../../../simulator/src/world.ts';
import { realClocks, type World as ProgramsWorld } from '../../src/compose.ts';
import type { Database } from '../../src/store/database.ts';
import type { EmbeddedSettings } from '../../src/store/embedded/open.ts';
import { turnedClock } from './joined/clock.ts';
import type { PointName } from './joined/life.ts';
import {
  emptyRun, pretendedPolicy, replaced, sharedStoreDetails, storeDetails,
} from './joined/run.ts';

const policy = pretendedPolicy(
  readFileSync(new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8'));
const afternoon = Date.UTC(2026, 10, 20, 13, 0);
const minute = 60_000;

const packOne = (world: World, now: number): World => {
  const moved = startJob(world.warehouse, packShape.parse({
    orderNumber: 'SO-1000', channel: 'shopify-uk', service: 'DPD-12',
    shipTo: {
      name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
      country: 'GB',
    },
    lines: [{
      line: '1', sku: 'TEE', name: 'T-shirt', ordered: 2, weightGrams: 180,
      unitPrice: { amount: 1999, currency: 'GBP' },
    }],
  }), now);
  return planned({ ...world, warehouse: moved.warehouse }, moved.later);
};

/** True at the so-manieth passing of this point, once. */
const atPassing = (point: PointName, count: number) => {
  let passed = 0;
  return (at: PointName): boolean => at === point && (passed += 1) === count;
};

/** Of all that the program takes from the world; one thing more would not pass the compiler. */
const standsFor = {
  now: 'clock', wireNow: 'clock', limitNow: 'clock', pace: 'clock', after: 'clock',
  random: 'randomness', wire: 'wire',
} as const satisfies Record<keyof ProgramsWorld, (typeof replaced)[number]>;

/** Of all that a store can be opened with, and of all that a shared one is asked. */
const ofTheStore = {
  dataFolder: 'as usual', log: 'as usual', cacheFolder: 'as usual', syncFile: 'as usual',
  durable: 'replaced', upkeep: 'replaced',
} as const satisfies Record<keyof EmbeddedSettings, 'as usual' | 'replaced'>;
const ofSharedStores: readonly (keyof Database)[] = ['kind', 'readClock'];

test('exactly what is named is replaced', () => {
  expect(replaced).toEqual(
    ['clock', 'randomness', 'wire', 'process death', 'details of the store']);
  expect([...new Set<string>(Object.values(standsFor)), 'process death', 'details of the store'])
    .toEqual(replaced);
  expect(Object.keys(storeDetails)).toEqual(
    Object.entries(ofTheStore).flatMap(([name, so]) => so === 'replaced' ? [name] : []));
  expect(Object.keys(sharedStoreDetails(turnedClock(0)))).toEqual(ofSharedStores);
  expect(Object.keys(standsFor).toSorted())
    .toEqual([...Object.keys(realClocks), 'wire'].toSorted());
  // Nothing else of the program has another in its place.
  const folder = new URL('joined/', import.meta.url);
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  expect(texts.filter((text) => /vi\.(mock|stub|spyOn)/.test(text))).toEqual([]);
});

test.each<[PointName, number]>([
  ['before the call', 2], ['after the answer', 2], ['before commit', 12], ['after commit', 12],
  ['statement', 90], ['timer', 9],
])('killed at "%s" number %i, its successor brings the order home, once', async (point, count) => {
  const run = await emptyRun({ seed: 3, from: afternoon });
  try {
    const first = await run.start();
    await run.ask('PUT', '/v1/policy', { document: policy });
    await first.stop();
    const doomed = await run.start({ endsAt: atPassing(point, count) });
    run.act(packOne);
    await run.pass(minute);
    expect(doomed.isDead()).toBe(true);
    await run.start();
    await run.pass(5 * minute);
    const { shipstation, warehouse, shop } = run.world();
    expect(judge(run.world())).toMatchObject({ isClean: true });
    expect([shipstation.orders.size, shipstation.shipments.size]).toEqual([1, 1]);
    expect([warehouse.postbox.messages.size, shop.postbox.messages.size]).toEqual([1, 1]);
  } finally {
    await run.end();
  }
}, 600_000);

test('frozen for longer than its lease, a process does nothing of its own on waking', async () => {
  const run = await emptyRun({ seed: 4, from: afternoon, isShared: true });
  try {
    const first = await run.start();
    await run.ask('PUT', '/v1/policy', { document: policy });
    await run.pass(10_000);
    const thaw = first.freeze();
    await run.start();
    run.act(packOne);
    await run.pass(2 * minute);
    const made = [...run.world().shipstation.orders.keys()];
    expect(made).toHaveLength(1);
    thaw();
    await run.pass(3 * minute);
    expect(judge(run.world())).toMatchObject({ isClean: true });
    expect([...run.world().shipstation.orders.keys()]).toEqual(made);
    expect(run.world().shipstation.shipments.size).toBe(1);
  } finally {
    await run.end();
  }
}, 600_000);
