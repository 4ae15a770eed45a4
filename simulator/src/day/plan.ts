import type { Moment } from '../machine.ts';
import type { DayDeed } from './day.ts';

/** The deeds of a day that are still to come. */
export type DayPlan = {
  /** In order of time; those before `next` are done. */
  readonly deeds: readonly DayDeed[];
  readonly next: number;
  /** What was due by then is done. */
  readonly doneUntil: Moment;
};

export const emptyPlan: DayPlan = { deeds: [], next: 0, doneUntil: 0 };

export const withDeeds = (plan: DayPlan, deeds: readonly DayDeed[]): DayPlan => ({
  deeds: [...plan.deeds.slice(plan.next), ...deeds].toSorted((a, b) => a.at - b.at),
  next: 0,
  doneUntil: plan.doneUntil,
});

export function dueDeeds(
  plan: DayPlan,
  now: Moment,
): { readonly due: readonly DayDeed[]; readonly plan: DayPlan } {
  let next = plan.next;
  while ((plan.deeds[next]?.at ?? Number.POSITIVE_INFINITY) <= now) next += 1;
  if (next === plan.next) return { due: [], plan };
  return { due: plan.deeds.slice(plan.next, next), plan: { ...plan, next, doneUntil: now } };
}

export const nextDeedAt = (plan: DayPlan): Moment | null => plan.deeds[plan.next]?.at ?? null;
