/** Every route with every role: the table of rights is what routes do, and the docs print it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import { openDoor, type Door } from '../../tests/door.ts';
import { guestWithRole, type Guest } from '../../tests/person.ts';
import { rights, wordsOfRole, type Allowed, type RightName } from '../people/rights.ts';
import type { Database } from '../store/database.ts';
import { personRoles } from '../store/keys.ts';
import { migrate } from '../store/migrate.ts';
import { teamViewsShape } from './shapes.ts';

const page = join(import.meta.dirname, '../../../docs/people.md');

test('docs/people.md prints the table', () => {
  const text = readFileSync(page, 'utf8');
  for (const line of tableOfRights()) expect(text).toContain(line);
});

function tableOfRights(): string[] {
  const row = ({ what, people }: Allowed): string =>
    `| ${[what, ...personRoles.map((role) => people.includes(role) ? 'yes' : '')].join(' | ')} |`;
  return [
    `| | ${personRoles.map(wordsOfRole).join(' | ')} |`,
    ...Object.values(rights).map(row),
  ];
}

/** What a route asks for; the few that ask otherwise say why. */
const otherwise: readonly (readonly [RegExp, string])[] = [
  [/^\/(healthz|readyz|metrics|openapi\.json|docs\/api|handbook\/:page|\*)$/, 'no secrets'],
  [/^\/v1\/(sign-in|sign-out|demo|print|me)\b/, 'for whoever is not known yet, or about oneself'],
  [/^\/hooks\//, 'by the token in its address'],
  [/^\/custom-store\//, 'by user name and password of the connection'],
];

onEveryDatabase('rights', (size) => {
  let database: Database;
  let door: Door;
  const routes: string[] = [];
  const guests = new Map<string, Guest>();
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
    door = await openDoor(database, {}, (server) => {
      server.addHook('onRoute', ({ method, url, schema }) => {
        for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
        // A body that is wrong must not hide that the role is.
        if (schema === undefined) return;
        delete schema.body;
        delete schema.querystring;
        delete schema.params;
      });
    });
    for (const role of personRoles) {
      guests.set(role, await guestWithRole(door, `The-${role}`, role));
    }
  });
  afterAll(size.drop);

  test('each route lets in the people of exactly one row of the table', async () => {
    const rows = Object.entries(rights).map(([name, { people }]: [string, Allowed]) =>
      ({ name: name as RightName, people: personRoles.filter((one) => people.includes(one)) }));
    const seen = new Set<string>();
    const wrong: string[] = [];
    for (const route of routes) {
      const [method = '', url = ''] = route.split(' ');
      if (otherwise.some(([pattern]) => pattern.test(url)) || url === '/v1/events') continue;
      const refused: string[] = [];
      for (const [role, guest] of guests) {
        const { statusCode } = await door.server.inject({
          method: method as 'GET', url: url.replaceAll(/:\w+/g, 'x-1'), // The server knows them.
          headers: { cookie: guest.cookie(), 'sec-fetch-site': 'same-origin' },
          ...(method === 'GET' ? {} : { payload: {} }),
        });
        if (statusCode === 403) refused.push(role);
      }
      const allowed = personRoles.filter((one) => !refused.includes(one));
      const fits = rows.filter(({ people }) => String(people) === String(allowed));
      if (fits.length === 0) wrong.push(`${route}: ${allowed.join(', ')}`);
      for (const { name } of fits) seen.add(name);
    }
    expect(wrong).toEqual([]);
    // No row is for nothing; costs are left out of answers, and refuse none.
    expect(rows.filter(({ name }) => !seen.has(name)).map(({ name }) => name))
      .toEqual(['see-costs']);
  });

  test('a view of the team is seen by all, and changed by its maker, a lead or an admin',
    async () => {
      const as = async (role: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string,
        body?: unknown) => {
        const told = await guests.get(role)?.ask(method, url, body);
        if (told === undefined) throw new Error(`nobody is ${role}`);
        return { status: told.status, ...teamViewsShape.partial().parse(told.json) };
      };
      const wish = { page: '/orders', name: 'Short', search: '?causeCode=pick.short' };
      expect((await as('auditor', 'POST', '/v1/views', wish)).status).toBe(403);
      const made = await as('finance', 'POST', '/v1/views', wish);
      const at = `/v1/views/${made.items?.[0]?.id ?? ''}`;
      expect(made.items).toMatchObject([{ ...wish, madeBy: 'The-finance', mayChange: true }]);
      expect((await as('operator', 'POST', '/v1/views', wish)).status).toBe(409);
      expect((await as('auditor', 'GET', '/v1/views')).items)
        .toMatchObject([{ ...wish, mayChange: false }]);
      const search = '?causeCode=pick.short&sort=waiting';
      expect((await as('operator', 'PUT', at, { search })).status).toBe(403);
      expect((await as('operator', 'DELETE', at)).status).toBe(403);
      expect((await as('lead', 'PUT', at, { search })).items)
        .toMatchObject([{ search, madeBy: 'The-finance', changedBy: 'The-lead' }]);
      expect((await as('finance', 'PUT', at, { search: wish.search })).status).toBe(200);
      expect(await as('admin', 'DELETE', at)).toEqual({ status: 200, items: [] });
      expect((await as('admin', 'DELETE', at)).status).toBe(404);
    });

  test('the auditor and finance change nothing of an order', async () => {
    for (const role of ['auditor', 'finance']) {
      const refused: number[] = [];
      for (const url of ['/v1/orders/x-1/rulings', '/v1/orders/x-1/let-go',
        '/v1/connections/x-1/pause', '/v1/bulk']) {
        const told = await guests.get(role)?.ask('POST', url, { why: 'because', ruling: 'hold' });
        if (told !== undefined && told.status !== 404) refused.push(told.status);
      }
      expect(new Set(refused)).toEqual(new Set([403]));
    }
  });
});
