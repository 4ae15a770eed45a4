/** `gatepass bulk`: one thing done to many, planned first, confirmed, then watched. */
import {
  bulkPlanShape, jobShape, type BulkPlanView, type JobView,
} from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Line, type Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

export type BulkCall = {
  readonly does: string;
  readonly id: string | null;
  readonly cause?: string;
  readonly code?: string;
  readonly orders?: readonly string[];
  readonly ruling?: string;
  readonly why?: string;
  readonly until?: string;
  readonly confirm?: true;
  readonly anyway?: true;
  readonly because?: string;
  readonly isJson: boolean;
};

const does = ['retry', 'hold', 'release', 'tell-again', 'ruling', 'job', 'stop'];

type Ground = {
  readonly server: Server; readonly surroundings: Surroundings; readonly paper: Paper;
};

export async function bulk(
  call: BulkCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const ground = { server, surroundings, paper };
  if (!does.includes(call.does)) {
    throw new Ending(exitCode.notUnderstood, [
      `bulk does not know “${call.does}”: ${does.slice(0, -1).join(', ')} or ${does.at(-1) ?? ''}.`,
    ]);
  }
  if (call.does === 'job' || call.does === 'stop') return aboutJob(call, ground);
  const made = await demand(server, {
    method: 'POST', path: '/v1/plans', body: bodyOf(call),
  }, bulkPlanShape, surroundings);
  const plan = await planned(made.value, ground);
  if (call.confirm !== true) {
    if (call.isJson) surroundings.out(jsonText(plan));
    else {
      tellPlan(plan, paper);
      paper.write('Nothing was done. The same with --confirm does it' +
        `${plan.counts.leftOut > 0 ? ', with --anyway for those that are not left out' : ''}.`);
    }
    return plan.counts.planned > 0 ? exitCode.done : exitCode.no;
  }
  const leavesOut = plan.counts.leftOut > 0 && call.anyway !== true;
  if (plan.counts.planned === 0 || leavesOut) {
    tellPlan(plan, paper);
    throw new Ending(exitCode.no, [leavesOut && plan.counts.planned > 0
      ? 'Nothing was done, because some would be left out. --anyway does the others.'
      : 'There was nothing to do.']);
  }
  const { value } = await demand(server, {
    method: 'POST', path: `/v1/plans/${plan.id}/confirm`,
    body: {
      fingerprint: plan.fingerprint,
      ...(call.because === undefined ? {} : { why: call.because }),
    },
  }, jobShape, surroundings);
  return watch(value, call, ground);
}

function bodyOf(call: BulkCall): object {
  const { does, cause, code, orders, ruling, why, until } = call;
  if (why === undefined) {
    throw new Ending(exitCode.notUnderstood, ['Say why, for those who find it: --why.']);
  }
  const filter = Object.fromEntries((orders ?? []).map((part) => {
    const [name = '', ...value] = part.split('=');
    return [name, value.join('=')];
  }));
  return {
    kind: does, why, ...(ruling === undefined ? {} : { ruling }),
    ...(until === undefined ? {} : { until }),
    ...(orders === undefined ? {} : { orders: filter }),
    ...(cause === undefined && code === undefined ? {} : {
      exceptions: {
        ...(cause === undefined ? {} : { group: cause }), ...(code === undefined ? {} : { code }),
      },
    }),
  };
}

/** Asked again this often while more is being found out or done. */
const askEvery = 500;

const pause = (): Promise<void> => new Promise((go) => { setTimeout(go, askEvery); });

async function planned(first: BulkPlanView, ground: Ground): Promise<BulkPlanView> {
  let plan = first;
  while (plan.state === 'planning') {
    await pause();
    const { value } = await demand(ground.server, {
      method: 'GET', path: `/v1/plans/${plan.id}`,
    }, bulkPlanShape, ground.surroundings);
    plan = value;
  }
  return plan;
}

async function aboutJob(call: BulkCall, ground: Ground): Promise<ExitCode> {
  if (call.id === null) {
    throw new Ending(exitCode.notUnderstood, ['Say which job: its id begins with job_.']);
  }
  const path = `/v1/jobs/${encodeURIComponent(call.id)}`;
  const { value } = call.does === 'stop'
    ? await demand(ground.server, {
        method: 'POST', path: `${path}/stop`,
        body: call.why === undefined ? {} : { why: call.why },
      }, jobShape, ground.surroundings)
    : await demand(ground.server, { method: 'GET', path }, jobShape, ground.surroundings);
  return watch(value, call, ground);
}

/** Until it ends; on a terminal with a bar that is drawn over. */
async function watch(first: JobView, call: BulkCall, ground: Ground): Promise<ExitCode> {
  const { server, surroundings, paper } = ground;
  let job = first;
  while (job.state === 'running') {
    if (surroundings.isTerminal && !call.isJson) paper.write({ text: barOf(job), look: 'faint' });
    await pause();
    const { value } = await demand(server, {
      method: 'GET', path: `/v1/jobs/${job.id}`,
    }, jobShape, surroundings);
    job = value;
  }
  if (call.isJson) surroundings.out(jsonText(job));
  else {
    paper.write({ text: job.sentence, look: 'strong' }, ...leftOut(job.leftOut),
      { text: job.id, look: 'faint' });
  }
  return job.counts.leftOut > 0 ? exitCode.no : exitCode.done;
}

const barWidth = 40;

function barOf({ counts }: JobView): string {
  const over = counts.done + counts.leftOut;
  const full = counts.all === 0 ? barWidth : Math.round((barWidth * over) / counts.all);
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}] ${String(over)} of ` +
    String(counts.all);
}

function tellPlan(plan: BulkPlanView, paper: Paper): void {
  paper.write({ text: plan.sentence, look: 'strong' },
    ...plan.touches.map(({ what, count }) => ({ text: `${String(count)} × ${what}`, indent: 2 })),
    ...leftOut(plan.leftOut),
    ...plan.sample.filter((one) => one.state === 'planned').slice(0, 5).flatMap((one): Line[] => [
      { text: `${one.orderNumber}  now:  ${one.before ?? ''}`, indent: 2, hang: 6 },
      { text: `then: ${one.after ?? ''}`, indent: 6 },
    ]));
}

const leftOut = (words: JobView['leftOut']): readonly Line[] =>
  words.map((one) => ({ text: `${String(one.count)} left out: ${one.words}`, indent: 2, hang: 4 }));
