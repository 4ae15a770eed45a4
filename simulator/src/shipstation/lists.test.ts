import { describe, expect, test } from 'vitest';
import { ask, noon, someOrder, switched, testAccount, withOrders } from './fixtures.ts';

const numbers = (told: { body: { orders: { orderNumber: string }[] } }) =>
  told.body.orders.map((order) => order.orderNumber);

const three = withOrders(
  testAccount(),
  { orderNumber: 'SO-10', orderKey: 'a' },
  { orderNumber: 'SO-100', orderKey: 'b', orderStatus: 'on_hold' },
  { orderNumber: 'SO-2', orderKey: 'c' },
);

describe('the list of orders', () => {
  test('finds numbers that begin with what is asked', () => {
    const told = ask(three, 'GET /orders', { query: { orderNumber: 'so-10' } });
    expect(numbers(told)).toEqual(['SO-10', 'SO-100']);
    expect(told.body).toMatchObject({ total: 2, page: 1, pages: 1 });
  });

  test('filters by status and by store', () => {
    expect(numbers(ask(three, 'GET /orders', { query: { orderStatus: 'on_hold' } }))).toEqual([
      'SO-100',
    ]);
    expect(ask(three, 'GET /orders', { query: { storeId: '98766' } }).body.total).toBe(0);
  });

  test('cuts pages, and beyond the end shows the last one again, or an empty one', () => {
    const page = (number: string, account = three) =>
      ask(account, 'GET /orders', { query: { page: number, pageSize: '2' } });
    expect(numbers(page('1'))).toEqual(['SO-10', 'SO-100']);
    expect(numbers(page('2'))).toEqual(['SO-2']);
    expect(page('3').body).toEqual({ ...page('2').body, page: 3 });
    const kind = switched(three, { pageBeyondEnd: 'empty' });
    expect(page('3', kind).body).toEqual({ orders: [], total: 3, page: 3, pages: 2 });
  });

  test('never gives more than 500 rows', () => {
    const rows = (from: number) =>
      Array.from({ length: 100 }, (_, index) => someOrder({ orderKey: `k${from + index}` }));
    let account = testAccount();
    for (let from = 0; from < 600; from += 100) {
      account = ask(account, 'POST /orders/createorders', { body: rows(from) }).account;
    }
    const query = { pageSize: '1000' };
    const told = ask(account, 'GET /orders', { query, breaks: 'request' });
    expect(told.body.orders).toHaveLength(500);
    expect(told.body.total).toBe(600);
  });

  test('sorts by modifyDate and filters it, without the ends or with them', () => {
    const later = ask(three, 'POST /orders/createorder', {
      body: someOrder({ orderNumber: 'SO-10', orderKey: 'a' }),
      now: noon + 90_000,
    }).account;
    const sorted = ask(later, 'GET /orders', { query: { sortBy: 'ModifyDate', sortDir: 'DESC' } });
    expect(numbers(sorted)[0]).toBe('SO-10');
    const inside = switched(later, { orderDateEnds: 'inside' });
    const since = (start: string, account = inside) =>
      numbers(ask(account, 'GET /orders', { query: { modifyDateStart: start } }));
    expect(since('2026-11-20 12:01:30')).toEqual(['SO-10']);
    expect(since('2026-11-20T20:01:30-00:00')).toEqual(['SO-10']);
    expect(since('2026-11-20 12:01:30', later)).toEqual([]);
    expect(since('2026-11-20 12:01:29', later)).toEqual(['SO-10']);
    expect(since('2026-11-20 12:01:31')).toEqual([]);
    const until = ask(inside, 'GET /orders', { query: { modifyDateEnd: '2026-11-20 12:00:00' } });
    expect(numbers(until)).toEqual(['SO-100', 'SO-2']);
  });

  test('refuses a status, a date or a number that is none', () => {
    for (const query of [{ orderStatus: 'gone' }, { modifyDateStart: 'today' }, { page: 'x' }]) {
      const told = ask(three, 'GET /orders', { query, breaks: 'request' });
      expect(told.status).toBe(400);
      expect(told.body.ModelState).toHaveProperty(Object.keys(query)[0] ?? '');
    }
  });

  test('breaks a page with a poison order, until the order stands on it alone', () => {
    const faults = { ...three.faults, poisonOrders: ['SO-100'] };
    const poisoned = { ...three, faults };
    expect(ask(poisoned, 'GET /orders').status).toBe(500);
    const single = (page: string) =>
      ask(poisoned, 'GET /orders', { query: { pageSize: '1', page } }).status;
    expect([single('1'), single('2'), single('3')]).toEqual([200, 200, 200]);
  });

  test('can say 0 pages beside a full total', () => {
    const odd = withOrders(testAccount({ pagesShown: 'zero' }), {});
    expect(ask(odd, 'GET /orders').body).toMatchObject({ total: 1, pages: 0 });
  });

  test('answers to any case of path, to /list, and with a slash at the end', () => {
    for (const path of ['/Orders', '/ORDERS/List', '/orders/']) {
      expect(ask(three, `GET ${path}`).body.total).toBe(3);
    }
    expect(ask(three, 'PUT /orders', { breaks: 'request' }).status).toBe(405);
    expect(ask(three, 'GET /nothing', { breaks: 'request' }).status).toBe(404);
  });
});
