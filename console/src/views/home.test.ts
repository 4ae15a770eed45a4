import { expect, it } from 'vitest';
import { addressOfHome, readHome } from './home.ts';

it('a home page is a view of this console, and comes back as it was kept', () => {
  const address = '/orders?age=late%2Cvery-late&sort=waiting';
  const home = readHome(address);
  expect(home).toEqual({ page: '/orders', search: '?age=late%2Cvery-late&sort=waiting' });
  expect(home === null ? '' : addressOfHome(home)).toBe(address);
});

it.each([null, '', '/', '/orders', '/people?x=1', 'https://elsewhere.example/orders?x=1',
  '//orders?x=1', '/orders?x=1 y', '/orders?x#y'])(
  'is Flow where storage holds %s', (text) => expect(readHome(text)).toBeNull());
