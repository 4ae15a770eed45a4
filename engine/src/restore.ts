/** `gatepass restore FILE`: fills an empty store of either size. No Gatepass may run on it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.ts';
import { restore as restoreStore } from './store/backup.ts';
import { openDatabase } from './store/database.ts';
import { readSecrets } from './store/policies.ts';
import { StoreRefusal } from './store/refusal.ts';
import { openSealer, UnreadableSecret } from './store/sealing.ts';
import type { Voices } from './running.ts';

/** Answers the exit code: 0 restored, 2 a file or store that cannot be used. */
export const restore = async (
  settings: Settings,
  file: string,
  { say, complain }: Voices,
): Promise<number> => {
  const dataFolder = join(settings.data, 'store');
  const where = settings.databaseUrl === null
    ? `the data folder ${settings.data}` : 'the database that DATABASE_URL names';
  try {
    mkdirSync(settings.data, { recursive: true, mode: 0o700 });
    const database = await openDatabase({
      databaseUrl: settings.databaseUrl?.reveal() ?? null, dataFolder, log: () => undefined,
    });
    try {
      const { rows } = await restoreStore(database, file);
      say(`${String(rows)} rows of ${file} are in ${where}.`);
      const sealer = openSealer(
        join(settings.data, 'secret.key'), settings.secretKey?.reveal() ?? null);
      const unread = [...await database.transaction(readSecrets)]
        .filter(([, sealed]) => !canRead(sealer.unseal, sealed)).map(([name]) => name);
      if (unread.length > 0) {
        say(`The key here does not open ${unread.join(', ')}. Put the secret.key of the former ` +
          `data folder into ${settings.data} (or give GATEPASS_SECRET_KEY) before the start, or ` +
          'apply the policy with its secrets after it.');
      }
      say('Start Gatepass on it: it first reads again what ShipStation did since the backup, ' +
        'and then goes on. Never let the former Gatepass run beside it.');
      return 0;
    } finally {
      await database.close();
    }
  } catch (refusal) {
    if (!(refusal instanceof StoreRefusal)) throw refusal;
    complain(refusal.message);
    return 2;
  }
};

const canRead = (unseal: (sealed: string) => string, sealed: string): boolean => {
  try {
    unseal(sealed);
    return true;
  } catch (refusal) {
    if (refusal instanceof UnreadableSecret) return false;
    throw refusal;
  }
};
