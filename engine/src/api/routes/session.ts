/** Signing in with a key, signing out, and who it is that asks. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { isPlaceholder } from '../../people/manage.ts';
import {
  isAllowed, rightsOfPeople, sayWhatItNeeds, type Holder,
} from '../../people/rights.ts';
import {
  endSession, findKey, saveSession, type Bearer, type KeyBearer,
} from '../../store/keys.ts';
import type { Tx } from '../../store/database.ts';
import { hasPassword, readHolders, readPerson } from '../../store/people.ts';
import { noteForAudit, nothingChanged } from '../audit.ts';
import { cookieOf, hashOf, newSecret, sessionLength, setCookie } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { endFormer } from '../people-door.ts';
import { Problem } from '../problem.ts';
import { demoShape, mayShape, meShape, problemShape } from '../shapes.ts';

export const sessionRoutes = (server: Server, context: ApiContext): void => {
  // Whoever signs in lives in real time, also where the world of a demo runs faster.
  const { surroundings: { database, wireNow: now }, isSecure } = context;
  const none = { 204: z.null(), 401: problemShape, 429: problemShape };

  const start = async (
    request: FastifyRequest,
    by: Pick<KeyBearer, 'name' | 'role' | 'keyId'>,
  ): Promise<string> => {
    const secret = newSecret();
    noteForAudit(request, { by: { ...by, person: null }, target: 'session' });
    await change(context, request, async (tx) => {
      await endFormer(tx, request);
      await saveSession(tx, {
        hash: hashOf(secret), ...by, at: now(), expiresAt: now() + sessionLength,
      });
    });
    return secret;
  };

  server.post('/v1/sign-in/key', {
    schema: {
      summary: 'Starts a session with a key', tags: ['session'],
      body: z.strictObject({ key: z.string().min(1).max(500) }), response: none,
    },
    config: { isSignIn: true },
  }, async (request, reply) => {
    const bearer = await database.transaction((tx) =>
      findKey(tx, hashOf(request.body.key.trim()), now()));
    if (bearer === null) {
      throw new Problem(401, 'Not signed in', 'This key is not known, or is no longer in force.');
    }
    const { name, role, keyId } = bearer;
    void reply.status(204);
    setCookie(reply, await start(request, { name, role, keyId }), isSecure);
    return null;
  });

  server.post('/v1/sign-out', {
    schema: { summary: 'Ends the session', tags: ['session'], response: { 204: z.null() } },
  }, async (request, reply) => {
    const cookie = cookieOf(request);
    if (request.bearer === null) nothingChanged(request);
    void reply.status(204);
    await change(context, request, async (tx) => {
      await endFormer(tx, request);
      // A session that nobody may use any more is taken away as well.
      if (cookie !== null) await endSession(tx, hashOf(cookie));
      return null;
    });
    setCookie(reply, '', isSecure);
    return null;
  });

  server.get('/v1/me', {
    schema: {
      summary: 'Who is asking', tags: ['session'],
      response: { 200: meShape, 401: problemShape },
    },
  }, async (request) => {
    const { bearer } = request;
    if (bearer === null) throw new Problem(401, 'Not signed in', 'Nobody is signed in.');
    const { name, role, places, person: id } = bearer;
    return database.transaction(async (tx) => ({
      name, role, places: [...places],
      may: mayOf(bearer, id === null ? [] : await readHolders(tx)),
      person: id === null ? null : await viewOwn(tx, id),
    }));
  });

  server.get('/v1/demo', {
    schema: {
      summary: 'Whether this is the demo', tags: ['session'], response: { 200: demoShape },
    },
  }, () => viewDemo(context));
};

const viewOwn = async (
  tx: Tx, id: string,
): Promise<z.output<typeof meShape>['person']> => {
  const person = await readPerson(tx, id);
  return person === null ? null : {
    id, email: isPlaceholder(person.email) ? null : person.email,
    hasPassword: await hasPassword(tx, id),
  };
};

const mayOf = (bearer: Bearer, people: readonly Holder[]): z.output<typeof mayShape>[] =>
  rightsOfPeople.map((right) => {
    const may = isAllowed(bearer, right);
    return { right, isAllowed: may, why: may ? null : sayWhatItNeeds(bearer, right, people) };
  });

const pretended = 'the warehouses, ShipStation and the channels are pretended on this machine.';

/** The pace that is promised; anything much slower is said. */
const promisedPace = 60;

const viewDemo = ({ isDemo, demoPace = () => 1 }: ApiContext): z.output<typeof demoShape> => {
  const pace = isDemo ? demoPace() : 1;
  if (!isDemo) return { isDemo, sentence: '', pace };
  return { isDemo, sentence: `DEMO, ${paceInWords(pace)}: ${pretended}`, pace };
};

const paceInWords = (pace: number): string => {
  if (pace === 0) return 'its clock stands still';
  if (pace >= 0.9 * promisedPace) return '1 min = 1 h';
  return `1 min = ${String(Math.max(1, Math.round(pace)))} min, as this machine is busy`;
};
