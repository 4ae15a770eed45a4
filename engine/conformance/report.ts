/** The page that says which promises each connector keeps, made from what the trials showed. */
import type { Fault } from './bad/fault.ts';
import type { Case } from './case.ts';
import { catalogue } from './catalogue.ts';
import type { Trial, Tried, Verdict } from './trials.ts';

type Result = { readonly trial: Trial; readonly verdict: Verdict };

export type Results = {
  readonly connector: string;
  readonly doneOnAnySuccess: string | null;
  readonly results: readonly Result[];
};

/** One after the other: each trial has the process to itself. */
export const resultsOf = async ({ kit, trials, verdictOf }: Tried): Promise<Results> => {
  const results: Result[] = [];
  for (const trial of trials) results.push({ trial, verdict: await verdictOf(trial) });
  return {
    connector: kit.connector.manifest.connector,
    doneOnAnySuccess: kit.excused?.doneOnAnySuccess ?? null,
    results,
  };
};

export const renderReport = (all: readonly Results[], faults: readonly Fault[]): string => {
  const excuses = excusesOf(all);
  const groups = [...new Set(catalogue.map(groupOf))];
  return `${[
    '# What every connector promises, and keeps',
    '',
    'Written by `node engine/conformance/write-report.ts` from a run of the kit, and held current',
    'by `engine/conformance/connectors.test.ts`. Which promises a connector owes is read from its',
    'manifest. *kept 4* means tried on four operations or feeds and kept by each; *–* that nothing',
    'in the manifest makes it due. The last column names the faulty connectors of',
    '`engine/conformance/bad` that break the promise: `bad.test.ts` holds that the case catches',
    'each of them, while the sound connector they are made from passes.',
    '',
    ...summary(all, faults),
    ...groups.flatMap((group) => section(group, all, faults, excuses)),
    ...excusesPart(all, excuses),
  ].join('\n')}\n`;
};

const groupOf = ({ name }: Case): string => name.split('.')[0] ?? name;

/** As Markdown writes one, with an empty line behind it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
];

const count = ({ results }: Results, is: Verdict['is']): string =>
  String(results.filter(({ verdict }) => verdict.is === is).length);

const casesDue = ({ results }: Results): string =>
  `${String(new Set(results.map(({ trial }) => trial.case)).size)} of ${String(catalogue.length)}`;

const summary = (all: readonly Results[], faults: readonly Fault[]): readonly string[] => [
  ...table(['', ...all.map((one) => one.connector)], [
    ['cases due', ...all.map(casesDue)],
    ['trials kept', ...all.map((one) => count(one, 'kept'))],
    ['trials excused', ...all.map((one) => count(one, 'excused'))],
    ['trials broken', ...all.map((one) => count(one, 'broken'))],
  ]),
  `${String(faults.length)} faulty connectors show that the ${String(catalogue.length)} cases can`,
  'fail.',
  '',
];

const titles: Readonly<Record<string, string>> = {
  settings: 'Settings', secrets: 'Secrets', opening: 'Opening', outside: 'Nothing but the wire',
  sessions: 'Sessions', asked: 'Bugs of the caller', manifest: 'The manifest', probe: 'Probing',
  pages: 'Pages of a feed', rows: 'Rows of a feed', look: 'A look that meets trouble',
  items: 'Items of an operation', repeat: 'Repeating', goods: 'What goes out',
  survey: 'What an account is set up with', hooks: 'Hooks',
};

const section = (
  group: string,
  all: readonly Results[],
  faults: readonly Fault[],
  excuses: readonly string[],
): readonly string[] => [
  `## ${titles[group] ?? group}`,
  '',
  ...table(
    ['case', 'promise', 'asked of', ...all.map((one) => one.connector), 'broken by one that'],
    catalogue.filter((one) => groupOf(one) === group).map((one) => [
      `\`${one.name}\``, one.promise, one.needs === '–' ? 'every connector' : one.needs,
      ...all.map((results) => cell(results, one, excuses)),
      faults.filter((fault) => fault.breaks.includes(one.name)).map((fault) => fault.named)
        .join('; '),
    ])),
];

const cell = ({ results }: Results, one: Case, excuses: readonly string[]): string => {
  const verdicts = results.filter(({ trial }) => trial.case === one).map(({ verdict }) => verdict);
  if (verdicts.length === 0) return '–';
  const marks = verdicts.flatMap((verdict) => (verdict.is === 'excused' ? [verdict.reason] : []));
  const parts = (['kept', 'excused', 'broken'] as const).flatMap((is) => {
    const number = verdicts.filter((verdict) => verdict.is === is).length;
    return number === 0 ? [] : [`${is === 'broken' ? '**broken**' : is} ${String(number)}`];
  });
  const notes = [...new Set(marks)].map((reason) => `[${String(excuses.indexOf(reason) + 1)}]`);
  return [parts.join(', '), ...notes].join(' ');
};

const excusesOf = (all: readonly Results[]): readonly string[] =>
  [...new Set(all.flatMap(({ results }) => results.flatMap(({ verdict }) =>
    (verdict.is === 'excused' ? [verdict.reason] : []))))];

const excusesPart = (
  all: readonly Results[],
  excuses: readonly string[],
): readonly string[] => [
  '## Excused', '',
  'An excuse that is no longer needed fails its test.', '',
  ...excuses.map((reason, index) => {
    const where = all.flatMap(({ connector, results }) => results.flatMap(({ trial, verdict }) =>
      (verdict.is === 'excused' && verdict.reason === reason
        ? [`${connector}, \`${trial.case.name}\` of \`${trial.target}\``] : [])));
    return `${String(index + 1)}. ${where.join('; ')}: ${reason}.`;
  }),
  '',
  ...all.flatMap(({ connector, doneOnAnySuccess }) => (doneOnAnySuccess === null ? [] : [
    `- ${connector} may take any 2xx for done: ${doneOnAnySuccess}.`,
  ])),
];
