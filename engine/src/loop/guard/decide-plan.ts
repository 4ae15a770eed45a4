/** A person decides on what the guard has stopped: exactly what was seen goes, or stays. */
import type { Instant } from '../../core/model/instant.ts';
import type { Tx } from '../../store/database.ts';
import { wake } from '../../store/dossiers.ts';
import {
  closeGuardPlan, countWithheld, decideItems, lockGuardPlan, newestItem, ordersWithheld,
  readGuardPlan, type GuardPlan,
} from '../../store/guard-plans.ts';
import { savePlanChange } from '../../store/plans.ts';

export type GuardDecided =
  | { readonly is: 'changed'; readonly plan: GuardPlan }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-plan' };

export type GuardVerdict = {
  readonly is: 'approved' | 'refused';
  readonly by: string;
  readonly why: string | null;
  /** The newest item that the person has seen; null for all there are now. */
  readonly through: number | null;
};

/** Orders first, then the plan: whoever decides on an order locks in the same order. */
export const decideGuardPlan = async (
  tx: Tx,
  id: string,
  verdict: GuardVerdict,
  at: Instant,
): Promise<GuardDecided> => {
  if ((await readGuardPlan(tx, id)) === null) return { is: 'no-such-plan' };
  // What comes in between here and the lock waits on: nobody has seen it.
  const through = verdict.through ?? (await newestItem(tx, id));
  await wake(tx, await ordersWithheld(tx, id, through), at);
  const plan = await lockGuardPlan(tx, id);
  if (plan === null) return { is: 'no-such-plan' };
  if (plan.state !== 'open') return { is: 'refused', words: overWords(plan) };
  const { is, by, why } = verdict;
  const count = await decideItems(tx, id, { is, through, by, why });
  if (count === 0) {
    return { is: 'refused', words: 'Nothing of what you saw waits any more. Look at it again.' };
  }
  const left = await countWithheld(tx, id);
  const what = `${is} ${String(count)}${left === 0 ? '' : ` of ${String(count + left)}`}`;
  await savePlanChange(tx, id, { at, by, what, why });
  // What came in after the person looked waits on in the same plan, and still stops the rest.
  if (left > 0) return { is: 'changed', plan };
  await closeGuardPlan(tx, id, is, at);
  return { is: 'changed', plan: { ...plan, state: is } };
};

const overWords = ({ state }: GuardPlan): string => {
  switch (state) {
    case 'approved':
      return 'It was approved already: what it held is on its way or done.';
    case 'refused':
      return 'It was refused already: what it held stays as it is.';
    case 'lapsed':
      return 'Nothing of it is wished any more: it closed by itself.';
    case 'open':
      return 'It is open.';
    default:
      return state satisfies never;
  }
};
