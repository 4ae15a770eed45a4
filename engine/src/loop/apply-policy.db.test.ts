/** A policy is applied whole or not at all, and its secrets are found nowhere. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { documentOf, openStage, type Stage } from '../../tests/stage.ts';
import { parsePolicy } from '../core/policy/parse.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { readPolicyDocument } from '../store/policies.ts';
import { openSealer } from '../store/sealing.ts';
import { applyPolicy, type PolicyToApply } from './apply-policy.ts';
import { openConnection } from './connections.ts';

onEveryDatabase('a policy', (size) => {
  let database: Database;
  let stage: Stage;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gatepass-policy-'));
    database = await size.open();
    await migrate(database);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await size.drop();
  });
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
  });

  const apply = (over: Partial<PolicyToApply> = {}, key: string | null = null) => {
    const sealer = openSealer(join(folder, 'secret.key'), key);
    return applyPolicy({ ...stage.surroundings, unseal: sealer.unseal }, {
      document: documentOf(), secrets: {}, dryRun: false, by: 'a test', seal: sealer.seal,
      parse: parsePolicy, ...over,
    });
  };
  const withPlaceholder = () => documentOf({ secret: '${ACCOUNT_SECRET}' });
  const version = async () => (await database.transaction(readPolicyDocument))?.version ?? 0;
  const everything = async (): Promise<string> => {
    const tables = await rowsOf(database, `select quote_ident(tablename) as name from pg_tables
      where schemaname = current_schema()`);
    const texts = await Promise.all(z.array(z.object({ name: z.string() })).parse(tables)
      .map(({ name }) => rowsOf(database, `select t::text from ${name} t`)));
    return JSON.stringify(texts);
  };

  test('refused, it says all that is wrong and changes nothing', async () => {
    await apply();
    const document = {
      ...documentOf({ gate: 'sealed' }), limits: { readyToRelease: 'soon' }, extra: 1,
    };
    const refused = await apply({ document });
    expect(refused.is === 'refused' && refused.problems.map((one) => one.path).toSorted())
      .toEqual(['extra', 'limits.readyToRelease', 'warehouses.leicester.gate']);
    expect(await version()).toBe(1);
  });

  test('a connection of the wrong kind is refused where it is named', async () => {
    const document = documentOf();
    const wrong = {
      ...document, warehouses: { leicester: {
        ...document.warehouses.leicester, shipstation: 'shop-uk',
      } },
    };
    expect(await apply({ document: wrong })).toMatchObject({
      is: 'refused', problems: [{ path: 'warehouses.leicester.shipstation' }],
    });
  });

  test('applied twice, it is applied once', async () => {
    expect(await apply()).toMatchObject({ isChanged: true, version: 1 });
    expect(await apply()).toMatchObject({ isChanged: false, version: 1, changes: [] });
    expect(await version()).toBe(1);
  });

  test('tried, it says what it would change and changes nothing', async () => {
    await apply();
    const tried = await apply({ document: documentOf({ gate: 'picked' }), dryRun: true });
    expect(tried).toMatchObject({
      isChanged: true, changes: ['warehouses.leicester.gate: packed -> picked'],
    });
    expect(await version()).toBe(1);
  });

  test('a change of policy asks for a new decision on every order', async () => {
    await apply();
    await stage.say('SO-1', { status: 'received' });
    await stage.decide();
    expect(await stage.decide()).toBe(0);
    await apply({ document: documentOf({ gate: 'picked' }) });
    expect(await stage.decide()).toBe(1);
  });

  test('a secret written out or handed over is nowhere to be read, and still opens', async () => {
    const written = randomBytes(18).toString('base64url');
    const handed = randomBytes(18).toString('base64url');
    await apply({ document: documentOf({ secret: written }) });
    await apply({ document: withPlaceholder(), secrets: { ACCOUNT_SECRET: handed } });
    const all = await everything();
    expect(all).toContain('ACCOUNT_SECRET');
    expect(all).not.toContain(written);
    expect(all).not.toContain(handed);
    expect(all).not.toContain(Buffer.from(handed).toString('base64'));
  });

  test('a secret that nobody gave is named; given it is a change, given again none', async () => {
    expect(await apply({ document: withPlaceholder() }))
      .toMatchObject({ missingSecrets: ['ACCOUNT_SECRET'], isChanged: true });
    const given = { document: withPlaceholder(), secrets: { ACCOUNT_SECRET: 'opensesame' } };
    expect(await apply(given)).toMatchObject({
      missingSecrets: [], isChanged: true, changes: ['the value of ACCOUNT_SECRET is new'],
    });
    expect(await apply(given)).toMatchObject({ isChanged: false });
    expect(await apply({ document: withPlaceholder() })).toMatchObject({ isChanged: false });
    expect(await apply({ ...given, secrets: { ACCOUNT_SECRET: 'renewed' } }))
      .toMatchObject({ isChanged: true });
  });

  test('sealed with a lost key, it is missing until it is given again', async () => {
    const given = { document: withPlaceholder(), secrets: { ACCOUNT_SECRET: 'opensesame' } };
    await apply(given, 'the key of before');
    const other = 'the key of today, another';
    const { unseal } = openSealer(join(folder, 'secret.key'), other);
    const connection = {
      connector: 'account', settings: { secret: '${ACCOUNT_SECRET}' }, mode: 'live',
    } as const;
    const { connectors, wire } = stage.surroundings;
    const opened = await database.transaction((tx) =>
      openConnection(tx, { connectors, unseal }, connection, wire));
    expect(opened).toMatchObject({
      is: 'unusable', sentences: [expect.stringContaining('another key')],
    });
    expect(await apply({ document: withPlaceholder() }, other))
      .toMatchObject({ missingSecrets: ['ACCOUNT_SECRET'] });
    expect(await apply(given, other)).toMatchObject({ isChanged: true, missingSecrets: [] });
    expect(await apply({ document: withPlaceholder() }, other))
      .toMatchObject({ missingSecrets: [] });
  });
});
