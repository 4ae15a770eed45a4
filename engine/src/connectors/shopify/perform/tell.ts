/**
 * One message to the shop: how its order stands is read, what is missing is written in one call,
 * and it is read again until nothing is missing. Shopify knows no key by which a repeated write
 * would be the same [shp-idempotent], so that nothing is written that was not missed first.
 */
import type { Performed } from '../../../contract/connector.ts';
import { Ended, refused, toldUnlessEnded, unknown } from '../../../contract/one-message.ts';
import type { MessageContent } from '../../../core/model/decision.ts';
import { closed } from '../access.ts';
import type { Graph } from '../graphql.ts';
import { mostParcels } from '../manifest.ts';
import type { ShopifySettings } from '../settings.ts';
import { planOf, type Step } from '../translate/plan.ts';
import { complaintsIn, writingOf } from '../translate/writing.ts';
import { askBy, type Ask } from './asking.ts';
import { findOrder, readStanding } from './reading.ts';

export const tell = (
  graph: Graph,
  settings: ShopifySettings,
  message: MessageContent,
): Promise<Performed> =>
  toldUnlessEnded(() => tellAll(askBy(graph), graph, settings, message));

const tellAll = async (
  ask: Ask,
  graph: Graph,
  settings: ShopifySettings,
  message: MessageContent,
): Promise<void> => {
  if (message.parcels.length > mostParcels) {
    throw refused('parcels.too-many', `It has more than ${String(mostParcels)} parcels`);
  }
  const order = await findOrder(ask, message.orderNumber);
  const written = new Set<string>();
  for (;;) {
    const standing = await readStanding(ask, order, message);
    const plan = planOf(standing, message, settings.location ?? null);
    if (plan.is === 'told') return;
    if (plan.is === 'refused') throw refused(plan.code, graph.quoted(plan.text));
    // An index that lags behind must not make us write the same again.
    if (plan.steps.some((step) => written.has(nameOf(step)))) {
      throw unknown('The shop answered yes, and its order does not show it');
    }
    await write(ask, graph, plan.steps, settings);
    for (const step of plan.steps) written.add(nameOf(step));
  }
};

const nameOf = (step: Step): string =>
  (step.do === 'send' ? `send ${step.parcel.label}` : `${step.do} ${step.sent}`);

const write = async (
  ask: Ask,
  graph: Graph,
  steps: readonly Step[],
  settings: ShopifySettings,
): Promise<void> => {
  const complaints = complaintsIn(await ask(writingOf(steps, settings)), steps);
  if (complaints === null) throw new Ended(closed('unreadable', 'The shop’s answer is none'));
  if (complaints.length > 0) {
    throw refused('shop.refused', graph.quoted(`The shop said no: ${complaints.join('; ')}`));
  }
};
