/**
 * The public HTTP API. It parses, calls and renders; it has no rules of its own. Everything that
 * console, command line and integrators can do, they do here.
 */
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyError } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors, jsonSchemaTransform, serializerCompiler, validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { renderInstant } from '../core/model/instant.ts';
import { isDatabaseAway } from '../loop/database-away.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { identify, refuseForeignPage } from './auth.ts';
import type { ApiContext, Server } from './context.ts';
import { Problem } from './problem.ts';
import { mailboxRoutes } from './routes/mailboxes.ts';
import { orderRoutes } from './routes/orders.ts';
import { policyRoutes } from './routes/policy.ts';
import { sessionRoutes } from './routes/session.ts';
import { snapshotRoutes } from './routes/snapshots.ts';
import { systemRoutes } from './routes/system.ts';

/** 500 consignments of a thousand lines do not fit; 500 of an ordinary day do, ten times over. */
const bodyLimit = 8 * 1024 * 1024;

export const buildServer = async (context: ApiContext): Promise<Server> => {
  const { surroundings: { database, now, log } } = context;
  const server = Fastify({
    bodyLimit,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  // A form of another site can send text/plain without asking; JSON it cannot.
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler<FastifyError>((fault, request, reply) => {
    const view = asProblem(fault);
    if (view.status >= 500) {
      const { message: words, stack } = fault;
      log('a request failed', { url: request.routeOptions.url, words, stack });
    }
    return reply.status(view.status).header('content-type', 'application/problem+json')
      .send(JSON.stringify(view));
  });
  server.decorateRequest('bearer', null);
  server.addHook('onRequest', async (request, reply) => {
    // World time may be turned in a demo: whoever counts durations counts from here.
    void reply.headers({ ...safeHeaders, 'gatepass-now': renderInstant(now()) });
    refuseForeignPage(request);
    // Whether the process is alive and ready is asked also while the store cannot say who asks.
    if (openToAll.has(request.routeOptions.url ?? '')) return;
    request.bearer = await identify(database, request, now());
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gatepass', version: context.version,
        description: 'The layer between a warehouse, ShipStation and the sales channels.',
      },
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      },
      security: [{ key: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await server.register((routes: Server, _options, done) => {
    snapshotRoutes(routes, context);
    mailboxRoutes(routes, context);
    orderRoutes(routes, context);
    policyRoutes(routes, context);
    sessionRoutes(routes, context);
    systemRoutes(routes, context);
    routes.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
    done();
  });
  await serveConsole(server, context);
  return server;
};

const openToAll = new Set(['/healthz', '/readyz']);

const safeHeaders = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

const asProblem = (fault: FastifyError): Problem['view'] => {
  if (fault instanceof Problem) return fault.view;
  if (hasZodFastifySchemaValidationErrors(fault)) {
    return new Problem(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.',
      fault.validation.map((one) => ({
        path: one.instancePath.split('/').filter((step) => step !== '').join('.') || 'the body',
        problem: one.message ?? 'cannot be read',
      }))).view;
  }
  const status = fault.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return new Problem(status, status === 413 ? 'Too large' : 'Unreadable', fault.message).view;
  }
  if (isDatabaseAway(fault) || fault instanceof StoreRefusal) {
    return new Problem(503, 'Not ready',
      'The store does not answer just now. Nothing was taken in; send it again.').view;
  }
  return new Problem(500, 'Fault of Gatepass',
    'Gatepass tripped over this request. Nothing was taken in; it is in the log.').view;
};

/** The console is a client like any other: its files, and its one page for every address. */
const serveConsole = async (server: Server, { consoleFolder }: ApiContext): Promise<void> => {
  const missing = (url: string) => new Problem(404, 'Not found', `There is nothing at ${url}.`);
  if (consoleFolder === null) {
    server.setNotFoundHandler((request) => {
      throw missing(request.url.slice(0, 200));
    });
    return;
  }
  await server.register(fastifyStatic, {
    root: consoleFolder, wildcard: false, cacheControl: false,
    setHeaders: (reply, path) => {
      if (path.includes('/assets/')) {
        reply.header('cache-control', 'public, max-age=31536000, immutable');
      }
    },
  });
  server.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' &&
      !/^\/(v1|hooks|assets|handbook)\b/.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html');
    if (!isPage) throw missing(request.url.slice(0, 200));
    return reply.sendFile('index.html');
  });
};
