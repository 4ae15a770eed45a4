/**
 * One order never stalls another: where work on many trips over a fault of ours, it is done once
 * more part by part, until what it trips over stands alone. Here alone it is said which faults
 * may be those of one order.
 */
import type { Tx } from '../store/database.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { apart } from '../store/savepoint.ts';
import { isDatabaseAway } from './database-away.ts';
import type { Log } from './surroundings.ts';

/**
 * Whether a fault may lie in what one order or one record holds. What the store says of itself
 * (away, full, colliding, closed) is not: there the same work is done later.
 */
export const isOfOne = (fault: unknown): boolean =>
  !isDatabaseAway(fault) && !(fault instanceof StoreRefusal);

/** For the log: a stack names the line that tripped. */
export const wordsOf = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : 'an unnamed fault';

/** All at once as usual, or with each part apart from the others, which costs more. */
export type Care = 'usual' | 'parted';

/** Does the work as usual, and where it trips, from its start once more in parts. */
export const withCare = async <Result>(
  { log }: { readonly log: Log },
  what: string,
  work: (care: Care) => Promise<Result>,
): Promise<Result> => {
  try {
    return await work('usual');
  } catch (fault) {
    if (!isOfOne(fault)) throw fault;
    log('work tripped, and is done once more part by part', { what, words: wordsOf(fault) });
    return work('parted');
  }
};

/**
 * Works on all of them inside one transaction; of halves that trip nothing stays, and they are
 * halved again. The one that trips alone is given to `tripped`.
 */
export const inParts = async <Item, Result>(
  tx: Tx,
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  tripped: (item: Item, fault: unknown) => Promise<readonly Result[]>,
): Promise<readonly Result[]> => {
  const [only, another] = items;
  if (only === undefined) return [];
  try {
    return await apart(tx, () => work(items));
  } catch (fault) {
    if (!isOfOne(fault)) throw fault;
    if (another === undefined) return tripped(only, fault);
    const half = Math.ceil(items.length / 2);
    return [
      ...await inParts(tx, items.slice(0, half), work, tripped),
      ...await inParts(tx, items.slice(half), work, tripped),
    ];
  }
};
