/** A shop is told, against a small shop that behaves as a real one was measured to. */
import { describe, expect, test } from 'vitest';
import {
  forbidden, pretendOrder, pretendVendure, type PretendOrder, type PretendUser,
} from '../../../conformance/kits/vendure-shop.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import type { Action, MessageContent, ParcelTold } from '../../core/model/decision.ts';
import { connectionName, labelId, messageId } from '../../core/model/ids.ts';
import { instant } from '../../core/model/instant.ts';
import { vendure } from './connector.ts';

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
  orderNumber: 'ABC123', parcels, ...over,
});

const tellOf = (message: MessageContent): Action => ({
  do: 'tell-channel', about: message.id, connection: connectionName('shop'), message,
  urgency: { due: now, cutOff: null, wave: null, sequence: null },
});

const shopWith = (
  units: Readonly<Record<string, number>>,
  over: Partial<PretendOrder> = {},
  user: Partial<PretendUser> = {},
) => {
  const order = pretendOrder(5, 'ABC123', units, over);
  const shop = pretendVendure((code) => (code === order.code ? order : null), user);
  /** What stands there: number, state and units. */
  const shown = () => order.fulfillments.map(({ trackingCode, state, lines }) => [
    trackingCode, state,
    Object.fromEntries(lines.map(({ orderLineId, quantity }) => [orderLineId, quantity])),
  ]);
  return { order, shown, ...shop };
};

type Answer = (request: WireRequest) => WireAnswer;

const byPassword = { user: 'gate@example.test', password: 'right' };

type Row = Readonly<Record<string, unknown>>;

const sessionOn = (answer: Answer, settings: Row = byPassword) => {
  const opened = vendure.open({ baseUrl: 'https://shop.example', ...settings }, {
    request: (request) => Promise.resolve(answer(request)),
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return opened.session;
};

const tellTo = (answer: Answer, message: MessageContent, settings: Row = byPassword) =>
  sessionOn(answer, settings).perform([tellOf(message)], now);

const done = { outcomes: [{ is: 'done', seen: [], acknowledged: true }], unanswered: null };

const refusedAs = (code: string, words: string) => ({
  outcomes: [{ is: 'refused', code, text: expect.stringContaining(words) as string }],
  unanswered: null,
});

const isWriting = ({ body }: WireRequest): boolean =>
  (body ?? '').startsWith('{"query":"mutation T');

/** By hand of their people. */
const byHand = (
  trackingCode: string,
  units: Readonly<Record<string, number>>,
  state = 'Shipped',
): PretendOrder['fulfillments'][number] => ({
  id: `hand-${trackingCode.replace(/\W+/, '-')}`, state, method: 'Post', trackingCode,
  createdAt: '2026-11-22T12:00:00.000Z',
  lines: Object.entries(units).map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
});

describe('parcels', () => {
  test('of one order in several messages, and in one, each with its own lines', async () => {
    const { answer, shown, order } = shopWith({ '881': 3, '882': 2 });
    expect(await tellTo(answer, messageOf([parcelOf('A1', { '881': 1 })]))).toEqual(done);
    expect(order.state).toBe('PartiallyShipped');
    const rest = messageOf([parcelOf('A2', { '881': 2 }), parcelOf('A3', { '882': 2 })]);
    expect(await tellTo(answer, rest)).toEqual(done);
    expect(shown()).toEqual([
      ['A1', 'Shipped', { '881': 1 }], ['A2', 'Shipped', { '881': 2 }],
      ['A3', 'Shipped', { '882': 2 }],
    ]);
    expect(order.state).toBe('Shipped');
  });

  test('told twice, it is not made twice', async () => {
    const { answer, shown, log } = shopWith({ '881': 2 });
    const message = messageOf([parcelOf('A1', { '881': 1 })]);
    expect(await tellTo(answer, message)).toEqual(done);
    const before = log.length;
    expect(await tellTo(answer, message)).toEqual(done);
    expect(log.slice(before)).toEqual(['login']);
    expect(shown()).toHaveLength(1);
  });

  test('made and not yet on its way when the answer was lost, it is only moved', async () => {
    const { answer, shown, log } = shopWith({ '881': 2 },
      { fulfillments: [{ ...byHand('A1', { '881': 2 }), state: 'Pending' }] });
    expect(await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]))).toEqual(done);
    expect(log).toEqual(['login', 'transitionFulfillmentToState Shipped']);
    expect(shown()).toEqual([['A1', 'Shipped', { '881': 2 }]]);
  });

  test('several boxes under one number are one of theirs', async () => {
    const { answer, shown } = shopWith({ '881': 3 });
    const boxes = [parcelOf('A1', { '881': 1 }), parcelOf('A1', { '881': 2 })];
    expect(await tellTo(answer, messageOf(boxes))).toEqual(done);
    expect(shown()).toEqual([['A1', 'Shipped', { '881': 3 }]]);
  });

  test('without a number it is found again by its contents', async () => {
    const { answer, shown } = shopWith({ '881': 2 });
    const message = messageOf([parcelOf(null, { '881': 1 })]);
    expect(await tellTo(answer, message)).toEqual(done);
    expect(await tellTo(answer, message)).toEqual(done);
    expect(shown()).toEqual([['', 'Shipped', { '881': 1 }]]);
  });

  test('with a number that somebody wrote beside others counts as told', async () => {
    const { answer, log } = shopWith({ '881': 2 },
      { fulfillments: [byHand('A1, A2', { '881': 2 })] });
    expect(await tellTo(answer, messageOf([parcelOf('A2', { '881': 1 })]))).toEqual(done);
    expect(log).toEqual(['login']);
  });

  test('a yes that does nothing is unknown, and is not written again at once', async () => {
    const { answer, shown } = shopWith({ '881': 2 });
    const yes: Answer = (request) => (isWriting(request)
      ? jsonAnswer(200, { data: { s0: { kind: 'Fulfillment' } } }) : answer(request));
    const told = await tellTo(yes, messageOf([parcelOf('A1', { '881': 2 })]));
    expect(told.outcomes).toEqual([
      { is: 'unknown', text: 'The shop answered yes, and its order does not show it' },
    ]);
    expect(shown()).toEqual([]);
  });
});

describe('labelled anew, and voided', () => {
  const corrected = (lines: Readonly<Record<string, number>>) =>
    messageOf([parcelOf('B2', lines, { replaces: 'A1' })], { kind: 'correction' });

  test('the old number is cancelled and the new one stands', async () => {
    const { answer, shown, order } = shopWith({ '881': 2 });
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    expect(await tellTo(answer, corrected({ '881': 2 }))).toEqual(done);
    expect(await tellTo(answer, corrected({ '881': 2 }))).toEqual(done);
    expect(shown()).toEqual([
      ['A1', 'Cancelled', { '881': 2 }], ['B2', 'Shipped', { '881': 2 }],
    ]);
    expect(order.state).toBe('Shipped');
  });

  test('into two parcels that both name the old number, it is cancelled once', async () => {
    const { answer, shown } = shopWith({ '881': 2 });
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    const split = messageOf(['B1', 'B2'].map((number) =>
      parcelOf(number, { '881': 1 }, { replaces: 'A1' })), { kind: 'correction' });
    expect(await tellTo(answer, split)).toEqual(done);
    expect(shown()).toEqual([
      ['A1', 'Cancelled', { '881': 2 }], ['B1', 'Shipped', { '881': 1 }],
      ['B2', 'Shipped', { '881': 1 }],
    ]);
  });

  test('broken off between the two, the next telling goes on', async () => {
    const { answer, shown } = shopWith({ '881': 2 });
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 2 })]));
    let writes = 0;
    const broken: Answer = (request) => {
      if (isWriting(request) && (writes += 1) > 1) return { is: 'silence', reason: 'gone' };
      return answer(request);
    };
    expect((await tellTo(broken, corrected({ '881': 2 }))).outcomes[0]?.is).toBe('unknown');
    expect(shown()).toEqual([['A1', 'Cancelled', { '881': 2 }]]);
    expect(await tellTo(answer, corrected({ '881': 2 }))).toEqual(done);
    expect(shown()).toHaveLength(2);
  });

  test('a void cancels it, twice told once; another of the same order stays', async () => {
    const { answer, shown, log } = shopWith({ '881': 3 });
    await tellTo(answer, messageOf([parcelOf('A1', { '881': 1 }), parcelOf('A2', { '881': 2 })]));
    const gone = messageOf([parcelOf('A1', { '881': 1 })], { kind: 'void' });
    expect(await tellTo(answer, gone)).toEqual(done);
    const before = log.length;
    expect(await tellTo(answer, gone)).toEqual(done);
    expect(log.slice(before)).toEqual(['login']);
    expect(shown().map(([number, state]) => [number, state]))
      .toEqual([['A1', 'Cancelled'], ['A2', 'Shipped']]);
  });

  test.each([
    ['delivered', [byHand('A1', { '881': 2 }, 'Delivered')], 'parcel.delivered', 'was delivered'],
    ['with others', [byHand('A1, A9', { '881': 2 })], 'parcel.shared', 'A1, A9'],
  ] as const)('what stands there %s is left to people', async (_, fulfillments, code, words) => {
    const { answer, log } = shopWith({ '881': 2 }, { fulfillments: [...fulfillments] });
    const gone = messageOf([parcelOf('A1', { '881': 2 })], { kind: 'void' });
    expect(await tellTo(answer, gone)).toEqual(refusedAs(code, words));
    expect(await tellTo(answer, corrected({ '881': 2 }))).toEqual(refusedAs(code, words));
    expect(log).toEqual(['login', 'login']);
  });
});

describe('refused in words', () => {
  const two = messageOf([parcelOf('A1', { '881': 2 })]);

  test.each([
    ['an order cancelled there', { state: 'Cancelled' }, 'order.closed', 'was cancelled'],
    ['one that is unpaid', { state: 'ArrangingPayment' }, 'order.not-ready', 'ArrangingPayment'],
    ['one that is being changed', { state: 'Modifying' }, 'order.not-ready', 'Modifying'],
    [
      'goods sent by hand, in two parcels',
      { fulfillments: [byHand('', { '881': 1 }), byHand('H2', { '881': 1 })] },
      'line.closed', 'fulfillment hand- (Post, without tracking), fulfillment hand-H2 (Post, H2)',
    ],
    [
      'an order that was delivered by hand', {
        state: 'Delivered', fulfillments: [byHand('H1', { '881': 2 }, 'Delivered')],
      }, 'line.closed', 'H1',
    ],
    [
      'more than is left in the order', { lines: [{ id: '881', quantity: 1 }] },
      'line.cancelled', 'no more than 1 of line 881',
    ],
    ['a line that is not there', { lines: [{ id: '7', quantity: 2 }] }, 'line.unknown', '881'],
  ] as const)('%s', async (_, over, code, words) => {
    const { answer, log } = shopWith({ '881': 2 }, structuredClone(over) as Partial<PretendOrder>);
    expect(await tellTo(answer, two)).toEqual(refusedAs(code, words));
    expect(log).toEqual(['login']);
  });

  test('what the shop itself refuses, by what it says and not by the name of it', async () => {
    const { answer } = shopWith({ '881': 2 });
    const no = (refusal: Readonly<Record<string, unknown>>): Answer => (request) =>
      (isWriting(request) ? jsonAnswer(200, { data: { s0: refusal } }) : answer(request));
    const stock = {
      kind: 'InsufficientStockOnHandError', errorCode: 'INSUFFICIENT_STOCK_ON_HAND_ERROR',
      message: 'errorResult.INSUFFICIENT_STOCK_ON_HAND_ERROR', productVariantName: 'Чашка',
      stockOnHand: 1,
    };
    expect(await tellTo(no(stock), two)).toEqual(refusedAs('shop.refused', 'counts 1 of Чашка'));
    const moved = {
      kind: 'FulfillmentStateTransitionError', errorCode: 'FULFILLMENT_STATE_TRANSITION_ERROR',
      message: 'errorResult.X', transitionError: 'Cannot transition',
    };
    expect(await tellTo(no(moved), two)).toEqual(refusedAs('shop.refused', ': Cannot transition'));
  });

  test('nothing said of the contents, too many parcels, an order that is not there', async () => {
    const { answer } = shopWith({ '881': 2 });
    expect(await tellTo(answer, messageOf([parcelOf('A1', {})])))
      .toEqual(refusedAs('parcel.empty', 'Nobody has said'));
    const many = messageOf(Array.from({ length: 21 }, () => parcelOf('A1', { '881': 1 })));
    expect(await tellTo(answer, many)).toEqual(refusedAs('parcels.too-many', '20'));
    expect(await tellTo(answer, { ...two, orderNumber: 'abc123' }))
      .toEqual(refusedAs('order.unknown', 'abc123'));
  });
});

describe('let in', () => {
  const one = messageOf([parcelOf('A1', { '881': 1 })]);

  test('one login serves many messages; when it ends, one more, and nothing is made twice',
    async () => {
      const { answer, log, shown, endSession } = shopWith({ '881': 3 });
      const session = sessionOn(answer);
      expect(await session.perform([tellOf(one)], now)).toEqual(done);
      endSession();
      const other = messageOf([parcelOf('A2', { '881': 1 })]);
      expect(await session.perform([tellOf(other)], now)).toEqual(done);
      expect(log.filter((call) => call === 'login')).toHaveLength(2);
      expect(shown()).toHaveLength(2);
    });

  test('ended between reading and writing, it is read again and written once', async () => {
    const { answer, log, shown, endSession } = shopWith({ '881': 3 });
    let isEnded = false;
    const session = sessionOn((request) => {
      if (isWriting(request) && !isEnded) {
        isEnded = true;
        endSession();
      }
      return answer(request);
    });
    // A session that was opened just now is not renewed: another one has to be open before.
    await session.probe(now);
    expect(await session.perform([tellOf(one)], now)).toEqual(done);
    expect(shown()).toEqual([['A1', 'Shipped', { '881': 1 }]]);
    expect(log).toEqual([
      'login', 'login', 'addFulfillmentToOrder', 'transitionFulfillmentToState Shipped',
    ]);
  });

  test('a wrong password is not tried again for a while, whoever asks', async () => {
    const { answer, log } = shopWith({ '881': 3 });
    const session = sessionOn(answer, { ...byPassword, password: 'wrong' });
    const first = await session.perform([tellOf(one)], now);
    expect(first.unanswered).toMatchObject({
      why: 'unauthorised', text: expect.stringContaining('credentials are invalid') as string,
    });
    for (let i = 0; i < 5; i += 1) await session.perform([tellOf(one)], now);
    expect(log).toEqual(['login']);
    await session.perform([tellOf(one)], instant(now + 60_000));
    expect(log).toEqual(['login', 'login']);
  });

  test('a user that may read and not write: said once, and judged no message', async () => {
    const { answer, log } = shopWith({ '881': 3 }, {}, { permissions: ['ReadOrder'] });
    const told = await tellTo(answer, one);
    expect(told.outcomes[0]?.is).toBe('unknown');
    expect(told.unanswered).toMatchObject({
      why: 'unauthorised', text: expect.stringContaining('UpdateOrder') as string,
    });
    expect(log).toEqual(['login']);
  });

  test('a server that gives no token for a good password is told of in words', async () => {
    const told = await tellTo(
      () => jsonAnswer(200, { data: { login: { kind: 'CurrentUser' } } }), one);
    expect(told.unanswered).toMatchObject({
      why: 'unauthorised', text: expect.stringContaining('tokenMethod') as string,
    });
  });

  test('an API key that is not taken is not exchanged for a login', async () => {
    let calls = 0;
    const session = sessionOn(() => {
      calls += 1;
      return jsonAnswer(200, forbidden);
    }, { apiKey: 'a:b' });
    const told = await session.perform([tellOf(one)], now);
    expect([told.unanswered?.why, calls]).toEqual(['unauthorised', 1]);
    expect(told.unanswered?.text).toContain('api-key');
  });
});
