/** Where somebody stands in the guide: only ever further on. */
import type { Cause } from '../api/causes.ts';

export const guideSteps = ['open', 'read', 'preview', 'apply'] as const;
export type GuideStep = (typeof guideSteps)[number];

type Address = {
  readonly cause?: string | undefined;
  readonly plan?: string | undefined;
  readonly run?: string | undefined;
};

/** What the address shows was done; a step is never taken back. */
export function stepAfter(step: GuideStep, { cause, plan, run }: Address): GuideStep {
  const reached: GuideStep = plan !== undefined || run !== undefined ? 'apply'
    : cause !== undefined ? 'read' : 'open';
  return guideSteps.indexOf(reached) > guideSteps.indexOf(step) ? reached : step;
}

/** The one that a single fix mends, with the most orders; without any such, the first. */
export function biggestOf(causes: readonly Cause[] | undefined): Cause | undefined {
  const mendable = causes?.filter(({ code }) => code === 'service.unmapped')
    .toSorted((one, other) => other.orders - one.orders) ?? [];
  return mendable[0] ?? causes?.[0];
}
