/**
 * The whole product in one process: store, loop, API and console; and the demo when there is
 * nothing else.
 */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { hashOf, newSecret } from './api/auth.ts';
import { openLog, openRooms, realClocks, type World } from './compose.ts';
import { machineName } from './core/explain/by-whom.ts';
import { demoClock, type DemoClock } from './demo-clock.ts';
import { startDemo, type Demo } from './demo.ts';
import {
  beginDemo, besideNoDemo, demoMoment, forgetDemo, hasBegun, markBegun,
} from './demo-store.ts';
import { watchVisitors } from './demo-visitors.ts';
import { openFiles } from './loop/files/open.ts';
import { openWire } from './loop/wire.ts';
import {
  aboutCallers, giveBootstrapKey, hookAddresses, lastWords, listenOn, offerLink, reachedAt,
  servedFolders, untilStopped, waitForSignal, type Voices,
} from './running.ts';
import type { Settings } from './settings.ts';
import { openDatabase, type Database } from './store/database.ts';
import { earliestDue } from './store/dossiers.ts';
import { oldestWaiting } from './store/intents.ts';
import { localKeyId } from './store/key-ring.ts';
import { isUntouched, saveKey } from './store/keys.ts';
import { migrate, migrationsFolder } from './store/migrate.ts';
import { readPolicyVersion } from './store/policies.ts';
import { openSealer } from './store/sealing.ts';

/** What the program stands on. The crash tests start it on ground that gives way. */
export type Ground = {
  readonly openDatabase: typeof openDatabase;
  readonly openWire: typeof openWire;
  readonly clocks: Omit<World, 'wire'>;
  /** Another folder than the program's own: the tests of an upgrade are a version ahead. */
  readonly migrations?: string;
};

export const realGround: Ground = { openDatabase, openWire, clocks: realClocks };

/** When the demo runs: where nothing else was ever configured, or because somebody asked for it. */
export type DemoWanted = 'when-empty' | 'yes' | 'anew';

export const runDemo = async (settings: Settings, voices: Voices, isReset: boolean) => {
  if (settings.databaseUrl !== null) {
    voices.complain('The demo keeps its own store on this machine and never uses the database ' +
      'that DATABASE_URL names. Take that setting away for it.');
    return 2;
  }
  return up({ ...settings, demo: true }, voices, realGround, isReset ? 'anew' : 'yes');
};

/** Runs until it is told to stop; answers the exit code. */
export const up = async (
  settings: Settings,
  { say, complain }: Voices,
  ground: Ground = realGround,
  demoWanted: DemoWanted = 'when-empty',
): Promise<number> => {
  const log = openLog(settings.log);
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  let opened: { database: Database; isDemo: boolean; folder: string };
  try {
    opened = await openStore(settings, log, ground, demoWanted);
  } catch (refusal) {
    complain(refusal instanceof Error ? refusal.message : 'The store cannot be opened.');
    return 1;
  }
  const { database, isDemo, folder } = opened;
  const sealer = openSealer(join(folder, 'secret.key'), settings.secretKey?.reveal() ?? null);
  const wire = ground.openWire({ allowPrivate: settings.allowPrivateUrls || isDemo });
  const files = openFiles({ under: settings.files, allowPrivate: settings.allowPrivateUrls });
  const clock = isDemo ? demoClock(demoMoment(folder)) : null;
  // The morning that lies ready was sealed with another key: first the demo has its own secrets.
  const demoIsReady = Promise.withResolvers<void>();
  const { loop, server } = await openRooms(database, { ...clocksOf(ground, clock), wire }, {
    ...(clock === null ? {} : { demoPace: clock.pace }),
    sessionSecret: sealer.derive('sessions of people'), ...reachedAt(settings),
    seal: sealer.seal, unseal: sealer.unseal, log, files, isDemo,
    hooks: hookAddresses(settings, sealer),
    isSecure: settings.publicUrl?.startsWith('https:') ?? false,
    ...aboutCallers(settings), ...servedFolders(),
  }, isDemo ? demoIsReady.promise : undefined);
  const localKey = newSecret();
  await giveKeys(database, settings, localKey, ground.clocks.now());
  const keyFile = join(settings.data, 'local.key');
  writeFileSync(keyFile, `${localKey}\n`, { mode: 0o600 });
  // The mode above counts only when the file is made; one that was copied here may be open.
  chmodSync(keyFile, 0o600);
  const stopping = waitForSignal(complain);
  const address = await listenOn(server, settings, complain);
  if (address === null) {
    await loop.stop();
    await database.close();
    return 1;
  }
  let demo: Demo | null = null;
  if (clock !== null) {
    const late = (): Promise<number> => database.transaction(async (tx) => {
      const now = clock.now();
      const wish = await oldestWaiting(tx, now);
      return Math.max(0, now - ((await earliestDue(tx)) ?? now), now - (wish ?? now));
    });
    try {
      demo = await startDemo({
        address, key: localKey, folder, clock, visitors: watchVisitors(server.server), late, say,
      });
      demoIsReady.resolve();
    } catch (refusal) {
      complain(`The demo does not start: ${refusal instanceof Error ? refusal.message : ''} ` +
        '`npx gatepass demo --reset` begins it anew.');
      await server.close();
      await loop.stop();
      await database.close();
      return 1;
    }
  }
  say(`Gatepass runs at ${address}`);
  // Whoever gave a key signs in with it; a link lying in a log would be one way in too many.
  const needsLink = isDemo ||
    (settings.bootstrapKey === null && (await database.transaction(isUntouched)));
  if (needsLink) await offerLink(database, address, { at: ground.clocks.now(), isDemo, say });
  if (isDemo) {
    say('This is the DEMO, 1 min = 1 h: two warehouses, ShipStation and two channels are ' +
      'pretended on this machine.');
    say('GATEPASS_DEMO=off npm start begins with an empty Gatepass of your own.');
  }
  const code = await untilStopped(stopping, loop, complain);
  await demo?.stand();
  await server.close();
  if (code === 0) await loop.stop();
  await wire.close();
  await files.close();
  await demo?.stop();
  await database.close();
  say(lastWords);
  return code;
};

/** The demo's world has a time of its own, in which its pretended ShipStation counts calls too. */
const clocksOf = ({ clocks }: Ground, clock: DemoClock | null): Ground['clocks'] =>
  clock === null ? clocks : { ...clocks, now: clock.now, limitNow: clock.now, pace: clock.pace };

/** The merchant's own store; the demo's when no connection was ever configured in the former. */
const openStore = async (
  settings: Settings,
  log: ReturnType<typeof openLog>,
  ground: Ground,
  demoWanted: DemoWanted,
): Promise<{ database: Database; isDemo: boolean; folder: string }> => {
  const openUnready = (folder: string): Promise<Database> => ground.openDatabase({
    databaseUrl: settings.databaseUrl?.reveal() ?? null, dataFolder: join(folder, 'store'), log,
  });
  const open = async (folder: string): Promise<Database> => {
    const database = await openUnready(folder);
    await migrate(database, { folder: ground.migrations ?? migrationsFolder });
    return database;
  };
  const openDemo = async (): Promise<{ database: Database; isDemo: true; folder: string }> => {
    const folder = join(settings.data, 'demo');
    if (hasBegun(folder) && demoWanted !== 'anew') {
      return { database: await open(folder), isDemo: true, folder };
    }
    await forgetDemo(folder);
    const database = await openUnready(folder);
    await beginDemo(database, folder, log);
    await migrate(database, { folder: ground.migrations ?? migrationsFolder });
    markBegun(folder);
    return { database, isDemo: true, folder };
  };
  const demo = () => besideNoDemo(demoWanted === 'anew', openDemo);
  if (demoWanted !== 'when-empty') return demo();
  const hasOwn = settings.databaseUrl !== null || existsSync(join(settings.data, 'store'));
  if (settings.demo && !hasOwn) return demo();
  const database = await open(settings.data);
  const isEmpty = (await database.transaction(readPolicyVersion)) === 0;
  if (!settings.demo || !isEmpty || settings.databaseUrl !== null) {
    return { database, isDemo: false, folder: settings.data };
  }
  await database.close();
  return demo();
};

/**
 * The key for commands on this machine, and the admin's when one was given. On a store
 * that several machines share each has a key of its own: one name for all would shut the commands
 * of one machine out whenever another starts.
 */
const giveKeys = async (
  database: Database,
  settings: Settings,
  localKey: string,
  at: number,
): Promise<void> => {
  const [id, name] = [localKeyId, machineName];
  const isShared = database.kind === 'outside';
  const machine = hashOf(`${hostname()} ${resolve(settings.data)}`).slice(0, 12);
  await database.transaction(async (tx) => {
    const own = isShared ? `${id}-${machine}` : id;
    await saveKey(tx, {
      id: own, hash: hashOf(localKey), name: isShared ? `${name} (${hostname()})` : name,
      role: 'admin', at,
    });
    // A restored store brings along the key of the machine that it came from: no longer a key.
    if (isShared) await saveKey(tx, { id, hash: hashOf(newSecret()), name, role: 'admin', at });
  });
  await giveBootstrapKey(database, settings, at);
};
