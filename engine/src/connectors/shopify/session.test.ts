/** Orders in, first contact, and what the shop’s answers mean for the connection as a whole. */
import { describe, expect, test } from 'vitest';
import { shopOrder } from '../../../conformance/kits/shopify.ts';
import { gidOf, pretendShop } from '../../../conformance/kits/shopify-shop.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { shopify } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 14, 0));

type Answer = (request: WireRequest) => WireAnswer;

const sessionOn = (answer: Answer, settings: Readonly<Record<string, unknown>> = {}) => {
  const requests: WireRequest[] = [];
  const opened = shopify.open({ shop: 'acme.myshopify.com', accessToken: 'shpat_1', ...settings }, {
    request: (request) => {
      requests.push(request);
      return Promise.resolve(answer(request));
    },
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, requests };
};

const look = async (
  answer: Answer, settings: Readonly<Record<string, unknown>> = {}, page: string | null = null,
) => {
  const { session, requests } = sessionOn(answer, settings);
  const window = { from: instant(now - 60_000), to: now, page };
  const said = await session.look({ feed: 'orders', ...window }, now);
  const asked = requests.map(({ body }) => JSON.parse(body ?? '') as {
    query: string; variables: Readonly<Record<string, unknown>>;
  });
  return { said, asked, requests };
};

const pageOf = (rows: readonly unknown[], hasNextPage = false) => jsonAnswer(200, {
  data: { orders: {
    pageInfo: { hasNextPage }, edges: rows.map((node, i) => ({ cursor: `c${String(i)}`, node })),
  } },
});

const line = {
  id: gidOf('LineItem', 881), name: 'T-shirt - M', sku: 'TEE-M', quantity: 3, currentQuantity: 3,
  nonFulfillableQuantity: 0, requiresShipping: true,
  discountedUnitPriceSet: { shopMoney: { amount: '19.99', currencyCode: 'GBP' } },
};

const linesOf = (nodes: readonly unknown[], hasNextPage = false) =>
  ({ pageInfo: { hasNextPage, endCursor: 'more' }, nodes });

const row = { ...shopOrder(0), name: '#1001', lineItems: linesOf([line]) };

describe('orders', () => {
  test('one is read whole', async () => {
    const { said } = await look(() => pageOf([row]));
    expect(said).toEqual({
      is: 'page', next: null, unreadable: [],
      seen: [{
        kind: 'channel-order', place: null,
        order: {
          reference: '7000', orderNumber: '#1001', status: 'paid', revision: 1_795_354_260,
          updatedAt: 1_795_354_260_000, placedAt: 1_795_354_260_000, requestedService: 'Express',
          shipBy: null,
          shipTo: {
            name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: null,
            street3: null, city: 'Leeds', state: null, postalCode: 'LS1 9ZZ', country: 'GB',
            phone: null, email: 'iris@example.test',
          },
          lines: [{
            line: '881', sku: 'TEE-M', name: 'T-shirt - M', ordered: 3, cancelled: 0,
            unitPrice: { amount: 1999, currency: 'GBP' },
          }],
        },
      }],
    });
  });

  test.each([
    ['PAID', 'UNFULFILLED', 'paid'], ['PARTIALLY_REFUNDED', 'UNFULFILLED', 'paid'],
    ['AUTHORIZED', 'UNFULFILLED', 'paid'], ['SOMETHING_NEW', 'UNFULFILLED', 'paid'],
    ['PENDING', 'UNFULFILLED', 'pending'], ['PARTIALLY_PAID', 'UNFULFILLED', 'pending'],
    ['EXPIRED', 'UNFULFILLED', 'pending'], ['VOIDED', 'UNFULFILLED', 'pending'],
    ['PAID', 'ON_HOLD', 'pending'], ['PAID', 'SCHEDULED', 'pending'],
    ['REFUNDED', 'UNFULFILLED', 'pending'], ['REFUNDED', 'FULFILLED', 'paid'],
  ])('%s and %s counts as %s', async (money, goods, counts) => {
    const { said } = await look(() => pageOf([
      { ...row, displayFinancialStatus: money, displayFulfillmentStatus: goods },
    ]));
    expect(said).toMatchObject({ seen: [{ order: { status: counts } }] });
  });

  test('one that is paid on delivery goes where the shop says so', async () => {
    const pending = { ...row, displayFinancialStatus: 'PENDING' };
    const { said } = await look(() => pageOf([pending]), { unpaid: 'goes' });
    expect(said).toMatchObject({ seen: [{ order: { status: 'paid' } }] });
  });

  test.each([
    ['refunded before it was sent', { currentQuantity: 2, nonFulfillableQuantity: 1 }, 1, 'paid'],
    ['come back after it was sent', { currentQuantity: 2, nonFulfillableQuantity: 0 }, 0, 'paid'],
    ['all taken out', { currentQuantity: 0, nonFulfillableQuantity: 3 }, 3, 'cancelled'],
  ])('units of a line %s', async (_, over, cancelled, status) => {
    const { said } = await look(() => pageOf([
      { ...row, lineItems: linesOf([{ ...line, ...over }]) },
    ]));
    expect(said)
      .toMatchObject({ seen: [{ order: { status, lines: [{ ordered: 3, cancelled }] } }] });
  });

  test('a cancelled order has all its lines cancelled', async () => {
    const cancelled = { ...row, cancelledAt: '2026-11-22T13:50:00Z' };
    const { said } = await look(() => pageOf([cancelled]));
    expect(said).toMatchObject({
      seen: [{ order: { status: 'cancelled', lines: [{ cancelled: 3 }] } }],
    });
  });

  test('what nobody sends, such as a voucher, is not among the lines', async () => {
    const voucher = { ...line, id: gidOf('LineItem', 9), requiresShipping: false };
    const { said } = await look(() => pageOf([{ ...row, lineItems: linesOf([line, voucher]) }]));
    expect(said).toMatchObject({ seen: [{ order: { lines: [{ line: '881' }] } }] });
  });

  test('the window ends before a second that is not over yet', async () => {
    const { asked, requests } = await look(() => pageOf([]));
    expect(asked[0]?.variables['query']).toBe(
      "updated_at:>='2026-11-22T13:59:00Z' AND updated_at:<='2026-11-22T13:59:58Z'");
    expect(requests[0]?.url)
      .toBe('https://acme.myshopify.com/admin/api/2026-10/graphql.json');
  });

  test('more lines than the list shows are asked for, and belong to the order', async () => {
    const more = { ...line, id: gidOf('LineItem', 882) };
    const { said, asked } = await look(({ body }) => (body?.includes('query MoreLines') === true
      ? jsonAnswer(200, { data: { order: { lineItems: linesOf([more]) } } })
      : pageOf([{ ...row, lineItems: linesOf([line], true) }])));
    expect(said)
      .toMatchObject({ seen: [{ order: { lines: [{ line: '881' }, { line: '882' }] } }] });
    expect(asked[1]?.variables).toEqual({ order: gidOf('Order', 7000), after: 'more' });
  });

  test('after three such orders the page ends before the fourth', async () => {
    const long = (number: number) =>
      ({ ...row, id: gidOf('Order', number), lineItems: linesOf([line], true) });
    const { said, asked } = await look(({ body }) => (body?.includes('query MoreLines') === true
      ? jsonAnswer(200, { data: { order: { lineItems: linesOf([]) } } })
      : pageOf([long(1), row, long(2), long(3), long(4), row])));
    expect(said).toMatchObject({ next: 'after:c3' });
    expect(said.is === 'page' ? said.seen : []).toHaveLength(4);
    expect(asked).toHaveLength(4);
  });

  test('a lost answer about more lines is no page', async () => {
    const { said } = await look(({ body }) => (body?.includes('query MoreLines') === true
      ? { is: 'silence', reason: 'cut' }
      : pageOf([{ ...row, lineItems: linesOf([line], true) }])));
    expect(said).toMatchObject({ is: 'unanswered', why: 'silence' });
  });
});

describe('the shop’s answer', () => {
  const errors = (code: string, more: object = {}) => jsonAnswer(200, {
    errors: [{ message: `They say ${code}`, extensions: { code } }], ...more,
  });
  const cost = (requestedQueryCost: number, currentlyAvailable: number) => ({
    extensions: { cost: {
      requestedQueryCost, actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
    } },
  });

  test.for<[string, WireAnswer, string, number | null]>([
    ['too many points, and when they are back', errors('THROTTLED', cost(802, 150)), 'throttled',
      7_000],
    ['too many points, nearly back', errors('THROTTLED', cost(802, 801)), 'throttled', 1_000],
    ['too many points without figures', errors('THROTTLED'), 'throttled', 60_000],
    ['a scope that is missing', errors('ACCESS_DENIED'), 'unauthorised', null],
    ['an error of theirs', errors('INTERNAL_SERVER_ERROR'), 'silence', null],
    ['too dear a question', errors('MAX_COST_EXCEEDED'), 'refused', null],
    ['part of an answer beside an error',
      errors('undefinedField', {
        data: { orders: { pageInfo: { hasNextPage: false }, edges: [] } },
      }),
      'refused', null],
    ['an unpaid shop', jsonAnswer(402, { errors: 'Unavailable Shop' }), 'unauthorised', null],
    ['a locked shop', jsonAnswer(423, { errors: 'Locked' }), 'refused', null],
    ['no such shop', jsonAnswer(404, { errors: 'Not Found' }), 'refused', null],
  ])('%s', async ([, answer, why, closedForMilliseconds]) => {
    const { said } = await look(() => answer);
    expect(said).toMatchObject({ is: 'unanswered', why, closedForMilliseconds });
  });
});

describe('at first contact', () => {
  const probed = async (scopes?: readonly string[]) => {
    const { session } = sessionOn(pretendShop(() => [], scopes).answer);
    return session.probe(now);
  };

  test('all is well with the scopes that it takes', async () => {
    expect(await probed()).toEqual({
      isWell: true, watch: [],
      sentences: ['The orders of acme.myshopify.com can be read, and the app may tell it what ' +
        'was sent.'],
    });
  });

  test('scopes that are missing are named, each with what cannot be done and what to do',
    async () => {
      const { isWell, sentences } = await probed(['read_products']);
      expect(isWell).toBe(false);
      expect(sentences.join(' ')).toMatch(
        /may not read orders: the scope read_orders is missing.*approve it in the shop/);
      expect(sentences.join(' ')).toMatch(
        /may not say what was sent: the scope write_merchant_managed_fulfillment_orders is/);
    });

  test('what is left out in silence is told beside it', async () => {
    const { isWell, watch = [] } =
      await probed(['read_orders', 'write_third_party_fulfillment_orders']);
    expect(isWell).toBe(true);
    expect(watch.join(' ')).toContain('the shop’s own locations');
    expect(watch.join(' ')).toContain('older than 60 days');
  });

  test('a version that is no longer served is told before it bites', async () => {
    const shop = pretendShop(() => []).answer;
    const { session } = sessionOn((request) => {
      const said = shop(request);
      return said.is !== 'answer' ? said : {
        ...said, body: said.body.replace('"supported":true', '"supported":false'),
      };
    });
    const { isWell, watch = [] } = await session.probe(now);
    expect(isWell).toBe(true);
    expect(watch.join(' ')).toContain('no longer serves version 2026-10');
  });
});

test.each([
  ['shop', 'http://acme.myshopify.com', 'must begin with https://'],
  ['shop', 'https://user:pass@acme.myshopify.com', 'must not hold a user name'],
  ['shop', 'https://admin.shopify.com/store/acme', 'must be the shop’s own address'],
  ['location', 'Leeds', 'must be the number of a location'],
  ['trackingLinks', { 'Van of ours': 'http://acme.example' }, 'begins with https://'],
  ['trackingLinks', 'Van of ours', 'begins with https://'],
])('%s as %s is refused in words', (path, value, words) => {
  const opened = shopify.open(
    { shop: 'acme.myshopify.com', accessToken: 'shpat_1', [path]: value },
    { request: () => Promise.reject(new Error('nobody is asked')) });
  expect(opened.is).toBe('refused');
  expect(JSON.stringify(opened)).toContain(words);
});
