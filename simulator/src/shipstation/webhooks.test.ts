import { describe, expect, test } from 'vitest';
import type { Later } from '../machine.ts';
import type { Account } from './account.ts';
import { storeIds } from './catalogue.ts';
import {
  ask, buyCall, firstOrderId, noon, someLabel, testAccount, withFaults, withOrders, switched,
} from './fixtures.ts';
import { providerRejects, providerShips, sendToProvider } from './fulfillments.ts';
import { makeLabels, makeReturnLabel } from './labels.ts';
import type { Order } from './shapes.ts';
import { orderNotices } from './webhook-notices.ts';
import { chooseLabel } from '../desk/rule.ts';

const events = [
  'ORDER_NOTIFY', 'ITEM_ORDER_NOTIFY', 'SHIP_NOTIFY', 'ITEM_SHIP_NOTIFY', 'FULFILLMENT_SHIPPED',
  'FULFILLMENT_REJECTED',
];
const hooked = (account: Account, change: Readonly<Record<string, unknown>> = {}) =>
  events.reduce(
    (before, event) =>
      ask(before, 'POST /webhooks/subscribe', {
        body: { target_url: `http://127.0.0.1:9/${event}`, event, friendly_name: event, ...change },
      }).account,
    account,
  );
const account = hooked(withOrders(testAccount(), {}, { orderKey: 'con-2:1' }));
const orderId = firstOrderId(account);
const orderOf = (id: number): Order => {
  const row = account.orders.get(id);
  if (row === undefined) throw new Error('no order');
  return row.wire;
};

const sent = (later: readonly Later[]) =>
  later.map(({ at, errand }) => {
    if (errand.is !== 'shipstation.webhook') throw new Error('not a webhook');
    const body = JSON.parse(errand.body);
    const url = new URL(body.resource_url);
    const keys = Object.keys(body);
    const query = Object.fromEntries(url.searchParams);
    return { at, keys, event: body.resource_type, host: url.host, path: url.pathname, query };
  });
const label = (before: Account) => ask(before, buyCall, { body: someLabel(orderId) });
const eventsOf = (later: readonly Later[]) => sent(later).map(({ event }) => event);

describe('SHIP_NOTIFY and ITEM_SHIP_NOTIFY', () => {
  test('say where to look, with items and without', () => {
    expect(sent(label(account).later)).toEqual(['False', 'True'].map((items, index) => ({
      at: noon + 5_000,
      keys: ['resource_url', 'resource_type'],
      event: events[index + 2],
      host: 'localhost:4610',
      path: '/shipstation/shipments',
      query: { batchId: expect.stringMatching(/^\d+$/), includeShipmentItems: items },
    })));
  });

  test('are sent once for a batch, whose rows the address shows', () => {
    const choices = [orderId, orderId + 1].map((id) => chooseLabel(orderOf(id), noon));
    const batch = makeLabels(account, choices, noon, 7);
    expect(sent(batch.later)).toHaveLength(2);
    const query = sent(batch.later)[1]?.query ?? {};
    const { shipments } = ask(batch.account, 'GET /shipments', { query }).body;
    expect(shipments).toHaveLength(2);
    expect(shipments[0].shipmentItems).toHaveLength(1);
    expect(new Set(shipments.map((row: { batchNumber: string }) => row.batchNumber)).size).toBe(1);
  });

  test('are not sent for a mark, a void, a return label or a label without an order', () => {
    const bought = label(account);
    const body = { shipmentId: bought.body.shipmentId };
    expect(ask(bought.account, 'POST /shipments/voidlabel', { body }).later).toEqual([]);
    expect(makeReturnLabel(bought.account, body.shipmentId, noon, 7)).not.toHaveProperty('later');
    const mark = { orderId, carrierCode: 'dpd' };
    expect(ask(account, 'POST /orders/markasshipped', { body: mark }).later).toEqual([]);
    const { orderId: _order, ...rest } = someLabel(orderId, {
      weight: { value: 1, units: 'pounds' },
      dimensions: { length: 1, width: 1, height: 1, units: 'inches' },
      shipFrom: { country: 'GB' },
      shipTo: { street1: '1 Kiln Row', city: 'Bath', postalCode: 'BA1', country: 'GB' },
    });
    const loose = ask(account, 'POST /shipments/createlabel', { body: rest });
    expect([loose.status, loose.later]).toEqual([200, []]);
  });
});

describe('ORDER_NOTIFY and ITEM_ORDER_NOTIFY', () => {
  const order = orderOf(orderId);
  const told = (statusBefore: string | null, orderStatus: Order['orderStatus']) =>
    sent(orderNotices(
      account, 'guid-1', [{ order: { ...order, orderStatus }, statusBefore }], noon, 7).later);

  test('are sent once for an import, with its batch in the address', () => {
    const orders = [1, 2, 3].map(() => ({ order, statusBefore: null }));
    const { later } = orderNotices(account, 'guid-1', orders, noon, 7);
    expect(eventsOf(later)).toEqual(['ORDER_NOTIFY', 'ITEM_ORDER_NOTIFY']);
    expect(sent(later)[0]).toMatchObject({
      path: '/shipstation/orders', query: { importBatch: 'guid-1' },
    });
  });

  test('are sent for new orders unless they await payment', () => {
    expect(told(null, 'awaiting_shipment')).toHaveLength(2);
    expect(told(null, 'on_hold')).toHaveLength(2);
    expect(told(null, 'cancelled')).toHaveLength(2);
    expect(told(null, 'awaiting_payment')).toEqual([]);
  });

  test('are sent when payment comes, not when it never will, and not for later edits', () => {
    expect(told('awaiting_payment', 'awaiting_shipment')).toHaveLength(2);
    expect(told('awaiting_payment', 'cancelled')).toEqual([]);
    expect(told('awaiting_payment', 'awaiting_payment')).toEqual([]);
    expect(told('awaiting_shipment', 'on_hold')).toEqual([]);
  });
});

describe('FULFILLMENT_SHIPPED and FULFILLMENT_REJECTED', () => {
  const waiting = sendToProvider(account, orderId, noon)?.account ?? account;

  test('are sent when a provider ships or rejects', () => {
    const parcel = { carrier: 'Evri', trackingNumber: 'H1' };
    const shipped = providerShips(waiting, orderId, parcel, noon, 7);
    const [message] = sent(shipped?.later ?? []);
    expect(message).toMatchObject({
      event: 'FULFILLMENT_SHIPPED', path: '/shipstation/fulfillments',
    });
    const query = message?.query ?? {};
    const listed = ask(shipped?.account ?? account, 'GET /fulfillments', { query }).body;
    expect(listed.fulfillments).toHaveLength(1);
    const rejected = providerRejects(waiting, orderId, noon, 7);
    expect(eventsOf(rejected?.later ?? [])).toEqual(['FULFILLMENT_REJECTED']);
  });

  test('are sent for a mark only if the switch says so', () => {
    const mark = (before: Account) =>
      ask(before, 'POST /orders/markasshipped', { body: { orderId, carrierCode: 'dpd' } }).later;
    expect(mark(account)).toEqual([]);
    expect(eventsOf(mark(switched(account, { markWebhook: 'sent' })))).toEqual([
      'FULFILLMENT_SHIPPED',
    ]);
  });
});

describe('a subscription', () => {
  const body = { target_url: 'http://127.0.0.1:9/x', event: 'SHIP_NOTIFY', friendly_name: 'x' };
  const subscribe = (before: Account, change: object = {}) =>
    ask(before, 'POST /webhooks/subscribe', { body: { ...body, ...change } });

  test('is answered in either documented shape, by the switch', () => {
    expect(Object.keys(subscribe(testAccount()).body)).toEqual(['id']);
    const newer = subscribe(testAccount({ subscribeAnswer: 'row' }));
    expect(newer.body).toEqual({
      WebHookID: expect.any(Number), HookType: 'SHIP_NOTIFY', Url: body.target_url, Name: 'x',
    });
  });

  test('is refused for an event that does not exist, or for what is no address', () => {
    const badly = (change: object) =>
      ask(testAccount(), 'POST /webhooks/subscribe', {
        body: { ...body, ...change }, breaks: 'request',
      }).status;
    expect(badly({ event: 'WAREHOUSE_NOTIFY' })).toBe(400);
    expect(badly({ target_url: 'nowhere' })).toBe(400);
  });

  test('of one store hears of that store only, and the address names it', () => {
    const ofStore = (storeId: number) =>
      hooked(withOrders(testAccount(), {}), { store_id: storeId });
    const scoped = label(ofStore(storeIds.manual)).later;
    expect(sent(scoped)[0]?.query['storeID']).toBe(String(storeIds.manual));
    expect(label(ofStore(storeIds.connected)).later).toEqual([]);
  });
});

describe('a message', () => {
  const only = ask(withOrders(testAccount(), {}), 'POST /webhooks/subscribe', {
    body: { target_url: 'http://127.0.0.1:9/x', event: 'SHIP_NOTIFY', friendly_name: null },
  }).account;
  const under = (faults: Partial<Account['faults']>) =>
    sent(label(withFaults(only, faults)).later);

  test('can be lost, come twice, come minutes late, or be overtaken by later ones', () => {
    expect(under({ webhooksLost: 1 })).toEqual([]);
    expect(under({ webhooksDoubled: 1 })).toHaveLength(2);
    const [late] = under({ webhooksLate: 1 });
    expect(late?.at).toBeGreaterThanOrEqual(noon + 60_000);
    expect(late?.at).toBeLessThanOrEqual(noon + 605_000);
    const first = label(withFaults(only, { webhooksReordered: 1 }));
    const second = ask(first.account, buyCall, { body: someLabel(orderId), now: noon + 10_000 });
    const [one] = sent(first.later);
    const [two] = sent(second.later);
    expect(one?.at).toBeGreaterThan(two?.at ?? Infinity);
  });

  test('is struck by a share that follows from the seed', () => {
    const run = () => {
      let before = withFaults(only, { webhooksLost: { share: 0.5 } });
      return Array.from({ length: 20 }, () => {
        const told = label(before);
        before = told.account;
        return told.later.length;
      });
    };
    expect(new Set(run())).toEqual(new Set([0, 1]));
    expect(run()).toEqual(run());
  });

  test('can name a shard, and a forged one a host that is not theirs', () => {
    const host = (resourceHost: 'shard' | 'same') =>
      sent(label(switched(only, { resourceHost })).later)[0]?.host;
    expect([host('shard'), host('same')]).toEqual(['localhost:4610', '127.0.0.1:4610']);
    expect(under({ webhooksForged: 1 })[0]?.host).toBe('ssapi.shipstation.com.example.net');
  });
});
