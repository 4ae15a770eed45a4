/** What warehouses have on their shelves, so that a stock-out is known before the pick. */
import { z } from 'zod';
import { instant, parseInstant, renderInstant } from '../../core/model/instant.ts';
import { hearStock } from '../../loop/hear-stock.ts';
import { listStock, type StockTaken } from '../../store/stock.ts';
import { demand, demandPlace } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { requirePlace } from '../places.ts';
import { Problem } from '../problem.ts';
import {
  askedTextShape, listOf, nameShape, problemShape, stockAnswerShape, stockItemShape, stockShape,
} from '../shapes.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };
const params = z.object({ warehouse: nameShape });

/** A figure from tomorrow would win against every true one until then. */
const clocksMayDiffer = 5 * 60_000;

export const stockRoutes = (server: Server, context: ApiContext): void => {
  const { database, now } = context.surroundings;

  server.put('/v1/warehouses/:warehouse/stock', {
    schema: {
      summary: 'What is available of each article: the whole count, or what has changed',
      tags: ['warehouse'],
      params,
      body: stockShape,
      response: { 200: stockAnswerShape, ...refusals },
    },
    config: { audit: 'as-facts' },
  }, async (request) => {
    const { warehouse } = request.params;
    demandPlace(request.bearer, 'warehouse', warehouse);
    await requirePlace(context, { warehouse });
    const { kind, items } = request.body;
    refuseTwice(items.map((one) => one.sku));
    const at = parseInstant(request.body.at) ?? instant(0);
    refuseTomorrow(at, now());
    const taken = await hearStock(database, warehouse, { kind, at, items }, now());
    context.loop?.bell.ring('decide');
    const { changed, older, forgotten } = taken;
    return { changed: changed.length, older, forgotten, sentence: inWords(items.length, taken) };
  });

  server.get('/v1/warehouses/:warehouse/stock', {
    schema: {
      summary: 'What the warehouse last said is available',
      tags: ['warehouse'],
      params,
      querystring: z.object({
        sku: askedTextShape.optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        after: askedTextShape.optional(),
      }),
      response: { 200: listOf(stockItemShape), ...refusals },
    },
  }, async (request) => {
    const { bearer } = request;
    const { warehouse } = request.params;
    if (bearer?.role === 'warehouse') demandPlace(bearer, 'warehouse', warehouse);
    else demand(bearer, 'read');
    await requirePlace(context, { warehouse });
    const { sku, limit, after } = request.query;
    const cursor = readCursor(after, z.tuple([askedTextShape]));
    const rows = await database.transaction((tx) => listStock(
      tx, warehouse, { sku: sku ?? null, after: cursor?.[0] ?? null, limit }));
    const last = rows.at(-1);
    return {
      items: rows.map((one) => ({ ...one, at: renderInstant(one.at) })),
      next: rows.length < limit || last === undefined ? null : writeCursor([last.sku]),
    };
  });
};

/** Two figures for one article in one call cannot both be true, and nothing says which is. */
const refuseTwice = (skus: readonly string[]): void => {
  const seen = new Map<string, number>();
  const twice = skus.flatMap((sku, index) => {
    const first = seen.get(sku);
    if (first === undefined) {
      seen.set(sku, index);
      return [];
    }
    return [{
      path: `items.${String(index)}.sku`,
      problem: `names ${sku} again, which items.${String(first)} names already`,
    }];
  });
  if (twice.length === 0) return;
  throw new Problem(400, 'Unreadable',
    'Nothing was taken in: an article is named more than once.', twice);
};

const refuseTomorrow = (at: number, now: number): void => {
  if (at <= now + clocksMayDiffer) return;
  const ahead = Math.ceil((at - now) / 60_000);
  throw new Problem(400, 'Unreadable',
    `Nothing was taken in: by the clock here the count is ${String(ahead)} ` +
    `${ahead === 1 ? 'minute' : 'minutes'} ahead, and it would win against every later one until ` +
    'then. One of the two clocks is wrong.', [{ path: 'at', problem: 'lies in the future' }]);
};

const inWords = (
  count: number,
  { changed, older, forgotten }: StockTaken,
): string => {
  if (older === count && count > 0) {
    return 'A newer count is already known, so this one changes nothing.';
  }
  const said = changed.length === 0 ? 'All of it was known already.'
    : `${String(changed.length)} of the figures known here have changed.`;
  return [
    said,
    older === 0 ? '' : `${String(older)} were older than what is known, and change nothing.`,
    forgotten === 0 ? '' : `${String(forgotten)} were not named any more: what is left of them ` +
      'is not known now. To say that nothing is left, send 0.',
  ].filter((one) => one !== '').join(' ');
};
