import { describe, expect, test } from 'vitest';
import { sampleOrders } from '../../../../contracts/shipstation-custom-store/check.ts';
import type { Errand, Moment } from '../../machine.ts';
import { carryOut } from '../../shell/errands.ts';
import type { World } from '../../world.ts';
import { labelAtDesk, landed, newWorld, settle } from '../../world.ts';
import { noon } from '../fixtures.ts';
import { beginRefresh } from '../stores.ts';
import { customStoreId, customStoreShape, setUpCustomStore } from './store.ts';

const minute = 60_000;

type Asked = { readonly url: URL; readonly method: string; readonly body: string };
type Side = (asked: Asked) => { readonly status: number; readonly body: string };

/** A world with a Custom Store, and the merchant's side behind it. */
const open = (side: Side, faults: object = {}, boxes: object = {}) => {
  const asked: (Asked & { readonly authorization: string })[] = [];
  const deliver: typeof fetch = (input, init) => {
    const body = typeof init?.body === 'string' ? init.body : '';
    const url = new URL(input instanceof Request ? input.url : input);
    const one = { url, method: init?.method ?? 'GET', body };
    const authorization = new Headers(init?.headers).get('authorization') ?? '';
    asked.push({ ...one, authorization });
    const answer = side(one);
    return Promise.resolve(new Response(answer.body, { status: answer.status }));
  };
  const bare = newWorld({
    seed: 7, keys: {}, switches: { noticeDelayMs: minute }, isDeskOn: false, labelAfterMs: 0,
  });
  const account = { ...bare.shipstation, faults: { ...bare.shipstation.faults, ...faults } };
  let world: World = {
    ...bare,
    shipstation: setUpCustomStore(account, customStoreShape.parse({
      url: 'https://shop.example/custom-store/x', username: 'user', password: 'secret:word',
      autoRefresh: false, ...boxes,
    }), noon),
  };
  /** Lets happen what is due until then, calls included. */
  const pass = async (now: Moment): Promise<void> => {
    for (let errands: readonly Errand[] | null = null; errands === null || errands.length > 0;) {
      const settled = settle(world, now);
      ({ world, errands } = settled);
      for (const errand of errands) {
        const change = await carryOut(errand, null, new AbortController().signal, deliver);
        world = change(landed(world, errand), now);
      }
    }
  };
  const row = () => {
    const found = world.shipstation.stores.get(customStoreId);
    if (found === undefined) throw new Error('the store is set up');
    return found;
  };
  return {
    asked, pass, row,
    account: () => world.shipstation,
    orders: () => [...world.shipstation.orders.values()].map(({ wire }) => wire),
    labels: () => [...world.shipstation.shipments.values()].map(({ wire }) => wire),
    /** "Update store", and as long as that takes. */
    refresh: async (now: Moment) => {
      world = { ...world,
        shipstation: beginRefresh(world.shipstation, row(), { since: null, now }) };
      await pass(now);
      await pass(now + minute);
    },
    label: async (now: Moment) => {
      world = labelAtDesk(world, [...world.shipstation.orders.keys()], now);
      await pass(now + 10 * minute);
    },
  };
};

const answering = (...pages: readonly string[]): Side => ({ url }) => ({
  status: 200, body: pages[Number(url.searchParams.get('page')) - 1] ?? '',
});
const noOrders = '<Orders pages="1"></Orders>';
const other = (page: string): string => page.replaceAll('700142', '700143')
  .replaceAll('PC-10442', 'PC-10443');

describe('an import of a Custom Store', () => {
  test('asks with the credentials, in UTC, page by page, and brings what it is answered',
    async () => {
      const two = sampleOrders.replace('pages="1"', 'pages="2"');
      const store = open(answering(two, other(two)));
      await store.refresh(noon);
      expect(store.asked.map(({ url }) => Object.fromEntries(url.searchParams))).toMatchObject([
        { action: 'export', page: '1', end_date: expect.stringMatching(/^\d\d\/\d\d\/\d{4} /) },
        { action: 'export', page: '2' },
      ]);
      expect(store.asked[0]?.authorization)
        .toBe(`Basic ${Buffer.from('user:secret:word').toString('base64')}`);
      expect(store.orders()).toMatchObject([
        { orderNumber: 'PC-10442', orderKey: '700142', orderStatus: 'awaiting_shipment',
          items: [{ lineItemKey: 'wms-line-1', quantity: 2 }, { lineItemKey: 'promo-1' }] },
        { orderNumber: 'PC-10443', orderKey: '700143' },
      ]);
      expect(store.row().customStore?.lastImport).toMatchObject({ is: 'imported', orders: 2 });
    });

  test.each([
    ['an order without a postal code', /<PostalCode>.*<\/PostalCode>/, ''],
    ['a date as ISO writes it', '03/02/2026 21:21', '2026-03-02T21:21:00Z'],
    ['a country by its name', /<Country>.*<\/Country>/, '<Country>Germany</Country>'],
    ['a SKU of 60', 'PN-LAMP-02', 'P'.repeat(60)],
    ['half a document', /<\/Order>[^]*$/, ''],
  ])('one bad order rejects the whole page, and tells nobody: %s', async (_, what, by) => {
    const bad = other(sampleOrders).replace(what, by);
    const page = bad.includes('<Orders') && bad.includes('</Orders>')
      ? sampleOrders.replace('</Orders>', `${/<Order>[^]*<\/Order>/.exec(bad)?.[0] ?? ''}</Orders>`)
      : bad;
    const store = open(answering(page));
    await store.refresh(noon);
    expect(store.orders()).toEqual([]);
    expect(store.asked).toHaveLength(1);
    expect(store.row().customStore?.lastImport).toMatchObject({ is: 'rejected' });
  });

  test('an empty body is said on the screen as it is there', async () => {
    const store = open(() => ({ status: 200, body: '' }));
    await store.refresh(noon);
    expect(store.row().customStore?.lastImport?.why).toContain('Root element is missing');
  });

  test('the time of a rejected page is passed over; that of a closed door is asked again',
    async () => {
      let answer = { status: 200, body: 'nonsense' };
      const store = open(() => answer);
      await store.refresh(noon);
      await store.refresh(noon + 60 * minute);
      const starts = () => store.asked.map(({ url }) => url.searchParams.get('start_date'));
      expect(starts()[1]).not.toBe(starts()[0]);
      answer = { status: 401, body: '' };
      await store.refresh(noon + 120 * minute);
      await store.refresh(noon + 121 * minute);
      expect(starts()[3]).toBe(starts()[2]);
    });

  test('words are mapped with their capitals; one that is in no box awaits shipment', async () => {
    const store = open(answering(sampleOrders), {}, { paid: 'Paid, packed' });
    await store.refresh(noon);
    expect(store.orders()[0]?.orderStatus).toBe('awaiting_shipment');
    const cancelled = open(answering(sampleOrders.replace('[paid]', '[Cancelled]')));
    await cancelled.refresh(noon);
    expect(cancelled.orders()[0]?.orderStatus).toBe('awaiting_shipment');
  });

  test('an order that comes again is updated, and its status too; a shipped one is left alone',
    async () => {
      let page = sampleOrders;
      const store = open(({ method }) => ({ status: 200, body: method === 'GET' ? page : '' }));
      await store.refresh(noon);
      page = sampleOrders.replace('<Quantity>2<', '<Quantity>1<');
      await store.refresh(noon + 20 * minute);
      expect(store.orders()).toMatchObject([{ items: [{ quantity: 1 }, { quantity: 1 }] }]);
      page = page.replace('[paid]', '[cancelled]');
      await store.refresh(noon + 40 * minute);
      expect(store.orders()[0]?.orderStatus).toBe('cancelled');
      // The worse of what is known: an order that was cancelled comes back.
      page = sampleOrders;
      await store.refresh(noon + 60 * minute);
      expect(store.orders()[0]?.orderStatus).toBe('awaiting_shipment');
      await store.label(noon + 80 * minute);
      await store.refresh(noon + 100 * minute);
      expect(store.orders()[0]?.orderStatus).toBe('shipped');
    });
});

describe('a notice to a Custom Store', () => {
  const taking: Side = ({ method }) =>
    ({ status: 200, body: method === 'GET' ? sampleOrders : '' });
  const noticesOf = (store: ReturnType<typeof open>) =>
    store.asked.filter(({ method }) => method === 'POST');

  test('tells of the label, by display names and with its items', async () => {
    const store = open(taking);
    await store.refresh(noon);
    await store.label(noon + 5 * minute);
    const [notice, second] = noticesOf(store);
    const [label] = store.labels();
    expect(second).toBeUndefined();
    expect(Object.fromEntries(notice?.url.searchParams ?? [])).toMatchObject({
      action: 'shipnotify', order_number: 'PC-10442', tracking_number: label?.trackingNumber,
    });
    expect(notice?.body).toContain('<OrderID>700142</OrderID>');
    expect(notice?.body).toContain('<LineItemID>wms-line-1</LineItemID>');
    expect(notice?.body).not.toContain(`<Carrier>${label?.carrierCode ?? ''}</Carrier>`);
    expect(label).toMatchObject({ marketplaceNotified: true, notifyErrorMessage: null });
  });

  test('what the other side does not take stands on the row, in red', async () => {
    const store = open(({ method }) => (method === 'GET'
      ? { status: 200, body: sampleOrders } : { status: 404, body: 'Unknown order' }));
    await store.refresh(noon);
    await store.label(noon + 5 * minute);
    expect(store.labels()).toMatchObject([{
      marketplaceNotified: false, notifyErrorMessage: expect.stringContaining('404'),
    }]);
    expect(store.account().told).toEqual([]);
  });

  test('may come twice, or without a body', async () => {
    const twice = open(taking, { noticesTwice: 1 });
    await twice.refresh(noon);
    await twice.label(noon + 5 * minute);
    const [one, other] = noticesOf(twice);
    expect(other).toEqual(one);
    const bare = open(taking, { noticesWithoutBody: 1 });
    await bare.refresh(noon);
    await bare.label(noon + 5 * minute);
    expect(noticesOf(bare).map(({ body }) => body)).toEqual(['']);
  });
});

test('a refresh without orders is no change', async () => {
  const store = open(answering(noOrders));
  await store.refresh(noon);
  expect(store.orders()).toEqual([]);
  expect(store.row().customStore?.lastImport).toMatchObject({ is: 'imported', orders: 0 });
});
