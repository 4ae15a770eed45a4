import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, refusals, tables } from './imports.ts';
import { allowances } from './packages.ts';
import { edges, placeOf, roomNames, type RoomName } from './rooms.ts';
import { isCode, read, root, trackedFiles } from './source.ts';

const badFolder = path.join(root, 'repository', 'fixtures', 'bad');
const badFiles = readdirSync(badFolder, { recursive: true, encoding: 'utf8' })
  .filter(isCode)
  .sort()
  .map((file) => ({ file, source: readFileSync(path.join(badFolder, file), 'utf8') }));

const forbiddenEdges = roomNames.flatMap((from) =>
  roomNames.filter((to) => to !== from && !edges[from].includes(to)).map((to) => ({ from, to })));

describe('every import keeps to the table of rooms', () => {
  test('in every tracked file', () => {
    const all = trackedFiles().filter(isCode).flatMap((file) => refusals(file, read(file)));
    expect(all).toEqual([]);
  });

  test('and the decision record prints the same table', () => {
    const record = read('docs/decisions/001-three-workspaces-and-one-import-table.md');
    for (const room of roomNames) {
      const row = `| ${room} | ${edges[room].join(', ') || 'nothing'} |`;
      expect(record).toContain(row);
    }
  });
});

describe('every forbidden import is refused, and the sentence names the rule', () => {
  test.each(badFiles)('$file', ({ file, source }) => {
    const refused = refusals(file, source);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain(file);
    expect(refused[0]).toMatch(/may not|never imports|could not|can be judged|no room|say node:/);
  });
});

describe('no rule can be taken away unnoticed', () => {
  test('each forbidden edge has its bad file', () => {
    const shown = badFiles.flatMap(({ file }) => {
      const to = /reaches-([a-z]+)\.ts$/.exec(file)?.[1];
      return to === undefined ? [] : [`${placeOf(file)} -> ${to}`];
    });
    expect(shown.sort()).toEqual(forbiddenEdges.map(({ from, to }) => `${from} -> ${to}`).sort());
  });

  test.each(forbiddenEdges)('opening $from -> $to lets its bad file through', ({ from, to }) => {
    const opened = { ...tables, edges: { ...edges, [from]: [...edges[from], to] } };
    const isItsFile = (file: string) =>
      placeOf(file) === from && file.endsWith(`/reaches-${to}.ts`);
    const bad = badFiles.find(({ file }) => isItsFile(file));
    expect(bad && refusals(bad.file, bad.source, opened)).toEqual([]);
  });

  test.each(roomNames)('opening %s to any package lets its bad files through', (room) => {
    const uses = badFiles.filter(({ file }) => placeOf(file) === room && file.includes('/uses-'));
    expect(uses.length).toBeGreaterThan(0);
    for (const { file, source } of uses.filter(({ file: name }) => judgedByPackage(name))) {
      expect(refusals(file, source, { ...tables, allowances: opened(room, source) })).toEqual([]);
    }
  });
});

describe('an import is found in every form', () => {
  test.each([
    "import a from './there.ts'",
    "import './there.ts'",
    "import type { A } from './there.ts'",
    "import { type A } from './there.ts'",
    "import * as a from './there.ts'",
    "export { a } from './there.ts'",
    "export type { A } from './there.ts'",
    "export * from './there.ts'",
    "const a = await import('./there.ts')",
    "type A = import('./there.ts').A",
    "type A = typeof import('./there.ts')",
    "const a = require('./there.ts')",
    "const a = require.resolve('./there.ts')",
    "import a = require('./there.ts')",
    "const a = import.meta.resolve('./there.ts')",
  ])('%s', (source) => {
    expect(importsOf('a.ts', source)).toEqual([{ specifier: './there.ts', line: 1 }]);
  });

  test('and a computed one is found as computed', () => {
    // oxlint-disable-next-line no-template-curly-in-string
    expect(importsOf('a.ts', '\nawait import(`./${name}.ts`)')).toEqual([
      { specifier: null, line: 2 },
    ]);
  });

  test('but an export of its own is no import', () => {
    expect(importsOf('a.ts', 'export const a = 1; export { a as b }')).toEqual([]);
  });
});

function judgedByPackage(file: string): boolean {
  return !/prefix|outside-the-wire|alias/.test(file);
}

function opened(room: RoomName, source: string) {
  const name = /'([^'.#]+)'/.exec(source)?.[1] ?? '';
  const before = allowances[room];
  const wider = name.startsWith('node:')
    ? { ...before, node: 'all' as const }
    : { ...before, packages: [...before.packages, name] };
  return { ...allowances, [room]: wider };
}
