import { describe, expect, it } from 'vitest';
import type { ConnectorView } from '../api/connectors.ts';
import { connectionName, settingsToTry, withSystem, type Filled } from './document.ts';
import { keepDrafts, readDrafts } from './draft.ts';
import { faultsAtFields, faultsHere } from './faults.ts';
import { askedBy, entersInto, wayOf, waysOf } from './ways.ts';
import { placeDefaults } from './place-defaults.ts';
import { connectedIn, firstOpen } from './steps.ts';

const setting = (path: string, isSecret = false, isRequired = isSecret) =>
  ({ path, label: path, isSecret, isRequired, meaning: path, choices: null });

const shipstation: ConnectorView = {
  connector: 'shipstation', title: 'ShipStation', roles: ['shipping'],
  settings: [
    setting('v1.baseUrl'), setting('v1.apiKey', true), setting('v1.apiSecret', true),
    setting('customStore.username'), setting('customStore.password', true, false),
  ],
  reached: { by: 'any', ways: [
    {
      way: 'v1', label: 'V1', meaning: '', needs: ['v1.apiKey', 'v1.apiSecret'],
      guide: null, enters: ['gatepass', 'channel'],
      settings: ['v1.baseUrl', 'v1.apiKey', 'v1.apiSecret'],
    },
    {
      way: 'customStore', label: 'Custom Store', meaning: '',
      settings: ['customStore.username', 'customStore.password'],
      needs: ['customStore.username', 'customStore.password'], guide: null,
      enters: ['custom-store'],
    },
  ] },
  guide: null,
};
const wms: ConnectorView = {
  connector: 'warehouse-api', title: 'Warehouse API', roles: ['warehouse'],
  settings: [setting('pushUrl'), setting('pushSecret', true, false)],
  reached: null, guide: null,
};

const account: Filled = {
  step: 'shipstation', connector: askedBy(shipstation, 'v1'),
  draft: { connector: 'shipstation', way: '', name: 'shipstation-uk', settings: {}, place: {} },
  secrets: { 'v1.apiKey': 'the-key', 'v1.apiSecret': 'the-secret' },
};
const warehouse: Filled = {
  step: 'warehouse', connector: wms, secrets: {},
  draft: {
    connector: 'warehouse-api', way: '', name: 'leicester', settings: {},
    place: { shipstation: 'shipstation-uk', timeZone: 'Europe/London', gate: 'packed',
      shipFromWarehouseId: '' },
  },
};
const empty = { document: {}, version: 0 };

describe('the policy that is made of a form', () => {
  it('names secrets and never holds them, and begins in shadow mode', () => {
    const wish = withSystem(account, empty);
    expect(wish).toEqual({
      basedOn: 0,
      secrets: {
        SHIPSTATION_UK_V1_APIKEY: 'the-key', SHIPSTATION_UK_V1_APISECRET: 'the-secret',
      },
      document: { connections: { 'shipstation-uk': {
        connector: 'shipstation', mode: 'shadow',
        settings: { v1: {
          apiKey: '${SHIPSTATION_UK_V1_APIKEY}', apiSecret: '${SHIPSTATION_UK_V1_APISECRET}',
        } },
      } } },
    });
    expect(JSON.stringify(wish.document)).not.toContain('the-secret');
  });

  it('leaves everything that is there as it is', () => {
    const before = { document: withSystem(account, empty).document, version: 1 };
    const { document, basedOn } = withSystem(warehouse, {
      ...before, document: { ...before.document, limits: { readyToRelease: '2m' } },
    });
    expect(basedOn).toBe(1);
    expect(document).toMatchObject({ ...before.document, limits: { readyToRelease: '2m' } });
    expect(document['warehouses']).toEqual({ leicester: {
      connection: 'leicester-wms', shipstation: 'shipstation-uk', timeZone: 'Europe/London',
      gate: 'packed',
    } });
  });

  it('never takes the name of a connection that is there', () => {
    const taken = { connections: { 'leicester-wms': {}, 'leicester-wms-2': {} } };
    expect(connectionName('warehouse', 'leicester', taken)).toBe('leicester-wms-3');
  });

  it('tries the values themselves', () => {
    expect(settingsToTry(account)).toEqual({ v1: { apiKey: 'the-key', apiSecret: 'the-secret' } });
  });

  it('makes numbers of numbers', () => {
    const filled = { ...warehouse, draft: {
      ...warehouse.draft, place: { ...warehouse.draft.place, shipFromWarehouseId: '12345' },
    } };
    expect(withSystem(filled, empty).document)
      .toMatchObject({ warehouses: { leicester: { shipFromWarehouseId: 12_345 } } });
  });
});

describe('what is wrong stands at its field', () => {
  it('before anything is asked', () => {
    const bad = { ...account, secrets: {}, draft: { ...account.draft, name: 'Ship Station' } };
    expect(Object.keys(faultsHere(bad, {})).toSorted())
      .toEqual(['name', 'settings.v1.apiKey', 'settings.v1.apiSecret']);
    expect(faultsHere(account, {})).toEqual({});
    expect(Object.keys(faultsHere(account, { connections: { 'shipstation-uk': {} } })))
      .toEqual(['name']);
    const without = { ...warehouse, draft: { ...warehouse.draft, place: { storeId: 'x' } } };
    expect(Object.keys(faultsHere(without, {}))).toEqual(['place.shipstation', 'place.storeId']);
  });

  it('as Gatepass named it, of a first contact and of the whole policy', () => {
    expect(faultsAtFields([
      { path: 'settings.v1.apiSecret', problem: 'the API secret is missing' },
      { path: 'connection', problem: 'is there' },
    ], account, {})).toEqual({
      'settings.v1.apiSecret': 'the API secret is missing', 'name': 'is there',
    });
    expect(faultsAtFields([
      { path: 'connections.leicester-wms.settings.pushSecret', problem: 'is missing' },
      { path: 'warehouses.leicester.timeZone', problem: 'is no zone' },
      { path: 'warehouses.glasgow.gate', problem: 'is open' },
    ], warehouse, {})).toEqual({
      'settings.pushSecret': 'is missing', 'place.timeZone': 'is no zone',
      '': 'warehouses.glasgow.gate: is open',
    });
  });
});

describe('an account is asked for what it has', () => {
  const by = (way: string) => askedBy(shipstation, wayOf(shipstation, way));
  const filled = { ...account, secrets: { ...account.secrets, 'customStore.password': 'long' } };
  const missing = (way: string): string[] =>
    Object.keys(faultsHere({ ...account, secrets: {}, connector: by(way) }, {}));

  it('V1, Custom Store, or both', () => {
    expect(waysOf(shipstation)).toEqual(['v1', 'customStore', 'all']);
    expect(wayOf(shipstation, 'unheard of')).toBe('v1');
    expect(missing('v1')).toEqual(['settings.v1.apiKey', 'settings.v1.apiSecret']);
    expect(missing('customStore'))
      .toEqual(['settings.customStore.username', 'settings.customStore.password']);
    expect(missing('all')).toHaveLength(4);
    expect(wayOf(wms, 'v1')).toBeNull();
    expect(askedBy(wms, null).settings).toEqual(wms.settings);
  });

  it('and what was typed for another way is not sent', () => {
    const draft = { ...account.draft, settings: { 'customStore.username': 'us' } };
    const at = (way: string) => settingsToTry({ ...filled, draft, connector: by(way) });
    expect(at('customStore')).toEqual({ customStore: { username: 'us', password: 'long' } });
    expect(at('v1')).toEqual({ v1: { apiKey: 'the-key', apiSecret: 'the-secret' } });
    expect(Object.keys(at('all'))).toEqual(['v1', 'customStore']);
  });
});

describe('who brings orders in goes by how the accounts are reached', () => {
  const at = (...accounts: readonly (readonly string[])[]) => {
    const connections = Object.fromEntries(accounts.map((ways, index) => [`ss-${String(index)}`, {
      connector: 'shipstation', settings: {
        ...(ways.includes('v1') ? { v1: { apiKey: '${KEY}', apiSecret: '${SECRET}' } } : {}),
        ...(ways.includes('shop') ? { customStore: { username: 'us', password: '${P}' } } : {}),
      },
    }]));
    return entersInto(Object.keys(connections), { connections }, [shipstation, wms]);
  };

  it('by a custom store alone it is that, and the usual one comes first', () => {
    expect(at(['shop'])).toEqual(['custom-store']);
    expect(placeDefaults('channel', ['ss-0'], at(['shop']))['enters']).toBe('custom-store');
    expect(at(['v1'])).toEqual(['gatepass', 'channel']);
    expect(at(['v1', 'shop'])).toEqual(['gatepass', 'channel', 'custom-store']);
    expect(at(['shop'], ['v1'])).toEqual(['custom-store', 'gatepass', 'channel']);
  });

  it('and is open where that is not known', () => {
    expect(at()).toBeNull();
    expect(at(['shop'], [])).toBeNull();
    expect(placeDefaults('channel', [], null)['enters']).toBe('gatepass');
  });
});

describe('what is connected already', () => {
  const { document } = withSystem(warehouse, {
    document: withSystem(account, empty).document, version: 1,
  });
  it('is read from the policy', () => {
    const at = (step: 'shipstation' | 'warehouse' | 'channel') =>
      connectedIn(document, step, [shipstation, wms]);
    expect(at('shipstation').map((one) => one.name)).toEqual(['shipstation-uk']);
    expect(at('warehouse')).toEqual([
      { name: 'leicester', connection: 'leicester-wms', connector: 'warehouse-api' },
    ]);
    expect(firstOpen((step) => at(step).length > 0)).toBe('channel');
  });
});

describe('what the browser keeps', () => {
  it('is what was filled in, and reads back', () => {
    let kept = '';
    keepDrafts({ setItem: (_, text) => { kept = text; } }, { warehouse: warehouse.draft });
    expect(readDrafts({ getItem: () => kept })).toEqual({ warehouse: warehouse.draft });
  });

  it.each(['', 'no JSON', '[]', '{"warehouse":{"name":3}}', '{"warehouse":null}'])(
    'what nobody can read (%s) is as if nothing were there',
    (text) => expect(readDrafts({ getItem: () => text })).toEqual({}),
  );
});
