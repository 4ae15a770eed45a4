import { expect, it } from 'vitest';
import type { OrderSummary } from '../api/client.ts';
import { countChanged } from './count-changed.ts';

const order = (id: string, updatedAt = '2026-11-22T13:00:00Z'): OrderSummary => ({
  id, orderNumber: id, channel: 'shopify-uk', stage: 'received', waitsOn: null, since: null,
  limitAt: null, isLate: false, exception: null, sentence: '', updatedAt,
  warehouse: null, carrier: null, service: null, tracking: [], owner: null,
  collectionAt: null, disagrees: false, asked: false, waiting: null, held: null,
});

it('a changed list is counted in rows: new, changed and gone', () => {
  const shown = [order('one'), order('two'), order('three')];
  expect(countChanged(shown, shown)).toBe(0);
  expect(countChanged(shown, [order('four'), ...shown])).toBe(1);
  expect(countChanged(shown, [order('two', '2026-11-22T14:00:00Z'), order('one')])).toBe(2);
});
