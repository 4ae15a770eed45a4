import { warehouseApi } from '../../src/connectors/warehouse-api/connector.ts';
import { parcelsIn, tell } from '../items.ts';
import type { Kit } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';

const secret = 'c2VjcmV0LW9mLXRoZS10ZXN0LW9mLXB1c2g+L2E/YmM=';
const otherSecret = 'another secret "of the test" of <push>';

export const warehouseApiKit: Kit = {
  connector: warehouseApi,
  known: {
    triedAgainst:
      'a warehouse written in sixty lines of shell and curl, and a receiver that checks ' +
      'signatures with the standardwebhooks library',
    doesNot: [
      'It fetches nothing: the warehouse speaks of its consignments by itself.',
    ],
  },
  settings: { pushUrl: 'https://warehouse.example/hooks', pushSecret: `whsec_${secret}` },
  secrets: [`whsec_${secret}`, secret],
  other: {
    settings: { pushUrl: 'https://other.example/hooks', pushSecret: otherSecret },
    secrets: [otherSecret],
  },
  // Nothing is tried beforehand: no message without business is ever sent.
  probed: () => () => ({ is: 'silence', reason: 'nobody asked' }),
  operations: {
    'tell-warehouse': {
      item: tell('warehouse'),
      good: () => () => jsonAnswer(200, { acknowledged: true }),
      naturalKeys: (request) => [request.headers['webhook-id'] ?? ''],
      money: { unit: 'minor', of: (request) => parcelsIn(request).map((one) => one.cost.amount) },
      grams: (request) => parcelsIn(request).map((one) => one.weightGrams),
      answers: [
        {
          title: 'a no in words is a refusal',
          items: 1,
          answer: () => jsonAnswer(422, { detail: 'no such consignment' }),
          becomes: ['refused'],
        },
        {
          title: 'an exception of theirs is no judgement on the message',
          items: 1,
          answer: () => jsonAnswer(500, { ExceptionMessage: 'x' }),
          becomes: ['unknown'],
        },
      ],
    },
  },
  feeds: {},
  excused: {
    doneOnAnySuccess: 'Standard Webhooks counts any 2xx as received, whatever its body',
  },
};
