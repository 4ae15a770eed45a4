/** Reading: orders and their story. */
import { z } from 'zod';
import { instant, renderInstant } from '../../core/model/instant.ts';
import { pagesOf } from '../../loop/pages.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { documentsOf, readDocument } from '../../store/documents.ts';
import { anyException, listExceptions } from '../../store/exception-reading.ts';
import { countOrders, cursorOf, listOrders, readOrder } from '../../store/reading.ts';
import { demand } from '../auth.ts';
import { readCallText } from '../call-text.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { filterFrom, orderQueryShape, sortShape } from '../order-query.ts';
import { notFound, Problem } from '../problem.ts';
import {
  askedTextShape, callTextShape, listOf, orderCountShape, orderRowShape, orderViewShape,
  problemShape,
  timelineEntryShape,
} from '../shapes.ts';
import { readTimeline } from '../timeline.ts';
import { viewOrder, viewRow } from '../views.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };
/** No order has as many that are open at once. */
const mostExceptions = 500;
const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: askedTextShape.optional(),
};

export const orderRoutes = (server: Server, context: ApiContext): void => {
  const { connectors, database, now } = context.surroundings;

  server.get('/v1/orders', {
    schema: {
      summary: 'Orders, newest change first unless asked otherwise',
      tags: ['reading'],
      querystring: orderQueryShape.extend({
        ...page, sort: sortShape,
        offset: z.coerce.number().int().min(0).max(10_000_000).optional().meta({
          description: 'instead of `after`: how many to leave out, for one who jumps ahead',
        }),
      }),
      response: { 200: listOf(orderRowShape), ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'read');
    const { limit, after, sort, offset, ...query } = request.query;
    if (after !== undefined && offset !== undefined) {
      throw new Problem(400, 'Unreadable', 'Send `after` or `offset`, not both.');
    }
    const cursor = readCursor(after, z.tuple([z.union([z.int(), z.string()]), askedTextShape]));
    return database.transaction(async (tx) => {
      const rows = await listOrders(
        tx, {
          filter: filterFrom(query), sort, now: now(), limit,
          ...(offset === undefined ? {} : { offset }),
        }, cursor);
      const standpoint = await readStandpoint(tx, now());
      const last = rows.at(-1);
      return {
        items: rows.map((row) => viewRow(row, standpoint, bearer)),
        next: rows.length < limit || last === undefined
          ? null : writeCursor(cursorOf(last, sort)),
      };
    });
  });

  server.get('/v1/orders/count', {
    schema: {
      summary: 'How many orders a filter lets through',
      description: 'Takes the same filter as the list, and counts what the list would show.',
      tags: ['reading'],
      querystring: orderQueryShape,
      response: { 200: orderCountShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { total, oldestSince } = await database.transaction((tx) =>
      countOrders(tx, filterFrom(request.query), now()));
    return {
      total, oldestSince: oldestSince === null ? null : renderInstant(instant(oldestSince)),
    };
  });

  server.get('/v1/orders/:id', {
    schema: {
      summary: 'One order: what three systems say, what is owed, and why',
      tags: ['reading'],
      params: z.object({ id: askedTextShape }),
      response: { 200: orderViewShape, ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'read');
    return database.transaction(async (tx) => {
      const row = await readOrder(tx, request.params.id);
      if (row === null) throw notFound(`order ${request.params.id}`);
      const standpoint = await readStandpoint(tx, now());
      const documents = await documentsOf(tx, request.params.id);
      const open = await listExceptions(
        tx, { ...anyException, state: 'open', order: row.id },
        { after: null, limit: mostExceptions, now: standpoint.now });
      return {
        ...viewOrder(row, standpoint, documents, bearer, open),
        pages: [...pagesOf(row.dossier, standpoint.policy, connectors)],
      };
    });
  });

  server.get('/v1/orders/:id/labels/:label/document', {
    schema: {
      summary: 'A label that Gatepass bought, to print',
      tags: ['reading'],
      params: z.object({ id: askedTextShape, label: askedTextShape }),
      response: {
        200: {
          description: 'the label as the carrier gave it',
          content: {
            'application/pdf': { schema: z.unknown().meta({ type: 'string', format: 'binary' }) },
          },
        },
        ...refusals,
      },
    },
  }, async (request, reply) => {
    // It bears the customer's name and address.
    demand(request.bearer, 'see-customers');
    const { id, label } = request.params;
    const found = await database.transaction(async (tx) => {
      if ((await readOrder(tx, id)) === null) throw notFound(`order ${id}`);
      return readDocument(tx, id, label);
    });
    if (found === null) throw notFound(`document of a label ${label} of that order`);
    return reply
      .header('content-type', found.contentType)
      .header('content-disposition', 'inline; filename="label.pdf"')
      .send(Buffer.from(found.bytes));
  });

  server.get('/v1/orders/:id/calls/:attempt', {
    schema: {
      summary: 'A call that was made for an order, as it was sent and answered',
      tags: ['reading'],
      params: z.object({ id: askedTextShape, attempt: askedTextShape }),
      response: { 200: callTextShape, ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'read');
    const { id: order, attempt } = request.params;
    return database.transaction(async (tx) => {
      const found = await readCallText(tx, { order, attempt }, { bearer, now: now() });
      if (found === null) throw notFound(`call ${attempt} of an order ${order}`);
      return found;
    });
  });

  server.get('/v1/orders/:id/timeline', {
    schema: {
      summary: 'The story of an order',
      tags: ['reading'],
      params: z.object({ id: askedTextShape }),
      querystring: z.object({
        limit: z.coerce.number().int().min(1).max(500).default(200),
        after: z.coerce.number().int().min(0).default(0),
      }),
      response: { 200: listOf(timelineEntryShape), ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'read');
    const { id } = request.params;
    return database.transaction(async (tx) => {
      if ((await readOrder(tx, id)) === null) throw notFound(`order ${id}`);
      const { items, next } = await readTimeline(
        tx, id, request.query.after, request.query.limit, { bearer, now: now() });
      return { items: [...items], next };
    });
  });
};
