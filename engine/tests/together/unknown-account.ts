/**
 * A pretend ShipStation account in use, with settings that nobody here has seen, and somebody who
 * plays Gatepass's loop to its experiments: keeps the budget, writes progress down, waits by moving
 * the clock.
 */
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import { shipstation } from '../../src/connectors/shipstation/connector.ts';
import type { Session } from '../../src/contract/connector.ts';
import type { Found } from '../../src/contract/experiment.ts';
import type { Wire } from '../../src/contract/wire.ts';
import { instant, type Instant } from '../../src/core/model/instant.ts';
import { openWire } from '../../src/loop/wire.ts';

const rows = z.object({ items: z.array(z.looseObject({})) });
const truth = z.object({ now: z.record(z.string(), z.union([z.string(), z.number()])) });

const begin = Date.parse('2026-11-24T17:00:07Z');

/** What the steps get wrong on purpose, in the words of V1's strict contract. */
export const wrongOnPurpose = {
  lists: ['list-orders: request query /pageSize must match pattern'],
  batches: [
    'create-orders: request body /1/orderDate must match pattern',
    'create-orders: request body must NOT have more than 100 items',
    'create-order: request header /content-type must match pattern',
  ],
} as const;

export const openUnknownAccount = async (seed: number, broken: readonly string[] = []) => {
  const simulator = await startHeldSimulator(
    { isDeskOn: false, unknownSettings: seed, seed }, broken);
  const wire = openWire({ allowPrivate: true });
  const clock = { now: instant(begin) };
  /** When the calls of the last minute began: the budget that the loop would keep. */
  const starts: number[] = [];

  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${simulator.url}/control/${path}`, body === undefined ? {} : {
      method: 'POST', body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const moveTo = async (at: Instant): Promise<void> => {
    clock.now = at;
    await control('clock', { set: new Date(at).toISOString(), speed: 0 });
  };
  const held = async (what: 'orders' | 'labels' | 'fulfillments') =>
    rows.parse(await control(`shipstation/${what}`)).items;

  /** Another program of the merchant, under the same key. */
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${simulator.url}/shipstation${path}`, {
      method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        authorization: `Basic ${Buffer.from('demo-key:demo-secret').toString('base64')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text);
  };

  await moveTo(clock.now);
  return {
    url: simulator.url, clock, starts, control, moveTo, held, call,
    switches: async () => truth.parse(await control('switches')).now,
    open(over: Wire = wire): Session {
      const opened = shipstation.open({ v1: {
        baseUrl: `${simulator.url}/shipstation`, apiKey: 'demo-key', apiSecret: 'demo-secret',
      } }, over);
      if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
      return opened.session;
    },
    wire,
    async close() {
      await wire.close();
      await simulator.close();
    },
  };
};

export type UnknownAccount = Awaited<ReturnType<typeof openUnknownAccount>>;

const ordersBefore = 510;
const address = {
  name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT', country: 'GB',
};

const somebodysOrder = (count: number) => ({
  orderNumber: `SO-${String(1000 + count)}`, orderKey: `erp-${String(count)}`,
  orderDate: '2026-11-20 08:00:00', orderStatus: 'awaiting_shipment', billTo: address,
  shipTo: address, weight: { value: 400, units: 'grams' },
  dimensions: { length: 20, width: 20, height: 10, units: 'centimeters' },
  items: [{ lineItemKey: `erp-${String(count)}-1`, sku: 'MUG', name: 'Mug', quantity: 1 }],
});

/** A merchant's account of some days: orders, one label, one refresh of the shop's store. */
export const fillWithHistory = async (account: UnknownAccount): Promise<void> => {
  const all = Array.from({ length: ordersBefore }, (_, count) => somebodysOrder(count));
  for (let from = 0; from < all.length; from += 100) {
    await account.call('POST', '/orders/createorders', all.slice(from, from + 100));
  }
  const [first] = z.array(z.object({ orderId: z.number() })).parse(await account.held('orders'));
  await account.call('POST', '/orders/createlabelfororder', {
    orderId: first?.orderId, carrierCode: 'dpd', serviceCode: 'dpd_by_12', packageCode: 'package',
    confirmation: 'none', shipDate: '2026-11-24', testLabel: false,
    weight: { value: 400, units: 'grams' },
    dimensions: { length: 20, width: 20, height: 10, units: 'centimeters' },
  });
  await account.call('POST', '/stores/refreshstore?storeId=98766', { storeId: 98_766 });
  await account.moveTo(instant(account.clock.now + 7 * 3_600_000));
};

const windowMilliseconds = 62_000;

/** One step to its end, one call at a time, as the loop does it. */
export const runStep = async (
  account: UnknownAccount,
  session: Session,
  step: string,
  over: {
    readonly isAlone?: boolean;
    /** What was written down before the process died in its last call. */
    readonly progress?: string | null;
    readonly isInterrupted?: boolean;
    readonly callsPerMinute?: number;
    /** Writes down what is known before each call. */
    readonly keep?: (progress: string | null) => void;
  } = {},
): Promise<{ readonly found: Found; readonly calls: number }> => {
  const { isAlone = false, callsPerMinute = 18, keep = () => {} } = over;
  let { progress = null, isInterrupted = false } = over;
  const { starts } = account;
  let calls = 0;
  for (;;) {
    const oldest = starts.at(-callsPerMinute);
    const isFull = oldest !== undefined && oldest > account.clock.now - windowMilliseconds;
    if (!isAlone && isFull) {
      await account.moveTo(instant(oldest + windowMilliseconds));
      continue;
    }
    keep(progress);
    const turned = await session.tryStep?.({ step, progress, isInterrupted }, account.clock.now);
    isInterrupted = false;
    switch (turned?.is) {
      case 'goes-on':
        starts.push(account.clock.now);
        calls += 1;
        progress = turned.progress;
        break;
      case 'rests':
        progress = turned.progress;
        await account.moveTo(turned.until);
        break;
      case 'over':
        return { found: turned.found, calls };
      default:
        throw new Error(`${step}: ${JSON.stringify(turned)}`);
    }
  }
};
