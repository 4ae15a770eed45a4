/** The calls that a connection made in the last hour, newest first. */
import { z } from 'zod';
import { readPolicy } from '../../store/policies.ts';
import { listCalls } from '../../store/call-list.ts';
import { demand } from '../auth.ts';
import { viewCall } from '../calls.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound } from '../problem.ts';
import { callShape, listOf, nameShape, problemShape } from '../shapes.ts';

export const callRoutes = (server: Server, { surroundings }: ApiContext): void => {
  const { database, limitNow } = surroundings;

  server.get('/v1/connections/:name/calls', {
    schema: {
      summary: 'The calls of the last hour, newest first: what for, how long, what came back',
      tags: ['reading'],
      params: z.object({ name: nameShape }),
      querystring: z.object({
        failed: z.enum(['yes', 'no']).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(200),
      }),
      response: {
        200: listOf(callShape), 400: problemShape, 401: problemShape, 403: problemShape,
        404: problemShape,
      },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { name } = request.params;
    const { failed, limit } = request.query;
    const now = limitNow();
    const calls = await database.transaction(async (tx) => {
      if (!Object.hasOwn((await readPolicy(tx)).connections, name)) {
        throw notFound(`connection called ${name}`);
      }
      return listCalls(tx, {
        connection: name, isFailed: failed === undefined ? null : failed === 'yes', limit, now,
      });
    });
    return { items: calls.map((one) => viewCall(one, now)), next: null };
  });
};
