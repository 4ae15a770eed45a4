import { expect, it } from 'vitest';
import { pageOf } from './page.ts';

const found =
  'https://ship.shipstation.com/orders/all-orders-search-result?quickSearch=SO%2F1%20%26';

it('ShipStation’s own search leads to the order', () => {
  const reference = 'SO/1 &';
  expect(pageOf({ v1: { apiKey: '${KEY}' } }, { reference })).toBe(found);
  expect(pageOf({ v1: { baseUrl: 'https://ssapi.shipstation.com' } }, { reference })).toBe(found);
  expect(pageOf({ customStore: {} }, { reference })).toBe(found);
});

it('a pretended ShipStation has no pages', () => {
  for (const baseUrl of ['http://127.0.0.1:4700', 'https://shipstation.com.evil.example', 'no']) {
    expect(pageOf({ v1: { baseUrl } }, { reference: 'SO-1' })).toBeNull();
  }
});
