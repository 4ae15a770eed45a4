import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { ask, noon, someOrder, testAccount, withOrders } from './fixtures.ts';
import { largestBodyBytes } from './http-rules.ts';
import { addPair, changePair } from './keys.ts';
import { resourceAddress } from './public-address.ts';
import { shipStation } from './surface.ts';

const list = 'GET /orders';
/** The contract knows no such request, and the service still has an answer. */
const breaks = 'request' as const;
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
    expect(cut.answer.sending.is).toBe('cut');
    expect(cut.account.orders.size).toBe(1);
    expect(ask(cut.account, create, { body: someOrder() }).answer.sending.is).toBe(
      'whole',
    );
  });

  test('a request is dropped before anything was made', () => {
    const account = withFaults({ dropRequest: [{ path, count: 1 }] });
    const cut = ask(account, create, { body: someOrder() });
    expect([cut.answer.sending.is, cut.account.orders.size]).toEqual(['cut', 0]);
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

describe('the window', () => {
  const limit = (switches: Parameters<typeof testAccount>[0] = {}) =>
    testAccount({ callsPerMinute: 3, ...switches });
  const remaining = (account: Account, now: number) =>
    ask(account, list, { now }).answer.headers['X-Rate-Limit-Remaining'];

  test('begins with the minute of the clock, or with the first call', () => {
    const now = noon + 50_000;
    expect(ask(limit(), list, { now }).answer.headers['X-Rate-Limit-Reset']).toBe('10');
    const own = ask(limit({ rateWindow: 'first-call' }), list, { now });
    expect(own.answer.headers['X-Rate-Limit-Reset']).toBe('60');
    expect(remaining(own.account, noon + 70_000)).toBe('1');
    expect(remaining(own.account, noon + 110_000)).toBe('2');
  });

  test('may be charged for the calls refused in the one before, but never for all it has', () => {
    const twoOver = spend(limit(), 5);
    expect(remaining(twoOver, noon + 60_000)).toBe('0');
    expect(ask(spend(limit(), 50), list, { now: noon + 60_000 }).status).toBe(200);
    expect(remaining(spend(limit({ refusedCalls: 'nowhere' }), 5), noon + 60_000)).toBe('2');
    expect(remaining(twoOver, noon + 120_000)).toBe('2');
  });

  test('a 429 tells in Retry-After when to come again, if the switch says so', () => {
    const over = ask(spend(limit(), 3), list, { now: noon + 18_500 });
    expect(over.answer.headers).not.toHaveProperty('Retry-After');
    const told = ask(spend(limit({ retryAfter: 'seconds' }), 3), list, { now: noon + 18_500 });
    expect(told.answer.headers['Retry-After']).toBe('42');
  });
});

describe('key pairs', () => {
  const two = testAccount();
  const second = { key: ['key-2', 'secret-2'] } as const;

  test('of an expired pair every call is 401 from then on, the other pair goes on', () => {
    const changed = changePair(two, 'key-1', { expiresAt: noon });
    if (changed.is === 'refused') throw new Error(changed.why);
    expect(ask(changed.account, list, { now: noon - 1 }).status).toBe(200);
    expect(ask(changed.account, list).status).toBe(401);
    expect(ask(changed.account, list, { ...second }).status).toBe(200);
  });

  test('a pair can be revoked, and only then may a third be made', () => {
    const third = { key: 'key-3', secret: 'secret-3', expiresAt: null };
    expect(addPair(two, third, noon)).toMatchObject({ is: 'refused' });
    const revoked = changePair(two, 'key-1', { isRevoked: true });
    if (revoked.is === 'refused') throw new Error(revoked.why);
    expect(ask(revoked.account, list).status).toBe(401);
    const added = addPair(revoked.account, third, noon);
    if (added.is === 'refused') throw new Error(added.why);
    expect(ask(added.account, list, { key: ['key-3', 'secret-3'] }).status).toBe(200);
  });

  test('no pair is made while the e-mail is not verified, and calls may be refused', () => {
    const doubted = { ...testAccount(), isEmailVerified: false };
    const third = { key: 'key-3', secret: 'secret-3', expiresAt: null };
    expect(addPair(doubted, third, noon)).toMatchObject({ why: 'The e-mail is not verified.' });
    expect(ask(doubted, list).status).toBe(401);
    const switches = { ...doubted.switches, unverifiedEmail: 'ignored' } as const;
    expect(ask({ ...doubted, switches }, list).status).toBe(200);
  });

  test.each([
    ['unauthorised', 401],
    ['payment-required', 402],
    ['forbidden', 403],
  ] as const)('a plan without the API is refused: %s', (planAnswer, status) => {
    const account = { ...testAccount({ planAnswer }), hasApi: false };
    const told = ask(account, list);
    expect([told.status, told.body.Message]).toEqual([status, expect.stringContaining('plan')]);
  });

  test.each([
    ['empty', 'empty'],
    ['html', 'html'],
    ['json', 'json'],
  ] as const)('the body of a 401 is %s when the switch says so', (unauthorisedBody, is) => {
    const told = ask(testAccount({ unauthorisedBody }), list, { key: ['key-1', 'wrong'] });
    expect([told.status, told.answer.content.is]).toEqual([401, is]);
  });
});

describe('the web server in front', () => {
  const create = 'POST /orders/createorder';

  test('a body without a length is 411, whoever calls', () => {
    const { 'content-length': _length, ...headers } = { 'content-length': '0' };
    const request = { method: 'POST', path: '/orders/createorder', query: {}, headers, body: '' };
    expect(shipStation(testAccount(), request, noon, 7).answer.status).toBe(411);
  });

  test('a body that is too large is 413, as a page', () => {
    const body = someOrder({ internalNotes: 'x'.repeat(largestBodyBytes) });
    const told = ask(testAccount(), create, { body });
    expect([told.status, told.answer.content.is]).toEqual([413, 'html']);
  });

  test('a body that is no JSON is a 400 with ModelState', () => {
    const told = ask(testAccount(), create, { body: '{"orderNumber": ', breaks });
    expect([told.status, Object.keys(told.body.ModelState)]).toEqual([400, ['apiOrder']]);
  });

  test('a body that does not call itself JSON is a 415, unless the switch says otherwise', () => {
    const asked = { body: someOrder(), headers: { 'content-type': 'text/plain' }, breaks };
    const told = ask(testAccount(), create, asked);
    expect([told.status, told.body.Message]).toEqual([415, expect.stringContaining('text/plain')]);
    expect(told.account.orders.size).toBe(0);
    expect(ask(testAccount({ contentType: 'ignored' }), create, asked).status).toBe(200);
  });

  test('a known path under another method is 405, with an id as well; an unknown one 404', () => {
    expect(ask(testAccount(), 'DELETE /carriers', { breaks }).status).toBe(405);
    expect(ask(testAccount(), 'PATCH /orders/5', { breaks }).status).toBe(405);
    expect(ask(testAccount(), 'GET /parcels', { breaks }).status).toBe(404);
  });

  test('query parameters that nobody knows are ignored, as is the case of those that are', () => {
    const account = withOrders(testAccount(), {});
    const query = { ORDERNUMBER: 'SO-1001', colour: 'blue' };
    expect(ask(account, 'GET /Orders/List/', { query, breaks }).body.total).toBe(1);
  });
});

test.each([
  ['POST /carriers/addfunds', 'addfunds'],
  ['POST /Accounts/RegisterAccount', 'registeraccount'],
])('%s is refused and remembered', (name, recorded) => {
  const told = ask(testAccount(), name, { body: { carrierCode: 'dpd', amount: 100 }, breaks });
  expect(told.status).toBe(403);
  expect(told.account.neverCalls).toEqual([{ name: recorded, at: noon }]);
});

test('the resource_url of a webhook names another host than the one called, or the same', () => {
  const publicUrl = 'http://127.0.0.1:4610/shipstation';
  const { switches } = testAccount({ publicUrl });
  expect(resourceAddress(switches)).toBe('http://localhost:4610/shipstation');
  expect(resourceAddress({ ...switches, resourceHost: 'same' })).toBe(publicUrl);
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
