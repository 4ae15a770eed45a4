/** One thing done to many: planned, confirmed, carried out. */
import { refused, type Chapter } from './example.ts';
import { order } from './story.ts';

const plan = 'pln_7c1v5b8n3q4k2m9x';
const job = 'job_7c1v5b8n3q4k2m9x';
const items = {
  operationId: 'listPlannedOrders',
  parameters: { id: plan, state: 'planned', limit: 100, after: 0 },
  description: 'In the order in which they are done. Ask on with `after` set to `next`.',
};

const item = {
  number: 1, order, orderNumber: 'SO-412345', exception: 'exc_7c1v5b8n3q4k2m9x',
  state: 'planned',
  before: 'ShipStation refused the order: “the store is closed”. It needs a person.',
  after: 'Ready to ship: Gatepass is sending 2 units to ShipStation.', words: null, doneAt: null,
};
const planned = {
  id: plan, kind: 'retry', ruling: null, state: 'drafted',
  sentence: '29 would be tried again. 2 are left out. Nothing is done before somebody confirms it.',
  why: 'the store is open again', until: null, madeAt: '2026-11-22T14:00:00Z', madeBy: 'nina',
  expiresAt: '2026-11-22T14:15:00Z', fingerprint: '1xk3f8v0q2z9a7c4b6d5e0',
  needsSecondPerson: false,
  confirm: { right: 'fix-many', roles: ['admin', 'operator'], isAllowed: true, needsWhy: false },
  exceptions: { group: 'grp_5b8n3q4k2m9x7c1v' }, orders: null, orderIds: null, mapping: null,
  oldestSince: '2026-11-22T13:02:00Z', counts: { unread: 0, planned: 29, leftOut: 2, done: 0 },
  touches: [{ what: 'create-order on shipstation-uk', count: 29 }],
  calls: [{
    connection: 'shipstation-uk', operation: 'create-order', orders: 29, calls: 1, seconds: 0,
  }],
  leftOut: [{ words: 'Nothing is wrong here any more; Gatepass goes on by itself.', count: 2 }],
  sample: [item], job: null,
};
const running = {
  id: job, plan, kind: 'retry', ruling: null, state: 'running',
  sentence: '20 were tried again, 2 left out, 9 to do.', why: planned.why, confirmedBy: 'nina',
  confirmedAt: '2026-11-22T14:01:00Z', stopped: null,
  counts: { all: 31, toDo: 9, done: 20, leftOut: 2 }, leftOut: planned.leftOut,
};
const stopped = {
  ...running, state: 'stopped',
  sentence: 'Stopped: 20 were tried again, 2 left out, 9 not touched.',
  stopped: { by: 'tom', at: '2026-11-22T14:01:10Z', why: 'wrong store' },
};
const noPlan = refused(404, 'Not found', `There is no plan ${plan}.`);
const noJob = refused(404, 'Not found', `There is no job ${job}.`);

export const bulk: Chapter = {
  'GET /v1/plans/:id': {
    operationId: 'getPlan', parameters: { id: plan },
    description: 'A plan to do one thing to many. While its state is planning it is still being ' +
      'found out what would happen; ask again in a moment.',
    answers: { 200: planned, 404: noPlan },
  },
  'GET /v1/plans/bulk': {
    operationId: 'listBulkPlans', parameters: {},
    description: 'Those that may still be confirmed: within 15 minutes, by a second person where ' +
      'it is about very many or voids a label.',
    answers: { 200: { items: [planned], next: null }, 404: noPlan },
  },
  'POST /v1/plans/:id/confirm': {
    operationId: 'confirmPlan', parameters: { id: plan },
    description: 'Only for the fingerprint of the plan as it was looked at, within 15 minutes. ' +
      'What has changed since is left out, in words; one that is too old, or was tried on ' +
      'another policy, is refused with what has changed. Confirmed twice it is the same job.',
    body: { fingerprint: planned.fingerprint, why: null },
    answers: {
      200: running, 404: noPlan,
      409: refused(409, 'Not now',
        'That is not the plan as it stands. Look at it again, then confirm.'),
    },
  },
  'GET /v1/plans/:id/orders': {
    ...items, answers: { 200: { items: [item], next: null }, 404: noPlan },
  },
  'GET /v1/jobs': {
    operationId: 'listJobs', description: 'The fifty newest, those that are done included.',
    answers: { 200: { items: [running], next: null }, 404: noJob },
  },
  'GET /v1/jobs/:id': {
    operationId: 'getJob', parameters: { id: job },
    description: 'How many are done, left out and to do. It goes on whoever dies meanwhile.',
    answers: { 200: running, 404: noJob },
  },
  'GET /v1/jobs/:id/orders': {
    ...items, operationId: 'listJobOrders', parameters: { ...items.parameters, id: job },
    answers: { 200: { items: [item], next: null }, 404: noJob },
  },
  'POST /v1/jobs/:id/stop': {
    operationId: 'stopJob', parameters: { id: job },
    description: 'What is done stays done; the rest is not touched.',
    body: { why: 'wrong store' }, answers: { 200: stopped, 404: noJob },
  },
};
