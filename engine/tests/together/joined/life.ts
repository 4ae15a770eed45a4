/**
 * One life of the program over a store that outlives it. It can die at any point at which it
 * touches the world (a statement, a commit, a call, an answer, a timer), as `kill -9` would have
 * it: what was not committed is gone, what was sent is sent, and nobody is told anything.
 */
import type { KyselyPlugin } from 'kysely';
import type { Wire } from '../../../src/contract/wire.ts';
import type { Database } from '../../../src/store/database.ts';
import type { TurnedClock } from './clock.ts';
import type { Busy } from './quiet.ts';

/** Where a life can end, or stand still. */
export type PointName =
  | 'statement' | 'before commit' | 'after commit' | 'before the call' | 'after the answer'
  | 'timer';

export type Life = {
  readonly database: Database;
  readonly wire: Wire;
  readonly after: TurnedClock['after'];
  readonly isDead: () => boolean;
  readonly kill: () => void;
  readonly isFrozen: () => boolean;
  /** Freezes the program where it stands; answers what lets it go on. */
  readonly freeze: () => () => void;
  /** Rejects when it dies, for whoever waits for an answer from outside. */
  readonly death: Promise<never>;
};

export type LifeOptions = {
  readonly database: Database;
  readonly wire: Wire;
  readonly clock: TurnedClock;
  readonly busy: Busy;
  /** Is asked at every point; true ends the life there. */
  readonly endsAt: (point: PointName) => boolean;
};

class Death extends Error {}

/** A dead program never hears of anything again. */
const neverAgain = new Promise<never>(() => undefined);

export const beginLife = (options: LifeOptions): Life => {
  const { database, wire, clock, busy, endsAt } = options;
  const dying = Promise.withResolvers<never>();
  // Nobody may be waiting when it dies.
  dying.promise.catch(() => undefined);
  let isDead = false;
  let thawed: Promise<void> | null = null;

  const kill = (): void => {
    isDead = true;
    dying.reject(new Death('the program was killed'));
  };

  /** Passing a point: it may be the last one. */
  const pass = (point: PointName): boolean => {
    if (!isDead && endsAt(point)) kill();
    return !isDead;
  };
  /** Nothing goes on in a frozen program; the world does. */
  const stand = async (): Promise<void> => {
    if (thawed !== null) await thawed;
  };

  const mortal: KyselyPlugin = {
    transformQuery({ node }) {
      if (!pass('statement')) throw new Death('killed at a statement');
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };

  const transaction: Database['transaction'] = async (work, patience) => {
    await stand();
    if (isDead) return neverAgain;
    const result = await busy.during(async () => {
      try {
        const done = await database.transaction(async (tx) => {
          const inside = await work(tx.withPlugin(mortal));
          if (!pass('before commit')) throw new Death('killed before the commit');
          return inside;
        }, patience);
        return { done };
      } catch (problem) {
        // The store rolled back, as it does for a process that is gone.
        if (isDead) return null;
        throw problem;
      }
    });
    if (result === null || !pass('after commit')) return neverAgain;
    await stand();
    return isDead ? neverAgain : result.done;
  };

  return {
    kill,
    isDead: () => isDead,
    isFrozen: () => thawed !== null,
    death: dying.promise,
    freeze() {
      const frost = Promise.withResolvers<void>();
      thawed = frost.promise;
      return () => {
        thawed = null;
        frost.resolve();
      };
    },
    after: (milliseconds, go) => clock.after(milliseconds, () => {
      if (!pass('timer')) return;
      if (thawed === null) go();
      else void thawed.then(() => { if (!isDead) go(); });
    }),
    wire: {
      async request(request) {
        await stand();
        if (!pass('before the call')) return neverAgain;
        const answer = await wire.request(request);
        if (!pass('after the answer')) return neverAgain;
        await stand();
        return isDead ? neverAgain : answer;
      },
    },
    database: {
      ...database,
      transaction,
      listen: (channel, heard) =>
        database.listen(channel, (payload) => { if (!isDead) heard(payload); }),
      // The store outlives the program.
      close: () => Promise.resolve(),
    },
  };
};
