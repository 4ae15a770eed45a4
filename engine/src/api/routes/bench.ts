/** Label on demand: the bench has a parcel on the scale and waits for its label. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { readSealed } from '../../loop/secrets.ts';
import { readDocument } from '../../store/documents.ts';
import { askAtBench } from '../at-bench.ts';
import { demandPlace } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { requirePlace } from '../places.ts';
import { printAddress, printFile, readPrintToken } from '../print-address.ts';
import { notFound, Problem } from '../problem.ts';
import {
  benchLabelShape, benchQueryShape, nameShape, problemShape, referenceShape,
} from '../shapes.ts';
import { name } from '../shapes/words.ts';

const params = z.object({ warehouse: nameShape, reference: referenceShape, parcel: name });

export const benchRoutes = (server: Server, context: ApiContext): void => {
  const { database, now, unseal } = context.surroundings;

  const print = async (sealed: string, reply: FastifyReply): Promise<FastifyReply> => {
    const token = readPrintToken((text) => readSealed(unseal, text), sealed, now());
    if (token.is === 'forged') throw notFound('label at this address');
    if (token.is === 'expired') {
      throw new Problem(410, 'Over',
        'This address was good for ten minutes. Ask for the label of the parcel again: it is the ' +
        'same label under a new address.');
    }
    const found = await database.transaction((tx) => readDocument(tx, token.order, token.label));
    if (found === null) throw notFound('print of that label any more');
    return reply
      .header('content-type', found.contentType)
      .header('content-disposition', 'inline; filename="label.pdf"')
      .send(Buffer.from(found.bytes));
  };

  server.post('/v1/warehouses/:warehouse/consignments/:reference/parcels/:parcel/label', {
    schema: {
      summary: 'The label of a parcel: bought once, however often it is asked for',
      tags: ['warehouse'],
      params,
      querystring: benchQueryShape,
      body: z.strictObject({}).nullish(),
      response: {
        200: benchLabelShape, 202: benchLabelShape,
        400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape,
        409: problemShape, 429: problemShape,
      },
    },
    config: { audit: 'as-facts' },
  }, async (request, reply) => {
    const { warehouse, reference, parcel } = request.params;
    demandPlace(request.bearer, 'warehouse', warehouse);
    await requirePlace(context, { warehouse });
    const answer = await askAtBench(context, { warehouse, reference, parcel }, request.query.wait);
    if (answer.state === 'labelled') return answer;
    return reply.status(202).header('retry-after', '2').send(answer);
  });

  server.get(printAddress, {
    schema: {
      summary: 'A label to print, by the address that the bench was given; no key is needed',
      tags: ['warehouse'],
      querystring: z.object({ label: z.string().max(2_000) }),
      security: [],
      response: {
        200: {
          description: 'the label as the carrier gave it',
          content: {
            'application/pdf': { schema: z.unknown().meta({ type: 'string', format: 'binary' }) },
          },
        },
        404: problemShape, 410: problemShape,
      },
    },
  }, async (request, reply) => print(request.query.label, reply));

  // The same by an address that ends in .pdf and has no query, which some systems insist on. It
  // is only ever read out of an answer.
  server.get(printFile, {
    schema: { hide: true, params: z.object({ '*': z.string().max(2_000) }) },
  }, async (request, reply) => {
    const [, token = ''] = /^([^/]+)\.pdf$/.exec(request.params['*']) ?? [];
    return print(token, reply);
  });
};
