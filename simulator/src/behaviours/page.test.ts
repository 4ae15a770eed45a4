import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sections, simulatorPage, switchGroups, switchNames } from './page.ts';

const repository = new URL('../../../', import.meta.url);

/** Paths below `simulator/src`, or from the root of the repository. */
const placeOf = (file: string) =>
  /^(engine|bench|console)\//.test(file)
    ? new URL(file, repository)
    : new URL(`simulator/src/${file}`, repository);

test('docs/simulator.md says what the rows and the switches say', async () => {
  await expect(simulatorPage()).toMatchFileSnapshot('../../../docs/simulator.md');
});

test('every behaviour names tests that exist', () => {
  const shown = sections.flatMap(({ behaviours }) => behaviours.flatMap((row) => row.shownBy));
  const missing = shown.filter(({ file, title }) => !hasTest(placeOf(file), title));
  expect(missing).toEqual([]);
  expect(hasTest(placeOf('behaviours/page.test.ts'), 'a title that no test has,')).toBe(false);
});

/** A title stands as text right behind the bracket that opens a test or a describe. */
function hasTest(place: URL, title: string): boolean {
  if (!existsSync(place)) return false;
  const source = readFileSync(place, 'utf8');
  const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``];
  return quoted.some((text) =>
    source.replaceAll(/\(\s+/g, '(').includes(`(${text},`));
}

test('every evidence mark is one of ours, with its section', () => {
  const mark = /^[DOMI](\/[DOMI])* \d[\d., ]*( \[[\w ,-]+\])?$/;
  const marks = [
    ...sections.flatMap(({ behaviours }) => behaviours.map((row) => row.evidence)),
    ...switchGroups.flatMap(({ switches }) => Object.values(switches).map((one) => one.evidence)),
  ];
  const odd = marks.filter(
    (text) => text !== 'ours' && !text.split('; ').every((part) => mark.test(part)),
  );
  expect(odd).toEqual([]);
});

test('every switch stands in exactly one group', () => {
  const grouped = switchGroups.flatMap(({ switches }) => Object.keys(switches));
  expect(grouped.toSorted()).toEqual(switchNames.toSorted());
});
