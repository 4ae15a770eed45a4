/** One answer of every class that V1 is known to give, and what it means for the call. */
import { describe, expect, test } from 'vitest';
import type { WireAnswer } from '../../../contract/wire.ts';
import { readAnswer, type Heard } from './heard.ts';

const wrongAddress = 'the address of the API may be wrong';

const hear = (
  status: number,
  body: string | object,
  headers: Readonly<Record<string, string>> = {},
): Heard => readAnswer({
  is: 'answer', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body),
} satisfies WireAnswer, ['top-secret']);

const whyOf = (heard: Heard): string =>
  (heard.is === 'unanswered' ? heard.unanswered.why : heard.is);
const textOf = (heard: Heard): string => {
  switch (heard.is) {
    case 'unanswered':
      return heard.unanswered.text;
    case 'turned-down':
      return heard.text;
    case 'json':
      return '';
    default:
      return heard satisfies never;
  }
};

const html = '<html><body>Bad Gateway</body></html>';
const nullReference = {
  Message: 'An error has occurred.',
  ExceptionMessage: 'Object reference not set to an instance of an object.',
  ExceptionType: 'System.NullReferenceException', StackTrace: 'at ShipStation.Api …',
};

describe('what a no is, and what is none', () => {
  test.each([
    [400, { Message: 'Invalid serviceCode' }, 'turned-down', 'Invalid serviceCode'],
    [400, {
      Message: 'The request is invalid.', ModelState: { 'apiOrders.orderNumber': ['is required'] },
    }, 'turned-down', 'The request is invalid. apiOrders.orderNumber: is required'],
    [400, { message: 'in small letters' }, 'turned-down', 'in small letters'],
    [404, { message: 'Order not found' }, 'turned-down', 'Order not found'],
    [409, { message: 'top-secret' }, 'turned-down', '•••'],
    [500, nullReference, 'turned-down', nullReference.ExceptionMessage],
    [500, { Message: 'An error has occurred.' }, 'silence', 'An error has occurred.'],
    [500, html, 'silence', 'ShipStation answered 500'],
    [500, '', 'silence', 'ShipStation answered 500'],
    [408, html, 'silence', 'ShipStation answered 408'],
    [502, html, 'silence', 'ShipStation answered 502'],
    [503, '', 'silence', 'ShipStation answered 503'],
    [504, html, 'silence', 'ShipStation answered 504'],
    [200, html, 'unreadable', 'ShipStation answered 200 without readable content'],
    [200, '', 'unreadable', 'ShipStation answered 200 without readable content'],
    [200, '{"orders":[{"orderId":1,', 'unreadable',
      'ShipStation answered 200 without readable content'],
    [204, '', 'unreadable', 'ShipStation answered 204 without readable content'],
    [302, '', 'refused', `ShipStation sent the call elsewhere (302); ${wrongAddress}`],
    [404, { Message: 'No HTTP resource was found that matches the request URI.' }, 'refused',
      `No HTTP resource was found that matches the request URI. (404); ${wrongAddress}`],
    [404, html, 'refused', `ShipStation answered 404 (404); ${wrongAddress}`],
    [405, { Message: "The requested resource does not support http method 'POST'." }, 'refused',
      `The requested resource does not support http method 'POST'. (405); ${wrongAddress}`],
  ])('%i with %j: %s', (status, body, why, text) => {
    expect([whyOf(hear(status, body)), textOf(hear(status, body))]).toEqual([why, text]);
  });

  test('only an exception of their own may be one broken row of a list', () => {
    const told = (status: number, body: object) => {
      const heard = hear(status, body);
      return heard.is === 'turned-down' && heard.isTheirException;
    };
    expect(told(500, nullReference)).toBe(true);
    expect(told(400, { Message: 'Invalid' })).toBe(false);
  });

  test.each(['silence', 'not-sent'] as const)('%s is silence, its reason without secrets', (is) => {
    const heard = readAnswer({ is, reason: 'broke off: top-secret' }, ['top-secret']);
    expect([whyOf(heard), textOf(heard)]).toEqual(['silence', 'broke off: •••']);
  });
});

describe('who is not let in', () => {
  test.each([
    [401, '', /^ShipStation refuses the API key/],
    [402, { message: 'Payment Required' }, /plan of this ShipStation account.*Payment Required/],
    [403, html, /knows the API key and does not let it do this: the plan/],
  ])('%i stops the connection, in words of its own', (status, body, words) => {
    const heard = hear(status, body);
    expect(whyOf(heard)).toBe('unauthorised');
    expect(textOf(heard)).toMatch(words);
  });
});

describe('too many calls', () => {
  test.each([
    [429, { message: 'Too Many Requests' }], [429, html], [429, ''],
    [400, { Message: 'Too many requests' }], [500, { message: 'Too Many Requests' }],
  ])('%i with %j waits for their window', (status, body) => {
    expect(hear(status, body, { 'x-rate-limit-reset': '7' })).toMatchObject({
      unanswered: { why: 'throttled', closedForMilliseconds: 7_000 },
    });
  });
});
