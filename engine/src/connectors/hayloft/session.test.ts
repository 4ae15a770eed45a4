/** Recorded pairs: what Hayloft shows and what we read of it; what we tell and what it takes. */
import { expect, test } from 'vitest';
import type { WireRequest } from '../../contract/wire.ts';
import { connectionName, labelId, messageId } from '../../core/model/ids.ts';
import { instant } from '../../core/model/instant.ts';
import { hayloft } from './connector.ts';
import orders from './fixtures/orders.json' with { type: 'json' };

const now = instant(Date.UTC(2026, 10, 22, 14, 0));

const sessionOn = (answer: unknown) => {
  const asked: WireRequest[] = [];
  const opened = hayloft.open({ url: 'https://hayloft.example/', token: 'hl_1' }, {
    request: (request) => {
      asked.push(request);
      return Promise.resolve({
        is: 'answer', status: 200, headers: {}, body: JSON.stringify(answer),
      });
    },
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, asked };
};

test.each(orders)('$title', async ({ theirs, ours }) => {
  const { session } = sessionOn({ orders: [theirs], next: null });
  const said = await session.look({ feed: 'orders', from: now, to: now, page: null }, now);
  const { status, dispatch, ...quantities } = ours;
  expect(said).toMatchObject({ unreadable: [], seen: [{
    reference: String(theirs.id),
    snapshot: {
      revision: theirs.version, orderNumber: theirs.number, status, dispatch,
      lines: [quantities],
    },
  }] });
});

test('a page that does not say whether it was the last is no page', async () => {
  const { session } = sessionOn({ orders: [] });
  const said = await session.look({ feed: 'orders', from: now, to: now, page: null }, now);
  expect(said).toMatchObject({ is: 'unanswered', why: 'unreadable' });
});

test('a box is told with its number, under the id of the message', async () => {
  const { session, asked } = sessionOn({ stored: 'msg_1' });
  const { outcomes } = await session.perform([{
    do: 'tell-warehouse', about: messageId('msg_1'), connection: connectionName('leicester-wms'),
    urgency: { due: now, cutOff: null, wave: null, sequence: null },
    message: {
      id: messageId('msg_1'), at: now, voids: [], kind: 'dispatch', consignment: '7001',
      orderNumber: 'SO-1001',
      parcels: [{
        label: labelId('880114388'), trackingNumber: '15501234567890', trackingUrl: null,
        carrier: 'DPD', service: 'DPD-12', cost: { amount: 671, currency: 'GBP' },
        weightGrams: 450, replaces: null, lines: [{ line: '1', quantity: 2 }],
      }],
    },
  }], now);
  expect(outcomes).toEqual([{ is: 'done', seen: [], acknowledged: true }]);
  expect(asked[0]?.url).toBe('https://hayloft.example/api/messages/msg_1');
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    order: '7001', kind: 'dispatch',
    boxes: [{
      tracking: '15501234567890', link: null, carrier: 'DPD', service: 'DPD-12', pence: 671,
      grams: 450, instead_of: null, items: [{ item: '1', units: 2 }],
    }],
  });
});
