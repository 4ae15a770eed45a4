/** What is claimed of failures that others had is held to the tests that there are. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cases } from './cases.ts';
import { casesPage } from './page.ts';

const root = new URL('../../../', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8');

test('the page is that of the cases: node engine/tests/cases/write.ts', () => {
  expect(textOf('docs/cases.md')).toBe(casesPage());
});

const shown = cases.flatMap((one) => one.shown);

test.each(shown)('$file has “$test”', ({ file, test: name }) => {
  expect(name).not.toBe('');
  const text = textOf(file);
  if (file.endsWith('.day')) expect(text.split('\n')[0]).toBe(name);
  // A long name may go on in the next line.
  else expect(text.replaceAll(/'\s*\+\s*'/g, '')).toContain(`'${name}'`);
});

test('each says what shows it, or what is lacking', () => {
  expect(cases.filter((one) => one.shown.length === 0 && one.lacks === null)).toEqual([]);
});
