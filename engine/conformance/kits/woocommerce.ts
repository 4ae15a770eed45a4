import { woocommerce } from '../../src/connectors/woocommerce/connector.ts';
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { tell } from '../items.ts';
import type { Kit, Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';

type Row = Readonly<Record<string, unknown>>;

/** A second apart; the shop's own spelling. */
const timeOf = (number: number): string =>
  new Date(Date.UTC(2026, 10, 22, 13, 31) + number * 1_000).toISOString().slice(0, 19);

export const shopOrder = (number: number, { word, name, cost, sortsAs }: Told = {}): Row => ({
  id: 7_000 + number, number: `SO-${String(1000 + number)}`, status: 'processing',
  currency: 'GBP', date_created_gmt: timeOf(0), date_modified_gmt: timeOf(sortsAs ?? number),
  shipping: {
    first_name: name ?? 'Iris Bell', last_name: '', company: '', address_1: '7 Canal Street',
    address_2: '', city: 'Leeds', state: '', postcode: 'LS1 9ZZ', country: 'GB', phone: '',
  },
  billing: { email: 'iris@example.test', phone: '0113 496 0000' },
  shipping_lines: [{ method_title: word ?? 'Express' }],
  line_items: [{
    id: 881, name: 'T-shirt', sku: 'TEE-BLK-M', quantity: 1, total: cost ?? '19.99',
  }],
  meta_data: [],
});

const binned = (number: number, told: Told = {}): Row =>
  ({ ...shopOrder(number, told), status: 'trash' });

const list = (rows: readonly unknown[]) => ({ url }: WireRequest): WireAnswer => {
  const query = new URL(url).searchParams;
  const after = query.get('modified_after') ?? '';
  // A row whose time cannot be read stands where it was put.
  const of = (row: unknown, field: string): unknown => (typeof row === 'object' && row !== null
    ? Reflect.get(row, field) as unknown : null);
  // All statuses together leave the bin out.
  const hidden = query.get('status') === 'trash' ? 'processing' : 'trash';
  const inWindow = rows.filter((row) => {
    const at = of(row, 'date_modified_gmt');
    return of(row, 'status') !== hidden && (typeof at !== 'string' || at > after);
  });
  const page = Number(query.get('page'));
  const size = Number(query.get('per_page'));
  return jsonAnswer(200, inWindow.slice((page - 1) * size, page * size));
};

/** A shop with the orders that the kit's messages are about, and notes beside each. */
export const pretendShop = () => {
  const notes = new Map<string, { readonly note: string }[]>();
  const meta = new Map<string, readonly unknown[]>();
  const shown = (number: number) => {
    const row = shopOrder(number);
    return { ...row, meta_data: meta.get(String(row['id'])) ?? [] };
  };
  return ({ method, url, body }: WireRequest): WireAnswer => {
    const { pathname, searchParams } = new URL(url);
    const [, id = '', rest = ''] = /orders\/(\d+)(\/notes)?$/.exec(pathname) ?? [];
    const sent = JSON.parse(body ?? '{}') as { note?: string; meta_data?: readonly unknown[] };
    if (rest !== '') {
      const there = notes.get(id) ?? [];
      if (method === 'POST') notes.set(id, [...there, { note: sent.note ?? '' }]);
      return jsonAnswer(200, method === 'POST' ? { id: 1, note: sent.note } : there);
    }
    if (method === 'PUT') {
      meta.set(id, sent.meta_data ?? []);
      return jsonAnswer(200, shown(Number(id) - 7_000));
    }
    const search = /^SO-(\d+)$/.exec(searchParams.get('search') ?? '');
    return jsonAnswer(200, search === null ? [] : [shown(Number(search[1]) - 1000)]);
  };
};

const secrets = ['ck_9f0a7c51e2d84b6f', 'cs_51c0ffee+secret/of&the"test'];
const otherSecrets = ['ck_other_0000000001', 'cs_other_0000000002'];
const noSuchOrder = { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.' };

export const wooCommerceKit: Kit = {
  connector: woocommerce,
  known: {
    triedAgainst:
      'a stand-in of the documented behaviour of REST wc/v3, not a real shop',
    doesNot: [
      'Refunds of single lines are not seen: the list of orders does not show them.',
      'One message of more than eight parcels is left to a person.',
    ],
  },
  settings: {
    url: 'https://shop.example', consumerKey: secrets[0], consumerSecret: secrets[1],
    paidStates: 'packing',
  },
  secrets,
  other: {
    settings: {
      url: 'https://other.example', consumerKey: otherSecrets[0], consumerSecret: otherSecrets[1],
    },
    secrets: otherSecrets,
  },
  probed: () => list([]),
  operations: {
    'tell-channel': {
      item: tell('channel'),
      calls: 5,
      writes: 2,
      good: pretendShop,
      // A note by its words, the order by its id.
      naturalKeys: ({ body, url }) => [`${new URL(url).pathname} ${body ?? ''}`],
      answers: [
        {
          title: 'an order that the shop does not have is refused in words', items: 1,
          answer: () => jsonAnswer(200, []), becomes: ['refused'],
        },
        {
          title: 'a no in words is a refusal', items: 1,
          answer: () => jsonAnswer(400, noSuchOrder), becomes: ['refused'],
        },
        {
          title: 'a page of the host is no judgement on the message', items: 1,
          answer: () => ({ is: 'answer', status: 404, headers: {}, body: '<h1>Not found</h1>' }),
          becomes: ['unknown'],
        },
      ],
    },
  },
  feeds: {
    orders: {
      row: shopOrder,
      spoilt: (number) => ({ ...shopOrder(number), id: null }),
      list,
    },
    binned: {
      row: binned,
      spoilt: (number) => ({ ...binned(number), id: null }),
      list,
    },
  },
  excused: {
    cases: {
      'look.other-document': {
        orders: 'the list has no envelope: an empty list is how an empty window is told',
        binned: 'the list has no envelope: an empty list is how an empty window is told',
      },
      'items.other-document': {
        'tell-channel': 'an empty list is how the shop says that it has no such order',
      },
      'goods.names': { 'tell-channel': 'the carrier stands inside a sentence to the customer' },
      'goods.money': { 'tell-channel': 'a shop is told no cost' },
      'goods.weight': { 'tell-channel': 'a shop is told no weight' },
    },
  },
};
