/** What a part of the benchmark is, and what it leaves behind for the page. */
import { cpus, loadavg, totalmem } from 'node:os';
import { z } from 'zod';

export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

export type Part = {
  readonly name: string;
  readonly title: string;
  /** Whose time its figures are of: that of the turned clock, or this machine's, busy or not. */
  readonly time: 'world' | 'machine';
  /** How it was measured, in sentences; stands above its tables. */
  readonly method: (size: Size) => string;
  readonly run: (size: Size) => Promise<readonly Table[]>;
};

/** Small shows that a part works; full is what the page is for. */
export type Size = 'small' | 'full';

export const resultShape = z.strictObject({
  part: z.string(),
  title: z.string(),
  size: z.enum(['small', 'full']),
  machine: z.string(),
  /** How many programs wanted a core in the minute before and at the end of the run. */
  load: z.strictObject({ before: z.number(), after: z.number() }),
  cores: z.number(),
  tookSeconds: z.number(),
  method: z.string(),
  tables: z.array(z.strictObject({
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.union([z.string(), z.number()]))),
  })),
});

export type Result = z.output<typeof resultShape>;

/** By its size only: `2 cores, 24 GiB`. */
export const machine = (): string =>
  `${String(cpus().length)} cores, ${String(Math.round(totalmem() / 2 ** 30))} GiB`;

export const runPart = async (part: Part, size: Size): Promise<Result> => {
  const before = loadavg()[0] ?? 0;
  const begun = performance.now();
  const tables = await part.run(size);
  return {
    part: part.name, title: part.title, size, machine: machine(), cores: cpus().length,
    load: { before: oneDigit(before), after: oneDigit(loadavg()[0] ?? 0) },
    tookSeconds: Math.round((performance.now() - begun) / 1_000),
    method: part.method(size),
    tables: tables.map(({ title, columns, rows }) => ({
      title, columns: [...columns], rows: rows.map((row) => [...row]),
    })),
  };
};

export const oneDigit = (value: number): number => Math.round(value * 10) / 10;

/** The one in the middle of several runs; of an even number the lower. */
export const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? 0;

/** Milliseconds of world time as seconds, for a table. */
export const seconds = (milliseconds: number | null): string =>
  milliseconds === null ? '–' : `${(milliseconds / 1_000).toFixed(1)} s`;
