/** What the tests say to Gatepass and to the pretend world, over HTTP like anybody else. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { adminKey, until } from './processes.ts';

const policyFile = new URL('../../../examples/demo-policy.yaml', import.meta.url);

/** The example policy with its addresses pointed at this simulator. */
export const policyText = (simulatorUrl: string): string =>
  readFileSync(policyFile, 'utf8').replaceAll('http://127.0.0.1:4610', simulatorUrl);

export const ask = async (
  url: string,
  method: 'GET' | 'PUT' | 'POST' = 'GET',
  body?: unknown,
): Promise<unknown> => {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${adminKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${String(answer.status)} ${text}`);
  return text === '' ? null : JSON.parse(text);
};

export const applyPolicy = (engineUrl: string, simulatorUrl: string): Promise<unknown> =>
  ask(`${engineUrl}/v1/policy`, 'PUT', { document: parse(policyText(simulatorUrl)) });

/** A packed consignment of two T-shirts; what a test turns on is given over it. */
export const packed = (orderNumber: string, over: Readonly<Record<string, unknown>> = {}) => ({
  revision: 7, updatedAt: '2026-11-22T13:40:12Z', orderNumber, channel: 'shopify-uk',
  status: 'packed', service: 'DPD-12',
  shipTo: {
    name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
    country: 'GB',
  },
  lines: [teeLine()],
  ...over,
});

export const teeLine = (over: Readonly<Record<string, unknown>> = {}) => ({
  line: '1', sku: 'TEE-BLK-M', name: 'T-shirt', ordered: 2, allocated: 2, picked: 2, packed: 2,
  weightGrams: 180, ...over,
});

export const consignmentUrl = (engineUrl: string, orderNumber: string): string =>
  `${engineUrl}/v1/warehouses/leicester/consignments/LE-${orderNumber}`;

/** The floor says how it stands, and the referee learns what was really packed. */
export const tellPacked = async (
  engineUrl: string,
  simulatorUrl: string,
  orderNumber: string,
): Promise<void> => {
  await ask(`${simulatorUrl}/control/warehouse/truth`, 'POST', {
    orderNumber, lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
  });
  await ask(consignmentUrl(engineUrl, orderNumber), 'PUT', packed(orderNumber));
};

const ordersShape = z.object({
  items: z.array(z.object({
    orderId: z.number(), orderNumber: z.string(), orderKey: z.string(),
    orderStatus: z.string(), isDeleted: z.boolean(),
    items: z.array(z.object({ lineItemKey: z.string().nullable(), quantity: z.number() })),
  })),
});

export const ordersIn = async (simulatorUrl: string) =>
  ordersShape.parse(await ask(`${simulatorUrl}/control/shipstation/orders`)).items;

const labelsShape = z.object({
  items: z.array(z.object({
    shipmentId: z.number(), orderNumber: z.string(), trackingNumber: z.string(),
  })),
});

export const labelsIn = async (simulatorUrl: string) =>
  labelsShape.parse(await ask(`${simulatorUrl}/control/shipstation/labels`)).items;

const postboxShape = z.object({
  items: z.array(z.object({
    messageId: z.string(), times: z.number(),
    body: z.object({
      kind: z.string(), orderNumber: z.string(), consignment: z.string(),
      parcels: z.array(z.object({
        trackingNumber: z.string(), carrier: z.string(),
        lines: z.array(z.object({ line: z.string(), quantity: z.number() })),
      })),
    }),
  })),
  conflicts: z.array(z.unknown()),
  badSignatures: z.array(z.unknown()),
  unreadable: z.array(z.unknown()),
});

/** What a party has heard by signed push. */
export const heardBy = async (simulatorUrl: string, party: 'warehouse' | 'channel') =>
  postboxShape.parse(await ask(`${simulatorUrl}/control/${party}/messages`));

/** The words of the referee; the empty text when nothing is wrong. */
export const verdict = async (simulatorUrl: string): Promise<string> => {
  const { isClean, ...rest } = z.looseObject({ isClean: z.boolean() })
    .parse(await ask(`${simulatorUrl}/control/referee`));
  return isClean ? '' : JSON.stringify(rest);
};

const orderViewShape = z.object({
  id: z.string(), orderNumber: z.string(), stage: z.string(), exception: z.string().nullable(),
  sentence: z.string(),
  consignments: z.array(z.object({
    obligations: z.array(z.object({ kind: z.string(), state: z.string() })),
  })),
});

/** An order as Gatepass shows it; null while it shows none. */
export const findOrder = async (engineUrl: string, orderNumber: string) => {
  const listed = z.object({ items: z.array(z.object({ id: z.string() })) })
    .parse(await ask(`${engineUrl}/v1/orders?orderNumber=${orderNumber}`));
  const [first] = listed.items;
  return first === undefined
    ? null : orderViewShape.parse(await ask(`${engineUrl}/v1/orders/${first.id}`));
};

/** Both the warehouse and the channel have heard of every one of these orders. */
export const allTold = (simulatorUrl: string, orderNumbers: readonly string[]): Promise<true> =>
  until('warehouse and channel have heard of every order', async () => {
    for (const party of ['warehouse', 'channel'] as const) {
      const { items } = await heardBy(simulatorUrl, party);
      const heard = new Set(items.map((one) => one.body.orderNumber));
      if (!orderNumbers.every((one) => heard.has(one))) return null;
    }
    return true;
  });
