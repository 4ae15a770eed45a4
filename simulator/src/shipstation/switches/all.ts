import { z } from 'zod';
import { chanceBelow } from '../../chance.ts';
import { labelSwitches } from './labels.ts';
import { orderSwitches } from './orders.ts';
import { storeSwitches } from './stores.ts';
import type { Settings, Switch } from './switch.ts';
import { transportSwitches } from './transport.ts';

/** Every switch of the account, each group in a file of its own. */
export const switches = {
  ...transportSwitches,
  ...orderSwitches,
  ...labelSwitches,
  ...storeSwitches,
} as const;

/** How the account is set: its switches, and the figures that a test may want otherwise. */
export type Switches = Settings<typeof switches> & {
  readonly callsPerMinute: number;
  readonly webhookDelayMs: number;
  /** How long after a label its channel is told, half as much more or less. */
  readonly noticeDelayMs: number;
  /** Address under which the account believes to be reached; it stands in resource_url. */
  readonly publicUrl: string;
};

const byName: Readonly<Record<string, Switch>> = switches;

export const defaultSwitches: Switches = {
  // Holds because each switch gives the first of its own values.
  ...(Object.fromEntries(
    Object.entries(byName).map(([name, { values }]) => [name, values[0]]),
  ) as Settings<typeof switches>),
  callsPerMinute: 40,
  webhookDelayMs: 5_000,
  noticeDelayMs: 120_000,
  publicUrl: 'http://127.0.0.1:4610/shipstation',
};

/** What each switch means and how it is known, with the value that holds now. */
export const shownSwitches = (settings: Switches) =>
  Object.entries(byName).map(([name, { values, meaning, evidence }]) => ({
    name,
    // Holds because every switch is a setting of the same name.
    value: settings[name as keyof typeof switches],
    values,
    meaning,
    evidence,
  }));

/** Ceilings that accounts were given: the documents name 40 and show 60 (3.3). */
const ceilings = [40, 60, 20] as const;

/**
 * Every switch at a value drawn by chance, as an account that nobody here has seen. The names of
 * the draws hold no other draw of the world.
 */
export function drawnSwitches(seed: number): Partial<Switches> {
  const drawn = Object.entries(byName).map(([name, { values }]) => [
    name,
    values[chanceBelow(seed, `unknown/${name}`, 0, values.length)],
  ]);
  return {
    // Holds because each switch gives one of its own values.
    ...(Object.fromEntries(drawn) as Settings<typeof switches>),
    callsPerMinute: ceilings[chanceBelow(seed, 'unknown/callsPerMinute', 0, 3)] ?? 40,
  };
}

/** Any part of the settings, as the control API takes it. */
export const switchesShape = z.strictObject({
  ...Object.fromEntries(
    Object.entries(byName).map(([name, { values }]) => [name, z.enum(values).optional()]),
  ),
  callsPerMinute: z.int().min(1).optional(),
  webhookDelayMs: z.int().min(0).optional(),
  noticeDelayMs: z.int().min(0).optional(),
});
