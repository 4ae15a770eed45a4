/**
 * Puts the rooms together. The deterministic run calls this too, with its own replacements.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import pino from 'pino';
import { spelledOut } from './cli/paper.ts';
import type { ApiContext, Server } from './api/context.ts';
import { buildServer } from './api/server.ts';
import { filterOfView } from './api/view-filter.ts';
import { connectors } from './connectors/registry.ts';
import { deskErrands } from './desk/errands.ts';
import { readStandpoint } from './loop/standpoint.ts';
import { instant, later, type Instant } from './core/model/instant.ts';
import type { Wire } from './contract/wire.ts';
import { discreetLog } from './discreet.ts';
import { sendAlerts } from './loop/alerts/send.ts';
import type { After } from './loop/bell.ts';
import { sealStoredPolicies } from './loop/literal-secrets.ts';
import type { Log, Surroundings } from './loop/surroundings.ts';
import { startLoop, type Loop } from './loop/run.ts';
import { shareTime } from './loop/shared-time.ts';
import type { Database } from './store/database.ts';

/** What a run of the program takes from the world, and a simulated run replaces. */
export type World = {
  readonly now: () => Instant;
  readonly wireNow: () => number;
  /** Left out, they follow from wire time: see `Surroundings`. */
  readonly limitNow?: () => number;
  readonly pace?: () => number;
  readonly after: After;
  readonly random: () => string;
  readonly wire: Wire;
};

export const realClocks = {
  now: (): Instant => instant(Date.now()),
  wireNow: (): number => Date.now(),
  limitNow: (): number => Date.now(),
  pace: (): number => 1,
  after: (milliseconds: number, go: () => void): (() => void) => {
    const timer = setTimeout(go, milliseconds);
    return () => { clearTimeout(timer); };
  },
  random: (): string => randomBytes(12).toString('hex'),
} as const;

type Level = 'quiet' | 'info' | 'debug';

/**
 * Texts of other systems come into the log. Pino keeps each line one line; what could still move
 * a terminal's cursor or turn its reading direction is spelled out, which JSON reads as the same.
 */
export const openLog = (
  level: Level, to: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log => {
  const logger = pino(
    {
      level: level === 'quiet' ? 'silent' : level, base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line) => { to.write(`${spelledOut(line.trimEnd())}\n`); } });
  return discreetLog((message, values) => { logger.info(values, message); });
};

export const surround = async (
  database: Database,
  world: World,
  more: Pick<Surroundings, 'unseal' | 'log' | 'hooks' | 'files'>,
): Promise<Surroundings> => {
  const { ahead } = await shareTime({
    database, own: world.wireNow, after: world.after, log: more.log,
  });
  return {
    database,
    connectors,
    errands: [...deskErrands(readStandpoint, filterOfView), sendAlerts],
    ...world,
    now: () => later(world.now(), ahead()),
    wireNow: () => world.wireNow() + ahead(),
    limitNow: () => (world.limitNow ?? world.wireNow)() + ahead(),
    pace: world.pace ?? (() => 1),
    unseal: more.unseal,
    log: more.log,
    ...(more.hooks === undefined ? {} : { hooks: more.hooks }),
    ...(more.files === undefined ? {} : { files: more.files }),
    holder: `${hostname()}/${String(process.pid)}/${world.random().slice(0, 8)}`,
  };
};

export const version = '0.1.0';

export type Rooms = {
  readonly surroundings: Surroundings;
  readonly loop: Loop;
  readonly server: Server;
};

/** Loop and API over one store; the server does not listen yet. */
export const openRooms = async (
  database: Database,
  world: World,
  about: Omit<ApiContext, 'surroundings' | 'loop' | 'version'> &
    Pick<Surroundings, 'unseal' | 'log' | 'hooks' | 'files'>,
  loopBegins?: Promise<void>,
): Promise<Rooms> => {
  const surroundings = await surround(database, world, about);
  await database.transaction((tx) => sealStoredPolicies(tx, connectors, {
    seal: about.seal, at: surroundings.now(),
  }));
  const loop = await startLoop(surroundings, loopBegins);
  const server = await buildServer({ ...about, surroundings, loop, version });
  return { surroundings, loop, server };
};
