/** The door of Custom Store: whoever has no credentials learns nothing, odd input does no harm. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textsIn } from '../../../../contracts/shipstation-custom-store/check.ts';
import { emptyTables, onEveryDatabase, rowsOf } from '../../../tests/databases.ts';
import {
  credentials, noticeOf, openShelfStage, type ShelfStage,
} from '../../../tests/shelf-stage.ts';
import { probeConnection } from '../../loop/probe.ts';
import type { Database } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import type { Server } from '../context.ts';
import { buildServer } from '../server.ts';

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
const right = basic(credentials.username, credentials.password);

onEveryDatabase('the door of Custom Store', (size) => {
  let database: Database;
  let stage: ShelfStage;
  let server: Server;
  const open = (guesses = 0) => buildServer({
    surroundings: stage.surroundings, loop: null, seal: (text) => text, isDemo: false,
    isSecure: false, consoleFolder: null, handbookFolder: null, version: '0.1.0',
    rates: { callsPerKey: 0, guessesPerAddress: guesses },
  });
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    stage = openShelfStage(database, 'alone');
    await stage.apply();
    server = await open();
  });
  afterEach(() => server.close());

  const call = async (over: {
    readonly method?: 'GET' | 'POST'; readonly path?: string; readonly query?: string;
    readonly authorization?: string | null; readonly body?: string; readonly type?: string;
  } = {}) => {
    const { method = 'GET', path = '/custom-store/shipstation-uk', body, type } = over;
    const { query = 'action=export', authorization = right } = over;
    const answer = await server.inject({
      method, url: `${path}?${query}`, ...(body === undefined ? {} : { payload: body }),
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
    });
    return { status: answer.statusCode, body: answer.body, headers: answer.headers };
  };
  const calls = async () => (await rowsOf(database, 'select * from shelf_call'))[0];

  test('orders are XML, and read as such', async () => {
    await stage.say('SO-1');
    await stage.work();
    const { status, body, headers } = await call({
      query: 'action=export&start_date=11%2F22%2F2026+11%3A50&end_date=11%2F22%2F2026+12%3A05' +
        '&page=1' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(textsIn(body, 'OrderNumber')).toEqual(['SO-1']);
  });

  test('whoever has not the credentials is answered alike, whatever is wrong', async () => {
    const wrong = [
      await call({ authorization: null }),
      await call({ authorization: basic(credentials.username, 'a guess') }),
      await call({ authorization: basic('somebody', credentials.password) }),
      await call({ authorization: 'Basic %%%' }),
      await call({ authorization: `Bearer ${credentials.password}` }),
      await call({ path: '/custom-store/no-such-connection' }),
      await call({ path: '/custom-store/shop-uk' }),
      await call({ path: '/custom-store/..%2F..%2Fetc%2Fpasswd' }),
      await call({ path: '/custom-store/__proto__' }),
      await call({ method: 'POST', authorization: null, query: 'action=shipnotify',
        body: 'x'.repeat(1_000_000) }),
    ];
    expect(new Set(wrong.map((one) => `${String(one.status)} ${one.body}`)).size).toBe(1);
    expect(wrong[0]).toMatchObject({ status: 401, headers: {
      'www-authenticate': expect.stringContaining('Basic') } });
    // Only what came to a door that there is is noted.
    expect(await calls()).toMatchObject({ refused: 6, fetched_at: null });
  });

  test('whoever guesses waits; the right credentials are no guess once they were right',
    async () => {
      await server.close();
      server = await open(3);
      expect((await call()).status).toBe(200);
      const guesses = [];
      for (let times = 0; times < 6; times += 1) {
        guesses.push((await call({ authorization: basic('x', `guess ${String(times)}`) })).status);
      }
      expect(guesses).toEqual([401, 401, 429, 429, 429, 429]);
      expect((await call()).status).toBe(200);
    });

  test('a label is told, and an order of nobody is refused so that their screen shows it',
    async () => {
      await stage.say('SO-1');
      await stage.work();
      const key = textsIn(await stage.fetch(), 'OrderID')[0] ?? '';
      const told = await call({ method: 'POST', query: 'action=shipnotify&order_number=SO-1',
        type: 'application/xml', body: noticeOf({ key, number: 'SO-1', tracking: 'T-1' }) });
      expect(told.status).toBe(200);
      const unknown = await call({ method: 'POST', query: 'action=shipnotify&order_number=SO-9' });
      expect(unknown).toMatchObject({ status: 404, body: expect.stringContaining('SO-9') });
      expect(await calls()).toMatchObject({ notice_answer: expect.stringContaining('unknown') });
    });

  describe('what is none of its calls is refused in words', () => {
    test.each<[string, Parameters<typeof call>[0], number]>([
      ['no action', { query: '' }, 400],
      ['page 0', { query: 'action=export&page=0' }, 400],
      ['a date that is none', { query: 'action=export&start_date=yesterday' }, 400],
      ['the same twice', { query: 'action=export&page=0&page=1' }, 400],
      ['a document type', { method: 'POST', query: 'action=shipnotify&order_number=1',
        body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' +
          '<ShipNotice>&b;</ShipNotice>' },
      400],
      ['a body without end', { method: 'POST', query: 'action=shipnotify',
        body: 'x'.repeat(1_000_000) }, 413],
      ['a packed body', { method: 'POST', query: 'action=shipnotify', body: '\u001f\u008b' }, 400],
    ])('%s', async (_, over, status) => {
      const answer = await call(over);
      expect(answer.status).toBe(status);
      expect(answer.body).not.toMatch(/root:|\bat \w+ \(|node_modules/);
    });

    test('a page beyond the last is empty', async () => {
      const { status, body } = await call({ query: 'action=export&page=99999' });
      expect([status, textsIn(body, 'OrderNumber')]).toEqual([200, []]);
    });
  });

  test('doctor says whether it was ever called, when last, and that wrong credentials came',
    async () => {
      const words = async () => {
        const probed = await probeConnection(stage.surroundings, 'shipstation-uk');
        return { isWell: probed?.isWell, text: [
          ...(probed?.sentences ?? []), ...(probed?.watch ?? [])].join(' ') };
      };
      expect(await words()).toMatchObject({ isWell: false, text: expect.stringContaining(
        'never asked its Custom Store for orders. Its set-up page must name ' +
        'https://gatepass.example/custom-store/shipstation-uk') });
      await call({ authorization: basic('x', 'y') });
      await call();
      const { isWell, text } = await words();
      expect(isWell).toBe(true);
      expect(text).toContain('last asked its Custom Store for orders at 2026-11-22T12:00:00Z: ' +
        '0 orders, page 1 of 1.');
      expect(text).toContain('Wrong credentials came to its address once');
      expect(text).not.toContain(credentials.password);
    });
});
