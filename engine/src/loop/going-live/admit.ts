/** Lets orders through while a step of going live has room, in the transaction that decides. */
import type { Decision } from '../../core/model/decision.ts';
import type { Circumstances, Dossier } from '../../core/model/dossier.ts';
import type { GoingLive } from '../../core/model/going-live.ts';
import type { ConsignmentId } from '../../core/model/ids.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { Tx } from '../../store/database.ts';
import {
  lockPlan, readAdmissions, readPlans, saveAdmission, type Plan,
} from '../../store/plans.ts';
import { allowedIn } from './steps.ts';

/** The circumstances with whoever of this order was let through now; null when nobody was. */
export const admit = async (
  tx: Tx,
  { dossier, decision, circumstances, now }: {
    readonly dossier: Dossier;
    readonly decision: Decision;
    readonly circumstances: Circumstances;
    readonly now: Instant;
  },
): Promise<Circumstances | null> => {
  const waiting = decision.consignments.filter(({ obligations }) => obligations.some((one) =>
    one.kind === 'release' && one.state.because.is === 'next-step'));
  const admitted: ConsignmentId[] = [];
  for (const { consignment } of waiting) {
    const warehouse = dossier.consignments[consignment]?.warehouse;
    const plan = (await readPlans(tx, 200)).find((one) =>
      one.state === 'running' && one.content.warehouse === warehouse &&
      one.content.channels.includes(dossier.channel));
    if (plan !== undefined && (await hasRoom(tx, plan, consignment, now))) {
      admitted.push(consignment);
    }
  }
  return admitted.length === 0 ? null : {
    ...circumstances,
    goingLive: (circumstances.goingLive ?? []).map((one): GoingLive =>
      one.channel === dossier.channel && one.stance === 'steps'
        ? { ...one, admitted: [...one.admitted, ...admitted] } : one),
  };
};

/** Asked first without a lock: most of the time a step is full. */
const hasRoom = async (
  tx: Tx,
  { id }: Plan,
  consignment: ConsignmentId,
  now: Instant,
): Promise<boolean> => {
  const isFull = async (step: number): Promise<boolean> => {
    const so = (await readAdmissions(tx, id)).filter((one) => one.step === step);
    return so.length >= (allowedIn(step) ?? Number.POSITIVE_INFINITY);
  };
  const seen = (await readPlans(tx, 200)).find((one) => one.id === id);
  if (seen === undefined || (await isFull(seen.content.step))) return false;
  const plan = await lockPlan(tx, id);
  if (plan?.state !== 'running' || (await isFull(plan.content.step))) return false;
  await saveAdmission(tx, id, { consignment, step: plan.content.step, at: now });
  return true;
};
