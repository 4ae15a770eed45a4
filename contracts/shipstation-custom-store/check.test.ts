import { expect, test } from 'vitest';
import { faultInOrders, sampleOrders, textsIn } from './check.ts';

test('the sample is what the schema asks for, and an empty page too', () => {
  expect(faultInOrders(sampleOrders)).toBeNull();
  expect(faultInOrders('<Orders pages="1"></Orders>')).toBeNull();
  expect(textsIn(sampleOrders, 'LineItemID')).toEqual(['wms-line-1', 'promo-1']);
});

test.each([
  ['an order without a postal code', /<PostalCode>.*<\/PostalCode>/, ''],
  ['a date as ISO writes it', '03/02/2026 21:21', '2026-03-02T21:21:00Z'],
  ['a quantity that is no number', '<Quantity>2</Quantity>', '<Quantity>two</Quantity>'],
  ['a SKU that is longer than any', 'PN-LAMP-02', 'P'.repeat(101)],
  ['an element of its own', '<Gift>false</Gift>', '<Present>false</Present>'],
])('%s is refused', (_, what, by) => {
  const spoilt = sampleOrders.replace(what, by);
  expect(spoilt).not.toBe(sampleOrders);
  expect(faultInOrders(spoilt)).not.toBeNull();
});
