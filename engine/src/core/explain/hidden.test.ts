import { expect, it } from 'vitest';
import { hideInJson } from './hidden.ts';

const sent = {
  orderNumber: 'SO-1', customerEmail: 'ada@example.org', orderStatus: 'awaiting_shipment',
  shipTo: { name: 'Ada Park', street1: '1 High St', city: 'Leeds', residential: true, phone: null },
  items: [{ sku: 'TEE', name: 'T-shirt', quantity: 2, unitPrice: 19.99 }],
  labelCost: 6.42, insuranceCost: 0, trackingNumber: '1Z9', carrierCode: 'dpd',
};

it('customers are hidden by the names of their fields, and goods are not', () => {
  expect(hideInJson([sent], { customers: true, costs: false })).toEqual([{
    ...sent, customerEmail: '…',
    shipTo: { name: '…', street1: '…', city: '…', residential: true, phone: null },
  }]);
});

it('costs are hidden by themselves', () => {
  expect(hideInJson({ ...sent, cost: { amount: 642, currency: 'GBP' } },
    { customers: false, costs: true })).toEqual({
    ...sent, labelCost: '…', insuranceCost: '…', cost: { amount: '…', currency: '…' },
  });
});

it.each([
  'billTo', 'shipping_address', 'address_1', 'deliveryAddress', 'first_name', 'postcode',
  'postalCode',
  'zip', 'Telephone', 'phoneNumber', 'buyer_email', 'customer', 'customerNotes', 'gift_message',
  'recipientName', 'company', 'address', 'billing', 'city', 'street2', 'emailAddress',
])('%s is a customer’s', (name) => {
  expect(hideInJson({ variables: { [name]: 'x' } }, { customers: true, costs: true }))
    .toEqual({ variables: { [name]: '…' } });
});

it.each([
  'orderNumber', 'sku', 'name', 'trackingNumber', 'carrierCode', 'serviceCode', 'orderId', 'weight',
  'message', 'errors', 'status', 'reference', 'line',
])('%s is no customer’s and no cost', (name) => {
  expect(hideInJson({ [name]: 'x' }, { customers: true, costs: true })).toEqual({ [name]: 'x' });
});

it('whoever may see both sees it as it was', () => {
  expect(hideInJson(sent, { customers: false, costs: false })).toBe(sent);
});
