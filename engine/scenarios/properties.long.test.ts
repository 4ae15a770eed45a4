/**
 * The properties of the core, tried twenty times as often as in every run of the tests, or as
 * GATEPASS_PROPERTY_TIMES says. A failure prints its seed; it becomes a fixed example.
 */
import { expect, test } from 'vitest';
import { propertyRuns } from './odd-values.ts';

process.env['GATEPASS_PROPERTY_TIMES'] ??= '20';

await import('../src/core/facts/absorb.property.test.ts');
await import('../src/core/decide/decide.property.test.ts');
await import('../src/core/decide/runs.property.test.ts');
await import('../src/core/explain/explain.property.test.ts');

test('the properties are tried more often here than in every run', () => {
  expect(propertyRuns(1)).toBeGreaterThan(1);
});
