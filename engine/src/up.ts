/**
 * The whole product in one process: store, loop, API and console; and the demo when there is
 * nothing else.
 */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, newSecret } from './api/auth.ts';
import { buildServer } from './api/server.ts';
import { openLog, realClocks, surround } from './compose.ts';
import { startDemo, type Demo } from './demo.ts';
import { startLoop } from './loop/run.ts';
import { openWire } from './loop/wire.ts';
import type { Settings } from './settings.ts';
import { openDatabase, type Database } from './store/database.ts';
import { isUntouched, saveKey, saveLink } from './store/keys.ts';
import { migrate } from './store/migrate.ts';
import { readPolicyVersion } from './store/policies.ts';
import { openSealer } from './store/sealing.ts';

export type Voices = {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
};

const linkLifetime = 24 * 3_600_000;
const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Runs until it is told to stop; answers the exit code. */
export const up = async (settings: Settings, { say, complain }: Voices): Promise<number> => {
  const log = openLog(settings.log);
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  let opened: { database: Database; isDemo: boolean; folder: string };
  try {
    opened = await openStore(settings, log);
  } catch (refusal) {
    complain(refusal instanceof Error ? refusal.message : 'The store cannot be opened.');
    return 1;
  }
  const { database, isDemo, folder } = opened;
  const sealer = openSealer(join(folder, 'secret.key'), settings.secretKey?.reveal() ?? null);
  const wire = openWire({ allowPrivate: settings.allowPrivateUrls || isDemo });
  const surroundings = surround(database, { ...realClocks, wire }, { unseal: sealer.unseal, log });
  const loop = await startLoop(surroundings);
  const consoleFolder = join(repository, 'console', 'dist');
  const server = await buildServer({
    surroundings, loop, seal: sealer.seal, isDemo,
    isSecure: settings.publicUrl?.startsWith('https:') ?? false,
    consoleFolder: existsSync(join(consoleFolder, 'index.html')) ? consoleFolder : null,
    handbookFolder: join(repository, 'handbook'),
    version: '0.1.0',
  });
  const localKey = newSecret();
  await giveKeys(database, settings, localKey, realClocks.now());
  const keyFile = join(settings.data, 'local.key');
  writeFileSync(keyFile, `${localKey}\n`, { mode: 0o600 });
  // The mode above counts only when the file is made; one that was copied here may be open.
  chmodSync(keyFile, 0o600);
  const stopping = waitForSignal();
  try {
    await server.listen({ port: settings.port, host: settings.host });
  } catch (refusal) {
    complain(`Gatepass cannot listen on ${settings.host}:${String(settings.port)}: ` +
      `${refusal instanceof Error ? refusal.message : 'no words'}. ` +
      'Is it running already? PORT=4700 npm start takes another port.');
    await loop.stop();
    await database.close();
    return 1;
  }
  const address = settings.publicUrl ??
    `http://${settings.host}:${String(portOf(server.addresses()[0]) ?? settings.port)}`;
  let demo: Demo | null = null;
  if (isDemo) demo = await startDemo({ address, key: localKey, folder, say });
  say(`Gatepass runs at ${address}`);
  // Whoever gave a key signs in with it; a link lying in a log would be one way in too many.
  const needsLink = isDemo ||
    (settings.bootstrapKey === null && (await database.transaction(isUntouched)));
  if (needsLink) {
    const token = newSecret();
    await database.transaction((tx) => saveLink(tx, {
      hash: hashOf(token), role: 'admin', expiresAt: realClocks.now() + linkLifetime,
    }));
    say(`Sign in, once, within a day: ${address}/sign-in#token=${token}`);
  }
  if (isDemo) {
    say('This is the DEMO: warehouse, ShipStation and channel are pretended on this machine.');
    say('GATEPASS_DEMO=off npm start begins with an empty Gatepass of your own.');
  }
  let code = 0;
  await Promise.race([stopping, loop.finished.catch((fault: unknown) => {
    const words = fault instanceof Error ? (fault.stack ?? fault.message) : 'no words';
    complain(`Gatepass stopped: ${words}`);
    code = 1;
  })]);
  await server.close();
  if (code === 0) await loop.stop();
  await wire.close();
  await demo?.stop();
  await database.close();
  say('Gatepass has stopped. Everything it acknowledged is stored.');
  return code;
};

/** The merchant's own store; the demo's when no connection was ever configured in the former. */
const openStore = async (
  settings: Settings,
  log: ReturnType<typeof openLog>,
): Promise<{ database: Database; isDemo: boolean; folder: string }> => {
  const open = async (folder: string): Promise<Database> => {
    const database = await openDatabase({
      databaseUrl: settings.databaseUrl?.reveal() ?? null, dataFolder: join(folder, 'store'), log,
    });
    await migrate(database);
    return database;
  };
  const demoFolder = join(settings.data, 'demo');
  const hasOwn = settings.databaseUrl !== null || existsSync(join(settings.data, 'store'));
  if (settings.demo && !hasOwn) {
    mkdirSync(demoFolder, { recursive: true, mode: 0o700 });
    return { database: await open(demoFolder), isDemo: true, folder: demoFolder };
  }
  const database = await open(settings.data);
  const isEmpty = (await database.transaction(readPolicyVersion)) === 0;
  if (!settings.demo || !isEmpty || settings.databaseUrl !== null) {
    return { database, isDemo: false, folder: settings.data };
  }
  await database.close();
  mkdirSync(demoFolder, { recursive: true, mode: 0o700 });
  return { database: await open(demoFolder), isDemo: true, folder: demoFolder };
};

/** The key for commands on this machine, and the administrator's when one was given. */
const giveKeys = async (
  database: Database,
  { bootstrapKey }: Settings,
  localKey: string,
  at: number,
): Promise<void> => {
  await database.transaction(async (tx) => {
    await saveKey(tx, {
      id: 'key_this-machine', hash: hashOf(localKey), name: 'this machine', role: 'admin', at,
    });
    if (bootstrapKey === null) return;
    await saveKey(tx, {
      id: 'key_bootstrap', hash: hashOf(bootstrapKey.reveal()), name: 'administrator',
      role: 'admin', at,
    });
  });
};

const portOf = (address: { port: number } | string | undefined): number | null =>
  typeof address === 'object' ? address.port : null;

const waitForSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { resolve(); });
  });
