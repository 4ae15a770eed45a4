/** Every fact says how it is known; every answer that is no 200 and every misfit can be refused. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { behind, checkAnswer, checkExchange, checkRequest } from './check.ts';
import type { Answer, Request } from './check.ts';
import { models, refusals, written } from './contract.ts';
import { isRecord } from './mutations.ts';
import { shipment } from './samples/labels.ts';
import { shown, written as orderWritten } from './samples/orders.ts';

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, name), 'utf8'));

/** The evidence of every part; one that says none falls under the part around it. */
function evidenceIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (!isRecord(value)) return [];
  const own = value['evidence'] ?? value['x-evidence'];
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(evidenceIn)];
}

describe('every fact says how it is known', () => {
  const readings = readJson('readings.json');
  const all = [models, refusals, written, readings].flatMap(evidenceIn);

  test('with a mark and a source that the list of sources has', () => {
    const sources = readJson('sources.json');
    const keys = isRecord(sources) && isRecord(sources['sources']) ? sources['sources'] : {};
    const form = /^(?:(?:[DOM] \[[a-z0-9-]+(?:, [a-z0-9-]+)*\]|I)(?: |$))+$/;
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((one) => !form.test(String(one)))).toEqual([]);
    const used = all.flatMap((one) => String(one).match(/[a-z][a-z0-9-]+/g) ?? []);
    expect(used.filter((key) => keys[key] === undefined)).toEqual([]);
    expect(Object.keys(keys).filter((key) => !used.includes(key))).toEqual([]);
  });

  test('each model and each answer has evidence of its own', () => {
    const bare = [...models, refusals].flatMap((model) => {
      const own = isRecord(model) ? model['$defs'] : {};
      const parts = Object.entries(isRecord(own) ? own : {});
      return parts.flatMap(([name, part]) =>
        isRecord(part) && typeof part['x-evidence'] === 'string' ? [] : [name]);
    });
    expect(bare).toEqual([]);
    expect(Object.values(refusals.byStatus).filter((one) => !('evidence' in one))).toEqual([]);
  });

  test('each known defect says where, what, how known, and what is read instead', () => {
    expect(Array.isArray(readings) && readings.length).toBeGreaterThan(20);
    for (const reading of Array.isArray(readings) ? readings : []) {
      const { where, what, evidence, reading: taken, ...rest } = reading;
      expect([where, what, evidence, taken].every((text) => text.length > 0)).toBe(true);
      expect(rest).toEqual({});
    }
  });
});

const headers = { authorization: 'Basic a2V5OnNlY3JldA==', 'content-type': 'application/json' };
const ask = (method: string, to: string, more: Partial<Request> = {}): Request =>
  ({ method, path: to, query: {}, headers, body: null, ...more });
const say = (status: number, body: unknown, more: Record<string, string> = {}): Answer =>
  ({ status, headers: more, body: typeof body === 'string' ? body : JSON.stringify(body) });
const textsOf = (request: Request, answer: Answer) =>
  checkExchange(request, answer).map(({ where, text }) => `${where} ${text}`);

describe('a call', () => {
  test.each([
    ask('GET', '/Orders/List'), ask('GET', '/shipments/list'), ask('get', '/carriers/'),
    ask('GET', '/orders', { query: { storeID: '4', OrderStatus: 'shipped' } }),
    ask('POST', '/stores/refreshstore', { query: { storeId: '4' } }),
  ])('in other capitals or under its other name is the same: $path', (request) => {
    expect(checkRequest(request)).toEqual([]);
  });

  test.each([
    ['POST', '/orders/markshipped'], ['POST', '/stores/refresh'], ['GET', '/shipments/7'],
    ['PUT', '/orders/7'], ['GET', '/orders/seven'], ['POST', '/carriers/addfunds'],
    ['POST', '/accounts/registeraccount'], ['GET', '/v2/shipments'],
  ])('%s %s is no operation', (method, to) => {
    expect(textsOf(ask(method, to), say(200, {}))).toContain('request is no operation of V1');
  });

  test.each<[string, Partial<Request>]>([
    ['request header must have required property \'authorization\'', { headers: {} }],
    ['request header /authorization must match', { headers: { Authorization: 'Bearer x' } }],
    ['request query has the unknown field order', { query: { order: '7' } }],
    ['request query /pageSize must match', { query: { pageSize: '501' } }],
    ['request query /modifyDateStart must match',
      { query: { modifyDateStart: '2026-11-22T05:00:00Z' } }],
    ['request body is there where none is documented', { body: '{}' }],
  ])('%s', (text, more) => {
    expect(textsOf(ask('GET', '/orders', more), say(401, ''))[0]).toContain(text);
  });

  test('with a body needs to say that it is JSON, and to be it', () => {
    const request = ask('POST', '/orders/restorefromhold', {
      headers: { authorization: headers.authorization }, body: '{',
    });
    expect(checkRequest(request).map(({ text }) => text)).toEqual([
      'lacks content-type', expect.stringContaining('is no JSON'),
    ]);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const refresh = ask('POST', '/stores/refreshstore', { headers: form });
    expect(checkRequest({ ...refresh, body: '{}' })).toHaveLength(1);
    expect(checkRequest(refresh)).toEqual([]);
  });
});

describe('an answer that is no 200', () => {
  const request = ask('GET', '/orders/7');
  test.each([
    say(400, { Message: 'Invalid serviceCode' }), say(400, { message: 'No.' }),
    say(400, { Message: 'The request is invalid.', ModelState: { 'apiOrder.x': ['No.'] } }),
    say(401, ''), say(401, '<html></html>'), say(403, ''), say(404, { message: 'Not found' }),
    say(405, { Message: 'No.' }), say(429, { message: 'Too Many Requests' }),
    say(500, { Message: 'An error has occurred.', ExceptionMessage: 'Null reference' }),
    say(502, '<html></html>'), say(503, ''), say(504, ''),
  ])('is taken as documented: $status $body', (answer) => {
    expect(checkAnswer(request, answer)).toEqual([]);
  });

  test.each([
    say(400, { Message: 7 }), say(400, { error: 'No.' }), say(400, '<html></html>'),
    say(400, { Message: 'The request is invalid.', ModelState: { 'apiOrder.x': 'No.' } }),
    say(400, { Message: 'The request is invalid.', ModelState: {} }),
    say(404, ''), say(404, { error: 'No.' }), say(405, 'No.'), say(429, { message: 'Slow down' }),
    say(500, { Message: 'An error has occurred.' }), say(500, ''),
    say(201, {}), say(204, ''), say(301, ''), say(418, {}),
  ])('is refused otherwise: $status $body', (answer) => {
    expect(checkAnswer(request, answer)).not.toEqual([]);
  });

  test('may lack the rate headers, and counts in whole numbers where it has them', () => {
    const names = ['X-Rate-Limit-Limit', 'X-Rate-Limit-Remaining', 'X-Rate-Limit-Reset'];
    for (const name of names) {
      expect(checkAnswer(request, say(401, '', { [name]: '17' }))).toEqual([]);
      expect(checkAnswer(request, say(401, '', { [name]: 'soon' }))).not.toEqual([]);
    }
  });
});

describe('an answer must fit its request', () => {
  const body = (value: unknown) => ({ body: JSON.stringify(value) });
  const result = { orderKey: 'con_7:1', success: false };

  test.each<[string, Request, Answer]>([
    ['holds 2 rows on a page of 1', ask('GET', '/orders', { query: { PageSize: '1' } }),
      say(200, { orders: [shown, shown], total: 2, page: 1, pages: 2 })],
    ['is page 1 and not the page 2', ask('GET', '/orders', { query: { page: '2' } }),
      say(200, { orders: [], total: 2, page: 1, pages: 1 })],
    ['carries another orderId than 7', ask('GET', '/orders/7'), say(200, shown)],
    ['carries another orderId than 7',
      ask('POST', '/orders/markasshipped', body({ orderId: 7, carrierCode: 'dpd' })),
      say(200, { orderId: 8, orderNumber: 'HV-1042' })],
    ['holds 0 results for 1 orders',
      ask('POST', '/orders/createorders', body([orderWritten])),
      say(200, { hasErrors: false, results: [] })],
    ['says hasErrors false, unlike its rows',
      ask('POST', '/orders/createorders', body([orderWritten])),
      say(200, { hasErrors: false, results: [result] })],
    ['shows items that were not asked for', ask('GET', '/shipments'),
      say(200, { shipments: [shipment], total: 1, page: 1, pages: 1 })],
  ])('%s', (text, request, answer) => {
    expect(textsOf(request, answer)).toEqual([expect.stringContaining(text)]);
  });
});

test('an address is cut where the base address ends', () => {
  expect(behind('https://v1.example/api/', 'https://v1.example/api/orders?page=2')).toEqual({
    path: '/orders', query: { page: '2' },
  });
  expect(() => behind('https://v1.example/api', 'https://v1.example/orders')).toThrow('is not at');
});
