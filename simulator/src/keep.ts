import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from './clock.ts';
import type { World } from './world.ts';

/** The world in a file, so that a killed simulator can go on where it was. */
const version = 1;
type Kept = { readonly version: number; readonly world: World; readonly clock: Clock };

export function writeKept(file: string, world: World, clock: Clock): void {
  const text = JSON.stringify({ version, world, clock }, (_name, value: unknown) =>
    value instanceof Map ? { $map: [...value] } : value,
  );
  // Written beside and renamed over: a kill in between leaves the old file whole.
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The kept world, or null when there is no file yet. Throws when the file is another version. */
export function readKept(file: string): { readonly world: World; readonly clock: Clock } | null {
  if (!existsSync(file)) return null;
  // The file is this program's own writing, and its version says in which shape.
  const kept = JSON.parse(readFileSync(file, 'utf8'), (_name, value: unknown) =>
    isKeptMap(value) ? new Map(value.$map) : value,
  ) as Kept;
  if (kept.version !== version) {
    throw new Error(`${file} is of version ${kept.version}; this simulator reads ${version}.`);
  }
  return kept;
}

const isKeptMap = (value: unknown): value is { readonly $map: [unknown, unknown][] } =>
  typeof value === 'object' && value !== null && '$map' in value && Array.isArray(value.$map);
