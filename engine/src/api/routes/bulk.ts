/** Plans over many orders, their confirmation, and the jobs that they become. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseInstant, type Instant } from '../../core/model/instant.ts';
import { parsePolicy } from '../../core/policy/parse.ts';
import {
  confirmBulkPlan, makeBulkPlan, stopBulkJob, usualLifetime, type BulkAnswer, type BulkWanted,
} from '../../desk/bulk/plan.ts';
import { planSoon } from '../../desk/bulk/carry-on.ts';
import { mapService } from '../../loop/map-service.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { listBulkPlans, listItems, readBulkPlan, type BulkPlan } from '../../store/bulk-plans.ts';
import type { Tx } from '../../store/database.ts';
import { readGroup } from '../../store/exception-groups.ts';
import type { Bearer } from '../../store/keys.ts';
import { readPolicyVersion } from '../../store/policies.ts';
import { demand } from '../auth.ts';
import { planIdOf, rightToConfirm, viewBulkItem, viewBulkPlan, viewJob } from '../bulk.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { filterFrom, orderQueryShape } from '../order-query.ts';
import { notFound, Problem } from '../problem.ts';
import { readInWords } from '../reading-input.ts';
import { problemsOfIssues } from '../unreadable.ts';
import {
  bulkItemShape, bulkPlanShape, confirmShape, jobShape, listOf, problemShape, stopShape,
  type BulkBody, type BulkPlanView,
} from '../shapes.ts';
import { filterOf } from './exceptions.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
  422: problemShape,
};
const planParams = z.object({ id: z.string().regex(/^pln_[\w-]{1,40}$/) });
const jobParams = z.object({ id: z.string().regex(/^job_[\w-]{1,40}$/) });
const page = z.object({
  state: z.enum(['unread', 'planned', 'left-out', 'done']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
/** A person waits for 500 orders; what is more is found out beside the loop. */
const slicesAwaited = 25;
const jobsShown = 50;
/** The demo's hour takes a minute at the least, and its visitors read no faster for that. */
const fastestPace = 60;

export const bulkRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;
  const { database, now, random } = surroundings;
  const read = async (tx: Tx, id: string): Promise<BulkPlan> => {
    const plan = await readBulkPlan(tx, id);
    if (plan === null) throw notFound(`plan ${id}`);
    return plan;
  };

  server.get('/v1/plans/:id', {
    schema: {
      summary: 'One plan over many orders: what would happen, and to how many', tags: ['desk'],
      params: planParams, response: { 200: bulkPlanShape, ...refusals },
    },
  }, (request) => {
    const bearer = demand(request.bearer, 'read');
    return database.transaction(async (tx) =>
      viewBulkPlan(tx, surroundings, await read(tx, request.params.id), bearer));
  });

  server.get('/v1/plans/bulk', {
    schema: {
      summary: 'Plans over many orders that nobody has confirmed yet, newest first', tags: ['desk'],
      response: { 200: listOf(bulkPlanShape), ...refusals },
    },
  }, (request) => {
    const bearer = demand(request.bearer, 'read');
    return database.transaction(async (tx) => {
      const items = [];
      for (const plan of await listBulkPlans(tx, ['planning', 'drafted'], jobsShown)) {
        if (plan.content.expiresAt < now()) continue;
        items.push(await viewBulkPlan(tx, surroundings, plan, bearer));
      }
      return { items, next: null };
    });
  });

  server.post('/v1/plans/:id/confirm', {
    schema: {
      summary: 'Confirms a plan over many orders: it becomes a job', tags: ['desk'],
      params: planParams, body: confirmShape, response: { 200: jobShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'fix-many');
    const { id } = request.params;
    const job = await change(context, request, async (tx) => {
      const before = await read(tx, id);
      demand(request.bearer, rightToConfirm(before));
      const plan = planIn(await confirmBulkPlan(
        tx, id, { ...request.body, by }, await readStandpoint(tx, now()), random), id);
      if (before.content.confirmed === null) await putIntoForce(tx, context, plan, by);
      const view = await viewJob(tx, plan);
      if (view === null) throw notFound(`job of plan ${id}`);
      return view;
    });
    context.loop?.bell.ring('policy');
    context.loop?.bell.ring('decide');
    context.loop?.bell.ring('errands');
    return job;
  });

  server.get('/v1/jobs', {
    schema: {
      summary: 'What was done to many orders, newest first', tags: ['desk'],
      response: { 200: listOf(jobShape), ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'read');
    return database.transaction(async (tx) => {
      const items = [];
      for (const plan of await listBulkPlans(tx, ['running', 'done', 'stopped'], jobsShown)) {
        const job = await viewJob(tx, plan);
        if (job !== null) items.push(job);
      }
      return { items, next: null };
    });
  });

  const readJob = async (tx: Tx, id: string) => {
    const job = await viewJob(tx, await read(tx, planIdOf(id)));
    if (job === null) throw notFound(`job ${id}`);
    return job;
  };

  server.get('/v1/jobs/:id', {
    schema: {
      summary: 'How far a job has come', tags: ['desk'], params: jobParams,
      response: { 200: jobShape, ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'read');
    return database.transaction((tx) => readJob(tx, request.params.id));
  });

  for (const [path, params, planOf] of [
    ['/v1/plans/:id/orders', planParams, (id: string) => id],
    ['/v1/jobs/:id/orders', jobParams, planIdOf],
  ] as const) {
    server.get(path, {
      schema: {
        summary: 'The orders of it one by one, with what becomes of each', tags: ['desk'], params,
        querystring: page, response: { 200: listOf(bulkItemShape), ...refusals },
      },
    }, (request) => {
      demand(request.bearer, 'read');
      const { state = null, limit, after } = request.query;
      const id = planOf(request.params.id);
      return database.transaction(async (tx) => {
        await read(tx, id);
        const items = await listItems(tx, id, { state, after, limit });
        const last = items.at(-1);
        return {
          items: items.map(viewBulkItem),
          next: items.length < limit || last === undefined ? null : String(last.position),
        };
      });
    });
  }

  server.post('/v1/jobs/:id/stop', {
    schema: {
      summary: 'Stops a job: what is done stays done, the rest is not touched', tags: ['desk'],
      params: jobParams, body: stopShape, response: { 200: jobShape, ...refusals },
    },
  }, (request) => {
    const { name: by } = demand(request.bearer, 'fix-many');
    const { id } = request.params;
    return change(context, request, async (tx) => {
      planIn(await stopBulkJob(tx, planIdOf(id), { by, why: request.body.why }, now()), id);
      return readJob(tx, id);
    });
  });
};

const planIn = (answer: BulkAnswer, id: string): BulkPlan => {
  switch (answer.is) {
    case 'plan':
      return answer.plan;
    case 'refused':
      throw new Problem(409, 'Not now', answer.words);
    case 'no-such-plan':
      throw notFound(id.startsWith('job_') ? `job ${id}` : `plan ${id}`);
    default:
      return answer satisfies never;
  }
};

/** The row of a plan that is about one: from here on it counts for every order. */
const putIntoForce = async (
  tx: Tx,
  { surroundings, seal }: ApiContext,
  { content: { mapping } }: BulkPlan,
  by: string,
): Promise<void> => {
  if (mapping === undefined) return;
  const applied = await mapService(tx, surroundings, mapping.row, { by, seal, parse: parsePolicy });
  if (applied.is === 'refused') {
    throw new Problem(422, 'Policy refused',
      'The policy does not take that row, so nothing was done.', applied.problems);
  }
};

/**
 * Makes a plan over many orders, and finds out what would happen as far as a person waits. That is
 * done slice by slice after the plan is made: whoever dies in between has it found out by the next
 * process, and a repeat under the same key hears of the plan as it was made.
 */
export const makeBulk = async (
  context: ApiContext,
  request: FastifyRequest,
  body: BulkBody,
  bearer: Bearer,
): Promise<BulkPlanView> => {
  const { name: by } = bearer;
  const { database, now, random } = context.surroundings;
  const asked = whatIsAsked(body, now());
  const { id } = await change(context, request, async (tx) => {
    const mapping = await mappingAsked(tx, body, now());
    const plan = planIn(await makeBulkPlan(tx, {
      does: body.kind, ruling: body.ruling, why: body.why, by, ...asked, mapping,
      lifetime: usualLifetime * (context.isDemo ? fastestPace : 1),
      exceptions: mapping === null ? asked.exceptions : allThatItMaps(mapping),
      asked: { exceptions: body.exceptions, orders: body.orders, orderIds: body.orderIds },
    }, now(), random), 'pln_');
    return viewBulkPlan(tx, context.surroundings, plan, bearer);
  });
  const standing = (tx: Tx) => readStandpoint(tx, now());
  await planSoon({ database, random, standing }, id, slicesAwaited);
  context.loop?.bell.ring('errands');
  return database.transaction(async (tx) => {
    const plan = await readBulkPlan(tx, id);
    if (plan === null) throw notFound(`plan ${id}`);
    return viewBulkPlan(tx, context.surroundings, plan, bearer);
  });
};

type Mapping = NonNullable<BulkWanted['mapping']>;

/**
 * A row of the policy holds for its word wherever that comes from. So the plan is about every
 * order that the row lets go, also of other warehouses than the cause from which it was asked.
 */
const allThatItMaps = ({ row }: Mapping): BulkWanted['exceptions'] =>
  ({ state: 'open', code: 'service.unmapped', fault: row.says });

/** Which word it is about follows from the group, so that nobody maps another by mistake. */
const mappingAsked = async (
  tx: Tx,
  { kind, mapping, exceptions }: BulkBody,
  now: Instant,
): Promise<Mapping | null> => {
  const refuse = (path: string, problem: string, detail: string): never => {
    throw new Problem(422, 'Nothing to plan', detail, [{ path, problem }]);
  };
  if ((kind === 'mapping') !== (mapping !== null)) {
    return refuse('mapping', 'goes with the kind mapping',
      'Say what the word is to mean, and for no other kind.');
  }
  if (mapping === null) return null;
  const group = exceptions?.group === undefined ? null
    : await readGroup(tx, exceptions.group, now);
  if (group?.code !== 'service.unmapped') {
    return refuse('exceptions.group', 'is no cause of the kind service.unmapped',
      'Name the cause whose service nobody has mapped.');
  }
  const says = group.fault;
  return {
    policyVersion: await readPolicyVersion(tx),
    row: 'leave' in mapping ? { says, is: 'left-to-shipstation', expect: mapping.expect }
      : { says, is: 'mapped', ...mapping },
  };
};

const whatIsAsked = (
  { kind, ruling, until, exceptions, orders, orderIds }: BulkBody,
  now: Instant,
) => {
  const refuse = (path: string, problem: string, detail: string): never => {
    throw new Problem(422, 'Nothing to plan', detail, [{ path, problem }]);
  };
  const ends = until === null ? null : parseInstant(until);
  if (until !== null && (ends === null || ends <= now)) {
    refuse('until', 'lies in the past', 'That would be over already.');
  }
  if ((kind === 'ruling') !== (ruling !== null)) {
    refuse('ruling', 'goes with the kind ruling', 'Say which ruling it is, and for no other kind.');
  }
  const asksOrders = orders !== null || orderIds !== null;
  if ((exceptions !== null) === asksOrders) {
    refuse('exceptions', 'or orders, one of both', 'Name exceptions or orders, not both.');
  }
  const parts = exceptions ?? orders ?? {};
  const narrows = Object.entries(parts).some(([part, value]) =>
    value !== undefined && part !== 'state' && part !== 'severity');
  if (!narrows && orderIds === null) {
    refuse('exceptions', 'is empty', 'An empty filter would take everything. Narrow it.');
  }
  if (exceptions !== null) {
    return { until: ends, exceptions: filterOf(exceptions), orders: null };
  }
  const read = readInWords(orderQueryShape.strict(), orders ?? {});
  if (!read.success) {
    throw new Problem(400, 'Unreadable', 'The filter of orders cannot be read.',
      problemsOfIssues(read.error.issues, ['orders']));
  }
  return {
    until: ends, exceptions: null, orders: { filter: filterFrom(read.data), ids: orderIds },
  };
};
