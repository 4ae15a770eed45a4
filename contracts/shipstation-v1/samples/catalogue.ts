export const product = {
  productId: 8, sku: 'MUG', name: 'Mug', price: 19.99, defaultCost: 4, length: 9, width: 9,
  height: 11, weightOz: 12, internalNotes: null, fulfillmentSku: null,
  createDate: '2026-01-06T09:31:12.26', modifyDate: '2026-01-06T09:31:12.26', active: true,
  productCategory: { categoryId: 1, name: 'Kitchen' }, productType: null,
  warehouseLocation: 'A-03-2', defaultCarrierCode: 'dpd', defaultServiceCode: 'by_12',
  defaultPackageCode: 'package', defaultIntlCarrierCode: null, defaultIntlServiceCode: null,
  defaultIntlPackageCode: null, defaultConfirmation: 'none', defaultIntlConfirmation: null,
  customsDescription: 'Mug', customsValue: 4, customsTariffNo: '6912.00',
  customsCountryCode: 'PT', noCustoms: false, tags: [{ tagId: 3, name: 'Fragile' }], aliases: [],
};

export const customer = {
  customerId: 5, createDate: '2026-01-06T09:31:12.2600000',
  modifyDate: '2026-01-06T09:31:12.2600000', name: '안유진', company: null,
  street1: '14 Freight Road', street2: '', city: 'Seoul', state: null, postalCode: '04524',
  countryCode: 'KR', phone: null, email: 'yujin@shop.example', addressVerified: 'Verified',
  marketplaceUsernames: [{
    customerUserId: 6, customerId: 5, createDate: null, modifyDate: null, marketplaceId: 0,
    marketplace: 'ShipStation', username: 'yujin@shop.example',
  }],
  tags: [{ tagId: 3, name: 'Fragile' }],
};
