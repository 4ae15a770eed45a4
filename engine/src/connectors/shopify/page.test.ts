import { expect, it } from 'vitest';
import { pageOf } from './page.ts';

it('the order stands in the admin of the shop, whatever stands in the place of its secrets', () => {
  const settings = { shop: 'acme.myshopify.com', accessToken: '${TOKEN}' };
  expect(pageOf(settings, { reference: '5813' }))
    .toBe('https://acme.myshopify.com/admin/orders/5813');
});

it('what is no number of an order, or no shop, has no page', () => {
  expect(pageOf({ shop: 'acme.myshopify.com' }, { reference: '../settings' })).toBeNull();
  expect(pageOf({}, { reference: '5813' })).toBeNull();
});
