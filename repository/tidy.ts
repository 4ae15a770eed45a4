// The rules that keep the repository readable, one function each: a file (or the whole list) goes
// in, the problems come out as sentences. tidy.test.ts runs them and proves that each can fail.
import path from 'node:path';
import { testParts } from './parts/table.ts';
import { isCode, isNode, isTest, lineAt, visitSyntax } from './source.ts';

export type SourceFile = { file: string; source: string };
export type Rule = (given: SourceFile) => string[];

const maxFileLines = 400;
const maxMedianLines = 150;
const maxCoreFunctionLines = 70;
const maxColumns = 100;
const maxDecisionLines = 70;

/** Written by a program, so not for our pen to shorten. */
const generated = ['client/src/schema.d.ts'];
const isOurCode = (file: string) => isCode(file) && !generated.includes(file);
/** These two files have to spell out what they forbid. */
const isThisRule = (file: string) => /^repository\/tidy(\.test)?\.ts$/.test(file);

const lines = (source: string) => source.replace(/\n$/, '').split('\n');

export const saysWhyItIsLong: Rule = ({ file, source }) => {
  const count = lines(source).length;
  if (!isOurCode(file) || count <= maxFileLines) return [];
  if (source.startsWith('// Long because: ')) return [];
  return [`${file} has ${count} lines; above ${maxFileLines} the first says // Long because: …`];
};

export const hasShortLines: Rule = ({ file, source }) =>
  isOurCode(file)
    ? lines(source).flatMap((line, at) =>
      line.length > maxColumns && !/https?:\/\/\S{40}/.test(line)
        ? [`${file}:${at + 1} has ${line.length} columns; ${maxColumns} are the limit`]
        : [])
    : [];

export function hasSmallMedian(files: readonly SourceFile[]): string[] {
  const counts = files
    .filter(({ file }) => isOurCode(file) && !isTest(file))
    .map(({ source }) => lines(source).length)
    .sort((a, b) => a - b);
  const median = counts[Math.floor(counts.length / 2)] ?? 0;
  return median < maxMedianLines ? [] : [`the median source file has ${median} lines`];
}

const functionTypes = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

export const hasShortFunctions: Rule = ({ file, source }) => {
  const problems: string[] = [];
  if (!file.startsWith('engine/src/core/') || !isCode(file) || isTest(file)) return problems;
  visitSyntax(file, source, (node) => {
    if (!functionTypes.includes(node.type)) return;
    const first = lineAt(source, node.start);
    const count = lineAt(source, node.end) - first + 1;
    if (count <= maxCoreFunctionLines) return;
    problems.push(`${file}:${first} has a function of ${count} lines; split it by meaning`);
  });
  return problems;
};

const vagueNames = ['utils', 'util', 'helpers', 'helper', 'manager', 'common', 'misc', 'base'];

export const hasSpeakingName: Rule = ({ file }) =>
  file.split('/').flatMap((part) => {
    const words = part.replace(/\.[^/]*$/, '').split(/[-_]/);
    const vague = vagueNames.find((name) => words.includes(name));
    return vague === undefined ? [] : [`${file} is named "${vague}", which says nothing`];
  });

const foreignWord = /shipment|fulfill?ment/i;

/** Where other systems are spoken to, their words are right; behind that border ours are. */
function speaksOurWords(file: string): boolean {
  const isAtBorder = /^engine\/src\/connectors\/[^/]+\//.test(file)
    || /^engine\/(tests\/(together|real)|conformance)\//.test(file)
    || file.endsWith('.sim.test.ts');
  return file.startsWith('engine/') && !isAtBorder;
}

export const keepsForeignWordsOut: Rule = ({ file, source }) => {
  if (!speaksOurWords(file)) return [];
  const problems = foreignWord.test(file) ? [`${file} carries a foreign word in its name`] : [];
  const refuse = (word: string, line: number) =>
    problems.push(`${file}:${line} says ${word}; ours are consignment, label, dispatch, parcel`);
  if (file.endsWith('.sql')) {
    lines(source).forEach((line, at) => {
      const word = /\w*(?:shipment|fulfill?ment)\w*/i.exec(line.replace(/--.*$/, ''))?.[0];
      if (word !== undefined) refuse(word, at + 1);
    });
  }
  if (isCode(file)) {
    visitSyntax(file, source, (node) => {
      const name = node['name'];
      if (typeof name !== 'string' || !foreignWord.test(name)) return;
      refuse(name, lineAt(source, node.start));
    });
  }
  return problems;
};

const leftovers: readonly [RegExp, string][] = [
  // ISO 4217 calls no currency by the third.
  [/\b(TODO|FIXME|(?<!currency(?:: '| ))XXX)\b/, 'a note to come back; file an issue instead'],
  [/\b(test|it|describe|bench)(\.\w+)*\.only\b/, 'a test that silences all others'],
  [/^\s*debugger\b/, 'a breakpoint'],
];

export const hasNoLeftovers: Rule = ({ file, source }) =>
  isOurCode(file) && !isThisRule(file)
    ? lines(source).flatMap((line, at) =>
      leftovers
        .filter(([pattern]) => pattern.test(line))
        .map(([, what]) => `${file}:${at + 1} holds ${what}`))
    : [];

const isForPeople = (file: string) => /^engine\/src\/(cli\/|[^/]+$)/.test(file);

export const printsNothing: Rule = ({ file, source }) => {
  if (!file.startsWith('engine/src/') || isForPeople(file)) return [];
  if (!isCode(file) || isTest(file)) return [];
  return lines(source).flatMap((line, at) =>
    /\bconsole\.(log|info|debug|warn|error)\(/.test(line)
      ? [`${file}:${at + 1} prints; the log is written through the logger`]
      : []);
};

const places: readonly [RegExp, string][] = [
  [/(^|[^\w.])\/(work|root)\//, 'a path of one machine'],
  [/(^|[^\w.])\/home\/[a-z]/, 'a path of one machine'],
  [/\bregistry\.[\w-]+\.\w+|\bnpmjs\.(org|com)|\b(deb|security)\.debian\.org/, 'a registry host'],
];

export const namesNoMachine: Rule = ({ file, source }) =>
  isThisRule(file)
    ? []
    : lines(source).flatMap((line, at) =>
      places
        .filter(([pattern]) => pattern.test(line))
        .map(([, what]) => `${file}:${at + 1} names ${what}`));

export const saysWhyItSkips: Rule = ({ file, source }) => {
  const problems: string[] = [];
  if (!isTest(file)) return problems;
  visitSyntax(file, source, (node) => {
    if (node.type !== 'CallExpression' || !isSkip(node['callee'])) return;
    const [first] = Array.isArray(node['arguments']) ? node['arguments'] : [];
    const words = isNode(first) ? source.slice(first.start, first.end) : '';
    if (/because|needs|on this machine/.test(words)) return;
    const line = lineAt(source, node.start);
    problems.push(`${file}:${line} skips; its name must say why ("because …", "needs …")`);
  });
  return problems;
};

/** `test.skip(…)`, `context.skip(…)`, `test.skipIf(…)(…)`: the call that holds name or reason. */
function isSkip(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'CallExpression') {
    return ['skipIf', 'runIf'].includes(lastName(callee['callee']));
  }
  return ['skip', 'todo'].includes(lastName(callee));
}

function lastName(callee: unknown): string {
  if (!isNode(callee) || callee.type !== 'MemberExpression') return '';
  const property = callee['property'];
  return isNode(property) && typeof property['name'] === 'string' ? property['name'] : '';
}

const timeWords = /elapsed|duration|took|performance\.now|Date\.now/i;

export const assertsNoTiming: Rule = ({ file, source }) => {
  const problems: string[] = [];
  if (!isTest(file)) return problems;
  visitSyntax(file, source, (node) => {
    const callee = node['callee'];
    if (node.type !== 'CallExpression' || !isNode(callee)) return;
    const line = lineAt(source, node.start);
    if (callee['name'] === 'sleep') problems.push(`${file}:${line} sleeps; wait for a state`);
    if (!/^toBe(Less|Greater)Than/.test(lastName(callee))) return;
    const measured = source.slice(callee.start, callee.end).replace(/(['"`]).*?\1/g, '');
    if (!timeWords.test(measured)) return;
    problems.push(`${file}:${line} asserts how long something took`);
  });
  return problems;
};

export const belongsToOnePart: Rule = ({ file }) => {
  if (!/\.test\.[jt]sx?$/.test(file)) return [];
  const matches = (globs: readonly string[]) => globs.some((glob) => path.matchesGlob(file, glob));
  const owners = testParts.filter(({ include, exclude }) => matches(include) && !matches(exclude));
  if (owners.length === 1) return [];
  const names = owners.map(({ name }) => name).join(' and ') || 'no part at all';
  return [`${file} belongs to ${names}; repository/parts/table.ts must give it to one`];
};

/** Decision records: short, and numbered 001, 002, … without gaps or doubles. */
export function hasOrderlyDecisions(files: readonly SourceFile[]): string[] {
  const records = files.filter(({ file }) => file.startsWith('docs/decisions/')).sort(byName);
  const long = records.filter(({ source }) => lines(source).length > maxDecisionLines);
  const numbers = records.map(({ file }) => Number(/\/(\d{3})-[a-z0-9-]+\.md$/.exec(file)?.[1]));
  const wrong = records.filter((_, at) => numbers[at] !== at + 1);
  return [
    ...long.map(({ file }) => `${file} is longer than ${maxDecisionLines} lines`),
    ...wrong.slice(0, 1).map(({ file }) => `${file} breaks the row of numbers`),
  ];
}

/** Migrations: numbered 0001, 0002, … without gaps or doubles; the store refuses anything else. */
export function hasOrderlyMigrations(files: readonly SourceFile[]): string[] {
  const row = files.filter(({ file }) => file.startsWith('engine/src/store/migrations/'))
    .sort(byName);
  const numbers = row.map(({ file }) => Number(/\/(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]));
  return row.filter((_, at) => numbers[at] !== at + 1).slice(0, 1)
    .map(({ file }) => `${file} breaks the row of numbers`);
}

function byName(a: SourceFile, b: SourceFile): number {
  return a.file < b.file ? -1 : 1;
}

export const exceptionsFile = 'engine/src/core/model/exceptions.ts';

/** Every exception code has its page in the handbook, and every page its code. */
export function hasHandbook(files: readonly SourceFile[]): string[] {
  const catalogue = files.find(({ file }) => file === exceptionsFile);
  if (catalogue === undefined) return [`${exceptionsFile} is missing`];
  const codes = exceptionCodesIn(catalogue);
  const pages = files.flatMap(
    ({ file }) => /^handbook\/([a-z-]+\.[a-z-]+)\.md$/.exec(file)?.[1] ?? [],
  );
  return [
    ...codes.filter((one) => !pages.includes(one)).map((one) => `handbook/${one}.md is missing`),
    ...pages.filter((one) => !codes.includes(one)).map((one) => `no code for handbook/${one}.md`),
  ];
}

function exceptionCodesIn({ file, source }: SourceFile): string[] {
  const codes: string[] = [];
  visitSyntax(file, source, (node, parent) => {
    const isKey = parent?.type === 'Property' && parent['key'] === node && node.type === 'Literal';
    if (isKey && typeof node['value'] === 'string') codes.push(node['value']);
  });
  return codes;
}
