/** What a pretended V1 account is set up with, list by list, and its hooks. */
import type { SurveyAsk } from '../../src/contract/survey.ts';
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import type { HooksKit, SurveyKit } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';

type Row = Readonly<Record<string, unknown>>;

const listed = (ask: SurveyAsk, row: (number: number) => Row, spoilt: Row): SurveyKit => ({
  ask, row, spoilt: { ...row(9), ...spoilt }, list: (rows) => jsonAnswer(200, rows),
});

const address = {
  name: 'Leicester', company: null, street1: '1 Dock Road', street2: null, street3: null,
  city: 'Leicester', state: null, postalCode: 'LE1 1AA', country: 'GB', phone: null,
  residential: false, addressVerified: null,
};

export const store = (number: number): Row => ({
  storeId: 98_765 + number, storeName: 'Gatepass', marketplaceId: 0,
  marketplaceName: 'ShipStation', active: true,
});

export const shipFrom = (number: number): Row => ({
  warehouseId: 12_345 + number, warehouseName: 'Leicester', isDefault: true,
  originAddress: address, returnAddress: null, createDate: '2025-08-11T10:10:02.8800000',
});

export const carrier = (number: number): Row => ({
  name: 'DPD', code: number === 0 ? 'dpd' : `dpd_${String(number)}`, accountNumber: 'D-1',
  requiresFundedAccount: false, balance: 0, nickname: null, shippingProviderId: 1, primary: true,
});

const offer = (number: number): Row => ({
  carrierCode: 'dpd', code: `dpd_${String(number)}`, name: 'DPD by 12', domestic: true,
  international: false,
});

const hook = (number: number, over: Row = {}): Row => ({
  WebHookID: 100 + number, HookType: 'SHIP_NOTIFY', Url: 'https://other.example/hook',
  Name: 'stock tool', Active: true, StoreID: null, ...over,
});

export const shipstationSurveys: Readonly<Record<string, SurveyKit>> = {
  'stores': listed({ list: 'stores' }, store, { storeId: 'none' }),
  'ship-from': listed({ list: 'ship-from' }, shipFrom, { warehouseId: null }),
  'carriers': listed({ list: 'carriers' }, carrier, { code: null }),
  'services': listed({ list: 'services', carrier: 'dpd' }, offer, { code: null }),
  'packages': listed({ list: 'packages', carrier: 'dpd' }, offer, { code: '' }),
  'tags': listed({ list: 'tags' }, (number) =>
    ({ tagId: number + 1, name: 'Gift', color: '#ffffff' }), { tagId: -1 }),
  'hooks': {
    ...listed({ list: 'hooks' }, hook, { WebHookID: null }),
    list: (rows) => jsonAnswer(200, { webhooks: rows }),
  },
  'people': listed({ list: 'people' }, (number) =>
    ({ userId: `u-${String(number)}`, userName: 'iris', name: 'Iris Bell' }), { userId: null }),
};

const wanted = {
  connection: 'shipstation-uk', address: 'https://gatepass.example/hooks/shipstation-uk/token-1',
};

/** With a stranger's hook, and an old one of ours at another address. */
const hookAccount: HooksKit['account'] = () => {
  const hooks = new Map<number, Row>([
    [100, hook(0)],
    [101, hook(1, { Url: 'https://gatepass.example/hooks/shipstation-uk/token-0' })],
  ]);
  const ours = () => [...hooks.values()].filter((one) => String(one['Url']).includes('gatepass'));
  const good = ({ method, url, body }: WireRequest): WireAnswer => {
    if (method === 'GET') return jsonAnswer(200, { webhooks: [...hooks.values()] });
    if (method === 'DELETE') {
      hooks.delete(Number(url.split('/').at(-1)));
      return { is: 'answer', status: 200, headers: {}, body: '' };
    }
    // What the connector subscribes with is its own; the kit only keeps it.
    const sent = JSON.parse(body ?? '{}') as
      { readonly target_url: string; readonly event: string; readonly friendly_name: string };
    const id = Math.max(...hooks.keys()) + 1;
    hooks.set(id, hook(id - 100, {
      HookType: sent.event, Url: sent.target_url, Name: sent.friendly_name,
    }));
    return jsonAnswer(200, { id });
  };
  return {
    other: good,
    isAsWanted: () => ours().length > 0 && ours().every((one) => one['Url'] === wanted.address) &&
      new Set(ours().map((one) => one['HookType'])).size === ours().length,
    strangers: () => [...hooks.values()].filter((one) => !String(one['Url']).includes('gatepass')),
  };
};

export const shipstationHooks: HooksKit = { wanted, account: hookAccount };
