import { describe, expect, test } from 'vitest';
import { newWorld, sellInShop } from '../world.ts';
import type { Account, Switches } from './account.ts';
import { storeIds } from './catalogue.ts';
import { ask, noon, testAccount } from './fixtures.ts';
import { nextPassingAt, passTime } from './passing-time.ts';
import type { SoldAsked } from './sold.ts';
import { sell, soldShape } from './sold.ts';
import type { StoreRow } from './stores.ts';

const storeId = storeIds.connected;
const minute = 60_000;
const row = (account: Account): StoreRow => {
  const found = account.stores.get(storeId);
  if (found === undefined) throw new Error('The account has no connected store');
  return found;
};
const order = (change: Partial<SoldAsked> = {}): SoldAsked => soldShape.parse({
  reference: 'woo-1',
  orderNumber: '2001',
  shipTo: {
    name: 'Ruth Ames', street1: '4 High Street', city: 'Leeds', postalCode: 'LS1 1AA',
    country: 'GB',
  },
  lines: [{ line: 'w-1', sku: 'MUG', name: 'Mug', quantity: 2, unitPrice: 7.5 }],
  ...change,
});
const selling = (account: Account, change: Partial<SoldAsked> = {}, now = noon): Account =>
  sell(account, row(account), order(change), now);

/** Asks for a refresh, and lets it end. */
const refreshed = (account: Account, now = noon, refreshDate?: string): Account => {
  const body = { storeId, ...(refreshDate !== undefined && { refreshDate }) };
  const begun = ask(account, 'POST /stores/refreshstore', { body, now });
  return passTime(begun.account, now + 20_000, 7).account;
};
const orders = (account: Account, query: Readonly<Record<string, string>> = {}) =>
  ask(account, 'GET /orders', { query: { storeId: String(storeId), ...query } }).body.orders;
const first = (account: Account) => orders(account)[0];
const change = (account: Account, fields: object): Account => {
  const shown = first(account);
  const body = { ...shown, ...fields };
  return ask(account, 'POST /orders/createorder', { body }).account;
};
const open = (switches: Partial<Switches> = {}) => refreshed(selling(testAccount(switches)));

describe('an import', () => {
  test('brings what the channel sold, once its refresh has ended', () => {
    const begun = ask(selling(testAccount()), 'POST /stores/refreshstore', { body: { storeId } });
    expect(orders(begun.account)).toEqual([]);
    const imported = passTime(begun.account, noon + 8_000, 7).account;
    expect(first(imported)).toMatchObject({
      orderNumber: '2001', orderKey: 'woo-1', orderStatus: 'awaiting_shipment',
      items: [{ lineItemKey: 'w-1', sku: 'MUG', quantity: 2, unitPrice: 7.5 }],
      advancedOptions: { storeId },
    });
    const status = ask(imported, 'GET /stores/getrefreshstatus', {
      query: { storeId: String(storeId) },
    });
    expect(status.body.refreshStatusId).toBeNull();
  });

  test('leaves refreshDate in UTC beside lastRefreshAttempt in Pacific time, or not', () => {
    const dates = (account: Account) => ask(account, `GET /stores/${storeId}`).body;
    expect(dates(open())).toMatchObject({
      refreshDate: '2026-11-20T20:00:08.000', lastRefreshAttempt: '2026-11-20T12:00:00.0000000',
    });
    expect(dates(open({ refreshDateZone: 'pacific' })).refreshDate)
      .toBe('2026-11-20T12:00:08.0000000');
  });

  test('maps the words of the channel with their capitals', () => {
    const status = (word: string, switches: Partial<Switches> = {}) =>
      first(refreshed(selling(testAccount(switches), { status: word })))?.orderStatus;
    expect(status('Pending')).toBe('awaiting_payment');
    expect(status('pending')).toBe('awaiting_shipment');
    expect(status('pending', { unmappedStatus: 'left-out' })).toBeUndefined();
  });

  test('updates an open order whole, and leaves what people added here', () => {
    const worked = change(open(), {
      carrierCode: 'dpd', serviceCode: 'dpd_by_12', internalNotes: 'fragile',
    });
    const lines = [{ line: 'w-1', sku: 'MUG', name: 'Mug', quantity: 5, unitPrice: 7.5 }];
    const again = refreshed(selling(worked, { lines }, noon + minute), noon + 2 * minute);
    expect(orders(again)).toHaveLength(1);
    expect(first(again)).toMatchObject({
      items: [{ quantity: 5 }], serviceCode: 'dpd_by_12', internalNotes: 'fragile',
    });
  });

  test('brings the same order again only if it changed, or if a date is given', () => {
    const account = change(open(), { customerNotes: 'changed here' });
    const { modifyDate } = first(account);
    const later = noon + 5 * minute;
    expect(first(refreshed(account, later)).modifyDate).toBe(modifyDate);
    expect(first(refreshed(account, later, '2026-11-20 00:00:00')).modifyDate).not.toBe(modifyDate);
  });

  test('never unlocks a shipped order', () => {
    const { orderId } = first(open());
    const shipped = ask(open(), 'POST /orders/markasshipped', {
      body: { orderId, carrierCode: 'dpd' },
    }).account;
    const again = refreshed(selling(shipped, { status: 'Pending' }, noon + minute), noon + minute);
    expect(first(again)).toMatchObject({ orderStatus: 'shipped' });
  });

  test('revives an order cancelled here that is open there, unless the switch is off', () => {
    const revived = (switches: Partial<Switches>) => {
      const cancelled = change(open(switches), { orderStatus: 'cancelled' });
      const sold = selling(cancelled, { requestedService: 'express' }, noon + minute);
      return first(refreshed(sold, noon + minute)).orderStatus;
    };
    expect(revived({})).toBe('awaiting_shipment');
    expect(revived({ importCancelled: 'kept' })).toBe('cancelled');
  });

  test('cancels what the channel cancels', () => {
    const sold = selling(open(), { status: 'Cancelled' }, noon + minute);
    expect(first(refreshed(sold, noon + minute)).orderStatus).toBe('cancelled');
  });

  test('lifts a hold of people when the channel has news, unless the switch is off', () => {
    const status = (switches: Partial<Switches>) => {
      const account = open(switches);
      const { orderId } = first(account);
      const held = ask(account, 'POST /orders/holduntil', {
        body: { orderId, holdUntilDate: '2027-01-01' },
      }).account;
      const sold = selling(held, { requestedService: 'express' }, noon + minute);
      return first(refreshed(sold, noon + minute)).orderStatus;
    };
    expect(status({})).toBe('awaiting_shipment');
    expect(status({ importOnHold: 'kept' })).toBe('on_hold');
  });

  test('does not bring back what was deleted here', () => {
    const { orderId } = first(open());
    const deleted = ask(open(), `DELETE /orders/${orderId}`).account;
    const sold = selling(deleted, { requestedService: 'express' }, noon + minute);
    expect(orders(refreshed(sold, noon + minute))).toEqual([]);
  });

  test('is found by its import batch', () => {
    const account = open();
    const batch = [...account.orders.values()][0]?.importBatch ?? '';
    expect(batch).toHaveLength(32);
    const found = ask(account, 'GET /orders', { query: { importBatch: batch } });
    expect(found.body.total).toBe(1);
  });
});

test('an import tells subscribers once, however many orders it brought', () => {
  const hooked = ask(testAccount(), 'POST /webhooks/subscribe', {
    body: { target_url: 'http://127.0.0.1:9/hook', event: 'ORDER_NOTIFY' },
  }).account;
  const sold = selling(selling(hooked), { reference: 'woo-2', orderNumber: '2002' });
  const begun = ask(sold, 'POST /stores/refreshstore', { body: { storeId } }).account;
  const { account, later } = passTime(begun, noon + 8_000, 7);
  const [errand] = later.map((item) => item.errand);
  if (later.length !== 1 || errand?.is !== 'shipstation.webhook') throw new Error('no message');
  const { resource_url: url } = JSON.parse(errand.body) as { resource_url: string };
  const importBatch = new URL(url).searchParams.get('importBatch') ?? '';
  expect(orders(account, { importBatch })).toHaveLength(2);
});

describe('autoRefresh', () => {
  const scheduled = () => {
    const { body: store } = ask(testAccount(), `GET /stores/${storeId}`);
    const body = { ...store, autoRefresh: true };
    return ask(testAccount(), `PUT /stores/${storeId}`, { body }).account;
  };

  test('refreshes on its schedule, and says when it will next', () => {
    const account = selling(scheduled());
    expect(nextPassingAt(account)).toBe(noon + 60 * minute);
    const passed = passTime(account, noon + 61 * minute, 7).account;
    expect(orders(passed)).toHaveLength(1);
    expect(nextPassingAt(passed)).toBe(noon + 120 * minute);
  });

  test('makes up for a clock that was set ahead, each refresh at its own time', () => {
    const sold = selling(scheduled(), {}, noon + 30 * minute);
    const passed = passTime(sold, noon + 10 * 60 * minute, 7).account;
    expect(first(passed).createDate).toBe('2026-11-20T13:00:08.0000000');
  });
});

test('the orders of the pretend shop are sold in a store that it feeds, and in no other', () => {
  const world = newWorld({
    seed: 7, keys: {}, switches: {}, isDeskOn: false, labelAfterMs: 0,
  });
  const stores = new Map(world.shipstation.stores)
    .set(storeId, { ...row(world.shipstation), isFedByShop: true });
  const fed = { ...world, shipstation: { ...world.shipstation, stores } };
  const sold = sellInShop(fed, {
    orderNumber: 'SO-9', status: 'paid', requestedService: null, shipBy: null, shipTo: {},
    lines: [{
      line: '1', sku: 'MUG', name: 'Mug', ordered: 3, cancelled: 1,
      unitPrice: { amount: 750, currency: 'GBP' },
    }],
  }, noon);
  expect(row(sold.shipstation).sold.get('SO-9')).toMatchObject({
    status: 'Processing', lines: [{ quantity: 2, unitPrice: 7.5 }],
  });
  expect(sold.shipstation.stores.get(storeIds.manual)?.sold.size).toBe(0);
});
