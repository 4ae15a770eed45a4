/** One connection with what is known of its account, and the steps that find out more. */
import { z } from 'zod';
import { consentTo, readKnown } from '../../loop/experiments.ts';
import type { Tx } from '../../store/database.ts';
import { demand } from '../auth.ts';
import { viewConnections } from '../connections.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { viewExperiments, viewTrait } from '../experiments.ts';
import { notFound, Problem } from '../problem.ts';
import {
  connectionDetailShape, consentShape, experimentsShape, nameShape, problemShape,
} from '../shapes.ts';

const params = z.object({ name: nameShape });
const refusals = { 401: problemShape, 403: problemShape, 404: problemShape };

export const experimentRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;
  const { database } = surroundings;

  const look = async (tx: Tx, name: string) => {
    const account = await readKnown(tx, surroundings, name);
    if (account === null) throw notFound(`connection called ${name}`);
    return account;
  };

  server.get('/v1/connections/:name', {
    schema: {
      summary: 'One connection, and what was found out about its account', tags: ['reading'],
      params, response: { 200: connectionDetailShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { name } = request.params;
    const { traits } = await database.transaction((tx) => look(tx, name));
    const [view] = await viewConnections(context, name);
    if (view === undefined) throw notFound(`connection called ${name}`);
    return { ...view, traits: traits.map(viewTrait) };
  });

  server.get('/v1/connections/:name/experiments', {
    schema: {
      summary: 'What nobody outside knows about the account, and the steps that find it out',
      tags: ['system'], params, response: { 200: experimentsShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { name } = request.params;
    return database.transaction(async (tx) => viewExperiments(name, await look(tx, name)));
  });

  server.post('/v1/connections/:name/experiments', {
    schema: {
      summary: 'Consents to steps: they write to the account and are carried out one by one',
      tags: ['system'], params, body: consentShape,
      response: { 200: experimentsShape, ...refusals, 422: problemShape },
    },
  }, async (request) => {
    // It writes to an account that is not ours: nobody less than who may set the policy.
    const bearer = demand(request.bearer, 'probe-account');
    const { name } = request.params;
    const view = await change(context, request, async (tx) => {
      const consented = await consentTo(
        tx, surroundings, name, { steps: request.body.steps, by: bearer.name });
      if (consented.is === 'unknown-connection') throw notFound(`connection called ${name}`);
      if (consented.is === 'refused') {
        throw new Problem(422, 'Steps refused', 'Nothing was begun.', consented.problems);
      }
      return viewExperiments(name, await look(tx, name));
    });
    context.loop?.bell.ring(`connection ${name}`);
    return view;
  });
};
