/** Records that keep their order aside, and how a person lets the order go on without one. */
import { z } from 'zod';
import { orderId } from '../../core/model/ids.ts';
import { renderInstant } from '../../core/model/instant.ts';
import { announce } from '../../store/announce.ts';
import { wake } from '../../store/dossiers.ts';
import { endLeftOut, hasLeftOut, listLeftOut } from '../../store/left-out.ts';
import { saveNote } from '../../store/notes.ts';
import { readPolicy } from '../../store/policies.ts';
import type { Tx } from '../../store/database.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound } from '../problem.ts';
import { listOf, nameShape, problemShape } from '../shapes.ts';
import {
  goneWithoutShape, goWithoutBodyShape, leftOutFilterShape, leftOutShape,
} from '../shapes/left-out.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape,
};

/** So many at once are a fault of one kind, which no person goes through one by one. */
const mostShown = 200;

export const leftOutRoutes = (server: Server, context: ApiContext): void => {
  const { database, now, random } = context.surroundings;

  server.get('/v1/connections/:name/left-out', {
    schema: {
      summary: 'What could not be taken in and keeps its order aside, the oldest first',
      tags: ['reading'], params: z.object({ name: nameShape }),
      querystring: leftOutFilterShape,
      response: { 200: listOf(leftOutShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { name } = request.params;
    const rows = await database.transaction(async (tx) => {
      await mustBeKnown(tx, name);
      const { orderNumber = null } = request.query;
      return listLeftOut(tx, name, { orderNumber, limit: mostShown });
    });
    return {
      items: rows.map(({ order, orderNumber, record, fault, since }) =>
        ({ order, orderNumber, record, fault, since: renderInstant(since) })),
      next: null,
    };
  });

  server.post('/v1/connections/:name/left-out/go-without', {
    schema: {
      summary: 'Lets an order go on without a record that could not be taken in',
      tags: ['steering'], params: z.object({ name: nameShape }), body: goWithoutBodyShape,
      response: { 200: goneWithoutShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'go-without-record');
    const { order, record, why } = request.body;
    const connection = request.params.name;
    const gone = await change(context, request, async (tx) => {
      await mustBeKnown(tx, connection);
      const at = now();
      const id = orderId(order);
      const ended = await endLeftOut(tx, { connection, order: id, record }, { by, why, at });
      if (ended === null) throw notFound(`record of that name that keeps this order aside`);
      // Beside the order, where whoever asks later why it went on will look.
      await saveNote(tx, {
        id: `not_${random().slice(0, 16)}`, order, kind: 'note', at, by,
        said: `Goes on without ${record}: ${why}`,
      });
      await wake(tx, [id], at);
      await announce(tx, 'due', connection);
      return { order, record, sentence: sentenceOf(record) };
    });
    context.loop?.bell.ring('decide');
    return gone;
  });
};

const sentenceOf = (record: string): string =>
  `It is decided on without ${record} from now on. Should that come again with other ` +
  'content, or with none that can be seen, the order is set aside anew.';

/** One that has left the policy keeps its orders aside all the same, until somebody answers. */
const mustBeKnown = async (tx: Tx, name: string): Promise<void> => {
  const { connections } = await readPolicy(tx);
  if (Object.hasOwn(connections, name) || await hasLeftOut(tx, name)) return;
  throw notFound(`connection called ${name}`);
};
