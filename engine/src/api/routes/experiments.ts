/** One connection with what is known of its account, and the steps that find out more. */
import { z } from 'zod';
import { consentTo, readKnown } from '../../loop/experiments.ts';
import { demand } from '../auth.ts';
import { viewConnections } from '../connections.ts';
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

  const look = async (name: string) => {
    const account = await readKnown(surroundings, name);
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
    const { traits } = await look(name);
    const view = (await viewConnections(context)).find((one) => one.name === name);
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
    return viewExperiments(name, await look(name));
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
    const consented = await consentTo(
      surroundings, name, { steps: request.body.steps, by: bearer.name });
    if (consented.is === 'unknown-connection') throw notFound(`connection called ${name}`);
    if (consented.is === 'refused') {
      throw new Problem(422, 'Steps refused', 'Nothing was begun.', consented.problems);
    }
    context.loop?.bell.ring(`connection ${name}`);
    return viewExperiments(name, await look(name));
  });
};
