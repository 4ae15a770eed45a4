/**
 * What a long run proved, as it is kept in `results`: one file for each thing tried. A long test
 * hands its numbers to `keepResult`, which writes them down and renews docs/reliability.md.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { reliabilityPage } from './page.ts';

/** The parts of the page, in its order. */
export const partNames = ['crashes', 'machines', 'worlds', 'inputs'] as const;

const cell = z.union([z.string(), z.number()]);

const resultShape = z.strictObject({
  part: z.enum(partNames),
  /** The heading, and, made into a file name, what a later run of the same thing replaces. */
  title: z.string().min(3),
  /** What was done and what came of it, each a sentence. */
  sentences: z.array(z.string()).min(1),
  seeds: z.array(cell),
  table: z.strictObject({ head: z.array(z.string()), rows: z.array(z.array(cell)) }).nullable(),
  seconds: z.number().nonnegative(),
});

export type Result = z.output<typeof resultShape>;

const keptShape = resultShape.extend({ day: z.string(), cores: z.number() });

/** A result with the day on which it came, and the size of the machine. */
export type KeptResult = z.output<typeof keptShape>;

export const resultsFolder = join(import.meta.dirname, 'results');
export const pageFile = join(import.meta.dirname, '../../../../docs/reliability.md');

/** Only a run that passed is kept: call it when everything has been asserted. */
export const keepResult = (result: Result): void => {
  const kept: KeptResult = {
    ...resultShape.parse(result),
    seconds: Math.round(result.seconds),
    day: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
  };
  mkdirSync(resultsFolder, { recursive: true });
  const words = result.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  const name = `${result.part}-${words}.json`;
  writeFileSync(join(resultsFolder, name), `${JSON.stringify(kept, null, 2)}\n`);
  writePage();
};

export const readResults = (): readonly KeptResult[] =>
  readdirSync(resultsFolder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => keptShape.parse(JSON.parse(readFileSync(join(resultsFolder, name), 'utf8'))));

export const writePage = (): void => {
  writeFileSync(pageFile, reliabilityPage(readResults()));
};
