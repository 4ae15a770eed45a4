/** What is sent again, wrong, packed or too large: answered in words, listed, and nothing lost. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf, keyOf } from '../../tests/door.ts';
import { instant } from '../core/model/instant.ts';
import {
  beginRequest, forgetAnswered, forgetRequest, saveAnswer, type Beginning,
} from '../store/answered-requests.ts';
import type { Tx } from '../store/database.ts';
import { listOf, problemShape, refusedInputShape } from './shapes.ts';

onEveryDatabase('input', (size) => {
  const { database, door } = atTheDoor(size);

  const wait = (seconds: number): void => {
    door.stage.clock.now = instant(door.stage.clock.now + seconds * 1_000);
  };
  const { parse: problemOf } = problemShape;
  const at = '/v1/warehouses/leicester/consignments';
  const send = (
    method: 'POST' | 'PUT', url: string, payload: string | Buffer,
    headers: Readonly<Record<string, string>> = {}, role: 'admin' | 'warehouse' = 'warehouse',
  ) => door.server.inject({ method, url, payload, headers: {
    authorization: `Bearer ${keyOf(role)}`, 'content-type': 'application/json', ...headers,
  } });
  const batch = (...numbers: readonly string[]) => JSON.stringify({
    consignments: numbers.map((one) => ({ reference: `L-${one}`, ...bodyOf(one) })),
  });
  const post = (body: string, key: string, role: 'admin' | 'warehouse' = 'warehouse') =>
    send('POST', at, body, { 'idempotency-key': key }, role);
  const refused = async () => listOf(refusedInputShape)
    .parse((await door.ask('GET', '/v1/connections/leicester-wms/refused')).json).items;
  const orders = async () => (await rowsOf(database, 'select order_id from dossier')).length;

  test('the same request under the same key is done once, and answered the same', async () => {
    const first = await post(batch('SO-1'), 'k-1');
    wait(60);
    await door.ask('PUT', `${at}/L-SO-1`, bodyOf('SO-1', { revision: 2, status: 'cancelled' }));
    const second = await post(batch('SO-1'), 'k-1');
    expect([second.statusCode, second.body]).toEqual([200, first.body]);
    expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    expect(second.headers['content-type']).toContain('application/json');
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    // Under another key it is another request, and hears how things stand now.
    expect((await post(batch('SO-1'), 'k-2')).json().results[0].answer)
      .toMatchObject({ accepted: 'older-revision' });
  });

  test('a key belongs to one request of one sender, for a day', async () => {
    await post(batch('SO-1'), 'k-1');
    const other = await post(batch('SO-2'), 'k-1');
    expect(other.statusCode).toBe(422);
    expect(problemOf(other.json()).problems).toMatchObject([{ path: 'Idempotency-Key' }]);
    expect(await orders()).toBe(1);
    // Another sender may use the same word.
    expect((await post(batch('SO-2'), 'k-1', 'admin')).statusCode).toBe(200);
    await database.transaction((tx) => forgetAnswered(tx, door.stage.clock.now + 1));
    expect((await post(batch('SO-3'), 'k-1')).statusCode).toBe(200);
  });

  test('while the first is under way the second is told to come back', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(batch('SO-1'), 'k-1')));
    const statuses = answers.map((one) => one.statusCode);
    expect(statuses.filter((one) => one === 200).length).toBeGreaterThan(0);
    expect(statuses.every((one) => one === 200 || one === 409)).toBe(true);
    const done = answers.filter((one) =>
      one.statusCode === 200 && one.headers['idempotency-replayed'] === undefined);
    expect(done).toHaveLength(1);
    const late = answers.find((one) => one.statusCode === 409);
    if (late !== undefined) expect(late.headers['retry-after']).toBe('1');
    expect((await post(batch('SO-1'), 'k-1')).headers['idempotency-replayed']).toBe('true');
  });

  test('one that died over its work is taken up again', async () => {
    await post(batch('SO-1'), 'k-1');
    await rowsOf(database, 'update answered_request set status = null, answer = null');
    expect((await post(batch('SO-1'), 'k-1')).statusCode).toBe(409);
    wait(61);
    expect((await post(batch('SO-1'), 'k-1')).statusCode).toBe(200);
  });

  test('one that was taken up by another is not answered by the first, nor forgotten', async () => {
    const [id, asked] = ['k', 'x'];
    const inStore = <Value>(work: (tx: Tx) => Promise<Value>) => database.transaction(work);
    const [first, second] = [{ id, begunAt: 1 }, { id, begunAt: 60_001 }];
    const begin = ({ begunAt }: Beginning) =>
      inStore((tx) => beginRequest(tx, { id, asked }, begunAt));
    expect([await begin(first), await begin(second)]).toEqual([{ is: 'new' }, { is: 'new' }]);
    const answer = (whose: Beginning, text: string) =>
      inStore((tx) => saveAnswer(tx, whose, { status: 200, answer: text }));
    expect(await answer(first, 'late')).toBe(false);
    await inStore((tx) => forgetRequest(tx, first));
    expect(await answer(second, 'done')).toBe(true);
    await inStore((tx) => forgetRequest(tx, second));
    expect(await begin({ id, begunAt: 60_002 }))
      .toEqual({ is: 'answered', status: 200, answer: 'done' });
  });

  test('a refusal is an answer too, and a key that cannot be read is refused', async () => {
    const bad = '{"consignments": []}';
    expect((await post(bad, 'k-1')).statusCode).toBe(400);
    const spaced = await send('POST', at, batch('SO-1'), { 'idempotency-key': 'a b' });
    expect(problemOf(spaced.json()).problems).toMatchObject([{ path: 'Idempotency-Key' }]);
    expect((await send('POST', at, batch('SO-1'), { 'idempotency-key': 'k'.repeat(201) }))
      .statusCode).toBe(400);
    expect(await orders()).toBe(0);
  });

  test('that cannot be read is listed under its connection, without its values', async () => {
    await send('PUT', `${at}/L-1`, JSON.stringify(bodyOf('SO-1', {
      status: 'gone', shipTo: { name: 'Iris Bell', planet: 'Mars' },
    })));
    await send('PUT', `${at}/L-2`, '{"shipTo": {"name": "Iris Bell"');
    await send('POST', at, JSON.stringify({ consignments: [
      { reference: 'L-3', ...bodyOf('SO-3') }, { reference: 'L-4', revision: 'Iris Bell' },
    ] }));
    await send('PUT', `${at}/L-5`, 'x', { 'content-type': 'text/plain' });
    const [type, many, text, fields] = await refused();
    expect(fields).toMatchObject({
      sender: 'the warehouse', method: 'PUT', path: `${at}/L-1`, status: 400,
      at: '2026-11-22T12:00:00Z',
      problems: expect.arrayContaining([expect.objectContaining({ path: 'status' })]),
    });
    expect(many).toMatchObject({ status: 400, detail: '1 of 2 consignments were refused.' });
    expect(many?.problems[0]?.path).toMatch(/^consignments\.1\./);
    expect([text?.status, type?.status]).toEqual([400, 415]);
    expect(JSON.stringify(await refused())).not.toContain('Iris');
    expect((await door.ask('GET', '/v1/connections/leicester-wms/refused', undefined, 'reader'))
      .status).toBe(200);
    expect((await door.ask('GET', '/v1/connections/leicester-wms/refused', undefined, 'channel'))
      .status).toBe(403);
    expect((await door.ask('GET', '/v1/connections/nobody/refused')).status).toBe(404);
  });

  test('of a stranger is not listed, and the list is bounded', async () => {
    await send('PUT', `${at}/L-1`, '{}', { authorization: 'Bearer who-is-this' });
    expect(await refused()).toEqual([]);
    for (let index = 0; index < 203; index += 1) await send('PUT', `${at}/L-1`, '{}');
    expect(await rowsOf(database, 'select count(*)::int as n from refused_input'))
      .toEqual([{ n: 200 }]);
    const page = listOf(refusedInputShape).parse(
      (await door.ask('GET', '/v1/connections/leicester-wms/refused?limit=150')).json);
    const rest = listOf(refusedInputShape).parse((await door.ask(
      'GET', `/v1/connections/leicester-wms/refused?limit=150&after=${page.next ?? ''}`)).json);
    expect([page.items.length, rest.items.length]).toEqual([150, 50]);
  });

  test('that is packed is not unpacked, and says so', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    for (const packing of ['gzip', 'br', 'deflate', 'gzip, gzip']) {
      const answer = await send('PUT', `${at}/L-1`, bomb, { 'content-encoding': packing });
      expect(answer.statusCode).toBe(415);
      expect(problemOf(answer.json()).detail).toContain(packing);
    }
    expect((await send('PUT', `${at}/L-1`, JSON.stringify(bodyOf('SO-1')), {
      'content-encoding': 'identity',
    })).statusCode).toBe(200);
  });

  test.each([
    ['text/plain'], ['application/xml'], ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'], ['application/json; charset=utf-7, text/html'],
  ])('as %s is refused in words, or read as the JSON that it is', async (type) => {
    const answer = await send(
      'PUT', `${at}/L-1`, JSON.stringify(bodyOf('SO-1')), { 'content-type': type });
    if (answer.statusCode === 200) return;
    expect(answer.statusCode).toBe(415);
    expect(problemOf(answer.json()).detail).toContain('Content-Type: application/json');
  });

  test('larger than the limit, or an abyss of brackets, is refused in words', async () => {
    const large = await send('PUT', `${at}/L-1`, `"${'x'.repeat(8 * 1024 * 1024)}"`);
    expect(large.statusCode).toBe(413);
    expect(problemOf(large.json()).detail).toContain('larger than 8 MB');
    const abyss = `{"consignments":[${'['.repeat(3_000_000)}${']'.repeat(3_000_000)}]}`;
    const deep = await send('POST', at, abyss);
    expect(deep.statusCode).toBeLessThan(500);
    expect(await orders()).toBe(0);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'that is named %s is a name like any other, or refused', async (name) => {
      const consignment = JSON.stringify({
        ...bodyOf('SO-1'),
        lines: [{ line: name, sku: name, ordered: 1, allocated: 1, picked: 1, packed: 1 }],
        parcels: [{ reference: name, lines: [{ line: name, quantity: 1 }] }],
      });
      expect((await send('PUT', `${at}/L-1`, consignment)).statusCode).toBe(200);
      const stock = JSON.stringify({
        at: '2026-11-22T11:00:00Z', kind: 'snapshot', items: [{ sku: name, available: 1 }],
      });
      expect((await send('PUT', '/v1/warehouses/leicester/stock', stock)).statusCode).toBe(200);
      const member = `{"${name}": {"isAdmin": true}, ${consignment.slice(1)}`;
      expect((await send('PUT', `${at}/L-2`, member)).statusCode).toBe(400);
      expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
    });
});
