/**
 * The account's fixed furniture. The carriers exist in ShipStation under these codes; the service
 * codes, account numbers and ids are invented, except that the store and the ship-from location
 * carry the numbers of the example policy, so that it works against this account as it stands.
 */
export const storeIds = { manual: 98_765, connected: 98_766, amazon: 98_767 } as const;
export const warehouseIds = { leicester: 12_345 } as const;
/** The API user to whom ShipStation attributes labels. */
export const apiUserId = '7f0b2a1e-64c3-4b7d-9a55-20c1d7e9a001';

export type Service = {
  readonly carrierCode: string;
  readonly code: string;
  readonly name: string;
  readonly domestic: boolean;
  readonly international: boolean;
};

/** Money paid in beforehand, in cents, to carriers that sell by no other way. */
export const fundsAtFirst: ReadonlyMap<string, number> = new Map([['stamps_com', 18_422]]);

export const carriers = [
  {
    code: 'royal_mail',
    name: 'Royal Mail',
    accountNumber: '0412345000',
    shippingProviderId: 331_201,
  },
  {
    // Two accounts of one carrier share its code (3.5).
    code: 'royal_mail',
    name: 'Royal Mail',
    accountNumber: '0498765000',
    shippingProviderId: 331_211,
    nickname: 'Royal Mail returns',
  },
  { code: 'dpd', name: 'DPD', accountNumber: 'GB-778120', shippingProviderId: 331_202 },
  {
    code: 'dhl_express_uk',
    name: 'DHL Express UK',
    accountNumber: 420_998_001,
    shippingProviderId: 331_203,
  },
  {
    code: 'stamps_com',
    name: 'Stamps.com',
    accountNumber: 'HV-ST-01',
    shippingProviderId: 331_204,
  },
].map((carrier) => ({
  name: carrier.name,
  code: carrier.code,
  accountNumber: carrier.accountNumber,
  requiresFundedAccount: fundsAtFirst.has(carrier.code),
  balance: 0,
  nickname: 'nickname' in carrier ? carrier.nickname : null,
  shippingProviderId: carrier.shippingProviderId,
  primary: !('nickname' in carrier),
}));

const service = (
  carrierCode: string,
  code: string,
  name: string,
  reach: 'domestic' | 'international',
): Service => ({
  carrierCode,
  code,
  name,
  domestic: reach === 'domestic',
  international: reach === 'international',
});

export const services: readonly Service[] = [
  service('royal_mail', 'royal_mail_tracked_24', 'Royal Mail Tracked 24', 'domestic'),
  service('royal_mail', 'royal_mail_tracked_48', 'Royal Mail Tracked 48', 'domestic'),
  service(
    'royal_mail',
    'royal_mail_international_tracked',
    'International Tracked',
    'international',
  ),
  service('dpd', 'dpd_next_day', 'DPD Next Day', 'domestic'),
  service('dpd', 'dpd_by_12', 'DPD by 12', 'domestic'),
  service('dpd', 'dpd_classic', 'DPD Classic', 'international'),
  service('dhl_express_uk', 'dhl_express_worldwide', 'DHL Express Worldwide', 'international'),
  service('stamps_com', 'usps_ground_advantage', 'USPS Ground Advantage', 'domestic'),
  service('stamps_com', 'usps_priority_mail', 'USPS Priority Mail', 'domestic'),
  service(
    'stamps_com',
    'usps_priority_mail_international',
    'USPS Priority Mail International',
    'international',
  ),
];

export const packages = carriers.filter(({ primary }) => primary).flatMap((carrier) => [
  {
    carrierCode: carrier.code,
    code: 'package',
    name: 'Package',
    domestic: true,
    international: true,
  },
  {
    carrierCode: carrier.code,
    code: 'large_letter',
    name: 'Large Letter',
    domestic: true,
    international: true,
  },
]);

const leicesterAddress = {
  name: 'Leicester',
  company: 'Harbour & Vale Ltd',
  street1: '14 Freight Road',
  street2: '',
  street3: null,
  city: 'Leicester',
  state: null,
  postalCode: 'LE4 9XX',
  country: 'GB',
  phone: '0116 496 0100',
  residential: false,
  addressVerified: null,
};

export const warehouses = [
  {
    warehouseId: warehouseIds.leicester,
    warehouseName: 'Leicester',
    originAddress: leicesterAddress,
    returnAddress: { ...leicesterAddress, name: 'Returns' },
    createDate: '2025-08-11T10:10:02.8800000',
    isDefault: true,
  },
];

const store = (storeId: number, storeName: string, marketplace: readonly [number, string]) => ({
  storeId,
  storeName,
  marketplaceId: marketplace[0],
  marketplaceName: marketplace[1],
  accountName: null,
  email: null,
  integrationUrl: null,
  active: true,
  companyName: 'Harbour & Vale Ltd',
  phone: '',
  publicEmail: '',
  website: '',
  refreshDate: null,
  lastRefreshAttempt: null,
  createDate: '2025-08-11T10:02:44.177',
  modifyDate: '2026-01-06T09:31:12.26',
  autoRefresh: false,
});

/** Marketplace 0 is a manual store (nobody to tell), 36 WooCommerce, 2 Amazon (3.5). */
export const stores = [
  store(storeIds.manual, 'Gatepass', [0, 'ShipStation']),
  store(storeIds.connected, 'Harbour & Vale shop', [36, 'WooCommerce']),
  store(storeIds.amazon, 'Harbour & Vale on Amazon', [2, 'Amazon']),
];

export const tags = [
  { tagId: 31_041, name: 'Gatepass', color: '#2E86AB' },
  { tagId: 31_042, name: 'Do not ship', color: '#C0392B' },
];

/** The first stands for the API key; the last has left. */
export const users = [
  { userId: apiUserId, userName: 'api@harbour-vale.example', name: 'Gatepass', isActive: true },
  {
    userId: '2c9d41aa-8b0e-4f15-9a77-5e0c7d1b4410',
    userName: 'priya@harbour-vale.example',
    name: 'Priya Shah',
    isActive: true,
  },
  {
    userId: 'b7720f3e-13c4-4f0a-8d2b-0a6f9e51c2d7',
    userName: 'tom@harbour-vale.example',
    name: 'Tom Okafor',
    isActive: false,
  },
];

/** Says what is wrong with a choice of carrier, service and package, or null (3.4, 3.7). */
export function carrierProblem(choice: {
  readonly carrierCode: string | null;
  readonly serviceCode: string | null;
  readonly packageCode: string | null;
}): string | null {
  const { carrierCode, serviceCode, packageCode } = choice;
  if (carrierCode === null) return null;
  if (!carriers.some((carrier) => carrier.code === carrierCode)) return 'Invalid carrierCode';
  const isOfCarrier = (row: { carrierCode: string; code: string }, code: string | null) =>
    row.carrierCode === carrierCode && row.code === code;
  if (!services.some((row) => isOfCarrier(row, serviceCode))) return 'Invalid serviceCode';
  if (packageCode !== null && !packages.some((row) => isOfCarrier(row, packageCode))) {
    return 'Invalid packageCode';
  }
  return null;
}
