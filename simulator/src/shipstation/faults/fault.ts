import { z } from 'zod';
import { chance } from '../../chance.ts';

/**
 * A fault: misbehaviour that can be switched on (shipstation.md section 8). Each strikes the next
 * so many calls, or a share of calls that follows from the seed and the number of the call, so
 * that the same seed and the same calls meet the same faults.
 */
export type Fault<Value> = {
  readonly shape: z.ZodType<Value>;
  /** The value that switches it off. */
  readonly none: Value;
  readonly meaning: string;
  /** Its part in a storm, null when it has none; 1 is a bad day, 3 a dreadful one. */
  readonly storm: ((level: number) => Value) | null;
};

export const fault = <Value>(given: {
  readonly shape: z.ZodType<Value>;
  readonly none: Value;
  readonly meaning: string;
  readonly storm?: (level: number) => Value;
}): Fault<Value> => ({ ...given, storm: given.storm ?? null });

/** The values that a group of faults has. */
export type FaultValues<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends Fault<infer Value> ? Value : never;
};

export const share = z.number().min(0).max(1);
const path = z.string();

/**
 * Rows that say which calls are struck. `path` is the beginning of a path, without case; `method`
 * narrows it; either `count` or `share` says how many of those.
 */
export const aimed = <Extra extends z.ZodRawShape>(extra: Extra) => {
  const method = z.string().optional();
  return z.union([
    z.strictObject({ path, method, count: z.int().min(0), ...extra }),
    z.strictObject({ path, method, share, ...extra }),
  ]);
};

export type Aim = {
  readonly path: string;
  readonly method?: string | undefined;
  readonly count?: number;
  readonly share?: number;
};

/** A part of the storm's shares, never above one. */
export const upTo = (part: number, level: number): number => Math.min(1, part * level);

/** What tells one draw from all others. */
export type Draw = {
  readonly seed: number;
  /** The how-manieth call, or message, this is. */
  readonly count: number;
};

export type Target = Draw & { readonly path: string; readonly method: string };

/** The first row that strikes this call, and the rows that are left for later ones. */
export function aim<Row extends Aim>(
  name: string,
  rows: readonly Row[],
  target: Target,
): { readonly hit: Row | null; readonly rows: readonly Row[] } {
  for (const [index, row] of rows.entries()) {
    if (!target.path.startsWith(row.path.toLowerCase())) continue;
    if (row.method !== undefined && row.method.toUpperCase() !== target.method) continue;
    if (row.count !== undefined && row.count > 0) {
      return { hit: row, rows: rows.with(index, { ...row, count: row.count - 1 }) };
    }
    if (row.share !== undefined && isDrawn(`${name}/${index}`, row.share, target)) {
      return { hit: row, rows };
    }
  }
  return { hit: null, rows };
}

const isDrawn = (name: string, part: number, draw: Draw): boolean =>
  part > 0 && chance(draw.seed, `fault/${name}`, draw.count) < part;

/** How many of something are struck: the next so many, or a share of all, and how many were. */
export const doseShape = z.union([
  z.int().min(0), z.strictObject({ share, struck: z.int().min(0).optional() }),
]);
export type Dose = number | { readonly share: number; readonly struck?: number | undefined };

/** Whether the next one is struck, and the dose that is left. */
export function take(
  name: string,
  dose: Dose,
  draw: Draw,
): { readonly strikes: boolean; readonly left: Dose } {
  if (typeof dose === 'number') return { strikes: dose > 0, left: Math.max(0, dose - 1) };
  const strikes = isDrawn(name, dose.share, draw);
  return { strikes, left: strikes ? { ...dose, struck: (dose.struck ?? 0) + 1 } : dose };
}
