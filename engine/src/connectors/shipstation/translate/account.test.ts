/** The lists of an account: shapes are real, contents invented. */
import { describe, expect, test } from 'vitest';
import { asksAbout, blankSurvey, withList, type SurveyAsk } from '../../../contract/survey.ts';
import { listAsked, readList } from './account.ts';

const rowsOf = (ask: SurveyAsk, answer: unknown) => {
  const read = readList(ask, answer);
  return read === null ? null : { rows: read.found.rows, unreadable: read.unreadable };
};

describe('stores', () => {
  const row = {
    storeId: 310_587, storeName: 'Shop', marketplaceId: 36, marketplaceName: 'WooCommerce',
    active: true, autoRefresh: true, refreshDate: null, email: null,
  };

  test('who brings their orders in, and whether they fetch them by themselves', () => {
    expect(rowsOf({ list: 'stores' }, [
      row,
      {
        ...row, storeId: '1', marketplaceId: 0, marketplaceName: 'ShipStation',
        autoRefresh: false,
      },
    ])).toEqual({ unreadable: [], rows: [
      { id: 310_587, name: 'Shop', marketplace: 'WooCommerce', ordersComeFrom: 'marketplace',
        refreshesByItself: true, isActive: true },
      { id: 1, name: 'Shop', marketplace: 'ShipStation', ordersComeFrom: 'hand',
        refreshesByItself: false, isActive: true },
    ] });
  });

  test('null rows pass, unknown marketplaces stay as they are, a broken row is named alone', () => {
    expect(rowsOf({ list: 'stores' }, [
      null, { storeId: null, storeName: 'Secret name' },
      { storeId: 2, marketplaceId: 99_999, marketplaceName: 'Mars Direct', active: 'False' },
    ])).toEqual({
      unreadable: ['store 2: storeId is not an id'],
      rows: [{ id: 2, name: 'unnamed', marketplace: 'Mars Direct', ordersComeFrom: 'marketplace',
        refreshesByItself: false, isActive: false }],
    });
  });
});

describe('carriers and what they offer', () => {
  const carrier = {
    name: 'UPS', code: 'ups', requiresFundedAccount: false, balance: 0, nickname: null,
    shippingProviderId: 1, primary: true,
  };

  test('two accounts of one carrier stay two, and are asked about once', () => {
    const rows = [
      { ...carrier, accountNumber: 510_000_001 },
      { ...carrier, accountNumber: 'A1', nickname: 'Second', primary: false },
    ];
    const read = readList({ list: 'carriers' }, rows);
    const survey = read === null ? blankSurvey : withList(blankSurvey, read.found);
    expect(survey.carriers?.map((one) => [one.accountNumber, one.nickname, one.isPrimary]))
      .toEqual([['510000001', null, true], ['A1', 'Second', false]]);
    expect(asksAbout(survey.carriers ?? [])).toEqual([
      { list: 'services', carrier: 'ups' }, { list: 'packages', carrier: 'ups' },
    ]);
  });

  test('what one carrier offers is kept under its code; not asked is not none', () => {
    const ask = { list: 'services', carrier: 'ups' } as const;
    const read = readList(ask, [
      { carrierCode: 'ups', code: 'ups_ground', name: 'UPS® Ground', domestic: true },
    ]);
    const survey = read === null ? blankSurvey : withList(blankSurvey, read.found);
    expect(survey.services).toEqual({ ups: [
      { code: 'ups_ground', name: 'UPS® Ground', isDomestic: true, isInternational: false },
    ] });
    expect([survey.packages['ups'], survey.tags]).toEqual([undefined, null]);
    expect(listAsked(ask)).toEqual(
      { path: '/carriers/listservices', query: { carrierCode: 'ups' } });
  });
});

test('ship-from locations, tags and users', () => {
  expect(rowsOf({ list: 'ship-from' }, [
    { warehouseId: 70_415, warehouseName: 'Leicester', isDefault: true,
      originAddress: { country: 'GB', street1: '1 High Street' } },
    { warehouseId: 7, warehouseName: '', originAddress: null },
  ])?.rows).toEqual([
    { id: 70_415, name: 'Leicester', country: 'GB', isDefault: true },
    { id: 7, name: 'unnamed', country: null, isDefault: false },
  ]);
  expect(rowsOf({ list: 'tags' }, [{ tagId: 5, name: 'VIP', color: '#f00' }])?.rows)
    .toEqual([{ id: 5, name: 'VIP' }]);
  const user = { userId: '3d1f', userName: 'ann', name: null };
  const read = { rows: [{ id: '3d1f', name: 'ann' }], unreadable: [] };
  expect(rowsOf({ list: 'people' }, [user])).toEqual(read);
  // The documented example is a bare object.
  expect(rowsOf({ list: 'people' }, user)).toEqual(read);
});

describe('webhooks', () => {
  const hook = {
    id: 90_117, event: 'SHIP_NOTIFY', address: 'https://one.example/x', name: 'mine', store: null,
    isActive: true,
  };

  test('in the spelling of either page of the documentation, listed bare or under a name', () => {
    const old = {
      WebHookID: 90_117, StoreID: null, HookType: 'SHIP_NOTIFY', Url: 'https://one.example/x',
      Name: 'mine', Active: true, WebhookLogs: [],
    };
    const newer = {
      id: '90117', event: 'SHIP_NOTIFY', target_url: 'https://one.example/x', store_id: null,
      friendly_name: 'mine',
    };
    for (const rows of [[old], [newer]]) {
      expect(rowsOf({ list: 'hooks' }, { webhooks: rows })?.rows).toEqual([hook]);
      expect(rowsOf({ list: 'hooks' }, rows)?.rows).toEqual([hook]);
    }
  });

  test('one of one store, switched off, for an event we do not know', () => {
    expect(rowsOf({ list: 'hooks' }, { webhooks: [{
      WebHookID: 1, StoreID: 310_442, HookType: 'MOON_LANDED', Url: 'https://x.example',
      Name: null, Active: 'False',
    }] })?.rows).toEqual([{
      id: 1, event: 'MOON_LANDED', address: 'https://x.example', name: null, store: 310_442,
      isActive: false,
    }]);
  });
});

test.each<SurveyAsk['list']>(['stores', 'carriers', 'hooks', 'tags', 'people', 'ship-from'])(
  'something else than a list of %s is none', (list) => {
    // The type keeps carriers' own lists apart; none of these needs a carrier.
    const ask = { list } as SurveyAsk;
    expect([null, 7, 'text', { hello: [] }].map((answer) => readList(ask, answer)))
      .toEqual([null, null, null, null]);
  });
