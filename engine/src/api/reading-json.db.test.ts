/** A body is JSON in UTF-8, or it is refused in words that say why and where. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { atTheDoor, bodyOf, keyOf } from '../../tests/door.ts';
import { problemShape } from './shapes.ts';

onEveryDatabase('a body', (size) => {
  const { door } = atTheDoor(size);

  const put = async (payload: string | Buffer, type = 'application/json') => {
    const answer = await door.server.inject({
      method: 'PUT', url: '/v1/warehouses/leicester/consignments/LE-1', payload,
      headers: { authorization: `Bearer ${keyOf('warehouse')}`, 'content-type': type },
    });
    const { detail = '' } = answer.statusCode === 200
      ? {} : problemShape.parse(JSON.parse(answer.body));
    return { status: answer.statusCode, detail };
  };
  const said = JSON.stringify(bodyOf('SO-1', { shipTo: { name: 'Zoë Müller', country: 'GB' } }));

  test('with letters of another encoding goes onto no label', async () => {
    const { status, detail } = await put(Buffer.from(said, 'latin1'));
    expect(status).toBe(400);
    expect(detail).toContain('the body is not UTF-8');
    expect((await door.ask('GET', '/v1/orders')).json).toMatchObject({ items: [] });
  });

  test('that says in what it is written is read so, or not at all', async () => {
    const putIn = (charset: string) => put(said, `application/json; charset=${charset}`);
    for (const charset of ['iso-8859-1', 'utf-16le', '"windows-1252"']) {
      const { status, detail } = await putIn(charset);
      expect(status).toBe(415);
      expect(detail).toContain('in UTF-8, not ');
    }
    for (const charset of ['utf-8', 'UTF8', '"utf-8"', 'us-ascii']) {
      expect((await putIn(charset)).status).toBe(200);
    }
    // The mark by which some programs begin what is UTF-8.
    expect((await put(`\ufeff${said}`)).status).toBe(200);
  });

  test('that is no JSON is refused with the place, and quotes nothing', async () => {
    const { status, detail } = await put('{ "name": "Zoë Müller",\n  street1: "1" }');
    expect(status).toBe(400);
    expect(detail).toBe(
      'Nothing was taken in: the body is not valid JSON, from line 2, column 3 on.');
    expect((await put('{ "name": ')).detail).toBe(
      'Nothing was taken in: the body is not valid JSON.');
  });

  test('with a forbidden name is not said to be no JSON', async () => {
    for (const body of ['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}']) {
      const { status, detail } = await put(body);
      expect(status).toBe(400);
      expect(detail).toContain('No member may have such a name');
    }
  });

  test('sent by the wrong method is told the right one', async () => {
    const { detail } = problemShape.parse((await door.ask(
      'POST', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1'))).json);
    expect(detail).toBe(
      '/v1/warehouses/leicester/consignments/LE-1 does not take POST; it takes PUT.');
    expect(problemShape.parse((await door.ask('GET', '/v1/nothing?a=1')).json).detail)
      .toBe('There is nothing at /v1/nothing?a=1.');
  });
});
