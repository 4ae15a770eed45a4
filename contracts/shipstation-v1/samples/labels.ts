import {
  address, advanced, dimensions, insurance, international, shown, weight,
} from './orders.ts';

const [item] = shown.items;

export const shipment = {
  shipmentId: 4_000_000_008, orderId: 3_000_000_007, orderKey: 'con_7:1',
  userId: '7f0b2a1e-64c3-4b7d-9a55-20c1d7e9a001', customerEmail: 'yujin@shop.example',
  orderNumber: 'HV-1042', createDate: '2026-11-22T06:00:00.0000000', shipDate: '2026-11-22',
  shipmentCost: 5.9, insuranceCost: 0.4, trackingNumber: 'T-1', isReturnLabel: false,
  batchNumber: '9', carrierCode: 'dpd', serviceCode: 'by_12', packageCode: 'package',
  confirmation: 'none', warehouseId: 12, voided: true, voidDate: '2026-11-22T07:00:00.0000000',
  marketplaceNotified: false, notifyErrorMessage: 'The shop said no', shipTo: address, weight,
  dimensions, insuranceOptions: insurance,
  advancedOptions: {
    billToParty: null, billToAccount: null, billToPostalCode: null, billToCountryCode: null,
    storeId: 41,
  },
  shipmentItems: [{
    orderItemId: 5_000_000_001, lineItemKey: 'con_7:1:1', sku: 'MUG', name: '머그컵',
    imageUrl: null, weight, quantity: 2, unitPrice: 19.99, taxAmount: 0, shippingAmount: null,
    warehouseLocation: 'A-03-2', options: item?.options ?? [], productId: 8,
    fulfillmentSku: null,
  }],
  labelData: null, formData: null,
};

export const fulfillment = {
  fulfillmentId: 6, orderId: 3_000_000_007, orderNumber: 'HV-1042', userId: null,
  customerEmail: null, trackingNumber: 'T-2', createDate: '2026-11-22T06:00:00.0000000',
  shipDate: '2026-11-22T00:00:00.0000000', voidDate: null, deliveryDate: null,
  carrierCode: 'Somebody else', sellerFillProviderId: null, sellerFillProviderName: null,
  fulfillmentProviderCode: null, fulfillmentServiceCode: null, fulfillmentFee: 0,
  voidRequested: false, voided: false, marketplaceNotified: true, notifyErrorMessage: null,
  shipTo: address,
};

const choice = {
  carrierCode: 'dpd', serviceCode: 'by_12', packageCode: 'package', confirmation: 'delivery',
  weight, dimensions,
};

const options = {
  insuranceOptions: insurance, internationalOptions: international, advancedOptions: advanced,
  testLabel: false,
};

export const labelForOrderWritten = {
  ...choice, ...options, orderId: 3_000_000_007, shipDate: '2026-11-22',
};

export const labelWritten = {
  ...choice, ...options, shipDate: '2026-11-22', shipFrom: address, shipTo: address,
  returnTo: address,
};

export const ratesWritten = {
  ...choice, fromPostalCode: 'LE1 1DE', fromCity: 'Leicester', fromState: null,
  fromWarehouseId: '12', toState: 'ID', toCountry: 'US', toPostalCode: '83702', toCity: 'Boise',
  residential: true,
};
