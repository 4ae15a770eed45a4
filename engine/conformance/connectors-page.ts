/** docs/connectors.md: what each connector can do, made from its manifest and its kit. */
import type {
  FeedManifest, Manifest, OperationManifest, Repeating,
} from '../src/contract/connector.ts';
import type { Kit } from './kit.ts';
import { table } from './report.ts';

const roleWords: Readonly<Record<Manifest['roles'][number], string>> = {
  shipping: 'makes labels', warehouse: 'warehouse', channel: 'sales channel',
};

const repeatingWords: Readonly<Record<Repeating, string>> = {
  'safe': 'does no harm', 'look-first': 'only after a look', 'never': 'never by itself',
};

export const connectorsPage = (kits: readonly Kit[]): string => `${[
  '# Connectors',
  '',
  'Written by `node engine/conformance/write-report.ts` from the manifests that the program itself',
  'goes by, and held current by `engine/conformance/connectors.test.ts`. Which promises each',
  'keeps, case by case: [conformance](conformance.md). How they are set up:',
  '[connecting](connecting.md).',
  'Each has a README of its own in `engine/src/connectors`, with what was inferred and why.',
  '',
  ...table(
    ['connector', 'what it is', 'does', 'reads', 'calls at most'],
    kits.map(({ connector: { manifest } }) => [
      `[\`${manifest.connector}\`](#${anchorOf(manifest.title)})`,
      manifest.roles.map((role) => roleWords[role]).join(', '),
      listOf(Object.keys(manifest.operations)), listOf(manifest.feeds.map(({ feed }) => feed)),
      rateOf(manifest),
    ])),
  ...kits.flatMap(sectionOf),
].join('\n').trimEnd()}\n`;

/** As a heading of Markdown is linked to. */
const anchorOf = (title: string): string =>
  title.toLowerCase().replaceAll(/[^a-z0-9 -]/g, '').replaceAll(' ', '-');

const listOf = (names: readonly string[]): string =>
  names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(', ');

const rateOf = ({ rate }: Manifest): string => rate === null
  ? 'no limit is documented' : `${String(rate.calls)} in ${timeOf(rate.perMilliseconds)}`;

const timeOf = (milliseconds: number): string => {
  const seconds = milliseconds / 1_000;
  return seconds >= 120 ? `${String(seconds / 60)} min` : `${String(seconds)} s`;
};

const sectionOf = ({ connector: { manifest }, known }: Kit): readonly string[] => [
  `## ${manifest.title}`,
  '',
  `Tried against ${known.triedAgainst}.`,
  '',
  ...known.doesNot.map((sentence) => `- ${sentence}`),
  '',
  ...table(['setting', 'needed', 'secret', 'meaning'], manifest.settings.map((one) => [
    `\`${one.path}\``, one.isRequired ? 'yes' : '', one.isSecret ? 'yes' : '', cell(one.meaning),
  ])),
  ...table(
    ['operation', 'at once', 'calls', 'doing it twice', 'waits for an answer'],
    Object.entries(manifest.operations).map(operationRow)),
  ...manifest.feeds.length === 0 ? [] : table(
    ['list', 'shows', 'looked at', 'while somebody waits', 'read again behind the cursor'],
    manifest.feeds.map(feedRow)),
];

const operationRow = ([name, one]: readonly [string, OperationManifest]): readonly string[] => [
  `\`${name}\``, String(one.batchSize), String(one.costInCalls), repeatingWords[one.repeating],
  timeOf(one.timeoutMilliseconds),
];

const feedRow = (feed: FeedManifest): readonly string[] => {
  const quiet = feed.quietMilliseconds ?? feed.everyMilliseconds;
  const every = quiet === feed.everyMilliseconds
    ? `every ${timeOf(feed.everyMilliseconds)}`
    : `every ${timeOf(feed.everyMilliseconds)}, quiet ${timeOf(quiet)}`;
  return [
    `\`${feed.feed}\``, feed.shows.join(', '), every, `every ${timeOf(feed.briskMilliseconds)}`,
    timeOf(feed.overlapMilliseconds),
  ];
};

/** A bar would begin another column. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
