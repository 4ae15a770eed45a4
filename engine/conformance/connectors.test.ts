import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectors } from '../src/connectors/registry.ts';
import { faults } from './bad/faults.ts';
import { connectorsPage } from './connectors-page.ts';
import { conformance } from './kit.ts';
import { kits } from './kits/all.ts';
import { renderReport, resultsOf } from './report.ts';

test('every connector that can be used is tried, and once', () => {
  expect(kits.map((kit) => kit.connector)).toEqual(Object.values(connectors));
});

test('the page of connectors is that of the manifests: node engine/conformance/write-report.ts',
  () => {
    const page = new URL('../../docs/connectors.md', import.meta.url);
    expect(readFileSync(page, 'utf8')).toBe(connectorsPage(kits));
  });

const all = kits.map(conformance);

test('the report says what was found: node engine/conformance/write-report.ts', async () => {
  const page = new URL('../../docs/conformance.md', import.meta.url);
  const results = [];
  for (const one of all) results.push(await resultsOf(one));
  expect(readFileSync(page, 'utf8')).toBe(renderReport(results, faults));
}, 120_000);
