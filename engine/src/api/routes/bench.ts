/** Label on demand: the bench has a parcel on the scale and waits for its label. */
import { z } from 'zod';
import { renderInstant, type Instant } from '../../core/model/instant.ts';
import { warehouseName } from '../../core/model/ids.ts';
import { carrierForWarehouse } from '../../core/policy/mapping.ts';
import { warehousePolicy } from '../../core/policy/policy.ts';
import {
  askForLabel, seeForBench, type Bench, type BenchState,
} from '../../loop/ask-for-label.ts';
import { readSealed } from '../../loop/secrets.ts';
import { topicChannel } from '../../store/announce.ts';
import { readDocument } from '../../store/documents.ts';
import { demandPlace } from '../auth.ts';
import { benchSentence, printPlace, refuseBench } from '../bench-words.ts';
import type { ApiContext, Server } from '../context.ts';
import { requirePlace } from '../places.ts';
import { readPrintToken, writePrintToken } from '../print-address.ts';
import { notFound, Problem } from '../problem.ts';
import {
  benchLabelShape, benchQueryShape, nameShape, problemShape, referenceShape, type BenchLabel,
} from '../shapes.ts';
import { name } from '../shapes/words.ts';

export const printAddress = '/v1/print';

const params = z.object({ warehouse: nameShape, reference: referenceShape, parcel: name });

export const benchRoutes = (server: Server, context: ApiContext): void => {
  const { database, now, unseal } = context.surroundings;

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
    const bench = { warehouse, reference };
    const state = await whenLabelled(context, bench, parcel, request.query.wait);
    if (state === null) throw notFound(`consignment ${reference} at ${warehouse}`);
    const answer = await viewBench(context, { ...bench, parcel }, state, now());
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
  }, async (request, reply) => {
    const token = readPrintToken((text) => readSealed(unseal, text), request.query.label, now());
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
  });
};

/** Listens before it asks: what changes in between rings, and is looked at at once. */
const whenLabelled = async (
  { surroundings, loop }: ApiContext,
  bench: Bench,
  parcel: string,
  seconds: number,
): Promise<BenchState | null> => {
  const { database } = surroundings;
  let ring = Promise.withResolvers<void>();
  const stop = await database.listen(topicChannel('changed'), () => { ring.resolve(); });
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort();
    ring.resolve();
  }, seconds * 1_000);
  try {
    let state = await database.transaction((tx) => askForLabel(tx, surroundings, bench, parcel));
    loop?.bell.ring('decide');
    while (state?.view.is === 'going' && !patience.signal.aborted) {
      await ring.promise;
      ring = Promise.withResolvers<void>();
      state = await database.transaction((tx) => seeForBench(tx, surroundings, bench, parcel));
    }
    return state;
  } finally {
    clearTimeout(timer);
    await stop();
  }
};

const viewBench = async (
  { surroundings: { database }, seal }: ApiContext,
  asked: Bench & { readonly parcel: string },
  state: BenchState,
  now: Instant,
): Promise<BenchLabel> => {
  const { dossier, policy, capacity } = state;
  const its = warehousePolicy(policy, warehouseName(asked.warehouse));
  const reader = { timeZone: its?.timeZone ?? 'UTC', now };
  const view = refuseBench(state, asked, reader);
  const answer = {
    orderNumber: dossier.orderNumber, consignment: asked.reference, parcel: asked.parcel, capacity,
  };
  if (view.is === 'going') {
    return {
      ...answer, state: 'under-way', label: null, document: null, printAt: null,
      sentence: benchSentence(view, false, reader),
    };
  }
  const { label } = view;
  const print = await database.transaction((tx) => readDocument(tx, dossier.order, label.id));
  const { token, until } = writePrintToken(seal, { order: dossier.order, label: label.id }, now);
  const { id, trackingNumber, service, cost, weightGrams, madeAt } = label;
  return {
    ...answer,
    state: 'labelled',
    label: {
      id, trackingNumber, service, cost, weightGrams, madeAt: renderInstant(madeAt),
      carrier: carrierForWarehouse(policy, label.carrier) ?? label.carrier,
    },
    document: print === null ? null : {
      url: `${printAddress}?label=${encodeURIComponent(token)}`, expiresAt: renderInstant(until),
    },
    printAt: print === null ? printPlace(label.orderNumber) : null,
    sentence: benchSentence(view, print !== null, reader),
  };
};
