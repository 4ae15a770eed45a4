import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { foreignText, propertyRuns } from '../../../scenarios/odd-values.ts';
import { noon } from '../../../scenarios/kit.ts';
import { faultsOf } from '../../../scenarios/plain-english.ts';
import type { ServiceMapping } from '../policy/policy.ts';
import { instant } from '../model/instant.ts';
import { explainApplied } from './by-whom.ts';
import {
  explainEvidence, explainLastClosing, explainSeverity, explainSuggestion, type Evidence,
} from './evidence.ts';

const reader = { timeZone: 'Europe/London', now: noon };

const allOf = (word: string): readonly Evidence[] => {
  const mapping: ServiceMapping = {
    says: word, is: 'mapped', carrier: word, service: word, package: null,
  };
  return [
    { is: 'warehouse-said', at: noon, warehouse: word, reference: word, revision: 7,
      status: 'packed', service: word },
    { is: 'no-row', about: 'service', says: word, version: 14, appliedAt: noon, appliedBy: word },
    { is: 'they-answered', at: noon, whom: word,
      outcome: { is: 'refused', at: instant(noon), code: word, text: word } },
    { is: 'they-answered', at: noon, whom: word,
      outcome: { is: 'unknown', at: instant(noon), text: word } },
    { is: 'label-made', at: noon, trackingNumber: word, carrier: word, service: word,
      isVoided: true },
    { is: 'went-as', like: word, older: 24, agreeing: 24, mapping },
    { is: 'went-as', like: word, older: 0, agreeing: 0,
      mapping: { says: word, is: 'left-to-shipstation', expect: [word] } },
  ];
};

it('evidence is plain English, whatever words other systems put into it', () => {
  fc.assert(fc.property(foreignText, (word) => {
    for (const evidence of allOf(word)) {
      expect(faultsOf(explainEvidence(evidence, reader).replaceAll(' / ', ' '))).toEqual([]);
    }
    const closing = { at: noon, by: word, why: word, policy: { version: 3, by: word } };
    expect(faultsOf(explainLastClosing(closing, reader))).toEqual([]);
    expect(faultsOf(explainLastClosing({ ...closing, by: 'proof' }, reader))).toEqual([]);
  }), { numRuns: propertyRuns(200) });
});

test.each([1, 2, 3, 4, 5] as const)('severity %i says what hangs on it', (severity) => {
  expect(faultsOf(explainSeverity(severity))).toEqual([]);
});

it.each([
  [14, 'mia', 'Policy version 14 applied by mia.'],
  [2, 'this machine', 'Policy version 2 applied by a command on the machine of Gatepass.'],
  [3, 'this machine (leeds)', 'Policy version 3 applied by a command on the machine of Gatepass.'],
  [1, 'this machine', 'The first policy came into force.'],
])('policy version %i by %s is told in plain words', (version, by, words) => {
  expect(explainApplied(version, by)).toBe(words);
});

it('a suggestion names both sides as they stand in the policy', () => {
  const mapping = {
    says: 'DPD-12X', is: 'mapped', carrier: 'dpd', service: 'dpd_by_12', package: 'package',
  } as const;
  expect(explainSuggestion({ mapping })).toBe('Map “DPD-12X” to dpd / dpd_by_12 / package.');
});
