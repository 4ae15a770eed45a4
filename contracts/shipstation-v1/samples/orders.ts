/** An order with every field, as shown and as it would be sent back in an update. */
export const address = {
  name: '안유진', company: 'Harbour & Vale', street1: '14 Freight Road', street2: '', street3: null,
  city: 'Seoul', state: null, postalCode: '04524', country: 'KR', phone: '02-555-0100',
  residential: false, addressVerified: 'Address validated successfully',
};

export const weight = { value: 450, units: 'grams', WeightUnits: 2 };
export const dimensions = { length: 30, width: 22.5, height: 4, units: 'centimeters' };
export const insurance = { provider: 'carrier', insureShipment: true, insuredValue: 40 };
export const international = {
  contents: 'merchandise',
  nonDelivery: 'return_to_sender',
  customsItems: [{
    customsItemId: 9, description: 'Mug', quantity: 2, value: 12.5,
    harmonizedTariffCode: '6912.00', countryOfOrigin: 'PT',
  }],
};
export const advanced = {
  warehouseId: 12, nonMachinable: false, saturdayDelivery: false, containsAlcohol: false,
  storeId: 41, customField1: 'W-118', customField2: null, customField3: null, source: 'shop',
  mergedOrSplit: true, mergedIds: [3_000_000_001], parentId: null, billToParty: 'my_account',
  billToAccount: null, billToPostalCode: null, billToCountryCode: null,
  billToMyOtherAccount: null,
};

const item = {
  orderItemId: 5_000_000_001, lineItemKey: 'con_7:1:1', sku: 'MUG', name: '머그컵',
  imageUrl: null, weight, quantity: 2, unitPrice: 19.99, taxAmount: 0, shippingAmount: null,
  warehouseLocation: 'A-03-2', options: [{ name: 'Colour', value: 'blue' }], productId: 8,
  fulfillmentSku: null, adjustment: false, upc: null, createDate: '2026-11-22T05:00:00.58',
  modifyDate: '2026-11-22T05:00:00.58',
};

export const shown = {
  orderId: 3_000_000_007, orderNumber: 'HV-1042', orderKey: 'con_7:1',
  orderDate: '2026-11-21T10:00:00.0000000', createDate: '2026-11-22T05:00:00.5800000',
  modifyDate: '2026-11-22T05:00:01.0370000', paymentDate: '2026-11-21T10:00:30.0000000',
  shipByDate: '2026-11-24T00:00:00.0000000', orderStatus: 'awaiting_shipment', customerId: 5,
  customerUsername: 'yujin@shop.example', customerEmail: 'yujin@shop.example', billTo: address,
  shipTo: address, items: [item], orderTotal: 39.98, amountPaid: 39.98, taxAmount: 0,
  shippingAmount: 0, customerNotes: null, internalNotes: null, gift: false, giftMessage: null,
  paymentMethod: 'card', requestedShippingService: 'Standard', carrierCode: 'dpd',
  serviceCode: 'by_12', packageCode: 'package', confirmation: 'none', shipDate: '2026-11-22',
  holdUntilDate: '2037-12-31', weight, dimensions, insuranceOptions: insurance,
  internationalOptions: international, advancedOptions: advanced, tagIds: [3],
  userId: '7f0b2a1e-64c3-4b7d-9a55-20c1d7e9a001', externallyFulfilled: false,
  externallyFulfilledBy: null, externallyFulfilledById: null, externallyFulfilledByName: null,
  labelMessages: null,
};

/** Read-only fields go back with the rest. */
export const written = {
  ...shown, orderDate: '2026-11-21 10:00:00', paymentDate: '2026-11-21 10:00:30', gift: 'false',
};
