import { Buffer } from 'node:buffer';
import { shopify } from '../../src/connectors/shopify/connector.ts';
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { tell } from '../items.ts';
import type { Kit, Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';
import { gidOf, pretendShop, workOf } from './shopify-shop.ts';

type Row = Readonly<Record<string, unknown>>;

/** A second apart; the shop's own spelling. */
const timeOf = (number: number): string =>
  `${new Date(Date.UTC(2026, 10, 22, 13, 31) + number * 1_000).toISOString().slice(0, 19)}Z`;

export const shopOrder = (number: number, { word, name, cost, sortsAs }: Told = {}): Row => ({
  id: gidOf('Order', 7_000 + number), name: `SO-${String(1_000 + number)}`,
  email: 'iris@example.test', createdAt: timeOf(0), updatedAt: timeOf(sortsAs ?? number),
  cancelledAt: null, displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'UNFULFILLED',
  shippingLine: { title: word ?? 'Express' },
  shippingAddress: {
    name: name ?? 'Iris Bell', company: null, address1: '7 Canal Street', address2: null,
    city: 'Leeds', provinceCode: null, zip: 'LS1 9ZZ', countryCodeV2: 'GB', phone: null,
  },
  lineItems: {
    pageInfo: { hasNextPage: false, endCursor: null },
    nodes: [{
      id: gidOf('LineItem', 881), name: 'T-shirt', sku: 'TEE-BLK-M', quantity: 2,
      currentQuantity: 2, nonFulfillableQuantity: 0, requiresShipping: true,
      discountedUnitPriceSet: { shopMoney: { amount: cost ?? '19.99', currencyCode: 'GBP' } },
    }],
  },
});

type Key = { readonly at: string; readonly id: string };

const keyOf = (row: unknown): Key | null => {
  if (typeof row !== 'object' || row === null) return null;
  const at: unknown = Reflect.get(row, 'updatedAt');
  return typeof at === 'string' ? { at, id: String(Reflect.get(row, 'id')) } : null;
};

const cursorOf = (key: Key | null): string =>
  Buffer.from(JSON.stringify(key), 'utf8').toString('base64');

/** Rows sorted by their last change; a cursor holds the time and the id of the row it is at. */
export const listOf = (rows: readonly unknown[]) => ({ body }: WireRequest): WireAnswer => {
  // What this connector asks.
  const { query, variables } = JSON.parse(body ?? '') as {
    query: string; variables: { query: string; after: string | null };
  };
  const from = /updated_at:>='([^']+)'/.exec(variables.query)?.[1] ?? '';
  const after = variables.after === null ? null
    : JSON.parse(Buffer.from(variables.after, 'base64').toString('utf8')) as Key;
  const left = rows.filter((row) => {
    const key = keyOf(row);
    // A row whose time cannot be read stands where it was put.
    if (key === null) return after === null;
    const isPast = after !== null &&
      (key.at < after.at || (key.at === after.at && key.id <= after.id));
    return key.at >= from && !isPast;
  });
  const size = Number(/orders\(first: (\d+)/.exec(query)?.[1]);
  return jsonAnswer(200, { data: { orders: {
    pageInfo: { hasNextPage: left.length > size },
    edges: left.slice(0, size).map((node) => ({ cursor: cursorOf(keyOf(node)), node })),
  } } });
};

/** A shop with the orders that the kit's messages are about. */
const shop = () => pretendShop((name) => {
  const number = Number(/^SO-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
  return Number.isNaN(number) ? [] : [{
    id: gidOf('Order', number), name, cancelledAt: null, sent: [],
    work: [workOf(number, { '1': 2, '2': 1 })],
  }];
}).answer;

const complaint = (message: string) => jsonAnswer(200, {
  data: { s0: { userErrors: [{ field: ['fulfillment'], message }] } },
});

const isWriting = ({ body }: WireRequest): boolean => (body ?? '').startsWith('{"query":"mutation');

const secrets = ['shpat_9f0a7c51e2d84b6f+secret/of&the"test'];
const otherSecrets = ['shpat_other_0000000001'];

export const shopifyKit: Kit = {
  connector: shopify,
  known: {
    triedAgainst:
      'a stand-in of the documented behaviour of the GraphQL Admin API 2026-10, not a real shop',
    doesNot: [
      'Nothing is held, moved, split or scheduled in Shopify, and no return is read or made.',
      'The shop is polled; its webhooks are not used.',
      'A parcel without a tracking number cannot be taken back: that is left to a person.',
      'One message of more than eight parcels, a parcel of more than 50 different lines, and an ' +
        'order of more than 265 lines are left to a person.',
    ],
  },
  settings: {
    shop: 'acme.myshopify.com', accessToken: secrets[0], location: 71, customer: 'mail',
    unpaid: 'waits', trackingLinks: { 'Van of ours': 'https://acme.example/track/{number}' },
  },
  secrets,
  everySecret: {
    settings: {
      shop: 'acme.myshopify.com', accessToken: secrets[0],
      app: { id: 'f00d', secret: 'shpss_51c0ffee+secret/of&the"app' },
    },
    secrets: [...secrets, 'shpss_51c0ffee+secret/of&the"app'],
  },
  other: {
    settings: { shop: 'other.myshopify.com', accessToken: otherSecrets[0] },
    secrets: otherSecrets,
  },
  probed: shop,
  operations: {
    'tell-channel': {
      item: tell('channel'),
      // Found, read, written, and read again with the contents of what now stands there.
      calls: 5,
      writes: 1,
      isWriting,
      good: shop,
      // What is sent, of which work, under which number.
      naturalKeys: ({ body }) => [body ?? ''],
      answers: [
        {
          title: 'an order that the shop does not show is refused in words', items: 1,
          answer: () => jsonAnswer(200, { data: { orders: { nodes: [] } } }),
          becomes: ['refused'],
        },
        {
          title: 'a complaint inside a 200 is a refusal, in their words', items: 1,
          answer: (request) => (isWriting(request)
            ? complaint('Invalid fulfillment order line item quantity requested.')
            : shopFound(request)),
          becomes: ['refused'],
        },
        {
          title: 'a question that the shop does not take is no judgement on the message', items: 1,
          answer: () => jsonAnswer(200, { errors: [{ message: 'Field does not exist' }] }),
          becomes: ['unknown'],
        },
        {
          title: 'an error of theirs inside a 200 says nothing of what became of it', items: 1,
          answer: (request) => (isWriting(request) ? jsonAnswer(200, {
            data: null, errors: [{
              message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' },
            }],
          }) : shopFound(request)),
          becomes: ['unknown'],
        },
        {
          title: 'too many points inside a 200 judge no message', items: 1,
          answer: () => jsonAnswer(200, {
            errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
          }),
          becomes: ['unknown'],
        },
      ],
    },
  },
  feeds: {
    orders: {
      row: shopOrder,
      spoilt: (number) => ({ ...shopOrder(number), id: null }),
      list: listOf,
    },
  },
  excused: {
    cases: {
      'goods.money': { 'tell-channel': 'a shop is told no cost' },
      'goods.weight': { 'tell-channel': 'a shop is told no weight' },
    },
  },
};

/** The same shop for both questions that come before a write. */
const shopFound = (() => {
  const answer = shop();
  return (request: WireRequest): WireAnswer => answer(request);
})();
