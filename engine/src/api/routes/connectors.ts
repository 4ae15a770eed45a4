/** Which kinds of system can be connected, and a first contact before anything is applied. */
import { z } from 'zod';
import { proposeMappings } from '../../desk/proposals.ts';
import { settingsToProbe } from '../../loop/probe-settings.ts';
import { surveyConnection } from '../../loop/survey.ts';
import { readPolicy } from '../../store/policies.ts';
import { noteForAudit } from '../audit.ts';
import { demand } from '../auth.ts';
import { tellBefore } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import {
  connectorShape, listOf, nameShape, probeShape, problemShape, settingsTriedShape, surveyShape,
} from '../shapes.ts';
import { offersIn, viewSurvey } from '../survey.ts';

const refusals = { 401: problemShape, 403: problemShape };

export const connectorRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;
  server.get('/v1/connectors', {
    schema: {
      summary: 'The kinds of system that can be connected, with their settings in words',
      tags: ['system'], response: { 200: listOf(connectorShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const items = Object.values(surroundings.connectors).map(({ manifest }) => ({
      connector: manifest.connector, title: manifest.title, roles: [...manifest.roles],
      settings: manifest.settings.map(({ choices, ...setting }) => ({
        ...setting, choices: choices === undefined ? null : [...choices],
      })),
      reached: manifest.reached === undefined ? null : {
        by: manifest.reached.by,
        ways: manifest.reached.ways.map((one) => ({
          ...one, settings: [...one.settings], needs: [...one.needs], guide: one.guide ?? null,
          enters: one.enters === undefined ? null : [...one.enters],
        })),
      },
      guide: manifest.guide ?? null,
    }));
    return { items, next: null };
  });

  server.post('/v1/connectors/:connector/probe', {
    schema: {
      summary: 'Tries settings before they are applied, and says in words what is well',
      tags: ['system'], params: z.object({ connector: nameShape }), body: settingsTriedShape,
      response: {
        200: probeShape, 400: problemShape, 404: problemShape, 422: problemShape, ...refusals,
      },
    },
  }, async (request) => {
    // It makes us call an address of the asker's: nobody less than who may set the policy.
    demand(request.bearer, 'change-policy');
    const { connector } = request.params;
    // Its calls go to another system, which no transaction of ours holds.
    const ready = await tellBefore(context, request, async (tx) => {
      const read = await settingsToProbe(tx, surroundings, { connector, ...request.body });
      if (read.is === 'no-connector') throw notFound(`connector called ${connector}`);
      if (read.is === 'refused') {
        throw new Problem(422, 'Not tried',
          'Nothing was called: there is something to mend in the settings first.', read.problems);
      }
      noteForAudit(request, {
        summary: `Tried settings of a ${connector} connection before applying them`,
        target: `connection ${request.body.connection}`,
      });
      return read;
    });
    const { isWell, sentences, watch = [] } = await ready.probe();
    return { isWell, sentences: [...sentences], watch: [...watch] };
  });

  server.post('/v1/connections/:name/survey', {
    schema: {
      summary: 'Looks what the account is set up with, and proposes what unmapped words may mean',
      tags: ['system'], params: z.object({ name: nameShape }),
      response: { 200: surveyShape, 404: problemShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'test-connection');
    const { database, now } = surroundings;
    const { name } = request.params;
    // Its calls go to another system, which no transaction of ours holds.
    await tellBefore(context, request, async (tx) => {
      const { connections } = await readPolicy(tx);
      if (!Object.hasOwn(connections, name)) throw notFound(`connection called ${name}`);
    });
    const surveyed = await surveyConnection(surroundings, name);
    if (surveyed === null) throw notFound(`connection called ${name}`);
    return database.transaction(async (tx) => {
      const proposals = await proposeMappings(
        tx, await readPolicy(tx), offersIn(surveyed), now());
      return viewSurvey(surveyed, proposals, now());
    });
  });
};
