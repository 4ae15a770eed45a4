/** Finds an order, and reads how it stands. */
import { z } from 'zod';
import { refused } from '../../../contract/one-message.ts';
import { unitsOf } from '../../../contract/units.ts';
import type { MessageContent } from '../../../core/model/decision.ts';
import {
  contentsQuestion, findQuestion, mostContents, mostSent, moreWorkQuestion, standingQuestion,
} from '../questions.ts';
import { gid, listOf, numberOf } from '../translate/shapes.ts';
import {
  contentsShape, sentOf, standingShape, workLinesShape, workOf, type Sent, type Standing, type Work,
} from '../translate/standing.ts';
import { readBy, tooLarge, type Ask } from './asking.ts';

const foundShape = z.object({
  orders: z.object({ nodes: listOf(z.object({ id: gid, name: z.string() })) }),
});

/** Their search is for words and finds more than the very name; shops may write a # before it. */
export const findOrder = async (ask: Ask, number: string): Promise<string> => {
  const plain = number.replaceAll(/[\0"\\]/g, ' ').toWellFormed();
  const data = await ask({ document: findQuestion, variables: { query: `name:"${plain}"` } });
  const { nodes } = readBy(foundShape, data, 'list of orders').orders;
  const named = (with_: (name: string) => string) =>
    nodes.filter(({ name }) => with_(name) === with_(number));
  const exact = named((name) => name);
  const [only, another] = exact.length > 0 ? exact : named((name) => name.replace(/^#/, ''));
  if (another !== undefined) {
    throw refused('order.ambiguous', `Several orders of the shop have the number ${number}`);
  }
  if (only !== undefined) return only.id;
  throw refused('order.unknown', `The shop shows no order with the number ${number}; without the ` +
    'scope read_all_orders it shows none that is older than 60 days');
};

export const readStanding = async (
  ask: Ask,
  order: string,
  message: MessageContent,
): Promise<Standing> => {
  const work: Work[] = [];
  for (let after: string | null = null; ;) {
    const data: unknown = await ask({ document: standingQuestion, variables: { order, after } });
    const read = readBy(standingShape, data, 'order').order;
    for (const one of read.fulfillmentOrders.nodes) {
      work.push(workOf(one, await linesOf(ask, one.id, one.lineItems)));
    }
    const { hasNextPage, endCursor } = read.fulfillmentOrders.pageInfo;
    if (!hasNextPage) {
      const sent = read.fulfillments.map(sentOf).filter((one) => one !== null);
      if (read.fulfillments.length >= mostSent) throw refused('order.too-large', tooLarge);
      const isCancelled = typeof read.cancelledAt === 'string';
      return { isCancelled, work, sent: await withContents(ask, sent, message) };
    }
    if (endCursor === null || endCursor === undefined) throw refused('order.too-large', tooLarge);
    after = endCursor;
  }
};

type WorkLines = z.output<typeof workLinesShape>;
const moreWorkShape = z.object({ fulfillmentOrder: z.object({ lineItems: workLinesShape }) });

const linesOf = async (
  ask: Ask,
  work: string,
  { nodes, pageInfo }: WorkLines,
): Promise<WorkLines['nodes']> => {
  if (!pageInfo.hasNextPage) return nodes;
  const after = pageInfo.endCursor ?? null;
  const data = await ask({ document: moreWorkQuestion, variables: { work, after } });
  const more = readBy(moreWorkShape, data, 'list of lines').fulfillmentOrder.lineItems;
  if (more.pageInfo.hasNextPage) throw refused('order.too-large', tooLarge);
  return [...nodes, ...more.nodes];
};

/** Only of those that this message bears on, or that nobody has given a number. */
const withContents = async (
  ask: Ask,
  sent: readonly Sent[],
  { parcels, kind }: MessageContent,
): Promise<readonly Sent[]> => {
  const numbers = parcels.flatMap(({ trackingNumber, replaces }) => [trackingNumber, replaces]);
  const asked = kind === 'void' ? [] : sent.filter((one) =>
    one.numbers.length === 0 || one.numbers.some((number) => numbers.includes(number)));
  const contents = new Map<string, Sent['units']>();
  for (let at = 0; at < asked.length; at += mostContents) {
    const ids = asked.slice(at, at + mostContents).map(({ id }) => id);
    const data = await ask({ document: contentsQuestion, variables: { ids } });
    for (const { id, fulfillmentLineItems } of readBy(contentsShape, data, 'contents').nodes) {
      if (fulfillmentLineItems.pageInfo.hasNextPage) throw refused('order.too-large', tooLarge);
      contents.set(id, unitsOf(fulfillmentLineItems.nodes.map(({ quantity, lineItem }) =>
        ({ line: numberOf(lineItem.id), quantity }))));
    }
  }
  return sent.map((one) => ({ ...one, units: contents.get(one.id) ?? null }));
};
