/** Decides on a slice of the orders that are due. What trips over one of them sets it aside. */
import { earliestDue, claimDue } from '../store/dossiers.ts';
import { decideAndRecordAll } from './decide-and-record.ts';
import { inParts, withCare } from './part.ts';
import { setAside } from './set-aside.ts';
import { readStandpoint } from './standpoint.ts';
import type { Surroundings } from './surroundings.ts';

/** How many orders one transaction decides on: long work in slices. */
const ordersPerSlice = 20;

/** Answers how many were due, and where none was, when the next one is. */
export const decideDue = (
  { database, now, log }: Pick<Surroundings, 'database' | 'now' | 'log'>,
): Promise<{ readonly count: number; readonly next: number | null }> =>
  withCare({ log }, 'deciding on orders', (care) => database.transaction(async (tx) => {
    const due = await claimDue(tx, now(), ordersPerSlice);
    if (due.length === 0) return { count: 0, next: await earliestDue(tx) };
    // A fault in here is none of an order's.
    const standpoint = await readStandpoint(tx, now());
    const decide = (some: typeof due) => decideAndRecordAll(
      tx, some.map(({ dueAt, ...stored }) => ({ stored, heard: stored.dossier, dueAt })),
      standpoint);
    if (care === 'usual') {
      await decide(due);
    } else {
      await inParts(tx, due, decide, async ({ order }, fault) => {
        await setAside(tx, order, fault, { ...standpoint, log });
        return [];
      });
    }
    return { count: due.length, next: null };
  }));
