/** Inputs that once were answered with a fault of ours, or by far too much: one case for each. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf, keyOf } from '../../tests/door.ts';
import { problemShape } from './shapes.ts';

onEveryDatabase('odd input', (size) => {
  const { database, door } = atTheDoor(size);

  const { parse: problemOf } = problemShape;
  const at = '/v1/warehouses/leicester/consignments';
  const cursor = (...place: readonly unknown[]) =>
    Buffer.from(JSON.stringify(place)).toString('base64url');

  test('the first page of one warehouse is shown, also while an exception is open', async () => {
    await door.ask('PUT', `${at}/LE-1`, bodyOf('SO-1', { service: 'NOT-MAPPED' }));
    expect((await door.ask('GET', '/v1/flow?warehouse=leicester')).json)
      .toMatchObject({ causes: [{ code: 'service.unmapped' }] });
    expect((await door.ask('GET', '/v1/flow?warehouse=nowhere')).json)
      .toMatchObject({ causes: [] });
  });

  test.each([[2, Number.MAX_SAFE_INTEGER, 'x'], [2, -Number.MAX_SAFE_INTEGER, 'x']])(
    'a cursor of %j finds causes after it, or none', async (...place) => {
      for (const state of ['open', 'closed']) {
        const { status } = await door.ask(
          'GET', `/v1/exceptions/groups?state=${state}&after=${cursor(...place)}`);
        expect(status).toBe(200);
      }
      expect((await door.ask('GET', `/v1/exceptions?after=${cursor(...place)}`)).status).toBe(200);
    });

  test('a severity that there is not is no cursor', async () => {
    const after = cursor(-Number.MAX_SAFE_INTEGER, 1, 'x');
    for (const list of ['exceptions', 'exceptions/groups']) {
      expect((await door.ask('GET', `/v1/${list}?after=${after}`)).status).toBe(400);
    }
  });

  test.each(['orders?stagee=picking', 'audit?whoever=asha', 'messages?state=dead&wharehouse=x'])(
    'a filter that is misspelt is refused, and shows nothing: %s', async (asked) => {
      const { status, json } = await door.ask('GET', `/v1/${asked}`);
      expect(status).toBe(400);
      expect(problemOf(json).problems).toEqual([
        { path: /(?<name>stagee|whoever|wharehouse)/.exec(asked)?.groups?.['name'],
          problem: 'is not known here' },
      ]);
    });

  test.each(['0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59'])(
    'an hour of %s lies in no year that can be written, and is refused', async (hour) => {
      const plan = await door.ask('POST', '/v1/plans', {
        kind: 'going-live', warehouse: 'leicester', startLine: hour,
      });
      expect(plan.status).toBe(400);
      expect(problemOf(plan.json).problems?.[0]?.problem).toContain('years 0000 to 9999');
      const body = bodyOf('SO-1', { updatedAt: hour, shipBy: hour });
      expect((await door.ask('PUT', `${at}/LE-1`, body)).status).toBe(400);
      expect((await door.ask('GET', '/v1/plans')).json).toMatchObject({ items: [] });
    });

  test('a plan that cannot be changed now wakes no order', async () => {
    await door.ask('PUT', `${at}/LE-1`, bodyOf('SO-1'));
    const { json } = await door.ask('POST', '/v1/plans', {
      kind: 'going-live', warehouse: 'leicester',
    });
    const { id } = json as { id: string }; // The plan that was just made.
    expect((await door.ask('POST', `/v1/plans/${id}/abort`, { why: 'not yet' })).status).toBe(200);
    const due = () => rowsOf(database, 'select look_again_at, xmin::text from dossier');
    const before = await due();
    expect((await door.ask('POST', `/v1/plans/${id}/abort`, { why: 'again' })).status).toBe(409);
    expect(await due()).toEqual(before);
  });

  test('of a huge wrong input the first problem is told, and the list of refusals stays short',
    async () => {
      const zeros = Array.from({ length: 1_000 }, () => 0);
      const parcels = Array.from({ length: 200 }, () => ({ lines: zeros }));
      const one = await door.ask('PUT', `${at}/LE-1`, { parcels });
      expect(one.status).toBe(400);
      expect(one.text.length).toBeLessThan(1_000);
      const consignments = Array.from({ length: 500 }, () => ({ lines: zeros }));
      const many = await door.ask('POST', at, { consignments });
      expect(many.status).toBe(200);
      expect(many.text.length).toBeLessThan(500_000);
      const rows = await rowsOf(database, `
        select count(*)::int as n from refused_input where jsonb_array_length(problems) > 51`);
      expect(rows).toEqual([{ n: 0 }]);
    });

  test('what is missing is called so, and of many problems fifty are listed', async () => {
    const bare = await door.ask('PUT', `${at}/LE-1`, {});
    expect(problemOf(bare.json).problems)
      .toContainEqual({ path: 'orderNumber', problem: 'is missing (a text)' });
    const lines = Array.from({ length: 300 }, () => ({}));
    const { problems = [] } = problemOf(
      (await door.ask('PUT', `${at}/LE-1`, bodyOf('SO-1', { lines }))).json);
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.path).toBe('and others');
    const names = Object.fromEntries(lines.map((_, n) => [`name-${String(n)}`, 1]));
    const { text } = await door.ask('PUT', `${at}/LE-1`, bodyOf('SO-1', names));
    expect(text.length).toBeLessThan(1_000);
  });

  test('of a stranger no body is read', async () => {
    const { status, json } = await door.ask('PUT', `${at}/LE-1`, '{"not": JSON', null);
    expect([status, problemOf(json).title]).toEqual([401, 'Not signed in']);
    expect((await door.ask('POST', '/v1/sign-in/key', { key: keyOf('admin') }, null)).status)
      .toBe(204);
    expect((await door.ask('POST', '/v1/sign-out', undefined, null)).status).toBe(204);
  });

  test.each([
    ['/v1/orders/%ff', 400, 'the address cannot be read'],
    ['/%', 400, 'the address cannot be read'],
    [`/v1/orders/${'x'.repeat(201)}`, 414, 'longer than any that Gatepass knows'],
  ])('%s is refused in words', async (url, status, words) => {
    const answer = await door.server.inject({ method: 'GET', url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problemOf(answer.json()).detail).toContain(words);
  });
});
