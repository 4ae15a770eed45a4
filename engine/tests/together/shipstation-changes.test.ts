/** Changes of what stands in the pretend ShipStation, over the real wire, with people around. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  amendOrder, changeOf, createOrder, markAsShipped, releaseOf, voidLabel,
} from '../../conformance/items.ts';
import type { Session } from '../../src/contract/connector.ts';
import type { Action } from '../../src/core/model/decision.ts';
import { labelId } from '../../src/core/model/ids.ts';
import { instant, type Instant } from '../../src/core/model/instant.ts';
import {
  idOf, labelsIn, lookThrough, openAccount, ordersIn, seenIn, type Account, type Plain,
} from './shipstation-account.ts';

let account: Account;
let session: Session;
let noon: Instant;

beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.close());
beforeEach(async () => {
  await account.control('reset', {});
  await account.control('switches', { callsPerMinute: 1000 });
  noon = await account.setClock('2026-11-22T12:00:00Z');
  session = account.open();
  await session.perform([createOrder(1)], noon);
});

const [withdraw, park, unpark] =
  (['withdraw-order', 'park-order', 'unpark-order'] as const).map(changeOf);
if (!withdraw || !park || !unpark) throw new Error('three changes');

const theOrder = async (): Promise<Plain> => {
  const [row] = await account.held('orders');
  if (row === undefined) throw new Error('there is no order');
  return row;
};
const theLabel = async (): Promise<Plain> => {
  const [row] = await account.held('labels');
  if (row === undefined) throw new Error('there is no label');
  return row;
};
const about = async () => ({ order: idOf(await theOrder()) });
const makeLabel = () => account.control('desk/label', { orderNumber: releaseOf(1).number });
const labelled = async () => labelId(String((await theLabel())['shipmentId']));

const perform = async (item: Action, over: Session = session) => {
  const { outcomes, unanswered } = await over.perform([item], noon);
  const [outcome] = outcomes;
  if (outcome === undefined || outcomes.length > 1) throw new Error('not just one outcome');
  return { outcome, unanswered };
};

const holdAtTheScreen = async () => {
  const { orderId } = await theOrder();
  const body = { orderId, holdUntilDate: '2026-12-01' };
  await account.atTheScreen('POST', '/orders/holduntil', body);
};

/** What the desk set while the order waited. */
const touched = {
  serviceCode: 'dpd_next_day', internalNotes: 'fragile',
  customerNotes: 'Ring twice', confirmation: 'signature', tagIds: [3],
  weight: { value: 512, units: 'grams' },
  dimensions: { length: 30, width: 20, height: 10, units: 'centimeters' },
};

describe('amending', () => {
  test('changes what is ours and keeps what the desk has set', async () => {
    const services = new Set([(await theOrder())['serviceCode'], touched.serviceCode]);
    expect(services.size).toBe(2);
    await account.atTheScreen('POST', '/orders/createorder', { ...(await theOrder()), ...touched });
    const { outcome } = await perform(amendOrder(1, await about()));
    const after = await theOrder();
    expect(after).toMatchObject({
      ...touched, weight: { value: 512 }, orderStatus: 'awaiting_shipment',
      shipTo: { street1: '12 MILL LANE', postalCode: 'LS2 4AB' },
      items: [{ lineItemKey: 'con_1:1', quantity: 1, unitPrice: 19.99 }],
    });
    expect(outcome.is).toBe('done');
    expect(ordersIn(seenIn(outcome))).toEqual([expect.objectContaining({
      id: idOf(after), service: 'dpd_next_day', status: { is: 'awaiting' },
      lines: [expect.objectContaining({ key: 'con_1:1', quantity: 1 })],
    })]);
    expect(await account.held('orders')).toHaveLength(1);
  });

  test('does not lift a hold', async () => {
    await holdAtTheScreen();
    expect((await perform(amendOrder(1, await about()))).outcome.is).toBe('done');
    expect(await theOrder()).toMatchObject({ orderStatus: 'on_hold', items: [{ quantity: 1 }] });
  });

  test('an order that also carries another consignment is left as it is', async () => {
    const order = await theOrder();
    const items = order['items'] as readonly Plain[];
    await account.atTheScreen('POST', '/orders/createorder', {
      ...order, items: [...items, { ...items[0], lineItemKey: 'con_9:1', sku: 'LAMP' }],
    });
    const before = await account.state();
    const { outcome } = await perform(amendOrder(1, await about()));
    expect(outcome).toMatchObject({ is: 'refused', code: 'shipstation.lines-of-others' });
    expect(await account.state()).toEqual(before);
  });

  test('a combined order is refused, and left as it is', async () => {
    const first = await about();
    await session.perform([createOrder(2)], noon);
    const orders = [1, 2].map((number) => ({ orderNumber: releaseOf(number).number }));
    await account.control('shipstation/combine', { orders });
    const before = await account.state();
    const { outcome } = await perform(amendOrder(1, first));
    expect(outcome).toMatchObject({ is: 'refused', code: 'shipstation.combined' });
    expect(await account.state()).toEqual(before);
  });
});

describe.each(['unchanged', 'refused'])('a locked order answers “%s”', (lockedAnswer) => {
  test.each([
    ['amend', amendOrder], ['withdraw', withdraw],
  ] as const)('%s: a label made between read and write is seen, and refuses', async (_, change) => {
    await account.control('switches', { lockedAnswer });
    const over = account.openWith((request) => request.method === 'POST', makeLabel);
    const { outcome } = await perform(change(1, await about()), over);
    expect(outcome).toMatchObject({
      is: 'refused', code: 'shipstation.closed', text: expect.stringContaining('label'),
    });
    expect(ordersIn(seenIn(outcome))).toMatchObject([{ status: { is: 'shipped' } }]);
    expect(await theOrder()).toMatchObject({ orderStatus: 'shipped', items: [{ quantity: 2 }] });
  });
});

describe('withdrawing', () => {
  test('cancels the order, and nothing else of it', async () => {
    const before = await theOrder();
    const { outcome } = await perform(withdraw(1, await about()));
    expect(outcome.is).toBe('done');
    expect(ordersIn(seenIn(outcome))).toMatchObject([{ status: { is: 'cancelled' } }]);
    const { orderStatus, items, ...after } = await theOrder();
    expect(orderStatus).toBe('cancelled');
    expect(items).toMatchObject([{ quantity: 2 }]);
    expect(before).toMatchObject(after);
  });

  test('an order with a label stays as it is', async () => {
    await makeLabel();
    const before = await account.state();
    expect((await perform(withdraw(1, await about()))).outcome.is).toBe('refused');
    expect(await account.state()).toEqual(before);
  });
});

describe('parking', () => {
  test('holds the order until the day that we say, and lets it go again', async () => {
    const { outcome } = await perform(park(1, await about()));
    expect(ordersIn(seenIn(outcome))).toMatchObject([{ status: { is: 'on-hold' } }]);
    noon = await account.setClock('2037-12-30T12:00:00Z');
    await session.probe(noon);
    expect((await theOrder())['orderStatus']).toBe('on_hold');
    const letGo = await perform(unpark(1, await about()));
    expect(ordersIn(seenIn(letGo.outcome))).toMatchObject([{ status: { is: 'awaiting' } }]);
    expect(await theOrder()).toMatchObject({
      orderStatus: 'awaiting_shipment', holdUntilDate: null,
    });
  });

  test('a person’s hold is neither taken over nor lifted', async () => {
    await holdAtTheScreen();
    const before = await account.state();
    for (const change of [park, unpark]) {
      const { outcome } = await perform(change(1, await about()));
      expect(outcome).toMatchObject({ is: 'refused', code: 'shipstation.held' });
      expect(ordersIn(seenIn(outcome))).toMatchObject([{ status: { is: 'on-hold' } }]);
    }
    expect(await account.state()).toEqual(before);
  });
});

describe('marking as shipped', () => {
  test('is done once, on the Pacific day, and tells nobody', async () => {
    const item = markAsShipped(1, await about());
    // Still the day before in California.
    const shippedAt = instant(Date.UTC(2026, 10, 22, 7, 30));
    if (item.do !== 'mark-as-shipped') throw new Error('another item');
    const { outcome } = await perform({ ...item, shippedAt });
    expect(ordersIn(seenIn(outcome))).toMatchObject([{ status: { is: 'shipped' } }]);
    expect(await account.held('fulfillments')).toMatchObject([{
      trackingNumber: '15501234567890', shipDate: expect.stringMatching(/^2026-11-21/),
      marketplaceNotified: false,
    }]);
    expect((await perform(item)).outcome.is).toBe('done');
    expect(await account.held('fulfillments')).toHaveLength(1);
  });

  test('an order labelled meanwhile needs no mark', async () => {
    await makeLabel();
    expect((await perform(markAsShipped(1, await about()))).outcome.is).toBe('done');
    expect(await account.held('fulfillments')).toEqual([]);
  });
});

describe('voiding a label', () => {
  test('approved: the feed of voids shows it, and the order waits again', async () => {
    await makeLabel();
    const later = await account.setClock('2026-11-22T15:00:00Z');
    expect((await perform(voidLabel(1, await labelled()))).outcome).toMatchObject({ is: 'done' });
    const labels = await lookThrough(session, 'labels', instant(later - 1000), later);
    expect(labels).toEqual([]);
    const voids = await lookThrough(session, 'voids', instant(later - 1000), later);
    expect(labelsIn(voids)).toEqual([expect.objectContaining({
      id: await labelled(), voidedAt: later, madeAt: noon,
      lines: [expect.objectContaining({ key: 'con_1:1', quantity: 2 })],
    })]);
    expect((await theOrder())['orderStatus']).toBe('awaiting_shipment');
  });

  test('a label that stands is not among the voids', async () => {
    await makeLabel();
    const [from, to] = [instant(noon - 60_000), instant(noon + 60_000)];
    expect(await lookThrough(session, 'voids', from, to)).toEqual([]);
  });

  test('refused by the carrier: refused in its words', async () => {
    await makeLabel();
    await account.control('faults', { refuseVoids: 1 });
    expect((await perform(voidLabel(1, await labelled()))).outcome).toMatchObject({
      is: 'refused', text: 'The carrier did not approve the void.',
    });
    expect((await theLabel())['voided']).toBe(false);
  });

  test('voided at the desk already: done', async () => {
    await makeLabel();
    await account.control('desk/void', { orderNumber: releaseOf(1).number });
    expect((await perform(voidLabel(1, await labelled()))).outcome.is).toBe('done');
  });
});

/** Every operation with what must be so before it, and the call that writes. */
const operations: readonly {
  readonly name: string;
  readonly path: string;
  readonly prepare?: () => Promise<unknown>;
  readonly item: () => Promise<Action>;
}[] = [
  { name: 'create', path: '/orders/createorders', item: () => Promise.resolve(createOrder(2)) },
  { name: 'amend', path: '/orders/createorder', item: async () => amendOrder(1, await about()) },
  { name: 'withdraw', path: '/orders/createorder', item: async () => withdraw(1, await about()) },
  { name: 'park', path: '/orders/holduntil', item: async () => park(1, await about()) },
  {
    name: 'unpark', path: '/orders/restorefromhold', item: async () => unpark(1, await about()),
    prepare: async () => perform(park(1, await about())),
  },
  {
    name: 'mark as shipped', path: '/orders/markasshipped',
    item: async () => markAsShipped(1, await about()),
  },
  {
    name: 'void', path: '/shipments/voidlabel', item: async () => voidLabel(1, await labelled()),
    prepare: makeLabel,
  },
];

describe.each(operations)('$name', ({ path, prepare, item }) => {
  /** What the account holds when it was done once, in peace. */
  const doneOnce = async () => {
    const untouched = await account.state();
    expect((await perform(await item())).outcome.is).toBe('done');
    const once = await account.state();
    expect(once).not.toEqual(untouched);
    return once;
  };

  test('twice is the same as once', async () => {
    await prepare?.();
    const once = await doneOnce();
    expect((await perform(await item())).outcome.is).toBe('done');
    expect(await account.state()).toEqual(once);
  });

  test.each([
    ['dropAnswer', 'the answer is lost after they did it'],
    ['dropRequest', 'the call is lost before they did it'],
  ])('%s: %s: unknown, and a repeat ends where one quiet try ends', async (fault) => {
    await prepare?.();
    const wish = await item();
    await account.control('faults', { [fault]: [{ path, count: 1 }] });
    const { outcome, unanswered } = await perform(wish);
    expect(outcome.is).toBe('unknown');
    expect(unanswered?.why).toBe('silence');
    expect((await perform(wish)).outcome.is).toBe('done');
    const repeated = await account.state();

    // The same once more in an account of its own, without trouble.
    await account.control('reset', {});
    await account.control('switches', { callsPerMinute: 1000 });
    await session.perform([createOrder(1)], noon);
    await prepare?.();
    expect(await doneOnce()).toEqual(repeated);
  });

  test('a gateway page in the place of the answer: unknown', async () => {
    await prepare?.();
    await account.control('faults', { refuse: [{ path, count: 1, status: 502 }] });
    expect((await perform(await item())).outcome.is).toBe('unknown');
  });
});

describe('an order that somebody deleted', () => {
  const changes = operations.filter((one) => !['create', 'void'].includes(one.name));

  test.each(changes)('$name: refused, and seen gone', async ({ prepare, item }) => {
    await prepare?.();
    const wish = await item();
    const { order } = await about();
    await account.atTheScreen('DELETE', `/orders/${order}`);
    const before = await account.state();
    const { outcome } = await perform(wish);
    expect(outcome).toMatchObject({ is: 'refused', code: 'shipstation.gone' });
    expect(seenIn(outcome)).toEqual([{ kind: 'shipstation-order-gone', order }]);
    expect(await account.state()).toEqual(before);
  });
});
