/** Recorded pairs: what a bench asks, what is understood, and what it is answered. */
import { expect, test } from 'vitest';
import type { BenchAsk } from '../../../contract/bench-face.ts';
import { peoplevoxStyle } from '../connector.ts';
import ask from '../fixtures/ask.json' with { type: 'json' };

const faceOf = (settings: Readonly<Record<string, unknown>> = {}) => {
  const face = peoplevoxStyle.benchFace?.(settings) ?? null;
  if (face === null) throw new Error('the settings are refused');
  return face;
};
const read = (body: unknown, settings = {}): BenchAsk => {
  const said = faceOf(settings).readAsk(body);
  if (said.is !== 'ask') throw new Error(said.sentence);
  return said;
};
const withItems = (items: unknown) =>
  ({ ...ask, despatchPackage: { ...ask.despatchPackage, items } });

test('a call is about one parcel of one consignment, and says what is inside', () => {
  expect(read(ask)).toEqual({
    is: 'ask', consignment: 'SO-1', parcel: '88012', contents: [new Map([['TEE', 2]])],
    waitSeconds: 18, body: ask,
  });
});

test('the names are those of the snapshots, by the settings', () => {
  expect(read(ask, {
    consignment: 'LE-{despatchPackage.despatch.salesOrder.salesOrderNumber}',
    parcel: 'P{despatchPackage.packageNumber}', timeoutSeconds: 10,
  })).toMatchObject({ consignment: 'LE-SO-1', parcel: 'P1', waitSeconds: 8 });
});

test('a bundle is read as one article and as its components', () => {
  const { contents } = read(withItems([{
    itemType: { itemCode: 'SET' }, quantity: 2,
    components: [{ itemType: { itemCode: 'TEE' }, quantity: 3 }],
  }]));
  expect(contents).toEqual([
    new Map([['SET', 2]]), new Map([['TEE', 6]]), new Map([['TEE', 3]]),
  ]);
});

test.each([[null], ['x'], [[]], [[{ quantity: 1 }]], [[{ itemType: { itemCode: 7 } }]]])(
  'contents that cannot be read say nothing: %j', (items) => {
    expect(read(withItems(items)).contents).toEqual([]);
  });

test.each([
  [{}, 'despatchPackage.despatch.salesOrder.salesOrderNumber'],
  [{ despatchPackage: { despatch: { salesOrder: { salesOrderNumber: 'SO-1' } } } },
    'despatchPackage.despatchPackageId'],
  [JSON.parse('{"despatchPackage":{"__proto__":{"despatchPackageId":1}}}'),
    'despatchPackage.despatch.salesOrder.salesOrderNumber'],
])('what the call does not say is named: %j', (body, missing) => {
  expect(faceOf().readAsk(body)).toEqual({
    is: 'unreadable', sentence: `No label was bought: the call does not say ${missing}.`,
  });
});

test('a label is a tracking number and a PDF for the one print request that it is for', () => {
  const documentUrl = 'https://gatepass.example/v1/print/x.pdf';
  expect(faceOf().renderAnswer(read(ask), {
    is: 'labelled', trackingNumber: '15501234567890', documentUrl,
  })).toEqual({
    status: 200,
    body: {
      status: 'success', message: null,
      data: {
        trackingNumbers: [{ trackingType: 'outbound', trackingNumber: '15501234567890' }],
        newPrintRequests: [
          { printRequestId: 31, status: 'success', printTemplateUrl: documentUrl },
          { printRequestId: 32, status: 'not required' },
        ],
      },
    },
  });
});

test('a no is a sentence, under the status that is shown to the packer', () => {
  const no = { is: 'no', sentence: 'One of two is missing.' } as const;
  const body = { status: 'fail', message: 'One of two is missing.', data: [] };
  expect(faceOf().renderAnswer(read(ask), no)).toEqual({ status: 200, body });
  expect(faceOf({ failStatus: '400' }).renderAnswer(null, no)).toEqual({ status: 400, body });
});
