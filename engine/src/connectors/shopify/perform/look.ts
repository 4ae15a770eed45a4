/** A page of orders; what one order has too much of for the page is read by a call of its own. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { LookAnswer, LookRequest, Seen, Unanswered } from '../../../contract/connector.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { closed } from '../access.ts';
import type { Graph } from '../graphql.ts';
import { lookTimeoutMilliseconds, mostLongOrders } from '../manifest.ts';
import { moreLinesQuestion, ordersQuestion } from '../questions.ts';
import type { ShopifySettings } from '../settings.ts';
import {
  linesShape, orderOf, orderShape, type ShopifyLine, type ShopifyOrder,
} from '../translate/order.ts';
import { readPlace, renderPlace, windowQuery } from '../translate/page.ts';
import { listOf } from '../translate/shapes.ts';

/** A second that is not over yet is left for the next look: more may happen in it. */
const settledAfterMilliseconds = 2_000;

const pageShape = z.object({
  orders: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean() }),
    edges: listOf(z.object({ cursor: z.coerce.string().nullish(), node: z.unknown() })),
  }),
});

export const lookAtOrders = async (
  graph: Graph,
  { unpaid }: ShopifySettings,
  request: LookRequest,
  now: Instant,
): Promise<LookAnswer> => {
  const place = readPlace(request.page);
  assert(place !== null, 'the page token is not one that this connector gave');
  const to = Math.min(request.to, now - settledAfterMilliseconds);
  const heard = await graph.call({
    document: ordersQuestion, variables: { query: windowQuery(request.from, to), ...place },
    timeoutMilliseconds: lookTimeoutMilliseconds, purpose: 'feed orders',
  });
  if (heard.is === 'unanswered') return heard.unanswered;
  const page = pageShape.safeParse(heard.data).data?.orders;
  if (page === undefined) return closed('unreadable', 'The shop’s answer is no list of orders');
  const rows = page.edges.filter(({ node }) => node !== null && node !== undefined);
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  let long = 0;
  let last: string | null = null;
  for (const { cursor, node } of rows) {
    const row = orderShape.safeParse(node);
    const isLong = row.success && row.data.lineItems.pageInfo.hasNextPage;
    if (isLong && long === mostLongOrders && last !== null) {
      return { is: 'page', seen, unreadable, next: renderPlace(last) };
    }
    long += isLong ? 1 : 0;
    last = cursor ?? null;
    const read = row.success ? await wholeOf(graph, row.data) : problemOf(node, row.error);
    if (typeof read === 'string') unreadable.push(read);
    else if ('is' in read) return read;
    else if (row.success) {
      const order = orderOf(row.data, read, unpaid);
      seen.push({ kind: 'channel-order', order, place: null });
    }
  }
  if (!page.pageInfo.hasNextPage) return { is: 'page', seen, unreadable, next: null };
  return last === null
    ? closed('unreadable', 'The shop’s list goes on, and does not say from where')
    : { is: 'page', seen, unreadable, next: renderPlace(last) };
};

const moreShape = z.object({ order: z.object({ lineItems: linesShape }) });

/** All lines of an order; a sentence where there are more than one call shows. */
const wholeOf = async (
  graph: Graph,
  { id, name, lineItems: { nodes, pageInfo } }: ShopifyOrder,
): Promise<readonly ShopifyLine[] | string | Unanswered> => {
  if (!pageInfo.hasNextPage) return nodes;
  const heard = await graph.call({
    document: moreLinesQuestion, variables: { order: id, after: pageInfo.endCursor ?? null },
    timeoutMilliseconds: lookTimeoutMilliseconds, purpose: 'feed orders: more lines',
  });
  if (heard.is === 'unanswered') return heard.unanswered;
  const more = moreShape.safeParse(heard.data).data?.order.lineItems;
  if (more === undefined) return `order ${graph.quoted(name)}: its lines cannot be read`;
  return more.pageInfo.hasNextPage
    ? `order ${graph.quoted(name)}: it has more lines than can be read` : [...nodes, ...more.nodes];
};

const namedShape = z.object({ id: z.string().max(80) });

const problemOf = (node: unknown, error: z.ZodError): string => {
  const paths = [...new Set(error.issues.map(({ path }) => path.join('.')))].slice(0, 5).join(', ');
  return `order ${namedShape.safeParse(node).data?.id ?? 'without an id'}: ` +
    `${paths === '' ? 'it' : paths} cannot be read`;
};
