/**
 * Every kind of secret lives through a day of a real Gatepass, with refusals and slips; then
 * everything that it stored, printed and answered is searched for each of them.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startSimulator } from '../../../simulator/src/start.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openSealer } from '../../src/store/sealing.ts';
import { allTold, ask, packed, policyText, tellPacked } from './hands.ts';
import {
  adminKey, freePort, freshPlace, gatepass, startEngine, until, type Place,
} from './processes.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

const sealing = 'the-sealing-key-of-this-test-4711';
const bootstrap = adminKey;
const shipStation = { key: 'tell-tale-ss-key-4711', secret: 'tell-tale-ss-secret-4711' };
const pushed = (of: string): string =>
  `whsec_${Buffer.from(`tell-tale push secret of ${of} 4711`).toString('base64')}`;
const push = { warehouse: pushed('warehouse'), channel: pushed('channel') };

/** The secrets as other programs might spell them on the way. */
const spellings = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  const core = secret.replace(/^whsec_/, '');
  return [
    secret, core, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'),
    bytes.toString('hex'), encodeURIComponent(core),
  ];
};

/** The places where a secret was found, each with the secret's kind; none is the aim. */
const found = (
  places: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): readonly string[] =>
  Object.entries(places).flatMap(([place, text]) =>
    Object.entries(secrets).flatMap(([kind, secret]) =>
      spellings(secret).some((one) => text.includes(one)) ? [`${kind} in ${place}`] : []));

/** Each table and column of the database as PostgreSQL prints it. */
const wholeDatabase = async (place: Place): Promise<string> => {
  const database = await openDatabase({
    databaseUrl: place.databaseUrl, dataFolder: join(place.dataFolder, 'store'), log: () => {},
  });
  try {
    return await database.transaction(async (tx) => {
      const { rows: tables } = await sql<{ name: string }>`
        select relname as name from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(tx);
      const texts: string[] = [];
      for (const { name } of tables) {
        const { rows } = await sql<{ row: string }>`
          select one::text as row from ${sql.table(name)} one`.execute(tx);
        texts.push(name, ...rows.map((one) => one.row));
      }
      return texts.join('\n');
    });
  } finally {
    await database.close();
  }
};

/** The token of the link that a first start without any key prints, once. */
const linkOfFirstStart = async (place: Place): Promise<string> => {
  const engine = await startEngine({
    ...place, environment: { GATEPASS_SECRET_KEY: sealing, GATEPASS_BOOTSTRAP_KEY: undefined },
  });
  const told = await until('it offers a link', () => /#token=(\S+)/.exec(engine.printed()));
  await engine.stop();
  const [, token = ''] = told;
  expect(engine.printed().split(token)).toHaveLength(2);
  return token;
};

/** From now on the store throws at what is called `unlucky`, and quotes the row as it does. */
const makeUnlucky = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const table of ['secret', 'api_key']) {
      await client.query(`alter table ${table} add constraint unlucky
        check (lower(name) <> 'unlucky') not valid`);
    }
  } finally {
    await client.end();
  }
};

test('no secret is stored, printed or answered in the clear', async () => {
  const simulator = await startSimulator({
    keys: { [shipStation.key]: shipStation.secret },
    warehouseSecret: push.warehouse, channelSecret: push.channel,
  });
  undo.push(() => simulator.close());
  const place = await freshPlace(inject('postgresUrl'));
  undo.push(() => place.remove());
  const port = await freePort();
  const link = await linkOfFirstStart(place);
  const engine = await startEngine({
    ...place, port,
    environment: {
      GATEPASS_SECRET_KEY: sealing, GATEPASS_BOOTSTRAP_KEY: bootstrap, GATEPASS_LOG: 'debug',
      GATEPASS_PUBLIC_URL: `http://127.0.0.1:${String(port)}`,
    },
  });
  undo.push(() => engine.stop('SIGKILL'));

  const answers: string[] = [];
  /** Asks as anybody, and keeps what comes back, refusals too. */
  const tell = async (
    method: string, path: string, body?: unknown, headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(`${engine.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bootstrap}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // The one answer in which a key is told; and the cookie, which is a header.
    const isTelling = /^\/v1\/keys(\/[^/]+\/rotate)?$/.test(path) && method === 'POST';
    if (!isTelling) answers.push(`${String(answer.status)} ${text}`);
    return { status: answer.status, text, cookie: answer.headers.get('set-cookie') };
  };

  // Settings with the secrets in the file, and with secrets by name; a slip in between.
  const document = z.record(z.string(), z.unknown()).parse(parse(policyText(simulator.url)
    .replace('demo-key', shipStation.key).replace('demo-secret', shipStation.secret)
    .replace(/whsec_\w+/, '"${WAREHOUSE_PUSH}"').replace(/whsec_\w+/, push.channel)));
  const secrets = { WAREHOUSE_PUSH: push.warehouse };
  expect((await tell('PUT', '/v1/policy', {
    document: { ...document, channels: { 'shopify-uk': { connection: 'nobody' } } }, secrets,
  })).status).toBe(422);
  expect((await tell('PUT', '/v1/policy', { document, secrets, dryRun: true })).status).toBe(200);
  expect((await tell('PUT', '/v1/policy', { document, secrets })).status).toBe(200);

  const keys: Record<string, string> = {};
  for (const role of ['warehouse', 'channel', 'reader', 'operator', 'admin']) {
    const made = await tell('POST', '/v1/keys', { name: `the ${role}`, role });
    const { id, key } = z.object({ id: z.string(), key: z.string() }).parse(JSON.parse(made.text));
    keys[`${role} key`] = key;
    const turned = await tell('POST', `/v1/keys/${id}/rotate`, {});
    keys[`${role} key, rotated`] = z.object({ key: z.string() }).parse(JSON.parse(turned.text)).key;
  }
  const byKey = await tell('POST', '/v1/sign-in/key', { key: keys['admin key'] });
  const session = /gatepass_session=([^;]+)/.exec(byKey.cookie ?? '')?.[1] ?? '';
  expect(session).not.toBe('');
  for (const wrong of [bootstrap.slice(1), keys['reader key, rotated']?.slice(1) ?? '']) {
    await tell('GET', '/v1/orders', undefined, { authorization: `Bearer ${wrong}` });
    await tell('POST', '/v1/sign-in/link', { token: wrong });
  }
  // Where a body is unreadable, what is in it must not come back or be logged.
  await tell('POST', '/v1/sign-in/key', { key: [keys['admin key']] });
  await tell('PUT', '/v1/policy', { document: [], secrets });
  const byLink = await tell('POST', '/v1/sign-in/link', { token: link });
  const linked = /gatepass_session=([^;]+)/.exec(byLink.cookie ?? '')?.[1] ?? '';
  expect([byLink.status, linked === '']).toEqual([204, false]);
  expect((await tell('POST', '/v1/sign-in/link', { token: link })).status).toBe(401);
  const token = openSealer('/nowhere', sealing).derive('hook shipstation-uk');
  expect((await tell('POST', `/hooks/shipstation-uk/${token}`, { resource_type: 'SHIP_NOTIFY' }))
    .status).toBe(204);
  await tell('POST', `/hooks/shop-uk/${token}`, {});

  // The store throws in the middle: what it quotes of the row goes nowhere.
  const unlucky = pushed('nobody');
  if (place.databaseUrl !== null) {
    await makeUnlucky(place.databaseUrl);
    expect((await tell('POST', '/v1/keys', { name: 'unlucky', role: 'reader' })).status).toBe(500);
    const text = JSON.stringify(document).replace('${WAREHOUSE_PUSH}', '${UNLUCKY}');
    expect((await tell('PUT', '/v1/policy', {
      document: JSON.parse(text), secrets: { UNLUCKY: unlucky },
    })).status).toBe(500);
    expect(engine.printed()).toContain('a request failed');
  }

  // A life, then a ShipStation that does not let us in any more.
  await tellPacked(engine.url, simulator.url, 'SO-1');
  await allTold(simulator.url, ['SO-1']);
  await ask(`${simulator.url}/control/shipstation/keys`, 'POST', {
    do: 'revoke', key: shipStation.key,
  });
  await tell('PUT', '/v1/warehouses/leicester/consignments/LE-SO-2', packed('SO-2'));
  await tell('POST', '/v1/connections/shipstation-uk/probe');
  await until('the account is seen not to let us in', async () =>
    (await tell('GET', '/v1/connections')).text.includes('troubled') ? true : null);

  const paths = z.object({ paths: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse((await tell('GET', '/openapi.json')).text));
  for (const [path, methods] of Object.entries(paths.paths)) {
    const isRead = typeof methods === 'object' && methods !== null && 'get' in methods;
    // The one is read by its command below, and the other never ends.
    if (!isRead || path === '/v1/backup' || path === '/v1/events') continue;
    await tell('GET', path.replace('{name}', 'shipstation-uk').replaceAll(/\{\w+\}/g, 'x-1'));
  }
  await tell('GET', '/metrics');
  await tell('GET', '/v1/orders/ord_nobody/timeline');

  const around = { GATEPASS_URL: engine.url, GATEPASS_KEY: bootstrap };
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-secrets-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const backup = join(folder, 'backup.gz');
  const printed: string[] = [];
  for (const words of [
    ['doctor'], ['doctor', '--json'], ['export'], ['why', 'SO-2'], ['why', 'SO-1', '--json'],
    ['key', 'list', '--all'], ['key', 'list', '--json'], ['audit'], ['backup', backup],
  ]) printed.push((await gatepass(words, around)).printed);
  await engine.stop();

  const places = {
    'the answers': answers.join('\n'),
    'what the server printed': engine.printed(),
    'what commands printed': printed.join('\n'),
    'the backup': gunzipSync(readFileSync(backup)).toString('utf8'),
    'the database': await wholeDatabase(place),
  };
  // The search can find: what is no secret is in all of them.
  expect(places['the database']).toContain('SO-2');
  expect(places['the backup']).toContain('SO-2');
  expect(places['the answers']).toContain('SO-2');
  expect(found(places, {
    'the sealing key': sealing, 'the bootstrap key': bootstrap,
    'the key of the account': shipStation.key, 'the secret of the account': shipStation.secret,
    'the link': link,
    'a secret that was not stored': unlucky,
    'the push secret of the warehouse': push.warehouse,
    'the push secret of the channel': push.channel,
    'the hook token': token, 'the session': session, 'the session of the link': linked, ...keys,
  })).toEqual([]);
  // The key for commands on this machine is in its file, which its owner alone can read.
  expect(readdirSync(place.dataFolder)).toContain('local.key');
  const local = readFileSync(join(place.dataFolder, 'local.key'), 'utf8').trim();
  expect(found(places, { 'the key of this machine': local })).toEqual([]);
}, 300_000);
