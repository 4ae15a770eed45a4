/** `docs/reliability.md`, made of the kept results and of what is known by hand. */
import { found, limits } from './found.ts';
import type { KeptResult } from './result.ts';

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

export const reliabilityPage = (results: readonly KeptResult[]): string => `${[
  '# Reliability',
  'Made by `npm run test:long` from its own results (`engine/tests/together/reliability`); ' +
    'a result is written down only when its test passed. The short forms of the same tests run ' +
    'with every `npm test`.',
  ...partsIn(results).flatMap((part) => [
    `## ${headings[part]}`,
    introductions[part],
    ...results.filter((one) => one.part === part).flatMap(section),
  ]),
  '## What was found and mended',
  ...(found.length === 0 ? ['Nothing yet.'] : [found.map(({ what, mended, test }) =>
    `- ${what} ${mended} \`${test}\``).join('\n')]),
  '## What cannot be guaranteed, and why',
  limits.map(({ what, why }) => `- **${what}.** ${why}`).join('\n'),
].join('\n\n')}\n`;

const partsIn = (results: readonly KeptResult[]): readonly KeptResult['part'][] =>
  (['crashes', 'machines', 'worlds', 'inputs'] as const)
    .filter((part) => results.some((one) => one.part === part));

const section = (result: KeptResult): readonly string[] => {
  const { title, day, cores, seconds, seeds, sentences, table } = result;
  return [
    `### ${title}`,
    `${day}, ${String(cores)} cores, ${span(seconds)}.` +
      (seeds.length === 0 ? '' : ` Seeds: ${seeds.join(', ')}.`),
    sentences.join(' '),
    ...(table === null ? [] : [
      [table.head, table.head.map(() => '---'), ...table.rows]
        .map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    ]),
  ];
};

const span = (seconds: number): string => seconds < 120
  ? `${String(seconds)} seconds` : `${String(Math.round(seconds / 60))} minutes`;
