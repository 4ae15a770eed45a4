/** What the guard against mass action has stopped: looked through, approved, refused. */
import { z } from 'zod';
import { decideGuardPlan, type GuardDecided } from '../../loop/guard/decide-plan.ts';
import { readGuardItems, readGuardPlan, readGuardPlans } from '../../store/guard-plans.ts';
import type { Tx } from '../../store/database.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { viewGuardItem, viewGuardPlan } from '../guard-plans.ts';
import { notFound, Problem } from '../problem.ts';
import {
  askedTextShape, guardItemShape, guardPlanShape, listOf, planRefusalShape, problemShape,
  type GuardPlanView,
} from '../shapes.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
};
const plansShown = 50;

export const guardPlanRoutes = (server: Server, context: ApiContext): void => {
  const { database, now } = context.surroundings;
  const params = z.object({ id: z.string().regex(/^pln_[\w-]{1,40}$/) });

  server.get('/v1/plans/:id/items', {
    schema: {
      summary: 'What a plan of the guard withholds: order, lines, reason', tags: ['plans'], params,
      querystring: z.object({
        limit: z.coerce.number().int().min(1).max(500).default(50),
        after: askedTextShape.optional(),
      }),
      response: { 200: listOf(guardItemShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { limit, after } = request.query;
    const cursor = readCursor(after, z.tuple([z.int()]));
    const items = await database.transaction(async (tx) => {
      if ((await readGuardPlan(tx, request.params.id)) === null) throw notFound('such plan');
      return readGuardItems(tx, request.params.id, { after: cursor?.[0] ?? 0, limit });
    });
    const last = items.at(-1);
    return {
      items: items.map((one) => viewGuardItem(one, now())),
      next: items.length < limit || last === undefined ? null : writeCursor([last.place]),
    };
  });

  server.post('/v1/plans/:id/refuse', {
    schema: {
      summary: 'Refuses what the guard withheld: it stays as it is, and the reason stands on it',
      tags: ['plans'], params, body: planRefusalShape,
      response: { 200: guardPlanShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'fix-many');
    const verdict = { is: 'refused', by, ...request.body } as const;
    const answer = await change(context, request, async (tx) =>
      answerGuard(tx, await decideGuardPlan(tx, request.params.id, verdict, now())));
    context.loop?.bell.ring('decide');
    return answer;
  });
};

export const viewGuardPlans = (
  { surroundings: { database } }: ApiContext,
): Promise<GuardPlanView[]> =>
  database.transaction(async (tx) => {
    const views: GuardPlanView[] = [];
    for (const plan of await readGuardPlans(tx, plansShown)) {
      views.push(await viewGuardPlan(tx, plan));
    }
    return views;
  });

/** Throws a problem where nothing was decided, so that nothing of it stays. */
export const answerGuard = (tx: Tx, decided: GuardDecided): Promise<GuardPlanView> => {
  switch (decided.is) {
    case 'changed':
      return viewGuardPlan(tx, decided.plan);
    case 'refused':
      throw new Problem(409, 'Not now', decided.words);
    case 'no-such-plan':
      throw notFound('such plan');
    default:
      return decided satisfies never;
  }
};
