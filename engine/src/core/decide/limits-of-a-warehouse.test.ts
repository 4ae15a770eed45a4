/** Each warehouse goes by its own limits; what it does not name is the common one. */
import { expect, test } from 'vitest';
import {
  calm, emptyOrder, leicester, lineWith, minutes, noon, obey, policyWith, said, snapshotWith,
} from '../../../scenarios/kit.ts';
import { absorb } from '../facts/absorb.ts';
import { consignmentId, warehouseName } from '../model/ids.ts';
import { later } from '../model/instant.ts';
import { decide } from './decide.ts';

const york = warehouseName('york');
const [ofLeicester, ofYork] = [consignmentId('con_leicester'), consignmentId('con_york')];

/** The usual warehouse beside another with these limits of its own. */
const twoHouses = (limits: Readonly<Record<string, string>>) => {
  const { leicester: house } = policyWith().warehouses;
  const own = policyWith({ warehouse: { limits } }).warehouses['leicester'];
  if (house === undefined || own === undefined) throw new Error('the kit has a warehouse');
  return { ...policyWith(), warehouses: { [leicester]: house, [york]: own } };
};

test('at the same minute one warehouse is late and the other, with a longer limit, is not', () => {
  const policy = twoHouses({ releaseToLabel: '2h' });
  const packed = [
    said(snapshotWith(), noon, ofLeicester),
    {
      ...said(
        snapshotWith({ lines: [lineWith({ line: '2', channelLine: '882' })] }), noon, ofYork),
      warehouse: york,
    },
  ].reduce(absorb, emptyOrder());
  const { dossier } = obey(packed, decide(packed, policy, calm(noon), noon), noon);
  const codesAt = (count: number) => {
    const at = later(noon, minutes(count));
    return Object.fromEntries(decide(dossier, policy, calm(at), at).consignments.map((one) =>
      [one.consignment, one.exceptions.map(({ code }) => code)]));
  };
  expect(codesAt(29)).toEqual({ [ofLeicester]: [], [ofYork]: [] });
  expect(codesAt(31)).toEqual({ [ofLeicester]: ['label.late'], [ofYork]: [] });
  expect(codesAt(121)).toEqual({ [ofLeicester]: ['label.late'], [ofYork]: ['label.late'] });
});
