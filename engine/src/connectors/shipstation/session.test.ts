/** What goes over the wire, and what its answers mean for the call as a whole. */
import { describe, expect, test } from 'vitest';
import { holdRequest } from '../../../conformance/held-to-v1.ts';
import type { LookAnswer, Session } from '../../contract/connector.ts';
import type { Wire, WireAnswer, WireRequest } from '../../contract/wire.ts';
import { shipStationOrderId } from '../../core/model/ids.ts';
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
      holdRequest(settings.v1.baseUrl, request);
      requests.push(request);
      return Promise.resolve(answer(request));
    },
  };
  const opened = shipstation.open(settings, wire);
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, requests };
};

const empty = json(200, { orders: [], shipments: [], total: 0, page: 1, pages: 0 });

describe('the sweep asks', () => {
  test('for all open orders of one status, however old, page by page', async () => {
    const { session, requests } = open(() => empty);
    await session.look({ feed: 'open-on-hold', ...window, page: null }, now);
    const url = new URL(requests[0]?.url ?? '');
    expect(url.pathname).toBe('/api/orders');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      orderStatus: 'on_hold', sortBy: 'ModifyDate', sortDir: 'ASC', page: '1', pageSize: '500',
    });
  });

  const order = shipStationOrderId('94113592');
  const asking = async (answer: WireAnswer) => {
    const { session, requests } = open(() => answer);
    const answered = await session.lookAt?.(order, now);
    expect(requests.map((one) => one.url)).toEqual(['https://v1.example/api/orders/94113592']);
    return answered;
  };

  test('for one order by its id: as it is', async () => {
    const row = { orderId: 94113592, orderNumber: 'SO-1', orderStatus: 'on_hold', items: [] };
    expect(await asking(json(200, row))).toMatchObject({ is: 'page', next: null, seen: [{
      kind: 'shipstation-order', order: { id: order, status: { is: 'on-hold' } },
    }] });
  });

  test('a 404 is an order that was deleted or combined, and nothing else is', async () => {
    expect(await asking(json(404, { Message: 'Order not found' })))
      .toMatchObject({ is: 'page', seen: [{ kind: 'shipstation-order-gone', order }] });
    expect(await asking(json(500, { Message: 'An error has occurred.' })))
      .toMatchObject({ is: 'unanswered' });
    expect(await asking(json(200, { orderId: 1, orderStatus: 'shipped' })))
      .toMatchObject({ is: 'unanswered', why: 'unreadable' });
    expect(await asking(json(200, []))).toMatchObject({ is: 'page', seen: [] });
  });
});

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

test('a label that cannot be read is named with whose it may be, one that breaks with nobody',
  async () => {
    const row = { shipmentId: 7, orderId: 4001, orderKey: 'a-key', createDate: 'soon' };
    const { session } = open((request) => request.url.includes('pageSize=1&')
      || request.url.endsWith('pageSize=1')
      ? json(500, { ExceptionMessage: 'cannot be shown' })
      : json(200, { shipments: [row], total: 1, page: 1, pages: 1 }));
    expect(await session.look({ feed: 'labels', ...window, page: null }, now)).toMatchObject({
      is: 'page', seen: [], unreadable: ['label 7: createDate is not a time'],
      leavesOut: [{ label: '7', order: '4001', orderKey: 'a-key', row: JSON.stringify(row) }],
    });
    expect(await session.look({ feed: 'labels', ...window, page: '3/1?1' }, now)).toMatchObject({
      is: 'page', leavesOut: [{ label: null, order: null, orderKey: null, row: null }],
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

describe('a list that moves while it is read', () => {
  /** Each order was changed a second after the one before it; a change moves it to the end. */
  const shop = (count: number, meanwhile: (call: number, change: (id: number) => void) => void) => {
    const second = (at: number) => new Date(Date.UTC(2026, 10, 22, 5, 30, at)).toISOString()
      .slice(0, 19);
    const times = new Map(Array.from({ length: count }, (_, i) => [i + 1, second(13 + i / 10)]));
    let calls = 0;
    return ({ url }: WireRequest): WireAnswer => {
      const query = new URL(url).searchParams;
      const read = (name: string) => query.get(name) ?? '';
      const [from, to] = ['modifyDateStart', 'modifyDateEnd'].map((name) =>
        read(name).replace(' ', 'T'));
      const inside = [...times].filter(([, at]) => at >= (from ?? '') && at <= (to ?? ''))
        .toSorted(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0));
      const [page, size] = [Number(read('page')), Number(read('pageSize'))];
      const rows = inside.slice((page - 1) * size, page * size).map(([orderId, at]) =>
        ({ orderId, orderStatus: 'awaiting_shipment', modifyDate: `${at}.0000000` }));
      meanwhile(calls += 1, (id) => times.set(id, '2026-11-22T05:59:00'));
      return json(200, {
        orders: rows, total: inside.length, page, pages: Math.ceil(inside.length / size),
      });
    };
  };

  test('rows that leave the window between two pages make no other one missed', async () => {
    const { session } = open(shop(2_000, (call, change) => {
      for (let id = 1; id <= 40; id += 1) change((call - 1) * 450 + id);
    }));
    const seen = new Set<string>();
    let page: string | null = null;
    do {
      const said: LookAnswer = await session.look({ feed: 'orders', ...window, page }, now);
      if (said.is !== 'page') throw new Error(said.text);
      for (const one of said.seen) if (one.kind === 'shipstation-order') seen.add(one.order.id);
      page = said.next;
    } while (page !== null);
    // Those that left are in the next window, by their new time.
    expect(Array.from({ length: 2_000 }, (_, i) => String(i + 1))
      .filter((id) => !seen.has(id)).map(Number)).toEqual([]);
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
    const { session } = open(({ url }) => json(200, url.endsWith('/stores')
      ? [{ storeId: 98_765, storeName: 'Gatepass' }, null] : []));
    const { sentences } = await session.probe(now);
    expect(sentences).toEqual(expect.arrayContaining(
      ['ShipStation answers and takes the API key.', 'Stores: Gatepass (98765).']));
  });

  test('a bad key is named', async () => {
    const { session } = open(() => json(401, { message: 'Unauthorized' }));
    const { isWell, sentences } = await session.probe(now);
    expect(isWell).toBe(false);
    expect(sentences.join(' ')).toMatch(
      /^ShipStation refuses the API key \(Unauthorized\)\. Copy API key and API secret again, /);
  });
});

describe('settings', () => {
  const wire: Wire = { request: () => Promise.reject(new Error('no call is made')) };
  const good = { apiKey: 'k', apiSecret: 's' };

  test.each([
    [{ nextKey: 'n' }, 'v1.nextSecret'],
    [{ nextSecret: 'n' }, 'v1.nextKey'],
    [{ nextKeyExpires: '2027-03-31' }, 'v1.nextKeyExpires'],
    [{ keyExpires: '2027-02-30' }, 'v1.keyExpires'],
    [{ keyExpires: 'soon' }, 'v1.keyExpires'],
    [{ nextKey: 'a:b', nextSecret: 'n' }, 'v1.nextKey'],
  ])('of the two key pairs %j is refused at %s', (given, path) => {
    const opened = shipstation.open({ v1: { ...good, ...given } }, wire);
    expect(opened).toMatchObject({ is: 'refused', problems: [{ path }] });
    expect(JSON.stringify(opened)).not.toContain('"n"');
  });

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
