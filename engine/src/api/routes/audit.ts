/** Who changed what through the API, for admins. */
import { z } from 'zod';
import { instant, parseInstant, renderInstant } from '../../core/model/instant.ts';
import { listAudit } from '../../store/audit.ts';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { auditEntryShape, auditQueryShape, listOf, problemShape } from '../shapes.ts';

export const auditRoutes = (server: Server, { surroundings: { database } }: ApiContext): void => {
  server.get('/v1/audit', {
    schema: {
      summary: 'Who changed what, newest first', tags: ['keys'], querystring: auditQueryShape,
      response: {
        200: listOf(auditEntryShape), 400: problemShape, 401: problemShape, 403: problemShape,
      },
    },
  }, async (request) => {
    demand(request.bearer, 'read-audit');
    const { limit, after, who, key, person, target, since, until } = request.query;
    const cursor = readCursor(after, z.tuple([z.int(), z.int()]));
    const rows = await database.transaction((tx) => listAudit(tx, {
      who: who ?? null, keyId: key ?? null, person: person ?? null, target: target ?? null,
      since: since === undefined ? null : parseInstant(since),
      until: until === undefined ? null : parseInstant(until),
    }, cursor === null ? null : { at: cursor[0], id: cursor[1] }, limit));
    const last = rows.at(-1);
    return {
      items: rows.map(({ at, keyId: key, id: _id, ...row }) => ({
        ...row, at: renderInstant(instant(at)), key,
      })),
      next: rows.length < limit || last === undefined ? null : writeCursor([last.at, last.id]),
    };
  });
};
