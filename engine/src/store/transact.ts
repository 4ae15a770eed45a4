import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely, KyselyPlugin } from 'kysely';
import type { Tables } from './tables.ts';
import type { Tx } from './database.ts';

/** Says one thing that happened: a constant message with named values. */
export type Log = (message: string, values: object) => void;

/** How long one transaction may stay open. Wire time: it guards the process, not the orders. */
export type Patience = {
  readonly tellAfterMilliseconds: number;
  readonly failAfterMilliseconds: number;
};

export const usualPatience: Patience = {
  tellAfterMilliseconds: 30_000,
  failAfterMilliseconds: 120_000,
};

/** PostgreSQL's codes for "nothing is wrong with it, try once more": serialisation and deadlock. */
const worthRepeating = new Set(['40001', '40P01']);
const mostRepeats = 5;

/** It collided with another's work; the same alone, or a little later, may well go through. */
export const isCollision = (problem: unknown): boolean =>
  worthRepeating.has(codeOf(problem) ?? '');

/** A transaction that was given up because it stayed open for too long. */
export class OverdueTransaction extends Error {}

type Life = { open: boolean };

export type Transactions = {
  run<T>(work: (tx: Tx) => Promise<T>, patience?: Patience): Promise<T>;
  /** Throws when the caller stands inside a transaction that is still open. */
  refuseInside(what: string): void;
  /** Runs something as if it had been started outside any transaction. */
  outside<T>(something: () => T): T;
};

/**
 * The only way to a statement. Work gets one transaction; what it throws rolls everything back.
 *
 * A second transaction asked for by the same work is refused at once: in the embedded size it
 * would wait for ever for the first one to end, in the outside size it would silently be another
 * transaction, and could empty the pool.
 */
export const transactionsOver = (kysely: Kysely<Tables>, log: Log): Transactions => {
  const current = new AsyncLocalStorage<Life>();

  const refuseInside = (what: string): void => {
    if (current.getStore()?.open !== true) return;
    throw new Error(
      `${what} was asked for inside an open transaction, which would wait for itself. ` +
        'Pass the open transaction on as the first argument, or wait until it has ended.',
    );
  };

  const once = <T>(work: (tx: Tx) => Promise<T>, patience: Patience, from: Error): Promise<T> =>
    kysely.transaction().execute(async (tx) => {
      const life: Life = { open: true };
      const watch = watchOver(patience, from, log);
      try {
        const guarded = tx.withPlugin(refuseWhenEnded(life));
        return await Promise.race([current.run(life, () => work(guarded)), watch.overdue]);
      } finally {
        life.open = false;
        watch.stop();
      }
    });

  const run = async <T>(work: (tx: Tx) => Promise<T>, patience = usualPatience): Promise<T> => {
    refuseInside('A transaction');
    const from = new Error('the transaction was asked for here');
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await once(work, patience, from);
      } catch (problem) {
        if (!isCollision(problem) || repeats === mostRepeats) throw problem;
        log('transaction repeated', { code: codeOf(problem), repeats: repeats + 1 });
        // Uneven pauses, or two that collided would collide again.
        await pause(Math.random() * 10 * 2 ** repeats);
      }
    }
  };

  return { run, refuseInside, outside: (something) => current.exit(something) };
};

/** PostgreSQL's five-character code of an error, when it has one. */
export const codeOf = (problem: unknown): string | null =>
  problem instanceof Error && 'code' in problem && typeof problem.code === 'string'
    ? problem.code
    : null;

// A statement sent through a transaction that has ended would otherwise run by itself, outside
// any transaction, or wait on a connection that somebody else now holds.
const refuseWhenEnded = (life: Life): KyselyPlugin => ({
  transformQuery: ({ node }) => {
    if (life.open) return node;
    throw new Error(
      'A statement was sent through a transaction that has already ended; ' +
        'somebody did not wait for it, or kept the transaction for later.',
    );
  },
  transformResult: async ({ result }) => result,
});

const watchOver = (
  patience: Patience,
  from: Error,
  log: Log,
): { overdue: Promise<never>; stop(): void } => {
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  // Work that ends in time leaves this promise alone for ever; one that fails it is raced above.
  const teller = setTimeout(() => {
    log('transaction open for long', {
      milliseconds: patience.tellAfterMilliseconds,
      askedFor: from.stack,
    });
  }, patience.tellAfterMilliseconds);
  const ender = setTimeout(() => {
    const seconds = patience.failAfterMilliseconds / 1000;
    const problem = new OverdueTransaction(
      `A transaction was still open after ${seconds} s and has been rolled back; ` +
        'everything else had to wait for it.',
      { cause: from },
    );
    log('transaction given up', { seconds, askedFor: from.stack });
    reject(problem);
  }, patience.failAfterMilliseconds);
  teller.unref();
  ender.unref();
  return {
    overdue,
    stop: () => {
      clearTimeout(teller);
      clearTimeout(ender);
    },
  };
};
