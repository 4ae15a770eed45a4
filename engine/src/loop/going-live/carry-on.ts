/**
 * Carries plans to go live on, level-triggered: what is still to be adopted is adopted slice by
 * slice, wherever the last process died; then the first step opens, and the next ones where a
 * person stated that they open by themselves.
 */
import type { Decision } from '../../core/model/decision.ts';
import type { Sighting } from '../../core/model/sighting.ts';
import { lockDossier, wake } from '../../store/dossiers.ts';
import {
  decisionsAdmitted, lockPlan, readPlans, savePlan, savePlanChange, wakeScope, type Plan,
} from '../../store/plans.ts';
import { matchesIn } from '../../core/facts/match-order.ts';
import { take } from '../hear.ts';
import type { Surroundings } from '../surroundings.ts';
import { stepOn } from './change.ts';
import { findMatches } from './findings.ts';
import { allowedIn } from './steps.ts';

/** Answers whether anything was done. */
export const carryOnPlans = async (surroundings: Surroundings): Promise<boolean> => {
  const plans = await surroundings.database.transaction((tx) => readPlans(tx, 200));
  let isBusy = false;
  for (const plan of plans) {
    if (plan.state === 'adopting') {
      await adoptAll(surroundings, plan);
      isBusy = true;
    }
    if (plan.state === 'running' && plan.content.advance === 'when-closed') {
      isBusy = (await openWhenClosed(surroundings, plan)) || isBusy;
    }
  }
  return isBusy;
};

/** Each order in a transaction of its own: whoever dies half way has adopted the first half. */
const adoptAll = async (surroundings: Surroundings, plan: Plan): Promise<void> => {
  const { database, now } = surroundings;
  const { equal } = await findMatches(database, plan);
  for (const { dossier: { order } } of equal) {
    await database.transaction(async (tx) => {
      const stored = await lockDossier(tx, order);
      const current = await lockPlan(tx, plan.id);
      if (stored === null || current?.state !== 'adopting') return;
      const at = now();
      const by = plan.content.approvedBy ?? plan.madeBy;
      const adopted = matchesIn(stored.dossier, plan.content.warehouse, plan.content.line)
        .flatMap((one): readonly Sighting[] => {
          const { match } = one;
          return match.is !== 'equal' ? [] : one.consignments.map((consignment) => ({
            kind: 'adopted', consignment, order: one.order.order.id,
            adoption: { at, by, evidence: match.evidence },
          }));
        });
      await take(tx, stored.dossier, adopted, at);
      await wake(tx, [order], at);
    });
  }
  await moveOn(surroundings, plan, 'adopted what was open, and opened the first step');
};

const openWhenClosed = async (surroundings: Surroundings, plan: Plan): Promise<boolean> => {
  const { step } = plan.content;
  const decisions = await surroundings.database.transaction((tx) =>
    decisionsAdmitted(tx, plan.id, step));
  const isFull = decisions.length >= (allowedIn(step) ?? Number.POSITIVE_INFINITY);
  if (!isFull || !decisions.every(hasClosed)) return false;
  await moveOn(surroundings, plan, 'the step closed without an exception; opened the next one');
  return true;
};

/** Both were told, and nothing is wrong; whether the van has come is not waited for. */
export const hasClosed = (decision: Decision | null): boolean =>
  decision !== null && decision.exceptions.length === 0 &&
  decision.consignments.every(({ obligations }) => obligations.every(({ kind, state }) =>
    kind === 'leave' || state.is === 'met' || state.is === 'not-owed'));

/** Unless a person was quicker. */
const moveOn = (
  { database, now }: Surroundings,
  plan: Plan,
  what: string,
): Promise<void> =>
  database.transaction(async (tx) => {
    const at = now();
    await wakeScope(tx, plan.content, at);
    const current = await lockPlan(tx, plan.id);
    if (current?.state !== plan.state || current.content.step !== plan.content.step) return;
    const running: Plan = { ...current, state: 'running' };
    await savePlan(tx, stepOn(running, at), at);
    await savePlanChange(tx, plan.id, { at, by: 'Gatepass', what, why: null });
  });
