/** The API over a stage, with a key for each role. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { buildServer } from '../src/api/server.ts';
import { hashOf } from '../src/api/auth.ts';
import type { ApiContext, Server } from '../src/api/context.ts';
import type { Database } from '../src/store/database.ts';
import { saveKey, type Role } from '../src/store/keys.ts';
import { migrate } from '../src/store/migrate.ts';
import { emptyTables, type TestDatabase } from './databases.ts';
import { openStage, type Stage } from './stage.ts';
import { standingFor } from './standing-for.ts';

export type Door = {
  readonly stage: Stage;
  readonly server: Server;
  ask(
    method: Method, url: string, body?: unknown, role?: Role | null,
  ): Promise<Told>;
  /** The same with headers of one's own instead of a role's key. */
  askWith(
    headers: Readonly<Record<string, string>>, method: Method, url: string, body?: unknown,
  ): Promise<Told>;
};

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

export type Told = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body read as JSON; null when there is none. */
  readonly json: unknown;
};

export const keyOf = (role: Role): string => `the-key-of-${role}`;

export const openDoor = async (
  database: Database,
  about: Partial<ApiContext> = {},
  hangIn?: (server: Server) => void,
): Promise<Door> => {
  const stage = openStage(database);
  await stage.apply();
  for (const role of ['admin', 'operator', 'reader', 'warehouse', 'channel'] as const) {
    await database.transaction((tx) => saveKey(tx, {
      id: `key_${role}`, hash: hashOf(keyOf(role)), name: `the ${role}`, role, at: 0,
    }));
  }
  const server = await buildServer({
    surroundings: stage.surroundings, loop: null, isDemo: false, isSecure: false,
    seal: (text) => Buffer.from(text).toString('base64'),
    consoleFolder: null, handbookFolder: null, version: 'test', ...about,
  }, hangIn);
  const askWith: Door['askWith'] = async (headers, method, url, body) => {
    const before = stage.logged.length;
    const answer = await server.inject({
      method, url,
      headers: {
        ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined
        ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const since = stage.logged.slice(before);
    if (since.some((one) => one.includes('audited only after it was done'))) {
      throw new Error(`${method} ${url} changes something outside of \`change\` (change.ts)`);
    }
    const isJson = (answer.headers['content-type']?.toString() ?? '').includes('json');
    return {
      status: answer.statusCode, headers: answer.headers, text: answer.body,
      json: isJson ? JSON.parse(answer.body) : null,
    };
  };
  return {
    stage, server, askWith,
    ask: (method, url, body, role = 'admin') => askWith(
      role === null ? {} : { authorization: `Bearer ${keyOf(role)}` }, method, url, body),
  };
};

/**
 * For the tests of one `onEveryDatabase`: a migrated database, and before each test empty tables
 * and a door opened anew. Both are there from the first test on, and stay the same objects.
 */
export const atTheDoor = (
  size: TestDatabase,
): {
  readonly database: Database;
  readonly door: Door;
  /** Puts a door with other settings in its place, until the next test. */
  readonly openAnew: (about: Partial<ApiContext>) => Promise<void>;
} => {
  let opened: Database | null = null;
  let open: Door | null = null;
  beforeAll(async () => {
    opened = await size.open();
    await migrate(opened);
  });
  afterAll(size.drop);
  const database = standingFor(() => opened);
  const door = standingFor(() => open);
  const openAnew = async (about: Partial<ApiContext> = {}): Promise<void> => {
    open = await openDoor(database, about);
  };
  beforeEach(async () => {
    await emptyTables(database);
    await openAnew();
  });
  return { database, door, openAnew };
};

/** A packed consignment as a warehouse sends it. */
export const bodyOf = (orderNumber: string, over: Readonly<Record<string, unknown>> = {}) => ({
  revision: 1, updatedAt: '2026-11-22T12:00:00Z', orderNumber, channel: 'shopify-uk',
  status: 'packed', service: 'DPD-12',
  shipTo: {
    name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
    country: 'GB',
  },
  lines: [{ line: '1', sku: 'TEE', ordered: 2, allocated: 2, picked: 2, packed: 2 }],
  ...over,
});
