/** `gatepass order`: what a person may do about one order, and rules. It knows no rule itself. */
import { rulingAnswerShape, type ActionView, type OrderView } from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import { findOrder } from '../why/find-order.ts';
import { tellActions } from './exceptions.ts';

export type OrderCall = {
  readonly order: string;
  readonly ruling: string | null;
  readonly why?: string;
  readonly until?: string;
  readonly exception?: string;
  readonly consignment?: string;
  readonly carrier?: string;
  readonly tracking?: string;
  readonly channel?: string;
  readonly isJson: boolean;
};

export async function order(
  call: OrderCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const found = await findOrder(
    { order: call.order, channel: call.channel ?? null }, server, surroundings);
  const all = actionsOn(found.value, call.exception ?? null);
  if (call.ruling === null) {
    if (call.isJson) surroundings.out(jsonText(all));
    else {
      paper.write({ text: found.value.sentence, look: 'strong' });
      tellActions(found.value.orderNumber, all, paper);
    }
    return exitCode.done;
  }
  const action = theOne(call, all, found.value);
  if (call.why === undefined) {
    throw new Ending(exitCode.notUnderstood, [
      `Say why, for those who find it: --why. ${action.means}`,
    ]);
  }
  if (action.asks.includes('carrier') && call.carrier === undefined) {
    throw new Ending(exitCode.notUnderstood, [
      'Say by which carrier it left: --carrier, with --tracking where it gives a number.',
    ]);
  }
  const { value, document } = await demand(server, {
    method: 'POST', path: action.path,
    body: {
      ...action.body, why: call.why, ...(call.until === undefined ? {} : { until: call.until }),
      ...(call.carrier === undefined ? {} : { carrier: call.carrier }),
      ...(call.tracking === undefined ? {} : { trackingNumber: call.tracking }),
    },
  }, rulingAnswerShape, surroundings);
  if (call.isJson) surroundings.out(jsonText(document));
  else paper.write(value.sentence);
  return exitCode.done;
}

function theOne(call: OrderCall, all: readonly ActionView[], found: OrderView): ActionView {
  const meant = call.consignment === undefined ? null
    : found.consignments.find(({ id, reference }) =>
        id === call.consignment || reference === call.consignment)?.id ?? call.consignment;
  const fitting = all.filter((one) => one.action === call.ruling &&
    (meant === null || (one.body['consignment'] ?? meant) === meant));
  const [action] = fitting;
  if (action === undefined) throw notOffered(call, all);
  if (fitting.length === 1) return action;
  const consignments = fitting.flatMap(({ body }) => found.consignments
    .filter(({ id }) => id === body['consignment']).map(({ reference }) => reference));
  throw new Ending(exitCode.notUnderstood, [consignments.length > 0
    ? `Several consignments of the order offer ${action.action}. Say which by --consignment: ` +
      `${consignments.join(', ')}.`
    : `Several exceptions of the order offer ${action.action}. Say which by --exception: ` +
      `${fitting.map((one) => one.body['exception'] ?? '').join(', ')}.`]);
}

function actionsOn(found: OrderView, exception: string | null): readonly ActionView[] {
  return [
    ...(exception === null ? found.actions : []),
    ...found.consignments.flatMap(({ exceptions }) => exceptions
      .filter((one) => exception === null || one.id === exception)
      .flatMap((one) => one.actions)),
  ].filter((one) => !['acknowledge', 'give', 'wait'].includes(one.action));
}

function notOffered({ ruling }: OrderCall, all: readonly ActionView[]): Ending {
  const offered = [...new Set(all.map((one) => one.action))];
  return new Ending(exitCode.refused, [
    `Nothing about the order asks for ${ruling ?? ''} now.`,
    offered.length === 0 ? 'Nothing can be ruled about it as it stands.'
      : `What may be ruled: ${offered.join(', ')}.`,
  ]);
}
