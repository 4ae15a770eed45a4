/** Plans of every kind as rows of one table. */
import type { BulkPlan, OtherPlan, Run } from '../api/causes.ts';
import type { plansWords } from '../words/plans.ts';

export type PlanRow = {
  readonly id: string;
  readonly kind: keyof typeof plansWords.kinds;
  readonly madeBy: string;
  /** Null while nobody has confirmed it, or where that is not told. */
  readonly confirmedBy: string | null;
  readonly at: string;
  readonly done: number | null;
  readonly all: number;
  readonly state: keyof typeof plansWords.states;
  readonly isOpen: boolean;
  readonly needsSecond: boolean;
  readonly sentence: string;
  /** Where it stands whole, as the address of the exceptions has it. */
  readonly opens: { readonly plan?: string; readonly run?: string; readonly work?: string };
};

type Everything = {
  readonly many: readonly BulkPlan[];
  readonly others: readonly OtherPlan[];
  readonly runs: readonly Run[];
};

/** Open ones first, and of each the newest. */
export const rowsOf = ({ many, others, runs }: Everything): readonly PlanRow[] => [
  ...many.map(rowOfMany), ...others.map(rowOfOther), ...runs.map(rowOfRun),
].toSorted((one, other) =>
  Number(other.isOpen) - Number(one.isOpen) || other.at.localeCompare(one.at));

const rowOfMany = (plan: BulkPlan): PlanRow => ({
  id: plan.id, kind: plan.kind, madeBy: plan.madeBy, confirmedBy: null, at: plan.madeAt,
  done: null, all: plan.counts.planned, state: plan.state, isOpen: true,
  needsSecond: plan.needsSecondPerson, sentence: plan.sentence, opens: { plan: plan.id },
});

const rowOfRun = (run: Run): PlanRow => ({
  id: run.id, kind: run.kind, madeBy: run.confirmedBy, confirmedBy: run.confirmedBy,
  at: run.confirmedAt, done: run.counts.done, all: run.counts.all, state: run.state,
  isOpen: false, needsSecond: false, sentence: run.sentence, opens: { run: run.id },
});

function rowOfOther(plan: OtherPlan): PlanRow {
  const common = {
    id: plan.id, madeBy: plan.madeBy, confirmedBy: approver(plan), at: plan.madeAt,
    state: plan.state, sentence: plan.sentence, opens: { work: 'yes' },
  };
  if (plan.kind === 'guard') {
    const { withheld, approved, refused, lapsed } = plan.counts;
    return {
      ...common, kind: 'guard', done: plan.state === 'open' ? null : approved,
      all: withheld + approved + refused + lapsed, isOpen: plan.state === 'open',
      needsSecond: false,
    };
  }
  const { adopted, ready } = plan.counts;
  return {
    ...common, kind: 'going-live', done: plan.step?.released ?? null, all: adopted + ready,
    isOpen: plan.state === 'drafted', needsSecond: plan.state === 'drafted',
  };
}

const approver = ({ changes }: OtherPlan): string | null =>
  changes.findLast(({ what }) => what === 'approved')?.by ?? null;
