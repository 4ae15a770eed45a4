/** What people look after themselves: their password and their sessions. */
import { z } from 'zod';
import { instant, renderInstant } from '../../core/model/instant.ts';
import { refusePassword } from '../../people/password.ts';
import type { PersonBearer } from '../../store/keys.ts';
import { endSessionsOf, hasPassword, listSessionsOf, readPerson } from '../../store/people.ts';
import { noteForAudit } from '../audit.ts';
import { cookieOf } from '../auth.ts';
import { change, tellBefore } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { cookieLine, personOf, type PeopleDoor } from '../people-door.ts';
import { notFound, Problem } from '../problem.ts';
import { rateOf, tooOften } from '../rates.ts';
import { endedShape, listOf, passwordBodyShape, problemShape, sessionShape } from '../shapes.ts';

const refusals = { 401: problemShape, 403: problemShape };

/** A session left open is not to tell its finder the password. */
const triesPerMinute = 10;

export const ownRoutes = (server: Server, context: ApiContext, people: PeopleDoor): void => {
  const { database, wireNow: now } = context.surroundings;
  const tries = rateOf(context.rates === undefined ? 0 : triesPerMinute, now);

  server.get('/v1/me/sessions', {
    schema: {
      summary: 'Where one is signed in, newest first', tags: ['session'],
      response: { 200: listOf(sessionShape), ...refusals },
    },
  }, async (request) => {
    const { person } = demandPerson(personOf(request), request.bearer !== null);
    const sessions = await database.transaction((tx) => listSessionsOf(tx, person, now()));
    return {
      items: sessions.map((one) => ({
        id: one.id, startedAt: renderInstant(instant(one.startedAt)),
        expiresAt: renderInstant(instant(one.expiresAt)), from: one.from, agent: one.agent,
        isThis: one.id === request.personSession,
      })),
      next: null,
    };
  });

  server.post('/v1/me/sessions/end', {
    schema: {
      summary: 'Signs out everywhere else', tags: ['session'],
      response: { 200: endedShape, ...refusals },
    },
  }, async (request) => {
    const { person } = demandPerson(personOf(request), request.bearer !== null);
    return change(context, request, async (tx) => {
      const ended = await endSessionsOf(tx, person, { except: request.personSession });
      return { ended, sentence: sayEnded(ended) };
    });
  });

  server.post('/v1/me/sessions/:id/end', {
    schema: {
      summary: 'Ends one of one\'s own sessions', tags: ['session'],
      params: z.object({ id: z.string().regex(/^ses_\w{1,60}$/) }),
      response: { 200: endedShape, 404: problemShape, ...refusals },
    },
  }, async (request) => {
    const { person } = demandPerson(personOf(request), request.bearer !== null);
    return change(context, request, async (tx) => {
      const ended = await endSessionsOf(tx, person, { only: request.params.id });
      if (ended === 0) throw notFound('such session of yours');
      return { ended, sentence: sayEnded(ended) };
    });
  });

  server.post('/v1/me/password', {
    schema: {
      summary: 'Chooses a password, or another one; other sessions end with it',
      tags: ['session'], body: passwordBodyShape,
      response: { 200: endedShape, 400: problemShape, 409: problemShape, 422: problemShape,
        429: problemShape, ...refusals },
    },
  }, async (request) => {
    const { person: id } = demandPerson(personOf(request), request.bearer !== null);
    const { next, current } = request.body;
    const { person, isThere } = await database.transaction(async (tx) =>
      ({ person: await readPerson(tx, id), isThere: await hasPassword(tx, id) }));
    if (person === null) throw notFound('such person');
    const against = refusePassword(next, person);
    if (against !== null) {
      throw new Problem(422, 'Password refused', `Nothing was changed. ${against}`,
        [{ path: 'next', problem: 'is no password for here' }]);
    }
    if (isThere && current === null) throw wrongPassword;
    const wait = isThere ? tries(id) : 0;
    if (wait > 0) throw tooOften(wait, 'Too many passwords were tried.');
    const target = `person ${id}`;
    // The library hashes and writes by itself, outside of any transaction of ours.
    await tellBefore(context, request, () => Promise.resolve(
      noteForAudit(request, { target, summary: 'Asks for another password' })));
    const done = await people.signIn.choosePassword(
      cookieLine(cookieOf(request) ?? ''), next, isThere ? current : null);
    if (done === 'wrong-password') throw wrongPassword;
    return change(context, request, async (tx) => {
      const ended = await endSessionsOf(tx, id, { except: request.personSession });
      noteForAudit(request, { target, summary: 'Chose a password' });
      return { ended, sentence: `The password is in force. ${sayEnded(ended)}` };
    });
  });
};

const wrongPassword = new Problem(409, 'Not this password',
  'Nothing was changed: the password until now is another one.',
  [{ path: 'current', problem: 'is not the password until now' }]);

/** Keys have no password and no sessions; their holders look after them as keys. */
const demandPerson = (person: PersonBearer | null, isKnown: boolean): PersonBearer => {
  if (person !== null) return person;
  if (!isKnown) throw new Problem(401, 'Not signed in', 'Nobody is signed in.');
  throw new Problem(403, 'Not allowed', 'This is for people who have signed in, not for keys.');
};

const sayEnded = (ended: number): string => {
  if (ended === 0) return 'You were signed in nowhere else.';
  return ended === 1 ? 'One other session has ended.' : `${String(ended)} sessions have ended.`;
};
