/** How people steer the loop: what is paused on a connection, and goes on. */
import { z } from 'zod';
import { parseInstant } from '../../core/model/instant.ts';
import { pauseConnection, resumeConnection } from '../../loop/pause.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { effectsOf, everything, everythingThatWrites, viewPause, wordOf } from '../pauses.ts';
import { notFound, Problem } from '../problem.ts';
import {
  connectionShape, nameShape, pauseBodyShape, problemShape, resumeAnswerShape, resumeBodyShape,
} from '../shapes.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 422: problemShape,
};

export const steeringRoutes = (server: Server, context: ApiContext): void => {
  const { now } = context.surroundings;

  server.post('/v1/connections/:name/pause', {
    schema: {
      summary: 'Pauses kinds of effect on a connection at once; what was begun is finished',
      tags: ['steering'], params: z.object({ name: nameShape }), body: pauseBodyShape,
      response: { 200: z.object({ paused: connectionShape.shape.paused.unwrap() }), ...refusals },
    },
  }, async (request) => {
    const { name } = demand(request.bearer, 'steer-connection');
    const { only = everythingThatWrites, why, until } = request.body;
    const ends = until === null ? null : parseInstant(until);
    if (ends !== null && ends <= now()) {
      throw new Problem(422, 'Nothing to pause', 'That pause would be over already.',
        [{ path: 'until', problem: 'lies in the past' }]);
    }
    return change(context, request, async (tx) => {
      const standing = await pauseConnection(tx, {
        connection: request.params.name, effects: effectsOf(only), by: name, why,
      }, ends, now());
      if (standing === null) throw notFound(`connection called ${request.params.name}`);
      return { paused: standing.map(viewPause) };
    });
  });

  server.post('/v1/connections/:name/resume', {
    schema: {
      summary: 'Ends pauses on a connection', tags: ['steering'],
      params: z.object({ name: nameShape }), body: resumeBodyShape,
      response: { 200: resumeAnswerShape, ...refusals },
    },
  }, async (request) => {
    const { name } = demand(request.bearer, 'steer-connection');
    const { only = everything, why } = request.body;
    return change(context, request, async (tx) => {
      const ended = await resumeConnection(tx, {
        connection: request.params.name, effects: effectsOf(only), by: name, why,
      }, now());
      if (ended === null) throw notFound(`connection called ${request.params.name}`);
      return { resumed: ended.map(wordOf) };
    });
  });
};
