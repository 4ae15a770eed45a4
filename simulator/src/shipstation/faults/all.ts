import { z } from 'zod';
import type { Fault, FaultValues } from './fault.ts';
import { customStoreFaults } from './custom-store.ts';
import { labelFaults } from './labels.ts';
import { orderFaults } from './orders.ts';
import { transportFaults } from './transport.ts';

/** Every fault of the account, each group in a file of its own. */
const all = { ...transportFaults, ...orderFaults, ...labelFaults, ...customStoreFaults } as const;

export type Faults = FaultValues<typeof all> & {
  /** Seed of the shares; null draws by the seed of the world. */
  readonly faultSeed: number | null;
};

const byName: Readonly<Record<string, Fault<unknown>>> = all;
const faultSeed = z.int().nullable();

export const faultsShape = z.strictObject({
  ...shapesOf(all),
  faultSeed,
});

export const noFaults: Faults = {
  // Holds because each fault gives its own value of rest.
  ...(mapped(({ none }) => none) as FaultValues<typeof all>),
  faultSeed: null,
};

/** Every fault at once, each at the share that fits the level; 0 is calm weather. */
export function stormOf(
  level: number,
  seed: number | null,
  without: readonly string[] = [],
): Faults {
  if (level === 0) return noFaults;
  const values = mapped(({ none, storm }, name) =>
    storm === null || without.includes(name) ? none : storm(level));
  // Holds for the same reason.
  return { ...(values as FaultValues<typeof all>), faultSeed: seed };
}

/** What each fault means, whether a storm has it, for people who ask the control API. */
export const faultMeanings = Object.entries(byName).map(([name, { meaning, storm }]) => ({
  name,
  meaning,
  isInStorm: storm !== null,
}));

export const faultNames: readonly string[] = Object.keys(byName);

function mapped(valueOf: (fault: Fault<unknown>, name: string) => unknown) {
  return Object.fromEntries(
    Object.entries(byName).map(([name, fault]) => [name, valueOf(fault, name)]));
}

type Shapes<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends Fault<infer Value>
    ? z.ZodType<Value> : never;
};

function shapesOf<Group extends Readonly<Record<string, Fault<unknown>>>>(
  group: Group,
): Shapes<Group> {
  // Holds because every name keeps the shape of its own fault.
  return Object.fromEntries(
    Object.entries(group).map(([name, { shape }]) => [name, shape])) as unknown as Shapes<Group>;
}
