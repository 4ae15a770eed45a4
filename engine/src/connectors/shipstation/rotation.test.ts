/** One key pair is given up and the next one taken, without a call that is lost or done twice. */
import { expect, test } from 'vitest';
import { createOrder, markAsShipped } from '../../../conformance/items.ts';
import { holdRequest, v1Address } from '../../../conformance/held-to-v1.ts';
import { documentOf, pretendOrder } from '../../../conformance/pretend-order.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { shipstation } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 13, 40, 12));
const token = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const [first, next] = [token('one:secret-one'), token('two:secret-two')];
const two = { apiKey: 'one', apiSecret: 'secret-one', nextKey: 'two', nextSecret: 'secret-two' };
const one = { apiKey: 'one', apiSecret: 'secret-one' };

/** An account that takes some pairs, and other than that does as it is asked. */
const open = (
  v1: object,
  taken: ReadonlySet<string>,
  good: (request: WireRequest) => WireAnswer = () => jsonAnswer(200, { orders: [], pages: 1 }),
) => {
  const tried: { readonly under: string; readonly timeout: number }[] = [];
  const opened = shipstation.open({ v1 }, {
    request: (request) => {
      holdRequest(v1Address, request);
      const under = request.headers['authorization'] ?? '';
      tried.push({
        under: under === first ? 'first' : under === next ? 'next' : 'none',
        timeout: request.timeoutMilliseconds,
      });
      return Promise.resolve(taken.has(under)
        ? good(request) : { is: 'answer', status: 401, headers: {}, body: '' });
    },
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  const { session } = opened;
  const look = () => session.look({ feed: 'orders', from: now, to: now, page: null }, now);
  return { session, look, tried, under: () => tried.map((call) => call.under) };
};

test('while the first pair is taken the next one is left alone', async () => {
  const { look, under } = open(two, new Set([first, next]));
  await look();
  await look();
  expect(under()).toEqual(['first', 'first']);
});

test('on the day the first is refused the same call goes once more, and it stays so', async () => {
  const taken = new Set([first, next]);
  const { look, under } = open(two, taken);
  await look();
  taken.delete(first);
  expect(await look()).toMatchObject({ is: 'page', next: null });
  taken.add(first);
  await look();
  expect(under()).toEqual(['first', 'first', 'next', 'next']);
});

test('a release under way when the key expires is done, and done once', async () => {
  const bodies: string[] = [];
  const { session, tried } = open(two, new Set([next]), (request) => {
    bodies.push(request.body ?? '');
    const [order] = JSON.parse(request.body ?? '[]') as readonly { readonly orderKey: string }[];
    return jsonAnswer(200, { hasErrors: false, results: [
      { orderId: 7, orderKey: order?.orderKey, success: true, errorMessage: null },
    ] });
  });
  const performed = await session.perform([createOrder(1)], now);
  expect(performed.outcomes.map((outcome) => outcome.is)).toEqual(['done']);
  expect(performed.unanswered).toBeNull();
  expect(bodies).toHaveLength(1);
  // Both together end before a call is taken to have settled without an answer.
  expect(tried.reduce((sum, call) => sum + call.timeout, 0)).toBeLessThanOrEqual(40_000);
});

test.each([1, 2, 3])('a change whose key expires before call %i writes once', async (dies) => {
  const good = pretendOrder(documentOf(0, { orderStatus: 'awaiting_shipment' }));
  const taken = new Set([first, next]);
  let calls = 0;
  const written: string[] = [];
  const { session, tried } = open(two, taken, (request) => {
    if (request.method === 'POST') written.push(request.url);
    calls += 1;
    if (calls === dies - 1) taken.delete(first);
    return good(request);
  });
  if (dies === 1) taken.delete(first);
  const { outcomes } = await session.perform([markAsShipped(0)], now);
  expect(outcomes.map((outcome) => outcome.is)).toEqual(['done']);
  expect(written).toHaveLength(1);
  expect(tried).toHaveLength(4);
});

test('with both refused it says so, once, and tries both again the next time', async () => {
  const { look, under } = open(two, new Set());
  expect(await look()).toMatchObject({ is: 'unanswered', why: 'unauthorised' });
  await look();
  expect(under()).toEqual(['first', 'next', 'first', 'next']);
});

test('silence under the next pair says nothing about it', async () => {
  const { look, under } = open(two, new Set([next]), () => ({ is: 'silence', reason: 'cut' }));
  expect(await look()).toMatchObject({ is: 'unanswered', why: 'silence' });
  await look();
  expect(under()).toEqual(['first', 'next', 'first', 'next']);
});

test('another no than a refused key does not change the pair', async () => {
  const { look, under } = open(two, new Set([first]), () => jsonAnswer(403, { message: 'No' }));
  expect(await look()).toMatchObject({ is: 'unanswered', why: 'unauthorised' });
  expect(under()).toEqual(['first']);
});

test('with one pair alone a refused key is one call', async () => {
  const { look, under } = open(one, new Set());
  await look();
  expect(under()).toEqual(['first']);
});
