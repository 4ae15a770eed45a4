/** Whether the process is alive, whether it can do its work, and its numbers. */
import { z } from 'zod';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { renderMetrics } from '../metrics.ts';
import { Problem } from '../problem.ts';
import { readNotReady } from '../readiness.ts';
import { notReadyShape, readyShape } from '../shapes/ready.ts';

const well = z.object({ state: z.string() });

export const healthRoutes = (server: Server, context: ApiContext): void => {
  server.get('/healthz', {
    schema: {
      summary: 'The process answers', tags: ['system'], response: { 200: well },
    },
  }, () => ({ state: 'running' }));

  server.get('/readyz', {
    schema: {
      summary: 'The process can do its work', tags: ['system'],
      querystring: z.object({ for: z.enum(['work', 'requests']).default('work') }),
      response: { 200: readyShape, 503: notReadyShape },
    },
  }, async (request, reply) => {
    const { requests, work, watch } = await readNotReady(context);
    const notReady = [...requests, ...work];
    const holding = request.query.for === 'requests' ? requests : notReady;
    if (holding.length === 0) return { state: 'ready', isReady: true, notReady, watch: [...watch] };
    const { view } = new Problem(503, 'Not ready', holding.join(' '));
    return reply.status(503).header('content-type', 'application/problem+json')
      .send({ ...view, isReady: false, notReady, watch: [...watch] });
  });

  server.get('/metrics', {
    schema: { summary: 'Numbers for Prometheus', tags: ['system'] },
  }, async (request, reply) => {
    demand(request.bearer, 'read');
    const { type, text } = await renderMetrics(context);
    return reply.header('content-type', type).send(text);
  });
};
