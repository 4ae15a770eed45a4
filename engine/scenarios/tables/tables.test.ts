/**
 * Every row of every table is told, decided and played to its end. What is the matter with a row
 * is said in its own words, so that a failure can be read aloud.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { figuresOf } from './figures.ts';
import { decisionPage, type Walked } from './page.ts';
import { tables } from './tables.ts';
import { faultsOf, walkTable } from './walk.ts';

let walked: readonly Walked[] = [];
beforeAll(() => {
  walked = tables.map((table) => ({ table, walk: walkTable(table) }));
});

test.each(tables.map((one) => one.name))('every row holds and ends. %s', (name) => {
  const stands = walked.filter((one) => one.table.name === name)
    .flatMap((one) => one.walk.stands);
  expect(stands.length).toBeGreaterThan(100);
  expect(stands.flatMap(faultsOf).slice(0, 20)).toEqual([]);
});

test('the walk is as wide as the page says', () => {
  const figures = figuresOf(walked);
  expect(figures.rows).toBeGreaterThan(12_000);
  expect(figures.decisions).toBeGreaterThan(300);
});

test('docs/decision-table.md is current; write.ts writes it anew', () => {
  const page = readFileSync(new URL('../../../docs/decision-table.md', import.meta.url), 'utf8');
  expect(decisionPage(walked)).toBe(page);
});
