import { describe, expect, test } from 'vitest';
import type { Account } from '../account.ts';
import { arriveLate } from '../surface.ts';
import { ask, noon, someOrder, testAccount, withOrders } from '../fixtures.ts';
import type { Faults } from './all.ts';
import { noFaults, stormOf } from './all.ts';

const path = '/orders/createorder';
const create = `POST ${path}`;
const body = someOrder();
const withFaults = (faults: Partial<Faults>, account = testAccount()): Account => ({
  ...account,
  faults: { ...account.faults, ...faults },
});
const next = [{ path, count: 1 }] as const;
/** How the answer went out, its status and content, and how many orders there are then. */
const outcome = (told: ReturnType<typeof ask>) => [
  told.answer.sending.is,
  told.answer.status,
  told.answer.content.is,
  told.account.orders.size,
];

describe('a fault strikes the next calls that match, and then no more', () => {
  test.each<[string, Partial<Faults>, readonly unknown[]]>([
    ['cut before', { dropRequest: next }, ['cut', 200, 'json', 0]],
    ['reset before', { resetRequest: next }, ['reset', 200, 'json', 0]],
    ['a page in place of the work', { pageInstead: next }, ['whole', 200, 'html', 0]],
    ['a 401 once', { refuse: [{ path, count: 1, status: 401 }] }, ['whole', 401, 'empty', 0]],
    ['a 408', { refuse: [{ path, count: 1, status: 408 }] }, ['whole', 408, 'empty', 0]],
    ['a 500', { refuse: [{ path, count: 1, status: 500 }] }, ['whole', 500, 'json', 0]],
    ['a 503', { refuse: [{ path, count: 1, status: 503 }] }, ['whole', 503, 'html', 0]],
    ['a 504', { refuse: [{ path, count: 1, status: 504 }] }, ['whole', 504, 'html', 0]],
    ['cut after', { dropAnswer: next }, ['cut', 200, 'json', 1]],
    ['reset after', { resetAnswer: next }, ['reset', 200, 'json', 1]],
    ['half the body, then cut', { halfAnswer: next }, ['half', 200, 'json', 1]],
    ['half the JSON in a whole answer', { truncatedAnswer: next }, ['whole', 200, 'raw', 1]],
    ['an empty 200', { emptyAnswer: next }, ['whole', 200, 'empty', 1]],
    ['a page in place of the answer', { pageAnswer: next }, ['whole', 200, 'html', 1]],
    ['a slow body', { trickle: [{ path, count: 1, overMs: 9 }] }, ['trickled', 200, 'json', 1]],
  ])('%s', (_name, faults, expected) => {
    const struck = ask(withFaults(faults), create, { body });
    expect(outcome(struck)).toEqual(expected);
    expect(struck.struck).toEqual(Object.keys(faults));
    const after = ask(struck.account, create, { body });
    expect(outcome(after)).toEqual(['whole', 200, 'json', 1]);
    expect(after.struck).toEqual([]);
  });

  test('other paths and other methods are left alone', () => {
    const account = withFaults({ dropRequest: [{ path: '/orders', method: 'get', count: 1 }] });
    expect(ask(account, create, { body }).struck).toEqual([]);
    expect(ask(account, 'GET /carriers').struck).toEqual([]);
    expect(ask(account, 'GET /Orders').struck).toEqual(['dropRequest']);
  });

  test('a truncated answer is no JSON', () => {
    const { content } = ask(withFaults({ truncatedAnswer: next }), create, { body }).answer;
    if (content.is !== 'raw') throw new Error('The answer is whole');
    expect(() => JSON.parse(content.text) as unknown).toThrow(SyntaxError);
  });

  test.each([[undefined, 'cut', 200], ['gateway', 'whole', 504]] as const)(
    'a late call is given up on (%s), and arrives afterwards', (answer, sending, status) => {
      const late = [{
        path, count: 1, fromMs: 1_000, toMs: 8_000, ...(answer === undefined ? {} : { answer }),
      }];
      const told = ask(withFaults({ late }), create, { body });
      expect([told.answer.sending.is, told.status, told.account.orders.size])
        .toEqual([sending, status, 0]);
      const [arrival, ...others] = told.later;
      if (arrival?.errand.is !== 'shipstation.arrives') throw new Error('it never arrives');
      expect(others).toEqual([]);
      expect(arrival.at - noon).toBeGreaterThanOrEqual(1_000);
      expect(arrival.at - noon).toBeLessThanOrEqual(8_000);
      const { account } = arriveLate(told.account, arrival.errand.request, arrival.at, 7);
      expect([...account.orders.values()].map((one) => one.wire.orderNumber)).toEqual(['SO-1001']);
    });

  test('a call that a gateway sends on twice is performed twice', () => {
    const { orderKey: _none, ...keyless } = body;
    const told = ask(withFaults({ twice: next }), create, { body: keyless });
    expect(told.account.orders.size).toBe(2);
    expect(told.body.orderId).toBe([...told.account.orders.keys()][1]);
  });

  test('an answer is held back for a time between the two', () => {
    const slow = [{ path: '/', share: 1, fromMs: 100, toMs: 900 }];
    let account = withFaults({ slow });
    const delays = Array.from({ length: 50 }, () => {
      const told = ask(account, 'GET /carriers');
      account = told.account;
      return told.answer.delayMs;
    });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...delays)).toBeLessThanOrEqual(900);
    expect(new Set(delays).size).toBeGreaterThan(30);
  });
});

describe('a 429 before the limit', () => {
  const throttled = (row: object) =>
    ask(withFaults({ throttle: [{ path, count: 1, ...row }] }), create, { body });

  test('shows a smaller limit, which holds until the window ends', () => {
    const early = throttled({ limit: 20 });
    expect([early.status, early.body]).toEqual([429, { message: 'Too Many Requests' }]);
    expect(early.answer.headers).toEqual({
      'X-Rate-Limit-Limit': '20',
      'X-Rate-Limit-Remaining': '0',
      'X-Rate-Limit-Reset': '60',
    });
    expect(ask(early.account, create, { body, now: noon + 59_000 }).status).toBe(429);
    const later = ask(early.account, create, { body, now: noon + 60_000 });
    expect([later.status, later.answer.headers['X-Rate-Limit-Limit']]).toEqual([200, '1000']);
  });

  test('is not counted as a call too many; one that comes all the same is', () => {
    const early = throttled({});
    expect(early.account.keys.get('key-1')?.refusedForRate).toBe(0);
    const again = ask(early.account, create, { body });
    expect(again.account.keys.get('key-1')?.refusedForRate).toBe(1);
  });

  test('can have no body, a Retry-After, or another status beside the same text', () => {
    expect(throttled({ body: 'empty' }).answer.content.is).toBe('empty');
    expect(throttled({ retryAfterSeconds: 30 }).answer.headers['Retry-After']).toBe('30');
    const other = throttled({ status: 503 });
    expect([other.status, other.body]).toEqual([503, { message: 'Too Many Requests' }]);
  });
});

test('the headers are missing on every so-manieth answer', () => {
  let account = withFaults({ rateHeadersMissingEvery: 3 });
  const seen = Array.from({ length: 6 }, () => {
    const told = ask(account, 'GET /carriers');
    account = told.account;
    return 'X-Rate-Limit-Limit' in told.answer.headers;
  });
  expect(seen).toEqual([true, true, false, true, true, false]);
});

describe('a list goes wrong in the answer, and not in the account', () => {
  const orders = withOrders(testAccount(), {}, { orderKey: 'b', orderNumber: 'SO-2' });
  const listed = (name: keyof Faults, count: number) => {
    const account = withFaults({ [name]: [{ path: '/', share: 1 }] }, orders);
    return ask({ ...account, callsHeard: count }, 'GET /orders').body.orders;
  };
  const many = Array.from({ length: 20 }, (_none, count) => count);

  test('a null stands among its rows, or among the items of one', () => {
    const lists = many.map((count) => listed('nullRows', count));
    expect(lists.filter((rows) => rows.includes(null)).length).toBeGreaterThan(3);
    const inside = lists.filter((rows) =>
      rows.some((row: { items: unknown[] } | null) => row?.items.includes(null)),
    );
    expect(inside.length).toBeGreaterThan(3);
  });

  test('a row shows a value that no list of values names', () => {
    const statuses = many.flatMap((count) =>
      listed('strangeValues', count).map((row: { orderStatus: string }) => row.orderStatus));
    expect(new Set(statuses)).toEqual(
      new Set(['awaiting_shipment', 'rejected_fulfillment', 'processing', 'planning']));
    expect(ask(orders, 'GET /orders').body.orders.map((row: { orderStatus: string }) =>
      row.orderStatus)).toEqual(['awaiting_shipment', 'awaiting_shipment']);
  });

  test('a row stands in it twice', () => {
    expect(listed('doubledRows', 1)).toHaveLength(3);
  });

  test('a bare list as well', () => {
    const account = withFaults({ nullRows: [{ path: '/carriers', count: 1 }] });
    expect(ask(account, 'GET /carriers').body).toContain(null);
  });
});

describe('a storm', () => {
  const struckIn = (account: Account, calls: number) => {
    let now = account;
    // Far enough apart that a window throttled early does not hide what follows.
    return Array.from({ length: calls }, (_none, index) => {
      const told = ask(now, 'GET /orders', { now: noon + index * 60_000 });
      now = told.account;
      return told.struck.join();
    });
  };
  const stormy = (seed: number | null, level = 1) => ({
    ...testAccount({ callsPerMinute: 100_000 }),
    faults: stormOf(level, seed),
  });

  test('gives the same faults for the same seed and the same calls', () => {
    expect(struckIn(stormy(11), 400)).toEqual(struckIn(stormy(11), 400));
    expect(struckIn(stormy(11), 400)).not.toEqual(struckIn(stormy(12), 400));
  });

  test('has every transport fault in it, each at about its share', () => {
    const struck = struckIn(stormy(5), 5_000);
    const share = (name: string) =>
      struck.filter((names) => names.split(',').includes(name)).length / struck.length;
    expect(share('dropAnswer')).toBeGreaterThan(0.004);
    expect(share('dropAnswer')).toBeLessThan(0.025);
    const names = new Set(struck.flatMap((row) => row.split(',')));
    for (const name of ['dropRequest', 'resetRequest', 'throttle', 'refuse',
      'pageInstead', 'resetAnswer',
      'halfAnswer', 'truncatedAnswer', 'emptyAnswer', 'pageAnswer', 'slow', 'trickle',
      'nullRows', 'strangeValues', 'doubledRows', 'rateHeadersMissingEvery']) {
      expect(names).toContain(name);
    }
  });

  test('of level 0 is calm weather, and named faults can stay out of one', () => {
    expect(stormOf(0, 3)).toEqual(noFaults);
    expect(stormOf(2, 3, ['refuse']).refuse).toEqual([]);
    expect(stormOf(2, 3).dropAnswer).toEqual([{ path: '/', share: 0.02 }]);
  });
});
