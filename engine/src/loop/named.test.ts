import { expect, test } from 'vitest';
import { policyWith } from '../../scenarios/kit.ts';
import { namedOf } from './named.ts';

const isShipping = (name: string) => name.startsWith('shipstation');

test('what the policy names is found for the account that it stands in', () => {
  const policy = policyWith({
    warehouse: { shipFromWarehouseId: 12_345 },
    channel: { storeId: 98_765, enters: 'channel', toldBy: 'shipstation' },
  });
  expect(namedOf(policy, 'shipstation-uk', isShipping)).toEqual({
    connection: 'shipstation-uk',
    stores: [{ id: 98_765, channel: 'shopify-uk', isOursToFill: false }],
    shipFrom: [{ id: 12_345, warehouse: 'leicester' }],
    services: [{ says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' }],
    carriers: ['royal_mail', 'dpd'],
  });
});

test('nothing is named of an account that no warehouse sends from', () => {
  expect(namedOf(policyWith(), 'leicester-wms', isShipping)).toEqual({
    connection: 'leicester-wms', stores: [], shipFrom: [], services: [], carriers: [],
  });
});

test('with two accounts only what is surely in this one is looked for', () => {
  const policy = policyWith({
    warehouse: { shipFromWarehouseId: 1 }, channel: { storeId: 2 },
    sections: { connections: {
      'shipstation-uk': { connector: 'shipstation' },
      'shipstation-us': { connector: 'shipstation' },
      'leicester-wms': { connector: 'warehouse-api' }, 'shop-uk': { connector: 'channel-api' },
    } },
  });
  expect(namedOf(policy, 'shipstation-uk', isShipping)).toMatchObject({
    stores: [], services: [], carriers: [], shipFrom: [{ id: 1, warehouse: 'leicester' }],
  });
});
