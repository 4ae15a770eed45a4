/** docs/benchmarks.md is made of the stored results, and of nothing else. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageOf, pagePath, storedResults } from './page.ts';
import { parts } from './parts.ts';

test('the page is that of the stored results of the last runs', () => {
  expect(readFileSync(pagePath, 'utf8')).toBe(pageOf(storedResults()));
});

test('a stored result is one of the full size, on a machine named by its size only', () => {
  const results = storedResults();
  expect(results.length).toBeGreaterThan(0);
  for (const result of results) {
    expect(result.size).toBe('full');
    expect(result.machine).toMatch(/^\d+ cores, \d+ GiB$/);
  }
});

test('every name of a part is one only, and speaks of what it measures', () => {
  expect(new Set(parts.map((part) => part.name)).size).toBe(parts.length);
  for (const part of parts) expect(part.method('full')).toMatch(/^[A-Z0-9].*\.$/s);
});
