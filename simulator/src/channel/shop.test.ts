import { describe, expect, test } from 'vitest';
import { hearNotice, newShop, placeOrder, shopOrderShape, type Shop } from './shop.ts';

const now = Date.parse('2026-11-22T13:40:12Z');
const push = (id: string, kind: string, ...numbers: readonly string[]) => ({
  messageId: id,
  body: JSON.stringify({
    id,
    kind,
    orderNumber: 'SO-412345',
    parcels: numbers.map((trackingNumber) => ({ trackingNumber, carrier: 'DPD UK' })),
  }),
});
const hear = (shop: Shop, ...pushes: readonly ReturnType<typeof push>[]) =>
  pushes.reduce((before, one) => hearNotice(before, one, now).shop, shop);
const shown = (shop: Shop) => {
  const order = shop.shown.get('SO-412345');
  return [order?.isDispatched, order?.parcels.map((parcel) => parcel.trackingNumber)];
};

describe('what the shop shows', () => {
  const told = hear(newShop(), push('n1', 'notice', 'T1'));

  test('is dispatched with its tracking after a notice, which is acknowledged', () => {
    expect(shown(told)).toEqual([true, ['T1']]);
    const { answer } = hearNotice(newShop(), push('n1', 'notice', 'T1'), now);
    expect(answer.content).toEqual({ is: 'json', value: { acknowledged: true } });
  });

  test('grows with a second parcel, not with the same message', () => {
    expect(shown(hear(told, push('n1', 'notice', 'T1')))).toEqual([true, ['T1']]);
    expect(shown(hear(told, push('n2', 'notice', 'T2')))).toEqual([true, ['T1', 'T2']]);
  });

  test('is replaced by a correction and taken back by a void', () => {
    expect(shown(hear(told, push('c1', 'correction', 'T9')))).toEqual([true, ['T9']]);
    expect(shown(hear(told, push('v1', 'void', 'T1')))).toEqual([false, []]);
  });

  test('is not changed by a kind it does not know', () => {
    const heard = hearNotice(told, push('x1', 'dispatch', 'T1'), now);
    expect(heard.answer.status).toBe(400);
    expect(shown(heard.shop)).toEqual([true, ['T1']]);
  });
});

test('an order is told to Gatepass whole, with a revision that grows', () => {
  const order = shopOrderShape.parse({
    orderNumber: 'SO-412345',
    shipTo: { name: 'Imogen Hartley' },
    lines: [
      {
        line: '881',
        sku: 'TEE-BLK-M',
        name: 'T-shirt',
        ordered: 2,
        unitPrice: { amount: 1_999, currency: 'GBP' },
      },
    ],
  });
  const first = placeOrder(newShop(), order, now);
  const second = placeOrder(first.shop, { ...order, status: 'cancelled' }, now + 60_000);
  const bodies = [first, second].map(({ later: [one] }) => {
    if (one?.errand.is !== 'channel.put') throw new Error('no order was sent');
    return JSON.parse(one.errand.body);
  });
  expect(bodies).toMatchObject([
    { revision: 1, status: 'paid', requestedService: null },
    { revision: 2, status: 'cancelled', updatedAt: '2026-11-22T13:41:12.000Z' },
  ]);
  expect(bodies[0].lines[0]).toMatchObject({ line: '881', ordered: 2, cancelled: 0 });
});
