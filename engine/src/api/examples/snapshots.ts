/** What warehouses and channels say, and what they hear. */
import { refused, type Chapter } from './example.ts';
import {
  channelOrder, dispatchMessage, noticeMessage, snapshot, snapshotAnswer,
} from './story.ts';

const badLine = refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.', [
  { path: 'lines.0.picked', problem: 'must be 0 or more' },
]);
const elsewhere = (kind: string, known: string) => refused(404, 'Not found',
  `There is no ${kind} called leicster in the policy; it knows ${known}.`);
const notWarehouse = refused(403, 'Not allowed',
  'Speaking for a warehouse needs a key with the role admin or warehouse. ' +
  'shop has the role channel.');
const notChannel = refused(403, 'Not allowed',
  'Speaking for a channel needs a key with the role admin or channel. ' +
  'wms has the role warehouse.');
const noMessage = (name: string) => refused(404, 'Not found',
  `There is no message msg_0000000000000000000000 for ${name}.`);

const mailbox =
  'In order, and kept: `after` is the `next` of the page before, and without it everything is ' +
  'shown from the first message on. With `wait` an empty page is held back until there is a ' +
  'message or the seconds are over, so that one call after another is enough to hear at once. ' +
  'A message stays here when it was acknowledged, and when it was pushed.';
const again = 'Doing it twice is the same as doing it once.';

export const snapshots: Chapter = {
  'PUT /v1/warehouses/:warehouse/consignments/:reference': {
    operationId: 'putConsignment',
    description: 'Send the whole consignment each time something changes at it, under a ' +
      '`revision` that grows. Order of arrival and repetition do not matter: an older revision ' +
      'never wins and is answered as `older-revision`, and the same one again changes nothing. ' +
      'What contradicts itself (packed, and only one of two picked) is kept, shown as an ' +
      'exception and never released on.',
    parameters: { warehouse: 'leicester', reference: 'LE-412345' },
    body: snapshot,
    answers: { 200: snapshotAnswer, 400: badLine, 403: notWarehouse,
      404: elsewhere('warehouse', 'leicester') },
  },
  'POST /v1/warehouses/:warehouse/consignments': {
    operationId: 'postConsignments',
    description: 'The same snapshots, up to 500 in one call. Each is taken in or refused by ' +
      'itself and answered at its place; look at `status` of each, since the call itself is 200.',
    parameters: { warehouse: 'leicester' },
    body: { consignments: [
      { reference: 'LE-412345', ...snapshot },
      { reference: 'LE-412346', revision: 1 },
    ] },
    answers: {
      200: { results: [
        { reference: 'LE-412345', status: 200, answer: snapshotAnswer, problem: null },
        {
          reference: 'LE-412346', status: 400, answer: null,
          problem: refused(400, 'Unreadable',
            'This consignment was not taken in; the others were looked at by themselves.', [{
              path: 'consignments.1.updatedAt',
              problem: 'is missing (a text)',
            }]),
        },
      ] },
      400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.', [
        { path: 'consignments', problem: 'must have at most 500 entries' },
      ]),
      403: notWarehouse, 404: elsewhere('warehouse', 'leicester'),
    },
  },
  'PUT /v1/channels/:channel/orders/:reference': {
    operationId: 'putChannelOrder',
    description: 'What was ordered and what was cancelled, as the channel sees it now. It says ' +
      'nothing of goods: only the warehouse makes an order ready. A cancellation stops what has ' +
      'not been done yet, and becomes a task for people where a label was made.',
    parameters: { channel: 'shopify-uk', reference: '5512345678' },
    body: channelOrder,
    answers: { 200: {
      ...snapshotAnswer, stage: 'received', obligations: [],
      sentence: 'The channel has sold it. No warehouse has spoken of it yet.',
    }, 400: badLine, 403: notChannel, 404: elsewhere('channel', 'shopify-uk') },
  },
  'GET /v1/warehouses/:name/dispatches': {
    operationId: 'listDispatches',
    description: `Tracking numbers, carriers, costs and weights for the warehouse. ${mailbox}`,
    parameters: { name: 'leicester', after: 0, wait: 20, limit: 100 },
    answers: { 200: { items: [dispatchMessage], next: '1' }, 403: notWarehouse },
  },
  'POST /v1/warehouses/:name/dispatches/:id/ack': {
    operationId: 'acknowledgeDispatch',
    description: 'Say so when the message is stored on your side, and not before: this is what ' +
      `counts as told. ${again}`,
    parameters: { name: 'leicester', id: dispatchMessage.id },
    answers: { 204: null, 403: notWarehouse, 404: noMessage('leicester') },
  },
  'GET /v1/channels/:name/notices': {
    operationId: 'listNotices',
    description: `Tracking numbers in the channel's own line and carrier words. ${mailbox}`,
    parameters: { name: 'shopify-uk', after: 0, wait: 20, limit: 100 },
    answers: { 200: { items: [noticeMessage], next: '2' }, 403: notChannel },
  },
  'POST /v1/channels/:name/notices/:id/ack': {
    operationId: 'acknowledgeNotice',
    description: `Say so when the customer's order shows the number. ${again}`,
    parameters: { name: 'shopify-uk', id: noticeMessage.id },
    answers: { 204: null, 403: notChannel, 404: noMessage('shopify-uk') },
  },
};
