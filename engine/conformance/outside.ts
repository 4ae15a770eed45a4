/**
 * A room without doors: what runs inside it may not use the network, timers, files, the clock,
 * randomness, the environment, or print. Whoever tries is stopped and noted. The rest of the
 * process goes on as ever: the doors are closed for what runs inside alone.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import tls from 'node:tls';

export const doors = [
  'network', 'timers', 'files', 'clock', 'randomness', 'environment', 'printing',
] as const;
export type Door = (typeof doors)[number];

export type Touched = { readonly door: Door; readonly what: string };

const room = new AsyncLocalStorage<Touched[] | null>();

/** Runs inside the room; what it touched fills up while it runs. */
export const inside = <T>(act: () => T): { readonly value: T; readonly touched: Touched[] } => {
  closeDoors();
  const touched: Touched[] = [];
  return { value: room.run(touched, act), touched };
};

/** For the wire, the one way out: leaves the room for as long as this takes. */
export const outside = <T>(act: () => T): T => room.run(null, act);

const note = (door: Door, what: string): void => {
  const touched = room.getStore() ?? null;
  if (touched === null) return;
  touched.push({ door, what });
  throw new Error(`${what} is not for a connector: it has the wire and nothing else`);
};

type Things = Record<string, unknown>;

/** These modules and globals are written to by name, which their types do not foresee. */
const things = (value: unknown): Things => value as Things;

const guard = (door: Door, holder: object, names: readonly string[]): void => {
  const held = things(holder);
  for (const name of names) {
    const original = held[name];
    const isFixed = Object.getOwnPropertyDescriptor(holder, name)?.configurable === false;
    if (typeof original !== 'function' || isFixed) continue;
    const shut = new Proxy(original, {
      apply: (target, self, given) => {
        note(door, name);
        return Reflect.apply(target as () => unknown, self, given) as unknown;
      },
      construct: (target, given, made) => {
        note(door, name);
        return Reflect.construct(target, given, made) as object;
      },
    });
    // Defined, not assigned: some are getters.
    Object.defineProperty(holder, name, { value: shut, writable: true, configurable: true });
  }
};

const functionsOf = (holder: object): string[] =>
  Object.keys(things(holder)).filter((name) =>
    /^[a-z]/.test(name) && typeof things(holder)[name] === 'function');

let areClosed = false;

const closeDoors = (): void => {
  if (areClosed) return;
  areClosed = true;
  guard('network', globalThis, ['fetch', 'WebSocket', 'EventSource']);
  guard('network', net, ['connect', 'createConnection', 'createServer']);
  guard('network', net.Socket.prototype, ['connect']);
  guard('network', tls, ['connect']);
  for (const one of [http, https]) guard('network', one, ['request', 'get', 'createServer']);
  guard('network', dgram, ['createSocket']);
  guard('network', dns, functionsOf(dns));
  guard('network', childProcess, functionsOf(childProcess));
  const timerNames = ['setTimeout', 'setInterval', 'setImmediate'];
  for (const one of [globalThis, timers, timersPromises]) guard('timers', one, timerNames);
  guard('timers', timersPromises.scheduler, ['wait', 'yield']);
  guard('files', fs, functionsOf(fs));
  guard('files', fsPromises, functionsOf(fsPromises));
  guard('clock', performance, ['now']);
  guard('clock', process, ['hrtime']);
  guard('clock', Temporal.Now, Object.getOwnPropertyNames(Temporal.Now));
  globalThis.Date = clocklessDate(globalThis.Date);
  guard('randomness', Math, ['random']);
  guard('randomness', crypto, [
    'randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues',
  ]);
  guard('randomness', Crypto.prototype, ['randomUUID', 'getRandomValues']);
  guard('printing', console, ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir']);
  for (const one of [process.stdout, process.stderr]) guard('printing', one, ['write']);
  process.env = watchedEnvironment(process.env);
  // So that what was imported by name meets the closed doors as well.
  syncBuiltinESMExports();
};

/** A given instant is a value; only "now" is a clock. */
const clocklessDate = (original: DateConstructor): DateConstructor => {
  const clock = new Proxy(original, {
    apply: (target) => {
      note('clock', 'Date');
      return target();
    },
    construct: (target, given: [], made) => {
      if (given.length === 0) note('clock', 'new Date');
      return Reflect.construct(target, given, made) as object;
    },
    get: (target, name, self) => {
      if (name === 'now') note('clock', 'Date.now');
      return Reflect.get(target, name, self) as unknown;
    },
  });
  return clock;
};

/** Node itself asks for colours when it words a failed assertion. */
const isOfNode = (name: string | symbol): boolean =>
  /COLOR|^TERM$|^CI$|^TMUX$|^NODE_/.test(String(name));

const watchedEnvironment = (original: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  new Proxy(original, {
    get: (target, name, self) => {
      if (!isOfNode(name)) note('environment', `process.env.${String(name)}`);
      return Reflect.get(target, name, self) as unknown;
    },
  });
