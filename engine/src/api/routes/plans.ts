/** Going live as a plan: made, approved by a second person, opened step by step, aborted. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { instant } from '../../core/model/instant.ts';
import {
  abortPlan, approvePlan, draftPlan, makePlan, openNextStep, type Changed,
} from '../../loop/going-live/change.ts';
import { findMatches } from '../../loop/going-live/findings.ts';
import { decideGuardPlan } from '../../loop/guard/decide-plan.ts';
import type { Tx } from '../../store/database.ts';
import { readGuardPlan } from '../../store/guard-plans.ts';
import { readPlan, readPlans, type Plan } from '../../store/plans.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { viewPlan, viewPlanIn } from '../plans.ts';
import { answerGuard, viewGuardPlans } from './guard-plans.ts';
import { notFound, Problem } from '../problem.ts';
import { makeBulk } from './bulk.ts';
import {
  anyPlanShape, approvalShape, bulkBodyShape, bulkPlanShape, listOf, planBodyShape, planShape,
  planWhyShape, problemShape,
  type AnyPlanView, type PlanView,
} from '../shapes.ts';

const plansShown = 50;

export const planRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;
  const { database, now } = surroundings;
  const refusals = {
    400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
  };
  const params = z.object({ id: z.string().regex(/^pln_[\w-]{1,40}$/) });

  /** What it finds is looked for before, slice by slice: finding changes nothing. */
  const changed = async (
    request: FastifyRequest,
    seen: Plan,
    work: (tx: Tx) => Promise<Changed>,
  ): Promise<PlanView> => {
    const findings = await findMatches(database, seen);
    const view = await change(context, request, async (tx) =>
      viewPlanIn(tx, planIn(await work(tx)), findings));
    context.loop?.bell.ring('plans');
    context.loop?.bell.ring('decide');
    return view;
  };

  /** A plan that is there already goes on, for what a person says. */
  const goOn = async (
    request: FastifyRequest & { readonly params: z.output<typeof params> },
    work: (tx: Tx, id: string) => Promise<Changed>,
  ): Promise<PlanView> => {
    const { id } = request.params;
    const seen = await database.transaction((tx) => readPlan(tx, id));
    if (seen === null) throw notFound('such plan');
    return changed(request, seen, (tx) => work(tx, id));
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
    if (request.body.kind !== 'going-live') {
      return makeBulk(context, request, request.body, bearer);
    }
    const { name: by } = bearer;
    const { warehouse, channels, startLine } = request.body;
    const drafted = planIn(await database.transaction((tx) => draftPlan(tx, surroundings, {
      warehouse, channels, by, line: startLine === null ? null : instant(Date.parse(startLine)),
    })));
    return changed(request, drafted, (tx) => makePlan(tx, drafted));
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
    const plans = await database.transaction((tx) => readPlans(tx, plansShown));
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
    const { id } = request.params;
    if ((await database.transaction((tx) => readGuardPlan(tx, id))) === null) {
      return goOn(request, (tx) => approvePlan(tx, id, { ...request.body, by }, now()));
    }
    const view = await change(context, request, async (tx) => answerGuard(
      tx, await decideGuardPlan(tx, id, { is: 'approved', by, why, through }, now())));
    context.loop?.bell.ring('decide');
    return view;
  });

  server.post('/v1/plans/:id/next-step', {
    schema: {
      summary: 'Opens the next step of a plan', tags: ['plans'],
      params, body: planWhyShape, response: { 200: planShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'go-live');
    return goOn(request, (tx, id) => openNextStep(tx, id, { ...request.body, by }, now()));
  });

  server.post('/v1/plans/:id/abort', {
    schema: {
      summary: 'Returns to shadow mode; what stands in ShipStation stays there', tags: ['plans'],
      params, body: planWhyShape, response: { 200: planShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'go-live');
    return goOn(request, (tx, id) => abortPlan(tx, id, { ...request.body, by }, now()));
  });
};

const planIn = (changed: Changed): Plan => {
  switch (changed.is) {
    case 'changed':
      return changed.plan;
    case 'refused':
      throw new Problem(409, 'Not now', changed.words);
    case 'no-such-plan':
      throw notFound('such plan');
    default:
      return changed satisfies never;
  }
};
