/** Where somebody stands in the guide: only ever further on. */
import type { Cause } from '../api/causes.ts';

export const guideSteps = ['open', 'read', 'preview', 'apply'] as const;
export type GuideStep = (typeof guideSteps)[number];

/** Behind the last step the orders go, and then it is over, wherever somebody looks meanwhile. */
export const guideStates = [...guideSteps, 'going', 'over'] as const;
export type GuideState = (typeof guideStates)[number];

type Address = {
  readonly cause?: string | undefined;
  readonly plan?: string | undefined;
  readonly run?: string | undefined;
};

/** What the address shows was done; a step is never taken back. */
export function stateAfter(state: GuideState, { cause, plan, run }: Address): GuideState {
  const reached: GuideState = run !== undefined ? 'going'
    : plan !== undefined ? 'apply' : cause !== undefined ? 'read' : 'open';
  return guideStates.indexOf(reached) > guideStates.indexOf(state) ? reached : state;
}

export const stepOf = (state: GuideState): GuideStep =>
  guideSteps.find((step) => step === state) ?? 'apply';

/** The one that a single fix mends, with the most orders; without any such, the first. */
export function biggestOf(causes: readonly Cause[] | undefined): Cause | undefined {
  const mendable = causes?.filter(({ code }) => code === 'service.unmapped')
    .toSorted((one, other) => other.orders - one.orders) ?? [];
  return mendable[0] ?? causes?.[0];
}
