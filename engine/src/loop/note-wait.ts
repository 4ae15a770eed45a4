/** What of a spent budget is worth keeping for whoever looks back over the day. */
import { readConnectionState } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { noteLimitReached } from '../store/limits-reached.ts';

/**
 * Under load the limit is used up all the time, for a few seconds each: that is its use. In
 * milliseconds.
 */
export const worthTelling = 10_000;

/** Something is due and must wait so long for room: kept if it is long, and the limit's doing. */
export const noteWait = async (
  tx: Tx,
  connection: string,
  { now, opensIn }: { readonly now: number; readonly opensIn: number },
): Promise<void> => {
  if (opensIn < worthTelling) return;
  if (!(await isClosedByLimit(tx, connection))) return;
  await noteLimitReached(tx, connection, { at: now, until: now + opensIn });
};

/** And not after a call that went wrong otherwise. */
export const isClosedByLimit = async (tx: Tx, connection: string): Promise<boolean> => {
  const { troubleWhy } = await readConnectionState(tx, connection);
  return troubleWhy === null || troubleWhy === 'throttled';
};
