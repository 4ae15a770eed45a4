/** Orders in, first contact, and settings. */
import { describe, expect, test } from 'vitest';
import { listOf, vendureOrder } from '../../../conformance/kits/vendure.ts';
import { pretendVendure } from '../../../conformance/kits/vendure-shop.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { vendure } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 14, 0));

type Row = Readonly<Record<string, unknown>>;
type Answer = (request: WireRequest) => WireAnswer;

const byKey = { baseUrl: 'https://shop.example', apiKey: 'a:b' };

const sessionOn = (answer: Answer, settings: Row = {}) => {
  const requests: WireRequest[] = [];
  const opened = vendure.open({ ...byKey, ...settings }, {
    request: (request) => {
      requests.push(request);
      return Promise.resolve(answer(request));
    },
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, requests };
};

const look = async (rows: readonly unknown[], settings: Row = {}, feed = 'orders') => {
  const page = () => jsonAnswer(200, { data: { orders: { items: rows } } });
  const { session, requests } = sessionOn(page, settings);
  const said = await session.look({ feed, from: instant(now - 60_000), to: now, page: null }, now);
  if (said.is !== 'page') throw new Error(JSON.stringify(said));
  const orders = said.seen.flatMap((one) => (one.kind === 'channel-order' ? one.order : []));
  const asked = requests.map(({ body }) => JSON.parse(body ?? '') as {
    variables: { options: { filter: Row } };
  });
  return { ...said, orders, filter: asked[0]?.variables.options.filter, requests };
};

const line = {
  id: '881', updatedAt: '2026-11-22T13:31:00.000Z', quantity: 3, orderPlacedQuantity: 3,
  proratedUnitPriceWithTax: 1_999,
  productVariant: { sku: 'TEE-M', name: 'T-shirt', updatedAt: '2026-11-22T13:31:00.000Z' },
};
const address = {
  fullName: 'Iris Bell', company: null, streetLine1: '7 Canal Street', streetLine2: '',
  city: 'Leeds', province: null, postalCode: 'LS1 9ZZ', countryCode: 'GB', phoneNumber: null,
};
const row = { ...vendureOrder(0), code: 'ABC123', lines: [line], shippingAddress: address };

describe('orders', () => {
  test('one is read whole', async () => {
    const { orders, unreadable } = await look([row]);
    expect(unreadable).toEqual([]);
    expect(orders).toEqual([{
      reference: '7000', orderNumber: 'ABC123', status: 'paid', revision: 1_795_354_263,
      updatedAt: 1_795_354_260_000, placedAt: 1_795_354_260_000, requestedService: 'express',
      shipBy: null,
      shipTo: {
        name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: null,
        street3: null, city: 'Leeds', state: null, postalCode: 'LS1 9ZZ', country: 'GB',
        phone: null, email: 'iris@example.test',
      },
      lines: [{
        line: '881', sku: 'TEE-M', name: 'T-shirt', ordered: 3, cancelled: 0,
        unitPrice: { amount: 1_999, currency: 'GBP' },
      }],
    }]);
  });

  test.each([
    ['Draft', 'pending'], ['ArrangingPayment', 'pending'], ['PaymentAuthorized', 'paid'],
    ['PaymentSettled', 'paid'], ['PartiallyShipped', 'paid'], ['Shipped', 'paid'],
    ['Delivered', 'paid'], ['Modifying', 'pending'], ['ArrangingAdditionalPayment', 'pending'],
    ['Cancelled', 'cancelled'], ['CheckedForFraud', 'pending'], ['ReadyToPick', 'paid'],
  ])('%s counts as %s', async (state, status) => {
    const { orders } = await look([{ ...row, state }], { paidStates: 'ReadyToPick, Other' });
    expect(orders[0]?.status).toBe(status);
  });

  test('units cancelled, added, and a line that was taken out or is new', async () => {
    const lines = [
      { ...line, quantity: 1 }, { ...line, id: '882', quantity: 4 },
      { ...line, id: '883', quantity: 0 },
      { ...line, id: '884', quantity: 2, orderPlacedQuantity: 0 },
      { ...line, id: '885', quantity: 0, orderPlacedQuantity: 0 },
    ];
    const { orders } = await look([{ ...row, lines }]);
    expect(orders[0]?.status).toBe('paid');
    expect(orders[0]?.lines.map((one) => [one.line, one.ordered, one.cancelled])).toEqual([
      ['881', 3, 2], ['882', 4, 0], ['883', 3, 3], ['884', 2, 0],
    ]);
  });

  test('of which every unit was cancelled, it is cancelled whatever its state', async () => {
    const { orders } = await look([{ ...row, lines: [{ ...line, quantity: 0 }] }]);
    expect(orders[0]).toMatchObject({ status: 'cancelled', lines: [{ ordered: 3, cancelled: 3 }] });
  });

  test('each change raises its revision, though its time of change stands still', async () => {
    const later = { ...row, history: { totalItems: 5 } };
    const renamed = { ...later, lines: [{
      ...line, productVariant: { ...line.productVariant, updatedAt: '2026-11-22T13:32:00.000Z' },
    }] };
    const { orders } = await look([row, later, renamed]);
    const [first = 0, second = 0, third = 0] = orders.map(({ revision }) => revision);
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
  });

  test('without SKU, for nothing, in another writing, without street or address', async () => {
    const odd = {
      ...row,
      lines: [{
        ...line, proratedUnitPriceWithTax: 0,
        productVariant: { sku: '', name: 'Кружка «Лето» 夏 🍵', updatedAt: null },
      }],
      shippingAddress: { ...address, streetLine1: null, fullName: 'Ирис' },
    };
    const none = {
      ...row, customer: null, shippingLines: [],
      shippingAddress: {
        fullName: null, company: null, streetLine1: null, streetLine2: null, city: null,
        province: null, postalCode: null, countryCode: null, phoneNumber: null,
      },
    };
    const { orders, unreadable } = await look([odd, none, { ...row, shippingAddress: null }]);
    expect(unreadable).toEqual([]);
    expect(orders[0]).toMatchObject({
      shipTo: { name: 'Ирис', street1: null },
      lines: [{ sku: '', name: 'Кружка «Лето» 夏 🍵', unitPrice: { amount: 0, currency: 'GBP' } }],
    });
    expect(orders.slice(1).map(({ shipTo }) => shipTo)).toEqual([null, null]);
    expect(orders[1]?.requestedService).toBeNull();
  });

  test('the order of several sellers is left out, theirs are read', async () => {
    const { orders } = await look([{ ...row, type: 'Aggregate' }, { ...row, type: 'Seller' }]);
    expect(orders).toHaveLength(1);
  });

  test('what each list is asked for', async () => {
    expect((await look([])).filter).toEqual({
      state: { notIn: ['Created', 'AddingItems'] },
      _or: ['updatedAt', 'orderPlacedAt'].map((key) => ({
        [key]: { after: '2026-11-22T13:58:59.000Z', before: '2026-11-22T14:00:01.000Z' },
      })),
    });
    expect((await look([], {}, 'open-orders')).filter).toEqual({
      orderPlacedAt: { isNull: false },
      state: { notIn: ['Created', 'AddingItems', 'Shipped', 'Delivered', 'Cancelled'] },
    });
    expect((await look([], {}, 'sent-orders')).filter).toEqual({
      orderPlacedAt: { after: '2026-11-12T14:00:00.000Z' },
      state: { in: ['Shipped', 'Delivered'] },
    });
  });

  test('a hundred and twenty of the very same moment are read page by page', async () => {
    const rows = Array.from({ length: 120 }, (_, i) =>
      ({ ...vendureOrder(0), id: String(i), createdAt: '2026-11-22T13:31:00.000Z' }));
    const { session } = sessionOn(listOf(rows));
    const seen = new Set<string>();
    let page: string | null = null;
    for (let pages = 0; pages < 4; pages += 1) {
      const said = await session.look(
        { feed: 'open-orders', from: instant(now - 60_000), to: now, page }, now);
      if (said.is !== 'page') throw new Error(JSON.stringify(said));
      for (const one of said.seen) {
        if (one.kind === 'channel-order') seen.add(one.order.reference);
      }
      page = said.next;
      if (page === null) break;
    }
    expect([seen.size, page]).toEqual([120, null]);
  });
});

describe('first contact', () => {
  const byPassword = { apiKey: undefined, user: 'gate@example.test', password: 'right' };
  const probed = async (answer: Answer, settings: Row = byPassword) =>
    sessionOn(answer, settings).session.probe(now);

  test('all is well', async () => {
    const { answer } = pretendVendure(() => null);
    expect(await probed(answer)).toEqual({
      isWell: true, watch: [],
      sentences: ['The orders of shop.example can be read, and it may be told what was sent.'],
    });
  });

  test('names the permission that is missing, and that there are too many', async () => {
    const few = pretendVendure(() => null, { permissions: ['ReadOrder'] });
    expect(await probed(few.answer)).toEqual({
      isWell: false, sentences: [
        'The user may not say what was sent: give its role the permission UpdateOrder in this ' +
        'channel.',
      ],
    });
    const many = pretendVendure(() => null, {
      permissions: ['ReadOrder', 'UpdateOrder', 'DeleteCatalog'],
    });
    expect((await probed(many.answer)).watch).toEqual([
      'The user may do more than is needed: a role with ReadOrder and UpdateOrder is enough.',
    ]);
  });

  test('a channel in which the user has no role, and a wrong password', async () => {
    const { answer } = pretendVendure(() => null);
    const other = await probed(answer, { ...byPassword, channelToken: 'other' });
    expect(other.sentences[0]).toContain('no role in the channel of channelToken');
    const wrong = await probed(answer, { ...byPassword, password: 'wrong' });
    expect(wrong).toMatchObject({ isWell: false });
    expect(wrong.sentences[0]).toContain('The provided credentials are invalid');
  });

  test('states that nobody but the server knows, and one that it does not have', async () => {
    const { answer } = pretendVendure(() => null);
    const own: Answer = (request) => ((request.body ?? '').includes('query States')
      ? jsonAnswer(200, { data: { globalSettings: { serverConfig: { orderProcess: [
          { name: 'PaymentSettled' }, { name: 'FraudCheck' }, { name: 'ReadyToPick' },
        ] } } } })
      : answer(request));
    expect((await probed(own, { ...byPassword, paidStates: 'ReadyToPick,Redy' })).watch).toEqual([
      'The server has states of its own: orders that stand as FraudCheck wait, unless paidStates ' +
      'names them.',
      'paidStates names Redy, which is no state of this server.',
    ]);
  });

  test('of an API key the server does not say what it may do', async () => {
    const { answer } = pretendVendure(() => null);
    const said = await probed(answer, {});
    expect(said.isWell).toBe(true);
    expect(said.sentences[0]).toContain('with the first parcel it shows');
  });
});

describe('settings', () => {
  test.each([
    ['https://shop.example', 'https://shop.example/admin-api'],
    ['https://shop.example/', 'https://shop.example/admin-api'],
    ['https://shop.example/api/admin/', 'https://shop.example/api/admin'],
    ['http://vendure:3000', 'http://vendure:3000/admin-api'],
  ])('%s is asked at %s', async (baseUrl, url) => {
    const { session, requests } = sessionOn(() => jsonAnswer(200, {}), { baseUrl });
    await session.probe(now);
    expect(requests[0]?.url).toBe(url);
  });

  test.each([
    [{ ...byKey, baseUrl: 'http://shop.example' }, 'baseUrl', 'https://'],
    [{ ...byKey, baseUrl: 'https://a:b@shop.example' }, 'baseUrl', 'user and password'],
    [{ baseUrl: 'https://shop.example' }, 'user', 'user and password, or apiKey'],
    [{ baseUrl: 'https://shop.example', user: 'a@b' }, 'password', 'is missing'],
    [{ ...byKey, channelToken: 'two words' }, 'channelToken', 'token of a channel'],
  ])('%j is refused at %s', (settings, path, words) => {
    const opened = vendure.open(settings, { request: () => Promise.reject(new Error('none')) });
    expect(opened).toMatchObject({
      is: 'refused',
      problems: expect.arrayContaining([
        { path, problem: expect.stringContaining(words) as string },
      ]) as unknown,
    });
  });
});
