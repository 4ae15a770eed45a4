/** What people judge and settle: exceptions by cause, rulings. */
import { refused, type Chapter } from './example.ts';
import { exception, order } from './story.ts';

const group = 'grp_5b8n3q4k2m9x7c1v';
const at = '2026-11-22T13:50:00Z';
const standing = {
  state: 'new', limitAt: '2026-11-22T16:30:00Z', isOverLimit: false, escalatesTo: 'admin',
  acknowledgedBy: null, waiting: null, returnedAt: null, connection: 'shipstation-uk',
};
const action = {
  action: 'acknowledge', words: 'I have seen it', means: 'Others see that you look into it.',
  method: 'POST', path: `/v1/exceptions/${exception.id}/acknowledge`, body: {}, asks: [],
  optional: ['why'], needs: 'rule', roles: ['admin', 'operator'], isAllowed: true,
};
const item = {
  ...exception, ...standing, order: { id: order, orderNumber: 'SO-412345', disagrees: false },
  fault: 'DPD-12X', group, consignment: 'LE-412345', warehouse: 'leicester', channel: 'shopify-uk',
  openedAt: exception.since, closed: null, actions: [action],
};
const seen = {
  at, by: 'nina', what: 'acknowledge', why: null, until: null, to: null,
  sentence: 'nina has seen it.',
};
const one = { ...item, lastClosed: null, history: [seen] };
const cause = {
  ...standing, id: group, code: exception.code, title: exception.title, fault: 'DPD-12X',
  severity: 2, owner: 'lead', assignedTo: null, count: 31, orders: 31,
  stages: [{ stage: 'ready-to-ship', orders: 29 }, { stage: 'picking', orders: 2 }],
  collection: { at: '2026-11-22T16:30:00Z', warehouse: 'leicester', carrier: null, orders: 31 },
  firstSeenAt: exception.since, since: exception.since, sentence: exception.sentence,
  handbook: exception.handbook, lastClosedAt: null, actions: [action],
};
const causeWhole = {
  ...cause, history: [seen],
  alerts: [
    { at: '2026-11-22T13:02:00Z', count: 31, why: 'new', to: ['lead'], unheard: [] },
    { at: '2026-11-22T13:40:00Z', count: 62, why: 'doubled', to: ['lead'], unheard: ['lead'] },
  ],
  evidence: [{
    orderNumber: 'SO-412345', order, exception: exception.id, lines: ['1'],
    since: exception.since, sentence: exception.sentence,
  }],
};
const causeCounts = {
  mine: { causes: 3, orders: 41 }, unowned: { causes: 2, orders: 38 },
  all: { causes: 5, orders: 112 }, waiting: { causes: 4, orders: 71 },
  closed: { causes: 19, orders: 0 },
};
const mapping = { carrier: 'dpd', service: 'dpd_by_12', package: 'package' };
const causeWhy = {
  means: 'They are held: no label is made for them, so they cannot go.',
  sentence: exception.sentence, lines: [],
  lastClosed: 'It closed at 14:10 on 20 Nov by proof, after mia had applied version 13 of the ' +
    'policy.',
  because: [{
    sentence: 'The warehouse leicester said at 13:02 that consignment LE-412345 is packed and ' +
      'goes by “DPD-12X” (revision 7).',
    at: '2026-11-22T13:02:00Z', order: { id: order, orderNumber: 'SO-412345' },
    policyVersion: null,
  }, {
    sentence: 'Version 14 of the policy, in force since 09:12 on 20 Nov by mia, has no row for ' +
      'the service “DPD-12X”.',
    at: null, order: null, policyVersion: 14,
  }],
  suggestions: [{
    sentence: 'Map “DPD-12X” to dpd / dpd_by_12 / package.', mapping, like: 'DPD-12',
    score: 0.89, isSure: true,
    evidence: '24 of 24 older orders with “DPD-12” went as dpd / dpd_by_12 / package.',
  }],
};
const noException = refused(404, 'Not found', `There is no exception ${exception.id}.`);
const noCause = refused(404, 'Not found', `There is no cause ${group}.`);
const noOrder = refused(404, 'Not found', `There is no order ${order}.`);
const filter = {
  state: 'open', code: exception.code, fault: 'DPD-12X', group, severity: 2, owner: 'lead',
  connection: 'shipstation-uk', warehouse: 'leicester', channel: 'shopify-uk',
  orderNumber: 'SO-412345', list: 'all', limit: 50, after: 'WzIsMTc5NTQxMTg5MTUxMiwiZXhjXzciXQ',
};
const paging = 'Ask on with `after` set to the `next` of the page before, until `next` is null.';

type Whom = {
  readonly path: string; readonly id: string; readonly whole: unknown; readonly name: string;
  readonly none: unknown;
};

/** The same three things can be done to one exception and to all of one cause. */
const doneTo = ({ path, id, whole, name, none }: Whom): Chapter => {
  const about = (what: string, description: string, body: unknown) => ({
    operationId: `${what}${name}`, description, parameters: { id }, body,
    answers: { 200: whole, 404: none },
  });
  return {
    [`POST ${path}/give`]: about('give',
      'It stands under that name from now on. The limit stays as it was.',
      { to: 'nina', why: 'she knows the carrier' }),
    [`POST ${path}/acknowledge`]: about('acknowledge',
      'It stays open, and others see that somebody looks into it.', { why: null }),
    [`POST ${path}/unacknowledge`]: about('unacknowledge',
      'For a slip of the hand: it is new again, and the history says so.', { why: null }),
    [`POST ${path}/note`]: about('note',
      'It stands in the history, for whoever comes next.',
      { why: 'the warehouse was told by telephone' }),
    [`POST ${path}/wait`]: about('putOff',
      'It comes back by itself at that time, or sooner if it grows worse.',
      { until: '2026-11-22T15:00:00Z', why: 'the carrier mends it by three' }),
  };
};

const ruling = {
  isNew: true, sentence: 'SO-412345 goes out short: 1 of 2.',
  rulings: [{
    id: 'rul_4k2m9x7c1v5b8n3q', ruling: 'ship-short', consignment: 'LE-412345', by: 'nina', at,
    until: null,
  }],
};
const takenBack = { ...ruling, sentence: 'The ruling was taken back.' };
const why = { why: 'the rest was found' };
const judged = { id: order, ruling: 'rul_4k2m9x7c1v5b8n3q' };

export const desk: Chapter = {
  'GET /v1/exceptions': {
    operationId: 'listExceptions',
    description: `Open ones unless \`state\` says otherwise, the gravest first. ${paging}`,
    parameters: filter,
    answers: {
      200: { items: [item], next: null }, 404: noException,
    },
  },
  'GET /v1/exceptions/groups': {
    operationId: 'listCauses',
    description: `One missing mapping may stop hundreds of orders: here it is one line. ${paging}`,
    parameters: filter,
    answers: { 200: { items: [cause], next: null }, 404: noCause },
  },
  'GET /v1/exceptions/groups/count': {
    operationId: 'countCauses',
    description: 'For the lists mine, unowned, all, waiting and closed, within the same filter.',
    parameters: filter, answers: { 200: causeCounts, 404: noCause },
  },
  'GET /v1/exceptions/groups/:id/why': {
    operationId: 'getCauseWhy',
    description: 'What its oldest order shows, what the policy says, and for a service that ' +
      'nobody mapped what it may mean, with what older orders went as. It is found out when it ' +
      'is asked for.',
    parameters: { id: group }, answers: { 200: causeWhy, 404: noCause },
  },
  'GET /v1/exceptions/groups/:id': {
    operationId: 'getCause', description: 'With the oldest few orders that it stops.',
    parameters: { id: group }, answers: { 200: causeWhole, 404: noCause },
  },
  'GET /v1/exceptions/hands': {
    operationId: 'listHands',
    description: 'What `to` of a gift may be, and no more of anybody than the name.',
    answers: { 200: {
      roles: [{ role: 'lead', words: 'Lead' }, { role: 'engineer', words: 'Engineer' }],
      people: ['nina', 'tom'],
    } },
  },
  'GET /v1/exceptions/:id': {
    operationId: 'getException',
    description: 'With what people did about it, and what may be done.',
    parameters: { id: exception.id }, answers: { 200: one, 404: noException },
  },
  ...doneTo({ path: '/v1/exceptions/:id', id: exception.id, whole: one, name: 'Exception',
    none: noException }),
  ...doneTo({ path: '/v1/exceptions/groups/:id', id: group, whole: causeWhole, name: 'Cause',
    none: noCause }),
  'POST /v1/exceptions/:id/close': {
    operationId: 'closeException',
    description: 'What can be proven closes by proof and not by this.',
    parameters: { id: exception.id }, body: { why: 'the customer has it in hand' },
    answers: { 200: one, 404: noException },
  },
  'POST /v1/orders/:id/rulings': {
    operationId: 'rule',
    description: 'Send `about` as the action said it: what changed since is refused, so that ' +
      'nobody judges facts that they have not seen. For goods that left by other means send ' +
      '`sent-otherwise` with `carrier` and, where there is one, `trackingNumber`: warehouse and ' +
      'channel are told of them as of a labelled parcel, with a cost of 0 in the currency XXX, ' +
      'which stands for none.',
    parameters: { id: order },
    body: {
      ruling: 'ship-short', why: 'the customer agreed by telephone', until: null,
      consignment: null, exception: exception.id, about: null, carrier: null,
      trackingNumber: null,
    },
    answers: { 200: ruling, 201: ruling, 404: noOrder },
  },
  'DELETE /v1/orders/:id/rulings/:ruling': {
    operationId: 'withdrawRuling', description: 'What was done by it meanwhile stays done.',
    parameters: { ...judged, ...why }, answers: { 200: takenBack, 404: noOrder },
  },
  'POST /v1/orders/:id/rulings/:ruling/withdraw': {
    operationId: 'takeRulingBack', description: 'The same as DELETE, by another door.',
    parameters: judged, body: why, answers: { 200: takenBack, 404: noOrder },
  },
  'POST /v1/orders/:id/let-go': {
    operationId: 'letGo', description: 'It goes on with the next look, if nothing else stops it.',
    parameters: { id: order }, body: why, answers: { 200: takenBack, 404: noOrder },
  },
};
