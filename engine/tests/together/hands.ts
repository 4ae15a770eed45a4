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

/** Labels are made by people at their desk, or bought by Gatepass at the gate. */
export const applyPolicy = (
  engineUrl: string,
  simulatorUrl: string,
  labels: 'desk' | 'gatepass' = 'desk',
): Promise<unknown> =>
  ask(`${engineUrl}/v1/policy`, 'PUT', {
    document: parse(policyText(simulatorUrl).replace('labels: desk', `labels: ${labels}`)),
  });

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

/** One box, measured: without its size no label is sold. */
export const measuredBox = (): Readonly<Record<string, unknown>> => ({
  parcels: [{
    reference: 'P1', weightGrams: 450, lengthMm: 300, widthMm: 220, heightMm: 40,
    lines: [{ line: '1', quantity: 2 }],
  }],
});

export const consignmentUrl = (engineUrl: string, orderNumber: string): string =>
  `${engineUrl}/v1/warehouses/leicester/consignments/LE-${orderNumber}`;

/** The floor says how it stands, and the referee learns what was really packed. */
export const tellPacked = async (
  engineUrl: string,
  simulatorUrl: string,
  orderNumber: string,
  over: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  await ask(`${simulatorUrl}/control/warehouse/truth`, 'POST', {
    orderNumber, lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
  });
  await ask(consignmentUrl(engineUrl, orderNumber), 'PUT', packed(orderNumber, over));
};

/** Says all at once; which were acknowledged and which met a dead line is known at the end. */
export const tellAll = (
  engineUrl: string,
  simulatorUrl: string,
  orderNumbers: readonly string[],
  over: Readonly<Record<string, unknown>> = {},
) => {
  const first = Promise.withResolvers<void>();
  const acknowledged: string[] = [];
  const unanswered: string[] = [];
  const all = Promise.all(orderNumbers.map(async (number) => {
    try {
      await tellPacked(engineUrl, simulatorUrl, number, over);
      acknowledged.push(number);
      first.resolve();
    } catch (refusal) {
      // What fetch throws when the line is dead; a refusal in words would be a fault.
      if (!(refusal instanceof TypeError)) throw refusal;
      unanswered.push(number);
    }
  })).then(() => ({ acknowledged, unanswered }));
  return { first: Promise.race([first.promise, all]), all };
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

const exchangesShape = z.object({
  items: z.array(z.object({ method: z.string(), path: z.string() })),
});

/** How many changes were asked for at a path of the pretended world, or pushed to its parties. */
export const callsHeard = async (simulatorUrl: string, path: string): Promise<number> => {
  const { items } = exchangesShape.parse(await ask(`${simulatorUrl}/control/exchanges`));
  const boxes = path === '/hooks'
    ? [await heardBy(simulatorUrl, 'warehouse'), await heardBy(simulatorUrl, 'channel')] : [];
  return items.filter((one) => one.method !== 'GET' && one.path.endsWith(path)).length +
    boxes.flatMap((box) => box.items).reduce((sum, one) => sum + one.times, 0);
};

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

/**
 * Nothing at all is heard for longer than any rule of ours takes: a label whose purchase was begun
 * and never answered is looked for twice, a minute apart, once its time-out is over, and the looks
 * wait for their share of the key. On a busy machine a day takes as long as it takes.
 */
const longestSilence = 300_000;

/**
 * Both the warehouse and the channel have heard of every one of these orders. When nothing more is
 * heard, Gatepass is asked, if its address is given, what it says of the first that is missing.
 */
export const allTold = async (
  simulatorUrl: string,
  orderNumbers: readonly string[],
  engineUrl: string | null = null,
): Promise<void> => {
  const unheard = async (): Promise<readonly string[]> => {
    const boxes = [
      await heardBy(simulatorUrl, 'warehouse'), await heardBy(simulatorUrl, 'channel'),
    ];
    return boxes.flatMap(({ items }) => {
      const heard = new Set(items.map((one) => one.body.orderNumber));
      return orderNumbers.filter((one) => !heard.has(one));
    });
  };
  for (let open = await unheard(); open.length > 0;) {
    const before = open;
    const heardMore = async (): Promise<readonly string[] | null> => {
      const now = await unheard();
      return now.length < before.length ? now : null;
    };
    try {
      open = await until(
        `warehouse and channel have heard of every order (not yet: ${before.join(', ')})`,
        heardMore, longestSilence);
    } catch (vain) {
      if (engineUrl === null) throw vain;
      const [first = ''] = before;
      const order = await findOrder(engineUrl, first);
      throw new Error(`${String(vain)} ${first}: ${JSON.stringify(order)}`, { cause: vain });
    }
  }
};

const pageShape = z.object({
  items: z.array(z.object({ id: z.string() })), next: z.string().nullable(),
});

/** For no order that Gatepass holds is it still open, in its own eyes, to tell the channel. */
export const channelKnown = async (engineUrl: string): Promise<void> => {
  const ids: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page = pageShape.parse(
      await ask(`${engineUrl}/v1/orders?limit=500${next === '' ? '' : `&after=${next}`}`));
    ids.push(...page.items.map((one) => one.id));
    ({ next } = page);
  }
  for (const id of ids) {
    await until(`Gatepass knows that the channel has heard of ${id}`, async () => {
      const { consignments } = orderViewShape.parse(await ask(`${engineUrl}/v1/orders/${id}`));
      const isOpen = consignments.some(({ obligations }) =>
        obligations.some((one) => one.kind === 'tell-channel' && one.state === 'open'));
      return isOpen ? null : true;
    });
  }
};
