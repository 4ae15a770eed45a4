/** A page of orders: of those sold or changed in the window, or of those that are open. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { LookAnswer, LookRequest, Seen } from '../../../contract/connector.ts';
import { closed } from '../access.ts';
import type { Graph } from '../graphql.ts';
import { lookTimeoutMilliseconds, manifest } from '../manifest.ts';
import { ordersPerPage, ordersQuestion } from '../questions.ts';
import type { VendureSettings } from '../settings.ts';
import { orderOf, orderShape } from '../translate/order.ts';
import { optionsOf, placeAfter, readPlace } from '../translate/page.ts';
import { id, time } from '../translate/shapes.ts';

const pageShape = z.object({ orders: z.object({ items: z.array(z.unknown()) }) });

/** Where it stands in the list, whatever else of it can be read. */
const standsShape = z.object({ id, createdAt: time });

export const lookAtOrders = async (
  graph: Graph,
  { paidStates }: VendureSettings,
  request: LookRequest,
): Promise<LookAnswer> => {
  const isKnown = manifest.feeds.some(({ feed }) => feed === request.feed);
  assert(isKnown, `vendure has no feed called ${request.feed}`);
  const place = readPlace(request.page);
  assert(place !== null, 'the page token is not one that this connector gave');
  const heard = await graph.call({
    document: ordersQuestion, variables: { options: optionsOf(request, place) },
    timeoutMilliseconds: lookTimeoutMilliseconds, purpose: `feed ${request.feed}`,
  });
  if (heard.is === 'unanswered') return heard.unanswered;
  const page = pageShape.safeParse(heard.is === 'data' ? heard.data : null).data?.orders;
  if (page === undefined) return closed('unreadable', 'The shop’s answer is no list of orders');
  const rows = page.items.filter((row) => row !== null && row !== undefined);
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  for (const row of rows) {
    const read = orderShape.safeParse(row);
    if (!read.success) {
      unreadable.push(problemOf(row, read.error));
    // The customer's order, where sellers have orders of their own out of it: these are sent.
    } else if (read.data.type !== 'Aggregate') {
      seen.push({ kind: 'channel-order', order: orderOf(read.data, paidStates), place: null });
    }
  }
  if (page.items.length < ordersPerPage) return { is: 'page', seen, unreadable, next: null };
  const standing = rows.flatMap((row) => standsShape.safeParse(row).data ?? []);
  const last = standing.at(-1);
  return last === undefined
    ? closed('unreadable', 'The shop’s list goes on, and does not say from where')
    : { is: 'page', seen, unreadable, next: placeAfter(place, standing, last.createdAt) };
};

const namedShape = z.object({ code: z.string().max(80) });

const problemOf = (row: unknown, error: z.ZodError): string => {
  const paths = [...new Set(error.issues.map(({ path }) => path.join('.')))].slice(0, 5).join(', ');
  return `order ${namedShape.safeParse(row).data?.code ?? 'without a code'}: ` +
    `${paths === '' ? 'it' : paths} cannot be read`;
};
