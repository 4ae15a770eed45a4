import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPolicyFile } from './read.ts';
import { writePolicyFile } from './write.ts';

const applied = { version: 3, appliedAt: '2026-11-22T13:40:12Z', appliedBy: 'Asha' };

it('says on its first line which version it is, of when and by whom', () => {
  expect(writePolicyFile({ ...applied, document: { limits: { labelToChannel: '10m' } } })).toBe(
    '# Gatepass policy, version 3, applied 2026-11-22T13:40:12Z by Asha\n' +
    'limits:\n  labelToChannel: 10m\n');
});

it('is readable before anything was applied', () => {
  expect(writePolicyFile({ version: 0, appliedAt: null, appliedBy: null, document: {} }))
    .toBe('# Gatepass policy, version 0, never applied\n{}\n');
});

it('keeps a name with a line break inside the comment', () => {
  const text = writePolicyFile({ ...applied, appliedBy: 'A\nlimits: {}', document: { a: 1 } });
  expect(readPolicyFile(text)).toMatchObject({ is: 'policy', document: { a: 1 } });
});

it('keeps secrets as names', () => {
  const text = writePolicyFile({ ...applied, document: { settings: { apiKey: '${SS_KEY}' } } });
  expect(text).toContain('apiKey: ${SS_KEY}\n');
  expect(readPolicyFile(text)).toMatchObject({ placeholders: ['SS_KEY'] });
});

it('reads back as the very same document, whatever stands in it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '${SS_KEY}', 'x${A}y', '${', '$${B}', 'on', '16:30', 'null', '1e3', '# a', '- a', 'a: b', '~',
    ),
  );
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' }, text, fc.integer(), fc.boolean(), fc.constant(null),
      fc.array(tie('value')), fc.dictionary(text, tie('value')),
    ),
  })).value;
  fc.assert(fc.property(fc.dictionary(text, value), (given) => {
    const document: Record<string, unknown> = JSON.parse(JSON.stringify(given));
    const read = readPolicyFile(writePolicyFile({ ...applied, document }));
    expect(read.is === 'policy' ? read.document : read).toEqual(document);
  }), { numRuns: 100 });
});

it('cannot act on the terminal that shows it', () => {
  const document = { note: 'a\u001B[2Jb\u009Bc\u202Ed' };
  const text = writePolicyFile({ ...applied, document });
  expect(text).toMatch(/^[\u0020-\u007E\n]*$/);
  expect(readPolicyFile(text)).toMatchObject({ document });
});
