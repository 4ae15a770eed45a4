/**
 * Calls that take effect after they were given up on: within the settling time nothing is done
 * twice, and what comes later still is an exception and never silence.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { World } from '../../../simulator/src/world.ts';
import { apart } from '../../src/core/facts/looks.ts';
import { readFeed } from '../../src/store/feeds.ts';
import { packAll } from './joined/packing.ts';
import { joinedRun, pretendedPolicy, type JoinedRun } from './joined/run.ts';

const text = readFileSync(new URL('../../../examples/demo-policy.yaml', import.meta.url), 'utf8');
const minute = 60_000;

/** Shorter than calls are given to settle; written out, since it must not follow that time. */
const withinSettling = 9_500;

const createPath = '/orders/createorders';
const buyPath = '/orders/createlabelfororder';

const withLate = (path: string, afterMs: number, count = 1) => (world: World): World => ({
  ...world,
  shipstation: {
    ...world.shipstation,
    faults: {
      ...world.shipstation.faults, late: [{ path, count, fromMs: afterMs, toMs: afterMs }],
    },
  },
});

const codesShape = z.object({ items: z.array(z.object({ code: z.string() })) });
const codesIn = async (run: JoinedRun): Promise<readonly string[]> =>
  codesShape.parse(await run.ask('GET', '/v1/exceptions')).items.map(({ code }) => code);

const callsTo = (run: JoinedRun, path: string): number =>
  run.world().notebook.calls.byKind[`post ${path}`] ?? 0;

/** Nobody at the desk, so that what stands in ShipStation is our doing alone. */
const begun = async (labels: 'desk' | 'gatepass'): Promise<JoinedRun> => {
  const run = await joinedRun({
    seed: 7, from: Date.UTC(2026, 10, 20, 13, 0), world: { isDeskOn: false },
    publicUrl: 'http://gatepass',
  });
  await run.ask('PUT', '/v1/policy', {
    document: pretendedPolicy(text.replace('labels: desk', `labels: ${labels}`)),
  });
  return run;
};

/** A hook says that there is a label, or an order, so that a look comes as soon as it may. */
const hint = async (run: JoinedRun, event: 'SHIP_NOTIFY' | 'ORDER_NOTIFY'): Promise<void> => {
  const hook = run.world().shipstation.webhooks.find((one) => one.event === event);
  if (hook === undefined) throw new Error(`nobody asked to be told of ${event}`);
  await run.knock('POST', new URL(hook.url).pathname, {
    resource_url: 'http://nowhere', resource_type: event,
  }, null);
};

/** Hints every second until something is so, but not for ever. */
const hintUntil = async (
  run: JoinedRun,
  event: Parameters<typeof hint>[1],
  isSo: () => boolean | Promise<boolean>,
): Promise<void> => {
  for (let times = 0; times < 20 && !(await isSo()); times += 1) {
    await hint(run, event);
    await run.pass(1_000);
  }
};

describe('late calls', { timeout: 600_000 }, () => {
  test('a creation that arrives within the settling time is found, not made again', async () => {
    const run = await begun('desk');
    try {
      run.act(withLate(createPath, withinSettling));
      // Long enough after the first look that another may follow at once.
      await run.pass(20_000);
      packAll(run, 3);
      await hintUntil(run, 'ORDER_NOTIFY', () => callsTo(run, createPath) > 1);
      await run.pass(minute / 2);
      expect(callsTo(run, createPath)).toBe(1);
      expect(run.world().shipstation.orders.size).toBe(3);
    } finally {
      await run.end();
    }
  });

  test('a creation behind a cancellation, later than looks wait, is taken back', async () => {
    const run = await begun('desk');
    try {
      run.act(withLate(createPath, 45_000));
      packAll(run, 1);
      await run.pass(5_000);
      const [job] = run.world().warehouse.jobs.values();
      if (job === undefined) throw new Error('nothing was packed');
      await run.ask('PUT', `/v1/warehouses/leicester/consignments/${job.reference}`, {
        revision: 99, updatedAt: new Date(run.clock.now()).toISOString(),
        orderNumber: job.asked.orderNumber, channel: job.asked.channel, status: 'cancelled',
        service: job.asked.service, shipTo: job.asked.shipTo,
        lines: [{ line: '1', sku: 'TEE', name: 'T-shirt', ordered: 2, weightGrams: 180 }],
      });
      await run.pass(3 * minute);
      expect([...run.world().shipstation.orders.values()].map((one) => one.wire.orderStatus))
        .toEqual(['cancelled']);
    } finally {
      await run.end();
    }
  });

  /** How often labels were bought, how many stand, and what people are told of. */
  const outcome = async (run: JoinedRun) => ({
    calls: callsTo(run, buyPath), labels: run.world().shipstation.shipments.size,
    codes: await codesIn(run),
  });

  test('a purchase that arrives before the second look can be is not made again', async () => {
    const run = await begun('gatepass');
    const counted = async (): Promise<number> => {
      const { newest } = (await run.database.transaction((tx) =>
        readFeed(tx, 'shipstation-uk', 'labels'))).spaced;
      if (newest === null) throw new Error('labels were never looked at');
      return newest;
    };
    try {
      run.act(withLate(buyPath, apart + withinSettling));
      await run.pass(20_000);
      const before = await counted();
      // Bought a little before a look counts again, so that one soon after is the first of two.
      await run.pass(before + apart - 3_000 - run.clock.now());
      packAll(run, 1);
      await hintUntil(run, 'SHIP_NOTIFY', async () => (await counted()) !== before);
      expect(callsTo(run, buyPath)).toBe(1);
      await run.pass((await counted()) + apart - run.clock.now());
      await hintUntil(run, 'SHIP_NOTIFY', () => false);
      await run.pass(1.5 * minute);
      expect(await outcome(run)).toEqual({ calls: 1, labels: 1, codes: [] });
    } finally {
      await run.end();
    }
  });

  test('one that arrives after both looks is a second label, and people are told', async () => {
    const run = await begun('gatepass');
    try {
      run.act(withLate(buyPath, 3 * minute));
      packAll(run, 1);
      await run.pass(4.5 * minute);
      expect(await outcome(run)).toEqual({ calls: 2, labels: 2, codes: ['label.duplicate'] });
    } finally {
      await run.end();
    }
  });
});
