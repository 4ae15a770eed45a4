import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { receivePush } from './receive.ts';

const secret = 'whsec_Z2F0ZXBhc3MgZGVtbyB3YXJlaG91c2Ugc2VjcmV0';
const body = JSON.stringify({ id: 'msg_1', kind: 'dispatch', orderNumber: 'SO-1', parcels: [] });

const headersOf = (at: Date, over: Readonly<Record<string, string>> = {}) => ({
  'content-type': 'application/json',
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  ...over,
});

test('a message that Gatepass signed is given, from headers of any kind', () => {
  const headers = headersOf(new Date());
  expect(receivePush(secret, headers, body)).toMatchObject({
    is: 'message', message: { id: 'msg_1', orderNumber: 'SO-1' },
  });
  expect(receivePush(secret, new Headers(headers), body).is).toBe('message');
});

test.each([
  ['changed on the way', headersOf(new Date()), body.replace('SO-1', 'SO-2')],
  ['signed by another', headersOf(new Date(), { 'webhook-signature': 'v1,AAAA' }), body],
  ['without a signature', { 'webhook-id': 'msg_1' }, body],
  ['kept and sent again an hour later', headersOf(new Date(Date.now() - 3_600_000)), body],
  ['dated ahead, to be kept for later', headersOf(new Date(Date.now() + 3_600_000)), body],
  ['given another date, to look new', {
    ...headersOf(new Date(Date.now() - 3_600_000)),
    'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
  }, body],
  ['under another id', headersOf(new Date(), { 'webhook-id': 'msg_2' }), body],
])('one that is %s is refused with the reason', (_what, headers, text) => {
  expect(receivePush(secret, headers, text)).toEqual({
    is: 'refused', why: expect.stringMatching(/\w+/),
  });
});
