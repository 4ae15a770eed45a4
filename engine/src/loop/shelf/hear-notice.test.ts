import { expect, test } from 'vitest';
import type { ParcelNotice } from '../../contract/shelf.ts';
import { instant } from '../../core/model/instant.ts';
import { noticeId } from './hear-notice.ts';

const notice = (over: Partial<ParcelNotice> = {}): ParcelNotice => ({
  key: 'con_a:1:1', orderNumber: 'SO-1', trackingNumber: null, carrier: 'own_van', service: null,
  cost: { amount: 0, currency: 'GBP' }, madeAt: instant(Date.UTC(2026, 10, 22, 12, 5)),
  lines: [{ key: 'con_a:1', sku: 'TEE', name: '', quantity: 1 }], ...over,
});
const idOf = (over: Partial<ParcelNotice> = {}) => noticeId('con_a:1:1', notice(over));

test('two parcels of one order without numbers are two labels, each notice twice one', () => {
  const mug = [{ key: 'con_a:2', sku: 'MUG', name: '', quantity: 1 }];
  const later = instant(Date.UTC(2026, 10, 22, 12, 9));
  expect(new Set([
    idOf(), idOf(), idOf({ lines: mug }), idOf({ madeAt: later }), idOf({ madeAt: later }),
  ]).size).toBe(3);
});

test('a parcel with a number is known by it, whatever else its notice says or leaves out', () => {
  expect(idOf({ trackingNumber: 'T-1' }))
    .toBe(idOf({ trackingNumber: 'T-1', lines: [], madeAt: null }));
  expect(idOf({ trackingNumber: 'T-1' })).not.toBe(idOf({ trackingNumber: 'T-2' }));
});
