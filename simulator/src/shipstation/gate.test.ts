import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { ask, noon, someOrder, testAccount, withOrders } from './fixtures.ts';

const list = 'GET /orders';
const spend = (account: Account, calls: number) => {
  let spent = account;
  for (let call = 0; call < calls; call += 1) spent = ask(spent, list).account;
  return spent;
};

describe('who may call', () => {
  test('a wrong secret and an unknown key are 401 with an empty body', () => {
    for (const key of [
      ['key-1', 'wrong'],
      ['nobody', 'secret-1'],
    ] as const) {
      const told = ask(testAccount(), list, { key });
      expect([told.status, told.answer.content.is]).toEqual([401, 'empty']);
    }
  });
});

describe('how often', () => {
  const account = testAccount({ callsPerMinute: 3 });

  test('counts down in headers to the end of the clock minute', () => {
    const told = ask(account, list, { now: noon + 17_200 });
    expect(told.answer.headers).toEqual({
      'X-Rate-Limit-Limit': '3',
      'X-Rate-Limit-Remaining': '2',
      'X-Rate-Limit-Reset': '43',
    });
  });

  test('turns away what is over the limit until the next minute, each key on its own', () => {
    const spent = spend(account, 3);
    const over = ask(spent, list);
    expect([over.status, over.body]).toEqual([429, { message: 'Too Many Requests' }]);
    expect(over.answer.headers['X-Rate-Limit-Remaining']).toBe('0');
    expect(ask(over.account, list, { key: ['key-2', 'secret-2'] }).status).toBe(200);
    expect(ask(over.account, list, { now: noon + 59_999 }).status).toBe(429);
    expect(ask(over.account, list, { now: noon + 60_000 }).status).toBe(200);
    expect(over.account.keys.get('key-1')?.refusedForRate).toBe(1);
  });

  test('can leave the headers out, but not on a 429', () => {
    const silent = { ...account, faults: { ...account.faults, rateHeadersMissing: true } };
    expect(ask(silent, list).answer.headers).toEqual({});
    const over = ask(spend(silent, 3), list);
    expect(over.answer.headers['X-Rate-Limit-Reset']).toBe('60');
  });
});

describe('faults on demand', () => {
  const path = '/orders/createorder';
  const create = `POST ${path}`;
  const withFaults = (faults: Partial<Account['faults']>): Account => {
    const account = testAccount();
    return { ...account, faults: { ...account.faults, ...faults } };
  };

  test('an answer is dropped after the order was made', () => {
    const account = withFaults({ dropAnswer: [{ path, count: 1 }] });
    const cut = ask(account, create, { body: someOrder() });
    expect(cut.answer.isCut).toBe(true);
    expect(cut.account.orders.size).toBe(1);
    expect(ask(cut.account, create, { body: someOrder() }).answer.isCut).toBe(false);
  });

  test('a request is dropped before anything was made', () => {
    const account = withFaults({ dropRequest: [{ path, count: 1 }] });
    const cut = ask(account, create, { body: someOrder() });
    expect([cut.answer.isCut, cut.account.orders.size]).toEqual([true, 0]);
  });

  test('a call is refused with a gateway page or an exception, and not performed', () => {
    const account = withFaults({
      refuse: [
        { path, count: 1, status: 502 },
        { path, count: 1, status: 500 },
      ],
    });
    const page = ask(account, create, { body: someOrder() });
    expect([page.status, page.answer.content.is]).toEqual([502, 'html']);
    const exception = ask(page.account, create, { body: someOrder() });
    expect([exception.status, exception.body.Message]).toEqual([500, 'An error has occurred.']);
    expect(exception.account.orders.size).toBe(0);
    expect(ask(exception.account, create, { body: someOrder() }).status).toBe(200);
  });

  test('named orders are refused, alone and in a batch', () => {
    const account = withFaults({ refuseOrders: ['SO-2'] });
    expect(ask(account, create, { body: someOrder({ orderNumber: 'SO-2' }) }).status).toBe(400);
    const told = ask(account, 'POST /orders/createorders', {
      body: [someOrder(), someOrder({ orderNumber: 'SO-2', orderKey: 'b' })],
    });
    expect(told.body.results.map((row: { success: boolean }) => row.success)).toEqual([
      true,
      false,
    ]);
  });

  test('answers can be slow', () => {
    expect(ask(withFaults({ latencyMs: 250 }), list).answer.delayMs).toBe(250);
  });
});

describe('the account around the orders', () => {
  const account = withOrders(testAccount(), {});
  test.each([
    ['GET /carriers', {}, 'dpd'],
    ['GET /carriers/listservices', { carrierCode: 'dpd' }, 'dpd_by_12'],
    ['GET /carriers/listpackages', { carrierCode: 'dpd' }, 'package'],
    ['GET /warehouses', {}, 12_345],
    ['GET /stores', {}, 98_765],
    ['GET /accounts/listtags', {}, 'Gatepass'],
  ])('%s is a bare list', (name, query, expected) => {
    const { body } = ask(account, name, { query });
    expect(Array.isArray(body)).toBe(true);
    expect(body.flatMap((row: object) => Object.values(row))).toContain(expected);
  });

  test('services of an unknown carrier are refused', () => {
    expect(ask(account, 'GET /carriers/listservices', { query: { carrierCode: 'x' } }).status).toBe(
      400,
    );
  });
});
