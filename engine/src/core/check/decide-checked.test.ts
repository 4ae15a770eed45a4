import { expect, test } from 'vitest';
import {
  calm, dossierOf, lineWith, noon, policyWith, said, snapshotWith,
} from '../../../scenarios/kit.ts';
import { procedure } from '../decide/decide.ts';
import type { Rule } from '../decide/draft.ts';
import { decideChecked } from './decide-checked.ts';

const policy = policyWith();
const halfPacked = dossierOf(said(snapshotWith({ lines: [lineWith({ picked: 1, packed: 1 })] })));

test('a rule that lets unconfirmed goods through is stopped by the checker, not by luck', () => {
  const tooGenerous: Rule = (_, draft) => ({
    ...draft,
    mayRelease: new Map([['1', 2]]),
    obligations: { confirm: { is: 'met', at: noon, because: { is: 'all-done' } } },
    exceptions: [],
  });
  const rules = Object.entries(procedure)
    .map(([name, rule]) => (name === 'contradiction' || name === 'shortPick' ? tooGenerous : rule));
  expect(() => decideChecked(halfPacked, policy, calm(noon), noon, rules))
    .toThrow('the checker objects (gate)');
});

test('an ordinary decision passes the checker unchanged', () => {
  const packed = dossierOf(said(snapshotWith()));
  expect(decideChecked(packed, policy, calm(noon), noon).consignments[0]?.actions[0]?.do)
    .toBe('create-order');
});
