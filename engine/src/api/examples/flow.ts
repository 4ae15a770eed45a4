/** The first page: numbers, and the list behind each. */
import type { Chapter } from './example.ts';

const list = { stage: 'in-shipstation', warehouse: 'leicester' };
const at = '2026-11-22T13:44:53Z';

export const flow: Chapter = {
  'GET /v1/flow': {
    operationId: 'getFlow',
    description: 'Made for the screen on the wall. Every number comes with the query of ' +
      '/v1/orders that lists what it counts.',
    parameters: { warehouse: 'leicester' },
    answers: { 200: {
      at, timeZone: 'Europe/London',
      troubles: [{
        connection: 'shipstation-uk', party: 'shipstation', is: 'silent',
        sentence: 'shipstation-uk has not answered since 13:21; 104 orders wait to be released ' +
          'or labelled.',
        since: '2026-11-22T13:21:40Z', until: null, by: null, why: null, what: [], feeds: [],
        waiting: [{
          what: 'label', orders: 104, list: {
            stage: 'ready-to-ship,in-shipstation', blocked: 'no', held: 'no', open: 'yes',
            warehouse: 'leicester',
          },
        }],
      }],
      unheardAlerts: [],
      needsYou: [{
        is: 'channel-untold', count: 3, late: 1, oldestSince: '2026-11-22T13:20:00Z',
        list: { owes: 'tell-channel' }, lateList: { owes: 'tell-channel', age: 'late,very-late' },
      }],
      questions: { orders: 2, list: { asked: 'yes' } },
      held: { orders: 4, nextEndsAt: '2026-11-22T15:00:00Z', list: { held: 'yes' } },
      stages: [{
        stage: 'in-shipstation', ages: { inTime: 14, dueSoon: 2, late: 1, veryLate: 0 },
        held: 3, total: 20, oldestSince: '2026-11-22T13:02:00Z', inLastHour: 61, outLastHour: 58,
        blocked: 1, list,
        inList: { entered: 'in-shipstation', movedFrom: '2026-11-22T12:44:53Z' },
        outList: { left: 'in-shipstation', movedFrom: '2026-11-22T12:44:53Z' },
      }],
      vans: [{
        warehouse: 'leicester', carrier: 'dpd', collectedAt: '2026-11-22T16:30:00Z',
        labelled: 140, toGo: 31, blocked: 2, perHour: 62, willMiss: 0,
        labelledList: { stage: 'labelled', carrier: 'dpd' },
        toGoList: {
          stage: 'ready-to-ship,in-shipstation', carrier: 'dpd', notWaitingOn: 'person',
        },
        blockedList: {
          stage: 'ready-to-ship,in-shipstation', carrier: 'dpd', waitingOn: 'person',
        },
        anyCarrier: {
          orders: 11,
          list: {
            stage: 'ready-to-ship,in-shipstation', carrierKnown: 'no', waitingOn: 'person',
          },
        },
      }],
      causes: [{
        code: 'service.unmapped', fault: 'EXPRESS', title: 'Service not mapped',
        sentence: 'The warehouse asked for “EXPRESS”. No rule says which ShipStation service ' +
          'that is; add it to the mappings.',
        severity: 2, orders: 31, oldestSince: '2026-11-22T12:58:00Z',
        list: { causeCode: 'service.unmapped', causeFault: 'EXPRESS' },
      }],
      today: {
        since: '2026-11-22T00:00:00Z', confirmed: 412, rightFirstTime: 398, channelTold: 409,
        medianMilliseconds: 254_000,
        confirmedList: { entered: 'confirmed', movedFrom: '2026-11-22T00:00:00Z' },
        channelToldList: { entered: 'channel-told', movedFrom: '2026-11-22T00:00:00Z' },
        notRightList: {
          entered: 'confirmed', movedFrom: '2026-11-22T00:00:00Z', rightFirst: 'no',
        },
      },
      hours: [{
        from: '2026-11-22T13:00:00Z', count: 58, medianMilliseconds: 240_000,
        slowest5Milliseconds: 910_000,
      }],
      paceLimitMilliseconds: 2_220_000,
      marks: [
        {
          at: '2026-11-22T13:02:00Z', until: '2026-11-22T13:20:00Z', is: 'limit-reached',
          sentence: 'shipstation-uk had no calls left, 3 times.',
        },
        {
          at: '2026-11-22T12:55:00Z', until: null, is: 'policy',
          sentence: 'Policy version 4 applied by mia.',
        },
      ],
    } },
  },
};
