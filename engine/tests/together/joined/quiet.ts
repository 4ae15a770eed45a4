/**
 * Knows when the program has nothing left to do at this moment: no statement in the store, no
 * request in the API, and nothing that those have set going. Only then may time go on.
 */
import { setImmediate as aTurn } from 'node:timers/promises';

export type Busy = {
  /** Counts as busy while it runs. */
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Resolves when all has come to rest. */
  readonly rest: () => Promise<void>;
};

export const watchBusy = (): Busy => {
  let underWay = 0;
  let begun = 0;
  return {
    async during(work) {
      underWay += 1;
      begun += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
      }
    },
    async rest() {
      for (;;) {
        const before = begun;
        // What follows from an answer without touching the store is done within a turn or two.
        await aTurn();
        await aTurn();
        if (underWay === 0 && begun === before) return;
      }
    },
  };
};
