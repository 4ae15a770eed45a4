/** How people get in: by a link, a password, at a provider, and in the demo by one click. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demoPeople } from '../../people/demo-people.ts';
import { findOrAdd, firstEmail, plainEmail } from '../../people/manage.ts';
import { shortestPassword } from '../../people/password.ts';
import { returnPath, type Admitted } from '../../people/sign-in.ts';
import type { Tx } from '../../store/database.ts';
import { useLink } from '../../store/keys.ts';
import { readPerson, sweepSignIn } from '../../store/people.ts';
import { readProvider } from '../../store/sign-in-provider.ts';
import { isTold, noteForAudit, nothingChanged } from '../audit.ts';
import { hashOf, sessionCookie } from '../auth.ts';
import { change, tellBefore } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { addressOf, cameFrom, endFormer, giveCookies, type PeopleDoor } from '../people-door.ts';
import { notFound, Problem } from '../problem.ts';
import { rateOf, tooOften } from '../rates.ts';
import {
  demoSignInShape, passwordSignInShape, problemShape, providerSignInShape, providerUrlShape,
  signInWaysShape,
} from '../shapes.ts';

const none = { 204: z.null(), 400: problemShape, 401: problemShape, 429: problemShape };

/** Tries at one address a minute, from wherever they come and whether or not anybody has it. */
const triesPerPerson = 10;

export const signInRoutes = (server: Server, context: ApiContext, people: PeopleDoor): void => {
  const { surroundings: { database, wireNow: now, random }, isDemo } = context;
  const triesAt = rateOf(context.rates === undefined ? 0 : triesPerPerson, now);
  const { signIn } = people;

  const letIn = async (
    request: FastifyRequest, reply: FastifyReply, admitted: Admitted | null, otherwise: string,
  ): Promise<null> => {
    if (admitted === null) throw new Problem(401, 'Not signed in', otherwise);
    void reply.status(204);
    // The library has written the session by itself; who does not get its cookie has none of it.
    await change(context, request, async (tx) => {
      await endFormer(tx, request);
      await sweepSignIn(tx, now());
      if (!isTold(request)) await noteWho(tx, request, admitted.person);
      return null;
    });
    giveCookies(reply, admitted.cookies);
    return null;
  };

  const isSignIn = { config: { isSignIn: true } } as const;

  server.get('/v1/sign-in', {
    schema: {
      summary: 'In which ways one gets in here', tags: ['session'],
      response: { 200: signInWaysShape },
    },
  }, async () => {
    const provider = await database.transaction(readProvider);
    return {
      provider: provider === null ? null : { name: provider.name },
      demo: isDemo ? demoPeople.map(({ role, name, asks }) => ({ role, name, asks })) : [],
      shortestPassword,
    };
  });

  server.post('/v1/sign-in/link', {
    ...isSignIn,
    schema: {
      summary: 'Starts a session with a one-time link', tags: ['session'],
      body: z.strictObject({ token: z.string().min(1).max(500) }), response: none,
    },
  }, async (request, reply) => {
    const person = await tellBefore(context, request, async (tx) => {
      const used = await useLink(tx, hashOf(request.body.token), now());
      if (used === null) {
        nothingChanged(request);
        return null;
      }
      const first = { id: `per_${random()}`, name: 'admin', role: 'admin' } as const;
      const id = used.is === 'first'
        ? (await findOrAdd(tx, { ...first, email: firstEmail }, now())).id : used.id;
      // The link is used up by it, whether or not a session comes of it.
      await noteWho(tx, request, id);
      return id;
    });
    return letIn(request, reply,
      person === null ? null : await signIn.asPerson(person, cameFrom(request)),
      'This link was used already or is too old. Ask an admin for a new one; on the ' +
      'machine of Gatepass, gatepass person link makes one.');
  });

  server.post('/v1/sign-in/password', {
    ...isSignIn,
    schema: {
      summary: 'Starts a session with an e-mail address and a password', tags: ['session'],
      body: passwordSignInShape, response: none,
    },
  }, async (request, reply) => {
    const email = plainEmail(request.body.email);
    const wait = triesAt(email);
    if (wait > 0) {
      throw tooOften(wait, `More than ${String(triesPerPerson)} passwords a minute were tried ` +
        'for this address.');
    }
    const { password } = request.body;
    return letIn(request, reply, await signIn.byPassword({ email, password }, cameFrom(request)),
      'This address and this password do not go together, or nobody gets in by them.');
  });

  server.post('/v1/sign-in/demo', {
    ...isSignIn,
    schema: {
      summary: 'Starts a session as one of the demo\'s people', tags: ['session'],
      body: demoSignInShape, response: { ...none, 404: problemShape },
    },
  }, async (request, reply) => {
    const wanted = demoPeople.find(({ role }) => role === request.body.role);
    if (!isDemo || wanted === undefined) throw notFound('demo running here');
    // All of them, so that whoever may not do something reads who may.
    await database.transaction(async (tx) => {
      for (const one of demoPeople) await findOrAdd(tx, one, now());
    });
    return letIn(request, reply, await signIn.asPerson(wanted.id, cameFrom(request)),
      'This person of the demo was deactivated. Be another one.');
  });

  server.post('/v1/sign-in/provider', {
    ...isSignIn,
    schema: {
      summary: 'Sends somebody to the provider, to prove there who they are', tags: ['session'],
      body: providerSignInShape,
      response: { 200: providerUrlShape, 400: problemShape, 404: problemShape, 429: problemShape,
        503: problemShape },
    },
  }, async (request, reply) => {
    nothingChanged(request);
    const at = await people.atProvider(addressOf(context, request));
    if (at === null) throw notFound('provider set up here');
    const begun = await at.begin(request.body.next, cameFrom(request));
    if (begun === null) {
      throw new Problem(503, 'Not ready', 'The provider does not answer just now. Nothing was ' +
        'changed; try again, or sign in another way.');
    }
    giveCookies(reply, begun.cookies);
    return { url: begun.url };
  });

  server.get(returnPath, {
    config: { isSignIn: true, audit: 'reading-too' },
    schema: { hide: true },
  }, async (request, reply) => {
    const at = await people.atProvider(addressOf(context, request));
    if (at === null) throw notFound('provider set up here');
    const { url, cookies } = await at.finish(
      request.url, request.headers.cookie ?? '', cameFrom(request));
    const given = cookies.find((one) => one.startsWith(`${sessionCookie}=`))?.split(';')[0];
    const visitor = given === undefined ? null : await signIn.who(given);
    await change(context, request, async (tx) => {
      if (visitor === null) return nothingChanged(request);
      await endFormer(tx, request);
      noteForAudit(request, {
        by: visitor.bearer, target: 'session', summary: 'Signed in at the provider',
      });
    });
    giveCookies(reply, cookies);
    return reply.redirect(url, 303);
  });
};

const noteWho = async (tx: Tx, request: FastifyRequest, id: string): Promise<void> => {
  const person = await readPerson(tx, id);
  if (person === null) return;
  const { name, role } = person;
  noteForAudit(request, { by: { name, role, keyId: null, person: id }, target: 'session' });
};
