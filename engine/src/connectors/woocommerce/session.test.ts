/** Orders in, tracking out, against a small shop that behaves as WooCommerce is documented. */
import { describe, expect, test } from 'vitest';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import type { Action, MessageContent } from '../../core/model/decision.ts';
import { connectionName, labelId, messageId } from '../../core/model/ids.ts';
import { instant } from '../../core/model/instant.ts';
import { woocommerce } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 14, 0));

const messageOf = (over: Partial<MessageContent> = {}): MessageContent => ({
  id: messageId('msg_1'), at: now, voids: [], kind: 'notice', consignment: 'C-1',
  orderNumber: 'SO-1', parcels: [parcelOf('15501234567890', 2)], ...over,
});

const parcelOf = (trackingNumber: string, quantity: number, replaces: string | null = null) => ({
  label: labelId(trackingNumber), trackingNumber, trackingUrl: null, carrier: 'DPD UK',
  service: null, cost: { amount: 671, currency: 'GBP' }, weightGrams: 450, replaces,
  lines: [{ line: '881', quantity }],
});

const tellOf = (message: MessageContent): Action => ({
  do: 'tell-channel', about: message.id, connection: connectionName('shop'), message,
  urgency: { due: now, cutOff: null, wave: null, sequence: null },
});

type Tracking = {
  readonly tracking_id: string; readonly tracking_number: string;
  readonly tracking_provider?: string;
};

/** One order of three T-shirts; it remembers what it is told, and when the mail would have gone. */
const shopWith = (over: Readonly<Record<string, unknown>> = {}) => {
  const shop = {
    order: {
      id: 7001, number: 'SO-1', status: 'processing', meta_data: [] as unknown[],
      line_items: [{ id: 881, name: 'T-shirt', sku: 'TEE', quantity: 3 }], ...over,
    },
    notes: [] as { readonly note: string; readonly customer_note: boolean }[],
    trackings: [] as Tracking[],
    asked: [] as string[],
  };
  const json = (value: unknown): WireAnswer =>
    ({ is: 'answer', status: 200, headers: {}, body: JSON.stringify(value) });
  const answer = ({ method, url, body }: WireRequest): WireAnswer => {
    const { pathname, searchParams } = new URL(url);
    shop.asked.push(`${method} ${pathname}`);
    const sent: unknown = JSON.parse(body ?? 'null');
    if (pathname.endsWith('/notes')) {
      // What this connector sends there is a note.
      if (method === 'POST') shop.notes.push(sent as (typeof shop.notes)[number]);
      return json(method === 'POST' ? sent : shop.notes);
    }
    if (pathname.includes('/shipment-trackings')) {
      if (method === 'DELETE') {
        const id = pathname.split('/').at(-1);
        shop.trackings = shop.trackings.filter((one) => one.tracking_id !== id);
      }
      if (method === 'POST') {
        const id = `t${String(shop.trackings.length)}`;
        shop.trackings.push({ ...(sent as Tracking), tracking_id: id });
      }
      return json(shop.trackings);
    }
    if (method === 'PUT') Object.assign(shop.order, sent);
    if (method === 'GET') {
      return json(searchParams.get('search') === shop.order.number ? [shop.order] : []);
    }
    return json(shop.order);
  };
  return { shop, answer };
};

const sessionOn = (
  answer: (request: WireRequest) => WireAnswer,
  settings: Readonly<Record<string, unknown>> = {},
) => {
  const opened = woocommerce.open({
    url: 'https://shop.example/', consumerKey: 'ck_1', consumerSecret: 'cs_1', ...settings,
  }, { request: (request) => Promise.resolve(answer(request)) });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return opened.session;
};

const tellTo = async (
  answer: (request: WireRequest) => WireAnswer,
  message: MessageContent,
  settings: Readonly<Record<string, unknown>> = {},
) => {
  const { outcomes } = await sessionOn(answer, settings).perform([tellOf(message)], now);
  return outcomes[0];
};

const done = { is: 'done', seen: [], acknowledged: true };

describe('a shop is told', () => {
  test('in part: the note goes to the customer, and the order stays open', async () => {
    const { shop, answer } = shopWith();
    expect(await tellTo(answer, messageOf())).toEqual(done);
    expect(shop.notes).toEqual([
      { note: 'Sent with DPD UK, tracking number 15501234567890.', customer_note: true },
    ]);
    expect(shop.order.status).toBe('processing');
  });

  test('the rest completes it, after the tracking was written', async () => {
    const { shop, answer } = shopWith();
    await tellTo(answer, messageOf());
    const rest = messageOf({ id: messageId('msg_2'), parcels: [parcelOf('15501234567891', 1)] });
    expect(await tellTo(answer, rest)).toEqual(done);
    expect(shop.order.status).toBe('completed');
    expect(shop.asked.lastIndexOf('PUT /wp-json/wc/v3/orders/7001'))
      .toBeGreaterThan(shop.asked.lastIndexOf('POST /wp-json/wc/v3/orders/7001/notes'));
  });

  test('twice the same message: nothing is written the second time', async () => {
    const { shop, answer } = shopWith();
    await tellTo(answer, messageOf());
    const before = shop.asked.length;
    expect(await tellTo(answer, messageOf())).toEqual(done);
    expect(shop.asked.slice(before).filter((one) => !one.startsWith('GET'))).toEqual([]);
  });

  test('again, after somebody took the note out: it is written again, the id once', async () => {
    const { shop, answer } = shopWith();
    await tellTo(answer, messageOf());
    shop.notes.length = 0;
    expect(await tellTo(answer, messageOf())).toEqual(done);
    expect(shop.notes).toHaveLength(1);
    expect(JSON.stringify(shop.order.meta_data).match(/msg_1/g)).toHaveLength(1);
  });

  test('what the shop does not show is neither marked nor completed, but tried again', async () => {
    const { shop, answer } = shopWith();
    const forgetful = (request: WireRequest): WireAnswer =>
      (request.method === 'POST' ? shopWith().answer(request) : answer(request));
    const whole = messageOf({ parcels: [parcelOf('15501234567890', 3)] });
    expect(await tellTo(forgetful, whole)).toMatchObject({ is: 'unknown' });
    expect(shop.order).toMatchObject({ status: 'processing', meta_data: [] });
    expect(await tellTo(answer, whole)).toEqual(done);
    expect(shop.notes).toHaveLength(1);
    expect(shop.order.status).toBe('completed');
  });

  test('a yes that the order does not show is not believed', async () => {
    const { answer } = shopWith();
    const forgetful = (request: WireRequest): WireAnswer =>
      request.method === 'PUT' ? shopWith().answer({ ...request, body: '{}' }) : answer(request);
    expect(await tellTo(forgetful, messageOf())).toMatchObject({ is: 'unknown' });
  });

  test('a closed order, and one that is not there, are refused in words', async () => {
    const cancelled = await tellTo(shopWith({ status: 'cancelled' }).answer, messageOf());
    expect(cancelled).toMatchObject({
      is: 'refused', code: 'order.closed', text: 'The order is cancelled in the shop',
    });
    const other = await tellTo(shopWith({ number: 'SO-9' }).answer, messageOf());
    expect(other).toMatchObject({ is: 'refused', code: 'order.unknown' });
  });
});

describe.for([
  ['shipment-tracking', 'wc-shipment-tracking'], ['advanced-shipment-tracking', 'wc-ast'],
] as const)('a shop with %s', ([tracking, path]) => {
  const settings = { tracking };

  test('a relabel takes the old number away, a void the new one', async () => {
    const { shop, answer } = shopWith();
    await tellTo(answer, messageOf(), settings);
    expect(shop.asked).toContain(`POST /wp-json/${path}/v3/orders/7001/shipment-trackings`);
    const relabelled = messageOf({
      id: messageId('msg_2'), kind: 'correction',
      parcels: [parcelOf('15501234567899', 2, '15501234567890')],
    });
    expect(await tellTo(answer, relabelled, settings)).toEqual(done);
    expect(shop.trackings.map((one) => one.tracking_number)).toEqual(['15501234567899']);
    const voided = messageOf({
      id: messageId('msg_3'), kind: 'void', parcels: [parcelOf('15501234567899', 2)],
    });
    expect(await tellTo(answer, voided, settings)).toEqual(done);
    expect(shop.trackings).toEqual([]);
    expect(shop.notes).toEqual([]);
  });
});

describe('orders', () => {
  const row = {
    id: 7001, number: '1043', status: 'processing', currency: 'GBP',
    date_created_gmt: '2026-11-22T13:00:00', date_modified_gmt: '2026-11-22T13:40:12',
    shipping: { first_name: 'Iris', last_name: 'Bell', address_1: '', city: '' },
    billing: {
      first_name: 'Iris', last_name: 'Bell', address_1: '7 Canal Street', city: 'Leeds',
      postcode: 'LS1 4BT', country: 'gb', email: 'iris@example.test',
    },
    shipping_lines: [{ method_title: 'Express' }],
    line_items: [{ id: 881, name: 'T-shirt', sku: 'TEE', quantity: 2, total: '39.98' }],
  };
  const look = async (
    rows: readonly unknown[], settings: Readonly<Record<string, unknown>> = {}, feed = 'orders',
  ) => {
    const asked: string[] = [];
    const session = sessionOn(({ url }) => {
      asked.push(url);
      return { is: 'answer', status: 200, headers: {}, body: JSON.stringify(rows) };
    }, settings);
    const window = { from: instant(now - 60_000), to: now, page: null };
    return { said: await session.look({ feed, ...window }, now), asked };
  };

  test('one is read whole, and to its billing address where it names no other', async () => {
    const { said } = await look([row]);
    expect(said).toEqual({
      is: 'page', next: null, unreadable: [],
      seen: [{
        kind: 'channel-order', place: null,
        order: {
          reference: '7001', orderNumber: '1043', status: 'paid', revision: 1_795_354_812,
          updatedAt: 1_795_354_812_000, placedAt: 1_795_352_400_000, requestedService: 'Express',
          shipBy: null,
          shipTo: {
            name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: null,
            street3: null, city: 'Leeds', state: null, postalCode: 'LS1 4BT', country: 'GB',
            phone: null, email: 'iris@example.test',
          },
          lines: [{
            line: '881', sku: 'TEE', name: 'T-shirt', ordered: 2, cancelled: 0,
            unitPrice: { amount: 1999, currency: 'GBP' },
          }],
        },
      }],
    });
  });

  test.each([
    ['pending', 'pending'], ['on-hold', 'pending'], ['failed', 'pending'], ['processing', 'paid'],
    ['completed', 'paid'], ['awaiting-artwork', 'pending'], ['packing', 'paid'],
    ['cancelled', 'cancelled'], ['refunded', 'cancelled'], ['trash', 'cancelled'],
  ])('%s counts as %s', async (status, counts) => {
    const { said } = await look([{ ...row, status }], { paidStates: 'wc-packing, courier' });
    expect(said).toMatchObject({ seen: [{ order: { status: counts } }] });
  });

  test('those in the bin are asked for by themselves, since no other list shows them', async () => {
    const { said, asked } = await look([{ ...row, status: 'trash' }], {}, 'binned');
    expect(said).toMatchObject({
      seen: [{ order: { status: 'cancelled', lines: [{ cancelled: 2 }] } }],
    });
    expect(new URL(asked[0] ?? '').searchParams.get('status')).toBe('trash');
  });

  test('a second that is not over yet is left for the next look', async () => {
    const { asked } = await look([]);
    const query = new URL(asked[0] ?? '').searchParams;
    expect(query.get('modified_after')).toBe('2026-11-22T13:58:59');
    expect(query.get('modified_before')).toBe('2026-11-22T13:59:59');
  });
});

test.each([
  ['http://shop.example', 'must begin with https://'],
  ['https://ck:cs@shop.example', 'must not hold a user name or password'],
  ['shop', 'must be an address'],
])('the address %s is refused in words', (url, words) => {
  const opened = woocommerce.open(
    { url, consumerKey: 'ck_1', consumerSecret: 'cs_1' },
    { request: () => Promise.reject(new Error('nobody is asked')) });
  expect(opened).toMatchObject({ is: 'refused', problems: [{ path: 'url' }] });
  expect(JSON.stringify(opened)).toContain(words);
});
