/** First contact with an account: what is there, what is missing, who else is at work in it. */
import { describe, expect, test } from 'vitest';
import { holdRequest, v1Address } from '../../../conformance/held-to-v1.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import { nothingNamed, type Named } from '../../contract/named.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { shipstation } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 13, 40, 12));

const stores = [
  { storeId: 98_765, storeName: 'Gatepass', marketplaceId: 0, marketplaceName: 'ShipStation' },
  { storeId: 310_587, storeName: 'Shop', marketplaceId: 36, marketplaceName: 'WooCommerce',
    autoRefresh: true },
];
const account: Readonly<Record<string, unknown>> = {
  '/stores': stores,
  '/warehouses': [{ warehouseId: 12_345, warehouseName: 'Leicester', isDefault: true }],
  '/carriers': [{ code: 'dpd', name: 'DPD' }, { code: 'dpd', name: 'DPD' }],
  '/carriers/listservices': [{ carrierCode: 'dpd', code: 'dpd_by_12', name: 'by 12' }],
  '/carriers/listpackages': [{ carrierCode: 'dpd', code: 'package', name: 'Package' }],
  '/webhooks': { webhooks: [] },
  '/orders': { orders: [], total: 0, page: 1, pages: 0 },
};
const named: Named = {
  connection: 'shipstation-uk',
  stores: [{ id: 98_765, channel: 'shopify-uk', isOursToFill: true }],
  shipFrom: [{ id: 12_345, warehouse: 'leicester' }],
  services: [{ says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' }],
  carriers: [],
};

type Over = Readonly<Record<string, unknown>>;

const probe = async (
  over: Over = {},
  more: Partial<Named> = {},
  settings: object = {},
  answer: (request: WireRequest) => WireAnswer | null = () => null,
) => {
  const asked: string[] = [];
  const opened = shipstation.open({ v1: { apiKey: 'k', apiSecret: 'secret-1', ...settings } }, {
    request: (request) => {
      holdRequest(v1Address, request);
      const { pathname, search } = new URL(request.url);
      asked.push(pathname + search);
      return Promise.resolve(
        answer(request) ?? jsonAnswer(200, { ...account, ...over }[pathname] ?? []));
    },
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  const said = await opened.session.probe(now, { ...named, ...more });
  expect(asked.length).toBeLessThanOrEqual(shipstation.manifest.probeCostInCalls);
  expect(JSON.stringify(said)).not.toContain('secret-');
  return { ...said, watch: said.watch ?? [], asked };
};

test('an account that has what the policy names is well', async () => {
  const { isWell, sentences, watch, asked } = await probe();
  expect({ isWell, watch }).toEqual({ isWell: true, watch: [] });
  expect(sentences).toEqual([
    'ShipStation answers and takes the API key.',
    'Stores: Gatepass (98765) and Shop (310587).',
    'Ship-from locations: Leicester (12345).',
    'Carriers: dpd.',
  ]);
  expect(asked.map((one) => one.split('?')[0])).toEqual([
    '/stores', '/warehouses', '/carriers', '/webhooks', '/orders', '/carriers/listservices',
    '/carriers/listpackages',
  ]);
});

test('without a policy it names what there is, in four calls', async () => {
  const { isWell, asked } = await probe({}, nothingNamed);
  expect(isWell).toBe(true);
  expect(asked).toEqual(['/stores', '/warehouses', '/carriers', '/webhooks']);
});

describe('what is missing', () => {
  test.each<[string, Over, Partial<Named>, RegExp]>([
    ['a store', {}, { stores: [{ id: 1, channel: 'shop', isOursToFill: true }] },
      /Orders of shop are to stand in store 1, and the account has no such store/],
    ['a store that is switched off', { '/stores': [{ ...stores[0], active: false }] }, {},
      /no such store, or it is switched off/],
    ['a ship-from location', { '/warehouses': [] }, {},
      /Parcels of leicester are to come from location 12345, and the account has no such/],
    ['every carrier', { '/carriers': [] }, {}, /has no carrier, so that no label can be made/],
    ['a carrier', { '/carriers': [{ code: 'ups', name: 'UPS' }] }, {},
      /names the carrier dpd, and the account has none with that code/],
    ['a service', { '/carriers/listservices': [] }, {},
      /dpd offers no service dpd_by_12 in this account; “DPD-12” of the warehouse becomes it/],
    ['a package', { '/carriers/listpackages': [{ carrierCode: 'dpd', code: 'pak' }] }, {},
      /dpd offers no package package in this account/],
  ])('%s is said in words', async (_, over, more, words) => {
    const { isWell, sentences } = await probe(over, more);
    expect(isWell).toBe(false);
    expect(sentences.join(' ')).toMatch(words);
  });

  test('more carriers than are looked at are named', async () => {
    const codes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { isWell, sentences } = await probe(
      { '/carriers': codes.map((code) => ({ code, name: code })) },
      { services: codes.map((carrier) => ({ says: 'S', carrier, service: 's', package: null })) });
    expect(isWell).toBe(false);
    expect(sentences.at(-1)).toBe('The services of e, f were not looked at: too many carriers.');
  });
});

describe('who else is at work', () => {
  test('a store that fetches orders by itself, though they are ours to bring', async () => {
    const { isWell, watch } =
      await probe({}, { stores: [{ id: 310_587, channel: 'shop', isOursToFill: true }] });
    expect(isWell).toBe(true);
    expect(watch).toEqual([expect.stringMatching(
      /^Store Shop \(310587\) is connected to WooCommerce and fetches its orders by.*twice/)]);
  });

  test('a store filled by hand, though the policy waits for it', async () => {
    const { watch } =
      await probe({}, { stores: [{ id: 98_765, channel: 'shop', isOursToFill: false }] });
    expect(watch).toEqual([expect.stringMatching(/waits for it to bring in the orders of shop/)]);
  });

  test('hooks of others, and not our own', async () => {
    const { watch } = await probe({ '/webhooks': { webhooks: [
      { WebHookID: 1, HookType: 'SHIP_NOTIFY', Url: 'https://erp.example/x', Name: 'ERP ship' },
      { WebHookID: 2, HookType: 'SHIP_NOTIFY', Url: 'https://us.example/hooks/shipstation-uk/t',
        Name: 'Gatepass shipstation-uk: SHIP_NOTIFY' },
    ] } });
    expect(watch).toEqual([expect.stringMatching(
      /^Another program listens to this account: SHIP_NOTIFY .* erp.example, as “ERP ship”/)]);
  });

  test('orders in our store that do not bear our key', async () => {
    const order = (orderNumber: string, orderKey: string | null, storeId: number) =>
      ({ orderId: 1, orderNumber, orderKey, advancedOptions: { storeId } });
    const { watch, asked } = await probe({ '/orders': { orders: [
      order('W-3', 'woo-3', 98_765), null, order('SO-1', 'con_1:1', 98_765),
      order('W-2', null, 98_765), order('X-1', 'x', 310_587),
    ] } });
    expect(watch).toEqual([expect.stringMatching(
      /^Of the 3 newest orders in store Gatepass \(98765\), 2 came .*, the last as W-3: a/)]);
    expect(asked.find((one) => one.startsWith('/orders'))).toContain('storeId=98765');
  });

  test('carriers that the desk can never use, and rows that cannot be read', async () => {
    const { isWell, watch } = await probe(
      { '/warehouses': [{ warehouseId: 12_345 }, { warehouseId: 'x' }] }, { carriers: ['ups'] });
    expect(isWell).toBe(true);
    expect(watch).toEqual([
      'The policy expects labels by ups, and the account has no carrier with that code.',
      'Not readable in the account: ship-from location 2: warehouseId is not an id.',
    ]);
  });
});

describe('what does not answer', () => {
  const failing = (path: string, status: number) => ({ url }: WireRequest) =>
    (new URL(url).pathname === path ? jsonAnswer(status, { message: 'Sorry' }) : null);

  test.each([
    [401, /refuses the API key/], [402, /plan of this ShipStation account/],
    [403, /plan of the account does not include the API, or its user lacks the right/],
    [429, /too many requests\. Wait a minute/],
    [503, /^ShipStation does not answer: Sorry\. Look at the address of the API and/],
    [404, /answers at the address of the API, but not as ShipStation does \(“Sorry”\)\. Look at/],
  ])('%i at the first question ends it', async (status, words) => {
    const { isWell, sentences, asked } = await probe({}, {}, {}, failing('/stores', status));
    expect([isWell, asked.length]).toEqual([false, 1]);
    expect(sentences.join(' ')).toMatch(words);
  });

  test('a no to one list is said, and the others are looked at', async () => {
    const { isWell, sentences, asked } = await probe({}, {}, {}, failing('/webhooks', 400));
    expect(isWell).toBe(false);
    expect(sentences.at(-1)).toBe('The hooks could not be looked at: Sorry.');
    expect(asked).toHaveLength(7);
  });

  test('a closed door half way ends it', async () => {
    const { isWell, asked } = await probe({}, {}, {}, failing('/carriers', 503));
    expect([isWell, asked.length]).toEqual([false, 3]);
  });
});

describe('the key pairs', () => {
  const pairs = { nextKey: 'n', nextSecret: 'secret-2' };
  const dead = (...keys: readonly string[]) => ({ headers }: WireRequest): WireAnswer | null => {
    const pair = Buffer.from(headers['authorization']?.slice(6) ?? '', 'base64').toString();
    return keys.includes(pair.split(':')[0] ?? '') ? jsonAnswer(401, {}) : null;
  };

  test('both taken', async () => {
    const { isWell, sentences, asked } = await probe({}, {}, pairs);
    expect([isWell, asked.length]).toEqual([true, 8]);
    expect(sentences[0]).toMatch(/takes both API keys; Gatepass uses the first/);
  });

  test('the first dead: all is looked at under the next', async () => {
    const { isWell, sentences, asked } = await probe({}, {}, pairs, dead('k'));
    expect(isWell).toBe(true);
    expect(sentences[0]).toMatch(/refuses the first API key and takes the next one/);
    expect(sentences).toContain('Carriers: dpd.');
    expect(asked.length).toBeGreaterThan(7);
  });

  test('the next dead: nothing is wrong yet, and it is not well', async () => {
    const { isWell, sentences } = await probe({}, {}, pairs, dead('n'));
    expect(isWell).toBe(false);
    expect(sentences[0]).toMatch(/refuses the next one \(nextKey\): nothing will work from/);
  });

  test('both dead', async () => {
    const { isWell, sentences, asked } = await probe({}, {}, pairs, dead('k', 'n'));
    expect([isWell, asked.length]).toEqual([false, 2]);
    expect(sentences[0]).toMatch(/^Both API keys are refused/);
  });

  test.each([
    [{ keyExpires: '2026-12-23' }, null],
    [{ keyExpires: '2026-12-22' }, /^The API key expires on 2026-12-22, in 30 days. Make a new/],
    [{ keyExpires: '2026-11-23' }, /^The API key expires on 2026-11-23. Make a new pair/],
    [{ keyExpires: '2026-11-20' }, /should have expired on 2026-11-20 and is still taken/],
    [{ ...pairs, keyExpires: '2026-12-01' }, /^The first API key expires.*goes on with the next/],
    [{ ...pairs, nextKeyExpires: '2026-12-01' }, /^The next API key expires.*Make a new pair/],
  ])('%j is warned of 30 days before', async (settings, words) => {
    const { isWell, watch } = await probe({}, {}, settings);
    expect(isWell).toBe(true);
    expect(watch).toEqual(words === null ? [] : [expect.stringMatching(words)]);
  });
});
