/**
 * An order of a Shopify shop, from its sale to its tracking number: the program as it runs, the
 * pretend ShipStation, and over HTTP a stand-in of what Shopify documents.
 */
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { listOf, shopOrder } from '../../conformance/kits/shopify.ts';
import {
  gidOf, pretendShop, workOf, type PretendOrder,
} from '../../conformance/kits/shopify-shop.ts';
import type { WireRequest } from '../../src/contract/wire.ts';
import {
  ask, consignmentUrl, findOrder, labelsIn, ordersIn, packed, policyText, teeLine,
} from './hands.ts';
import { freshPlace, startEngine, until, type Engine, type Place } from './processes.ts';

type Row = Readonly<Record<string, unknown>>;

const orders = new Map<string, PretendOrder>();
const rows = new Map<string, Row>();

/** Sold just now: two T-shirts, to be sent from one location. */
const sell = (number: number): PretendOrder => {
  const name = `SO-${String(number)}`;
  const order: PretendOrder = {
    id: gidOf('Order', number), name, cancelledAt: null, sent: [],
    work: [workOf(number, { '881': 2 })],
  };
  orders.set(name, order);
  change(order);
  return order;
};

/** As the list of orders shows it from now on. */
const change = ({ id, name, cancelledAt }: PretendOrder): void => {
  rows.set(name, { ...shopOrder(0), id, name, cancelledAt, updatedAt: new Date().toISOString() });
};

const openShop = async (): Promise<{ readonly server: Server; readonly url: string }> => {
  const shop = pretendShop((name) => [...orders.values()].filter((one) => one.name === name));
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url ?? '';
      const asked: WireRequest = {
        method: 'POST', url: path, headers: {}, body, timeoutMilliseconds: 1_000, purpose: 'any',
      };
      const token = request.headers['x-shopify-access-token'];
      if (path === '/admin/oauth/access_token') {
        const isOurs = body.includes('client_secret=shpss_1');
        response.statusCode = isOurs ? 200 : 400;
        response.end(JSON.stringify(isOurs
          ? { access_token: 'shpat_day', expires_in: 86_399 } : { error: 'invalid_client' }));
        return;
      }
      const answer = body.includes('query Orders')
        ? listOf([...rows.values()])(asked) : shop.answer(asked);
      response.statusCode = token === 'shpat_day' ? 200 : 401;
      response.end(answer.is === 'answer' && token === 'shpat_day' ? answer.body : '{}');
    });
  });
  await new Promise<void>((go) => { server.listen(0, '127.0.0.1', go); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the shop has no port');
  return { server, url: `http://127.0.0.1:${String(address.port)}` };
};

const policyShape = z.looseObject({ connections: z.record(z.string(), z.unknown()) });

let place: Place;
let engine: Engine;
let simulator: Simulator;
let shop: { readonly server: Server; readonly url: string };

beforeAll(async () => {
  shop = await openShop();
  place = await freshPlace(inject('postgresUrl'));
  simulator = await startHeldSimulator({ labelAfterMs: 200 });
  engine = await startEngine(place);
  const policy = policyShape.parse(parse(policyText(simulator.url)));
  const connection = {
    connector: 'shopify',
    settings: { shop: shop.url, app: { id: 'f00d', secret: 'shpss_1' } },
    mode: 'live',
  };
  await ask(`${engine.url}/v1/policy`, 'PUT', {
    document: { ...policy, connections: { ...policy.connections, 'shop-uk': connection } },
  });
}, 300_000);
afterAll(async () => {
  await engine.stop();
  await simulator.close();
  await place.remove();
  shop.server.close();
});

/** The floor packs both T-shirts of it. */
const pack = async (name: string, revision = 7): Promise<void> => {
  await ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
    orderNumber: name, lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
  });
  await ask(consignmentUrl(engine.url, name), 'PUT', packed(name, {
    revision, lines: [teeLine({ channelLine: '881' })],
  }));
};

test('sold there, packed here, labelled: the shop shows what went under which number', async () => {
  const order = sell(700_001);
  await pack(order.name);
  const [sent] = await until('the shop is told', () => (order.sent.length > 0 ? order.sent : null));
  const [label] = await labelsIn(simulator.url);
  expect(sent?.trackingInfo).toEqual([{ company: 'DPD UK', number: label?.trackingNumber }]);
  expect(sent?.of.map(({ line, quantity }) => [line, quantity])).toEqual([['881', 2]]);
  await until('it counts as told', async () => {
    const found = await findOrder(engine.url, order.name);
    const owed = found?.consignments.flatMap((one) => one.obligations) ?? [];
    return owed.find(({ kind }) => kind === 'tell-channel')?.state === 'met' ? owed : null;
  });
  expect(order.sent).toHaveLength(1);
}, 300_000);

test('cancelled there before it was packed here, it never enters ShipStation', async () => {
  const order = sell(700_002);
  await ask(consignmentUrl(engine.url, order.name), 'PUT', packed(order.name, {
    status: 'picking', lines: [teeLine({ channelLine: '881', packed: 0, picked: 0 })],
  }));
  order.cancelledAt = new Date().toISOString();
  change(order);
  await until('the cancellation is seen', async () =>
    ((await findOrder(engine.url, order.name))?.stage === 'cancelled' ? true : null));
  await pack(order.name, 8);
  // A later order goes all the way, which leaves this one time enough.
  const later = sell(700_003);
  await pack(later.name);
  await until('a later order is told', () => (later.sent.length > 0 ? true : null));
  const entered = (await ordersIn(simulator.url)).map(({ orderNumber }) => orderNumber);
  expect(entered).toContain(later.name);
  expect(entered).not.toContain(order.name);
  expect(order.sent).toEqual([]);
}, 300_000);

test('held there when it is to be told, people hear of it', async () => {
  const order = sell(700_004);
  for (const one of order.work) one.status = 'ON_HOLD';
  await pack(order.name);
  await until('people hear of it', async () =>
    ((await findOrder(engine.url, order.name))?.exception === 'channel.refused' ? true : null));
  expect(order.sent).toEqual([]);
}, 300_000);
