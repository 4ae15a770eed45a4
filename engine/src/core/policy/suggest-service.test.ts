import { describe, expect, test } from 'vitest';
import type { ServiceMapping } from './policy.ts';
import { likeness, suggestServices, type WentAs } from './suggest-service.ts';

const row = (says: string, carrier: string, service: string): ServiceMapping =>
  ({ says, is: 'mapped', carrier, service, package: 'package' });

const known: readonly ServiceMapping[] = [
  row('DPD-12', 'dpd', 'dpd_by_12'), row('DPD-10', 'dpd', 'dpd_by_10'),
  row('DPD NEXT DAY', 'dpd', 'dpd_next_day'), row('RM TRACKED48', 'royal_mail', 'tracked_48'),
  row('RM TRACKED24', 'royal_mail', 'tracked_24'), row('YODEL XPECT', 'yodel', 'xpect'),
  row('EVRI PARCEL', 'evri', 'parcel'),
  { says: 'STANDARD', is: 'left-to-shipstation', expect: ['royal_mail', 'dpd'] },
];

const went = (orders: number): readonly WentAs[] => known.map((one) => ({
  says: one.says, orders, carrier: one.is === 'mapped' ? one.carrier : 'dpd',
  service: one.is === 'mapped' ? one.service : null,
}));

/** Words as warehouses wrote them after a release, and what they meant; null: something new. */
const labelled: readonly (readonly [says: string, means: string | null])[] = [
  ['DPD-12X', 'DPD-12'], ['DPD 12', 'DPD-12'], ['dpd12', 'DPD-12'], ['DPD_12', 'DPD-12'],
  ['DPD-10X', 'DPD-10'], ['RM TRACKED 48', 'RM TRACKED48'], ['RM-TRACKED-24', 'RM TRACKED24'],
  ['RMTRACKED48X', 'RM TRACKED48'], ['STANDARD ', 'STANDARD'], ['Standard.', 'STANDARD'],
  ['EVRI PARCELS', 'EVRI PARCEL'], ['YODEL-XPECT', 'YODEL XPECT'],
  ['DPD-12-SAT', null], ['DPD-18', null], ['RM TRACKED48S', null], ['RM TRACKED72', null],
  ['RM TRACKED', null], ['DPD', null], ['STANDARD INT', null], ['STANDARD-EU', null],
  ['EVRI LETTER', null], ['DHL', null], ['UPS GROUND', null], ['OWL', null], ['', null],
  ['COLLECT IN STORE', null], ['DPD NEXT DAY SATURDAY', null], ['DPD NEXT DAY 12', null],
];

describe('a suggested service', () => {
  test('is never sure and wrong on the words that were labelled by hand', () => {
    const sure = labelled.map(([says]) =>
      suggestServices(says, known, went(24)).find((one) => one.isSure)?.like ?? null);
    const wrong = labelled.filter(([, means], index) =>
      sure[index] !== null && sure[index] !== means);
    expect(wrong).toEqual([]);
    // It is of use only where it dares to be sure.
    expect(sure.filter((one) => one !== null).length).toBeGreaterThanOrEqual(9);
  });

  test('comes with what older orders of the word that it is like went as', () => {
    const [first] = suggestServices('DPD-12X', known, went(24));
    expect(first).toEqual({
      mapping: row('DPD-12X', 'dpd', 'dpd_by_12'), like: 'DPD-12', score: 0.89, isSure: true,
      older: 24, agreeing: 24,
    });
  });

  test('is not sure without a history, or with one that disagrees', () => {
    expect(suggestServices('DPD-12X', known, [])[0]).toMatchObject({ isSure: false, older: 0 });
    expect(suggestServices('DPD-12X', known, went(4))[0]?.isSure).toBe(false);
    const torn: readonly WentAs[] = [
      { says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', orders: 12 },
      { says: 'DPD-12', carrier: 'yodel', service: 'xpect', orders: 12 },
    ];
    expect(suggestServices('DPD-12X', known, torn).every((one) => !one.isSure)).toBe(true);
  });

  test('is not sure where two meanings are about as likely', () => {
    const twins = [row('PARCEL A', 'dpd', 'a'), row('PARCEL B', 'dpd', 'b')];
    const history = [
      { says: 'PARCEL A', carrier: 'dpd', service: 'a', orders: 50 },
      { says: 'PARCEL B', carrier: 'dpd', service: 'b', orders: 50 },
    ];
    const found = suggestServices('PARCEL', twins, history);
    expect(found).toHaveLength(2);
    expect(found.every((one) => !one.isSure)).toBe(true);
  });

  test('is none where nothing is alike', () => {
    expect(suggestServices('OWL', known, went(24))).toEqual([]);
    expect(suggestServices('DPD-12X', [], [])).toEqual([]);
  });
});

test.each([
  ['DPD-12', 'DPD-12', 1], ['DPD-12', 'dpd 12', 1], ['DPD-12', 'DPD-10', 0.375], ['', '', 0],
])('%s is like %s by %s', (one, other, score) => {
  expect(likeness(one, other)).toBeCloseTo(score, 2);
});
