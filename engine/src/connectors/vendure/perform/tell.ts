/**
 * One message to the shop: how its order stands is read, what is missing is written, and it is read
 * again until nothing is missing. The server knows no key by which a repeated write would be the
 * same, so that nothing is written that was not missed first.
 */
import type { Performed } from '../../../contract/connector.ts';
import { Ended, refused, toldUnlessEnded, unknown } from '../../../contract/one-message.ts';
import type { MessageContent } from '../../../core/model/decision.ts';
import { closed } from '../access.ts';
import type { Graph } from '../graphql.ts';
import { mostParcels } from '../manifest.ts';
import { standingQuestion } from '../questions.ts';
import { planOf, type Step } from '../translate/plan.ts';
import { standingOf, standingShape, type Standing } from '../translate/standing.ts';
import { complaintsIn, writingOf } from '../translate/writing.ts';
import { askBy, readBy, type Ask } from './asking.ts';

export const tell = (graph: Graph, message: MessageContent): Promise<Performed> =>
  toldUnlessEnded(() => tellAll(askBy(graph), graph, message));

const tellAll = async (ask: Ask, graph: Graph, message: MessageContent): Promise<void> => {
  if (message.parcels.length > mostParcels) {
    throw refused('parcels.too-many', `It has more than ${String(mostParcels)} parcels`);
  }
  const written = new Set<string>();
  for (;;) {
    const plan = planOf(await standingIn(ask, message.orderNumber), message);
    if (plan.is === 'told') return;
    if (plan.is === 'refused') throw refused(plan.code, graph.quoted(plan.text));
    // A server that says yes and does nothing must not make us write the same again.
    if (plan.steps.some((step) => written.has(nameOf(step)))) {
      throw unknown('The shop answered yes, and its order does not show it');
    }
    const isWritten = await write(ask, graph, plan.steps);
    if (isWritten) for (const step of plan.steps) written.add(nameOf(step));
  }
};

const nameOf = (step: Step): string => (step.do === 'send'
  ? `send ${step.tracking} ${[...step.units.keys()].join(' ')}` : `${step.do} ${step.sent}`);

const standingIn = async (ask: Ask, number: string): Promise<Standing> => {
  const code = number.replaceAll('\0', '').toWellFormed();
  const data = await ask({ document: standingQuestion, variables: { code } });
  const { items } = readBy(standingShape, data, 'list of orders').orders;
  // Some databases compare without regard to case.
  const [order, another] = items.filter((one) => one.code === number);
  if (another !== undefined) {
    throw refused('order.ambiguous', `Several orders of the shop have the code ${number}`);
  }
  if (order === undefined) {
    throw refused(
      'order.unknown', `The shop shows no order with the code ${number} in this channel`);
  }
  return standingOf(order);
};

/** False where nothing came of it, and what stands there is to be read again. */
const write = async (ask: Ask, graph: Graph, steps: readonly Step[]): Promise<boolean> => {
  const data = await ask({ ...writingOf(steps), isWriting: true });
  if (data === null) return false;
  const complaints = complaintsIn(data, steps);
  if (complaints === null) throw new Ended(closed('unreadable', 'The shop’s answer is none'));
  if (complaints.length > 0) {
    throw refused('shop.refused', graph.quoted(`The shop said no: ${complaints.join('; ')}`));
  }
  return true;
};
