import {
  draftPlan, makePlan, type Changed, type PlanWanted,
} from '../src/loop/going-live/change.ts';
import type { Stage } from './stage.ts';

/** Drafted and made in one go, as nothing comes in between in a test. */
export const makeAtOnce = ({ database, surroundings }: Stage, wanted: PlanWanted) =>
  database.transaction(async (tx): Promise<Changed> => {
    const drafted = await draftPlan(tx, surroundings, wanted);
    return drafted.is === 'changed' ? makePlan(tx, drafted.plan) : drafted;
  });
