/** What was written to warehouses and channels, what became of it, and "send again". */
import { z } from 'zod';
import { consignmentId, messageId, orderId, rulingId } from '../../core/model/ids.ts';
import { decideAndRecord } from '../../loop/decide-and-record.ts';
import { take } from '../../loop/hear.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { deliveryStates, listDeliveries } from '../../store/deliveries.ts';
import { lockDossier } from '../../store/dossiers.ts';
import { readPolicy } from '../../store/policies.ts';
import { listRefused } from '../../store/refused-input.ts';
import { instant, renderInstant } from '../../core/model/instant.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { viewDelivery } from '../deliveries.ts';
import { notFound, Problem } from '../problem.ts';
import {
  askedTextShape, deliveryShape, listOf, nameShape, problemShape, refusedInputShape,
  sendAgainShape,
} from '../shapes.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };

export const messageRoutes = (server: Server, context: ApiContext): void => {
  const { database, now, random } = context.surroundings;

  server.get('/v1/messages', {
    schema: {
      summary: 'Messages to warehouses and channels, and what became of them; dead letters too',
      tags: ['reading'],
      querystring: z.object({
        state: z.enum(deliveryStates).optional(),
        party: z.enum(['warehouse', 'channel']).optional(),
        name: nameShape.optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        after: z.coerce.number().int().min(0).default(0),
      }),
      response: { 200: listOf(deliveryShape), ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'read');
    const { state = null, party = null, name = null, limit, after } = request.query;
    const found = await database.transaction((tx) => listDeliveries(tx, {
      state, party, partyName: name, after, limit, id: null,
    }));
    const last = found.at(-1);
    return {
      items: found.map((one) => viewDelivery(one, bearer)),
      next: found.length < limit || last === undefined ? null : String(last.position),
    };
  });

  server.post('/v1/messages/:id/send-again', {
    schema: {
      summary: 'Sends a message once more, the same one, whatever became of it',
      tags: ['steering'],
      params: z.object({ id: askedTextShape }),
      body: sendAgainShape.default({ why: 'no reason given' }),
      response: { 200: deliveryShape, ...refusals, 409: problemShape },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'tell-again');
    const { id } = request.params;
    const { why } = request.body;
    const asked = { state: null, party: null, partyName: null, after: 0, limit: 1, id };
    const sent = await change(context, request, async (tx) => {
      const [before] = await listDeliveries(tx, asked);
      const stored = before === undefined ? null : await lockDossier(tx, orderId(before.order));
      if (before === undefined || stored === null) throw notFound(`message ${id}`);
      if (before.state === 'under-way') {
        throw new Problem(409, 'Not now', 'It is being sent at this moment.');
      }
      const at = now();
      const dossier = await take(tx, stored.dossier, [{
        kind: 'ruled', consignment: consignmentId(before.consignment), ruling: {
          id: rulingId(`rul_${random()}`), kind: 'tell-again', by: bearer.name, why, at,
          until: null,
          about: messageId(id),
        },
      }], at);
      await decideAndRecord(tx, { ...stored, dossier }, await readStandpoint(tx, at));
      return viewDelivery((await listDeliveries(tx, asked))[0] ?? before, bearer);
    });
    context.loop?.bell.ring('decide');
    return sent;
  });

  server.get('/v1/connections/:name/refused', {
    schema: {
      summary: 'What the system behind a connection sent that could not be read, newest first',
      tags: ['reading'],
      params: z.object({ name: nameShape }),
      querystring: z.object({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        after: askedTextShape.optional(),
      }),
      response: { 200: listOf(refusedInputShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { name } = request.params;
    const { limit, after } = request.query;
    const before = readCursor(after, z.tuple([z.int()]))?.[0] ?? null;
    const rows = await database.transaction(async (tx) => {
      if (!Object.hasOwn((await readPolicy(tx)).connections, name)) {
        throw notFound(`connection called ${name}`);
      }
      return listRefused(tx, name, before, limit);
    });
    const last = rows.at(-1);
    return {
      items: rows.map(({ at, sender, method, path, status, detail, problems }) => ({
        sender, method, path, status, detail, problems: [...problems],
        at: renderInstant(instant(at)),
      })),
      next: rows.length < limit || last === undefined ? null : writeCursor([last.id]),
    };
  });
};
