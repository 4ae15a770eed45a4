/** `gatepass plan`: what waits for a person's decision; approve it, or refuse it. */
import {
  anyPlanShape, guardItemShape, listOf, type AnyPlanView, type GuardPlanView,
} from '../api/shapes.ts';
import { demand } from './ask.ts';
import { Ending, exitCode, type ExitCode } from './ending.ts';
import { jsonText, type Paper } from './paper.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';

export type PlanCall = {
  /** Null: all that are open; with a verdict, the only one that waits. */
  readonly plan: string | null;
  readonly does: 'show' | 'approve' | 'refuse';
  readonly because: string | null;
  readonly isJson: boolean;
};

export async function plan(
  call: PlanCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const { value } = await demand(
    server, { method: 'GET', path: '/v1/plans' }, listOf(anyPlanShape), surroundings);
  const plans = value.items.filter((one) =>
    (call.plan === null ? isOpen(one) : one.id === call.plan));
  if (call.plan !== null && plans.length === 0) {
    throw new Ending(exitCode.no, [`There is no plan ${call.plan}.`]);
  }
  if (call.does !== 'show') return decide(call, plans, server, surroundings, paper);
  if (call.isJson) surroundings.out(jsonText(plans));
  else if (plans.length === 0) paper.write('No plan waits for a person.');
  else for (const one of plans) await tell(one, server, surroundings, paper);
  return exitCode.done;
}

export const isOpen = (one: AnyPlanView): boolean =>
  ['open', 'drafted', 'adopting', 'running'].includes(one.state);

async function decide(
  { plan: named, does, because, isJson }: PlanCall, plans: readonly AnyPlanView[],
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const stops = plans.filter((one) => one.kind === 'guard' && (named !== null || isOpen(one)));
  const [stop] = stops;
  if (stop === undefined || stops.length > 1 || stop.kind !== 'guard') {
    throw new Ending(exitCode.notUnderstood, stops.length > 1
      ? ['Several wait. Say which: gatepass plan PLAN --approve', ...stops.map((one) => one.id)]
      : ['Nothing that the guard stopped waits. What goes live is decided by gatepass go-live.']);
  }
  if (does === 'refuse' && because === null) {
    throw new Ending(exitCode.notUnderstood, [
      'Say why with --because: it stands on every order that stays as it is.',
    ]);
  }
  // Exactly what was there when this command looked.
  const body = { why: because, through: stop.through };
  const question = { method: 'POST', path: `/v1/plans/${stop.id}/${does}`, body } as const;
  const { value, document } = await demand(server, question, anyPlanShape, surroundings);
  if (isJson) surroundings.out(jsonText(document));
  else paper.write({ text: value.sentence, look: 'strong' });
  return exitCode.done;
}

/** A person reads this much; the API has all. */
const itemsShown = 50;

async function tell(
  one: AnyPlanView, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<void> {
  paper.write({ text: one.sentence, look: 'strong' });
  paper.write({ text: `plan ${one.id}, ${one.state}, since ${one.madeAt}`, indent: 2 });
  if (one.kind === 'guard') await tellItems(one, server, surroundings, paper);
  for (const { at, by, what, why } of one.changes) {
    const because = why === null ? '' : `: ${why}`;
    paper.write({ text: `${at} ${by} ${what}${because}`, indent: 2, hang: 2 });
  }
  paper.write({
    text: one.kind === 'guard'
      ? one.state !== 'open' ? 'Nothing is left to decide.'
        : `gatepass plan ${one.id} --approve lets exactly these go; --refuse --because TEXT ` +
          'leaves them as they are.'
      : `gatepass go-live ${one.warehouse} --status tells more.`,
    indent: 2, hang: 2,
  });
}

async function tellItems(
  { id, counts }: GuardPlanView, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<void> {
  const path = `/v1/plans/${id}/items`;
  const query = { limit: String(itemsShown) };
  const { value } = await demand(
    server, { method: 'GET', path, query }, listOf(guardItemShape), surroundings);
  for (const { does, lines, because, state } of value.items) {
    const of = lines.length === 0 ? '' : ` (${lines.join(', ')})`;
    const so = state === 'withheld' ? '' : ` [${state}]`;
    paper.write({ text: `${does}${of}${so} ${because.join(' ')}`, indent: 4, hang: 6 });
  }
  const all = counts.withheld + counts.approved + counts.refused + counts.lapsed;
  if (all > value.items.length) {
    paper.write({ text: `… and ${String(all - value.items.length)} more.`, indent: 4 });
  }
}
