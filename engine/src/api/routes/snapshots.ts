/** What warehouses and channels tell us: whole snapshots, one by one or many at a time. */
import { z } from 'zod';
import { decideAndRecord } from '../../loop/decide-and-record.ts';
import { hearChannelOrder, hearSnapshot, type Heard } from '../../loop/hear.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import type { Tx } from '../../store/database.ts';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound } from '../problem.ts';
import {
  batchResultShape, channelOrderShape, nameShape, problemShape, referenceShape,
  snapshotAnswerShape, snapshotShape, type SnapshotAnswer,
} from '../shapes.ts';
import { channelOrderFrom, snapshotFrom } from '../translate.ts';
import { readerOf, viewException, viewObligation, viewSummary } from '../views.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };

export const snapshotRoutes = (server: Server, context: ApiContext): void => {
  const { database, now } = context.surroundings;

  server.put('/v1/warehouses/:warehouse/consignments/:reference', {
    schema: {
      summary: 'The whole consignment as the warehouse sees it now',
      tags: ['warehouse'],
      params: z.object({ warehouse: nameShape, reference: referenceShape }),
      body: snapshotShape,
      response: { 200: snapshotAnswerShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'warehouse');
    const { warehouse, reference } = request.params;
    const snapshot = snapshotFrom(request.body);
    return answering(context, (tx, at) =>
      hearSnapshot(tx, { warehouse, reference, snapshot }, at), { warehouse });
  });

  server.post('/v1/warehouses/:warehouse/consignments', {
    schema: {
      summary: 'Up to 500 consignments; one bad item never spoils the others',
      tags: ['warehouse'],
      params: z.object({ warehouse: nameShape }),
      body: z.strictObject({ consignments: z.array(z.unknown()).min(1).max(500) }),
      response: { 200: z.object({ results: z.array(batchResultShape) }), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'warehouse');
    const { warehouse } = request.params;
    await requirePlace(context, { warehouse });
    const results: z.output<typeof batchResultShape>[] = [];
    for (const [index, item] of request.body.consignments.entries()) {
      const read = itemShape.safeParse(item);
      if (!read.success) {
        results.push(refusedItem(item, index, read.error));
        continue;
      }
      const { reference, ...body } = read.data;
      const snapshot = snapshotFrom(body);
      const answer = await answering(context, (tx, at) =>
        hearSnapshot(tx, { warehouse, reference, snapshot }, at), null);
      results.push({ reference, status: 200, answer, problem: null });
    }
    return { results };
  });

  server.put('/v1/channels/:channel/orders/:reference', {
    schema: {
      summary: 'The whole order as its channel sees it now',
      tags: ['channel'],
      params: z.object({ channel: nameShape, reference: referenceShape }),
      body: channelOrderShape,
      response: { 200: snapshotAnswerShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'channel');
    const { channel, reference } = request.params;
    const order = channelOrderFrom(reference, request.body);
    return answering(context, (tx, at) =>
      hearChannelOrder(tx, channel, order, at), { channel });
  });

  const answering = async (
    { loop }: ApiContext,
    hear: (tx: Tx, at: ReturnType<typeof now>) => Promise<Heard>,
    place: { warehouse: string } | { channel: string } | null,
  ): Promise<SnapshotAnswer> => {
    if (place !== null) await requirePlace(context, place);
    const answer = await database.transaction(async (tx) => {
      const at = now();
      const heard = await hear(tx, at);
      const standpoint = await readStandpoint(tx, at);
      const recorded = await decideAndRecord(tx, heard.stored, standpoint);
      return viewAnswer(heard, recorded, standpoint);
    });
    loop?.bell.ring('decide');
    return answer;
  };
};

const itemShape = snapshotShape.extend({ reference: referenceShape });

/** A warehouse or channel that the policy does not name is a slip in the address. */
const requirePlace = async (
  { surroundings: { database, now } }: ApiContext,
  place: { warehouse: string } | { channel: string },
): Promise<void> => {
  const { policy } = await database.transaction((tx) => readStandpoint(tx, now()));
  const [kind, name, known] = 'warehouse' in place
    ? ['warehouse', place.warehouse, policy.warehouses] as const
    : ['channel', place.channel, policy.channels] as const;
  if (Object.hasOwn(known, name)) return;
  const names = Object.keys(known);
  throw notFound(`${kind} called ${name} in the policy${names.length === 0
    ? '; it names none yet, so apply a policy file first' : `; it knows ${names.join(', ')}`}`);
};

const viewAnswer = (
  heard: Heard,
  recorded: Awaited<ReturnType<typeof decideAndRecord>>,
  standpoint: Awaited<ReturnType<typeof readStandpoint>>,
): SnapshotAnswer => {
  const { dossier, decision } = recorded;
  const row = {
    id: dossier.order, orderNumber: dossier.orderNumber, channel: dossier.channel, dossier,
    decision, changedAt: standpoint.now,
  };
  const reader = readerOf(standpoint, row);
  const summary = viewSummary(row, standpoint);
  const older = heard.accepted === 'older-revision'
    ? 'A newer revision is already known, so this one changes nothing. ' : '';
  return {
    order: { id: row.id, orderNumber: row.orderNumber, channel: row.channel },
    accepted: heard.accepted,
    stage: summary.stage,
    obligations: decision.consignments
      .flatMap((one) => one.obligations)
      .map((one) => viewObligation(one, reader)),
    sentence: older + summary.sentence,
    exceptions: decision.consignments.flatMap((one) =>
      one.exceptions.map((exception) =>
        viewException(dossier.order, one.consignment, exception, reader))),
  };
};

const refusedItem = (
  item: unknown,
  index: number,
  error: z.ZodError,
): z.output<typeof batchResultShape> => {
  const named = z.object({ reference: z.string() }).safeParse(item);
  return {
    reference: named.success ? named.data.reference.slice(0, 100) : null,
    status: 400,
    answer: null,
    problem: {
      type: 'urn:gatepass:problem:unreadable', title: 'Unreadable', status: 400,
      detail: 'This consignment was not taken in; the others were looked at by themselves.',
      problems: error.issues.map((issue) => ({
        path: ['consignments', String(index), ...issue.path.map(String)].join('.'),
        problem: issue.message,
      })),
    },
  };
};

