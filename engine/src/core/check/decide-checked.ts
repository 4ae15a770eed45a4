import { decide } from '../decide/decide.ts';
import type { Rule } from '../decide/draft.ts';
import type { Decision } from '../model/decision.ts';
import type { Circumstances, Dossier } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';
import type { Policy } from '../policy/policy.ts';
import { check } from './check.ts';

/**
 * Decides, and holds the decision against the checker. A decision by which a parcel could go out
 * wrong or twice is a bug of ours: it throws, so that the order is set aside with its facts.
 */
export const decideChecked = (
  dossier: Dossier,
  policy: Policy,
  circumstances: Circumstances,
  now: Instant,
  rules?: readonly Rule[],
): Decision => {
  const decision = decide(dossier, policy, circumstances, now, rules);
  const grave = check(dossier, decision, policy, circumstances, now)
    .find((one) => one.severity === 'grave');
  if (grave !== undefined) throw new Error(`the checker objects (${grave.rule}): ${grave.says}`);
  return decision;
};
