import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { instant } from '../../core/model/instant.ts';
import { readSettings } from '../settings.ts';
import { signedPush } from './request.ts';
import { pushSettingsShape, type PushTarget } from './settings.ts';

const targetOf = (pushSecret: string): PushTarget => {
  const pushUrl = 'https://wms.example/hooks';
  const read = readSettings(pushSettingsShape, { pushUrl, pushSecret });
  if (read.is === 'refused' || read.settings === null) throw new Error('settings were refused');
  return read.settings;
};

const at = instant(1_614_265_330_987);
const call = { timeoutMilliseconds: 1000, purpose: 'test' };

test('the signature is the one of the published example of Standard Webhooks', () => {
  const target = targetOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  expect(signedPush(target, message, call, at)).toEqual({
    ...call,
    method: 'POST',
    url: 'https://wms.example/hooks',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    body: message.body,
  });
});

test('a secret that is plain text signs with its UTF-8 bytes', () => {
  const secret = 'a plain secret of größe 📦';
  const { headers } = signedPush(targetOf(secret), { id: 'msg_1', body: '{}' }, call, at);
  const expected = createHmac('sha256', Buffer.from(secret, 'utf8'))
    .update('msg_1.1614265330.{}')
    .digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
});

test.each([
  [{}, null],
  [{ pushUrl: null, pushSecret: null }, null],
  [{ pushSecret: 'x'.repeat(24) }, null],
])('%j needs no push', (given, target) => {
  expect(readSettings(pushSettingsShape, given)).toEqual({ is: 'settings', settings: target });
});

const url = 'https://wms.example/hooks';
test.each([
  [{ pushUrl: url }, ['pushSecret']],
  [{ pushUrl: url, pushSecret: 'x'.repeat(23) }, ['pushSecret']],
  [{ pushUrl: url, pushSecret: '' }, ['pushSecret']],
  [{ pushUrl: url, pushSecret: `whsec_${Buffer.alloc(23).toString('base64')}` }, ['pushSecret']],
  [{ pushUrl: url, pushSecret: 'whsec_this is not base64 but long enough' }, ['pushSecret']],
  [{ pushSecret: 'tooFew7' }, ['pushSecret']],
  [{ pushUrl: 'wms.example/hooks', pushSecret: 'x'.repeat(24) }, ['pushUrl']],
  [{ pushUrl: 'ftp://wms.example', pushSecret: 'x'.repeat(24) }, ['pushUrl']],
  [{ pushUrl: 'https://a:b@wms.example', pushSecret: 'x'.repeat(24) }, ['pushUrl']],
  [{ pushUrl: 'nonsense', pushSecret: 'tooFew7' }, ['pushUrl', 'pushSecret']],
  [{ pushUrl: 7, pushSecrt: 'x' }, ['pushUrl', 'pushSecrt']],
])('%j is refused at %j, without repeating the secret', (given, paths) => {
  const read = readSettings(pushSettingsShape, given);
  expect(read.is === 'refused' ? read.problems.map((one) => one.path) : read).toEqual(paths);
  const secret = 'pushSecret' in given ? given.pushSecret : '';
  if (secret !== '' && secret !== undefined) expect(JSON.stringify(read)).not.toContain(secret);
});
