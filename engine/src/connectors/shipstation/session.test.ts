/** What goes over the wire, and what its answers mean for the call as a whole. */
import { describe, expect, test } from 'vitest';
import type { LookAnswer, Session } from '../../contract/connector.ts';
import type { Wire, WireAnswer, WireRequest } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { shipstation } from './connector.ts';

const settings = {
  v1: { baseUrl: 'https://v1.example/api/', apiKey: 'a-key', apiSecret: 'a-secret' },
};
const now = instant(Date.UTC(2026, 10, 22, 13, 40, 12));
const window = { from: instant(now - 600_000), to: now };

const json = (
  status: number, value: unknown, headers: Record<string, string> = {},
): WireAnswer => ({ is: 'answer', status, headers, body: JSON.stringify(value) });

const open = (answer: (request: WireRequest) => WireAnswer) => {
  const requests: WireRequest[] = [];
  const wire: Wire = {
    request: (request) => {
      requests.push(request);
      return Promise.resolve(answer(request));
    },
  };
  const opened = shipstation.open(settings, wire);
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, requests };
};

const empty = json(200, { orders: [], shipments: [], total: 0, page: 1, pages: 0 });

describe('what is asked', () => {
  test('changed orders, oldest change first, in Pacific time, with Basic credentials', async () => {
    const { session, requests } = open(() => empty);
    await session.look({ feed: 'orders', ...window, page: null }, now);
    expect(requests).toEqual([{
      method: 'GET',
      url: 'https://v1.example/api/orders?modifyDateStart=2026-11-22+05%3A30%3A12' +
        '&modifyDateEnd=2026-11-22+05%3A40%3A12&sortBy=ModifyDate&sortDir=ASC&page=1&pageSize=500',
      headers: { authorization: 'Basic YS1rZXk6YS1zZWNyZXQ=', accept: 'application/json' },
      body: null,
      timeoutMilliseconds: 60_000,
      purpose: 'feed orders',
    }]);
  });

  test('labels with their items, by when they were made, from the page of the token', async () => {
    const { session, requests } = open(() => empty);
    await session.look({ feed: 'labels', ...window, page: '137/1' }, now);
    const url = new URL(requests[0]?.url ?? '');
    expect(url.pathname).toBe('/api/shipments');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      createDateStart: '2026-11-22 05:30:12', createDateEnd: '2026-11-22 05:40:12',
      sortBy: 'CreateDate', sortDir: 'ASC', includeShipmentItems: 'true',
      page: '137', pageSize: '1',
    });
  });
});

describe('a closed door', () => {
  const lookAt = async (answer: WireAnswer): Promise<LookAnswer> => {
    const { session } = open(() => answer);
    return session.look({ feed: 'labels', ...window, page: null }, now);
  };

  test.each([
    [{ 'x-rate-limit-reset': '17' }, 17_000],
    [{ 'x-rate-limit-reset': '16.2' }, 17_000],
    [{ 'x-rate-limit-reset': '0' }, 1000],
    [{ 'retry-after': '9' }, 9000],
    [{ 'x-rate-limit-reset': '1790000000' }, 60_000],
    [{ 'x-rate-limit-reset': 'soon' }, 60_000],
    [{}, 60_000],
  ])('429 with %j stays closed for %i ms', async (headers, closedForMilliseconds) => {
    expect(await lookAt(json(429, { message: 'Too Many Requests' }, headers))).toEqual({
      is: 'unanswered', why: 'throttled', closedForMilliseconds,
      text: 'ShipStation says: too many requests',
    });
  });

  test.each([400, 500, 503])('the words for it count under %i as well', async (status) => {
    expect(await lookAt(json(status, { Message: 'Too Many Requests' })))
      .toMatchObject({ why: 'throttled' });
  });

  test('a good answer that holds the words is no closed door', async () => {
    const page = { shipments: [], message: 'Too Many Requests' };
    expect((await lookAt(json(200, page))).is).toBe('page');
  });

  test('a look that is turned down says so in their words', async () => {
    const ModelState = { page: ['must be 1 or more'] };
    const answer = { Message: 'The request is invalid.', ModelState };
    expect(await lookAt(json(400, answer))).toMatchObject({
      why: 'refused', text: 'The request is invalid. page: must be 1 or more',
    });
  });
});

describe('an order that breaks every page it stands on', () => {
  const breaks = { Message: 'An error has occurred.', ExceptionMessage: 'Timeout expired.' };

  /** Reads a feed to its end as the loop does; broken rows are by number, from 1. */
  const readAll = async (session: Session) => {
    const seen: string[] = [];
    const unreadable: string[] = [];
    let page: string | null = null;
    do {
      const said = await session.look({ feed: 'orders', ...window, page }, now);
      if (said.is === 'unanswered') return { seen, unreadable, end: said.why };
      seen.push(...said.seen.map((one) => (one.kind === 'shipstation-order' ? one.order.id : '')));
      unreadable.push(...said.unreadable);
      page = said.next;
    } while (page !== null);
    return { seen, unreadable, end: 'complete' };
  };

  const shop = (isBroken: (row: number) => boolean) => ({ url }: WireRequest): WireAnswer => {
    const query = new URL(url).searchParams;
    const [page, size] = [Number(query.get('page')), Number(query.get('pageSize'))];
    const rows = Array.from({ length: size }, (_, i) => (page - 1) * size + i + 1)
      .filter((row) => row <= 620);
    if (rows.some(isBroken)) return json(500, breaks);
    const orders = rows.map((row) => ({ orderId: row, orderStatus: 'shipped' }));
    return json(200, { orders, total: 620, page, pages: Math.ceil(620 / size) });
  };

  test('is named and passed over; all others are seen', async () => {
    const { session } = open(shop((row) => row === 138));
    const { seen, unreadable, end } = await readAll(session);
    expect(end).toBe('complete');
    expect(unreadable).toEqual(['order in row 138: ShipStation cannot show it (Timeout expired.)']);
    expect(new Set(seen).size).toBe(619);
    expect(seen).not.toContain('138');
  });

  test('is told from a service that breaks on everything', async () => {
    const { session } = open(() => json(500, breaks));
    expect(await readAll(session)).toEqual({ seen: [], unreadable: [], end: 'refused' });
  });
});

describe('probe', () => {
  test('a good key is confirmed with the stores, which the policy file needs', async () => {
    const { session } = open(() => json(200, [{ storeId: 98_765, storeName: 'Gatepass' }, null]));
    expect(await session.probe(now)).toEqual({
      isWell: true,
      sentences: ['ShipStation answers and takes the API key.', 'Stores: Gatepass (98765).'],
    });
  });

  test('a bad key is named', async () => {
    const { session } = open(() => json(401, { message: 'Unauthorized' }));
    expect(await session.probe(now)).toEqual({
      isWell: false, sentences: ['ShipStation refuses the API key (Unauthorized)'],
    });
  });
});

describe('settings', () => {
  const wire: Wire = { request: () => Promise.reject(new Error('no call is made')) };
  const good = { apiKey: 'k', apiSecret: 's' };

  test.each([
    [{}, ['v1']],
    [{ v1: {} }, ['v1.apiKey', 'v1.apiSecret']],
    [{ v1: { ...good, apiKey: 'a:b' } }, ['v1.apiKey']],
    [{ v1: { ...good, apiSecret: ' ' } }, ['v1.apiSecret']],
    [{ v1: { ...good, baseUrl: 'ssapi.shipstation.com' } }, ['v1.baseUrl']],
    [{ v1: { ...good, baseUrl: 'http://ssapi.shipstation.com' } }, ['v1.baseUrl']],
    [{ v1: { ...good, baseUrl: 'https://k:s@ssapi.shipstation.com' } }, ['v1.baseUrl']],
    [{ v1: { ...good, currency: 'pounds', apikey: 'x' } }, ['v1.currency', 'v1.apikey']],
  ])('%j is refused at %j', (given, paths) => {
    const opened = shipstation.open(given, wire);
    expect(opened.is === 'refused' ? opened.problems.map((one) => one.path) : opened)
      .toEqual(paths);
  });

  test('a stand-in on one’s own network may speak plain http', () => {
    const opened = shipstation.open({ v1: { ...good, baseUrl: 'http://127.0.0.1:4700/x' } }, wire);
    expect(opened.is).toBe('session');
  });
});
