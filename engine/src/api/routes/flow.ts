/** The first page, for console and wall: where parcels wait. */
import { z } from 'zod';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { viewFlow } from '../flow.ts';
import { nameShape, problemShape } from '../shapes.ts';
import { flowShape } from '../shapes/flow.ts';

export const flowRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;

  server.get('/v1/flow', {
    schema: {
      summary: 'Where orders are, what holds them up, and whether the vans are made',
      description: 'Every number comes with the query of /v1/orders that lists what it counts.',
      tags: ['reading'],
      querystring: z.object({
        warehouse: nameShape.optional().meta({ description: 'only this one; else all together' }),
      }),
      response: { 200: flowShape, 400: problemShape, 401: problemShape, 403: problemShape },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    return surroundings.database.transaction((tx) =>
      viewFlow(tx, surroundings, request.query.warehouse ?? null));
  });
};
