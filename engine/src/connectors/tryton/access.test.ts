/** A session is asked for once and renewed once; a wrong password is not tried until it locks. */
import { describe, expect, test } from 'vitest';
import { askedIn, result, usualAnswer } from '../../../conformance/kits/tryton-warehouse.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { tryton } from './connector.ts';

const now = instant(Date.UTC(2026, 10, 22, 13, 40));
const password = 'correct horse';

const status = (code: number, body = '<h1>Unauthorized</h1>', headers = {}): WireAnswer =>
  ({ is: 'answer', status: code, headers, body });

const opened = (
  answer: (request: WireRequest, call: number) => WireAnswer | null, over: object = {},
) => {
  const requests: WireRequest[] = [];
  const open = tryton.open({
    baseUrl: 'https://tryton.example/', database: 'wms', user: 'gatepass', password,
    warehouse: 'WH', channel: 'shop-uk', ...over,
  }, {
    request: (request) => {
      requests.push(request);
      return Promise.resolve(answer(request, requests.length) ??
        usualAnswer(askedIn(request)) ?? result([]));
    },
  });
  if (open.is === 'refused') throw new Error(JSON.stringify(open.problems));
  const look = () => open.session.look(
    { feed: 'shipments', from: instant(now - 600_000), to: now, page: null }, now);
  const logins = () =>
    requests.filter((one) => askedIn(one).method === 'common.db.login').length;
  return { session: open.session, look, requests, logins };
};

describe('the session', () => {
  test('is asked for once, and goes with every call as a header', async () => {
    const { look, requests, logins } = opened(() => null);
    for (let times = 0; times < 3; times += 1) expect(await look()).toMatchObject({ is: 'page' });
    expect(logins()).toBe(1);
    const header = `Session ${Buffer.from('gatepass:4:f00dfeed').toString('base64')}`;
    expect(requests.slice(1).every((one) => one.headers['authorization'] === header)).toBe(true);
    expect(requests[0]?.headers['authorization']).toBeUndefined();
    expect(new Set(requests.map(({ url }) => url))).toEqual(
      new Set(['https://tryton.example/wms/']));
  });

  test('that has run out is renewed once, and the look goes on', async () => {
    let isOut = false;
    const { look, logins } = opened((request) => {
      if (!isOut || askedIn(request).method === 'common.db.login') return null;
      isOut = false;
      return status(401, '');
    });
    await look();
    isOut = true;
    expect(await look()).toMatchObject({ is: 'page' });
    expect(logins()).toBe(2);
  });

  test('that is refused right after it was given closes the door, and is not asked for again',
    async () => {
      const { look, logins } = opened((request) =>
        (askedIn(request).method === 'common.db.login' ? null : status(401, '')));
      expect(await look()).toMatchObject({ is: 'unanswered', why: 'unauthorised' });
      expect(logins()).toBe(1);
    });
});

describe('not let in', () => {
  test('a wrong password closes the door for longer than wrong ones are counted', async () => {
    const { look, requests } = opened(() => status(401));
    const said = await look();
    expect(said).toMatchObject({ is: 'unanswered', why: 'unauthorised' });
    if (said.is !== 'unanswered') return;
    expect(said.closedForMilliseconds).toBeGreaterThan(300_000);
    expect(said.text).toContain('the password or the user is wrong');
    expect(said.text).not.toContain(password);
    expect(requests).toHaveLength(1);
  });

  test('a locked user is left alone for ten minutes, with a word on why', async () => {
    const { look, requests } = opened(() => status(429));
    const said = await look();
    expect(said).toMatchObject({ why: 'throttled', closedForMilliseconds: 600_000 });
    expect(JSON.stringify(said)).toContain('too many wrong passwords');
    expect(requests).toHaveLength(1);
  });

  test('a wrong database, a page of something else and nobody there are told apart', async () => {
    const wrong = opened(() => ({
      is: 'answer', status: 200, headers: {},
      body: JSON.stringify({ id: 0, error: ["Database 'nope' doesn't exist!", ''] }),
    }));
    expect(JSON.stringify(await wrong.look())).toContain('Is wms the name of the database?');
    expect(await opened(() => status(404)).look()).toMatchObject({
      why: 'refused', text: expect.stringContaining('the database or the address of the server'),
    });
    expect(await opened(() => status(200, '<html>Welcome</html>')).look()).toMatchObject({
      why: 'unreadable', text: expect.stringContaining('(baseUrl) may be wrong'),
    });
    expect(await opened(() => ({ is: 'not-sent', reason: 'connection refused' })).look())
      .toMatchObject({ why: 'silence', text: 'connection refused' });
  });

  test('a user without a company is told what to do', async () => {
    const { look } = opened((request) =>
      (askedIn(request).method === 'model.res.user.get_preferences' ? result({}) : null));
    expect(JSON.stringify(await look())).toContain('choose one in the preferences of the user');
  });
});

describe('first contact', () => {
  test('names version, company and warehouses, and says that it is well', async () => {
    const { isWell, sentences, watch } = await opened(() => null).session.probe(now);
    expect({ isWell, watch }).toEqual({ isWell: true, watch: [] });
    expect(sentences).toEqual([
      'Tryton 6.0.29 answers at tryton.example, and lets gatepass in for Acme Ltd.',
      'Its warehouses: WH (Warehouse). Read: WH.',
      'Shipments can be read, and numbers, carriers and costs written.',
    ]);
  });

  test('a code that no warehouse has is said, with those that there are', async () => {
    const { isWell, sentences } =
      await opened(() => null, { warehouse: 'LEI' }).session.probe(now);
    expect(isWell).toBe(false);
    expect(sentences.join(' ')).toContain('WH (Warehouse). None has the code LEI');
  });

  const without = (model: string) => (request: WireRequest): WireAnswer | null => {
    const { method, params } = askedIn(request);
    if (!method.endsWith('.get_access')) return null;
    return result(Object.fromEntries((params[0] as readonly string[]).map((one) =>
      [one, { read: one === model ? 0 : 1, write: one === model ? 0 : 1 }])));
  };

  test('a right that is missing is said in words; that to read sales is only to be known',
    async () => {
      const boxes = await opened(without('stock.package')).session.probe(now);
      expect(boxes.isWell).toBe(false);
      expect(boxes.sentences.join(' ')).toContain('tracking numbers cannot be written');
      const sales = await opened(without('sale.line')).session.probe(now);
      expect(sales.isWell).toBe(true);
      expect(sales.watch?.join(' ')).toContain('may not read sales');
    });

  test('a module that is missing is named', async () => {
    const { isWell, sentences } = await opened((request) =>
      (askedIn(request).method === 'model.stock.package.fields_get' ? result({}) : null),
    ).session.probe(now);
    expect(isWell).toBe(false);
    expect(sentences.join(' ')).toContain('activate the module stock_package_shipping');
  });

  test('a clock that is far from ours is named', async () => {
    const { watch } = await opened((request) => {
      const answer = usualAnswer(askedIn(request)) ?? result([]);
      return answer.is === 'answer'
        ? { ...answer, headers: { date: 'Sun, 22 Nov 2026 13:20:00 GMT' } } : answer;
    }).session.probe(now);
    expect(watch?.join(' ')).toContain('20 min behind ours');
  });
});
