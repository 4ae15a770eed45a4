/** An app of one's own asks for a token by its id and secret, and keeps it for a day. */
import { describe, expect, test } from 'vitest';
import { pretendShop } from '../../../conformance/kits/shopify-shop.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { shopify } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 14, 0));
const app = { id: 'f00d', secret: 'shpss_c0ffee+1' };

const given = (token: string): WireAnswer =>
  jsonAnswer(200, { access_token: token, scope: 'read_orders', expires_in: 86_399 });

const sessionOn = (
  tokens: (request: WireRequest) => WireAnswer,
  orders: WireAnswer | null = null,
) => {
  const shop = pretendShop(() => []).answer;
  const requests: WireRequest[] = [];
  const opened = shopify.open({ shop: 'acme.myshopify.com', app }, {
    request: (request) => {
      requests.push(request);
      const answer = request.purpose === 'access token' ? tokens(request) : orders ?? shop(request);
      return Promise.resolve(answer);
    },
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, requests };
};

test('the token is asked for once, sent with every call, and asked for again before it ends',
  async () => {
    let count = 0;
    const { session, requests } = sessionOn(() => given(`shpat_${String(count += 1)}`));
    await session.probe(now);
    await session.probe(instant(now + 23 * 3_600_000));
    await session.probe(instant(now + 86_000_000));
    expect(requests.map(({ url, headers }) =>
      (url.endsWith('/admin/oauth/access_token') ? 'asked' : headers['x-shopify-access-token'])))
      .toEqual([
        'asked', 'shpat_1', 'shpat_1', 'shpat_1', 'shpat_1', 'asked', 'shpat_2', 'shpat_2',
      ]);
    expect(requests[0]).toMatchObject({
      method: 'POST', url: 'https://acme.myshopify.com/admin/oauth/access_token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&client_id=f00d&client_secret=shpss_c0ffee%2B1',
    });
    const probeCost = shopify.manifest.probeCostInCalls;
    expect(requests.slice(0, 3)).toHaveLength(probeCost);
  });

test('a token that the shop would not have is asked for anew with the next call', async () => {
  const { session, requests } = sessionOn(() => given('shpat_1'), jsonAnswer(401, {
    errors: '[API] Invalid API key or access token',
  }));
  const { isWell } = await session.probe(now);
  expect(isWell).toBe(false);
  await session.probe(now);
  expect(requests.filter(({ purpose }) => purpose === 'access token')).toHaveLength(2);
});

describe('without a token no call is made, and it is said why', () => {
  test.for<[string, WireAnswer, string, string]>([
    ['an app that is not installed',
      jsonAnswer(400, { error: 'shop_not_permitted', error_description: 'No shpss_c0ffee+1' }),
      'unauthorised', 'shop_not_permitted: No •••; client id or secret (app.id'],
    ['a page', { is: 'answer', status: 403, headers: {}, body: '<h1>No</h1>' }, 'unauthorised',
      'gave no access token: 403'],
    ['too many calls', { is: 'answer', status: 429, headers: { 'retry-after': '9' }, body: '' },
      'throttled', '429'],
    ['no such shop', jsonAnswer(404, {}), 'refused', 'the address of the shop (shop) may be wrong'],
    ['an error of theirs', jsonAnswer(502, {}), 'silence', '502'],
    ['silence', { is: 'silence', reason: 'cut' }, 'silence', 'cut'],
    ['an answer without a token', jsonAnswer(200, { hello: 1 }), 'unreadable', 'no access token'],
  ])('%s', async ([, answer, why, words]) => {
    const { session, requests } = sessionOn(() => answer);
    const window = { from: instant(now - 60_000), to: now, page: null };
    const said = await session.look({ feed: 'orders', ...window }, now);
    expect(said).toMatchObject({
      is: 'unanswered', why, text: expect.stringContaining(words) as string,
    });
    expect(requests).toHaveLength(1);
  });
});

test('a token or an app is needed, and the refusal names both', () => {
  const opened = shopify.open({ shop: 'acme.myshopify.com' }, {
    request: () => Promise.reject(new Error('nobody is asked')),
  });
  expect(opened).toEqual({ is: 'refused', problems: [{
    path: 'accessToken', problem: 'is missing: give it, or app.id and app.secret',
  }] });
});
