import { listOf, orderSummaryShape, orderViewShape, type OrderSummary } from '../../api/shapes.ts';
import { ask, demand, refusalInWords, understood, type Known } from '../ask.ts';
import { Ending, exitCode } from '../ending.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

/** Enough for one number on every channel; a server that gives more is not searching exactly. */
const pagesAtMost = 5;

/** What a person typed: a number printed on a tote, or one of our own ids. */
export type Wanted = { readonly order: string; readonly channel: string | null };

export type FoundOrder = Known<ReturnType<typeof orderViewShape.parse>>;

/**
 * Finds the one order that is meant, and all that is known of it.
 * @throws Ending when there is none, or when the number stands for several.
 */
export async function findOrder(
  wanted: Wanted, server: Server, surroundings: Surroundings,
): Promise<FoundOrder> {
  if (wanted.order.startsWith('ord_')) {
    const byId = await orderById(wanted.order, server, surroundings);
    if (byId !== null) return byId;
  }
  const { id } = onlyOne(wanted, await ordersNumbered(wanted.order, server, surroundings));
  const found = await orderById(id, server, surroundings);
  if (found === null) throw unknown(wanted.order);
  return found;
}

async function orderById(
  id: string, server: Server, surroundings: Surroundings,
): Promise<FoundOrder | null> {
  const path = `/v1/orders/${encodeURIComponent(id)}`;
  const answer = await ask(server, { method: 'GET', path }, surroundings);
  if (answer.is === 'refused') {
    if (answer.status === 404) return null;
    throw refusalInWords(server, answer);
  }
  return { value: understood(server, answer.document, orderViewShape), ...answer };
}

async function ordersNumbered(
  orderNumber: string, server: Server, surroundings: Surroundings,
): Promise<readonly OrderSummary[]> {
  const found: OrderSummary[] = [];
  let after: string | null = null;
  for (let page = 0; page < pagesAtMost && (page === 0 || after !== null); page += 1) {
    const query: Record<string, string> = { orderNumber, limit: '100' };
    if (after !== null) query['after'] = after;
    const { value } = await demand(
      server, { method: 'GET', path: '/v1/orders', query }, listOf(orderSummaryShape),
      surroundings);
    found.push(...value.items.filter((one) => one.orderNumber === orderNumber));
    after = value.next;
  }
  return found;
}

function onlyOne({ order, channel }: Wanted, found: readonly OrderSummary[]): OrderSummary {
  const fitting = channel === null ? found : found.filter((one) => one.channel === channel);
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return first;
  if (found.length === 0) throw unknown(order);
  const channels = [...new Set(found.map((one) => one.channel))];
  if (channel !== null && fitting.length === 0) {
    throw new Ending(exitCode.no, [
      `Order ${order} is known, but not on the channel ${channel}.`,
      `It is on: ${channels.join(', ')}.`,
    ]);
  }
  const areOnOneChannel = new Set(fitting.map((one) => one.channel)).size === 1;
  throw new Ending(exitCode.notUnderstood, [
    `${String(fitting.length)} orders have the number ${order}:`,
    ...fitting.map((one) => `  ${one.channel}  ${one.id}  ${one.sentence}`),
    areOnOneChannel
      ? `Say which by its id: gatepass why ${fitting[0]?.id ?? ''}`
      : `Say which: gatepass why ${order} --channel ${channels[0] ?? ''}`,
  ]);
}

function unknown(order: string): Ending {
  return new Ending(exitCode.no, [
    `Gatepass knows no order ${order}: neither the warehouse nor a channel has told of it.`,
    'Check the number as it is printed on the tote, capitals included. A new order appears here ' +
      'as soon as the warehouse or the channel sends it.',
  ]);
}
