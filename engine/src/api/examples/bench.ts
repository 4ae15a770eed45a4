/** The label of a parcel, for the bench that waits for it. */
import { refused, type Chapter } from './example.ts';

const underWay = {
  state: 'under-way', orderNumber: 'SO-412345', consignment: 'LE-412345', parcel: 'P1',
  label: null, document: null, printAt: null,
  sentence: 'ShipStation is being asked for the label.',
  capacity: { perMinute: 17, waitSeconds: 0 },
};
const labelled = {
  ...underWay, state: 'labelled',
  label: {
    id: '2170800001', trackingNumber: '15504270800001', carrier: 'DPD', service: 'dpd_by_12',
    cost: { amount: 602, currency: 'GBP' }, weightGrams: 450, madeAt: '2026-11-22T13:44:49Z',
  },
  document: {
    url: '/v1/print?label=c2VhbGVkLWZvci10ZW4tbWludXRlcw',
    file: '/v1/print/c2VhbGVkLWZvci10ZW4tbWludXRlcw.pdf',
    expiresAt: '2026-11-22T13:54:49Z',
  },
  sentence: 'The label 15504270800001 is ready to print.',
};

export const bench: Chapter = {
  'POST /v1/warehouses/:warehouse/consignments/:reference/parcels/:parcel/label': {
    operationId: 'askForLabel',
    description: 'Ask again as often as you like, also after a lost answer: it is one label. ' +
      '202 says that it is under way; ask again in two seconds. The gate is checked here: what ' +
      'the warehouse has not confirmed gets no label, and the lines are named. Needs ' +
      '`labels: on-demand` in the policy of the warehouse.',
    parameters: { warehouse: 'leicester', reference: 'LE-412345', parcel: 'P1', wait: 20 },
    body: {},
    answers: {
      200: labelled, 202: underWay,
      404: refused(404, 'Not found', 'There is no consignment LE-412399 at leicester.'),
      409: refused(409, 'Not confirmed', 'No label was bought: a unit is not confirmed yet.',
        [{ path: 'lines.1', problem: '2 of TEE-BLK-M in the parcel, 1 confirmed' }]),
      429: refused(429, 'Wait', 'Ask again in 31 seconds: 17 labels a minute can be bought, and ' +
        'those of this minute are promised already.'),
    },
  },
  'POST /v1/warehouses/:warehouse/label-asks': {
    operationId: 'askForLabelInOwnWords',
    description: 'For a warehouse system that calls an address of ours for one parcel, holds the ' +
      'line and prints what it is answered. The words are those of the warehouse’s connector, ' +
      'here `peoplevox-style`. Called again, also after a lost answer, it is the same label. ' +
      'Whatever is in the way is answered in those words too, as a sentence for whoever packs. ' +
      'The PDF is at an address that needs no key and is good for ten minutes.',
    parameters: { warehouse: 'leicester' },
    body: {
      request: { metadata: { schemaVersion: '2.0' } },
      despatchPackage: {
        despatchPackageId: 'P1', packageNumber: 1,
        despatch: { salesOrder: { salesOrderNumber: 'LE-412345' } },
        items: [{ itemType: { itemCode: 'TEE-BLK-M' }, quantity: 2 }],
      },
      printRequests: [{ printRequestId: 31, documentReference: 'shipping_label' }],
    },
    answers: {
      200: {
        status: 'success', message: null,
        data: {
          trackingNumbers: [{ trackingType: 'outbound', trackingNumber: '15504270800001' }],
          newPrintRequests: [{
            printRequestId: 31, status: 'success',
            printTemplateUrl:
              'https://gatepass.example/v1/print/c2VhbGVkLWZvci10ZW4tbWludXRlcw.pdf',
          }],
        },
      },
      404: refused(404, 'Not found', 'There is no bench of leicester that asks in words of its ' +
        'own: its connector warehouse-api has none. Ask for ' +
        '/consignments/{reference}/parcels/{parcel}/label.'),
    },
  },
  'GET /v1/print': {
    operationId: 'printLabel', isOpenToAll: true,
    description: 'The address stands in the answer to the bench, needs no key and is good for ' +
      'ten minutes, so that a printer can fetch it. Ask for the label again for a new one.',
    parameters: { label: 'c2VhbGVkLWZvci10ZW4tbWludXRlcw' },
    answers: {
      200: '%PDF-1.4 …',
      404: refused(404, 'Not found', 'There is no label at this address.'),
      410: refused(410, 'Over', 'This address was good for ten minutes. Ask for the label of the ' +
        'parcel again: it is the same label under a new address.'),
    },
    contentType: 'application/pdf',
  },
};
