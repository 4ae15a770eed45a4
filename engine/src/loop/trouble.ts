/** What the loop does when a step of it cannot be done now. */
import { isDatabaseAway } from './database-away.ts';
import { isOfOne, wordsOf } from './part.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * A database that is away for a while is waited for; any other fault is a bug of the loop and
 * stops the process, because a loop that limps on tells nobody.
 */
export const throughTrouble = async <Result>(
  { log, after }: Pick<Surroundings, 'log' | 'after'>,
  step: () => Promise<Result>,
): Promise<Result | null> => {
  try {
    return await step();
  } catch (fault) {
    if (!isDatabaseAway(fault)) throw fault;
    log('the database is away', { words: fault instanceof Error ? fault.message : 'no words' });
    await new Promise<void>((resolve) => { after(1_000, resolve); });
    return null;
  }
};

/** After its first trip work rests so long, then twice as long each time, in wire time. */
const firstRest = 1_000;
const longestRestAfterTrips = 600_000;

/**
 * For work beside the loop that no order waits for at once: where it trips, it alone rests, longer
 * each time, and all else goes on. Answers null where it rests or has tripped.
 */
export const patience = (
  surroundings: Pick<Surroundings, 'log' | 'after' | 'wireNow'>,
  what: string,
): (<Result>(step: () => Promise<Result>) => Promise<Result | null>) => {
  let trips = 0;
  let restsUntil = -Infinity;
  return async (step) => {
    if (surroundings.wireNow() < restsUntil) return null;
    try {
      const result = await throughTrouble(surroundings, step);
      trips = 0;
      return result;
    } catch (fault) {
      if (!isOfOne(fault)) throw fault;
      const rest = Math.min(longestRestAfterTrips, firstRest * 2 ** Math.min(trips, 20));
      trips += 1;
      restsUntil = surroundings.wireNow() + rest;
      surroundings.log('work tripped, and is tried again later', {
        what, trips, restMilliseconds: rest, words: wordsOf(fault),
      });
      return null;
    }
  };
};
