/**
 * Where several machines share a store they also share its clock: leases, budgets and settling
 * times are written by one machine and read by another, whose own clock may be some seconds off.
 * Each asks the store now and then how far its own clock is behind, and adds that from there on.
 */
import type { Database } from '../store/database.ts';
import type { After } from './bell.ts';
import type { Log } from './surroundings.ts';

/** How often the clocks are compared, in milliseconds. */
const everyMilliseconds = 5_000;

/** An answer that took longer says too little of the moment in which it was given. */
const mostTrusted = 1_000;

/** A machine that is further off is told so: its logs, and its people, go by its own clock. */
const worthTelling = 2_000;

export type SharedTime = {
  /** How far the store's clock is ahead of this machine's, in milliseconds. */
  readonly ahead: () => number;
};

/** Compares once before it answers, and then for as long as the process lives. */
export const shareTime = async (
  { database, own, after, log }: {
    readonly database: Pick<Database, 'readClock'>;
    readonly own: () => number;
    readonly after: After;
    readonly log: Log;
  },
): Promise<SharedTime> => {
  let ahead = 0;
  let isFirst = true;

  /** False where there is nothing to compare with: one process has one clock. */
  const compare = async (): Promise<boolean> => {
    const asked = own();
    const theirs = await database.readClock();
    if (theirs === null) return false;
    const took = own() - asked;
    if (!isFirst && (took < 0 || took > mostTrusted)) return true;
    const found = Math.round(theirs - (asked + took / 2));
    if (Math.abs(found - ahead) > worthTelling) {
      log('the clock of this machine is not that of the store', { milliseconds: -found });
    }
    ahead = found;
    isFirst = false;
    return true;
  };
  const again = (): void => {
    after(everyMilliseconds, () => {
      // A store that is away just now is asked again; until then its clock went on as ours did.
      compare().catch(() => undefined).finally(again);
    });
  };
  if (await compare()) again();
  return { ahead: () => ahead };
};
