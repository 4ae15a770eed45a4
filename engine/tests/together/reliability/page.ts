/** `docs/reliability.md`, made of the kept results and of what is known by hand. */
import { found, limits } from './found.ts';
import type { Kept, KeptResult, Stamp, WholeRun } from './result.ts';

const headings = {
  crashes: 'Crashes for real', machines: 'Several machines', worlds: 'Worlds from seeds',
  inputs: 'Hostile input',
} as const;

const introductions = {
  crashes: 'Gatepass as a process of its own, over HTTP, against the pretended ShipStation, on ' +
    'both sizes of the store. It is ended by `kill -9`, its database is taken away, its disk ' +
    'fills up. Afterwards the referee of the simulator and the database are asked: nothing ' +
    'acknowledged is lost, nothing is doubled, every label is told once.',
  machines: 'Several workers against one PostgreSQL, cut off, frozen and let back.',
  worlds: 'Whole days in one process on a turned clock; the same seed repeats the same day.',
  inputs: 'Requests made from the description of the API, each with something wrong about it, ' +
    'sent to every operation over a real store. Each is answered in words and without a fault ' +
    'of ours, what is refused changes no row, and every order left behind can be decided on.',
} as const;

/** `npm run test:long` may take so long, in seconds. */
const longest = 3_600;

export const reliabilityPage = ({ results, wholeRun }: Kept): string => `${[
  '# Reliability',
  'Made by `npm run test:long` from its own results (`engine/tests/together/reliability`); ' +
    'a result is written down only when its test passed, and says so where the test was begun ' +
    'again and has not passed since. A seed repeats a run only with the commit beside it. The ' +
    'short forms of the same tests run with every `npm test`.',
  wholeRunSentence(wholeRun),
  ...partsIn(results).flatMap((part) => [
    `## ${headings[part]}`,
    introductions[part],
    ...results.filter((one) => one.part === part).flatMap((one) => section(one, wholeRun)),
  ]),
  '## What was found and mended',
  ...(found.length === 0 ? ['Nothing yet.'] : [found.map(({ what, mended, test }) =>
    `- ${what} ${mended} \`${test}\``).join('\n')]),
  '## What cannot be guaranteed, and why',
  limits.map(({ what, why }) => `- **${what}.** ${why}`).join('\n'),
].join('\n\n')}\n`;

const wholeRunSentence = (run: WholeRun | null): string => {
  const limit = `${String(longest / 60)} minutes`;
  if (run === null) {
    return `The whole suite is to take at most ${limit}. No run of all of it at once is kept: ` +
      'each result below comes from a run of its own.';
  }
  const { seconds, cores, passed, failed, skipped } = run;
  const over = seconds > longest ? ', **more than it may**' : '';
  return `The whole suite took ${String(Math.round(seconds / 60))} minutes of at most ${limit}` +
    `${over} (${stamped(run)}, ${String(cores)} cores): ${String(passed)} tests passed, ` +
    `${String(failed)} failed, ${String(skipped)} were skipped.`;
};

const partsIn = (results: readonly KeptResult[]): readonly KeptResult['part'][] =>
  (['crashes', 'machines', 'worlds', 'inputs'] as const)
    .filter((part) => results.some((one) => one.part === part));

const section = ({ title, passed, begun }: KeptResult, run: WholeRun | null): readonly string[] => [
  `### ${title}`,
  ...(begun === null ? [] : [
    `**Begun on ${stamped(begun)}, and not passed since.** ` +
      (passed === null ? 'It has never passed.' : 'What follows is what was seen before that.'),
  ]),
  ...(passed === null ? [] : seen(passed, run)),
];

const seen = (
  { at, commit, cores, seconds, seeds, sentences, table }: NonNullable<KeptResult['passed']>,
  run: WholeRun | null,
): readonly string[] => [
  `${stamped({ at, commit })}, ${String(cores)} cores, ${span(seconds)}.` +
    (seeds.length === 0 ? '' : ` Seeds: ${seeds.join(', ')}.`) +
    (run !== null && at < run.at ? ' **Older than the last run of the whole suite.**' : ''),
  sentences.join(' '),
  ...(table === null ? [] : [
    [table.head, table.head.map(() => '---'), ...table.rows]
      .map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  ]),
];

const stamped = ({ at, commit }: Stamp): string =>
  `${at.slice(0, 10)}, ${commit === null ? 'commit not kept' : `commit ${commit}`}`;

const span = (seconds: number): string => seconds < 120
  ? `${String(seconds)} seconds` : `${String(Math.round(seconds / 60))} minutes`;
