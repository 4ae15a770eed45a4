/** Reading: orders, their story, and what people must look into. */
import { z } from 'zod';
import { explainReason } from '../../core/explain/reason.ts';
import { exceptionCodes, type ExceptionCode } from '../../core/model/exceptions.ts';
import { instant, renderInstant } from '../../core/model/instant.ts';
import type { Reason } from '../../core/model/reasons.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { listExceptions, listOrders, readOrder } from '../../store/reading.ts';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { notFound } from '../problem.ts';
import {
  askedTextShape, exceptionItemShape, listOf, obligationShape, orderSummaryShape, orderViewShape,
  problemShape,
  timelineEntryShape,
} from '../shapes.ts';
import { readTimeline } from '../timeline.ts';
import { viewOrder, viewSummary } from '../views.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };
const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: askedTextShape.optional(),
};

export const orderRoutes = (server: Server, context: ApiContext): void => {
  const { database, now } = context.surroundings;

  server.get('/v1/orders', {
    schema: {
      summary: 'Orders, newest change first',
      tags: ['reading'],
      querystring: z.object({
        ...page,
        orderNumber: askedTextShape.optional(),
        stage: orderSummaryShape.shape.stage.optional(),
        waitingOn: obligationShape.shape.waitsOn.unwrap().optional(),
        exception: askedTextShape.optional(),
      }),
      response: { 200: listOf(orderSummaryShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { limit, after, orderNumber, stage, waitingOn, exception } = request.query;
    const cursor = readCursor(after, z.tuple([z.int(), askedTextShape]));
    return database.transaction(async (tx) => {
      const rows = await listOrders(tx, {
        orderNumber: orderNumber ?? null, stage: stage ?? null, waitingOn: waitingOn ?? null,
        exception: exception ?? null,
      }, cursor === null ? null : { changedAt: cursor[0], id: cursor[1] }, limit);
      const standpoint = await readStandpoint(tx, now());
      const last = rows.at(-1);
      return {
        items: rows.map((row) => viewSummary(row, standpoint)),
        next: rows.length < limit || last === undefined
          ? null : writeCursor([last.changedAt, last.id]),
      };
    });
  });

  server.get('/v1/orders/:id', {
    schema: {
      summary: 'One order: what three systems say, what is owed, and why',
      tags: ['reading'],
      params: z.object({ id: askedTextShape }),
      response: { 200: orderViewShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    return database.transaction(async (tx) => {
      const row = await readOrder(tx, request.params.id);
      if (row === null) throw notFound(`order ${request.params.id}`);
      return viewOrder(row, await readStandpoint(tx, now()));
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
    demand(request.bearer, 'read');
    const { id } = request.params;
    return database.transaction(async (tx) => {
      if ((await readOrder(tx, id)) === null) throw notFound(`order ${id}`);
      const { items, next } = await readTimeline(tx, id, request.query.after, request.query.limit);
      return { items: [...items], next };
    });
  });

  server.get('/v1/exceptions', {
    schema: {
      summary: 'Open exceptions, gravest first',
      tags: ['reading'],
      querystring: z.object(page),
      response: { 200: listOf(exceptionItemShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { limit, after } = request.query;
    const cursor = readCursor(after, z.tuple([z.int().max(9), z.int(), askedTextShape]));
    return database.transaction(async (tx) => {
      const rows = await listExceptions(tx, cursor === null ? null : {
        severity: cursor[0], openedAt: cursor[1], id: cursor[2],
      }, limit);
      const last = rows.at(-1);
      return {
        items: rows.map((row) => viewExceptionRow(row, now())),
        next: rows.length < limit || last === undefined
          ? null : writeCursor([last.severity, last.openedAt, last.id]),
      };
    });
  });
};

const viewExceptionRow = (
  row: Awaited<ReturnType<typeof listExceptions>>[number],
  now: number,
): z.output<typeof exceptionItemShape> => {
  const definition = isCode(row.code) ? exceptionCodes[row.code] : null;
  return {
    id: row.id,
    code: row.code,
    title: definition?.title ?? row.code,
    severity: row.severity,
    owner: definition?.owner ?? 'lead',
    lines: [...row.lines],
    since: renderInstant(instant(row.since)),
    // Written by the decision from this type.
    sentence: explainReason(row.because as Reason, { timeZone: 'UTC', now }),
    handbook: `/handbook/${row.code}`,
    order: { id: row.order, orderNumber: row.orderNumber },
  };
};

const isCode = (text: string): text is ExceptionCode => Object.hasOwn(exceptionCodes, text);
