/** docs/benchmarks.md from the stored results: a run of one part leaves the others as they were. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resultShape, type Result, type Table } from './part.ts';
import { parts } from './parts.ts';
import { restsUpTo } from './rest.ts';

const folder = new URL('./results/', import.meta.url);
export const pagePath = new URL('../docs/benchmarks.md', import.meta.url);

export const saveResult = (result: Result): void => {
  writeFileSync(
    new URL(`${result.part}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
};

/** In the order of the parts; what has no result yet is left out. */
export const storedResults = (): readonly Result[] =>
  parts.flatMap(({ name }) => {
    const file = new URL(`${name}.json`, folder);
    return existsSync(file) ? [resultShape.parse(JSON.parse(readFileSync(file, 'utf8')))] : [];
  });

export const pageOf = (results: readonly Result[]): string => [
  '# Economy and speed',
  '',
  'Made by `npm run bench`; one part alone by `npm run bench -- NAME`. Counts (calls, answers ' +
  '429, the order of release) repeat with their seed. Times are of one machine, no promise: ' +
  'each part that is measured in them says on what it ran and how busy that was. Where ' +
  'ShipStation answers, it is the pretended one, whose answer time is stated with the figure.',
  '',
  ...measuredBusy(results),
  ...notRun(results),
  ...results.flatMap(section),
].join('\n');

/** What nobody has run in full yet is named, so that no figure is taken for granted. */
const notRun = (results: readonly Result[]): readonly string[] => {
  const missing = parts.filter(({ name }) => !results.some((one) => one.part === name));
  return missing.length === 0 ? [] : [
    'Not run in its full size yet, so without figures here: ' +
    `${missing.map(({ name, title }) => `${title} (\`${name}\`)`).join('; ')}.`,
    '',
  ];
};

/** Said at the top too: who reads one table only must not take it for what the machine can do. */
const measuredBusy = (results: readonly Result[]): readonly string[] => {
  const busy = results.filter(wasBusy);
  return busy.length === 0 ? [] : [
    '**Measured on a busy machine so far**, so that a quiet one is faster, and rows of one table ' +
    `may have met different neighbours: ${busy.map(({ title, part }) =>
      `${title} (\`${part}\`)`).join('; ')}.`,
    '',
  ];
};

const section = (result: Result): readonly string[] => [
  `## ${result.title}`,
  '',
  `${result.method} ${circumstancesOf(result)}`,
  '',
  ...result.tables.flatMap(tableOf),
];

/** Above this many programs a core, what took time is dearer than it need be. */
const busyFrom = 1.5;

const isOfTheWorld = ({ part }: Result): boolean =>
  parts.some(({ name, time }) => name === part && time === 'world');

/** Afterwards a part's own programs count as well: what they may want is given to them. */
const wasBusy = (result: Result): boolean => !isOfTheWorld(result) &&
  (result.load.before > restsUpTo || result.load.after > busyFrom * result.cores);

const circumstancesOf = (result: Result): string => {
  const { part, machine, load, size, tookSeconds } = result;
  if (isOfTheWorld(result)) {
    return `*\`${part}\`: counts, and times of the pretended world, which a busy machine does ` +
      `not change.${size === 'small' ? ' The small size.' : ''}*`;
  }
  return [
    `*\`${part}\` on ${machine}, in ${String(tookSeconds)} s; ${String(load.before)} programs`,
    `wanted a core before it and ${String(load.after)} after`,
    wasBusy(result) ? 'it, so that its times are those of a busy machine.' : 'it.',
    ...(size === 'small' ? ['The small size.*'] : []),
  ].join(' ') + (size === 'small' ? '' : '*');
};

const tableOf = ({ title, columns, rows }: Table): readonly string[] => [
  `${title}:`,
  '',
  `| ${columns.join(' | ')} |`,
  `| --- |${' ---: |'.repeat(columns.length - 1)}`,
  ...rows.map((row) => `| ${row.map(shown).join(' | ')} |`),
  '',
];

const shown = (cell: string | number): string =>
  typeof cell === 'string' ? cell : cell.toLocaleString('en-GB');

export const writePage = (): void => {
  writeFileSync(pagePath, pageOf(storedResults()));
};
