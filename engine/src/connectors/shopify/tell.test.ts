/** A shop is told, against a small shop that behaves as Shopify is documented. */
import { describe, expect, test } from 'vitest';
import {
  gidOf, pretendShop, workOf, type PretendOrder, type PretendWork,
} from '../../../conformance/kits/shopify-shop.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import type { Action, MessageContent, ParcelTold } from '../../core/model/decision.ts';
import { connectionName, labelId, messageId } from '../../core/model/ids.ts';
import { instant } from '../../core/model/instant.ts';
import { shopify } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 13, 40));

const parcelOf = (
  trackingNumber: string | null,
  lines: Readonly<Record<string, number>>,
  over: Partial<ParcelTold> = {},
): ParcelTold => ({
  label: labelId(trackingNumber ?? 'letter'), trackingNumber, trackingUrl: null, carrier: 'DPD UK',
  service: null, cost: { amount: 671, currency: 'GBP' }, weightGrams: 450, replaces: null,
  lines: Object.entries(lines).map(([line, quantity]) => ({ line, quantity })), ...over,
});

const messageOf = (
  parcels: readonly ParcelTold[],
  over: Partial<MessageContent> = {},
): MessageContent => ({
  id: messageId('msg_1'), at: now, voids: [], kind: 'notice', consignment: 'C-1',
  orderNumber: '#1001', parcels, ...over,
});

const tellOf = (message: MessageContent): Action => ({
  do: 'tell-channel', about: message.id, connection: connectionName('shop'), message,
  urgency: { due: now, cutOff: null, wave: null, sequence: null },
});

/** One order with this work. */
const shopWith = (work: readonly PretendWork[], over: Partial<PretendOrder> = {}) => {
  const order: PretendOrder = {
    id: gidOf('Order', 5), name: '#1001', cancelledAt: null, sent: [], work: [...work], ...over,
  };
  const { answer, mailed } = pretendShop((name) => (name === '1001' ? [order] : []));
  const asked: string[] = [];
  const heard = (request: WireRequest): WireAnswer => {
    asked.push(/(?:query|mutation) (\w+)/.exec(request.body ?? '')?.[1] ?? '');
    return answer(request);
  };
  /** What stands there: numbers and units, without what was cancelled. */
  const shown = () => order.sent.filter(({ status }) => status === 'SUCCESS')
    .map(({ trackingInfo, of }) => [
      trackingInfo.map(({ number }) => number).join('+'),
      Object.fromEntries(of.map(({ line, quantity }) => [line, quantity])),
    ]);
  return { order, answer: heard, asked, mailed, shown };
};

const tellTo = async (
  answer: (request: WireRequest) => WireAnswer,
  message: MessageContent,
  settings: Readonly<Record<string, unknown>> = {},
) => {
  const opened = shopify.open({
    shop: 'acme.myshopify.com', accessToken: 'shpat_1', ...settings,
  }, { request: (request) => Promise.resolve(answer(request)) });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return opened.session.perform([tellOf(message)], now);
};

const done = { outcomes: [{ is: 'done', seen: [], acknowledged: true }], unanswered: null };

const refusedAs = (code: string, words: string) => ({
  outcomes: [{ is: 'refused', code, text: expect.stringContaining(words) as string }],
  unanswered: null,
});

describe('parcels', () => {
  test('of one order in several messages, and in one, each with its own lines', async () => {
    const { answer, shown, order, mailed } = shopWith([workOf(1, { '881': 3, '882': 2 })]);
    expect(await tellTo(answer, messageOf([parcelOf('A1', { '881': 1 })]))).toEqual(done);
    expect(order.work[0]?.status).toBe('IN_PROGRESS');
    const rest = messageOf([parcelOf('A2', { '881': 2 }), parcelOf('A3', { '882': 2 })]);
    expect(await tellTo(answer, rest)).toEqual(done);
    expect(shown()).toEqual([
      ['A1', { '881': 1 }], ['A2', { '881': 2 }], ['A3', { '882': 2 }],
    ]);
    expect(order.work[0]?.status).toBe('CLOSED');
    expect(mailed).toHaveLength(3);
  });

  test('twice the same message: nothing is written the second time', async () => {
    const { answer, asked } = shopWith([workOf(1, { '881': 3 })]);
    const message = messageOf([parcelOf('A1', { '881': 1 })]);
    await tellTo(answer, message);
    const before = asked.length;
    expect(await tellTo(answer, message)).toEqual(done);
    expect(asked.slice(before)).toEqual(['Find', 'Standing', 'Contents']);
  });

  test('of which the shop took a part before the answer was lost: only the rest is written',
    async () => {
      const { answer, shown } = shopWith([workOf(1, { '881': 3 })]);
      await tellTo(answer, messageOf([parcelOf('A1', { '881': 1 })]));
      const both = messageOf([parcelOf('A1', { '881': 1 }), parcelOf('A2', { '881': 2 })]);
      expect(await tellTo(answer, both)).toEqual(done);
      expect(shown()).toEqual([['A1', { '881': 1 }], ['A2', { '881': 2 }]]);
    });

  test('of two locations go as one for each, since the shop takes no other', async () => {
    const { answer, shown } = shopWith([
      workOf(1, { '881': 1 }), workOf(2, { '882': 1 }, { location: '72' }),
    ]);
    expect(await tellTo(answer, messageOf([parcelOf('A1', { '881': 1, '882': 1 })]))).toEqual(done);
    expect(shown()).toEqual([['A1', { '881': 1 }], ['A1', { '882': 1 }]]);
  });

  test('are sent by the location that has all of it, rather than by two', async () => {
    const { answer, shown } = shopWith([
      workOf(1, { '881': 1 }), workOf(2, { '881': 2, '882': 1 }, { location: '72' }),
    ]);
    expect(await tellTo(answer, messageOf([parcelOf('A1', { '881': 2, '882': 1 })]))).toEqual(done);
    expect(shown()).toEqual([['A1', { '881': 2, '882': 1 }]]);
  });

  test('in two boxes under one number stand there as one', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 3 })]);
    const boxes = [parcelOf('A1', { '881': 1 }), parcelOf('A1', { '881': 2 })];
    expect(await tellTo(answer, messageOf(boxes))).toEqual(done);
    expect(shown()).toEqual([['A1', { '881': 3 }]]);
  });

  test('without a number are found again by their contents, each counting once', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 3 })]);
    const letters = messageOf([
      parcelOf(null, { '881': 1 }), parcelOf(null, { '881': 1 }, { label: labelId('letter-2') }),
    ]);
    expect(await tellTo(answer, letters)).toEqual(done);
    expect(await tellTo(answer, letters)).toEqual(done);
    expect(shown()).toEqual([['', { '881': 1 }], ['', { '881': 1 }]]);
  });

  test('without a number, one of two standing already: the other is sent', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 3 })]);
    const letter = parcelOf(null, { '881': 1 });
    await tellTo(answer, messageOf([letter]));
    const both = messageOf([letter, { ...letter, label: labelId('letter-2') }]);
    expect(await tellTo(answer, both)).toEqual(done);
    expect(shown()).toHaveLength(2);
  });

  test('without a number are taken for one just before by another clock, for none long before',
    async () => {
      const { answer, shown } = shopWith([workOf(1, { '881': 3 })]);
      const letter = parcelOf(null, { '881': 1 });
      await tellTo(answer, messageOf([letter]));
      const soon = messageOf([letter], { at: instant(now + 60_000) });
      expect(await tellTo(answer, soon)).toEqual(done);
      expect(shown()).toHaveLength(1);
      const second = messageOf([letter], { at: instant(now + 300_000) });
      expect((await tellTo(answer, second)).outcomes).toHaveLength(1);
      expect(shown()).toHaveLength(2);
    });

  test('of which a part stands under the number already: only the rest is sent', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 2, '882': 1 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 1 })]));
    expect(await tellTo(answer, messageOf([parcelOf('A1', { '881': 2, '882': 1 })]))).toEqual(done);
    expect(shown()).toEqual([['A1', { '881': 1 }], ['A1', { '881': 1, '882': 1 }]]);
  });

  test('of an order with many lines and much work are told like any other', async () => {
    const lines = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [String(800 + i), 1]));
    const { answer, shown, asked } = shopWith([
      ...Array.from({ length: 6 }, (_, i) => workOf(10 + i, { '1': 0 }, { status: 'CLOSED' })),
      workOf(1, lines),
    ]);
    expect(await tellTo(answer, messageOf([parcelOf('A1', { '859': 1 })]))).toEqual(done);
    expect(shown()).toEqual([['A1', { '859': 1 }]]);
    expect(asked.slice(0, 4)).toEqual(['Find', 'Standing', 'Standing', 'MoreWork']);
  });
});

describe('a relabel', () => {
  test('of the same goods puts the number right, and the shop mails it', async () => {
    const { answer, shown, order, mailed } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    const relabelled = messageOf(
      [parcelOf('B1', { '881': 2 }, { replaces: 'A1' })], { kind: 'correction' });
    expect(await tellTo(answer, relabelled)).toEqual(done);
    expect(await tellTo(answer, relabelled)).toEqual(done);
    expect(shown()).toEqual([['B1', { '881': 2 }]]);
    expect(order.sent).toHaveLength(1);
    expect(mailed).toHaveLength(2);
  });

  test('of other goods takes the old one back before it sends the new one', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 2, '882': 1 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    const repacked = messageOf(
      [parcelOf('B1', { '881': 1, '882': 1 }, { replaces: 'A1' })], { kind: 'correction' });
    expect(await tellTo(answer, repacked)).toEqual(done);
    expect(shown()).toEqual([['B1', { '881': 1, '882': 1 }]]);
  });

  test('into two parcels gives back first what both of them need', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    const repacked = messageOf([
      parcelOf('B1', { '881': 1 }, { replaces: 'A1' }), parcelOf('B2', { '881': 1 }),
    ], { kind: 'correction' });
    expect(await tellTo(answer, repacked)).toEqual(done);
    expect(shown()).toEqual([['B1', { '881': 1 }], ['B2', { '881': 1 }]]);
  });

  test.each([2, 1])('of %i units into two parcels that both name it', async (before) => {
    const { answer, shown } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': before })]));
    const repacked = messageOf(['B1', 'B2'].map((number) =>
      parcelOf(number, { '881': 1 }, { replaces: 'A1' })), { kind: 'correction' });
    expect(await tellTo(answer, repacked)).toEqual(done);
    expect(shown()).toEqual([['B1', { '881': 1 }], ['B2', { '881': 1 }]]);
  });

  test('leaves the other numbers of what somebody else has sent together', async () => {
    const { answer, order, shown } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    order.sent[0]?.trackingInfo.push({ company: 'DPD UK', number: 'X9' });
    await tellTo(answer, messageOf(
      [parcelOf('B1', { '881': 2 }, { replaces: 'A1' })], { kind: 'correction' }));
    expect(shown()).toEqual([['X9+B1', { '881': 2 }]]);
  });
});

describe('a void', () => {
  const voided = messageOf([parcelOf('A1', {})], { kind: 'void', id: messageId('msg_2') });

  test('takes the goods back, and they can be sent again', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    expect(await tellTo(answer, voided)).toEqual(done);
    expect(shown()).toEqual([]);
    expect(await tellTo(answer, voided)).toEqual(done);
    const again = messageOf([parcelOf('B1', { '881': 2 }, { replaces: 'A1' })]);
    expect(await tellTo(answer, again)).toEqual(done);
    expect(shown()).toEqual([['B1', { '881': 2 }]]);
  });

  test('is taken also where the order was cancelled meanwhile', async () => {
    const { answer, order, shown } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    order.cancelledAt = '2026-11-22T14:00:00Z';
    expect(await tellTo(answer, voided)).toEqual(done);
    expect(shown()).toEqual([]);
  });

  test('of a parcel without a number is left to people, in words', async () => {
    const { answer } = shopWith([workOf(1, { '881': 2 })]);
    const letter = messageOf([parcelOf(null, {})], { kind: 'void' });
    expect(await tellTo(answer, letter))
      .toEqual(refusedAs('parcel.untracked', 'take it back there'));
  });
});

describe('what the shop does not let happen is said in words', () => {
  const message = messageOf([parcelOf('A1', { '881': 2 })]);
  const hold = { displayReason: 'Awaiting payment', reasonNotes: 'call first' };

  test.for<[string, string, string, readonly PretendWork[], Partial<PretendOrder>]>([
    ['a cancelled order', 'order.closed', 'was cancelled', [workOf(1, { '881': 2 })],
      { cancelledAt: '2026-11-22T13:00:00Z' }],
    ['an order on hold', 'order.on-hold', 'on hold in the shop (Awaiting payment: call first)',
      [workOf(1, { '881': 2 }, { status: 'ON_HOLD', hold })], {}],
    ['work put off', 'line.not-open', '2 of line 881 stands as SCHEDULED at Warehouse 71',
      [workOf(1, { '881': 2 }, { status: 'SCHEDULED' })], {}],
    ['lines refunded or removed', 'line.closed', 'no work left for 1 of line 881',
      [workOf(1, { '881': 1 })], {}],
    ['a line that is not there', 'line.unknown', 'no line 881 of this order',
      [workOf(1, { '882': 2 })], {}],
  ])('%s', async ([, code, words, work, over]) => {
    const { answer, asked } = shopWith(work, over);
    expect(await tellTo(answer, message)).toEqual(refusedAs(code, words));
    expect(asked).not.toContain('Tell');
  });

  test('work closed by somebody else, under another number', async () => {
    const { answer } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('THEIRS', { '881': 2 })]));
    expect(await tellTo(answer, message))
      .toEqual(refusedAs('line.closed', 'sent so far is under THEIRS'));
  });

  test('closed by somebody else without a number: it gets ours', async () => {
    const { answer, order, shown } = shopWith([workOf(1, { '881': 2 })]);
    await tellTo(answer, messageOf([parcelOf('THEIRS', { '881': 2 })]));
    for (const one of order.sent) one.trackingInfo = [];
    expect(await tellTo(answer, message)).toEqual(done);
    expect(shown()).toEqual([['A1', { '881': 2 }]]);
  });

  test('goods that another location is to send, where one is named', async () => {
    const { answer, shown } = shopWith([workOf(1, { '881': 2 }, { location: '72' })]);
    expect(await tellTo(answer, message, { location: '71' }))
      .toEqual(refusedAs('line.elsewhere', 'from Warehouse 72'));
    expect(await tellTo(answer, message, { location: 72 })).toEqual(done);
    expect(shown()).toHaveLength(1);
  });

  test('a parcel of which nobody says what is in it never sends all that is left', async () => {
    const { answer, asked } = shopWith([workOf(1, { '881': 2 })]);
    expect(await tellTo(answer, messageOf([parcelOf('A1', {})])))
      .toEqual(refusedAs('parcel.empty', 'Nobody has said what is in the parcel'));
    expect(asked).not.toContain('Tell');
  });

  test('an order that is not shown, and one of several with its number', async () => {
    const { answer } = shopWith([]);
    expect(await tellTo(answer, messageOf([], { orderNumber: '#2002' })))
      .toEqual(refusedAs('order.unknown', 'no order with the number #2002'));
    const twice = pretendShop(() => [5, 6].map((id) => ({
      id: gidOf('Order', id), name: '#1001', cancelledAt: null, sent: [], work: [],
    })));
    expect(await tellTo(twice.answer, message))
      .toEqual(refusedAs('order.ambiguous', 'Several orders'));
  });

  test('their own complaint inside a 200', async () => {
    const { answer, order } = shopWith([workOf(1, { '881': 2 })]);
    const late = (request: WireRequest): WireAnswer => {
      const said = answer(request);
      // Somebody puts it on hold between the question and the call.
      if (request.body?.includes('query Standing') === true) {
        for (const one of order.work) one.status = 'ON_HOLD';
      }
      return said;
    };
    expect(await tellTo(late, message)).toEqual(refusedAs('shop.refused', 'not in an open state'));
  });
});

test('a yes that the order does not show is not believed, and not written again', async () => {
  const { answer, asked } = shopWith([workOf(1, { '881': 2 })]);
  const forgetful = (request: WireRequest): WireAnswer => {
    if (request.body?.includes('mutation') !== true) return answer(request);
    asked.push('Tell');
    return jsonAnswer(200, { data: { s0: { userErrors: [] } } });
  };
  const { outcomes } = await tellTo(forgetful, messageOf([parcelOf('A1', { '881': 2 })]));
  expect(outcomes).toMatchObject([{ is: 'unknown' }]);
  expect(asked.filter((one) => one === 'Tell')).toHaveLength(1);
});

test('an order is found without the # that the shop writes before its number', async () => {
  const { answer, shown } = shopWith([workOf(1, { '881': 2 })]);
  const message = messageOf([parcelOf('A1', { '881': 2 })], { orderNumber: '1001' });
  expect(await tellTo(answer, message)).toEqual(done);
  expect(shown()).toHaveLength(1);
});

describe('what goes out', () => {
  const sentBy = async (parcel: ParcelTold, settings: Readonly<Record<string, unknown>>) => {
    const { answer, mailed } = shopWith([workOf(1, { '881': 2 })]);
    const bodies: string[] = [];
    await tellTo((request) => {
      bodies.push(request.body ?? '');
      return answer(request);
    }, messageOf([parcel]), settings);
    const body = bodies.find((one) => one.includes('mutation')) ?? '';
    return { body: JSON.parse(body) as unknown, mailed };
  };

  test('is lines with quantities, the company as it was mapped, and whether to mail', async () => {
    const { body, mailed } = await sentBy(parcelOf('A1', { '881': 2 }), { customer: 'silent' });
    expect(body).toMatchObject({ variables: { s0: {
      lineItemsByFulfillmentOrder: [{
        fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/1',
        fulfillmentOrderLineItems: [
          { id: 'gid://shopify/FulfillmentOrderLineItem/1881', quantity: 2 },
        ],
      }],
      trackingInfo: { company: 'DPD UK', number: 'A1' },
      notifyCustomer: false,
    } } });
    expect(mailed).toEqual([]);
  });

  test.for([
    ['by name', { 'Van of ours': 'https://acme.example/track/{number}' }],
    ['in one line', 'Other = https://b.example/{number}, Van of ours = ' +
      'https://acme.example/track/{number}'],
  ] as const)('has a link of our own for a carrier that Shopify does not list, %s',
    async ([, trackingLinks]) => {
      const parcel = parcelOf('A 1', { '881': 2 }, { carrier: 'Van of ours' });
      const { body } = await sentBy(parcel, { trackingLinks });
      expect(body).toMatchObject({ variables: { s0: { trackingInfo: {
        company: 'Van of ours', number: 'A 1', url: 'https://acme.example/track/A%201',
      } } } });
    });
});
