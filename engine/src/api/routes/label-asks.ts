/**
 * Label on demand in the warehouse system's own words: it calls for one parcel, holds the line, and
 * prints what it is answered. Whatever is in the way is one sentence for whoever packs.
 */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { packedOtherwise } from '../../core/decide/packed-otherwise.ts';
import { seeForBench, type Bench } from '../../loop/ask-for-label.ts';
import { benchFaceOf, type BenchAsk, type BenchTold } from '../../loop/bench-face.ts';
import { readPolicy } from '../../store/policies.ts';
import { askAtBench } from '../at-bench.ts';
import { demandPlace } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { requirePlace } from '../places.ts';
import { notFound, Problem } from '../problem.ts';
import { nameShape, ownWordsShape, problemShape } from '../shapes.ts';

/** One parcel with its articles and an address; documented calls take a few kilobytes. */
const bodyLimit = 256 * 1024;

export const labelAskRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;

  server.post('/v1/warehouses/:warehouse/label-asks', {
    schema: {
      summary: 'The label of a parcel, asked for in the warehouse system’s own words',
      tags: ['warehouse'],
      params: z.object({ warehouse: nameShape }),
      body: ownWordsShape,
      response: {
        200: ownWordsShape,
        400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape,
      },
    },
    config: { audit: 'as-facts' },
    bodyLimit,
  }, async (request, reply) => {
    const { warehouse } = request.params;
    demandPlace(request.bearer, 'warehouse', warehouse);
    await requirePlace(context, { warehouse });
    const policy = await surroundings.database.transaction(readPolicy);
    const found = benchFaceOf(policy, surroundings, warehouse);
    if (found.is === 'none') {
      throw notFound(`bench of ${warehouse} that asks in words of its own: its connector ` +
        `${found.connector} has none. Ask for /consignments/{reference}/parcels/{parcel}/label`);
    }
    const { face } = found;
    const ask = face.readAsk(request.body);
    const answer = ask.is === 'unreadable'
      ? face.renderAnswer(null, { is: 'no', sentence: ask.sentence })
      : face.renderAnswer(ask, await tell(context, request, warehouse, ask));
    // A no comes in their shape under whatever status they show a sentence of, not as a problem.
    return reply.code(answer.status as 200).serializer(JSON.stringify)
      .header('content-type', 'application/json; charset=utf-8')
      .send(ownWordsShape.parse(answer.body));
  });
};

const tell = async (
  context: ApiContext,
  request: FastifyRequest,
  warehouse: string,
  ask: BenchAsk,
): Promise<BenchTold> => {
  const asked = { warehouse, reference: ask.consignment, parcel: ask.parcel };
  try {
    await refuseOtherwise(context, asked, ask);
    const told = await askAtBench(context, asked, ask.waitSeconds);
    if (told.state !== 'labelled' || told.label === null) {
      return { is: 'no', sentence: told.sentence };
    }
    if (told.document === null) {
      return { is: 'no', sentence: [told.sentence, told.printAt ?? ''].join(' ').trim() };
    }
    const { protocol, host } = request;
    return {
      is: 'labelled', trackingNumber: told.label.trackingNumber,
      documentUrl: `${context.publicUrl ?? `${protocol}://${host}`}${told.document.file}`,
    };
  } catch (refusal) {
    // What is a fault of ours goes on, and is told as one.
    if (!(refusal instanceof Problem)) throw refusal;
    return { is: 'no', sentence: refusal.view.detail };
  }
};

/** What is in the box and what the warehouse has told must be the same, or nothing is bought. */
const refuseOtherwise = async (
  { surroundings }: ApiContext,
  { parcel, ...bench }: Bench & { readonly parcel: string },
  { contents }: BenchAsk,
): Promise<void> => {
  const state = await surroundings.database.transaction((tx) =>
    seeForBench(tx, surroundings, bench, parcel));
  const snapshot = state?.dossier.consignments[state.consignment]?.says?.snapshot;
  if (snapshot === undefined) return;
  const differences = packedOtherwise(snapshot, parcel, contents);
  if (differences.length === 0) return;
  const words = differences.map(({ sku, said, told }) =>
    `${sku}: ${String(said)} by this call, ${String(told)} by the newest snapshot`).join('; ');
  throw new Problem(409, 'Packed otherwise',
    `No label was bought for parcel ${parcel}: it is not said twice what is in it (${words}). ` +
    'Send the snapshot as it was packed, and ask again.');
};
