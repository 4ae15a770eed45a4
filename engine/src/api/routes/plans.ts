/** Going live as a plan: made, approved by a second person, opened step by step, aborted. */
import { z } from 'zod';
import { instant } from '../../core/model/instant.ts';
import {
  abortPlan, approvePlan, makePlan, openNextStep, type Changed,
} from '../../loop/going-live/change.ts';
import { decideGuardPlan } from '../../loop/guard/decide-plan.ts';
import { readPlans } from '../../store/plans.ts';
import { demand } from '../auth.ts';
import type { ApiContext, Server } from '../context.ts';
import { viewPlan } from '../plans.ts';
import { answerGuard, viewGuardPlans } from './guard-plans.ts';
import { notFound, Problem } from '../problem.ts';
import { makeBulk } from './bulk.ts';
import {
  anyPlanShape, approvalShape, bulkBodyShape, bulkPlanShape, listOf, planBodyShape, planShape,
  planWhyShape, problemShape,
  type AnyPlanView,
} from '../shapes.ts';

const plansShown = 50;

export const planRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;
  const refusals = {
    400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
  };
  const params = z.object({ id: z.string().regex(/^pln_[\w-]{1,40}$/) });

  const answer = async (changed: Changed) => {
    switch (changed.is) {
      case 'changed':
        context.loop?.bell.ring('plans');
        context.loop?.bell.ring('decide');
        return viewPlan(context, changed.plan);
      case 'refused':
        throw new Problem(409, 'Not now', changed.words);
      case 'no-such-plan':
        throw notFound('such plan');
      default:
        return changed satisfies never;
    }
  };

  server.post('/v1/plans', {
    schema: {
      summary: 'Makes a plan: to go live, or to do one thing to many; nothing changes yet',
      tags: ['plans'],
      body: z.discriminatedUnion('kind', [planBodyShape, bulkBodyShape]),
      response: { 200: z.union([planShape, bulkPlanShape]), ...refusals, 422: problemShape },
    },
  }, async (request) => {
    const isForMany = request.body.kind !== 'going-live';
    const bearer = demand(request.bearer, isForMany ? 'fix-many' : 'go-live');
    if (request.body.kind !== 'going-live') return makeBulk(context, request.body, bearer);
    const { name: by } = bearer;
    const { warehouse, channels, startLine } = request.body;
    return answer(await makePlan(surroundings, {
      warehouse, channels, by, line: startLine === null ? null : instant(Date.parse(startLine)),
    }));
  });

  server.get('/v1/plans', {
    schema: {
      summary: 'Plans: what the guard stopped, open ones first; then going live, newest first',
      tags: ['plans'],
      querystring: z.object({ kind: z.enum(['going-live', 'guard']).optional() }),
      response: { 200: listOf(anyPlanShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'read');
    const { kind } = request.query;
    const items: AnyPlanView[] = kind === 'going-live' ? [] : await viewGuardPlans(context);
    if (kind === 'guard') return { items, next: null };
    const plans = await surroundings.database.transaction((tx) => readPlans(tx, plansShown));
    for (const plan of plans) items.push(await viewPlan(context, plan));
    return { items, next: null };
  });

  server.post('/v1/plans/:id/approve', {
    schema: {
      summary: 'Approves a plan: what the guard withheld goes; or going live begins',
      tags: ['plans'], params, body: approvalShape, response: { 200: anyPlanShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'go-live');
    const { why, through } = request.body;
    const guard = await decideGuardPlan(
      surroundings, request.params.id, { is: 'approved', by, why, through });
    if (guard.is !== 'no-such-plan') return answerGuard(context, guard);
    return answer(await approvePlan(surroundings, request.params.id, { ...request.body, by }));
  });

  server.post('/v1/plans/:id/next-step', {
    schema: {
      summary: 'Opens the next step of a plan', tags: ['plans'],
      params, body: planWhyShape, response: { 200: planShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'go-live');
    return answer(await openNextStep(surroundings, request.params.id, { ...request.body, by }));
  });

  server.post('/v1/plans/:id/abort', {
    schema: {
      summary: 'Returns to shadow mode; what stands in ShipStation stays there', tags: ['plans'],
      params, body: planWhyShape, response: { 200: planShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'go-live');
    return answer(await abortPlan(surroundings, request.params.id, { ...request.body, by }));
  });
};

