/** `gatepass go-live`: make the plan, look at it, approve it, open its next step, abort it. */
import { listOf, planShape, type PlanView } from '../api/shapes.ts';
import { demand } from './ask.ts';
import { Ending, exitCode, type ExitCode } from './ending.ts';
import { jsonText, type Paper } from './paper.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';

export type GoLiveCall = {
  readonly warehouse: string | null;
  readonly channels: readonly string[];
  readonly startLine: string | null;
  readonly does: 'make' | 'status' | 'approve' | 'next' | 'abort';
  readonly because: string | null;
  readonly isWhenClosed: boolean;
  readonly isJson: boolean;
};

export async function goLive(
  call: GoLiveCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  if (call.does === 'status') return status(call, server, surroundings, paper);
  const plan = await change(call, server, surroundings);
  if (call.isJson) surroundings.out(jsonText(plan));
  else tell(plan, paper);
  return exitCode.done;
}

async function status(
  { warehouse, isJson }: GoLiveCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const plans = (await plansOf(server, surroundings))
    .filter((one) => warehouse === null || one.warehouse === warehouse);
  if (isJson) surroundings.out(jsonText(plans));
  else if (plans.length === 0) paper.write('Nothing goes live by a plan.');
  else for (const plan of plans) tell(plan, paper);
  return exitCode.done;
}

async function plansOf(server: Server, surroundings: Surroundings): Promise<readonly PlanView[]> {
  const { value } = await demand(
    server, { method: 'GET', path: '/v1/plans', query: { kind: 'going-live' } },
    listOf(planShape), surroundings);
  return value.items;
}

async function change(
  call: GoLiveCall, server: Server, surroundings: Surroundings,
): Promise<PlanView> {
  const { warehouse, channels, startLine, does, because, isWhenClosed } = call;
  if (warehouse === null) {
    throw new Ending(exitCode.notUnderstood, ['Which warehouse? gatepass go-live WAREHOUSE']);
  }
  const post = async (path: string, body: unknown): Promise<PlanView> =>
    (await demand(server, { method: 'POST', path, body }, planShape, surroundings)).value;
  if (does === 'make') {
    return post('/v1/plans', {
      kind: 'going-live', warehouse, startLine, channels: channels.length === 0 ? null : channels,
    });
  }
  const current = (await plansOf(server, surroundings)).find((one) =>
    one.warehouse === warehouse && !['aborted', 'dropped'].includes(one.state));
  if (current === undefined) {
    throw new Ending(exitCode.no, [
      `${warehouse} has no plan under way.`, `gatepass go-live ${warehouse} makes one.`,
    ]);
  }
  const path = `/v1/plans/${current.id}`;
  switch (does) {
    case 'approve':
      return post(`${path}/approve`, {
        why: because, advance: isWhenClosed ? 'when-closed' : 'by-hand',
      });
    case 'next':
      return post(`${path}/next-step`, { why: because });
    case 'abort':
      return post(`${path}/abort`, { why: because });
    default:
      throw new Error(`go-live does not ${does satisfies 'status'}`);
  }
}

/** A person reads this much; the JSON has more. */
const shownAtMost = 20;

function tell(plan: PlanView, paper: Paper): void {
  const { counts, step } = plan;
  paper.write({ text: plan.sentence, look: 'strong' });
  paper.write({ text: `plan ${plan.id}, ${plan.channels.join(', ')}, ${plan.state}`, indent: 2 });
  paper.write({ text: `start line ${plan.startLine}: ${String(counts.history)} orders were heard ` +
    'of before', indent: 2 });
  paper.write({ text: plan.seenThrough === null
    ? 'ShipStation has not been looked at yet: wait for the first look.'
    : `ShipStation orders seen through ${plan.seenThrough}`, indent: 2 });
  paper.write({ text: `${String(counts.adopted)} open orders there match and are adopted, ` +
    `${String(counts.inDoubt)} are in doubt, ${String(counts.ready)} would be released`,
  indent: 2 });
  if (step !== null) {
    paper.write({ text: `step ${String(step.number)} of 3: ${String(step.released)} of ` +
      `${String(step.allowed ?? 'all')} released, ${String(step.closed)} closed`, indent: 2 });
  }
  for (const one of plan.inDoubt.slice(0, shownAtMost)) {
    paper.write({ text: `${one.orderNumber}: ${one.why}`, indent: 4, hang: 2 });
  }
  for (const one of plan.changes) {
    const because = one.why === null ? '' : `: ${one.why}`;
    paper.write({ text: `${one.at} ${one.by} ${one.what}${because}`, indent: 2, hang: 2 });
  }
}
