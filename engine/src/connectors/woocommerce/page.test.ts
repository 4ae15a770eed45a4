import { expect, it } from 'vitest';
import { pageOf } from './page.ts';

it('the order stands in the WordPress of the shop, below its path', () => {
  expect(pageOf({ url: 'https://shop.example/store/' }, { reference: '77' }))
    .toBe('https://shop.example/store/wp-admin/post.php?post=77&action=edit');
  expect(pageOf({ url: 'https://shop.example' }, { reference: '7&action=trash' })).toBeNull();
});
