import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { WireAnswer, WireRequest } from '../contract/wire.ts';
import { textOfCall } from './call-text.ts';

const request = (facts: Partial<WireRequest> = {}): WireRequest => ({
  method: 'POST', url: 'https://ssapi.example/orders/createorders', headers: {},
  body: '{"orderNumber":"SO-1"}', timeoutMilliseconds: 1, purpose: 'create-order', ...facts,
});
const answered = (body: string): WireAnswer => ({ is: 'answer', status: 200, headers: {}, body });
const inBase64 = (text: string): string => Buffer.from(text).toString('base64');
const secrets = ['k-5f3a9c', 'hunter2hunter2', 'no'];
const text = (facts: Partial<WireRequest>, answer: WireAnswer = answered('{}')) =>
  textOfCall(request(facts), answer, secrets);

describe('what is kept of a call', () => {
  it('is what was sent and what came back', () => {
    expect(textOfCall(request({ headers: { accept: '*/*' } }), answered('{"results":[]}'), []))
      .toEqual({
        purpose: 'create-order', method: 'POST', url: 'https://ssapi.example/orders/createorders',
        headers: [{ name: 'accept', value: '*/*' }],
        request: { text: '{"orderNumber":"SO-1"}', cutFrom: null }, status: 200, noAnswer: null,
        answer: { text: '{"results":[]}', cutFrom: null },
      });
  });

  it('of no answer is why there was none', () => {
    expect(text({}, { is: 'silence', reason: 'cut at hunter2hunter2' }))
      .toMatchObject({ status: null, noAnswer: 'cut at …', answer: null });
  });

  it('holds no header but those that let nobody in', () => {
    const { headers } = text({ headers: {
      'Authorization': 'Basic abc', 'content-type': 'application/json',
      'x-shopify-access-token': 't',
      'webhook-signature': 'v1,abc', 'webhook-id': 'msg_1', 'cookie': 'c',
    } });
    expect(headers.filter(({ value }) => value !== null).map(({ name }) => name))
      .toEqual(['content-type', 'webhook-id']);
    expect(headers).toHaveLength(6);
  });

  it.each([
    ['authorization', `Basic ${inBase64('me:k-5f3a9c')}`, inBase64('me:k-5f3a9c')],
    ['authorization', `Session ${inBase64('me:12:fetched-one')}`, 'fetched-one'],
    ['authorization', 'Bearer fetched-one', 'fetched-one'],
    ['x-shopify-access-token', 'fetched-one', encodeURIComponent('fetched-one')],
  ])('what the header %s holds, “%s”, is left out wherever it is repeated', (name, value, key) => {
    const kept = text(
      { headers: { [name]: value }, url: `https://x.example/?q=${encodeURIComponent(key)}` },
      answered(`{"said":"no ${key} here"}`));
    expect([kept.url, kept.answer?.text])
      .toEqual(['https://x.example/?q=…', '{"said":"no … here"}']);
    expect(text({ headers: { [name]: value } }, { is: 'silence', reason: `at ${value}` }).noAnswer)
      .toBe('at …');
  });

  it.each([
    ['https://x.example/a?consumer_key=ck_1&page=2', 'https://x.example/a?consumer_key=…&page=2'],
    ['https://me:pw@x.example/a', 'https://…@x.example/a'],
    ['https://x.example/hooks/k-5f3a9c/in', 'https://x.example/hooks/…/in'],
    ['https://x.example/services/T0B1c2D3e4F5g6H7i8J9k0L1/x', 'https://x.example/services/…/x'],
  ])('the address %s is kept as %s', (url, kept) => {
    expect(text({ url }).url).toBe(kept);
  });

  it.each(['orders/1234567890123456789012345', 'setExternalFulfillmentState'])(
    'the path %s is nobody’s key', (path) => {
      expect(text({ url: `https://x.example/${path}` }).url).toBe(`https://x.example/${path}`);
    });

  it.each([
    ['{"api_key":"x","a":{"Password":"y","note":"k-5f3a9c no"}}',
      '{"api_key":"…","a":{"Password":"…","note":"… no"}}'],
    ['{"token":null,"secret":""}', '{"token":null,"secret":""}'],
    ['user=me&password=abc&page=1', 'user=me&password=…&page=1'],
    ['<token>abc</token><sku>TEE</sku>', '<token>…</token><sku>TEE</sku>'],
    ['Authorization: Basic abc, session_id=x1', 'Authorization: Basic …, session_id=…'],
    ['<credential>abc</credential>', '<credential>…</credential>'],
    [`a ${inBase64('hunter2hunter2')} b`, 'a …= b'],
  ])('the body %s is kept as %s', (body, kept) => {
    expect(text({ body }).request?.text).toBe(kept);
    expect(text({}, answered(body)).answer?.text).toBe(kept);
  });

  it('of a sign-in has no body at all', () => {
    const kept = text(
      { purpose: 'sign in', body: '["me",{"pw":"abc"}]' }, answered('[1,"session"]'));
    expect([kept.request, kept.answer]).toEqual([
      { text: '…', cutFrom: 19 }, { text: '…', cutFrom: 13 },
    ]);
  });

  it('of what is nested without end keeps what lies on top', () => {
    const kept = text({}, answered(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).answer;
    expect(kept).toEqual({ text: `${'['.repeat(64)}"…"${']'.repeat(64)}`, cutFrom: null });
  });

  it('of a label keeps how long it was, and of a whole page its beginning', () => {
    expect(text({}, answered(JSON.stringify({ labelData: 'J'.repeat(40_000) }))).answer)
      .toEqual({ text: '{"labelData":"… (40000 characters)"}', cutFrom: null });
    const page = text({}, answered(`<${'x'.repeat(200_000)}>`)).answer;
    expect([page?.text.length, page?.cutFrom]).toEqual([100_000, 200_002]);
  });
});
