import { vendure } from '../../src/connectors/vendure/connector.ts';
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { tell } from '../items.ts';
import type { FeedKit, Kit, Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';
import { pretendOrder, pretendVendure } from './vendure-shop.ts';

type Row = Readonly<Record<string, unknown>>;

/** A second apart; the shop's own spelling. */
const timeOf = (number: number): string =>
  new Date(Date.UTC(2026, 10, 22, 13, 31) + number * 1_000).toISOString();

export const vendureOrder = (number: number, { word, name, cost, sortsAs }: Told = {}): Row => ({
  id: String(7_000 + number), code: `SO-${String(1_000 + number)}`, state: 'PaymentSettled',
  type: 'Regular', createdAt: timeOf(number), updatedAt: timeOf(sortsAs ?? number),
  orderPlacedAt: timeOf(0), currencyCode: 'GBP',
  customer: { emailAddress: 'iris@example.test' },
  shippingAddress: {
    fullName: name ?? 'Iris Bell', company: null, streetLine1: '7 Canal Street', streetLine2: '',
    city: 'Leeds', province: null, postalCode: 'LS1 9ZZ', countryCode: 'GB', phoneNumber: null,
  },
  shippingLines: [{ shippingMethod: { code: word ?? 'express' } }],
  lines: [{
    id: '881', updatedAt: timeOf(0), quantity: 2, orderPlacedQuantity: 2,
    proratedUnitPriceWithTax: Math.round(Number(cost ?? '19.99') * 100),
    productVariant: { sku: 'TEE-BLK-M', name: 'T-shirt', updatedAt: timeOf(0) },
  }],
  history: { totalItems: 3 },
});

type Span = { readonly after?: string; readonly before?: string };

type Options = {
  readonly take: number;
  readonly filter: {
    readonly createdAt?: Span;
    readonly id?: { readonly notIn: readonly string[] };
    readonly _or?: readonly { readonly updatedAt?: Span; readonly orderPlacedAt?: Span }[];
  };
};

const textIn = (row: unknown, key: string): string | null => {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, key) : null;
  return typeof value === 'string' ? value : null;
};

const isIn = (at: string | null, { after, before }: Span): boolean =>
  at === null || ((after === undefined || at > after) && (before === undefined || at < before));

/** As it is asked: by time of creation, without those that are named, changed in the window. */
export const listOf = (rows: readonly unknown[]) => ({ body }: WireRequest): WireAnswer => {
  // What this connector asks.
  const { variables: { options } } = JSON.parse(body ?? '') as { variables: { options: Options } };
  const { createdAt = {}, id, _or: either = [{}] } = options.filter;
  const items = rows.filter((row) =>
    isIn(textIn(row, 'createdAt'), createdAt) &&
    !(id?.notIn ?? []).includes(textIn(row, 'id') ?? '') &&
    either.some((one) => Object.entries(one).every(([key, span]) => isIn(textIn(row, key), span))))
    .slice(0, options.take);
  return jsonAnswer(200, { data: { orders: { items } } });
};

const feed: FeedKit = {
  row: vendureOrder,
  spoilt: (number) => ({ ...vendureOrder(number), state: null }),
  list: listOf,
};

/** A shop with the orders that the kit's messages are about. */
const shop = () => pretendVendure((code) => {
  const number = Number(/^SO-(\d+)$/.exec(code)?.[1] ?? Number.NaN);
  return Number.isNaN(number) ? null : pretendOrder(number, code, { '1': 2, '2': 1 });
}).answer;

const isWriting = ({ body }: WireRequest): boolean => (body ?? '').startsWith('{"query":"mutation');

const once = (answer: WireAnswer) => {
  const healthy = shop();
  return (request: WireRequest): WireAnswer => (isWriting(request) ? answer : healthy(request));
};

const secrets = ['5d0c0c3d1b2a:9f0a7c51e2d84b6f+secret/of&the"test'];
const otherSecrets = ['0a0b0c0d:other_0000000001'];
const password = 'correct horse+battery/"staple"&';

export const vendureKit: Kit = {
  connector: vendure,
  known: {
    triedAgainst: 'a real system, Vendure 3.7.3, started by the tests ' +
      '(`engine/tests/real/vendure.test.ts`, `vendure-answers.test.ts`), and a stand-in of it',
    doesNot: [
      'A tracking number that stands in Vendure cannot be changed: a relabelled parcel is ' +
        'cancelled there and made anew, and the old number stays to be seen as cancelled.',
      'An order stays Shipped in Vendure when the label of its parcel is voided; only its ' +
        'fulfillment is cancelled.',
      'Vendure calls nobody: the shop is polled.',
      'The address of a tracking page and the cost of a label have no place in Vendure.',
      'A parcel without a tracking number cannot be taken back: that is left to a person.',
    ],
  },
  settings: {
    baseUrl: 'https://shop.example', apiKey: secrets[0], channelToken: 'uk-channel',
    paidStates: 'ReadyToPick',
  },
  secrets,
  everySecret: {
    settings: {
      baseUrl: 'https://shop.example', apiKey: secrets[0], user: 'gate@example.test', password,
      channelToken: 'uk-channel',
    },
    secrets: [...secrets, password],
  },
  other: {
    settings: { baseUrl: 'https://other.example', apiKey: otherSecrets[0] },
    secrets: otherSecrets,
  },
  probed: shop,
  operations: {
    'tell-channel': {
      item: tell('channel'),
      // Read, sent, read, marked as shipped, and read a last time.
      calls: 5,
      writes: 2,
      isWriting,
      good: shop,
      // What is sent under which number; which of them is on its way.
      naturalKeys: ({ body }) => [body ?? ''],
      answers: [
        {
          title: 'an order that the shop does not show is refused in words', items: 1,
          answer: () => jsonAnswer(200, { data: { orders: { items: [] } } }),
          becomes: ['refused'],
        },
        {
          title: 'a member of a union that is an error is a refusal, in their words', items: 1,
          answer: once(jsonAnswer(200, { data: { s0: {
            kind: 'ItemsAlreadyFulfilledError', errorCode: 'ITEMS_ALREADY_FULFILLED_ERROR',
            message: 'One or more OrderItems are already part of a Fulfillment',
          } } })),
          becomes: ['refused'],
        },
        {
          title: 'what is not there any more is a refusal', items: 1,
          answer: once(jsonAnswer(200, { data: null, errors: [{
            message: 'No OrderLine with the id "1" could be found',
            extensions: { code: 'ENTITY_NOT_FOUND' },
          }] })),
          becomes: ['refused'],
        },
        {
          title: 'an error of theirs inside a 200 says nothing of what became of it', items: 1,
          answer: once(jsonAnswer(200, { data: { s0: { kind: 'Fulfillment' } }, errors: [{
            message: 'SQLITE_BUSY: database is locked',
          }] })),
          becomes: ['unknown'],
        },
        {
          title: 'a question that the server does not know is no judgement on the message',
          items: 1,
          answer: () => jsonAnswer(400, { errors: [{
            message: 'Cannot query field "orderPlacedQuantity" on type "OrderLine".',
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          }] }),
          becomes: ['unknown'],
        },
        {
          title: 'a user that may not do it judges no message', items: 1,
          answer: () => jsonAnswer(200, { data: null, errors: [{
            message: 'You are not currently authorized to perform this action',
            extensions: { code: 'FORBIDDEN' },
          }] }),
          becomes: ['unknown'],
        },
      ],
    },
  },
  feeds: { 'orders': feed, 'open-orders': feed, 'sent-orders': feed },
  excused: {
    cases: {
      'goods.money': { 'tell-channel': 'a shop is told no cost' },
      'goods.weight': { 'tell-channel': 'a shop is told no weight' },
    },
  },
};
