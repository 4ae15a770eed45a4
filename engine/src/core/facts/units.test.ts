import { expect, test } from 'vitest';
import { consignment, dossierOf, lineWith, said, snapshotWith } from '../../../scenarios/kit.ts';
import { consignmentId, lineKey } from '../model/ids.ts';
import type { ShipStationLine } from '../model/shipstation.ts';
import { ourUnits, sameUnits, totalOf, unitsOf, without } from './units.ts';

const tee = lineWith({ line: '1', channelLine: '881', sku: 'TEE' });
const mug = lineWith({ line: '2', channelLine: '882', sku: 'MUG' });
const read = (key: string | null, sku: string | null, lines = [tee, mug]) => {
  const facts = dossierOf(said(snapshotWith({ lines }))).consignments[consignment];
  if (facts === undefined) throw new Error('the consignment is not there');
  const line: ShipStationLine = { key, sku, name: 'any', quantity: 2 };
  return ourUnits(facts, [line]);
};

test('our line key names the line, whatever the sku says', () => {
  expect(read(lineKey(consignment, '2'), 'TEE')).toEqual([{ line: '2', quantity: 2 }]);
});

test('a line key of another consignment is none of ours', () => {
  expect(read(lineKey(consignmentId('con_other'), '1'), 'TEE')).toEqual([]);
});

test('a line without our key is known by its channel line, then by a sku that is unique', () => {
  expect(read('882', 'TEE')).toEqual([{ line: '2', quantity: 2 }]);
  expect(read(null, 'MUG')).toEqual([{ line: '2', quantity: 2 }]);
});

test('a sku on two lines is not guessed at', () => {
  expect(read(null, 'TEE', [tee, { ...mug, sku: 'TEE' }])).toEqual([]);
});

test('units add up per line, are never below none, and a line of none is no difference', () => {
  const two = unitsOf([{ line: '1', quantity: 1 }, { line: '1', quantity: 1 }]);
  expect(totalOf(two)).toBe(2);
  expect(totalOf(without(two, unitsOf([{ line: '1', quantity: 5 }])))).toBe(0);
  expect(sameUnits(two, unitsOf([{ line: '1', quantity: 2 }, { line: '2', quantity: 0 }])))
    .toBe(true);
});
