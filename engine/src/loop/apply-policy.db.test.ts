/** A policy is applied whole or not at all, and its secrets are found nowhere. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { documentOf, noon, openStage, type Stage } from '../../tests/stage.ts';
import { parsePolicy } from '../core/policy/parse.ts';
import { neverSpaced } from '../core/facts/looks.ts';
import type { Database } from '../store/database.ts';
import { saveFeed } from '../store/feeds.ts';
import { migrate } from '../store/migrate.ts';
import { readPolicy, readPolicyDocument } from '../store/policies.ts';
import { openSealer } from '../store/sealing.ts';
import { applyPolicy, type PolicyToApply } from './apply-policy.ts';
import { approvePlan } from './going-live/change.ts';
import { makeAtOnce } from '../../tests/going-live.ts';
import { openConnection } from './connections.ts';
import { sealStoredPolicies } from './literal-secrets.ts';
import { manifestFor } from './manifest-for.ts';
import { readAhead } from './outlook.ts';

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
    const around = { ...stage.surroundings, unseal: sealer.unseal };
    return database.transaction((tx) => applyPolicy(tx, around, {
      document: documentOf(), secrets: {}, dryRun: false, by: 'a test', seal: sealer.seal,
      parse: parsePolicy, ...over,
    }));
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

  test('its bounds decide when a list is looked at next; wrong ones are named', async () => {
    const bounded = (looks: object) => {
      const document = documentOf();
      const account = { ...document.connections['shipstation-uk'], looks };
      return { ...document, connections: { ...document.connections, 'shipstation-uk': account } };
    };
    const dueIn = () => database.transaction(async (tx) => {
      const connection = (await readPolicy(tx)).connections['shipstation-uk'];
      const { account } = stage.surroundings.connectors;
      if (connection === undefined || account === undefined) throw new Error('no connection');
      const manifest = manifestFor(account, connection);
      const [labels] = await readAhead(tx, 'shipstation-uk', manifest, { now: noon, spent: 0 });
      return (labels?.dueAt ?? 0) - noon;
    });
    await apply();
    await database.transaction((tx) => saveFeed(tx, 'shipstation-uk', 'labels', {
      through: noon, window: null, lookedAt: noon, spaced: neverSpaced,
    }));
    expect(await dueIn()).toBe(60_000);
    expect(await apply({ document: bounded({ labels: { atLeastEvery: '12s' } }) })).toMatchObject({
      changes: ['connections.shipstation-uk.looks.labels.atLeastEvery: added 12s'],
    });
    expect(await dueIn()).toBe(12_000);
    expect(await apply({ document: bounded({ labels: { atMostEvery: '2m' } }) })).toMatchObject({
      is: 'refused',
      problems: [{ path: 'connections.shipstation-uk.looks.labels.atMostEvery' }],
    });
    expect(await dueIn()).toBe(12_000);
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

  test('a setting that was no secret when it was applied is sealed at the next start', async () => {
    const { connectors, wire } = stage.surroundings;
    const { account } = connectors;
    if (account === undefined) throw new Error('the stage has an account');
    const { seal, unseal } = openSealer(join(folder, 'secret.key'), null);
    const [older, newer] = ['tell-tale-of-old', 'tell-tale-of-today'];
    // As the version before applied it: the manifest called it no secret.
    const settings = account.manifest.settings.map((one) => ({ ...one, isSecret: false }));
    const before = { ...connectors, account: {
      ...account, manifest: { ...account.manifest, settings },
    } };
    for (const secret of [older, newer]) {
      const around = { ...stage.surroundings, connectors: before, unseal };
      await database.transaction((tx) => applyPolicy(tx, around, {
        document: documentOf({ secret }), secrets: {}, dryRun: false, by: 'a test', seal,
        parse: parsePolicy,
      }));
    }
    expect(await everything()).toContain(newer);
    // Before that start it is in force already, and the file of before changes nothing twice.
    const tried = await apply({ document: documentOf({ secret: newer }), dryRun: true });
    expect(JSON.stringify(tried)).not.toContain('tell-tale');

    for (let start = 0; start < 2; start += 1) {
      await database.transaction((tx) => sealStoredPolicies(tx, connectors, { seal, at: noon }));
    }
    expect(await everything()).not.toContain('tell-tale');
    const connection = (await database.transaction(readPolicy)).connections['shipstation-uk'];
    if (connection === undefined) throw new Error('it is in the policy');
    let opened: unknown = null;
    const listening = { ...connectors, account: {
      ...account, open: (given: unknown, ...more: [typeof wire]) => {
        opened = given;
        return account.open({}, ...more);
      },
    } };
    await database.transaction((tx) => openConnection(
      tx, { connectors: listening, unseal }, { name: 'shipstation-uk', connection, wire }));
    expect(opened).toEqual({ secret: newer });
    expect(await version()).toBe(2);
    expect(await apply({ document: documentOf({ secret: newer }) }))
      .toMatchObject({ isChanged: false, missingSecrets: [] });
  });

  test('a secret put together from names goes on to be put together', async () => {
    const put = { document: documentOf({ secret: 'site-${ACCOUNT_SECRET}' }) };
    await apply({ ...put, secrets: { ACCOUNT_SECRET: 'opensesame' } });
    const found = await database.transaction(readPolicyDocument);
    expect(found?.document).toEqual(put.document);
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
      openConnection(tx, { connectors, unseal }, { name: 'shipstation-uk', connection, wire }));
    expect(opened).toMatchObject({
      is: 'unusable', sentences: [expect.stringContaining('another key')],
    });
    expect(await apply({ document: withPlaceholder() }, other))
      .toMatchObject({ missingSecrets: ['ACCOUNT_SECRET'] });
    expect(await apply(given, other)).toMatchObject({ isChanged: true, missingSecrets: [] });
    expect(await apply({ document: withPlaceholder() }, other))
      .toMatchObject({ missingSecrets: [] });
  });

  describe('that ends shadow mode', () => {
    const shadow = () => apply({ document: documentOf({ mode: 'shadow' }) });
    const live = (over: Partial<PolicyToApply> = {}) => apply({ document: documentOf(), ...over });
    /** Only these are live; the others stay in shadow mode. */
    const withLive = (...names: readonly string[]) => {
      const document = documentOf({ mode: 'shadow' });
      return { document: { ...document, connections: Object.fromEntries(
        Object.entries(document.connections).map(([name, one]) =>
          [name, { ...one, mode: names.includes(name) ? 'live' : 'shadow' }])) } };
    };
    const refused = {
      is: 'refused', problems: [{
        path: 'connections.shipstation-uk.mode',
        problem: expect.stringMatching(new RegExp('^would end shadow mode .* of one open order ' +
          'of shopify-uk at leicester, .*gatepass go-live leicester ')),
      }],
    };

    test('is refused while an order is open, tried or applied, and nothing is sent', async () => {
      await shadow();
      await stage.say('SO-1');
      await stage.decide();
      expect(await live({ dryRun: true })).toMatchObject(refused);
      expect(await live()).toMatchObject(refused);
      expect(await live(withLive('shipstation-uk'))).toMatchObject(refused);
      expect(await version()).toBe(1);
      expect(await rowsOf(database, 'select 1 from intent')).toEqual([]);
      // Where ShipStation is only watched nobody is told anything either.
      expect(await live(withLive('shop-uk', 'leicester-wms'))).toMatchObject({ is: 'applied' });
    });

    test('is refused too when the warehouse is given an account that was live', async () => {
      const of = (shipstation: string) => {
        const { document } = withLive('leicester-wms', 'shop-uk');
        const { leicester } = document.warehouses;
        return { document: {
          ...document,
          connections: { ...document.connections, other: {
            connector: 'account', settings: { secret: 'topsecret-2' }, mode: 'live',
          } },
          warehouses: { leicester: { ...leicester, shipstation } },
        } };
      };
      await apply(of('shipstation-uk'));
      await stage.say('SO-1');
      expect(await apply(of('other')))
        .toMatchObject({ is: 'refused', problems: [{ path: 'warehouses.leicester' }] });
    });

    test('is refused too when the warehouse was out of the file in between', async () => {
      await shadow();
      await stage.say('SO-1');
      const { leicester: _, ...others } = documentOf().warehouses;
      expect(await live({ document: { ...documentOf({ mode: 'shadow' }), warehouses: others } }))
        .toMatchObject({ is: 'applied' });
      expect(await live()).toMatchObject({ is: 'refused' });
      expect(await version()).toBe(2);
      expect(await shadow()).toMatchObject({ is: 'applied' });
    });

    test('is no matter where nothing is open, or where it was live all the time', async () => {
      await shadow();
      expect(await live()).toMatchObject({ is: 'applied' });
      await stage.say('SO-1');
      expect(await live({ document: documentOf({ gate: 'picked' }) }))
        .toMatchObject({ is: 'applied' });
    });

    test('is taken once a plan speaks, and then the plan decides what goes', async () => {
      await shadow();
      await stage.say('SO-1');
      const made = await makeAtOnce(stage, {
        warehouse: 'leicester', channels: null, line: null, by: 'Asha',
      });
      if (made.is !== 'changed') throw new Error(JSON.stringify(made));
      expect(await live()).toMatchObject(refused);
      await database.transaction((tx) => approvePlan(tx, made.plan.id, {
        by: 'Ben', why: null, advance: 'by-hand',
      }, stage.clock.now));
      expect(await live()).toMatchObject({ is: 'applied', isChanged: true });
      await stage.decide();
      expect(await rowsOf(database, 'select 1 from intent')).toEqual([]);
    });
  });
});
