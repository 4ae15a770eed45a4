/** What people do to a plan to go live: make it, approve it, open its next step, abort it. */
import type { Instant } from '../../core/model/instant.ts';
import { warehouseName } from '../../core/model/ids.ts';
import { channelPolicy, warehousePolicy, type Policy } from '../../core/policy/policy.ts';
import { channelName } from '../../core/model/ids.ts';
import type { Tx } from '../../store/database.ts';
import {
  lockPlan, readPlan, readPlans, savePlan, savePlanChange, wakeScope, type Plan, type PlanState,
} from '../../store/plans.ts';
import { readPolicy } from '../../store/policies.ts';
import type { Surroundings } from '../surroundings.ts';
import { isLastStep } from './steps.ts';

export type Changed =
  | { readonly is: 'changed'; readonly plan: Plan }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-plan' };

type Person = { readonly by: string; readonly why: string | null };

export type PlanWanted = {
  readonly warehouse: string;
  /** Null: every channel of the policy. */
  readonly channels: readonly string[] | null;
  readonly line: Instant | null;
  readonly by: string;
};

/** The plan as it would be made, so that what it finds can be looked for. Nothing is written. */
export const draftPlan = async (
  tx: Tx,
  { now, random }: Surroundings,
  wanted: PlanWanted,
): Promise<Changed> => {
  const policy = await readPolicy(tx);
  const channels = [...new Set(wanted.channels ?? Object.keys(policy.channels))].toSorted();
  const objection = await objectionTo(tx, policy, wanted.warehouse, channels);
  if (objection !== null) return { is: 'refused', words: objection };
  const at = now();
  const line = wanted.line ?? at;
  if (line > at) return { is: 'refused', words: 'The start line lies in the future.' };
  const plan: Plan = {
    id: `pln_${random().slice(0, 16)}`, state: 'drafted', madeAt: at, madeBy: wanted.by,
    content: {
      warehouse: wanted.warehouse, channels, line, advance: 'by-hand', step: 0, since: at,
      approvedBy: null,
    },
  };
  return { is: 'changed', plan };
};

/** Makes a plan that was drafted, unless something has come in between. */
export const makePlan = async (tx: Tx, plan: Plan): Promise<Changed> => {
  const { content: { warehouse, channels }, madeAt: at, madeBy: by } = plan;
  const objection = await objectionTo(tx, await readPolicy(tx), warehouse, channels);
  if (objection !== null) return { is: 'refused', words: objection };
  await savePlan(tx, plan, at);
  await savePlanChange(tx, plan.id, { at, by, what: 'made', why: null });
  return { is: 'changed', plan };
};

const objectionTo = async (
  tx: Tx,
  policy: Policy,
  warehouse: string,
  channels: readonly string[],
): Promise<string | null> => {
  if (warehousePolicy(policy, warehouseName(warehouse)) === null) {
    return `The policy knows no warehouse called ${warehouse}.`;
  }
  const unknown = channels.find((one) => channelPolicy(policy, channelName(one)) === null);
  if (unknown !== undefined) return `The policy knows no channel called ${unknown}.`;
  if (channels.length === 0) return 'The policy has no channels yet.';
  const underWay = (await readPlans(tx, 200)).find((one) =>
    one.content.warehouse === warehouse &&
    one.content.channels.some((channel) => channels.includes(channel)) &&
    ['drafted', 'adopting', 'running', 'done'].includes(one.state));
  if (underWay === undefined) return null;
  return underWay.state === 'done'
    ? `${warehouse} is live already, by plan ${underWay.id}.`
    : `Plan ${underWay.id} for ${warehouse} is under way; abort it first.`;
};

export const approvePlan = (
  tx: Tx,
  id: string,
  { by, why, advance }: Person & { readonly advance: 'by-hand' | 'when-closed' },
  at: Instant,
): Promise<Changed> => change(tx, id, { by, why, what: 'approved', at }, (plan) => {
  if (plan.state !== 'drafted') return `The plan is ${plan.state}, and cannot be approved.`;
  if (by === plan.madeBy && why === null) {
    return 'A second person approves it; or say why the one who made it does.';
  }
  return {
    ...plan, state: 'adopting',
    content: { ...plan.content, advance, since: at, approvedBy: by },
  };
});

export const openNextStep = (
  tx: Tx,
  id: string,
  person: Person,
  at: Instant,
): Promise<Changed> =>
  change(tx, id, { ...person, what: 'opened the next step', at }, (plan) =>
    plan.state === 'running' ? stepOn(plan, at)
      : `The plan is ${plan.state}: there is no next step to open.`);

/** The last step lets everything through, and with it the plan is done. */
export const stepOn = (plan: Plan, at: Instant): Plan => {
  const step = plan.content.step + 1;
  return {
    ...plan, state: isLastStep(step) ? 'done' : 'running',
    content: { ...plan.content, step, since: at },
  };
};

/** Back to shadow mode; what stands in ShipStation stays there. */
export const abortPlan = (
  tx: Tx,
  id: string,
  person: Person,
  at: Instant,
): Promise<Changed> => change(tx, id, { ...person, what: 'aborted', at }, (plan) => {
  const states: Readonly<Partial<Record<PlanState, PlanState>>> = {
    drafted: 'dropped', adopting: 'aborted', running: 'aborted', done: 'aborted',
  };
  const state = states[plan.state];
  return state === undefined ? `The plan is ${plan.state} already.`
    : { ...plan, state, content: { ...plan.content, since: at } };
});

/** Orders first, then the plan: whoever decides locks in the same order. */
const change = async (
  tx: Tx,
  id: string,
  { by, why, what, at }: Person & { readonly what: string; readonly at: Instant },
  next: (plan: Plan) => Plan | string,
): Promise<Changed> => {
  const known = await readPlan(tx, id);
  if (known === null) return { is: 'no-such-plan' };
  // What is refused as things stand wakes nobody.
  const objection = next(known);
  if (typeof objection === 'string') return { is: 'refused', words: objection };
  await wakeScope(tx, known.content, at);
  const plan = await lockPlan(tx, id);
  if (plan === null) return { is: 'no-such-plan' };
  const changed = next(plan);
  if (typeof changed === 'string') return { is: 'refused', words: changed };
  await savePlan(tx, changed, at);
  await savePlanChange(tx, id, { at, by, what, why });
  return { is: 'changed', plan: changed };
};
