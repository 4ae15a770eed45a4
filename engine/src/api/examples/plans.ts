/** Going live as a plan. */
import { refused, type Chapter } from './example.ts';

const id = 'pln_4k2m9x7c1v5b8n3q';

const plan = {
  id, kind: 'going-live', state: 'drafted',
  sentence: 'Shadow mode: leicester would adopt 61 orders and then release 14. ' +
    '1 order there cannot be matched for sure and need a person. ' +
    'Nothing changes before a second person approves.',
  warehouse: 'leicester', channels: ['shopify-uk'], startLine: '2026-11-22T06:00:00Z',
  madeAt: '2026-11-22T06:02:11Z', madeBy: 'nina', advance: 'by-hand', step: null,
  counts: { adopted: 61, inDoubt: 1, ready: 14, history: 230 },
  seenThrough: '2026-11-22T06:01:50Z',
  adopts: [{ orderNumber: 'SO-412001', evidence: 'the same number, units and postal code' }],
  inDoubt: [{ orderNumber: 'SO-412007', why: 'another postal code stands there' }],
  changes: [{ at: '2026-11-22T06:02:11Z', by: 'nina', what: 'drafted', why: null }],
};

const stop = {
  id: 'pln_9b3n5v8c1x4m7k2h', kind: 'guard', state: 'open',
  sentence: 'After 10 orders taken out on shipstation-uk in ten minutes Gatepass stopped: ' +
    '4 more are not taken out before a person decides.',
  connection: 'shipstation-uk', effect: 'withdrawals', madeAt: '2026-11-22T13:40:00Z',
  madeBy: 'Gatepass', counts: { withheld: 4, approved: 0, refused: 0, lapsed: 0 }, through: 7,
  changes: [],
};

const running = {
  ...plan, state: 'running',
  sentence: 'leicester goes live in steps: step 1 lets 10 through, 4 were released and 2 closed ' +
    'their loop. 10 wait.',
  step: { number: 1, allowed: 10, released: 4, closed: 2, since: '2026-11-22T06:10:00Z' },
};

const noPlan = refused(404, 'Not found', 'There is no such plan.');
const parameters = { id };
const bodyProblem = refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.',
  [{ path: 'warehouse', problem: 'is missing (a text)' }]);

export const plans: Chapter = {
  'POST /v1/plans': {
    operationId: 'makePlan',
    description: 'Counts which open orders in ShipStation match and would be adopted, and which ' +
      'need a person. What was first heard of before the start line is read and not judged.',
    body: {
      kind: 'going-live', warehouse: 'leicester', channels: null,
      startLine: '2026-11-22T06:00:00Z',
    },
    answers: {
      200: plan, 400: bodyProblem,
      404: refused(404, 'Not found', 'There is no warehouse called leicster in the policy.'),
      409: refused(409, 'Not now', 'leicester has a plan already, made by nina.'),
    },
  },
  'GET /v1/plans': {
    operationId: 'listPlans',
    description: 'Of each kind the fifty newest, each with what it finds now. `kind` asks for one.',
    parameters: { kind: 'guard' },
    answers: { 200: { items: [stop, plan], next: null }, 404: noPlan },
  },
  'POST /v1/plans/:id/approve': {
    operationId: 'approvePlan',
    description: 'By somebody else than who made it; else `why` is needed. Matching open orders ' +
      'are adopted and never created again; then the first ten go. Of what the guard stopped, ' +
      'anybody who operates approves, and exactly what is named by `through` goes.',
    parameters,
    body: { why: 'checked against the old program', through: null, advance: 'by-hand' },
    answers: {
      200: running, 404: noPlan,
      409: refused(409, 'Not now',
        'nina made this plan. Somebody else approves it, or nina says why it is done alone.'),
    },
  },
  'GET /v1/plans/:id/items': {
    operationId: 'listPlanItems',
    description: 'Ask on with `after` set to the `next` of the page before, until `next` is null.',
    parameters: { id: stop.id, limit: 50, after: 'WzddXQ' },
    answers: {
      200: {
        items: [{
          place: 7, order: { id: 'ord_4k2m9x7c1v5b8n3q', orderNumber: 'SO-412345' },
          state: 'withheld', does: 'Take SO-412345 out of ShipStation.', lines: ['2 TEE-BLK-M'],
          because: ['The order was cancelled by the warehouse. Nothing more will be sent.'],
        }],
        next: null,
      },
      404: noPlan,
      409: refused(409, 'Not now', 'It was approved already: what it held is on its way or done.'),
    },
  },
  'POST /v1/plans/:id/refuse': {
    operationId: 'refusePlan',
    description: 'Only of what the guard stopped. Who refused and why stands on every order, ' +
      'until warehouse or channel say something else of it.',
    parameters: { id: stop.id }, body: { why: 'an import ran twice', through: 7 },
    answers: {
      200: {
        ...stop, state: 'refused', counts: { withheld: 0, approved: 0, refused: 4, lapsed: 0 },
        sentence: '4 orders on shipstation-uk stay as they are: that they be taken out was ' +
          'refused. They wait until warehouse or channel say something else.',
        changes: [{
          at: '2026-11-22T13:52:00Z', by: 'nina', what: 'refused 4', why: 'an import ran twice',
        }],
      },
      404: noPlan,
      409: refused(409, 'Not now', 'It was approved already: what it held is on its way or done.'),
    },
  },
  'POST /v1/plans/:id/next-step': {
    operationId: 'openNextStep',
    description: 'After ten come a hundred, then all.',
    parameters, body: { why: 'the ten are labelled and told' },
    answers: { 200: { ...running, step: { ...running.step, number: 2, allowed: 100 } },
      404: noPlan },
  },
  'POST /v1/plans/:id/abort': {
    operationId: 'abortPlan',
    description: 'At once nothing more is written anywhere.',
    parameters, body: { why: 'labels by the wrong carrier' },
    answers: {
      200: {
        ...running, state: 'aborted', step: null,
        sentence: 'leicester is back in shadow mode. What stands in ShipStation stays there.',
      },
      404: noPlan,
    },
  },
};
