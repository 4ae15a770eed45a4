/** Who is told of causes outside of the console: whether they hear it, and a try by hand. */
import { z } from 'zod';
import { tryAddress } from '../../loop/alerts/send.ts';
import { readPolicy } from '../../store/policies.ts';
import { viewAddresses } from '../alerts.ts';
import { noteForAudit } from '../audit.ts';
import { demand } from '../auth.ts';
import { tellBefore } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound } from '../problem.ts';
import {
  alertAddressShape, alertTriedShape, listOf, nameShape, problemShape,
} from '../shapes.ts';

const refusals = { 401: problemShape, 403: problemShape };

export const alertRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;

  server.get('/v1/alerts', {
    schema: {
      summary: 'The addresses that are told of causes and of views, and whether they hear it',
      tags: ['system'], response: { 200: listOf(alertAddressShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const items = await surroundings.database.transaction((tx) => viewAddresses(tx, surroundings));
    return { items, next: null };
  });

  server.post('/v1/alerts/:name/test', {
    schema: {
      summary: 'Posts a message that says it is a test, and tells in words what came back',
      tags: ['system'], params: z.object({ name: nameShape }),
      response: { 200: alertTriedShape, 404: problemShape, ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'test-connection');
    const { name } = request.params;
    const missing = () => notFound(`address for alerts called ${name}`);
    // It is posted to another system, which no transaction of ours holds.
    await tellBefore(context, request, async (tx) => {
      const { alerts = {} } = await readPolicy(tx);
      if (!Object.hasOwn(alerts, name)) throw missing();
      noteForAudit(request, { summary: `Sent a test to the address ${name} for alerts` });
    });
    const posted = await tryAddress(surroundings, { name, by: bearer.name });
    if (posted === null) throw missing();
    return { isHeard: posted.isHeard, sentence: posted.words };
  });
};
