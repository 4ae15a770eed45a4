import { describe, expect, it } from 'vitest';
import {
  isOutsideFrame, orderSearch, ordersSearch, ownPath, parseSearch, safeLink, signInSearch,
  stringifySearch, tokenInFragment,
} from './address.ts';

describe('the address of a view', () => {
  it('keeps an order number as the text it is', () => {
    const search = parseSearch('?orderNumber=0009007199254740993&stage=labelled');
    expect(ordersSearch(search)).toEqual({ orderNumber: '0009007199254740993', stage: 'labelled' });
    expect(stringifySearch(ordersSearch(search)))
      .toBe('?orderNumber=0009007199254740993&stage=labelled');
  });

  it('comes back the same with spaces, signs and letters of other languages', () => {
    const filter = {
      orderNumber: 'SO 4+1&2=#é', placedFrom: '2026-11-20T00:00:00.000Z',
      placedTo: '2026-11-21T01:00:00+01:00',
    };
    expect(ordersSearch(parseSearch(stringifySearch(filter)))).toEqual(filter);
  });

  it('drops what it does not know', () => {
    expect(ordersSearch({ orderNumber: '  ', colour: 'red' })).toEqual({});
    expect(Object.keys(ordersSearch({ orderNumber: ' ' }))).toContain('orderNumber');
    expect(orderSearch({ order: 'sideways', show: 'calls' })).toEqual({ show: 'calls' });
    expect(stringifySearch({ order: undefined })).toBe('');
  });
});

describe('where a sign-in may lead', () => {
  it('is a path of this console', () => {
    expect(ownPath('/orders/ord_1?show=calls')).toBe('/orders/ord_1?show=calls');
  });

  it('is a place on a page, also by way of the address of the sign-in', () => {
    const next = '/docs/guides/going-live#3-go-live';
    expect(ownPath(next)).toBe(next);
    expect(signInSearch(parseSearch(stringifySearch({ next }))).next).toBe(next);
  });

  it.each([
    'https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'orders', '',
    '/sign-in', '/\t/elsewhere.example', undefined, 7,
  ])('is never %s', (path) => expect(ownPath(path)).toBeNull());
});

it('what a sign-in must not follow is named as nothing, so that the router drops it', () => {
  const search = signInSearch({ next: 'https://elsewhere.example/' });
  expect(Object.entries(search)).toEqual([['next', undefined], ['error', undefined]]);
});

describe('a one-time link', () => {
  it('carries its token behind the hash, where no server logs it', () => {
    expect(tokenInFragment('#token=abc-DEF_1')).toBe('abc-DEF_1');
    expect(tokenInFragment('#token=')).toBe('');
    expect(tokenInFragment('')).toBeNull();
    expect(tokenInFragment('#other=1')).toBeNull();
  });
});

describe('a link that came with the data', () => {
  it('is followed to the web and inside the console only', () => {
    expect(safeLink('/handbook/pick.short')).toBe('/handbook/pick.short');
    expect(safeLink('https://handbook.example/pick.short')).not.toBeNull();
    expect(safeLink('javascript:alert(1)')).toBeNull();
    expect(safeLink('data:text/html,hello')).toBeNull();
  });
});

it('only the page to sign in and the wall send nobody to sign in', () => {
  for (const path of ['/sign-in', '/wall', '/wall/']) expect(isOutsideFrame(path)).toBe(true);
  for (const path of ['/', '/walls', '/orders/wall', '/wall/x']) {
    expect(isOutsideFrame(path)).toBe(false);
  }
});
