/** The list of orders as a file for a spreadsheet, whole and page by page. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { readStandpoint } from '../../loop/standpoint.ts';
import { cursorOf, listOrders, type OrderCursor } from '../../store/reading.ts';
import { renderMoney } from '../../core/model/measures.ts';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { csvLine } from '../csv.ts';
import { filterFrom, orderQueryShape, sortShape } from '../order-query.ts';
import { Problem } from '../problem.ts';
import { problemShape, type OrderRowView } from '../shapes.ts';
import { viewRow } from '../views.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };
const rowsPerPage = 500;

export const exportRoutes = (server: Server, context: ApiContext): void => {
  const { database, now } = context.surroundings;

  server.get('/v1/orders/export', {
    schema: {
      summary: 'Orders as a file for a spreadsheet', tags: ['reading'],
      querystring: orderQueryShape.extend({
        sort: sortShape,
        zone: z.string().max(100).default('UTC')
          .meta({ description: 'whose clock the times are told by, such as Europe/London' }),
      }),
      response: {
        200: {
          description: 'one line an order, after a line of heads that names the time zone',
          content: { 'text/csv': { schema: z.unknown().meta({ type: 'string' }) } },
        },
        ...refusals,
      },
    },
  }, (request, reply) => {
    const bearer = demand(request.bearer, 'read');
    const { sort, zone, ...query } = request.query;
    refuseUnknownZone(zone);
    const filter = filterFrom(query);
    // What waits is judged by one moment, however long the file takes.
    const askedAt = now();
    const page = (cursor: OrderCursor | null) => database.transaction(async (tx) => {
      const rows = await listOrders(
        tx, { filter, sort, now: askedAt, limit: rowsPerPage }, cursor);
      const standpoint = await readStandpoint(tx, askedAt);
      const last = rows.at(-1);
      return {
        lines: rows.map((row) => lineOf(viewRow(row, standpoint, bearer), zone)),
        next: rows.length < rowsPerPage || last === undefined ? null : cursorOf(last, sort),
      };
    });
    async function* lines(): AsyncGenerator<string> {
      yield csvLine(headsIn(zone));
      for (let cursor: OrderCursor | null = null; ;) {
        const { lines: some, next } = await page(cursor);
        yield some.join('');
        if (next === null) return;
        cursor = next;
      }
    }
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="orders.csv"')
      .send(Readable.from(lines()));
  });
};

const refuseUnknownZone = (zone: string): void => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Problem(400, 'Unreadable', 'That time zone is not known. A name such as ' +
      'Europe/London or UTC is.', [{ path: 'zone', problem: 'is no time zone' }]);
  }
};

const headsIn = (zone: string): readonly string[] => [
  'Order', 'Channel', 'Warehouse', 'Stage', `Waiting since (${zone})`, `Limit (${zone})`, 'Age',
  'Waits on', 'Systems', 'Carrier', 'Service', 'Tracking', 'Exception', 'Owner',
  `Collection (${zone})`, `Last change (${zone})`, 'Label cost', 'What is going on',
  'Held by', `Held until (${zone})`, 'Why held',
];

const lineOf = (order: OrderRowView, zone: string): string => {
  const told = (at: string | null) => (at === null ? null : localTime(at, zone));
  return csvLine([
    order.orderNumber, order.channel, order.warehouse, order.stage,
    told(order.waiting?.since ?? null), told(order.waiting?.limitAt ?? null),
    order.waiting?.age ?? null, order.waitsOn, order.disagrees ? 'differ' : 'agree',
    order.carrier, order.service, order.tracking.join(' '), order.exception, order.owner,
    told(order.collectionAt), told(order.updatedAt),
    order.costs === null ? null : order.costs.map(renderMoney).join(' and '), order.sentence,
    order.held?.by ?? null, told(order.held?.until ?? null), order.held?.why ?? null,
  ]);
};

/** `2026-11-22 13:40:12+00:00`: sorts as text, and tells both hours of an October night apart. */
const localTime = (at: string, zone: string): string => {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return `${local.toPlainDate().toString()} ` +
    `${local.toPlainTime().toString({ smallestUnit: 'second' })}${local.offset}`;
};
