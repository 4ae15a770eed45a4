/** `gatepass exceptions`: what people must look into, and what they do about it. */
import {
  exceptionDetailShape, exceptionGroupDetailShape, exceptionGroupShape, exceptionItemShape, listOf,
  type ActionView,
} from '../../api/shapes.ts';
import { ask, demand, refusalInWords, type Question } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Line, type Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

export type ExceptionsCall = {
  readonly does: string;
  readonly id: string | null;
  readonly each?: true;
  readonly state?: string;
  readonly code?: string;
  readonly cause?: string;
  readonly severity?: string;
  readonly owner?: string;
  readonly why?: string;
  readonly until?: string;
  readonly to?: string;
  readonly isJson: boolean;
};

const acts: Readonly<Record<string, string>> = {
  ack: 'acknowledge', give: 'give', wait: 'wait', close: 'close',
};

export async function exceptions(
  call: ExceptionsCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  if (call.does === 'list') return list(call, server, surroundings, paper);
  const act = acts[call.does];
  if (act === undefined && call.does !== 'show') {
    throw new Ending(exitCode.notUnderstood, [
      `exceptions does not know “${call.does}”: list, show, ack, give, wait or close.`,
    ]);
  }
  if (call.id === null) {
    throw new Ending(exitCode.notUnderstood, [
      'Say which: gatepass exceptions shows the causes, gatepass exceptions list --each the ' +
        'exceptions one by one.',
    ]);
  }
  const isCause = call.id.startsWith('grp_');
  const path = `/v1/exceptions/${isCause ? 'groups/' : ''}${encodeURIComponent(call.id)}`;
  const question: Question = act === undefined ? { method: 'GET', path }
    : { method: 'POST', path: `${path}/${act}`, body: bodyOf(call) };
  const answer = await ask(server, question, surroundings);
  if (answer.is === 'refused') {
    const refusal = refusalInWords(server, answer);
    throw answer.status === 404 ? new Ending(exitCode.no, refusal.lines, answer.problem) : refusal;
  }
  if (call.isJson) surroundings.out(jsonText(answer.document));
  else if (isCause) tellCause(exceptionGroupDetailShape.parse(answer.document), paper);
  else tellOne(exceptionDetailShape.parse(answer.document), paper);
  return exitCode.done;
}

function bodyOf({ does, why, until, to }: ExceptionsCall): object {
  const missing = [
    ...(why === undefined && (does === 'wait' || does === 'close') ? ['--why'] : []),
    ...(until === undefined && does === 'wait' ? ['--until'] : []),
    ...(to === undefined && does === 'give' ? ['--to'] : []),
  ];
  if (missing.length > 0) {
    throw new Ending(exitCode.notUnderstood, [`${does} needs ${missing.join(' and ')}.`]);
  }
  return {
    ...(why === undefined ? {} : { why }),
    ...(does === 'wait' ? { until } : {}),
    ...(does === 'give' ? { to } : {}),
  };
}

async function list(
  call: ExceptionsCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const { state, code, severity, owner, cause } = call;
  const query = Object.fromEntries(Object.entries({ state, code, severity, owner })
    .flatMap(([part, value]) => (value === undefined ? [] : [[part, value]])));
  if (call.each === true || cause !== undefined) {
    const { value, document } = await demand(server, {
      method: 'GET', path: '/v1/exceptions',
      query: { ...query, ...(cause === undefined ? {} : { group: cause }), limit: '100' },
    }, listOf(exceptionItemShape), surroundings);
    if (call.isJson) surroundings.out(jsonText(document));
    else if (value.items.length === 0) paper.write('Nothing waits for a person.');
    else {
      paper.write(...value.items.flatMap((one): Line[] => [
        { text: `${one.id}  ${one.order.orderNumber}  ${one.title}  (severity ` +
          `${String(one.severity)}, ${one.owner}, ${one.state})`, hang: 4,
          look: one.severity <= 2 ? 'bad' : 'strong' },
        { text: one.sentence, indent: 2 },
      ]));
      if (value.next !== null) paper.write('There are more; narrow it by --code or --cause.');
    }
    return exitCode.done;
  }
  const { value, document } = await demand(server, {
    method: 'GET', path: '/v1/exceptions/groups', query: { ...query, limit: '100' },
  }, listOf(exceptionGroupShape), surroundings);
  if (call.isJson) surroundings.out(jsonText(document));
  else if (value.items.length === 0) paper.write('Nothing waits for a person.');
  else {
    paper.write('Orders  Severity  Cause', ...value.items.flatMap((one): Line[] => [
      { text: `${String(one.orders).padStart(6)}  ${String(one.severity).padStart(8)}  ` +
        one.sentence, look: one.severity <= 2 ? 'bad' : 'strong', hang: underCause },
      { text: `${one.id}  ${one.owner}, ${one.state}${one.isOverLimit ? ', past its limit' : ''}`,
        indent: underCause, look: 'faint' },
    ]));
    if (value.next !== null) paper.write('There are more; narrow it by --code or --severity.');
  }
  return exitCode.done;
}

/** What stands before the third head. */
const underCause = 18;

function tellOne(
  one: ReturnType<typeof exceptionDetailShape.parse>, paper: Paper,
): void {
  paper.write(
    { text: `${one.title}: order ${one.order.orderNumber}`, look: 'strong' }, one.sentence,
    `Severity ${String(one.severity)}, ${one.owner}, ${one.state}. ` +
      (one.limitAt === null ? '' : `To be settled by ${one.limitAt}, else ${one.escalatesTo}.`));
  if (one.closed !== null) {
    paper.write(one.closed.by === 'proof' ? 'It has closed by proof.'
      : `${one.closed.by} closed it: ${one.closed.why ?? 'no reason given'}.`);
  }
  paper.write(...one.history.map(({ at, sentence }) => ({ text: `${at}  ${sentence}`, hang: 2 })));
  tellActions(one.order.orderNumber, one.actions, paper);
}

function tellCause(
  one: ReturnType<typeof exceptionGroupDetailShape.parse>, paper: Paper,
): void {
  paper.write({ text: one.sentence, look: 'strong' },
    `Severity ${String(one.severity)}, ${one.owner}, ${one.state}.`,
    ...one.evidence.map(({ orderNumber, exception, sentence }) =>
      ({ text: `${orderNumber}  ${exception}  ${sentence}`, indent: 2, hang: 4 })),
    ...one.history.map(({ at, sentence }) => ({ text: `${at}  ${sentence}`, hang: 2 })));
  if (one.count > 0) {
    paper.write(`All of them at once: gatepass bulk retry --cause ${one.id} --why …`);
  }
}

/** Rulings are made by `gatepass order`; the rest by this command. */
export function tellActions(order: string, actions: readonly ActionView[], paper: Paper): void {
  const rulings = actions.filter((one) =>
    !['acknowledge', 'give', 'wait'].includes(one.action));
  if (rulings.length === 0) return;
  paper.write('What a person may rule:', ...rulings.flatMap((one): Line[] => [
    { text: `gatepass order ${order} ${one.action} --why …`, indent: 2, look: 'strong' },
    { text: `${one.words}. ${one.means}` +
      (one.isAllowed ? '' : ` Your key may not: it needs ${one.roles.join(' or ')}.`), indent: 4 },
  ]));
}
