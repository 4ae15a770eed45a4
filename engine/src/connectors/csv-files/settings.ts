import { z } from 'zod';
import type { FilePlace } from '../../contract/files.ts';
import { warehouseStatuses, type WarehouseStatus } from '../../core/model/warehouse.ts';
import { problemOfPattern } from './translate/cells.ts';
import { delimiters } from './translate/csv.ts';
import { encodings } from './translate/decode.ts';
import { fields, layouts, type Columns } from './translate/fields.ts';

/** The usual one first, in each. */
export const decimals = ['.', ','] as const;
export const quantitiesMean = ['columns', 'done'] as const;
export const readBacks = ['snapshot', 'acknowledgement'] as const;
export const weightUnits = ['g', 'kg', 'oz', 'lb'] as const;

const oneOf = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.enum(choices, `must be ${choices.join(', ')}`);

const text = (what: string) => z.string(`${what} must be text`).trim().min(1, `${what} is empty`);

const number = (least: number, most: number) => {
  const words = `must be a whole number from ${String(least)} to ${String(most)}`;
  return z.preprocess(
    // A form sends text.
    (given) => (typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given),
    z.int(words).min(least, words).max(most, words));
};

/** Pairs as one text, `name = word` with commas or lines between, are the same as an object. */
const pairs = (given: unknown): unknown => {
  if (typeof given !== 'string') return given;
  const read = given.split(/[,\n]/).filter((part) => part.trim() !== '').map((part) => {
    const [name = '', ...word] = part.split('=');
    return [name.trim(), word.join('=').trim()] as const;
  });
  // Whatever else it is, nothing of it becomes a name that a refusal would show.
  const isWhole = read.every(([name, word]) => name !== '' && word !== '');
  return isWhole ? Object.fromEntries(read) : given;
};

const folder = (usual: string) => z.string('must be the name of a folder')
  .regex(/^(?!\.{1,2}(?:\/|$))[^/\\\0]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\0]+)*$/,
    'must be the name of a folder below the others’ root, without ..')
  .default(usual);

const isZone = (zone: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (refusal) {
    if (refusal instanceof RangeError) return false;
    throw refusal;
  }
};

const hostKey = z.string('must be the SHA-256 of the host key')
  .regex(/^SHA256:[A-Za-z\d+/]{43}=?$/, 'must be the SHA-256 of the server’s host key, SHA256:… ' +
    'and 43 letters, as ssh-keyscan and ssh-keygen -lf show it')
  .transform((given) => given.slice('SHA256:'.length).replace(/=$/, ''));

const secret = (what: string) => z.string(`${what} must be text`).min(1, `${what} is empty`);

const sftp = z.strictObject({
  host: text('the host').regex(/^[A-Za-z\d.:-]+$/, 'must be a host name or address alone'),
  port: number(1, 65_535).default(22),
  user: text('the user'),
  hostKey,
  password: secret('the password').nullish().transform((given) => given ?? null),
  privateKey: secret('the private key').nullish().transform((given) => given ?? null),
  passphrase: secret('the passphrase').nullish().transform((given) => given ?? null),
  root: z.string('must be a folder of the server').default('/'),
}, 'must be an object with host, user, hostKey and a password or privateKey')
  .superRefine(({ password, privateKey }, context) => {
    if (password === null && privateKey === null) {
      context.addIssue({
        code: 'custom', path: ['password'],
        message: 'is missing, and so is privateKey: one is needed',
      });
    }
  });

const columns = z.preprocess(pairs, z.partialRecord(
  z.enum(fields), text('the column'), `must name columns for ${fields.join(', ')}`));

const statusWords = z.preprocess(pairs, z.record(
  z.string().trim().min(1, 'must be a word of the warehouse'),
  z.enum(warehouseStatuses, `must be one of ${warehouseStatuses.join(', ')}`),
  'must give each of the warehouse’s words one of ours'))
  .transform((given): ReadonlyMap<string, WarehouseStatus> => new Map(
    Object.entries(given).map(([word, status]) => [word.trim().toLowerCase(), status])));

export const settingsShape = z.strictObject({
  folder: z.string('must be a folder of this machine, such as /srv/exchange')
    .regex(/^\//, 'must be a folder from the root, such as /srv/exchange').nullish(),
  sftp: sftp.nullish(),
  in: folder('in'), out: folder('out'), processed: folder('processed'),
  rejected: folder('rejected'), acknowledged: folder('acknowledged'),
  names: z.string('must be a pattern of names').regex(/^[^/\\\0]{1,100}$/,
    'must be a pattern of names, such as *.csv').default('*.csv'),
  layout: oneOf(layouts).default('flat'),
  columns: columns.default({}),
  encoding: oneOf(encodings).default('auto'),
  delimiter: oneOf(delimiters).default('auto'),
  decimal: oneOf(decimals).default('.'),
  dates: z.string('must be a pattern of dates').superRefine((pattern, context) => {
    const problem = problemOfPattern(pattern);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  }).default('iso'),
  timeZone: z.string('must be a time zone').refine(isZone,
    'must be a time zone such as Europe/London').default('UTC'),
  status: oneOf(warehouseStatuses).nullish(),
  statusWords: statusWords.default(new Map()),
  quantities: oneOf(quantitiesMean).nullish(),
  channel: z.string('must be the name of a channel').regex(/^[a-z0-9][a-z0-9-]{0,62}$/,
    'must be the name that the policy gives the channel').nullish(),
  between: z.string('must be one sign').length(1, 'must be one sign').default('|'),
  weightUnit: oneOf(weightUnits).default('g'),
  steadySeconds: number(0, 3_600).default(10),
  largestMegabytes: number(1, 64).default(16),
  keepDays: number(1, 3_660).default(30),
  readBack: oneOf(readBacks).default('snapshot'),
}, 'must be an object with named members')
  .transform((given, context) => {
    const { folder: root, sftp: server, ...rest } = given;
    const place = placeOf(root ?? null, server ?? null);
    if (place === null) {
      context.addIssue({
        code: 'custom', path: ['folder'],
        message: 'must be given where sftp is not, and not where it is',
      });
    }
    const all = [rest.in, rest.out, rest.processed, rest.rejected, rest.acknowledged];
    if (new Set(all).size < all.length) {
      context.addIssue({
        code: 'custom', path: ['in'],
        message: 'must be another folder than out, processed, rejected and acknowledged',
      });
    }
    const isDone = given.layout === 'dsfx' ? 'done' : 'columns';
    return place === null ? z.NEVER : {
      ...rest, place, columns: rest.columns satisfies Columns,
      quantities: rest.quantities ?? isDone,
      status: rest.status ?? (given.layout === 'dsfx' ? 'packed' : null),
      channel: rest.channel ?? null,
    };
  });

const placeOf = (
  root: string | null, server: z.output<typeof sftp> | null,
): FilePlace | null => {
  if ((root === null) === (server === null)) return null;
  return server === null ? { is: 'folder', root: root ?? '' } : { is: 'sftp', ...server };
};

export type CsvSettings = z.output<typeof settingsShape>;
