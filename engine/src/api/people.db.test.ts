/** People at the door: how each gets in, what ends it, and what hostile ones try. */
import { describe, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf, openDoor } from '../../tests/door.ts';
import { guestAt, guestWithRole, invited, tokenOf } from '../../tests/person.ts';
import { later } from '../core/model/instant.ts';
import { saveLink } from '../store/keys.ts';
import { hashOf } from './auth.ts';
import {
  auditEntryShape, endedShape, listOf, meShape, personLinkShape, personShape, problemShape,
  sessionShape, signInWaysShape,
} from './shapes.ts';

const password = 'four words in a row';

onEveryDatabase('people', (size) => {
  const { database, door } = atTheDoor(size);

  const { parse: problemOf } = problemShape;
  const meOf = async (guest: { ask: (method: 'GET', url: string) => Promise<{ json: unknown }> }) =>
    meShape.parse((await guest.ask('GET', '/v1/me')).json);
  /** Somebody who has chosen a password and left. */
  const withPassword = async (name: string, role: string) => {
    const guest = await guestWithRole(door, name, role);
    const chosen = await guest.ask('POST', '/v1/me/password', { next: password });
    expect(chosen.status).toBe(200);
    return guest;
  };
  const byPassword = (email: string, given = password) => {
    const guest = guestAt(door);
    return guest.ask('POST', '/v1/sign-in/password', { email, password: given })
      .then((told) => ({ guest, told }));
  };

  describe('an invitation', () => {
    test('lets somebody in once, with their role, and the audit has their name', async () => {
      const guest = await guestWithRole(door, 'Mia', 'engineer');
      expect(await meOf(guest)).toMatchObject({
        name: 'Mia', role: 'engineer',
        person: { id: guest.id, email: 'mia@shop.example', hasPassword: false },
      });
      const { items } = listOf(auditEntryShape).parse((await door.ask('GET', '/v1/audit')).json);
      expect(items[0]).toMatchObject({ who: 'Mia', role: 'engineer', person: guest.id, key: null });
      expect(items[1]).toMatchObject({ summary: 'Invited Mia with the role Engineer' });
    });

    test('is refused when it is used again, too old, or replaced by another', async () => {
      const { id, token } = await invited(door, 'Mia', 'lead');
      const use = async (one: string) =>
        (await guestAt(door).ask('POST', '/v1/sign-in/link', { token: one })).status;
      expect([await use(token), await use(token)]).toEqual([204, 401]);
      const again = async () => tokenOf(personLinkShape.parse(
        (await door.ask('POST', `/v1/people/${id}/link`)).json).link);
      const [first, second] = [await again(), await again()];
      expect(await use(first)).toBe(401);
      door.stage.clock.now = later(door.stage.clock.now, 24 * 3_600_000 + 1);
      expect(await use(second)).toBe(401);
    });

    test('to an address that somebody has is refused in words', async () => {
      await invited(door, 'Mia', 'lead');
      const { status, json } = await door.ask('POST', '/v1/people', {
        name: 'Other', email: 'MIA@shop.example', role: 'auditor',
      });
      expect([status, problemOf(json).detail])
        .toEqual([409, 'Mia has that address already, with the role Lead. Nothing was made.']);
    });
  });

  test('the link of a first start makes the first admin, once for all links', async () => {
    for (const token of ['first', 'second']) {
      await database.transaction((tx) => saveLink(tx, {
        hash: hashOf(token), person: null, expiresAt: door.stage.clock.now + 1_000,
      }));
      const guest = guestAt(door);
      expect((await guest.ask('POST', '/v1/sign-in/link', { token })).status).toBe(204);
      expect(await meOf(guest)).toMatchObject({
        name: 'admin', role: 'admin', person: { email: null, hasPassword: false },
      });
      const people = listOf(personShape).parse((await guest.ask('GET', '/v1/people')).json);
      expect(people.items).toHaveLength(1);
    }
  });

  describe('a password', () => {
    test('lets its owner in, however the address is written, and nobody else', async () => {
      await withPassword('Mia', 'lead');
      const { guest, told } = await byPassword(' Mia@Shop.example ');
      expect(told.status).toBe(204);
      expect((await meOf(guest)).person).toMatchObject({ hasPassword: true });
      expect((await byPassword('mia@shop.example', `${password}!`)).told.status).toBe(401);
    });

    test('that is wrong, unknown, not chosen or shut out is refused alike', async () => {
      await withPassword('Mia', 'lead');
      await invited(door, 'Omar', 'lead');
      const out = await withPassword('Ada', 'auditor');
      await door.ask('POST', `/v1/people/${out.id}/deactivate`);
      const answers = [];
      for (const [email, given] of [
        ['mia@shop.example', 'not this password'], ['nobody@shop.example', password],
        ['omar@shop.example', password], ['ada@shop.example', password],
        ['no address at all', password], ['mia@shop.example', 'x'.repeat(1_000)],
      ]) {
        const { told } = await byPassword(email ?? '', given);
        answers.push([told.status, told.text, told.headers['set-cookie']]);
      }
      expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(answers[0]?.[0]).toBe(401);
    });

    test.each([
      ['too short', '11 signs at', '12 signs or more'],
      ['one sign over and over', 'aaaaaaaaaaaaaaaa', 'over and over'],
      ['the own address', 'MIA@shop.example', 'your own name or address'],
      ['endless', 'ab cd ef '.repeat(20), '128 signs at most'],
    ])('that is %s is refused, and says what is asked', async (_title, next, words) => {
      const guest = await guestWithRole(door, 'Mia', 'lead');
      const { status, json } = await guest.ask('POST', '/v1/me/password', { next });
      expect([status, problemOf(json).detail])
        .toEqual([422, expect.stringContaining(words)]);
    });

    test('is changed by whoever knows it, and ends the sessions elsewhere', async () => {
      const guest = await withPassword('Mia', 'lead');
      const { guest: elsewhere } = await byPassword('mia@shop.example');
      const change = (current: string | null) => guest.ask('POST', '/v1/me/password', {
        next: 'another four words here', current,
      });
      expect((await change(null)).status).toBe(409);
      expect((await change('not this password')).status).toBe(409);
      expect((await elsewhere.ask('GET', '/v1/me')).status).toBe(200);
      expect(endedShape.parse((await change(password)).json).ended).toBe(1);
      expect((await elsewhere.ask('GET', '/v1/me')).status).toBe(401);
      expect((await guest.ask('GET', '/v1/me')).status).toBe(200);
      expect((await byPassword('mia@shop.example')).told.status).toBe(401);
    });

    test('is a slow hash, and no link or session can be read out of the store', async () => {
      const guest = await withPassword('Mia', 'lead');
      const { token } = await invited(door, 'Omar', 'lead');
      const stored = JSON.stringify(await rowsOf(database,
        'select * from person, person_account, person_session, sign_in_link'));
      expect(stored).not.toContain(password);
      expect(stored).not.toContain(token);
      // The name of a session alone opens nothing: the cookie bears a seal.
      const bare = guest.cookie().split('.')[0] ?? '';
      for (const forged of [bare, `${bare}.`, `${bare}.${'A'.repeat(43)}%3D`]) {
        const other = guestAt(door, {}, forged);
        expect([forged, (await other.ask('GET', '/v1/me')).status]).toEqual([forged, 401]);
      }
    });

    test('may be tried ten times a minute for one address, known or not', async () => {
      const strict = await openDoor(database, {
        rates: { callsPerKey: 0, guessesPerAddress: 0 },
      });
      for (const email of ['mia@shop.example', 'nobody@shop.example']) {
        const tried = [];
        for (let count = 0; count < 11; count += 1) {
          tried.push((await guestAt(strict).ask('POST', '/v1/sign-in/password', {
            email, password: 'a guess at a password',
          })).status);
        }
        expect(tried).toEqual([...Array<number>(10).fill(401), 429]);
      }
    });
  });

  describe('a session', () => {
    test('is in a cookie that no script reads, no other site sends, and https alone', async () => {
      const { token } = await invited(door, 'Mia', 'lead');
      const safe = await openDoor(database, { isSecure: true });
      const { headers } = await guestAt(safe).ask('POST', '/v1/sign-in/link', { token });
      expect(String(headers['set-cookie'])).toMatch(
        /^gatepass_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/i);
    });

    test('is new for each sign-in, and the one before is over: none can be planted', async () => {
      const guest = await withPassword('Mia', 'lead');
      const planted = guest.cookie();
      await guest.ask('POST', '/v1/sign-in/password', { email: 'mia@shop.example', password });
      expect(guest.cookie()).not.toBe(planted);
      expect((await guestAt(door, {}, planted).ask('GET', '/v1/me')).status).toBe(401);
      expect((await guest.ask('GET', '/v1/me')).status).toBe(200);
    });

    test('ends by signing out, by its time, and by an end of it from elsewhere', async () => {
      const guest = await withPassword('Mia', 'lead');
      const first = guest.cookie();
      await guest.ask('POST', '/v1/sign-out');
      expect((await guestAt(door, {}, first).ask('GET', '/v1/me')).status).toBe(401);

      const { guest: second } = await byPassword('mia@shop.example');
      const { guest: third } = await byPassword('mia@shop.example');
      const { json } = await third.ask('GET', '/v1/me/sessions');
      const { items } = listOf(sessionShape).parse(json);
      expect(items.filter((one) => one.isThis)).toHaveLength(1);
      expect(items).toHaveLength(2);
      const other = items.find((one) => !one.isThis)?.id ?? '';
      expect((await third.ask('POST', `/v1/me/sessions/${other}/end`)).status).toBe(200);
      expect((await second.ask('GET', '/v1/me')).status).toBe(401);

      await rowsOf(database, `update person_session set expires_at = now() - interval '1 second'`);
      expect((await third.ask('GET', '/v1/me')).status).toBe(401);
    });

    test('of somebody else is not to be ended', async () => {
      const mia = await guestWithRole(door, 'Mia', 'admin');
      const omar = await guestWithRole(door, 'Omar', 'operator');
      const { items } = listOf(sessionShape).parse((await mia.ask('GET', '/v1/me/sessions')).json);
      const tried = await omar.ask('POST', `/v1/me/sessions/${items[0]?.id ?? ''}/end`);
      expect(tried.status).toBe(404);
      expect((await mia.ask('GET', '/v1/me')).status).toBe(200);
    });

    test.each([
      ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
      ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }],
      ['an old browser on another page',
        { 'sec-fetch-site': '', 'origin': 'https://evil.example' }],
      ['an old browser on a page without an origin', { 'sec-fetch-site': '', 'origin': 'null' }],
    ])('is of no use to %s, on any route that changes something', async (_title, headers) => {
      const mia = await guestWithRole(door, 'Mia', 'admin');
      const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
      const foreign = (method: 'POST', url: string, body?: unknown) =>
        door.askWith({ ...given, cookie: mia.cookie() }, method, url, body);
      const changes = [
        foreign('POST', '/v1/people', { name: 'Eve', email: 'eve@evil.example', role: 'admin' }),
        foreign('POST', '/v1/me/password', { next: 'chosen by another site' }),
        foreign('POST', '/v1/sign-in/password', { email: 'eve@evil.example', password }),
        foreign('POST', '/v1/sign-out'),
      ];
      expect((await Promise.all(changes)).map((one) => one.status)).toEqual([403, 403, 403, 403]);
      expect((await mia.ask('GET', '/v1/me')).status).toBe(200);
    });
  });

  describe('a role', () => {
    test('that is changed counts with the next step', async () => {
      const guest = await guestWithRole(door, 'Mia', 'engineer');
      await guestWithRole(door, 'Tom', 'lead');
      const pause = () => guest.ask('POST', '/v1/connections/shipstation-uk/pause', {
        why: 'the printer is down', until: null,
      });
      expect((await pause()).status).toBe(200);
      const given = await door.ask('POST', `/v1/people/${guest.id}/role`, { role: 'auditor' });
      expect(personShape.parse(given.json).role).toBe('auditor');
      const refused = await pause();
      expect([refused.status, problemOf(refused.json).detail]).toEqual([403,
        'Pausing and resuming a connection needs the role Lead, Engineer or Admin. Tom has it.']);
      expect((await meOf(guest)).may.find((one) => one.right === 'steer-connection')?.why)
        .toContain('Tom has it.');
    });

    test('of the last admin stays, and so does that person', async () => {
      const mia = await guestWithRole(door, 'Mia', 'admin');
      for (const [path, body] of [['role', { role: 'lead' }], ['deactivate', undefined]] as const) {
        const { status, json } = await mia.ask('POST', `/v1/people/${mia.id}/${path}`, body);
        expect([status, problemOf(json).detail])
          .toEqual([409, expect.stringContaining('Mia is the only one left with the role Admin')]);
      }
    });

    test('cannot be taken by a person for themselves', async () => {
      const omar = await guestWithRole(door, 'Omar', 'operator');
      for (const [url, body] of [
        [`/v1/people/${omar.id}/role`, { role: 'admin' }],
        ['/v1/people', { name: 'Eve', email: 'eve@evil.example', role: 'admin' }],
        [`/v1/people/${omar.id}/link`, undefined],
      ] as const) expect((await omar.ask('POST', url, body)).status).toBe(403);
      expect((await meOf(omar)).role).toBe('operator');
    });
  });

  test('whoever is shut out is out at once, by every way, and back by a new link', async () => {
    const mia = await withPassword('Mia', 'lead');
    const { id, token } = { id: mia.id, token: tokenOf(personLinkShape.parse(
      (await door.ask('POST', `/v1/people/${mia.id}/link`)).json).link) };
    const off = await door.ask('POST', `/v1/people/${id}/deactivate`);
    expect(personShape.parse(off.json).state).toBe('deactivated');
    expect((await mia.ask('GET', '/v1/me')).status).toBe(401);
    expect((await guestAt(door).ask('POST', '/v1/sign-in/link', { token })).status).toBe(401);
    expect((await byPassword('mia@shop.example')).told.status).toBe(401);
    expect((await door.ask('POST', `/v1/people/${id}/link`)).status).toBe(409);
    await door.ask('POST', `/v1/people/${id}/reactivate`);
    expect((await byPassword('mia@shop.example')).told.status).toBe(401);
    const { link } = personLinkShape.parse((await door.ask('POST', `/v1/people/${id}/link`)).json);
    expect((await guestAt(door).ask('POST', '/v1/sign-in/link', { token: tokenOf(link) })).status)
      .toBe(204);
  });

  test('keys have no password and no sessions of a person', async () => {
    for (const url of ['/v1/me/sessions/end', '/v1/me/password']) {
      const { status } = await door.ask('POST', url, url.endsWith('end') ? undefined
        : { next: password });
      expect([url, status]).toEqual([url, 403]);
    }
  });

  test('in the demo one click is enough for each role, and nowhere else', async () => {
    const demo = await openDoor(database, { isDemo: true });
    const { demo: offered } = signInWaysShape.parse((await demo.ask('GET', '/v1/sign-in')).json);
    expect(offered.map((one) => one.role)).toEqual([
      'lead', 'operator', 'customer-service', 'finance', 'engineer', 'auditor', 'admin',
    ]);
    for (const { role, name } of offered) {
      const guest = guestAt(demo);
      expect((await guest.ask('POST', '/v1/sign-in/demo', { role })).status).toBe(204);
      expect(await meOf(guest)).toMatchObject({ name, role });
      expect((await guestAt(door).ask('POST', '/v1/sign-in/demo', { role })).status).toBe(404);
    }
    expect(signInWaysShape.parse((await door.ask('GET', '/v1/sign-in')).json).demo).toEqual([]);
  });

  test('what somebody does is under their name', async () => {
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1', {
      status: 'picking',
    }));
    const mia = await guestWithRole(door, 'Mia', 'lead');
    const { json } = await door.ask('GET', '/v1/orders');
    const [order] = (json as { items: { id: string }[] }).items;
    const held = await mia.ask('POST', `/v1/orders/${order?.id ?? ''}/rulings`, {
      ruling: 'hold', why: 'the customer called',
    });
    expect([held.status, held.text]).toEqual([200, expect.stringContaining('"by":"Mia"')]);
    const { items } = listOf(auditEntryShape).parse(
      (await door.ask('GET', `/v1/audit?person=${mia.id}`)).json);
    expect(items[0]).toMatchObject({ who: 'Mia', person: mia.id });
  });
});
