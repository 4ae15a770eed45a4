import { describe, expect, test } from 'vitest';
import { suggestCarrierWords, suggestOffers, type CarrierOffers } from './suggest-offer.ts';
import type { WentAs } from './suggest-service.ts';

const offered = (code: string, name: string) => ({ code, name });
const box = [offered('package', 'Package')];

const carriers: readonly CarrierOffers[] = [
  { code: 'dpd', name: 'DPD', packages: box, services: [
    offered('dpd_by_12', 'DPD By 12'), offered('dpd_by_10', 'DPD By 10'),
    offered('dpd_next_day', 'DPD Next Day'),
  ] },
  { code: 'royal_mail', name: 'Royal Mail', packages: [], services: [
    offered('tracked_24', 'Tracked 24'), offered('tracked_48', 'Tracked 48'),
  ] },
];

const went = (says: string, service: string, orders: number): WentAs =>
  ({ says, carrier: 'dpd', service, orders });

describe('a service proposed from what the account offers', () => {
  test.each([
    ['DPD-12', 'dpd_by_12'], ['DPD 10', 'dpd_by_10'], ['DPD NEXT DAY', 'dpd_next_day'],
    ['ROYAL MAIL TRACKED 48', 'tracked_48'], ['RM TRACKED24', 'tracked_24'],
  ])('%s is most like %s, and never sure by its name alone', (says, service) => {
    const [first] = suggestOffers(says, carriers, []);
    expect(first?.mapping).toMatchObject({ says, service });
    expect(first?.isSure).toBe(false);
    expect(first?.score).toBeLessThanOrEqual(0.75);
  });

  test('is sure where the labels of orders with the very word were that service', () => {
    const [first] = suggestOffers('EXPRESS-A', carriers, [went('EXPRESS-A', 'dpd_by_10', 24)]);
    expect(first).toEqual({
      mapping: { says: 'EXPRESS-A', is: 'mapped', carrier: 'dpd', service: 'dpd_by_10',
        package: 'package' },
      name: 'DPD By 10', score: 1, isSure: true, older: 24, agreeing: 24,
    });
  });

  test('is not sure with a few labels, or with some that went otherwise', () => {
    expect(suggestOffers('X', carriers, [went('X', 'dpd_by_10', 4)])[0]?.isSure).toBe(false);
    expect(suggestOffers('X', carriers, [went('X', 'dpd_by_10', 9), went('X', 'dpd_by_12', 1)])
      .some(({ isSure }) => isSure)).toBe(false);
    expect(suggestOffers('X', carriers, [went('Y', 'dpd_by_10', 50)])).toEqual([]);
  });

  test('is none for a word that is like nothing, and names no package where there is none', () => {
    expect(suggestOffers('OWL', carriers, [])).toEqual([]);
    expect(suggestOffers('OWL', [], [])).toEqual([]);
    expect(suggestOffers('TRACKED 48', carriers, [])[0]?.mapping.package).toBeNull();
  });
});

describe("the warehouse's word for a carrier", () => {
  const royal = offered('royal_mail', 'Royal Mail');

  test('is the one that it said of parcels with labels of that carrier', () => {
    expect(suggestCarrierWords(royal, [
      { says: 'RM', carrier: 'royal_mail', orders: 24 }, { says: 'DPD', carrier: 'dpd', orders: 9 },
    ])).toEqual([{ says: 'RM', score: 1, isSure: true, older: 24, agreeing: 24 }]);
  });

  test('is a guess by its name where no label shows it', () => {
    const [first] = suggestCarrierWords(royal, [{ says: 'ROYALMAIL', carrier: null, orders: 3 }]);
    expect(first).toMatchObject({ says: 'ROYALMAIL', isSure: false, older: 0 });
  });

  test('is none where the word is known to be another', () => {
    expect(suggestCarrierWords(royal, [{ says: 'ROYAL', carrier: 'dpd', orders: 9 }])).toEqual([]);
    expect(suggestCarrierWords(royal, [])).toEqual([]);
  });
});
