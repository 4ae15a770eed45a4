import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Clock } from './clock.ts';
import { readClock } from './clock.ts';
import { withMade, withoutMade } from './demo/made-again.ts';
import type { Moment } from './machine.ts';
import { noFaults } from './shipstation/faults/all.ts';
import type { World } from './world.ts';

/** The world in a file, so that a killed simulator can go on where it was. */
const version = 3;
type Kept = {
  readonly version: number;
  readonly world: World;
  readonly clock: Clock;
  /** Real time of the writing: what the clock said then is where a stopped world stands. */
  readonly keptAt: number;
};

/** A world as it was kept, and its time at that moment. */
export type KeptWorld = Pick<Kept, 'world' | 'clock'> & { readonly stoodAt: Moment };

export const keptText = (world: World, clock: Clock, keptAt: number): string =>
  JSON.stringify({ version, world: withoutMade(world), clock, keptAt }, (_name, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] };
    return value instanceof Set ? { $set: [...value] } : value;
  });

export function writeKept(file: string, world: World, clock: Clock, keptAt: number): void {
  // Written beside and renamed over: a kill in between leaves the old file whole.
  writeFileSync(`${file}.new`, keptText(world, clock, keptAt), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * The kept world, or null when there is no file yet. Throws when the file is another version. A
 * name that ends in `.gz` is a packed one.
 */
export function readKept(file: string): KeptWorld | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  // The file is this program's own writing, and its version says in which shape.
  const kept = JSON.parse(text, (_name, value: unknown) => {
    if (isKept(value, '$map')) return new Map(value.$map as [unknown, unknown][]);
    return isKept(value, '$set') ? new Set(value.$set) : value;
  }) as Kept;
  if (kept.version !== version) {
    throw new Error(`${file} is of version ${kept.version}; this simulator reads ${version}.`);
  }
  const { world, clock, keptAt } = kept;
  return { world: withMade(withNewFaults(world)), clock, stoodAt: readClock(clock, keptAt) };
}

/** A world that was kept before a fault was thought of does not have it. */
const withNewFaults = (world: World): World => ({
  ...world,
  shipstation: {
    ...world.shipstation, faults: { ...noFaults, ...world.shipstation.faults },
  },
});

const isKept = <Name extends '$map' | '$set'>(
  value: unknown,
  name: Name,
): value is Readonly<Record<Name, unknown[]>> =>
  typeof value === 'object' && value !== null && name in value
  // Holds because `name` is in it.
  && Array.isArray((value as Readonly<Record<Name, unknown>>)[name]);
