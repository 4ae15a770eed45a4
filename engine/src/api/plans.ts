import { instant, renderInstant } from '../core/model/instant.ts';
import { hasClosed } from '../loop/going-live/carry-on.ts';
import { findMatches, type Findings } from '../loop/going-live/findings.ts';
import { allowedIn } from '../loop/going-live/steps.ts';
import { decisionsAdmitted, readPlanChanges, type Plan } from '../store/plans.ts';
import type { Tx } from '../store/database.ts';
import type { ApiContext } from './context.ts';
import type { PlanView } from './shapes.ts';

/** A person looks through this many; the counts are of all. */
const shownAtMost = 200;

/** A plan with what it finds now. */
export const viewPlan = async (
  { surroundings: { database } }: ApiContext,
  plan: Plan,
): Promise<PlanView> => {
  const findings = await findMatches(database, plan);
  return database.transaction((tx) => viewPlanIn(tx, plan, findings));
};

/** With what it was seen to find: finding it takes many slices, and no transaction so long. */
export const viewPlanIn = async (
  tx: Tx,
  plan: Plan,
  findings: Findings,
): Promise<PlanView> => {
  const changes = await readPlanChanges(tx, plan.id);
  const decisions = await decisionsAdmitted(tx, plan.id, plan.content.step);
  const { warehouse, channels, line, advance, step, since } = plan.content;
  const closed = decisions.filter(hasClosed).length;
  return {
    id: plan.id,
    kind: 'going-live',
    state: plan.state,
    sentence: sentenceOf(plan, findings, { released: decisions.length, closed }),
    warehouse,
    channels: [...channels],
    startLine: renderInstant(line),
    madeAt: renderInstant(plan.madeAt),
    madeBy: plan.madeBy,
    advance,
    step: step === 0 ? null : {
      number: step, allowed: allowedIn(step), released: decisions.length, closed,
      since: renderInstant(since),
    },
    counts: {
      adopted: findings.equal.length, inDoubt: findings.inDoubt.length, ready: findings.ready,
      history: findings.history,
    },
    seenThrough: findings.seenThrough === null
      ? null : renderInstant(instant(findings.seenThrough)),
    adopts: findings.equal.slice(0, shownAtMost).map(({ matched: { match, order } }) => ({
      orderNumber: order.order.number, evidence: match.is === 'equal' ? match.evidence : match.why,
    })),
    inDoubt: findings.inDoubt.slice(0, shownAtMost)
      .map(({ number, why }) => ({ orderNumber: number, why })),
    changes: changes.map(({ at, ...rest }) => ({ at: renderInstant(instant(at)), ...rest })),
  };
};

const sentenceOf = (
  { state, content: { warehouse, step } }: Plan,
  { equal, inDoubt, ready }: Findings,
  { released, closed }: { readonly released: number; readonly closed: number },
): string => {
  const doubt = inDoubt.length === 0 ? ''
    : ` ${orders(inDoubt.length)} there cannot be matched for sure and need a person.`;
  switch (state) {
    case 'drafted':
      return `Shadow mode: ${warehouse} would adopt ${orders(equal.length)} and then release ` +
        `${String(ready)}.${doubt} Nothing changes before a second person approves.`;
    case 'adopting':
      return `${warehouse} is adopting ${orders(equal.length)}. Nothing is released yet.`;
    case 'running':
      return `${warehouse} goes live in steps: step ${String(step)} lets ` +
        `${String(allowedIn(step) ?? 'all')} through, ${String(released)} were released and ` +
        `${String(closed)} closed their loop. ${String(ready)} wait.${doubt}`;
    case 'done':
      return `${warehouse} is live.${doubt}`;
    case 'aborted':
      return `${warehouse} is back in shadow mode. What stands in ShipStation stays there.`;
    case 'dropped':
      return `The plan for ${warehouse} was dropped before anybody approved it.`;
    default:
      return state satisfies never;
  }
};

const orders = (count: number): string => `${String(count)} ${count === 1 ? 'order' : 'orders'}`;
