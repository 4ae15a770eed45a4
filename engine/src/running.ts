/** What every way of running has in common: `up`, and the stateless `worker` and `api`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, newSecret } from './api/auth.ts';
import type { Server } from './api/context.ts';
import { discreetText } from './discreet.ts';
import type { HookAddresses } from './loop/hooks.ts';
import type { Loop } from './loop/run.ts';
import type { Settings } from './settings.ts';
import type { Database } from './store/database.ts';
import { saveKey, saveLink } from './store/keys.ts';
import type { Sealer } from './store/sealing.ts';

export type Voices = {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
};

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Where the console and the handbook of this program lie. */
export const servedFolders = (): { consoleFolder: string | null; handbookFolder: string } => {
  const consoleFolder = join(repository, 'console', 'dist');
  return {
    consoleFolder: existsSync(join(consoleFolder, 'index.html')) ? consoleFolder : null,
    handbookFolder: join(repository, 'handbook'),
  };
};

/** Answers where it listens; null, with the reason said, when it cannot. */
export const listenOn = async (
  server: Pick<Server, 'listen' | 'addresses'>,
  { host, port, publicUrl }: Pick<Settings, 'host' | 'port' | 'publicUrl'>,
  complain: Voices['complain'],
): Promise<string | null> => {
  try {
    await server.listen({ port, host });
  } catch (refusal) {
    complain(`Gatepass cannot listen on ${host}:${String(port)}: ` +
      `${refusal instanceof Error ? refusal.message : 'no words'}. ` +
      'Is it running already? PORT=4700 npm start takes another port.');
    return null;
  }
  return publicUrl ?? `http://${host}:${String(portOf(server.addresses()[0]) ?? port)}`;
};

const portOf = (address: { port: number } | string | undefined): number | null =>
  typeof address === 'object' ? address.port : null;

/** The admin's key, when one was given. */
export const giveBootstrapKey = async (
  database: Database,
  { bootstrapKey }: Pick<Settings, 'bootstrapKey'>,
  at: number,
): Promise<void> => {
  if (bootstrapKey === null) return;
  await database.transaction((tx) => saveKey(tx, {
    id: 'key_bootstrap', hash: hashOf(bootstrapKey.reveal()), name: 'admin', role: 'admin',
    at,
  }));
};

const linkLifetime = 24 * 3_600_000;

export const offerLink = async (
  database: Database,
  address: string,
  { at, isDemo, say }: { at: number; isDemo: boolean; say: Voices['say'] },
): Promise<void> => {
  const token = newSecret();
  await database.transaction((tx) => saveLink(tx, {
    hash: hashOf(token), person: null, expiresAt: at + linkLifetime,
  }));
  // In the demo nobody chooses a password first: there is a day at work to be seen.
  const next = isDemo ? '?next=%2F' : '';
  say(`Sign in, once, within a day: ${address}/sign-in${next}#token=${token}`);
};

/** What a process hears of those who want it to end. */
export type Stopping = {
  /** Settles when somebody asks this process to end. */
  readonly asked: Promise<void>;
  readonly isAsked: () => boolean;
};

/**
 * The first signal asks it to end in good order; a second one, of either kind, ends it at once,
 * as a power cut would: nothing that was acknowledged is lost by that.
 */
export const waitForSignal = (complain: Voices['complain']): Stopping => {
  const asked = Promise.withResolvers<void>();
  let isAsked = false;
  const heed = (): void => {
    if (isAsked) {
      complain(endedAtOnce);
      process.exit(1);
    }
    isAsked = true;
    asked.resolve();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, heed);
  return { asked: asked.promise, isAsked: () => isAsked };
};

const endedAtOnce = 'Gatepass ends at once, because it was told to stop twice. Everything it ' +
  'acknowledged is stored; of a call that was under way the next start finds out what came of it.';

/** The address that others reach this Gatepass at, where one was set. */
export const reachedAt = ({ publicUrl }: Pick<Settings, 'publicUrl'>) =>
  publicUrl === null ? {} : { publicUrl: publicUrl.replace(/\/$/, '') };

/** What the API is told about those who call it. */
export const aboutCallers = (settings: Settings) => ({
  rates: {
    callsPerKey: settings.callsPerMinute, guessesPerAddress: settings.guessesPerMinute,
  },
  trustedProxies: settings.trustedProxies,
  auditKeptDays: settings.auditDays,
});

/** Waits for the signal or for a fault of the loop; answers the exit code. */
export const untilStopped = async (
  { asked }: Stopping,
  loop: Loop,
  complain: Voices['complain'],
): Promise<number> => {
  let code = 0;
  await Promise.race([asked, loop.finished.catch((fault: unknown) => {
    const words = fault instanceof Error ? (fault.stack ?? fault.message) : 'no words';
    complain(`Gatepass stopped: ${discreetText(words)}`);
    code = 1;
  })]);
  return code;
};

/** Where accounts may call us, with a token for each connection, made from the secret key. */
export const hookAddresses = ({ publicUrl }: Settings, { derive }: Sealer): HookAddresses =>
  ({ publicUrl, tokenOf: (connection) => derive(`hook ${connection}`) });

export const lastWords = 'Gatepass has stopped. Everything it acknowledged is stored.';
