/** Reading orders and their story. */
import { refused, type Chapter } from './example.ts';
import { label, order, orderView, summary } from './story.ts';

const noOrder = refused(404, 'Not found', `There is no order ${order}.`);
const paging = 'Ask on with `after` set to the `next` of the page before, until `next` is null.';

const row = { ...summary, costs: [{ amount: 642, currency: 'GBP' }] };
const note = {
  id: 'not_8c1v5b8n3q4k2m9x', kind: 'question', said: 'Did it make the 16:30 van?',
  at: '2026-11-22T16:41:00Z', by: 'asha',
  answer: {
    said: 'It stands at the bench, without its box.', at: '2026-11-22T16:52:00Z', by: 'tom',
  },
};

/** Each part of the filter, by itself; together few orders would be left. */
const filter = {
  id: order, orderNumber: 'SO-412345', stage: 'in-shipstation,labelled', notStage: 'cancelled',
  waitingOn: 'warehouse', notWaitingOn: 'carrier', exception: 'service.unmapped',
  causeCode: 'service.unmapped',
  causeFault: 'EXPRESS', blocked: 'yes', age: 'late,very-late', notAge: 'in-time',
  warehouse: 'leicester', notWarehouse: 'glasgow', channel: 'shopify-uk',
  notChannel: 'marketplace-de', carrier: 'dpd', notCarrier: 'royal_mail',
  carrierKnown: 'no',
  service: 'dpd_by_12,EXPRESS', notService: 'STANDARD', disagrees: 'yes',
  owes: 'tell-channel', open: 'yes', heardFrom: '2026-11-22T06:00:00Z',
  heardTo: '2026-11-22T18:00:00Z', placedFrom: '2026-11-20T00:00:00Z',
  placedTo: '2026-11-22T00:00:00Z', relabelled: 'no', cancelledLate: 'no', held: 'no',
  asked: 'yes', owner: 'lead,finance', notOwner: 'engineer',
  causeId: 'grp_5b8n3q4k2m9x7c1v', entered: 'confirmed', left: 'ready-to-ship',
  movedFrom: '2026-11-22T06:00:00Z', movedTo: '2026-11-22T18:00:00Z', rightFirst: 'no',
  queuedFor: 'shipstation-uk',
};

export const orders: Chapter = {
  'GET /v1/orders': {
    operationId: 'listOrders',
    description: `Filters narrow together. ${paging} Pages never count all that there is.`,
    parameters: {
      ...filter, limit: 50, after: 'WzE3OTU0MTE4OTE1MTIsIm9yZF9weG4zNmY3enczNnB2N3d0Il0',
      offset: 400, sort: 'waiting',
    },
    answers: { 200: { items: [row], next: null }, 404: noOrder },
  },
  'GET /v1/orders/count': {
    operationId: 'countOrders',
    description: 'Takes the same filter as the list, and counts what the list would show.',
    parameters: filter,
    answers: { 200: { total: 3, oldestSince: '2026-11-22T13:20:00Z' }, 404: noOrder },
  },
  'GET /v1/orders/export': {
    operationId: 'exportOrders',
    description: 'Takes the same filter and sort as the list, and gives all of it. Cells that ' +
      'begin like a formula are made harmless.',
    parameters: { ...filter, sort: 'number', zone: 'Europe/London' },
    answers: {
      200: 'Order,Channel,Warehouse,…\r\nSO-412345,shopify-uk,leicester,…\r\n', 404: noOrder,
    },
    contentType: 'text/csv',
  },
  'GET /v1/find': {
    operationId: 'findOrders',
    description: 'For whoever has a customer on the telephone. Capitals, blanks, dashes and ' +
      'accents do not matter. What fits whole comes first, then what begins so; at most 20. ' +
      'Of the customer only the town is told, so that two orders can be told apart.',
    parameters: { q: 'SO-412345' },
    answers: {
      200: {
        items: [{
          order: summary,
          matched: {
            field: 'order-number', isExact: true, sentence: 'This is its order number.',
          },
          town: 'Leeds', date: '2026-11-22T13:40:13.102Z',
        }],
        hasMore: false, isComplete: true, sentence: 'One order was found.',
      },
      400: refused(400, 'Too little to look for',
        'Type at least 3 letters or digits: fewer would show half of all orders.'),
    },
  },
  'GET /v1/orders/:id': {
    operationId: 'getOrder',
    description: 'Everything known about one order: what warehouse, ShipStation and channel say ' +
      'side by side with when each was last seen, what is owed and on whom it waits, and why.',
    parameters: { id: order },
    answers: { 200: orderView, 404: noOrder },
  },
  'GET /v1/orders/:id/sentence': {
    operationId: 'getOrderSentence',
    description: 'Made of the facts and of nothing else: a label is not told as a parcel that ' +
      'left. The reply is in the language asked for, to be copied as it stands.',
    parameters: { id: order, language: 'en-GB' },
    answers: {
      200: {
        order, orderNumber: 'SO-412345', language: 'en-GB', at: '2026-11-22T14:02:00Z',
        sentence: 'The label was made today at 13:44, DPD 15504270800001; it has not been seen ' +
          'leaving the warehouse yet.',
        reply: 'Hello,\n\nThank you for asking about your order SO-412345.\n\nIt was labelled ' +
          'today at 13:44, with the tracking number 15504270800001 (DPD). We have not seen the ' +
          'parcel leave our warehouse yet, so the carrier may not show anything under that ' +
          'number so far.\n\nKind regards',
        parcels: [{
          carrier: 'DPD', trackingNumber: '15504270800001',
          link: 'https://track.dpd.co.uk/search?reference=15504270800001',
        }],
      },
      404: noOrder,
    },
  },
  'GET /v1/orders/:id/notes': {
    operationId: 'listNotes',
    description: 'Newest first. A question carries its answer once somebody has given one.',
    parameters: { id: order },
    answers: { 200: { items: [note] }, 404: noOrder },
  },
  'POST /v1/orders/:id/notes': {
    operationId: 'writeNote',
    description: 'A note is for whoever opens the order next. A question goes to the warehouse ' +
      'of the order, and is open until somebody answers it. Neither changes another system.',
    parameters: { id: order },
    body: { kind: 'question', said: note.said },
    answers: {
      200: { items: [{ ...note, answer: null }] }, 404: noOrder,
      409: refused(409, 'Not now', 'No warehouse has taken this order up yet, so there is nobody ' +
        'to ask. Leave a note instead, or ask again later.'),
    },
  },
  'POST /v1/orders/:id/notes/:note/answer': {
    operationId: 'answerQuestion',
    description: 'The first answer stands.',
    parameters: { id: order, note: note.id },
    body: { said: 'It stands at the bench, without its box.' },
    answers: {
      200: { items: [note] }, 404: noOrder,
      409: refused(409, 'Not now', 'tom has answered it already.'),
    },
  },
  'GET /v1/questions': {
    operationId: 'listQuestions',
    description: 'For the warehouse, oldest first; at most 100.',
    parameters: { warehouse: 'leicester' },
    answers: {
      200: {
        items: [{
          ...note, answer: null, order: { id: order, orderNumber: 'SO-412345' },
          warehouse: 'leicester',
        }],
        next: null,
      },
      404: noOrder,
    },
  },
  'GET /v1/orders/:id/labels/:label/document': {
    operationId: 'getLabelDocument',
    description: 'Only for a label that Gatepass bought. One that people made in ShipStation is ' +
      'printed there.',
    parameters: { id: order, label },
    answers: {
      200: '%PDF-1.4 …',
      404: refused(404, 'Not found', `There is no document of a label ${label} of that order.`),
    },
    contentType: 'application/pdf',
  },
  'GET /v1/orders/:id/calls/:attempt': {
    operationId: 'getCall',
    description: 'Kept for seven days, and the newest 5,000 of each connection. Secrets are left ' +
      'out before it is kept; who the customer is and what things cost are left out for whoever ' +
      'may not see it.',
    parameters: { id: order, attempt: 'att_7k2m9x4q8c1v5b3n' },
    answers: {
      200: {
        attempt: 'att_7k2m9x4q8c1v5b3n', connection: 'shipstation-uk', operation: 'create-order',
        hidden: ['customers'], sentence: 'What was sent and answered.',
        exchanges: [{
          at: '2026-11-22T13:40:13.723Z', tookMilliseconds: 32, purpose: 'create-order',
          method: 'POST', url: 'https://ssapi.shipstation.com/orders/createorder',
          headers: [
            { name: 'authorization', value: null },
            { name: 'content-type', value: 'application/json' },
          ],
          request: {
            text: '{\n  "orderNumber": "SO-412345",\n  "shipTo": {\n    "name": "…"\n  }\n}',
            cutFrom: null, isWithheld: false,
          },
          status: 200, noAnswer: null,
          answer: { text: '{\n  "orderId": 5813\n}', cutFrom: null, isWithheld: false },
          curl: 'curl -X POST \'https://ssapi.shipstation.com/orders/createorder\' …',
        }],
      },
      404: refused(404, 'Not found', `There is no call att_0 of an order ${order}.`),
    },
  },
  'GET /v1/orders/:id/timeline': {
    operationId: 'getOrderTimeline',
    description: `What was seen, what Gatepass called, what was answered, oldest first. ${paging}`,
    parameters: { id: order, limit: 200, after: 0 },
    answers: {
      200: {
        items: [
          {
            id: 'see_1', at: '2026-11-22T13:40:13.189Z', who: 'warehouse', kind: 'said',
            sentence: 'Consignment LE-412345 is packed: 2 of 2 units picked, 2 packed ' +
              '(revision 7).',
            isProblem: false, tookMilliseconds: null, call: null,
          },
          {
            id: 'see_2', at: '2026-11-22T13:40:13.723Z', who: 'gatepass', kind: 'call',
            sentence: 'Sending the order to ShipStation.', isProblem: false,
            tookMilliseconds: null, call: null,
          },
          {
            id: 'see_3', at: '2026-11-22T13:40:13.755Z', who: 'shipstation', kind: 'call',
            sentence: 'ShipStation said yes.', isProblem: false, tookMilliseconds: 32,
            call: {
              attempt: 'att_7k2m9x4q8c1v5b3n', operation: 'create-order',
              connection: 'shipstation-uk', try: 2, state: 'answered', outcome: 'done',
              dueAt: '2026-11-22T13:40:13.189Z', leftAt: '2026-11-22T13:40:13.723Z',
              answeredAt: '2026-11-22T13:40:13.755Z', queueMilliseconds: 534,
              theirsMilliseconds: 32,
              onPurpose: [{ why: 'between-tries', milliseconds: 5_000 }],
            },
          },
        ],
        next: null,
      },
      404: noOrder,
    },
  },
};
