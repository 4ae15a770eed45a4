/** Renders what the guard has stopped. */
import { explainReason } from '../core/explain/reason.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import {
  countItems, newestItem, type GuardItem, type GuardPlan,
} from '../store/guard-plans.ts';
import type { Tx } from '../store/database.ts';
import { readPlanChanges } from '../store/plans.ts';
import type { GuardItemView, GuardPlanView } from './shapes.ts';

export const viewGuardPlan = async (tx: Tx, plan: GuardPlan): Promise<GuardPlanView> => {
  const { withheld, approved, begun, refused, lapsed } = await countItems(tx, plan.id);
  const changes = await readPlanChanges(tx, plan.id);
  const counts = { withheld, approved: approved + begun, refused, lapsed };
  return {
    id: plan.id, kind: 'guard', state: plan.state,
    sentence: sentenceOf(plan, counts),
    connection: plan.content.connection,
    effect: plan.content.effect === 'void' ? 'voids' : 'withdrawals',
    madeAt: renderInstant(plan.madeAt), madeBy: 'Gatepass', counts,
    through: await newestItem(tx, plan.id),
    changes: changes.map(({ at, ...rest }) => ({ at: renderInstant(instant(at)), ...rest })),
  };
};

const sentenceOf = (
  { state, content: { connection, effect, count } }: GuardPlan,
  counts: GuardPlanView['counts'],
): string => {
  const things = effect === 'void' ? 'labels' : 'orders';
  const done = effect === 'void' ? 'voided' : 'taken out';
  switch (state) {
    case 'open':
      return `After ${String(count)} ${things} ${done} on ${connection} in ten minutes Gatepass ` +
        `stopped: ${String(counts.withheld)} more are not ${done} before a person decides.`;
    case 'approved':
      return `${String(counts.approved)} ${things} were approved to be ${done} on ${connection}` +
        (counts.refused === 0 ? '.' : `, and ${String(counts.refused)} were refused.`);
    case 'refused':
      return `${String(counts.refused)} ${things} on ${connection} stay as they are: that they ` +
        `be ${done} was refused. They wait until warehouse or channel say something else.`;
    case 'lapsed':
      return `Nothing that Gatepass had stopped on ${connection} is wished any more.`;
    default:
      return state satisfies never;
  }
};

export const viewGuardItem = (
  { place, order, state, content }: GuardItem,
  now: number,
): GuardItemView => ({
  place, state, order: { id: order, orderNumber: content.orderNumber },
  does: content.do === 'void-label'
    ? `Void a label of ${content.orderNumber}.` : `Take ${content.orderNumber} out of ShipStation.`,
  lines: [...content.lines],
  because: content.because.map((one) => explainReason(one, { timeZone: 'UTC', now })),
});
