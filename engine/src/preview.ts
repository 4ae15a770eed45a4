/**
 * `gatepass preview FILE`: what a file of a warehouse would do, without a server and without
 * changing anything. The connector reads it, and the rules decide on each consignment as if it had
 * just been heard of and all connections were live.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readPolicyFile } from './cli/policy-file/read.ts';
import { manifest } from './connectors/csv-files/manifest.ts';
import { settingsShape, type CsvSettings } from './connectors/csv-files/settings.ts';
import { readFile as readCsvFile } from './connectors/csv-files/translate/read-file.ts';
import { readSettings } from './contract/settings.ts';
import { parsePolicy } from './core/policy/parse.ts';
import type { Policy } from './core/policy/policy.ts';
import { previewOf, type Preview } from './preview-decisions.ts';
import type { Voices } from './running.ts';

export type PreviewCall = {
  readonly file: string;
  readonly policy: string | null;
  readonly connection: string | null;
  readonly isJson: boolean;
};

/** Null where the command line is none of this command: the help says what is. */
export const readPreviewCall = (words: readonly string[]): PreviewCall | null => {
  try {
    const { values, positionals } = parseArgs({
      args: [...words], allowPositionals: true,
      options: {
        policy: { type: 'string' }, connection: { type: 'string' }, json: { type: 'boolean' },
      },
    });
    const [file, another] = positionals;
    return file === undefined || another !== undefined ? null : {
      file, policy: values.policy ?? null, connection: values.connection ?? null,
      isJson: values.json ?? false,
    };
  } catch (refusal) {
    if (!(refusal instanceof TypeError)) throw refusal;
    return null;
  }
};

type Ground = {
  readonly settings: CsvSettings;
  /** The warehouses that the connection serves; none without a policy. */
  readonly policy: Policy | null;
  readonly connection: string | null;
};

/** Ends the command in words; nothing was looked at. */
class Unusable extends Error {}

/** Answers the exit code: 0 every row would be taken, 1 not every one, 2 nothing can be tried. */
export const preview = async (
  call: PreviewCall, { say, complain }: Voices, now: number = Date.now(),
): Promise<number> => {
  try {
    const ground = await groundOf(call);
    const { bytes, modifiedAt } = await bytesOf(call.file, ground.settings);
    const read = readCsvFile({ name: basename(call.file), modifiedAt, bytes }, ground.settings);
    const found = previewOf(read, ground, { now, name: basename(call.file) });
    say(call.isJson ? JSON.stringify(found, null, 2) : inWords(found));
    return found.mistakes.length === 0 ? 0 : 1;
  } catch (refusal) {
    if (!(refusal instanceof Unusable)) throw refusal;
    complain(refusal.message);
    return 2;
  }
};

const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (refusal) {
    throw unreadable(path, refusal);
  }
};

const unreadable = (path: string, refusal: unknown): Error => {
  const code = refusal instanceof Error && 'code' in refusal ? String(refusal.code) : '';
  return code === '' ? new Unusable(`${path} cannot be read.`)
    : new Unusable(`${path} cannot be read: ${code === 'ENOENT' ? 'it is not there' : code}.`);
};

const bytesOf = async (path: string, { largestMegabytes }: CsvSettings) => {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Unusable(`${path} is no file.`);
    if (found.size > largestMegabytes * 1_000_000) {
      throw new Unusable(`${path} is larger than ${String(largestMegabytes)} MB, the setting ` +
        'largestMegabytes: it would be refused whole.');
    }
    return { bytes: await readFile(path), modifiedAt: Math.floor(found.mtimeMs) };
  } catch (refusal) {
    throw refusal instanceof Unusable ? refusal : unreadable(path, refusal);
  }
};

/** The settings of one connection of the policy file; without one those that all begin with. */
const groundOf = async (call: PreviewCall): Promise<Ground> => {
  if (call.policy === null) {
    return { settings: settingsFrom({ folder: '/', channel: 'preview' }), policy: null,
      connection: null };
  }
  const file = readPolicyFile(await textOf(call.policy));
  if (file.is === 'unreadable') {
    const faults = file.faults.map(({ line, problem }) => `line ${String(line)}: ${problem}`);
    throw new Unusable(`${call.policy} cannot be read: ${faults.join('; ')}.`);
  }
  const parsed = parsePolicy(file.document, 1);
  if (parsed.is === 'refused') {
    throw new Unusable(`${call.policy} is refused:\n${parsed.problems.map(({ path, problem }) =>
      `  ${path} ${problem}`).join('\n')}`);
  }
  const { policy } = parsed;
  const own = Object.entries(policy.connections)
    .filter(([, one]) => one.connector === manifest.connector).map(([name]) => name);
  const name = call.connection ?? (own.length === 1 ? own[0] : undefined);
  const connection = name === undefined || !own.includes(name)
    ? undefined : policy.connections[name];
  if (name === undefined || connection === undefined) {
    throw new Unusable(own.length === 0
      ? `${call.policy} has no connection of the connector ${manifest.connector}.`
      : `Say which connection with --connection: there are ${own.join(', ')}.`);
  }
  return { settings: settingsFrom(connection.settings), policy, connection: name };
};

const settingsFrom = (given: Readonly<Record<string, unknown>>): CsvSettings => {
  const read = readSettings(settingsShape, given);
  if (read.is === 'settings') return read.settings;
  throw new Unusable(`The settings of the connection are refused:\n${read.problems.map((one) =>
    `  ${one.path} ${one.problem}`).join('\n')}`);
};

const inWords = ({ file, rows, consignments, mistakes, isWithPolicy }: Preview): string => [
  `${file}: ${String(rows)} rows, ${String(consignments.length)} consignments would be taken, ` +
    `${String(mistakes.length)} lines left out.`,
  ...consignments.flatMap((one) => [
    '',
    `${one.reference}, ${one.status} (${one.lines.map(({ line, sku, ordered, picked, packed }) =>
      `${line === sku ? sku : `${line} ${sku}`}: ordered ${String(ordered)}, picked ` +
      `${String(picked)}, packed ${String(packed)}`).join('; ')})`,
    ...(one.place === null ? [] : [`  Warehouse: ${one.place}`]),
    ...one.sentences.map((sentence) => `  ${sentence}`),
  ]),
  ...(mistakes.length === 0 ? [] : ['', 'Left out:']),
  ...mistakes.map(({ line, words }) =>
    (line === 0 ? `  the file: ${words}` : `  line ${String(line)}: ${words}`)),
  ...(isWithPolicy ? [] : ['', 'What Gatepass would say of each, it says with --policy.']),
].join('\n');
