/** Carries plans and jobs on, slice by slice, wherever the last process left them. */
import { listBulkPlans } from '../../store/bulk-plans.ts';
import type { Database, Tx } from '../../store/database.ts';
import type { Standing } from '../record.ts';
import { carryOutSlice, planSlice } from './plan.ts';

export type BulkGround = {
  readonly database: Database;
  readonly random: () => string;
  /** From where a decision would be made now. */
  readonly standing: (tx: Tx) => Promise<Standing>;
};

/** So many are looked at in one turn; the others come in the next. */
const plansPerTurn = 10;

/** Answers whether there is more to do at once. */
export const carryOnBulk = async ({ database, random, standing }: BulkGround): Promise<boolean> => {
  const open = await database.transaction((tx) =>
    listBulkPlans(tx, ['planning', 'running'], plansPerTurn));
  let isBusy = false;
  for (const { id, state } of open) {
    const slice = state === 'planning' ? planSlice : carryOutSlice;
    const isMore = await database.transaction(async (tx) =>
      slice(tx, id, await standing(tx), random));
    isBusy = isBusy || isMore;
  }
  return isBusy;
};

/** As far as a person waits for it: what is more is planned beside the loop. */
export const planSoon = async (
  { database, random, standing }: BulkGround,
  id: string,
  slices: number,
): Promise<void> => {
  for (let done = 0; done < slices; done += 1) {
    const isMore = await database.transaction(async (tx) =>
      planSlice(tx, id, await standing(tx), random));
    if (!isMore) return;
  }
};
