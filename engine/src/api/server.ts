/**
 * The public HTTP API. It parses, calls and renders; it has no rules of its own. Everything that
 * console, command line and integrators can do, they do here.
 */
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import Fastify, { type FastifyError } from 'fastify';
import {
  jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { renderInstant } from '../core/model/instant.ts';
import { auditEveryChange } from './audit.ts';
import { identify, NotAllowed, refuseForeignPage, refuseStranger, sessionCookie } from './auth.ts';
import type { ApiContext, Server } from './context.ts';
import { aboutApi, tags } from './examples/about.ts';
import { chapters } from './examples/all.ts';
import { describeApi } from './examples/describe.ts';
import { asProblem, bodyLimit, refuseAddress, refuseBytes } from './fault.ts';
import { sayWhatItNeeds } from '../people/rights.ts';
import { notThere } from './not-there.ts';
import { openPeopleDoor, type PeopleDoor } from './people-door.ts';
import { Problem, Wait } from './problem.ts';
import { validateWithinBounds } from './reading-input.ts';
import { readJsonBodies } from './reading-json.ts';
import { openDoorkeeper } from './rates.ts';
import { alertRoutes } from './routes/alerts.ts';
import { apiPageRoute } from './routes/api-page.ts';
import { noteRefused } from './refused.ts';
import { honourKeys } from './repeated.ts';
import { auditRoutes } from './routes/audit.ts';
import { backupRoutes } from './routes/backup.ts';
import { printAddress, printFile } from './print-address.ts';
import { benchRoutes } from './routes/bench.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { connectorRoutes } from './routes/connectors.ts';
import { customStoreAddress, customStoreRoutes } from './routes/custom-store.ts';
import { exceptionRoutes } from './routes/exceptions.ts';
import { experimentRoutes } from './routes/experiments.ts';
import { flowRoutes } from './routes/flow.ts';
import { guardPlanRoutes } from './routes/guard-plans.ts';
import { healthRoutes } from './routes/health.ts';
import { hookAddress, hookRoutes } from './routes/hooks.ts';
import { keyRoutes } from './routes/keys.ts';
import { labelAskRoutes } from './routes/label-asks.ts';
import { leftOutRoutes } from './routes/left-out.ts';
import { mailboxRoutes } from './routes/mailboxes.ts';
import { callRoutes } from './routes/calls.ts';
import { messageRoutes } from './routes/messages.ts';
import { findRoutes } from './routes/find.ts';
import { noteRoutes } from './routes/notes.ts';
import { teamViewRoutes } from './routes/team-views.ts';
import { exportRoutes } from './routes/export-orders.ts';
import { orderRoutes } from './routes/orders.ts';
import { ownRoutes } from './routes/own.ts';
import { peopleRoutes } from './routes/people.ts';
import { planRoutes } from './routes/plans.ts';
import { policyRoutes } from './routes/policy.ts';
import { providerRoutes } from './routes/provider.ts';
import { replayRoutes } from './routes/replays.ts';
import { rulingRoutes } from './routes/rulings.ts';
import { sessionRoutes } from './routes/session.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { snapshotRoutes } from './routes/snapshots.ts';
import { stockRoutes } from './routes/stock.ts';
import { steeringRoutes } from './routes/steering.ts';
import { systemRoutes } from './routes/system.ts';
import { readHolders } from '../store/people.ts';
import { serveConsole } from './serve-console.ts';
import './shapes/published.ts';

/** `hangIn` gets the server before it has routes: a test can see every one of them come. */
export const buildServer = async (
  context: ApiContext,
  hangIn?: (server: Server) => void,
): Promise<Server> => {
  const people = openPeopleDoor(context);
  const server = bareServer(context, people);
  hangIn?.(server);
  const missing = notThere(server);
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gatepass', version: context.version,
        description: aboutApi,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: [...tags],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    // Words are laid over a description of this very form, and its form stays.
    transformObject: (made) => describeApi(
      { ...jsonSchemaTransformObject(made) }, chapters) as ReturnType<SwaggerTransformObject>,
  });
  await server.register((routes: Server, _options, done) => {
    snapshotRoutes(routes, context);
    benchRoutes(routes, context);
    labelAskRoutes(routes, context);
    stockRoutes(routes, context);
    mailboxRoutes(routes, context);
    messageRoutes(routes, context);
    callRoutes(routes, context);
    orderRoutes(routes, context);
    exportRoutes(routes, context);
    noteRoutes(routes, context);
    teamViewRoutes(routes, context);
    findRoutes(routes, context);
    rulingRoutes(routes, context);
    exceptionRoutes(routes, context);
    bulkRoutes(routes, context);
    planRoutes(routes, context);
    guardPlanRoutes(routes, context);
    policyRoutes(routes, context);
    replayRoutes(routes, context);
    sessionRoutes(routes, context);
    signInRoutes(routes, context, people);
    ownRoutes(routes, context, people);
    peopleRoutes(routes, context);
    providerRoutes(routes, context);
    steeringRoutes(routes, context);
    leftOutRoutes(routes, context);
    systemRoutes(routes, context);
    connectorRoutes(routes, context);
    alertRoutes(routes, context);
    backupRoutes(routes, context);
    hookRoutes(routes, context);
    customStoreRoutes(routes, context);
    experimentRoutes(routes, context);
    flowRoutes(routes, context);
    apiPageRoute(routes);
    keyRoutes(routes, context);
    auditRoutes(routes, context);
    routes.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
    done();
  });
  await serveConsole(server, context.consoleFolder, missing);
  return server;
};

/** For a process without an API of its own: health and numbers, and nothing else. */
export const buildHealthServer = (context: ApiContext): Server => {
  const server = bareServer(context, null);
  healthRoutes(server, context);
  return server;
};

/** Without routes: it knows who asks, and says in words what it refuses. */
const bareServer = (context: ApiContext, people: PeopleDoor | null): Server => {
  const { surroundings } = context;
  const { database, now, wireNow, log } = surroundings;
  const {
    rates = { callsPerKey: 0, guessesPerAddress: 0 }, trustedProxies = [], patience = usualPatience,
  } = context;
  const doorkeeper = openDoorkeeper(rates, wireNow);
  const server = Fastify({
    bodyLimit,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    requestTimeout: patience.wholeRequest,
    http: {
      headersTimeout: patience.wholeRequest, connectionsCheckingInterval: patience.lookEvery,
    },
    connectionTimeout: 0,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseBytes,
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validateWithinBounds);
  server.setSerializerCompiler(serializerCompiler);
  // A form of another site can send text/plain without asking; JSON it cannot.
  server.removeContentTypeParser('text/plain');
  readJsonBodies(server);
  server.setErrorHandler<FastifyError>(async (fault, request, reply) => {
    const view = fault instanceof NotAllowed
      ? await refuseInWords(context, fault) : asProblem(fault);
    if (view.status >= 500) {
      const { message: words, stack } = fault;
      log('a request failed', { url: request.routeOptions.url, words, stack });
    }
    await noteRefused(surroundings, request, view);
    if (fault instanceof Wait) void reply.header('retry-after', String(fault.seconds));
    return reply.status(view.status).header('content-type', 'application/problem+json')
      .send(JSON.stringify(view));
  });
  server.decorateRequest('bearer', null);
  server.decorateRequest('personSession', null);
  server.addHook('onRequest', async (request, reply) => {
    // World time may be turned in a demo: whoever counts durations counts from here.
    void reply.headers({ ...safeHeaders, 'gatepass-now': renderInstant(now()) });
    refuseForeignPage(request);
    refusePacked(request);
    // Whether the process is alive and ready is asked also while the store cannot say who asks.
    if (openToAll.has(request.routeOptions.url ?? '')) return;
    request.bearer = await identify({ database, doorkeeper, people }, request, wireNow());
    refuseStranger(request);
  });
  honourKeys(server, context);
  auditEveryChange(server, context);
  return server;
};

/** A batch of 8 MB over a slow line takes seconds; who takes longer holds a line for nothing. */
const usualPatience = { wholeRequest: 30_000, lookEvery: 5_000 } as const;

/** Who may is looked up for people; whoever has a key is told the role that it would need. */
const refuseInWords = async (
  { surroundings: { database } }: ApiContext,
  { bearer, right }: NotAllowed,
): Promise<Problem['view']> => {
  const holders = bearer.person === null ? [] : await database.transaction(readHolders);
  return new Problem(403, 'Not allowed', sayWhatItNeeds(bearer, right, holders)).view;
};

/** Nothing is unpacked here: what is small on the way and huge when it is read comes to nothing. */
const refusePacked = ({ headers }: { readonly headers: IncomingHttpHeaders }): void => {
  const packing = headers['content-encoding'] ?? 'identity';
  if (packing.toLowerCase() === 'identity') return;
  throw new Problem(415, 'Not readable', 'Nothing was taken in: send the body as it is, not ' +
    `packed (Content-Encoding: ${packing.slice(0, 40)}).`);
};

const openToAll = new Set([
  '/healthz', '/readyz', hookAddress, printAddress, printFile, customStoreAddress,
]);

const safeHeaders = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;
