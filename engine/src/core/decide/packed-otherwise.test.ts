import { expect, test } from 'vitest';
import type { ConsignmentLine } from '../model/warehouse.ts';
import { packedOtherwise } from './packed-otherwise.ts';

const line = (name: string, sku: string): ConsignmentLine => ({
  line: name, sku, channelLine: null, orderNumber: null, name: sku, ordered: 2, allocated: 2,
  picked: 2, packed: 2, short: 0, shortReason: null, bin: null, unitPrice: null,
  weightGrams: null, customs: null,
});
const snapshot = {
  lines: [line('1', 'TEE'), line('2', 'MUG'), line('3', 'TEE')],
  parcels: [{
    reference: 'P1', weightGrams: null, lengthMm: null, widthMm: null, heightMm: null,
    lines: [{ line: '1', quantity: 2 }, { line: '3', quantity: 1 }],
  }],
};

test.each([
  ['the same, over two lines of one article', [new Map([['TEE', 3]])], []],
  ['nothing said', [], []],
  ['one more', [new Map([['TEE', 4]])], [{ sku: 'TEE', said: 4, told: 3 }]],
  ['another article', [new Map([['MUG', 3]])],
    [{ sku: 'MUG', said: 3, told: 0 }, { sku: 'TEE', said: 0, told: 3 }]],
  ['the same in one of its readings', [new Map([['SET', 1]]), new Map([['TEE', 3]])], []],
])('%s', (_, contents, differences) => {
  expect(packedOtherwise(snapshot, 'P1', contents)).toEqual(differences);
});

test('a parcel that the snapshot does not name differs in nothing: others refuse it', () => {
  expect(packedOtherwise(snapshot, 'P2', [new Map([['MUG', 9]])])).toEqual([]);
});
