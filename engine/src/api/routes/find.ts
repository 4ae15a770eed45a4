/** One box for whoever has a customer on the telephone. */
import { z } from 'zod';
import {
  keyIn, searchFields, shortestAsked, squashed, townOf, type SearchField,
} from '../../core/facts/search-words.ts';
import { instant, renderInstant } from '../../core/model/instant.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { isAllowed } from '../../people/rights.ts';
import { findOrders, hasWordless, type Found } from '../../store/search.ts';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { Problem } from '../problem.ts';
import { askedTextShape, foundShape, problemShape, type FoundView } from '../shapes.ts';
import { viewSummary } from '../views.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape };

/** More cannot be told apart at a glance; a longer word finds fewer. */
const shownAtMost = 20;

export const findRoutes = (server: Server, context: ApiContext): void => {
  const { database, now } = context.surroundings;

  server.get('/v1/find', {
    schema: {
      summary: 'Find orders by whatever the customer can read out',
      tags: ['reading'],
      querystring: z.object({
        q: askedTextShape.meta({
          description: 'an order, release, consignment or tracking number, an e-mail address, ' +
            'a name, a postcode, the end of a telephone number, or a SKU',
        }),
      }),
      response: { 200: foundShape, ...refusals },
    },
  }, async (request): Promise<FoundView> => {
    const bearer = demand(request.bearer, 'read');
    const typed = request.query.q;
    refuseTooLittle(typed);
    return database.transaction(async (tx) => {
      const found = await findOrders(tx, typed, shownAtMost + 1);
      const standpoint = await readStandpoint(tx, now());
      const isComplete = !(await hasWordless(tx));
      return {
        items: found.slice(0, shownAtMost).map((one) => ({
          order: viewSummary(one.row, standpoint),
          matched: {
            field: one.field, isExact: one.isExact, sentence: whyFound(one.field, one.isExact),
          },
          town: isAllowed(bearer, 'see-customers') ? townOf(one.row.dossier) : null,
          date: renderInstant(dateOf(one)),
        })),
        hasMore: found.length > shownAtMost,
        isComplete,
        sentence: inWords(found.length, isComplete),
      };
    });
  });
};

const refuseTooLittle = (typed: string): void => {
  if (searchFields.some((field) => keyIn(field, typed) !== null)) return;
  throw new Problem(400, 'Too little to look for', squashed(typed) === ''
    ? 'There is no letter and no digit in it. Type an order number, a tracking number, an e-mail ' +
      'address, a name, a postcode, the end of a telephone number, or a SKU.'
    : `Type at least ${String(shortestAsked)} letters or digits: fewer would show half of all ` +
      'orders.');
};

const dateOf = ({ row, heardAt }: Found) =>
  row.dossier.channelSays?.order.placedAt ?? instant(heardAt);

const fieldWords: Readonly<Record<SearchField, string>> = {
  'order-number': 'order number', 'shipstation-number': 'number in ShipStation',
  'tracking-number': 'tracking number', 'consignment': 'consignment reference',
  'email': 'e-mail address', 'phone': 'telephone number', 'name': 'name',
  'postcode': 'postcode', 'sku': 'SKU',
};

const whyFound = (field: SearchField, isExact: boolean): string => {
  if (field === 'phone') return 'Its telephone number ends with this.';
  if (field === 'name') {
    return isExact ? 'This is the name on it.' : 'The name on it, or a part, begins with this.';
  }
  const words = fieldWords[field];
  if (field === 'sku') {
    return isExact ? 'It has a line of this SKU.' : 'It has a line whose SKU begins with this.';
  }
  return isExact ? `This is its ${words}.` : `Its ${words} begins with this.`;
};

const inWords = (count: number, isComplete: boolean): string => {
  const found = count === 0
    ? 'No order was found: neither the whole word nor its beginning is known.'
    : count === 1 ? 'One order was found.'
    : count <= shownAtMost ? `${String(count)} orders were found.`
    : `More than ${String(shownAtMost)} orders fit; these are the nearest. Type more to see fewer.`;
  return isComplete ? found
    : `${found} Orders from before the last upgrade are still being made findable.`;
};
