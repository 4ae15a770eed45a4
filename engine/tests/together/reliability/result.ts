/**
 * What a long run proved, as it is kept in `results`: one file for each thing tried. A long test
 * says first that it begins, and hands its numbers to `keepResult` when all is asserted. One that
 * failed, or never ended, is therefore known by what it left: begun, and not passed since.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { reliabilityPage } from './page.ts';

/** The parts of the page, in its order. */
export const partNames = ['crashes', 'machines', 'worlds', 'inputs'] as const;

const aboutShape = z.strictObject({
  part: z.enum(partNames),
  /** The heading, and, made into a file name, what a later run of the same thing replaces. */
  title: z.string().min(3),
});

/** What is tried. */
export type About = z.output<typeof aboutShape>;

const cell = z.union([z.string(), z.number()]);

const resultShape = aboutShape.extend({
  /** What was done and what came of it, each a sentence. */
  sentences: z.array(z.string()).min(1),
  seeds: z.array(cell),
  table: z.strictObject({ head: z.array(z.string()), rows: z.array(z.array(cell)) }).nullable(),
  seconds: z.number().nonnegative(),
});

export type Result = z.output<typeof resultShape>;

const stampShape = z.strictObject({
  at: z.iso.datetime(),
  /** Without it no seed repeats anything; null of results from before it was kept. */
  commit: z.string().nullable(),
});

/** When something was tried, and by which program. */
export type Stamp = z.output<typeof stampShape>;

const passedShape = resultShape.omit({ part: true, title: true }).extend({
  ...stampShape.shape, cores: z.number(),
});

const keptShape = aboutShape.extend({
  /** The newest run that passed; null when none has. */
  passed: passedShape.nullable(),
  /** A run that was begun later and has not passed; null when there is none. */
  begun: stampShape.nullable(),
});

export type KeptResult = z.output<typeof keptShape>;

const wholeRunShape = z.strictObject({
  /** When it began: what passed before is older than the run. */
  ...stampShape.shape,
  seconds: z.number().nonnegative(), cores: z.number(),
  passed: z.number(), failed: z.number(), skipped: z.number(),
});

/** The whole of `npm run test:long` at once: what it took, and what came of it. */
export type WholeRun = z.output<typeof wholeRunShape>;

export type Kept = {
  readonly results: readonly KeptResult[];
  readonly wholeRun: WholeRun | null;
};

const resultsFolder = join(import.meta.dirname, 'results');
const wholeRunFile = join(import.meta.dirname, 'whole-run.json');
export const pageFile = join(import.meta.dirname, '../../../../docs/reliability.md');

/** Said before anything is tried; what passed before stays, marked, until this has passed. */
export const beginResult = (about: About): void => {
  const former = readKept(fileOf(about));
  writeKept({ ...about, passed: former?.passed ?? null, begun: stampNow() });
};

/** Only a run that passed is kept: call it when everything has been asserted. */
export const keepResult = (result: Result): void => {
  const { part, title, ...rest } = resultShape.parse(result);
  writeKept({
    part, title, begun: null,
    passed: {
      ...rest, seconds: Math.round(rest.seconds), ...stampNow(), cores: availableParallelism(),
    },
  });
};

/** What `npm run test:long` came to; its beginning is counted back from now. */
export const keepWholeRun = (
  { seconds, ...counts }: Pick<WholeRun, 'seconds' | 'passed' | 'failed' | 'skipped'>,
): void => {
  const { commit } = stampNow();
  const at = new Date(Date.now() - seconds * 1_000).toISOString();
  writeWhole(wholeRunFile, {
    at, commit, seconds: Math.round(seconds), cores: availableParallelism(), ...counts,
  });
  writePage();
};

export const readAll = (): Kept => ({
  results: readdirSync(resultsFolder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => readKept(join(resultsFolder, name)) ?? []),
  wholeRun: existsSync(wholeRunFile)
    ? wholeRunShape.parse(JSON.parse(readFileSync(wholeRunFile, 'utf8'))) : null,
});

export const writePage = (): void => {
  writeFileSync(pageFile, reliabilityPage(readAll()));
};

const fileOf = ({ part, title }: About): string => {
  const words = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return join(resultsFolder, `${part}-${words}.json`);
};

const readKept = (file: string): KeptResult | null =>
  existsSync(file) ? keptShape.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;

const writeKept = (kept: KeptResult): void => {
  mkdirSync(resultsFolder, { recursive: true });
  writeWhole(fileOf(kept), keptShape.parse(kept));
  writePage();
};

/** Put in place at once: another long test may be reading all of them for the page. */
const writeWhole = (file: string, content: object): void => {
  const beside = `${file}.${String(process.pid)}`;
  writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(beside, file);
};

const stampNow = (): Stamp => ({ at: new Date().toISOString(), commit: commitHere() });

/** What a run writes down itself does not make it another program. */
const ofNoAccount = [
  ':(top,exclude)docs/reliability.md', ':(top,exclude)engine/tests/together/reliability',
];

const commitHere = (): string => {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short', 'HEAD');
  const changes = git('status', '--porcelain', '--', ':/', ...ofNoAccount);
  return changes === '' ? commit : `${commit} with changes`;
};
