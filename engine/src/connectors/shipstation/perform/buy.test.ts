/** A label is bought in one call; what came of it is told by the answer, and by nothing else. */
import { describe, expect, test } from 'vitest';
import { holdAnswer, holdRequest, v1Address } from '../../../../conformance/held-to-v1.ts';
import type { ItemOutcome } from '../../../contract/connector.ts';
import type { Wire, WireAnswer, WireRequest } from '../../../contract/wire.ts';
import type { LabelContent } from '../../../core/model/decision.ts';
import { connectionName, shipStationOrderId } from '../../../core/model/ids.ts';
import { instant } from '../../../core/model/instant.ts';
import { shipstation } from '../connector.ts';
import purchases from '../fixtures/purchases.json' with { type: 'json' };

const order = shipStationOrderId('2210044871');
const [first] = purchases;
if (first === undefined) throw new Error('there are recorded purchases');

// The fixture is written in the shape of the type; the compiler cannot brand numbers in JSON.
const contentOf = (ours: unknown): LabelContent => ours as LabelContent;

const json = (status: number, value: unknown): WireAnswer =>
  ({ is: 'answer', status, headers: {}, body: JSON.stringify(value) });

const buy = async (answer: WireAnswer, { ours, now } = first) => {
  const requests: WireRequest[] = [];
  const wire: Wire = { request: (one) => {
    holdRequest(v1Address, one);
    requests.push(one);
    return Promise.resolve(answer);
  } };
  const opened = shipstation.open({ v1: { apiKey: 'a-key', apiSecret: 'a-secret' } }, wire);
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  const at = instant(Date.parse(now));
  const performed = await opened.session.perform([{
    do: 'buy-label', about: order, order, connection: connectionName('ss'),
    content: contentOf(ours), urgency: { due: at, cutOff: null, wave: null, sequence: null },
  }], at);
  const [outcome] = performed.outcomes;
  if (outcome === undefined || requests.length !== 1) throw new Error('one call, one outcome');
  return { request: requests[0], outcome, unanswered: performed.unanswered };
};

describe.each(purchases)('$title', (one) => {
  test('is asked for in V1’s words, in one call', async () => {
    const { request } = await buy(json(200, one.answered), one);
    expect(request).toMatchObject({
      method: 'POST', url: 'https://ssapi.shipstation.com/orders/createlabelfororder',
      timeoutMilliseconds: 28_000, purpose: 'buy-label',
    });
    if (request === undefined) throw new Error('there was a request');
    // Numbers that come as text are read, though V1 does not document them.
    if (typeof one.answered.shipmentId === 'string') return;
    holdAnswer(v1Address, request, json(200, one.answered));
    expect(JSON.parse(request?.body ?? '')).toEqual(one.asked);
  });

  test('comes back as a label, to the penny, with what there is to print', async () => {
    const { outcome } = await buy(json(200, one.answered), one);
    if (outcome.is !== 'done') throw new Error(outcome.text);
    expect(outcome.seen).toEqual([{ kind: 'label', label: one.label }]);
    const printed = (outcome.documents ?? []).map(({ label, bytes }) =>
      [label, Buffer.from(bytes).toString('latin1')]);
    expect(printed).toEqual(one.prints === null ? [] : [[one.label.id, one.prints]]);
  });
});

test('a label is dated for the van that comes, not for one that is gone', async () => {
  const late = { ...first, now: '2026-03-05T18:00:00Z' };
  const { request } = await buy(json(200, first.answered), late);
  expect(JSON.parse(request?.body ?? '')).toMatchObject({ shipDate: '2026-03-05' });
});

const exception = (text: string) => json(500, {
  Message: 'An error has occurred.', ExceptionMessage: text, ExceptionType: 'System.Exception',
});

test.each<[string, WireAnswer, ItemOutcome['is'], RegExp]>([
  ['a null reference means that something is missing',
    exception('Object reference not set to an instance of an object.'), 'refused',
    /its weight, size or another thing .* is missing or wrong/],
  ['a carrier says no', json(400, { Message: 'The postage balance is too low.' }), 'refused',
    /^The postage balance is too low\.$/],
  ['a service that the carrier does not have', json(400, {
    Message: 'The request is invalid.', ModelState: { 'request.weight': ['Too heavy'] },
  }), 'refused', /request\.weight: Too heavy/],
  ['an exception that speaks of time', exception('The carrier timed out.'), 'unknown', /timed out/],
  ['a 400 that speaks of time', json(400, { Message: 'Carrier time-out' }), 'unknown', /time-out/],
  ['a 500 without a word of theirs', json(500, { Message: 'oops' }), 'unknown', /oops/],
  ['a gateway page', { is: 'answer', status: 502, headers: {}, body: '<html>Bad</html>' },
    'unknown', /502/],
  ['silence', { is: 'silence', reason: 'no answer within 28 s' }, 'unknown', /no answer/],
  ['a cut body', { is: 'answer', status: 200, headers: {}, body: '{"shipmentId":8801' },
    'unknown', /without readable content/],
  ['too many requests', json(429, { message: 'Too Many Requests' }), 'unknown', /too many/],
])('%s', async (_, answer, is, words) => {
  const { outcome } = await buy(answer);
  expect(outcome.is).toBe(is);
  expect(outcome.is === 'done' ? '' : outcome.text).toMatch(words);
});

test('an order that is gone is refused, and said to be gone', async () => {
  const { outcome } = await buy(json(404, { message: 'Order not found' }));
  expect(outcome).toMatchObject({
    is: 'refused', code: 'shipstation.gone',
    seen: [{ kind: 'shipstation-order-gone', order }],
  });
});

test('a broken PDF does not make the label unbought', async () => {
  const { outcome } = await buy(json(200, { ...first.answered, labelData: { is: 'no text' } }));
  expect(outcome).toMatchObject({ is: 'done', documents: [] });
});
