/** The page of the API: whole, without anything from elsewhere, and safe whatever it is told. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { renderApiPage } from './page.ts';

const description: unknown = JSON.parse(readFileSync(
  new URL('../../../../console/openapi.json', import.meta.url), 'utf8'));
const { paths } = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
}).parse(description);

const page = renderApiPage(description, 'https://gatepass.example');
const all = (pattern: RegExp): string[] =>
  [...page.matchAll(pattern)].map((found) => found[1] ?? '');

test('every operation has its section, and every link its place', () => {
  const ids = all(/ id="([^"]+)"/g);
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(operations.length).toBeGreaterThan(30);
  expect(operations.map((one) => one.operationId).filter((id) => !ids.includes(id))).toEqual([]);
  expect(all(/href="#([^"]+)"/g).filter((target) => !ids.includes(target))).toEqual([]);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('it has no script, and asks for nothing but pages of Gatepass itself', () => {
  expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|javascript:|@import|url\(/i);
  expect(all(/(?:href|src)="([^"#][^"]*)"/g).filter((one) => !/^\/[a-z.]*$/.test(one)))
    .toEqual([]);
});

test('an example call is one that can be pasted', () => {
  expect(page).toContain('curl -X PUT ' +
    'https://gatepass.example/v1/warehouses/leicester/consignments/LE-412345 \\\n' +
    '  -H &quot;Authorization: Bearer $GATEPASS_KEY&quot; \\\n' +
    '  -H &quot;Content-Type: application/json&quot; \\\n  -d &#39;{');
  expect(page).toContain('curl https://gatepass.example/healthz</pre>');
});

test('fields are named with their path, type and need', () => {
  expect(page).toMatch(
    /<code>lines\[\]\.customs\.hsCode<\/code> <span class="needed">needed<\/span><\/td><td>text/);
  expect(page).toMatch(/<code>status<\/code>.*<td>received \| allocated \| picking/);
  expect(page).toMatch(/<code>shipBy<\/code><\/td><td>instant or null/);
});

test('what somebody puts into a host or a word stays text', () => {
  const odd = renderApiPage({
    info: { title: '<b>&"\'', version: '1' }, components: {},
    paths: { '/a/{<i>}': { get: { summary: '</title><script>alert(1)</script>' } } },
  }, '"><script>alert(2)</script>');
  expect(odd).not.toMatch(/<script|<i>|<b>&"/);
  expect(odd).toContain('&lt;script&gt;alert(2)');
});
