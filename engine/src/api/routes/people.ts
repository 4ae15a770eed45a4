/** People: seen, invited, given another role, shut out and let in, by admins only. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { instant, renderInstant } from '../../core/model/instant.ts';
import {
  changeDetails, changeRole, deactivate, giveLink, invitationLength, invite, linkLength,
  reactivate, type PersonChanged,
} from '../../people/manage.ts';
import { wordsOfRole } from '../../people/rights.ts';
import type { Tx } from '../../store/database.ts';
import { endSessionsOf, listPeople, type Person } from '../../store/people.ts';
import { noteForAudit } from '../audit.ts';
import { demand, hashOf, newSecret } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { addressOf } from '../people-door.ts';
import { viewPerson } from '../people.ts';
import { notFound, Problem } from '../problem.ts';
import {
  endedShape, listOf, personBodyShape, personDetailsShape, personLinkShape, personRoleBodyShape,
  personShape, problemShape, type PersonView,
} from '../shapes.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
};
const params = z.object({ id: z.string().regex(/^per_[\w-]{1,60}$/) });

export const peopleRoutes = (server: Server, context: ApiContext): void => {
  const { database, wireNow: now, random } = context.surroundings;

  /** One change with its row in the audit, and how the person stands afterwards. */
  const changePerson = (
    request: FastifyRequest,
    work: (tx: Tx) => Promise<PersonChanged>,
    say: (person: Person) => string,
  ): Promise<PersonView> => {
    demand(request.bearer, 'manage-people');
    return change(context, request, async (tx) => {
      const person = demandChanged(await work(tx));
      noteForAudit(request, { target: `person ${person.id}`, summary: say(person) });
      return seen(tx, person.id);
    });
  };

  const seen = async (tx: Tx, id: string): Promise<PersonView> => {
    const found = (await listPeople(tx, now())).find((one) => one.id === id);
    if (found === undefined) throw notFound('such person');
    return viewPerson(found);
  };

  const link = async (
    request: FastifyRequest, tx: Tx, id: string, length: number,
  ): Promise<{ link: string; expiresAt: string }> => {
    const token = newSecret();
    const expiresAt = now() + length;
    demandChanged(await giveLink(tx, id, { hash: hashOf(token), expiresAt }));
    return {
      link: `${addressOf(context, request)}/sign-in#token=${token}`,
      expiresAt: renderInstant(instant(expiresAt)),
    };
  };

  server.get('/v1/people', {
    schema: {
      summary: 'The people who may sign in here, or could once, by name', tags: ['people'],
      response: { 200: listOf(personShape), 401: problemShape, 403: problemShape },
    },
  }, async (request) => {
    demand(request.bearer, 'manage-people');
    const people = await database.transaction((tx) => listPeople(tx, now()));
    return { items: people.map(viewPerson), next: null };
  });

  server.post('/v1/people', {
    config: { tellsSecret: true },
    schema: {
      summary: 'Invites somebody; the answer has the link that lets them in once',
      tags: ['people'], body: personBodyShape, response: { 200: personLinkShape, ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'manage-people');
    return change(context, request, async (tx) => {
      const person = demandChanged(
        await invite(tx, { id: `per_${random()}`, ...request.body }, now()));
      const made = await link(request, tx, person.id, invitationLength);
      noteForAudit(request, {
        target: `person ${person.id}`,
        summary: `Invited ${person.name} with the role ${wordsOfRole(person.role)}`,
      });
      return { person: await seen(tx, person.id), ...made };
    });
  });

  server.post('/v1/people/:id/link', {
    config: { tellsSecret: true },
    schema: {
      summary: 'Makes a new link for somebody, in the place of those that were not used',
      tags: ['people'], params, response: { 200: personLinkShape, ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'manage-people');
    const { id } = request.params;
    return change(context, request, async (tx) => {
      const made = await link(request, tx, id, linkLength);
      const person = await seen(tx, id);
      noteForAudit(request, {
        target: `person ${id}`, summary: `Made a sign-in link for ${person.name}`,
      });
      return { person, ...made };
    });
  });

  const answers = { tags: ['people'], params, response: { 200: personShape, ...refusals } };

  server.post('/v1/people/:id/role', {
    schema: {
      ...answers, summary: 'Gives somebody another role, from their next step on',
      body: personRoleBodyShape,
    },
  }, (request) => changePerson(request,
    (tx) => changeRole(tx, request.params.id, request.body.role, now()),
    ({ name, role }) => `Gave ${name} the role ${wordsOfRole(role)}`));

  server.post('/v1/people/:id/details', {
    schema: {
      ...answers, summary: 'Changes somebody\'s name and address', body: personDetailsShape,
    },
  }, (request) => changePerson(request,
    (tx) => changeDetails(tx, request.params.id, request.body, now()),
    ({ name }) => `Changed the name or address of ${name}`));

  server.post('/v1/people/:id/deactivate', {
    schema: { ...answers, summary: 'Shuts somebody out at once; what they did keeps their name' },
  }, (request) => changePerson(request, (tx) => deactivate(tx, request.params.id, now()),
    ({ name }) => `Deactivated ${name}`));

  server.post('/v1/people/:id/reactivate', {
    schema: {
      ...answers, summary: 'Lets somebody in again, by a new link; their old password is gone',
    },
  }, (request) => changePerson(request, (tx) => reactivate(tx, request.params.id, now()),
    ({ name }) => `Let ${name} in again`));

  server.post('/v1/people/:id/sessions/end', {
    schema: {
      summary: 'Signs somebody out everywhere', tags: ['people'], params,
      response: { 200: endedShape, ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'manage-people');
    return change(context, request, async (tx) => {
      const { id } = request.params;
      const { name } = await seen(tx, id);
      const ended = await endSessionsOf(tx, id, { except: null });
      noteForAudit(request, {
        target: `person ${id}`, summary: `Signed ${name} out everywhere`,
      });
      return { ended, sentence: `${name} is signed out everywhere.` };
    });
  });
};

const demandChanged = (changed: PersonChanged): Person => {
  switch (changed.is) {
    case 'changed':
      return changed.person;
    case 'refused':
      throw new Problem(409, 'Not now', changed.words);
    case 'no-such-person':
      throw notFound('such person');
    default:
      return changed satisfies never;
  }
};
