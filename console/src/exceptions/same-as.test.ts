import { expect, it } from 'vitest';
import { sameAs } from './same-as.ts';

const plan = {
  kind: 'hold', ruling: null, why: 'stock count', until: null, exceptions: null, orders: null,
  orderIds: null, mapping: null,
} as const;

it.each([
  ['a cause', { exceptions: { group: 'grp_1' } }],
  ['a list of orders', { orders: { stage: 'picking' } }],
  ['marked orders', { orderIds: ['ord_1', 'ord_2'] }],
])('a plan about %s is made anew about the same', (_about, asked) => {
  expect(sameAs({ ...plan, ...asked })).toEqual({ ...plan, ...asked });
});

it('a plan that maps a word asks for the same row', () => {
  const row = { carrier: 'dpd', service: 'dpd_by_12', package: null };
  const asked = { exceptions: { group: 'grp_1' }, mapping: { says: 'X', row, sentence: 'So.' } };
  expect(sameAs({ ...plan, ...asked, kind: 'mapping' })).toMatchObject({ mapping: row });
});
