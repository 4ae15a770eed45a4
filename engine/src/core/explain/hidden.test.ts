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
  'status', 'reference', 'line', 'orderKey', 'value', 'key',
])('%s is no customer’s and no cost', (name) => {
  expect(hideInJson({ [name]: 'x' }, { customers: true, costs: true })).toEqual({ [name]: 'x' });
});

const shownTo = (value: unknown): unknown => hideInJson(value, { customers: true, costs: false });

it.each([
  { key: '_billing_phone_2', value: '+44 113 496 0000' },
  { id: 7, name: 'Delivery address', value: { line: '1 High St' } },
])('a value is judged by the name beside it: $value', (pair) => {
  const { value } = pair;
  expect(shownTo([pair])).toEqual([
    { ...pair, value: typeof value === 'string' ? '…' : { line: '…' } },
  ]);
  expect(shownTo({ name: 'colour', value: 'red' })).toEqual({ name: 'colour', value: 'red' });
});

it('what may hold anything, or shows an order to anybody, is hidden whole', () => {
  expect(shownTo({ id: 5, meta_data: [{ id: 1, key: 'door', value: 'at Ada’s' }],
    payment_url: 'https://shop.example/pay?key=wc_order_1', order_key: 'wc_order_1' }))
    .toEqual({ id: 5, meta_data: [{ id: '…', key: '…', value: '…' }],
      payment_url: '…', order_key: '…' });
});

it('a text without a name is hidden, and a number is not', () => {
  expect(shownTo('Ada')).toBe('…');
  expect(shownTo(['Ada', 7, ['1 High St'], { sku: 'TEE' }]))
    .toEqual(['…', 7, ['…'], { sku: 'TEE' }]);
});

it('of what they say the codes are shown, and sentences that may quote a customer are not', () => {
  const said = 'cannot deliver to 1 High St';
  expect(shownTo({ message: said, errorMessage: said, Message: 'ada@example.org', detail: [said],
    error: { code: 'invalid_postcode', why: said, sku: 'TEE' }, errors: ['NOT_FOUND', said] }))
    .toEqual({ message: '…', errorMessage: '…', Message: '…', detail: ['…'],
      error: { code: 'invalid_postcode', why: '…', sku: 'TEE' }, errors: ['NOT_FOUND', '…'] });
  expect(hideInJson({ message: said }, { customers: false, costs: true }))
    .toEqual({ message: said });
});

it('whoever may see both sees it as it was', () => {
  expect(hideInJson(sent, { customers: false, costs: false })).toBe(sent);
});
