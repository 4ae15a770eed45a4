/**
 * The stateless halves of the product, for several machines on one PostgreSQL: `worker` decides
 * and carries out, `api` answers. Neither keeps anything on its own disk; as many of each as
 * wanted may run, start and end at any time.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildHealthServer, buildServer } from './api/server.ts';
import { openLog, surround, version } from './compose.ts';
import { openFiles } from './loop/files/open.ts';
import { sealStoredPolicies } from './loop/literal-secrets.ts';
import { startLoop } from './loop/run.ts';
import type { Surroundings } from './loop/surroundings.ts';
import {
  aboutCallers, giveBootstrapKey, hookAddresses, lastWords, listenOn, offerLink, reachedAt,
  servedFolders, untilStopped, waitForSignal, type Voices,
} from './running.ts';
import type { Settings } from './settings.ts';
import type { Database } from './store/database.ts';
import { isUntouched } from './store/keys.ts';
import { migrate, migrationsFolder } from './store/migrate.ts';
import { readSecrets } from './store/policies.ts';
import { openSealer, UnreadableSecret, type Sealer } from './store/sealing.ts';
import { realGround, type Ground } from './up.ts';

/** Runs the loop until it is told to stop; answers the exit code. */
export const runWorker = (
  settings: Settings,
  voices: Voices,
  ground: Ground = realGround,
): Promise<number> =>
  stateless('worker', settings, voices, ground, async (standing) => {
    const { surroundings } = standing;
    const stopping = waitForSignal(voices.complain);
    const { healthPort } = settings;
    const health = healthPort === null ? null : buildHealthServer({
      ...aboutServing(standing, settings), isEnding: stopping.isAsked,
    });
    const address = health === null ? null : await listenOn(
      health, { ...settings, port: healthPort ?? 0, publicUrl: null }, voices.complain);
    if (health !== null && address === null) return 1;
    const loop = await startLoop(surroundings);
    const where = address === null ? '' : `; its health is told at ${address}`;
    voices.say(`Gatepass works as ${surroundings.holder}${where}`);
    const code = await untilStopped(stopping, loop, voices.complain);
    if (code === 0) await loop.stop();
    await health?.close();
    return code;
  });

/** Serves API and console until it is told to stop; answers the exit code. */
export const serveApi = (
  settings: Settings,
  voices: Voices,
  ground: Ground = realGround,
): Promise<number> =>
  stateless('api', settings, voices, ground, async (standing) => {
    const { database, now } = standing.surroundings;
    const server = await buildServer(aboutServing(standing, settings));
    await giveBootstrapKey(database, settings, now());
    const stopping = waitForSignal(voices.complain);
    const address = await listenOn(server, settings, voices.complain);
    if (address === null) return 1;
    voices.say(`Gatepass answers at ${address}`);
    const needsLink = settings.bootstrapKey === null && (await database.transaction(isUntouched));
    if (needsLink) {
      await offerLink(database, address, { at: now(), isDemo: false, say: voices.say });
    }
    await stopping.asked;
    await server.close();
    return 0;
  });

type Standing = { readonly surroundings: Surroundings; readonly sealer: Sealer };

const aboutServing = ({ surroundings, sealer }: Standing, settings: Settings) => ({
  surroundings, loop: null, seal: sealer.seal, ...reachedAt(settings),
  sessionSecret: sealer.derive('sessions of people'), isDemo: false, version,
  isSecure: settings.publicUrl?.startsWith('https:') ?? false,
  ...aboutCallers(settings), ...servedFolders(),
});

/** Opens what both halves stand on, lets one of them run, and lets go of it again. */
const stateless = async (
  half: 'worker' | 'api',
  settings: Settings,
  { say, complain }: Voices,
  ground: Ground,
  run: (standing: Standing) => Promise<number>,
): Promise<number> => {
  const log = openLog(settings.log);
  const keyFile = join(settings.data, 'secret.key');
  const refusal = refusalOf(half, settings, existsSync(keyFile));
  if (refusal !== null) {
    complain(refusal);
    return 2;
  }
  let database: Database;
  try {
    database = await ground.openDatabase({
      databaseUrl: settings.databaseUrl?.reveal() ?? null, dataFolder: settings.data, log,
    });
  } catch (problem) {
    complain(problem instanceof Error ? problem.message : 'The store cannot be opened.');
    return 1;
  }
  const wire = ground.openWire({ allowPrivate: settings.allowPrivateUrls });
  const files = openFiles({ under: settings.files, allowPrivate: settings.allowPrivateUrls });
  try {
    await migrate(database, { folder: ground.migrations ?? migrationsFolder });
    const sealer = openSealer(keyFile, settings.secretKey?.reveal() ?? null);
    const foreign = await sealedByAnother(database, sealer);
    if (foreign !== null) {
      complain(foreign);
      return 1;
    }
    const surroundings = await surround(
      database, { ...ground.clocks, wire }, {
        unseal: sealer.unseal, log, files, hooks: hookAddresses(settings, sealer),
      });
    await database.transaction((tx) => sealStoredPolicies(tx, surroundings.connectors, {
      seal: sealer.seal, at: surroundings.now(),
    }));
    const code = await run({ surroundings, sealer });
    say(lastWords);
    return code;
  } catch (problem) {
    complain(problem instanceof Error ? problem.message : 'Gatepass stopped without words.');
    return 1;
  } finally {
    await wire.close();
    await files.close();
    await database.close();
  }
};

/** What such a process must be given, in words; null when nothing is missing. */
const refusalOf = (
  half: 'worker' | 'api',
  settings: Settings,
  hasKeyFile: boolean,
): string | null => {
  if (settings.databaseUrl === null) {
    return `gatepass ${half} does not start: DATABASE_URL is not set. It shares one PostgreSQL ` +
      'with the other processes and keeps nothing of its own; the store inside the process ' +
      'serves gatepass up alone.';
  }
  if (settings.secretKey === null && !hasKeyFile) {
    return `gatepass ${half} does not start: GATEPASS_SECRET_KEY is not set. Stored secrets are ` +
      'sealed with it, so every process on this database needs the same. Where gatepass up made ' +
      'a key by itself, it is the text in secret.key in its data folder.';
  }
  return null;
};

/** Words against a sealing key that is not the one of this database; null when it is. */
const sealedByAnother = async (database: Database, sealer: Sealer): Promise<string | null> => {
  const sealed = await database.transaction(readSecrets);
  try {
    for (const text of sealed.values()) sealer.unseal(text);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof UnreadableSecret)) throw refusal;
    return 'Gatepass does not start: the secrets in this database were sealed with another key ' +
      'than this process was given. Give every process on it the same GATEPASS_SECRET_KEY.';
  }
};
