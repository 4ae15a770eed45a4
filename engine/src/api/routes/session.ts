/** Signing in to the console: by a key, or by a link that works once. */
import { z } from 'zod';
import { endSession, findKey, saveSession, useLink, type Role } from '../../store/keys.ts';
import { cookieOf, hashOf, newSecret, sessionLength, setCookie } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { Problem } from '../problem.ts';
import { demoShape, meShape, problemShape } from '../shapes.ts';

export const sessionRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings: { database, now }, isSecure, isDemo } = context;
  const none = { 204: z.null(), 401: problemShape };

  const start = async (name: string, role: Role): Promise<string> => {
    const secret = newSecret();
    await database.transaction((tx) => saveSession(tx, {
      hash: hashOf(secret), name, role, at: now(), expiresAt: now() + sessionLength,
    }));
    return secret;
  };

  server.post('/v1/sign-in/key', {
    schema: {
      summary: 'Starts a session with a key', tags: ['session'],
      body: z.strictObject({ key: z.string().min(1).max(500) }), response: none,
    },
  }, async (request, reply) => {
    const bearer = await database.transaction((tx) =>
      findKey(tx, hashOf(request.body.key.trim()), now()));
    if (bearer === null) {
      throw new Problem(401, 'Not signed in', 'This key is not known, or is no longer in force.');
    }
    setCookie(reply, await start(bearer.name, bearer.role), isSecure);
    return reply.status(204).send(null);
  });

  server.post('/v1/sign-in/link', {
    schema: {
      summary: 'Starts a session with a one-time link', tags: ['session'],
      body: z.strictObject({ token: z.string().min(1).max(500) }), response: none,
    },
  }, async (request, reply) => {
    const role = await database.transaction((tx) =>
      useLink(tx, hashOf(request.body.token), now()));
    if (role === null) {
      throw new Problem(401, 'Not signed in',
        'This link was used already or is too old. Restart Gatepass for a new one, or use a key.');
    }
    setCookie(reply, await start('administrator', role), isSecure);
    return reply.status(204).send(null);
  });

  server.post('/v1/sign-out', {
    schema: { summary: 'Ends the session', tags: ['session'], response: { 204: z.null() } },
  }, async (request, reply) => {
    const cookie = cookieOf(request);
    if (cookie !== null) await database.transaction((tx) => endSession(tx, hashOf(cookie)));
    setCookie(reply, '', isSecure);
    return reply.status(204).send(null);
  });

  server.get('/v1/me', {
    schema: {
      summary: 'Who is asking', tags: ['session'],
      response: { 200: meShape, 401: problemShape },
    },
  }, (request) => {
    if (request.bearer === null) {
      throw new Problem(401, 'Not signed in', 'Nobody is signed in.');
    }
    return request.bearer;
  });

  server.get('/v1/demo', {
    schema: {
      summary: 'Whether this is the demo', tags: ['session'], response: { 200: demoShape },
    },
  }, () => ({
    isDemo,
    sentence: isDemo
      ? 'DEMO: the warehouse, ShipStation and the channel are pretended on this machine.' : '',
  }));
};
