/**
 * Puts the rooms together. The deterministic run calls this too, with its own four replacements.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import pino from 'pino';
import { connectors } from './connectors/registry.ts';
import { instant, type Instant } from './core/model/instant.ts';
import type { Wire } from './contract/wire.ts';
import type { Log, Surroundings } from './loop/surroundings.ts';
import type { Database } from './store/database.ts';

/** What a run of the program takes from the world, and a simulated run replaces. */
export type World = {
  readonly now: () => Instant;
  readonly wireNow: () => number;
  readonly random: () => string;
  readonly wire: Wire;
};

export const realClocks = {
  now: (): Instant => instant(Date.now()),
  wireNow: (): number => Date.now(),
  random: (): string => randomBytes(12).toString('hex'),
} as const;

export const openLog = (level: 'quiet' | 'info' | 'debug'): Log => {
  const logger = pino(
    {
      level: level === 'quiet' ? 'silent' : level, base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: 2, sync: true }));
  return (message, values) => { logger.info(values, message); };
};

export const surround = (
  database: Database,
  world: World,
  more: { readonly unseal: (sealed: string) => string; readonly log: Log },
): Surroundings => ({
  database,
  connectors,
  ...world,
  ...more,
  holder: `${hostname()}/${String(process.pid)}/${world.random().slice(0, 8)}`,
});
