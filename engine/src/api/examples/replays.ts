/** Periods that are decided anew. */
import { refused, type Chapter } from './example.ts';

const id = 'rpl_7h2k9m4x1c8v5b3n';
const parameters = { id };

const begun = {
  id, state: 'running',
  sentence: '0 orders looked at, none would be decided otherwise now so far.',
  from: '2026-11-22T06:00:00Z', to: '2026-11-22T18:00:00Z', goes: false,
  madeAt: '2026-11-22T18:20:00Z', madeBy: 'nina', passed: 0, ahead: 12400, looked: 0, differing: 0,
};
const done = {
  ...begun, state: 'done', passed: 12400, looked: 1180, differing: 2,
  sentence: '1180 orders looked at, 2 would be decided otherwise now. Nothing was changed.',
};
const noReplay = refused(404, 'Not found', 'There is no such replay.');

export const replays: Chapter = {
  'POST /v1/replays': {
    operationId: 'beginReplay',
    description: 'Every order that was heard of, seen or decided on in the period is decided ' +
      'anew from all that is known now. It only compares, unless `go` is true: then orders that ' +
      'differ are woken, and the usual way decides, which does nothing twice. One at a time.',
    body: {
      from: '2026-11-22T06:00:00Z', to: '2026-11-22T18:00:00Z', go: false, look: false, why: null,
    },
    answers: {
      202: begun, 404: noReplay,
      400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.', [{
        path: 'from',
        problem: 'is no time with its zone: write it like 2026-11-22T06:00:00Z, ' +
          'or with +01:00 for Z',
      }]),
      409: refused(409, 'Not replayed',
        'A replay that nina began is under way. Wait for it, or stop it first.'),
      422: refused(422, 'Not replayed',
        'The end of the period lies in the future: only what has been can be replayed.'),
    },
  },
  'GET /v1/replays': {
    operationId: 'listReplays',
    description: 'The twenty newest; what older ones found is not kept.',
    answers: {
      200: { items: [done], next: null }, 404: noReplay,
      409: refused(409, 'Not replayed', 'A replay is under way.'),
      422: refused(422, 'Not replayed', 'The period ends before it begins.'),
    },
  },
  'GET /v1/replays/:id': {
    operationId: 'getReplay',
    description: 'Ask now and then until its state is `done` or `stopped`.',
    parameters,
    answers: {
      200: done, 404: noReplay,
      409: refused(409, 'Not replayed', 'A replay is under way.'),
      422: refused(422, 'Not replayed', 'The period ends before it begins.'),
    },
  },
  'GET /v1/replays/:id/orders': {
    operationId: 'listReplayOrders',
    description: 'Ask on with `after` set to the `next` of the page before, until `next` is null.',
    parameters: { ...parameters, limit: 50, after: 'WzEyXQ' },
    answers: {
      200: {
        items: [{
          order: { id: 'ord_4k2m9x7c1v5b8n3q', orderNumber: 'SO-412345' },
          was: 'The warehouse says the goods are being picked. Waits on the warehouse since 13:40.',
          wouldBe: 'Short pick: 1 of 2 TEE-BLK-M. Waits on a person since 13:40.',
        }],
        next: null,
      },
      404: noReplay,
      409: refused(409, 'Not replayed', 'A replay is under way.'),
      422: refused(422, 'Not replayed', 'The period ends before it begins.'),
    },
  },
  'POST /v1/replays/:id/stop': {
    operationId: 'stopReplay',
    description: 'Orders that it has woken stay awake. One that is over stays as it ended.',
    parameters, body: { why: 'the wrong day' },
    answers: {
      200: { ...done, state: 'stopped', passed: 3100, looked: 310, differing: 0,
        sentence: '310 orders looked at, none would be decided otherwise now, and then stopped.' },
      404: noReplay,
      409: refused(409, 'Not replayed', 'A replay is under way.'),
      422: refused(422, 'Not replayed', 'The period ends before it begins.'),
    },
  },
};
