/**
 * Calls of other systems to the address that they were given. Whoever knows the token may knock;
 * nothing but the kind of event is read, and nobody learns which half of an address was wrong.
 */
import { z } from 'zod';
import { hookListener, isHookToken } from '../../loop/hooks.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound } from '../problem.ts';

/** What they send is two short members; more than this is somebody else's. */
const bodyLimit = 64 * 1024;

export const hookAddress = '/hooks/:connection/:token';

const anyType = 'application/octet-stream';

const params = z.object({ connection: z.string(), token: z.string() });

export const hookRoutes = (server: Server, { surroundings }: ApiContext): void => {
  const hear = hookListener(surroundings);
  void server.register((scope: Server, _options, done) => {
    // Whatever they call it: it is read as text, and what is no JSON says nothing.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(anyType, { parseAs: 'string' }, (_request, body, ready) => {
      ready(null, body);
    });
    scope.post(hookAddress, {
      schema: { hide: true, params },
      config: { audit: 'as-facts' },
      bodyLimit,
      // Before the body is read: a stranger costs nothing.
      onRequest: (request, _reply, next) => {
        const { connection, token } = params.parse(request.params);
        request.raw.headers['content-type'] = anyType;
        next(isHookToken(surroundings, connection, token) ? undefined : nowhere());
      },
    }, async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      if ((await hear(request.params.connection, body)) === 'unknown') throw nowhere();
      return reply.status(204).send();
    });
    done();
  });
};

const nowhere = () => notFound('hook at this address');
