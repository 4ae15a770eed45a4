/** A period decided anew and compared with what was decided; let go, what differs is woken. */
import { z } from 'zod';
import { instant, renderInstant } from '../../core/model/instant.ts';
import { beginReplay, isUnderWay, stopReplay } from '../../loop/replay.ts';
import { readFindings, readReplay, readReplays, type Replay } from '../../store/replays.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { notFound, Problem } from '../problem.ts';
import { askedTextShape, listOf, problemShape } from '../shapes.ts';
import {
  replayBodyShape, replayFindingShape, replayShape, replayStopShape, type ReplayView,
} from '../shapes/replays.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
  422: problemShape,
};
const replaysShown = 20;

export const replayRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;
  const { database } = surroundings;
  const params = z.object({ id: z.string().regex(/^rpl_[\w-]{1,40}$/) });

  server.post('/v1/replays', {
    schema: {
      summary: 'Decides a period anew from what is known, and compares; nothing changes without go',
      tags: ['replays'], body: replayBodyShape, response: { 202: replayShape, ...refusals },
    },
  }, async (request, reply) => {
    const { name: by } = demand(request.bearer, 'go-live');
    const { from, to, go, look, why } = request.body;
    void reply.status(202);
    const begun = await change(context, request, async (tx) => {
      const answer = await beginReplay(tx, surroundings, {
        from: instant(Date.parse(from)), to: instant(Date.parse(to)), goes: go, looks: look, by,
        why,
      });
      if (answer.is === 'refused') throw new Problem(answer.status, 'Not replayed', answer.words);
      return viewReplay(answer.replay);
    });
    context.loop?.bell.ring('plans');
    return begun;
  });

  server.get('/v1/replays', {
    schema: {
      summary: 'Replays, newest first', tags: ['replays'],
      response: { 200: listOf(replayShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const replays = await database.transaction((tx) => readReplays(tx, replaysShown));
    return { items: replays.map(viewReplay), next: null };
  });

  server.get('/v1/replays/:id', {
    schema: {
      summary: 'How far a replay has come', tags: ['replays'], params,
      response: { 200: replayShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const replay = await database.transaction((tx) => readReplay(tx, request.params.id));
    if (replay === null) throw notFound('such replay');
    return viewReplay(replay);
  });

  server.get('/v1/replays/:id/orders', {
    schema: {
      summary: 'Orders that would be decided otherwise now, with both sentences',
      tags: ['replays'], params,
      querystring: z.object({
        limit: z.coerce.number().int().min(1).max(500).default(50),
        after: askedTextShape.optional(),
      }),
      response: { 200: listOf(replayFindingShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { limit, after } = request.query;
    const cursor = readCursor(after, z.tuple([z.int()]));
    const rows = await database.transaction(async (tx) => {
      if ((await readReplay(tx, request.params.id)) === null) throw notFound('such replay');
      return readFindings(tx, request.params.id, { after: cursor?.[0] ?? 0, limit });
    });
    const last = rows.at(-1);
    return {
      items: rows.map(({ finding: { order, orderNumber, was, wouldBe } }) =>
        ({ order: { id: order, orderNumber }, was, wouldBe })),
      next: rows.length < limit || last === undefined ? null : writeCursor([last.place]),
    };
  });

  server.post('/v1/replays/:id/stop', {
    schema: {
      summary: 'Stops a replay; what it woke stays awake', tags: ['replays'], params,
      body: replayStopShape, response: { 200: replayShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'go-live');
    return change(context, request, async (tx) => {
      const replay = await stopReplay(
        tx, request.params.id, { by, ...request.body }, surroundings.now());
      if (replay === null) throw notFound('such replay');
      return viewReplay(replay);
    });
  });
};

const viewReplay = (replay: Replay): ReplayView => {
  const { from, to, goes, passed, ahead, looked, differing } = replay.content;
  return {
    id: replay.id, state: replay.state, sentence: sentenceOf(replay),
    from: renderInstant(from), to: renderInstant(to), goes,
    madeAt: renderInstant(replay.madeAt), madeBy: replay.madeBy,
    passed, ahead: Math.max(ahead, passed), looked, differing,
  };
};

const sentenceOf = (replay: Replay): string => {
  const { state, content: { goes, looked, differing } } = replay;
  if (state === 'reading') {
    return 'The feeds of the period are read again first; then its orders are decided anew.';
  }
  const found = `${orders(looked)} looked at, ${differing === 0 ? 'none' : String(differing)} ` +
    'would be decided otherwise now';
  const then = differing === 0 ? '' : goes
    ? ' and were woken: they are decided by the usual way, which does nothing twice'
    : '. Nothing was changed';
  const end = isUnderWay(replay) ? ' so far.' : state === 'stopped' ? ', and then stopped.' : '.';
  return `${found}${then}${end}`;
};

const orders = (count: number): string => `${String(count)} ${count === 1 ? 'order' : 'orders'}`;
