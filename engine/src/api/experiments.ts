import { instant, renderInstant } from '../core/model/instant.ts';
import type { AccountKnown } from '../loop/experiments.ts';
import type { ExperimentsView, TraitView } from './shapes.ts';

const time = (at: number | null | undefined): string | null =>
  (at === null || at === undefined ? null : renderInstant(instant(at)));

export const viewTrait = (trait: AccountKnown['traits'][number]): TraitView => ({
  ...trait,
  learntAt: renderInstant(instant(trait.learntAt)),
  consentedAt: renderInstant(instant(trait.consentedAt)),
});

/** Steps with how far they have come, and everything unknown with what was found out of it. */
export const viewExperiments = (
  connection: string,
  { mode, offered, steps, traits }: AccountKnown,
): ExperimentsView => ({
  connection,
  mode,
  steps: offered.steps.map(({ does, ...offer }) => {
    const stored = steps.find((one) => one.step === offer.step);
    const isOver = stored?.state === 'over';
    return {
      ...offer,
      does: [...does],
      state: stored?.state ?? 'not-asked',
      consentedBy: stored?.consentedBy ?? null,
      consentedAt: time(stored?.consentedAt),
      calls: stored?.calls ?? 0,
      goesOnAt: isOver ? null : time(stored?.goOnAt),
      inTheWay: stored?.words ?? null,
      endedAt: time(stored?.endedAt),
      notLearnt: [...(stored?.found?.notLearnt ?? [])],
      sentences: [...(stored?.found?.sentences ?? [])],
    };
  }),
  unknowns: offered.unknowns.map(({ name, meaning, values, assumed, learnt }) => {
    const trait = traits.find((one) => one.name === name);
    return {
      name, meaning, assumed,
      values: [...values],
      value: trait?.value ?? null,
      evidence: trait?.evidence ?? null,
      learntAt: time(trait?.learntAt),
      step: learnt.by === 'step' ? learnt.step : null,
      why: learnt.by === 'people' ? learnt.why : null,
      how: learnt.by === 'people' ? learnt.how : null,
    };
  }),
});
