/**
 * Settings: read once at start from `defaults.yaml` and the environment into one typed record.
 * Everything wrong with them is listed at once.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { inspect } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';

/** Text that prints as dots, wherever it is printed. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The one way to the text. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '••••••';
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

const onOff = z.union([z.boolean(), z.enum(['on', 'off'])])
  .transform((value) => value === true || value === 'on');
const secret = z.string().transform((text) => (text === '' ? null : new Secret(text)));
const emptyIsNull = z.string().transform((text) => (text === '' ? null : text));

const aMinute = z.coerce.number().int().min(0).max(1_000_000);

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest));
};

const shape = z.strictObject({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().min(1),
  data: z.string().min(1).transform((path) => resolve(path)),
  databaseUrl: z.string().regex(/^$|^postgres(ql)?:\/\//, 'must begin with postgres://')
    .transform((text) => (text === '' ? null : new Secret(text))),
  publicUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).pipe(emptyIsNull),
  allowPrivateUrls: onOff,
  files: z.string().transform((text) =>
    text.split(',').map((one) => one.trim()).filter((one) => one !== ''))
    .refine((all) => all.every((one) => isAbsolute(one)),
      'must be folders from the root, with commas between, such as /srv/exchange'),
  demo: onOff,
  bootstrapKey: z.string().regex(/^$|^[\w.~+/=-]{16,500}$/,
    'must be 16 characters or more: letters, digits and . _ ~ + / = -').pipe(secret),
  secretKey: z.string().regex(/^$|^.{16,}$/, 'must be 16 characters or more').pipe(secret),
  healthPort: z.coerce.string().regex(/^\d{0,5}$/, 'must be a port, or empty for none')
    .transform((text) => (text === '' ? null : Number(text)))
    .pipe(z.number().max(65_535).nullable()),
  log: z.enum(['quiet', 'info', 'debug']),
  callsPerMinute: aMinute,
  guessesPerMinute: aMinute,
  trustedProxies: z.string().transform((text) =>
    text.split(',').map((one) => one.trim()).filter((one) => one !== ''))
    .refine((all) => all.every(isNetwork),
      'must be addresses or networks with commas between, such as 10.0.0.2, 10.1.0.0/16'),
  auditDays: z.coerce.number().int().min(1).max(3_660),
});

export type Settings = z.output<typeof shape>;

const variables: Readonly<Record<string, keyof Settings>> = {
  PORT: 'port',
  GATEPASS_HOST: 'host',
  GATEPASS_DATA: 'data',
  DATABASE_URL: 'databaseUrl',
  GATEPASS_PUBLIC_URL: 'publicUrl',
  GATEPASS_ALLOW_PRIVATE_URLS: 'allowPrivateUrls',
  GATEPASS_FILES: 'files',
  GATEPASS_DEMO: 'demo',
  GATEPASS_BOOTSTRAP_KEY: 'bootstrapKey',
  GATEPASS_SECRET_KEY: 'secretKey',
  GATEPASS_HEALTH_PORT: 'healthPort',
  GATEPASS_LOG: 'log',
  GATEPASS_CALLS_PER_MINUTE: 'callsPerMinute',
  GATEPASS_GUESSES_PER_MINUTE: 'guessesPerMinute',
  GATEPASS_TRUSTED_PROXIES: 'trustedProxies',
  GATEPASS_AUDIT_DAYS: 'auditDays',
};

/** Read by the command line, not by the server. */
const clientVariables = new Set(['GATEPASS_URL', 'GATEPASS_KEY']);

export type ReadSettings =
  | { readonly is: 'settings'; readonly settings: Settings }
  | { readonly is: 'refused'; readonly problems: readonly string[] };

export const readSettings = (
  environment: Readonly<Record<string, string | undefined>>,
  defaultsFile: URL = new URL('../defaults.yaml', import.meta.url),
): ReadSettings => {
  const given: Record<string, unknown> = { ...z.record(z.string(), z.unknown())
    .parse(parse(readFileSync(defaultsFile, 'utf8'))) };
  const problems: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    const key = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (key !== undefined && value !== undefined) given[key] = value;
    if (key === undefined && name.startsWith('GATEPASS_') && !clientVariables.has(name)) {
      problems.push(`${name} is not a setting; there are ${Object.keys(variables).join(', ')}.`);
    }
  }
  const read = shape.safeParse(given);
  if (!read.success) {
    const nameOf = (key: PropertyKey | undefined): string =>
      Object.entries(variables).find(([, one]) => one === key)?.[0] ?? String(key);
    problems.push(...read.error.issues.map((issue) =>
      `${nameOf(issue.path[0])}: ${issue.message}.`));
  }
  return read.success && problems.length === 0
    ? { is: 'settings', settings: read.data } : { is: 'refused', problems };
};
