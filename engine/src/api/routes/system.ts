/** Health, connections, live events, metrics and the handbook. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { exceptionCodes } from '../../core/model/exceptions.ts';
import { topicChannel } from '../../store/announce.ts';
import { readPolicy } from '../../store/policies.ts';
import { demand } from '../auth.ts';
import { probeConnection } from '../../loop/probe.ts';
import { askForSweepOf } from '../../loop/sweep.ts';
import { viewConnections } from '../connections.ts';
import { change, tellBefore } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { lineAt, openingLine } from '../live-line.ts';
import { healthRoutes } from './health.ts';
import { notFound } from '../problem.ts';
import { wantsPage } from '../wants-page.ts';
import {
  connectionShape, listOf, nameShape, probeShape, problemShape, sweepAskedShape,
} from '../shapes.ts';

export const systemRoutes = (server: Server, context: ApiContext): void => {
  healthRoutes(server, context);

  server.get('/v1/connections', {
    schema: {
      summary: 'Connections: health, lease, budget, what binds', tags: ['reading'],
      response: { 200: listOf(connectionShape), 401: problemShape, 403: problemShape },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    return { items: await viewConnections(context), next: null };
  });

  server.post('/v1/connections/:name/probe', {
    schema: {
      summary: 'Tries a connection and says in words what is well', tags: ['system'],
      params: z.object({ name: nameShape }),
      response: { 200: probeShape, 401: problemShape, 403: problemShape, 404: problemShape },
    },
  }, async (request) => {
    demand(request.bearer, 'test-connection');
    const { name } = request.params;
    // Its calls go to another system, which no transaction of ours holds.
    await tellBefore(context, request, async (tx) => {
      const { connections } = await readPolicy(tx);
      if (!Object.hasOwn(connections, name)) throw notFound(`connection called ${name}`);
    });
    const answer = await probeConnection(context.surroundings, name);
    if (answer === null) throw notFound(`connection called ${name}`);
    const { isWell, sentences, watch = [] } = answer;
    return { isWell, sentences: [...sentences], watch: [...watch] };
  });

  server.post('/v1/connections/:name/sweep', {
    schema: {
      summary: 'Counts the open orders there against those here, ahead of its time',
      tags: ['system'], params: z.object({ name: nameShape }),
      response: { 202: sweepAskedShape, 401: problemShape, 403: problemShape, 404: problemShape },
    },
  }, async (request, reply) => {
    demand(request.bearer, 'count-open-orders');
    const { name } = request.params;
    void reply.status(202);
    return change(context, request, async (tx) => {
      if (!(await askForSweepOf(tx, context.surroundings, name))) {
        throw notFound(`connection called ${name} with open orders that can be counted`);
      }
      return {
        connection: name, sentence: 'The count goes on by itself, after everything more urgent.',
      };
    });
  });

  // For people it is a page of the console; for programs the text as it was written.
  server.get('/handbook/:page', {
    schema: { hide: true, params: z.object({ page: z.string() }) },
  }, async (request, reply) => {
    if (context.consoleFolder !== null && wantsPage(request)) return reply.sendFile('index.html');
    const { page } = request.params;
    if (context.handbookFolder === null || !Object.hasOwn(exceptionCodes, page)) {
      throw notFound(`handbook page ${page}`);
    }
    const text = await readFile(join(context.handbookFolder, `${page}.md`), 'utf8');
    return reply.header('content-type', 'text/plain; charset=utf-8').send(text);
  });

  liveRoute(server, context);
};

/** Where the numbers of the events had come to when the line broke. */
const readCount = (header: string | string[] | undefined): number =>
  typeof header === 'string' && /^\d{1,12}$/.test(header) ? Number(header) : 0;

/** At most one message a second per listener, saying what changed and not the whole page. */
const liveRoute = (server: Server, { surroundings: { database } }: ApiContext): void => {
  server.get('/v1/events', {
    schema: { summary: 'Changes as they happen', tags: ['reading'] },
  }, async (request, reply) => {
    demand(request.bearer, 'read');
    const changed = new Set<string>();
    // Listens first: what changes from here on is told, and what was before the page reads anew.
    const stop = await database.listen(topicChannel('changed'), (id) => changed.add(id));
    reply.hijack();
    const out = reply.raw;
    if (out.destroyed) return stop();
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let count = readCount(request.headers['last-event-id']);
    let second = 0;
    out.write(openingLine(count));
    const timer = setInterval(() => {
      second += 1;
      const line = lineAt(second, changed, count);
      ({ count } = line);
      changed.clear();
      if (line.text !== '') out.write(line.text);
    }, 1_000);
    out.on('close', () => {
      clearInterval(timer);
      void stop();
    });
  });
};
