/** The day's agenda of a drawn world: policy, sales, weather, and what people change on the way. */
import type { JoinedRun } from '../run.ts';
import { policyOf, withCalm, withSales, withStore, withStorm } from './begin.ts';
import type { WorldPlan } from './plan.ts';
import type { Struck } from './struck.ts';

export type Errand = { readonly at: number; readonly go: () => Promise<void> | void };

/** What people do in a drawn world, and when; whoever finds nobody there tries again. */
export const agendaOf = (
  run: JoinedRun, plan: WorldPlan, calmAt: number, struck: Struck,
): Errand[] => {
  let policy = plan.policy;
  /** The people who do this try again until somebody answers. */
  const insist = (ask: () => Promise<unknown>) => async (): Promise<void> => {
    try {
      await ask();
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem;
      agenda.unshift({ at: run.clock.now() + 1_000, go: insist(ask) });
    }
  };
  const apply = insist(() =>
    run.ask('PUT', '/v1/policy', { document: policyOf(policy, 'live') }));
  const account = '/v1/connections/shipstation-uk';
  const say = (word: 'pause' | 'resume') => insist(() =>
    run.ask('POST', `${account}/${word}`, { why: 'somebody counts the stock' }));
  const agenda: Errand[] = [
    { at: plan.from, go: apply },
    { at: plan.from, go: () => { run.act((world) => withSales(plan, world)); } },
    ...(plan.policy.enters === 'custom-store'
      ? [{ at: plan.from, go: () => { run.act(withStore); } }] : []),
    // Hooks that were never subscribed could be neither lost nor late.
    {
      at: plan.from + (plan.areHooksOn ? 60_000 : 0),
      go: () => { run.act((world) => withStorm(plan, world)); },
    },
    // Shadow mode is left by a plan only, so that whoever stops for a while pauses.
    ...[...plan.pauses, ...plan.standstills].flatMap((one): Errand[] => [
      { at: plan.from + one.at, go: say('pause') },
      { at: plan.from + one.at + one.for, go: say('resume') },
    ]),
    ...(plan.shortPickChangesAt === null ? [] : [{
      at: plan.from + plan.shortPickChangesAt,
      go() { policy = { ...policy, shortPick: 'hold' }; return apply(); },
    }]),
    {
      at: calmAt,
      go() {
        struck.leave(run.world().shipstation.faults);
        run.act(withCalm);
      },
    },
  ];
  agenda.sort((a, b) => a.at - b.at);
  return agenda;
};
