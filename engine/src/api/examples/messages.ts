/** What became of messages, and what could not be read. */
import { refused, type Chapter } from './example.ts';
import { dispatchMessage, order } from './story.ts';

const delivery = {
  ...dispatchMessage, party: 'warehouse', name: 'leicester', order, state: 'dead',
  waitsOn: 'person', tries: 1, lastTryAt: '2026-11-22T13:44:52Z', nextTryAt: null,
  sentence: 'The warehouse refused it: unknown consignment. It is not sent again by itself.',
};
const noMessage = refused(404, 'Not found',
  'There is no message msg_0000000000000000000000.');

export const messages: Chapter = {
  'GET /v1/messages': {
    operationId: 'listMessages',
    description: '`state=dead` are those that were refused and are not sent again by themselves. ' +
      'Ask on with `after` set to the `next` of the page before, until `next` is null.',
    parameters: {
      state: 'dead', party: 'warehouse', name: 'leicester', limit: 100, after: 0,
    },
    answers: { 200: { items: [delivery], next: null }, 404: noMessage },
  },
  'POST /v1/messages/:id/send-again': {
    operationId: 'sendMessageAgain',
    description: 'Under the same id, so that a receiver that has it drops it.',
    parameters: { id: dispatchMessage.id }, body: { why: 'the warehouse knows the order now' },
    answers: {
      200: {
        ...delivery, state: 'waiting', waitsOn: 'gatepass',
        sentence: 'It goes out with the next call.',
      },
      404: noMessage,
      409: refused(409, 'Not now', 'It is being sent at this moment.'),
    },
  },
  'GET /v1/connections/:name/refused': {
    operationId: 'listRefusedInput',
    description: 'For whoever connects a system: which field of which call, without the values.',
    parameters: { name: 'leicester-wms', limit: 50, after: 'WzQxXQ' },
    answers: {
      200: {
        items: [{
          at: '2026-11-22T13:40:12Z', sender: 'Leicester WMS', method: 'PUT',
          path: '/v1/warehouses/leicester/consignments/LE-412345', status: 400,
          detail: 'Nothing was taken in: parts of it cannot be read.',
          problems: [{
            path: 'lines.0.picked', problem: 'must be 0 or more',
          }],
        }],
        next: null,
      },
      404: refused(404, 'Not found', 'There is no connection called leicster-wms.'),
    },
  },
};
