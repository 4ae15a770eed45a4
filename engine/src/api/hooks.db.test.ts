/** Calls to our own address: they wake, whoever sends them, and are never believed. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { manifestOf, noon, openStage, type Stage } from '../../tests/stage.ts';
import { later } from '../core/model/instant.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import { topicChannel } from '../store/announce.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import type { Server } from './context.ts';
import { buildServer } from './server.ts';

/** As a connector reads it: the kind of event, and nothing else. */
const hookShape = z.object({ resource_type: z.literal('SHIP_NOTIFY') });
const feedsToLookAt = (body: string): readonly string[] => {
  try {
    return hookShape.safeParse(JSON.parse(body)).success ? ['labels', 'no feed of ours'] : [];
  } catch (fault) {
    if (fault instanceof SyntaxError) return [];
    throw fault;
  }
};

const tokenOf = (connection: string): string => `a-token-for-${connection}`;

onEveryDatabase('webhooks', (size) => {
  let database: Database;
  let stage: Stage;
  let server: Server;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
    await stage.apply();
    const { account } = stage.surroundings.connectors;
    if (account === undefined) throw new Error('the stage has an account');
    const surroundings: Surroundings = {
      ...stage.surroundings, hooks: { publicUrl: 'https://gatepass.example', tokenOf },
      connectors: {
        ...stage.surroundings.connectors,
        account: { ...account, manifest: manifestOf('account'), feedsToLookAt },
      },
    };
    server = await buildServer({
      surroundings, loop: null, seal: (text) => text, isDemo: false, isSecure: false,
      consoleFolder: null, handbookFolder: null, version: '0.1.0',
    });
  });
  afterEach(() => server.close());

  const knock = async (about: {
    readonly connection?: string; readonly token?: string; readonly type?: string | null;
    readonly body?: string;
  }): Promise<number> => {
    const { connection = 'shipstation-uk', type = 'application/json' } = about;
    const { token = tokenOf(connection), body = labelMade } = about;
    const answer = await server.inject({
      method: 'POST', url: `/hooks/${connection}/${token}`, payload: body,
      headers: type === null ? {} : { 'content-type': type },
    });
    return answer.statusCode;
  };
  const labelMade = JSON.stringify({
    resource_url: 'https://stranger.example/shipments?batchId=1', resource_type: 'SHIP_NOTIFY',
  });
  const heard = () => rowsOf(database, 'select * from hook_call');

  test('a call brings the feed that it speaks of forward, and nothing else is taken', async () => {
    expect(await knock({})).toBe(204);
    expect(await heard()).toEqual([
      { connection: 'shipstation-uk', feed: 'labels', heard_at: noon, heard: 1 },
    ]);
    expect(stage.calls).toEqual([]);
  });

  test.each([
    ['application/json'], ['text/plain'], ['application/x-www-form-urlencoded'],
    ['multipart/form-data'], ['nonsense/of some kind; x'], [null],
  ])('whatever they call its content: %s', async (type) => {
    expect(await knock({ type })).toBe(204);
    expect(await heard()).toHaveLength(1);
  });

  test.each([
    [''], ['{'], ['null'], ['[]'], ['"SHIP_NOTIFY"'], ['{"resource_type":7}'], ['\u0000\u0001'],
    ['{"resource_type":"__proto__"}'], ['{"resource_type":"TRUNCATE"}'],
  ])('what says nothing is taken in politely and changes nothing: %j', async (body) => {
    expect(await knock({ body })).toBe(204);
    expect(await heard()).toEqual([]);
  });

  test.each([
    ['another token', { token: 'a-token-for-somebody' }],
    ['the token of another connection', { token: tokenOf('shop-uk') }],
    ['a connection that is not there', { connection: 'nowhere' }],
    ['a connection whose other side knows no hooks', { connection: 'shop-uk' }],
    ['no connection but a name of the language', { connection: '__proto__' }],
  ])('%s is not found, and learns no more', async (_, about) => {
    expect(await knock(about)).toBe(404);
    expect(await heard()).toEqual([]);
  });

  test('the same call once more, and an old one, cost a look at most and change nothing else',
    async () => {
      expect(await knock({})).toBe(204);
      const first = await heard();
      expect(await knock({})).toBe(204);
      stage.clock.now = later(noon, 24 * 3_600_000);
      expect(await knock({})).toBe(204);
      // One line still: the feed is looked at once, however often that was asked for.
      expect(await heard()).toEqual([{ ...Object(first[0]), heard: 3, heard_at: stage.clock.now }]);
      expect(stage.calls).toEqual([]);
      for (const table of ['sighting', 'dossier', 'intent', 'message', 'audit']) {
        expect([table, await rowsOf(database, `select 1 from ${table}`)]).toEqual([table, []]);
      }
    });

  test('a body that is too large for a hook is turned away', async () => {
    expect(await knock({ body: `{"x":"${'y'.repeat(70_000)}"}` })).toBe(413);
  });

  test('many at once are one wake or few, and none is lost', async () => {
    const woken: string[] = [];
    const stop = await database.listen(topicChannel('wishes'), (name) => woken.push(name));
    const answers = await Promise.all(Array.from({ length: 60 }, () => knock({})));
    expect(new Set(answers)).toEqual(new Set([204]));
    const [row] = z.array(z.object({ heard: z.coerce.number() })).parse(await heard());
    expect(row?.heard).toBeGreaterThanOrEqual(1);
    expect(row?.heard).toBeLessThan(60);
    await vi.waitFor(() => { expect(woken).toContain('shipstation-uk'); });
    await stop();
  });
});
