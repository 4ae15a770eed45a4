import type { PGlite } from '@electric-sql/pglite';
import type { Log } from '../transact.ts';

/**
 * PGlite has no checkpointer and no autovacuum. Without the first the log grows until the disk is
 * full and the start after a crash takes ever longer; without the second, tables that change all
 * day grow without end. Both are done here between other transactions, one table at a time,
 * because everything in the process waits meanwhile.
 */
export type UpkeepPlan = {
  readonly everyMilliseconds: number;
  readonly everyTransactions: number;
  /** A whole VACUUM, which also keeps transaction numbers from running out. */
  readonly everythingAfterRounds: number;
};

export const usualUpkeep: UpkeepPlan = {
  everyMilliseconds: 5 * 60_000,
  everyTransactions: 5_000,
  everythingAfterRounds: 288,
};

export type Upkeep = {
  /** To be told of every committed transaction. */
  committed(): void;
  /** Does a round now, or waits for the one under way. */
  round(): Promise<void>;
  stop(): Promise<void>;
};

export const startUpkeep = (
  pglite: PGlite,
  log: Log,
  plan: UpkeepPlan = usualUpkeep,
): Upkeep => {
  let transactions = 0;
  let rounds = 0;
  let stopped = false;
  let underWay: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    transactions = 0;
    rounds += 1;
    const all = rounds % plan.everythingAfterRounds === 0;
    for (const table of await tablesToVacuum(pglite, all)) {
      if (stopped) return;
      await pglite.exec(`vacuum (analyze) ${table}`);
    }
    await pglite.exec('checkpoint');
  };

  const round = (): Promise<void> => {
    underWay ??= work().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  const roundInBackground = (): void => {
    if (stopped) return;
    round().catch((problem: unknown) => {
      // A round that fails is repeated by the next one; the store goes on without it.
      log('upkeep of the embedded store failed', { problem: String(problem) });
    });
  };

  const timer = setInterval(roundInBackground, plan.everyMilliseconds);
  timer.unref();

  return {
    committed: () => {
      transactions += 1;
      if (transactions >= plan.everyTransactions) roundInBackground();
    },
    round,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await underWay?.catch(() => {
        /* said in the log by whoever began it */
      });
    },
  };
};

/**
 * The tables that autovacuum would take, by its usual measure: 50 dead rows and a fifth of the
 * table, or 50 changed rows and a tenth for the planner's statistics.
 */
const tablesToVacuum = async (pglite: PGlite, all: boolean): Promise<string[]> => {
  // Counts are otherwise written down once a second at most, and a busy second would be missed.
  await pglite.exec('select pg_stat_force_next_flush()');
  const found = await pglite.query<{ name: string }>(
    `select format('%I.%I', schemaname, relname) as name
       from pg_stat_user_tables
      where $1
         or n_dead_tup > 50 + 0.2 * n_live_tup
         or n_mod_since_analyze > 50 + 0.1 * n_live_tup
      order by n_dead_tup desc`,
    [all],
  );
  return found.rows.map((row) => row.name);
};
