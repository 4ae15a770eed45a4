/** Connections: how they stand, what is known of their accounts, and how people steer them. */
import { refused, type Chapter } from './example.ts';

const name = 'shipstation-uk';
const parameters = { name };
const nobody = refused(404, 'Not found', 'There is no connection called shipstation-us.');

const pause = {
  what: 'releases', by: 'nina', why: 'the printer is down', since: '2026-11-22T13:00:00Z',
  until: '2026-11-22T14:00:00Z',
  sentence: 'Paused by nina until 14:00: the printer is down.',
};

const connection = {
  name, connector: 'shipstation', title: 'ShipStation', mode: 'live', state: 'well',
  sentence: 'It answers as it should.', lastGoodAt: '2026-11-22T13:44:51.393Z',
  wellSince: '2026-11-22T06:00:12Z', troubledSince: null, ordersWaiting: 2,
  stakes: {
    sentence: 'No order is released to ShipStation, and no label made there is heard of.',
    waiting: [
      {
        what: 'release', orders: 112, parcels: null,
        list: {
          stage: 'ready-to-ship', blocked: 'no', held: 'no', open: 'yes', warehouse: 'leicester',
        },
      },
      {
        what: 'label', orders: 43, parcels: null,
        list: {
          stage: 'in-shipstation', blocked: 'no', held: 'no', open: 'yes', warehouse: 'leicester',
        },
      },
    ],
  },
  calls: { calls: 214, failed: 3, medianMilliseconds: 240, slowMilliseconds: 1900 },
  lease: {
    holder: 'packing-1/812/0050fa98', epoch: 1, renewedAt: '2026-11-22T13:44:53.457Z',
    isHeld: true, place: 'this-process', machine: 'packing-1',
  },
  budget: {
    limit: 36, used: 8, left: 28, windowMilliseconds: 62_000, closedUntil: null,
    binds: 'nothing',
    uses: [
      { use: 'write-back', calls: 3 }, { use: 'release', calls: 3 }, { use: 'polling', calls: 2 },
    ],
    kept: { outOfHarm: 3, unforeseen: 2, labelLooks: 2 },
    firstFreeAt: '2026-11-22T13:45:02Z', allFreeAt: '2026-11-22T13:45:53Z',
  },
  labels: { perMinute: 17, waitSeconds: 0 },
  waiting: [{ operation: 'create-order', count: 2 }],
  feeds: [{
    feed: 'labels', everyMilliseconds: 60_000, sentence: 'Nothing is expected of it.',
    lookedAt: '2026-11-22T13:44:51.371Z', readThrough: '2026-11-22T13:44:51.371Z',
    newsAt: '2026-11-22T13:44:51.371Z',
    looks: {
      atMostEveryMilliseconds: 4_000, atLeastEveryMilliseconds: 60_000, costInCalls: 1,
      usual: { atMostEveryMilliseconds: 4_000, atLeastEveryMilliseconds: 60_000 },
      shortestMilliseconds: 2_000,
      longestMilliseconds: { atMostEvery: 30_000, atLeastEvery: 60_000 },
    },
    hooks: { state: 'not-heard', heardAt: null },
  }],
  polling: { callsPerMinute: 40, keptFree: 5, atMost: 26 },
  hooks: {
    state: 'kept', sentence: 'Webhooks are set up and only bring a look forward.',
    keptAt: '2026-11-22T06:00:00Z', heardAt: '2026-11-22T13:44:50Z', judged: 14, inTime: 13,
  },
  credentials: [
    {
      is: 'secret', name: 'API key', since: '2026-08-03T09:12:44Z', usedAt: null, endsAt: null,
    },
    {
      is: 'secret', name: 'API secret', since: '2026-08-03T09:12:44Z', usedAt: null, endsAt: null,
    },
  ],
  customStore: {
    address: 'https://gatepass.example/custom-store/shipstation-uk',
    fetchedAt: '2026-11-22T13:30:04Z', fetchAnswer: '12 orders, page 1 of 1',
    noticedAt: '2026-11-22T13:44:12Z', noticeAnswer: 'taken in, for SO-412345',
    refusedAt: null, refused: 0,
    sentences: [
      'ShipStation last asked its Custom Store for orders at 2026-11-22T13:30:04Z: 12 orders, ' +
        'page 1 of 1.',
      'It last told of a parcel at 2026-11-22T13:44:12Z: taken in, for SO-412345.',
    ],
  },
  sweep: {
    state: 'done', sentence: '61 open here and 61 there.', askedAt: null,
    finishedAt: '2026-11-22T13:30:28Z', wholeFinishedAt: '2026-11-22T02:10:00Z',
    found: { here: 61, there: 61, others: 0, strays: [], asked: 0, gone: 0 },
  },
  watch: ['For web-shop the gate is watched, not enforced: the store brings its orders in by ' +
    'itself. With the calls that it allows, at most 568 orders an hour can be put on hold before ' +
    'they are packed; more than that stand open to be labelled. End that import, and let ' +
    'Gatepass bring them in (enters: gatepass).'],
  paused: [pause],
};

const trait = {
  name: 'pageSize', value: '100', evidence: 'a page without a length had 100 orders',
  step: 'lists', learntAt: '2026-11-21T18:02:00Z', consentedBy: 'nina',
  consentedAt: '2026-11-21T18:01:00Z',
};

const experiments = {
  connection: name, mode: 'shadow',
  steps: [{
    step: 'lists',
    question: 'How long is a page when nobody asks for a length, and what comes beyond the end?',
    does: ['Reads lists: orders, labels, stores.', 'Writes nothing.'], leaves: 'Nothing.',
    callsAtMost: 6, takes: 'a few seconds', isAlone: false, state: 'over', consentedBy: 'nina',
    consentedAt: trait.consentedAt, calls: 6, goesOnAt: null, inTheWay: null,
    endedAt: trait.learntAt, notLearnt: [], sentences: [],
  }],
  unknowns: [{
    name: 'pageSize', meaning: 'how many rows a page has when nobody asks for a number',
    values: ['25', '100', '500'], assumed: '100', value: '100', evidence: trait.evidence,
    learntAt: trait.learntAt, step: 'lists', why: null, how: null,
  }],
};

export const connections: Chapter = {
  'GET /v1/connections': {
    operationId: 'listConnections',
    description: 'All connections of the policy. `binds` says what keeps things waiting now: ' +
      'the calls of this minute, the answer times of the other side, or that nobody holds it.',
    answers: { 200: { items: [connection], next: null } },
  },
  'GET /v1/connections/:name/calls': {
    operationId: 'listCalls',
    description: 'Kept for one hour. An answer here is its status and, for each order that the ' +
      'call was about, what it meant; what was sent and answered stands with the order.',
    parameters: { name, failed: 'yes', limit: 200 },
    answers: {
      200: {
        items: [{
          id: 41_207, at: '2026-11-22T13:44:52Z', purpose: 'create-order',
          tookMilliseconds: 640, isFailed: true,
          sentence: 'It answered, and refused one order in it (200).', result: '200',
          orders: [
            {
              id: 'ord_px1n6cwzs36pv7wt', orderNumber: 'SO-412345', outcome: 'refused',
              words: 'The postal code is not one of that country.',
            },
            { id: 'ord_8w1n6cwzs36pv7aa', orderNumber: 'SO-412346', outcome: 'done', words: null },
          ],
        }],
        next: null,
      },
      404: nobody,
    },
  },
  'GET /v1/connections/:name': {
    operationId: 'getConnection',
    description: 'The same, with each thing that `gatepass probe` found out.',
    parameters,
    answers: { 200: { ...connection, traits: [trait] }, 404: nobody },
  },
  'POST /v1/connections/:name/probe': {
    operationId: 'probeConnection',
    description: 'One or a few harmless calls, made now. It changes nothing on either side.',
    parameters,
    answers: {
      200: {
        isWell: true,
        sentences: ['ShipStation accepts the key. It has 2 stores and 3 carriers.'],
        watch: ['An import of the store shopify-uk is switched on in ShipStation.'],
      },
      404: nobody,
    },
  },
  'POST /v1/connections/:name/sweep': {
    operationId: 'askForSweep',
    description: 'It goes in the lowest lane. `GET /v1/connections/{name}` shows what it found.',
    parameters,
    answers: {
      202: {
        connection: name, sentence: 'The count goes on by itself, after everything more urgent.',
      },
      404: refused(404, 'Not found',
        'There is no connection called shop-uk with open orders that can be counted.'),
    },
  },
  'POST /v1/connections/:name/pause': {
    operationId: 'pauseConnection',
    description: 'Orders are not late through a pause. `looks` stops looking too, so that ' +
      'nothing more is heard of labels.',
    parameters,
    body: { only: ['releases'], why: 'the printer is down', until: '2026-11-22T14:00:00Z' },
    answers: {
      200: { paused: [pause] },
      400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.',
        [{ path: 'why', problem: 'is missing (a text)' }]),
      404: nobody,
      422: refused(422, 'Nothing to pause', 'That pause would be over already.',
        [{ path: 'until', problem: 'lies in the past' }]),
    },
  },
  'POST /v1/connections/:name/resume': {
    operationId: 'resumeConnection',
    description: 'What waited goes on at once, by lane, cut-off and wave.',
    parameters,
    body: { only: ['releases'], why: 'the printer works again' },
    answers: { 200: { resumed: ['releases'] }, 404: nobody },
  },
  'GET /v1/connections/:name/left-out': {
    operationId: 'listLeftOut',
    description: 'Such an order is set aside, since the record may be a label or a cancellation. ' +
      'It goes on by itself when the record can be taken in after all. At most 200 are listed, ' +
      'so that one order is best asked for by its number. A connection that has left the policy ' +
      'is listed for as long as anything of it was left out.',
    parameters: { name, orderNumber: 'SO-412345' },
    answers: {
      200: {
        items: [{
          order: 'ord_4a1c9e07b2d85f36', orderNumber: 'SO-412345', record: 'label 90210',
          fault: 'label 90210: createDate is not a time', since: '2026-11-22T13:41:00Z',
        }],
        next: null,
      },
      404: nobody,
    },
  },
  'POST /v1/connections/:name/left-out/go-without': {
    operationId: 'goWithoutRecord',
    description: 'Only for who has looked there: if the record is a label after all, another may ' +
      'be bought. Who did it and why stands beside the order as a note, and in the audit.',
    parameters,
    body: {
      order: 'ord_4a1c9e07b2d85f36', record: 'label 90210',
      why: 'seen in ShipStation: the label is of another order',
    },
    answers: {
      200: {
        order: 'ord_4a1c9e07b2d85f36', record: 'label 90210',
        sentence: 'It is decided on without label 90210 from now on. Should that come again ' +
          'with other content, or with none that can be seen, the order is set aside anew.',
      },
      400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.',
        [{ path: 'why', problem: 'is missing (a text)' }]),
      404: refused(404, 'Not found',
        'There is no record of that name that keeps this order aside.'),
    },
  },
  'GET /v1/connections/:name/experiments': {
    operationId: 'listExperiments',
    description: 'What differs between accounts and is written down nowhere. Until a step has ' +
      'found it out, the worse of the two is taken for true.',
    parameters,
    answers: { 200: experiments, 404: nobody },
  },
  'POST /v1/connections/:name/experiments': {
    operationId: 'consentToExperiments',
    description: 'Each step says what it does, what it leaves behind and how many calls it ' +
      'makes. None buys a label. A step that needs the connection for itself waits for shadow ' +
      'mode.',
    parameters,
    body: { steps: ['lists'] },
    answers: {
      200: experiments,
      404: nobody,
      422: refused(422, 'Steps refused', 'Nothing was begun.',
        [{ path: 'steps.0', problem: 'there is no step of this name' }]),
    },
  },
};
