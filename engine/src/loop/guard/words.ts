/** What people have said of an order's wishes that the guard stopped is asked for when it bears. */
import type { Action, Decision } from '../../core/model/decision.ts';
import type { Circumstances, Dossier } from '../../core/model/dossier.ts';
import type { Tx } from '../../store/database.ts';
import { readGuardWords } from '../../store/guard-plans.ts';
import type { Standpoint } from '../decide-and-record.ts';
import { decideSafely } from '../decide-safely.ts';

export type Guarded = Extract<Action, { do: 'withdraw-order' | 'void-label' }>;

export const isGuarded = (action: Action): action is Guarded =>
  action.do === 'withdraw-order' || action.do === 'void-label';

/** Every wish of a kind that the guard counts, whether it may go or is withheld. */
export const guardedWishes = (decision: Decision | null): readonly Guarded[] =>
  (decision?.consignments ?? []).flatMap(({ actions, withheld = [] }) =>
    [...actions, ...withheld.map((one) => one.action)].filter(isGuarded));

export const decideWithWords = async (
  tx: Tx,
  dossier: Dossier,
  { policy, circumstances, now }: Standpoint,
): Promise<{ readonly decision: Decision; readonly circumstances: Circumstances }> => {
  const decision = decideSafely(dossier, policy, circumstances, now);
  if (guardedWishes(decision).length === 0) return { decision, circumstances };
  const guardWords = await readGuardWords(tx, dossier.order);
  if (guardWords.length === 0) return { decision, circumstances };
  const told = { ...circumstances, guardWords };
  return { decision: decideSafely(dossier, policy, told, now), circumstances: told };
};
