/**
 * Gatepass as a merchant runs it: a process of its own with a data folder of its own, reached over
 * HTTP only. Every process that is started here is ended by its own id.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** What a start has compiled is not compiled again by the next: half of what a start costs. */
const compiled = fileURLToPath(new URL('../../../.gatepass/compiled', import.meta.url));

export const adminKey = 'together-tests-admin-key-1';

export type Engine = {
  readonly url: string;
  readonly pid: number;
  /** All that it has printed so far. */
  readonly printed: () => string;
  /** Ends it and resolves with its exit code; null when a signal ended it. */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
};

export type EngineOptions = {
  /** All in one, or one of its halves. */
  readonly command?: 'up' | 'demo' | 'worker' | 'api';
  readonly dataFolder: string;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly databaseUrl?: string | null;
  /** Over those that every test wants; undefined takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Another program than the merchant's, such as one that can be told where to die. */
  readonly program?: URL;
  /** What stands behind the command on its command line. */
  readonly words?: readonly string[];
};

const saidWhere = /Gatepass (?:runs|answers|works as \S+; its health is told) at (http:\S+)/;

/** A process that may end at any time, also before it is ready. */
export type Launched = {
  readonly pid: number;
  readonly printed: () => string;
  readonly isAlive: () => boolean;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly kill: (signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | null>;
};

export const launch = (options: EngineOptions): Launched => {
  const { command = 'up', dataFolder, port = 0, databaseUrl = null, environment = {} } = options;
  const file = options.program === undefined ? program : fileURLToPath(options.program);
  const child = spawn(process.execPath, [file, command, ...(options.words ?? [])], {
    env: {
      PATH: process.env['PATH'], GATEPASS_DATA: dataFolder, PORT: String(port),
      GATEPASS_DEMO: 'off', GATEPASS_ALLOW_PRIVATE_URLS: 'on', GATEPASS_BOOTSTRAP_KEY: adminKey,
      GATEPASS_SECRET_KEY: 'a secret key for all of one test', NODE_COMPILE_CACHE: compiled,
      ...(command === 'worker' ? { GATEPASS_HEALTH_PORT: '0' } : {}),
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
  }
  const ended = endOf(child);
  return {
    pid: child.pid ?? 0,
    printed: () => text,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    ended,
    kill: (signal = 'SIGKILL') => {
      child.kill(signal);
      return ended;
    },
  };
};

/** Resolves when it listens; refuses with what it printed when it ends before. */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
  const { pid, printed, ended, kill } = launch(options);
  const url = await Promise.race([
    until('it says where it runs', () => saidWhere.exec(printed())?.[1] ?? null),
    ended.then((code) => {
      throw new Error(`Gatepass ended with ${String(code)} before it was ready:\n${printed()}`);
    }),
  ]);
  return { url, pid, printed, stop: (signal = 'SIGTERM') => kill(signal) };
};

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => { resolve(code); }));

/** Asks again and again until there is an answer; the longest wait is for a busy machine. */
export const until = async <Value>(
  what: string,
  ask: () => Value | null | Promise<Value | null>,
  mostMilliseconds = 120_000,
): Promise<Value> => {
  const from = performance.now();
  for (;;) {
    const found = await ask();
    if (found !== null) return found;
    if (performance.now() - from > mostMilliseconds) {
      throw new Error(`Waited ${String(mostMilliseconds / 1000)} s in vain until ${what}.`);
    }
    await pause(50);
  }
};

/** Whether a process with this id still runs. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (refusal) {
    if (refusal instanceof Error && 'code' in refusal && refusal.code === 'ESRCH') return false;
    throw refusal;
  }
};

export type Place = {
  readonly name: 'embedded' | 'outside';
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  remove(): Promise<void>;
};

/** A fresh data folder and, for the outside size, a fresh database on the run's PostgreSQL. */
export const freshPlace = async (postgresUrl: string | null): Promise<Place> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-together-'));
  const removeFolder = () => rmSync(dataFolder, { recursive: true, force: true });
  if (postgresUrl === null) {
    return {
      name: 'embedded', dataFolder, databaseUrl: null,
      remove: async () => removeFolder(),
    };
  }
  const name = `gatepass_together_${randomUUID().replaceAll('-', '')}`;
  await onServer(postgresUrl, `create database ${name} template template0`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return {
    name: 'outside', dataFolder, databaseUrl: url.href,
    remove: async () => {
      removeFolder();
      await onServer(postgresUrl, `drop database if exists ${name} with (force)`);
    },
  };
};

const onServer = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** One `gatepass` command as a process: its exit code, and all that it printed. */
export const gatepass = async (
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly printed: string }> => {
  const child = spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => { printed += chunk; });
  }
  // Not when it ends but when all that it printed has come.
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed };
};
