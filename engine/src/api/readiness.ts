/** Whether a process can do its work, and in words what it still waits for. */
import { isDatabaseAway } from '../loop/database-away.ts';
import { readHazards } from '../store/hazards.ts';
import { readLease } from '../store/leases.ts';
import { waitingMigrations } from '../store/migrate.ts';
import { readPolicy } from '../store/policies.ts';
import type { Tx } from '../store/database.ts';
import { isCatchingUp } from '../store/restored.ts';
import { isRenewed } from './lease-view.ts';
import type { ApiContext } from './context.ts';

export type NotReady = {
  /** What keeps this process from answering requests at all. */
  readonly requests: readonly string[];
  /** What keeps orders from moving, though what is sent here is taken in and kept. */
  readonly work: readonly string[];
  /** What stops nothing and is worth knowing. */
  readonly watch: readonly string[];
};

export const readNotReady = async (context: ApiContext): Promise<NotReady> => {
  const { surroundings: { database }, isEnding } = context;
  const requests = isEnding?.() === true
    ? ['This process was told to stop: it begins nothing new, and ends when its call under way ' +
      'has come home.'] : [];
  try {
    await database.check();
    return await database.transaction(async (tx) => {
      const waiting = await waitingMigrations(tx);
      const watch = await readHazards(tx, database);
      if (waiting.length === 0) return { requests, work: await holdUps(tx, context), watch };
      const migrations = waiting.length === 1 ? 'the migration' : 'the migrations';
      return {
        requests: [...requests, `The store waits for ${migrations} ${waiting.join(', ')}: ` +
          'it was put back to an older version under a running Gatepass. ' +
          'Start this process again, and it brings the store forward.'],
        work: [],
        watch,
      };
    });
  } catch (cause) {
    const words = cause instanceof Error && !isDatabaseAway(cause)
      ? cause.message : 'The store does not answer.';
    return { requests: [...requests, words], work: [], watch: [] };
  }
};

const holdUps = async (
  tx: Tx,
  { surroundings: { connectors, wireNow } }: ApiContext,
): Promise<readonly string[]> => {
  const sentences: string[] = [];
  let held = 0;
  const connections = Object.entries((await readPolicy(tx)).connections);
  for (const [name, { connector }] of connections) {
    const lease = await readLease(tx, name);
    if (lease !== null && isRenewed(lease.renewedAt, wireNow())) held += 1;
    const feeds = connectors[connector]?.manifest.feeds.map((one) => one.feed) ?? [];
    if (await isCatchingUp(tx, name, feeds)) {
      sentences.push(`The store was restored from a backup, and ${name} has not yet been read ` +
        'again from there to now: nothing is written to it until it has.');
    }
  }
  if (connections.length > 0 && held === 0) {
    sentences.push('No connection is held by a running worker: what is sent here is kept, and ' +
      'nothing goes out. Right after a start or a change of hands this lasts some seconds; ' +
      'longer, start gatepass worker or gatepass up, or read its log.');
  }
  return sentences;
};
