/** What warehouses and channels tell us: whole snapshots, one by one or many at a time. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ownerOf } from '../../core/policy/owners.ts';
import { decideAndRecordAll } from '../../loop/decide-and-record.ts';
import { hearChannelOrder } from '../../loop/hear.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { takeIn, takeInAll, type Outcome, type TakenIn } from '../../loop/take-in.ts';
import { demandPlace } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { noteRefused } from '../refused.ts';
import { readInWords, readUpToTheFirst } from '../reading-input.ts';
import { requirePlace } from '../places.ts';
import { bounded, problemsOfIssues } from '../unreadable.ts';
import {
  batchResultShape, channelOrderShape, nameShape, problemShape, referenceShape,
  snapshotAnswerShape, snapshotShape, type SnapshotAnswer,
} from '../shapes.ts';
import { channelOrderFrom, snapshotFrom } from '../translate.ts';
import { readerOf, rowFrom, viewException, viewObligation, viewSummary } from '../views.ts';

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
    config: { audit: 'as-facts' },
  }, async (request) => {
    const { warehouse, reference } = request.params;
    demandPlace(request.bearer, 'warehouse', warehouse);
    await requirePlace(context, { warehouse });
    const snapshot = snapshotFrom(request.body);
    const [taken] = await database.transaction(async (tx) =>
      (await takeInAll(tx, [{ warehouse, reference, snapshot }], now())).map(viewAnswer));
    if (taken === undefined) throw new Error(`nothing was answered on ${reference}`);
    context.loop?.bell.ring('decide');
    return taken;
  });

  server.post('/v1/warehouses/:warehouse/consignments', {
    schema: {
      summary: 'Up to 500 consignments; one bad item never spoils the others',
      tags: ['warehouse'],
      params: z.object({ warehouse: nameShape }),
      body: z.strictObject({ consignments: z.array(z.unknown()).min(1).max(500) }),
      response: { 200: z.object({ results: z.array(batchResultShape) }), ...refusals },
    },
    config: { audit: 'as-facts' },
  }, async (request) => {
    const { warehouse } = request.params;
    demandPlace(request.bearer, 'warehouse', warehouse);
    await requirePlace(context, { warehouse });
    let faults = 0;
    const items = request.body.consignments.map((item, index) => {
      const read = faults > faultsOfABatch
        ? readUpToTheFirst(itemShape, item) : readInWords(itemShape, item);
      faults += read.error?.issues.length ?? 0;
      if (!read.success) return { refused: refusedItem(item, index, read.error) };
      const { reference, ...body } = read.data;
      return { said: { warehouse, reference, snapshot: snapshotFrom(body) } };
    });
    const said = items.flatMap((one) => one.said ?? []);
    // Where one trips, each is taken in by a transaction of its own. The answer is kept after them:
    // whoever repeats it because of a crash says the same snapshots again, which changes nothing.
    const outcomes = await takeIn(context.surroundings, said, viewAnswer);
    context.loop?.bell.ring('decide');
    const results = said.map(({ reference }, index) => resultOf(reference, outcomes[index]));
    const inOrder = items.flatMap((one) => one.refused ?? results.shift() ?? []);
    await noteItems(context, request, inOrder);
    return { results: inOrder };
  });

  server.put('/v1/channels/:channel/orders/:reference', {
    schema: {
      summary: 'The whole order as its channel sees it now',
      tags: ['channel'],
      params: z.object({ channel: nameShape, reference: referenceShape }),
      body: channelOrderShape,
      response: { 200: snapshotAnswerShape, ...refusals },
    },
    config: { audit: 'as-facts' },
  }, async (request) => {
    const { channel, reference } = request.params;
    demandPlace(request.bearer, 'channel', channel);
    await requirePlace(context, { channel });
    const order = channelOrderFrom(reference, request.body);
    const answer = await database.transaction(async (tx) => {
      const at = now();
      const heard = await hearChannelOrder(tx, channel, order, at);
      const standpoint = await readStandpoint(tx, at);
      const [recorded] = await decideAndRecordAll(tx, [heard], standpoint);
      if (recorded === undefined) throw new Error(`nothing was decided on ${reference}`);
      return viewAnswer({ heard, recorded, standpoint });
    });
    context.loop?.bell.ring('decide');
    return answer;
  });
};

/** Refused items of a batch are listed under the connection, like a refused request. */
const noteItems = (
  { surroundings }: ApiContext,
  request: FastifyRequest,
  results: readonly z.output<typeof batchResultShape>[],
): Promise<void> => {
  const refused = results.flatMap(({ status, problem }) =>
    (problem === null || status >= 500 ? [] : [problem]));
  if (refused.length === 0) return Promise.resolve();
  return noteRefused(surroundings, request, {
    type: 'urn:gatepass:problem:unreadable', title: 'Unreadable', status: 400,
    detail: `${String(refused.length)} of ${String(results.length)} consignments were refused.`,
    problems: bounded(refused.flatMap((one) => one.problems ?? [])),
  });
};

const itemShape = snapshotShape.extend({ reference: referenceShape });

const viewAnswer = ({ heard, recorded, standpoint }: TakenIn): SnapshotAnswer => {
  const { dossier, decision } = recorded;
  const row = rowFrom(recorded, standpoint);
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
        viewException(dossier.order, one.consignment, exception, {
          reader, owner: ownerOf(exception.code, standpoint.policy),
        }))),
  };
};

type Result = z.output<typeof batchResultShape>;

const resultOf = (reference: string, outcome: Outcome<SnapshotAnswer> | undefined): Result =>
  outcome?.is === 'taken-in'
    ? { reference, status: 200, answer: outcome.answer, problem: null }
    : { reference, status: 500, answer: null, problem: trippedItem };

const trippedItem = {
  type: 'urn:gatepass:problem:tripped', title: 'Tripped', status: 500,
  detail: 'Gatepass tripped over this consignment and did not take it in; the others were looked ' +
    'at by themselves. Why is in its log. Send it again later.',
};

/** After so many, of each further item only the first is looked for. */
const faultsOfABatch = 2_000;

/** Of 500 items that are all wrong the answer is still one that can be read. */
const problemsOfAnItem = 20;

const refusedItem = (
  item: unknown,
  index: number,
  error: z.ZodError,
): Result => {
  const named = z.object({ reference: z.string() }).safeParse(item);
  return {
    reference: named.success ? named.data.reference.slice(0, 100) : null,
    status: 400,
    answer: null,
    problem: {
      type: 'urn:gatepass:problem:unreadable', title: 'Unreadable', status: 400,
      detail: 'This consignment was not taken in; the others were looked at by themselves.',
      problems: bounded(
        problemsOfIssues(error.issues, ['consignments', String(index)]), problemsOfAnItem),
    },
  };
};

